"""Lines of a PDF page in scripts that are written from right to left: their words in the order of reading.

Some lines have them as they stand, from left to right, and a note's number parts the words of a line.
"""

from collections.abc import Callable

from tui.newspaper.boxes import around
from tui.newspaper.sheet import Word, leftwards

_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"))
_LEVEL, _NEAR = 0.5, 1.0  # of the lower of two boxes; of the height of the higher one


def in_reading_order(lines: list[list[Word]]) -> list[list[Word]]:
    """The lines; those with words from right to left whole and in order."""
    found: list[list[Word]] = []
    for line in lines:
        if found and line and _has(line) and _has(found[-1]) and _is_one(found[-1], line):
            found[-1] = [*found[-1], *line]
        else:
            found.append(line)
    backwards = _mostly([word for line in lines for word in line]) if any(map(_has, lines)) else False
    return [_closed(_ordered(line, backwards)) if _has(line) else line for line in found]


def _has(line: list[Word]) -> bool:
    return any(leftwards(word.text) for word in line)


def _is_one(line: list[Word], other: list[Word]) -> bool:
    """Both stand beside each other, near, on one line of print."""
    one, two = around(word.box for word in line), around(word.box for word in other)
    low, high = sorted((one.height, two.height))
    shared = min(one.bottom, two.bottom) - max(one.top, two.top)
    white = max(one.left, two.left) - min(one.right, two.right)
    return shared > _LEVEL * low and 0 <= white < _NEAR * high


def _mostly(words: list[Word]) -> bool:
    """Most letters are written from right to left."""
    back = sum(len(word.text) for word in words if leftwards(word.text))
    return back > sum(sum(map(str.isalpha, word.text)) for word in words if not leftwards(word.text))


def _ordered(line: list[Word], backwards: bool) -> list[Word]:
    """From the side on which most of it, or of the page, begins; words of the other kind among them as they are
    read."""
    if not _is_level(line):
        return line
    if backwards or _mostly(line):
        return _turned(sorted(line, key=lambda word: -word.box.right), _runs_on)
    return _turned(sorted(line, key=lambda word: word.box.left), leftwards)


def _runs_on(text: str) -> bool:
    """The letters of a word go from left to right."""
    return not leftwards(text) and any(map(str.isalpha, text))


def _turned(line: list[Word], is_other: Callable[[str], bool]) -> list[Word]:
    """Words of the other direction that follow each other stand the other way round, with figures between them."""
    ordered: list[Word] = []
    run: list[Word] = []
    for word in line:
        if is_other(word.text) or (run and not is_other(word.text) and _is_neither(word.text)):
            run.append(word)
            continue
        ordered += [*_back(run, is_other), word]
        run = []
    return ordered + _back(run, is_other)


def _is_neither(text: str) -> bool:
    return not any(map(str.isalpha, text))


def _back(run: list[Word], is_other: Callable[[str], bool]) -> list[Word]:
    """The run the other way round, but for what follows its last word."""
    end = max((at + 1 for at, word in enumerate(run) if is_other(word.text)), default=0)
    return [*run[end - 1 :: -1], *run[end:]] if end else run


def _closed(line: list[Word]) -> list[Word]:
    """The line, in which nothing is opened twice and not closed: PDFium turns the brackets round on one side only."""
    text = "".join(word.text for word in line)
    for opening, closing in _BRACKETS:
        if text.count(opening) > text.count(closing):
            line = _in_turn(line, opening, closing)
    return line


def _in_turn(line: list[Word], opening: str, closing: str) -> list[Word]:
    is_open, found = False, []
    for word in line:
        text = ""
        for sign in word.text:
            text += closing if sign == opening and is_open else sign
            is_open = sign == opening and not is_open if sign in (opening, closing) else is_open
        found.append(word._replace(text=text))
    return line if is_open else found


def _is_level(line: list[Word]) -> bool:
    first = max((word.box for word in line), key=lambda box: box.height)
    return all(min(first.bottom, box.bottom) - max(first.top, box.top) > _LEVEL * box.height for _t, box, *_r in line)
