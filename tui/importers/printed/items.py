"""Lists of a printed book: which lines begin an item, which go on with it, and how deep it stands."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.importers.pdf.rows import FIGURE
from tui.importers.printed.line import BULLET, LED, Printed
from tui.newspaper.typeset import Set

_NUMBERED = re.compile(
    r"([(\[（]?)(\d{1,3}|[A-Za-z]|[ivxl]{2,5}|[一二三四五六七八九十]{1,3})([.)\]、）．])(?:\s|$|(?=[⺀-鿿]))"
)
_CIRCLED = re.compile(r"[①-⑳]")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_HAN = "一二三四五六七八九十"
_BARE = re.compile(r"(\d{1,2}) (?=[^\W\d_])")  # nothing behind the number: only where the next stands right below
_NEAR, _NEXT, _ALIKE, _HUNG = 40, 4, 0.8, 0.3  # lines; heights of a line
_LINED, _WITHIN = 0.5, 15  # heights of a line; lines between the first entries of two lists, one in the other
_LARGE, _OTHER = 1.15, 0.1  # of body type; of the size
_LEVEL = 30.0  # tenths of points: so far apart lines still stand beside each other
_SHORT, _LEAST = 0.15, 2.0  # of the width of the column; heights of a line
_STOPS = "。！？!?.…：:；;”』」”’)》】\"'"
_DEEPEST, _DEEPER = 6, 0.6  # heights of a line
_TEXTS = ("", "para", "text")


class _Count(NamedTuple):
    """What the number of an entry may be: how it is written, and what it counts."""

    style: str
    value: int


def mark_items(lines: Sequence[Printed]) -> None:
    """Writes into the lines of a book's text, in order, what they are in its lists."""
    counts = [_counts(line) for line in lines]
    begins = [index for index in range(len(lines)) if _is_bullet(lines[index]) or _is_counted(lines, counts, index)]
    for index, end in pairwise([*begins, len(lines)]):
        for other in range(index + 1, end):
            if not _is_inside(lines, index, other):
                break
            lines[other].in_item = True
    _levels(lines, begins, counts)


def _may_begin(line: Printed) -> bool:
    is_else = line.level or line.head or line.aside or line.code is not None
    return (not line.tag or line.tag.kind in _TEXTS) and not is_else and not LED.search(line.line.text)


def _is_bullet(line: Printed) -> bool:
    found = BULLET.match(line.line.text)
    return bool(found) and line.line.text.count(found[1] if found else "") == 1 and _may_begin(line)


def _counts(line: Printed) -> list[_Count]:
    text = line.line.text
    if not (line.how and _may_begin(line)):
        return []
    if _CIRCLED.match(text):
        return [_Count("①", ord(text[0]))]
    if found := _BARE.match(text):
        return [_Count("", int(found[1]))]
    found = _NUMBERED.match(text)
    return [count._replace(style=found[1] + count.style + found[3]) for count in _read(found[2])] if found else []


def _read(number: str) -> Iterator[_Count]:
    if number.isdecimal():
        yield _Count("1", int(number))
    elif number[0] in _HAN:
        tens, ten, ones = number.rpartition("十")
        yield _Count("一", 10 * (_HAN.find(tens) + 1 or 1) * bool(ten) + _HAN.find(ones) + 1 if ones else 10)
    else:
        if len(number) == 1:
            yield _Count("a" if number.islower() else "A", ord(number))
        if number.lower() in _ROMAN:
            yield _Count("i" if number.islower() else "I", _ROMAN.index(number.lower()))


def _is_counted(lines: Sequence[Printed], counts: Sequence[list[_Count]], index: int) -> bool:
    """An entry with the number before or behind stands near, set in alike. A number that stands by itself has its
    text beside it, and no formula."""
    own = lines[index].how
    if (
        counts[index]
        and _is_alone(lines[index])
        and not (index + 1 < len(lines) and _is_beside(lines[index + 1], lines[index]))
    ):
        return False
    for style, value in counts[index]:
        near = _NEAR if style and own and own.size < _LARGE else _NEXT
        for step, wanted in ((-1, value - 1), (1, value + 1)):
            for other in range(index + step, index + step * near, step):
                if not 0 <= other < len(lines):
                    break
                if (style, wanted) in counts[other] and _is_alike(lines[index], lines[other]):
                    return True
    return False


def _is_alike(line: Printed, other: Printed) -> bool:
    """They begin equally far in."""
    if line.sheet == other.sheet and line.left and abs(line.left - other.left) < _LINED:
        return True
    return line.how is not None and other.how is not None and abs(line.how.indent - other.how.indent) < _ALIKE


def _is_inside(lines: Sequence[Printed], begin: int, index: int) -> bool:
    """The line, below others of an item, goes on with it: it hangs below the text behind the mark."""
    first, above, line = lines[begin], lines[index - 1], lines[index]
    how, last, own = first.how, above.how, line.how
    if how is None or last is None or own is None or FIGURE in (above.line.text[0], line.line.text[0]):
        return False
    if above.tag != line.tag or line.level or line.head or line.aside or line.code is not None:
        return False
    if index == begin + 1 and _is_alone(first):
        return _is_beside(line, first)
    if abs(last.size - own.size) > _OTHER or (_is_short(last) and above.line.text[-1] in _STOPS):
        return False
    hangs = _hangs(lines, begin, index)
    is_hung = own.indent - how.indent > _HUNG if hangs is None else abs(own.indent - hangs) < _LINED
    if line.sheet != above.sheet:
        return is_hung and line.line.text[0].islower() and above.line.text[-1] not in _STOPS
    return is_hung and line.line.gap == 1


def _is_alone(line: Printed) -> bool:
    """Nothing but the mark of an item, whose text stands beside it."""
    found = BULLET.match(line.line.text) or _NUMBERED.match(line.line.text)
    return bool(found) and found is not None and found.end() == len(line.line.text)


def _is_beside(line: Printed, other: Printed) -> bool:
    return line.sheet == other.sheet and other.top > 0 and abs(line.top - other.top) < _LEVEL


def _is_short(how: Set) -> bool:
    return how.room > max(_LEAST, _SHORT * how.column)


def _hangs(lines: Sequence[Printed], begin: int, index: int) -> float | None:
    """How far the lines behind the first are set in; None where none is known."""
    hung = lines[begin + 1].how if index > begin + 1 else None
    return hung.indent if hung else None


class _Open(NamedTuple):
    """A list that may go on: how far its last entry is set in, and what its number may be."""

    indent: float
    counts: Sequence[_Count] = ()


def _levels(lines: Sequence[Printed], begins: Sequence[int], counts: Sequence[list[_Count]]) -> None:
    stack: list[_Open] = []
    last = -1
    for index in begins:
        how, line = lines[index].how, lines[index]
        own, between = _Open(how.indent if how else 0.0, counts[index]), range(last + 1, index)
        if any(lines[other].head or lines[other].level for other in between):
            stack = []
        follows = next((at for at, each in enumerate(stack) if _follows(own, each)), -1)
        if follows >= 0:
            stack[follows:] = [own]
        elif stack and not (_is_first(own) and index - last < _WITHIN and stack[-1].counts):
            stack = _left(stack, own) if all(_belongs(lines[other], stack[0].indent) for other in between) else []
        line.begins_list = not stack
        if follows < 0 and (not stack or _is_deeper(stack, own)):
            stack.append(own)
        line.item, last = len(stack), index


def _follows(own: _Open, other: _Open) -> bool:
    return any((style, value - 1) in other.counts for style, value in own.counts)


def _is_first(own: _Open) -> bool:
    return any(value == 1 or chr(value) in "aA①" for _style, value in own.counts)


def _left(stack: list[_Open], own: _Open) -> list[_Open]:
    """Without the lists that have ended before an entry."""
    kept = len(stack)
    while kept > 1 and own.indent < stack[kept - 1].indent - _DEEPER:
        kept -= 1
    return stack[:kept]


def _is_deeper(stack: Sequence[_Open], own: _Open) -> bool:
    if len(stack) >= _DEEPEST:
        return False
    return own.indent > stack[-1].indent + _DEEPER or (_is_first(own) and bool(stack[-1].counts))


def _belongs(line: Printed, indent: float) -> bool:
    """Part of an item, or set in below one."""
    return line.in_item or line.code is not None or (line.how is not None and line.how.indent > indent + _HUNG)
