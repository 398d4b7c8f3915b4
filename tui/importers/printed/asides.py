"""What stands beside the text of a printed book and is no part of it: notes at the foot of columns, and what is written
at figures and tables."""

import re
from collections.abc import Sequence

from tui.importers.printed.line import LED, Printed

_NOTE = re.compile(r"(\d{1,3}|[*∗⋆†‡§¶]{1,3})[.)]?(?= |[^\W\d_])|[①-⑳]")
_CAPTION = re.compile(
    r"(F(ig|IG)(\.|ures?|uras?|URE)|TABLE|Tab(\.|les?|elle|leau|la)|Abb(\.|ildung)|Listing|Algorithm|Scheme|Chart)"
    r" ?[\dA-Z]{1,4}([.-]\d{1,3})*[.:] |[图圖表図] ?\d{1,3}([.–-]\d{1,3})*[ :：.]"
)
_SMALL, _SAME = 0.93, 0.06  # of body type
_COLUMN, _APART, _MOST = 98.0, 0.2, 12  # white at the head of a column; heights of a line; lines
_LEAST = 12  # characters of a line: a drawing has less
_ROOM, _SHORT = 2.0, 0.15  # heights of a line; of the width of the column
_STOPS = "。！？!?.…：:；;”』」”’)》】\"'"
_TEXTS = ("", "para", "text")


def mark_asides(lines: Sequence[Printed]) -> None:
    """Writes into the lines of a book's text which belong to something of the kind."""
    for index, line in enumerate(lines):
        if line.aside or not _may_begin(line):
            continue
        if _CAPTION.match(line.line.text) and _is_apart(lines, index):
            _write(lines[index : _end(lines, index)], "caption")
        elif _is_small(line) and _begins_notes(lines, index) and (_NOTE.match(line.line.text) or _cuts(lines, index)):
            _write_notes(lines[index : _foot(lines, index)])


def _may_begin(line: Printed) -> bool:
    is_else = line.head or line.level or line.code is not None
    return (
        bool(line.how) and not is_else and (not line.tag or line.tag.kind in _TEXTS) and not LED.search(line.line.text)
    )


def _is_small(line: Printed) -> bool:
    return line.how is not None and line.how.size < _SMALL and not line.tag and line.code is None


def _is_apart(lines: Sequence[Printed], index: int) -> bool:
    """No sentence above goes on with the line."""
    line, above = lines[index], lines[index - 1] if index else None
    is_new = above is None or above.sheet != line.sheet or line.line.gap > 1
    return is_new or (above is not None and above.line.text[-1] in _STOPS)


def _end(lines: Sequence[Printed], start: int) -> int:
    """Behind what is written at a figure."""
    end = start + 1
    while end < min(len(lines), start + _MOST):
        one, other = lines[end - 1].how, lines[end].how
        is_else = lines[end].line.gap > 1 or lines[end].tag or lines[end].head or lines[end].code is not None
        if is_else or not one or not other or abs(one.size - other.size) > _SAME:
            break
        if one.room > 2.0 and lines[end - 1].line.text[-1] in _STOPS:
            break
        end += 1
    return end


def _begins_notes(lines: Sequence[Printed], index: int) -> bool:
    """Larger text stands above them, and nothing below."""
    above = lines[index - 1] if index else None
    if above is None or above.sheet != lines[index].sheet or above.how is None or _is_small(above):
        return False
    how, foot = lines[index].how, _foot(lines, index)
    is_apart = how is not None and _APART < how.white < _COLUMN
    is_foot = foot == len(lines) or lines[foot].sheet != lines[index].sheet or _is_head_of_column(lines[foot])
    return is_apart and is_foot


def _cuts(lines: Sequence[Printed], index: int) -> bool:
    """The sentence above goes on behind the small lines."""
    above, foot = lines[index - 1], _foot(lines, index)
    is_end = foot == len(lines) or above.head or lines[foot].head or above.line.text[-1] in _STOPS
    if is_end or len(lines[index].line.text) < _LEAST:
        return False
    letter = lines[foot].line.text[0]
    return letter.isalpha() and not letter.isupper() and not (_is_short(above) or _is_short(lines[index]))


def _is_short(line: Printed) -> bool:
    return line.how is not None and line.how.room > max(_ROOM, _SHORT * line.how.column)


def _foot(lines: Sequence[Printed], index: int) -> int:
    """Behind the small lines below."""
    foot = index + 1
    while foot < len(lines) and lines[foot].sheet == lines[index].sheet and _is_small(lines[foot]):
        if _is_head_of_column(lines[foot]):
            break
        foot += 1
    return foot


def _is_head_of_column(line: Printed) -> bool:
    return line.how is not None and line.how.white > _COLUMN


def _write(run: Sequence[Printed], kind: str) -> None:
    for number, line in enumerate(run):
        line.aside, line.more_of_aside = kind, number > 0


def _write_notes(run: Sequence[Printed]) -> None:
    for number, line in enumerate(run):
        is_new = number == 0 or (_is_short(run[number - 1]) and run[number - 1].line.text[-1] in _STOPS)
        line.aside, line.more_of_aside = "note", not is_new and not _NOTE.match(line.line.text)
