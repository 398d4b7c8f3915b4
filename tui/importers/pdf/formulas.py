"""Formulas of a PDF page: what stands above and below their line, on that line, as it is read."""

import re
from collections.abc import Iterator

from tui.newspaper.boxes import Box, around
from tui.newspaper.sheet import MATH, SIGNS, Word

_NUMBER = re.compile(r"\([0-9A-Z]{1,3}([.–-][0-9]{1,3})*[a-z']?\)")
_POINTS = ".·…,"
_QUANTITY = re.compile(r"[-−–±+<>≤≥⩽⩾~∼≈]\d[\d.,]*%?")  # which stands in a table as other numbers do
_OVER, _BESIDE = 0.35, 2.0  # heights of a line: so far the next piece may lie over the last one, and beside it
_WIDE, _WIDEST_SPACE = 1.0, 4.0  # of the height of type: spaces in formulas that are as wide as between columns
_UNDER, _OFF = 3.0, 0.35  # heights: an index below a power; between what stands on one line
_TOUCH, _STACKED = 0.15, 0.7  # heights: between what stands beside; between what stands above and below
_WIDEST, _SHARED = 14.0, 0.5  # heights: of what stands above or below; of the narrower one
_SMALL = 0.8  # of the size: what stands at a large sign, and is no part of a fraction
_CLOSE, _FRACTION = 0.12, 2  # heights: no space; pieces
Line = list[Word]


def with_formulas(lines: list[Line]) -> list[Line]:
    """The lines of a page, those of each formula in one."""
    if not any(map(_has_signs, lines)):
        return lines
    lines = [piece for line in lines for piece in _parted(line)]
    found: list[Line] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at)
        found.append(lines[at] if end == at + 1 else _joined(lines[at:end]))
        at = end
    return _numbered([_closed(line) for line in found])


def _closed(line: Line) -> Line:
    """The line, with what follows a wide space in a formula in one with what stands before it: it is no column."""
    closed: Line = []
    for word in line:
        last = closed[-1] if closed else None
        is_near = last and _WIDE < (word.box.left - last.box.right) / max(last.size, word.size, 1.0) < _WIDEST_SPACE
        if last and is_near and any(map(_is_formula, (last, word))) and not _is_point(last) and not _is_point(word):
            box = around((last.box, word.box))
            closed[-1] = last._replace(text=f"{last.text} {word.text}", box=box, style=last.style | word.style & MATH)
        else:
            closed.append(word)
    return closed


def _numbered(lines: list[Line]) -> list[Line]:
    """The lines, with the numbers of formulas in what they stand beside: by themselves they would make a column."""
    found: list[Line] = []
    for line in lines:
        last = found[-1][-1] if found and len(line) == 1 and found[-1] else line[-2] if len(line) > 1 else None
        if last is None or not _NUMBER.fullmatch(line[-1].text) or not _is_level(last.box, line[-1].box):
            found.append(line)
            continue
        told = last._replace(text=f"{last.text} {line[-1].text}")
        if len(line) == 1:
            found[-1] = [*found[-1][:-1], told]
        else:
            found.append([*line[:-2], told])
    return found


def _is_level(last: Box, box: Box) -> bool:
    shared = min(last.bottom, box.bottom) - max(last.top, box.top)
    return shared > _SHARED * min(last.height, box.height) and box.left - last.right > max(last.height, box.height)


def _parted(line: Line) -> Iterator[Line]:
    """A line of the file: large signs by themselves, and what stands lower or higher than what follows it, as the index
    with which it begins does."""
    piece: Line = []
    for at, word in enumerate(line):
        is_index = len(piece) == at and max((each.size for each in piece), default=word.size) < _SMALL * word.size
        if piece and (is_index or _is_apart(piece[-1], word) or SIGNS & (piece[-1].style ^ word.style)):
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _is_apart(last: Word, word: Word) -> bool:
    low, high = sorted((last.size, word.size))
    off = abs(last.box.top + last.box.bottom - word.box.top - word.box.bottom) / 2
    return low >= _SMALL * high and off > _OFF * low


def _end(lines: list[Line], start: int) -> int:
    """The first line behind a formula that begins with this one."""
    if not lines[start]:
        return start + 1
    height, whole = _height(lines[start]), around(word.box for word in lines[start])
    is_formula, end = _has_signs(lines[start]), start + 1
    while end < len(lines) and lines[end]:
        box, last = (around(word.box for word in lines[each]) for each in (end, end - 1))
        height = max(height, _height(lines[end]))
        is_small = _height(lines[end]) < _SMALL * height
        if not (is_formula or is_small or _has_signs(lines[end])):
            break
        over = _UNDER if is_small else _OVER
        if not (_is_beside(whole, box, height, over) or _is_stacked(lines, start, end, last, box, height)):
            break
        is_formula, whole, end = is_formula or _has_signs(lines[end]), around((whole, box)), end + 1
    return end


def _is_point(word: Word) -> bool:
    return not word.text.strip(_POINTS)


def _has_signs(line: Line) -> bool:
    return any(map(_is_sign, line))


def _is_sign(word: Word) -> bool:
    """And none of the points that lead to a number, which TeX takes from the same font."""
    return bool(word.style & MATH) and bool(word.text.strip(_POINTS))


def _is_formula(word: Word) -> bool:
    return _is_sign(word) and not _QUANTITY.fullmatch(word.text)


def _height(line: Line) -> float:
    sizes = sorted(word.size for word in line)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _is_beside(whole: Box, box: Box, height: float, over: float) -> bool:
    white = box.left - whole.right
    apart = max(box.top - whole.bottom, whole.top - box.bottom)
    return -over * height < white < _BESIDE * height and apart < _TOUCH * height


def _is_stacked(lines: list[Line], start: int, end: int, last: Box, box: Box, height: float) -> bool:
    """It stands below, or above, the last piece, which stands higher, or lower, than the line of the formula: that
    shows before both, or behind."""
    if max(last.width, box.width) > _WIDEST * height or not _over(last, box, height):
        return False
    if _height(lines[end]) < _SMALL * _height(lines[end - 1]):
        return True  # at a large sign
    top, bottom = min(last.top, box.top), max(last.bottom, box.bottom)
    pieces = [
        around(word.box for word in line) for line in (*lines[start : end - 1], *lines[end + 1 : end + 2]) if line
    ]
    middles = [(piece.top + piece.bottom) / 2 for piece in pieces if _near(piece, last, box, height)]
    return any(top + 0.3 * (bottom - top) < middle < bottom - 0.3 * (bottom - top) for middle in middles)


def _near(piece: Box, last: Box, box: Box, height: float) -> bool:
    left, right = min(last.left, box.left), max(last.right, box.right)
    return -_OVER * height < left - piece.right < _BESIDE * height or -_OVER * height < piece.left - right < height


def _over(last: Box, box: Box, height: float) -> bool:
    shared = min(last.right, box.right) - max(last.left, box.left)
    apart = max(box.top - last.bottom, last.top - box.bottom)
    return shared > _SHARED * min(last.width, box.width) and -_OVER * height < apart < _STACKED * height


def _joined(lines: list[Line]) -> Line:
    """All in one line of print: a fraction with a stroke."""
    words: Line = []
    plain = [word for line in lines for word in line if not word.style & SIGNS] or lines[0]
    size = _middle([word.size for word in plain])
    for pieces in _piles(lines):
        box = around(word.box for piece in pieces for word in piece)
        first = pieces[0][0]._replace(joined=_is_joined(words, pieces[0][0]))
        if len(pieces) == 1:
            words += [first, *pieces[0][1:]]
        else:
            words.append(first._replace(text=_piled(pieces, words, size), box=box))
    base = [word.box for word in plain if word.size >= _SMALL * size]
    middle, height = _middle([box.top + box.bottom for box in base]) / 2, _middle([box.height for box in base])
    return [_level(word, middle - height / 2, height, size) for word in words]


def _middle(numbers: list[float]) -> float:
    return sorted(numbers)[len(numbers) // 2]


def _piles(lines: list[Line]) -> Iterator[list[Line]]:
    """What stands above and below each other."""
    pile = [lines[0]]
    for line in lines[1:]:
        last, box = (around(word.box for word in each) for each in (pile[-1], line))
        if _over(last, box, max(_height(pile[-1]), _height(line))):
            pile.append(line)
        else:
            yield pile
            pile = [line]
    yield pile


def _piled(pieces: list[Line], before: Line, size: float) -> str:
    """What is above and below one stroke, in a bracket the one and the other, or at a large sign."""
    heights = [_height(piece) for piece in pieces]
    if max(heights) < _SMALL * size:  # a power and an index
        return "".join(map(_text, pieces))
    if any(word.style & SIGNS for piece in pieces for word in piece) or min(heights) < _SMALL * max(heights):
        return " ".join(map(_text, pieces))
    in_bracket = bool(before) and bool(before[-1].style & SIGNS)
    if len(pieces) > _FRACTION or in_bracket:
        return "; ".join(map(_text, pieces))
    return "/".join(f"({_text(piece)})" if len(piece) > 1 else piece[0].text for piece in pieces)


def _text(words: Line) -> str:
    return words[0].text + "".join(("" if word.joined else " ") + word.text for word in words[1:])


def _is_joined(words: Line, word: Word) -> bool | None:
    last = words[-1] if words else None
    if last is None:
        return word.joined
    if " " in last.text:  # a large sign with what stands at it
        return None
    return (word.box.left - last.box.right < _CLOSE * max(word.size, last.size) and not last.text[-1].isspace()) or None


def _level(word: Word, top: float, height: float, size: float) -> Word:
    own = size if word.style & SIGNS else word.size
    return word._replace(box=word.box._replace(top=top, bottom=top + height), size=own)
