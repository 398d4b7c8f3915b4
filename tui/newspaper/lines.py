"""A page's text as lines, each knowing where it stands, how wide it is and which column it was set in."""

from typing import NamedTuple

_MOST_COLUMN = 120
_FULL, _MOST_OVER = 0.78, 1.12


class Line(NamedTuple):
    """A line that is not blank.

    `text` without the white space around it; `start`, `end`: its characters in the page. `gap`: newlines
    before it (2 or more: blank lines between). `indent`, `width`: in cells. `column`: cells of the column it
    was wrapped to, 0 where a line is a whole paragraph.
    """

    text: str
    start: int
    end: int
    gap: int
    indent: int
    width: int
    column: int = 0


def cells(text: str) -> int:
    """Width in columns of type: CJK characters count two, and so do quotes and dashes beside them."""
    if text.isascii():
        return len(text)
    wide = sum(map("\u2e80".__le__, text))
    return len(text) + wide + (sum(map(text.count, "“”‘’—…")) if wide else 0)


def lines_of(page: str) -> list[Line]:
    """The lines of a page that are not blank, in order, with their columns found."""
    lines, start, gap = [], 0, 0
    for raw in page.split("\n"):
        text = raw.strip()
        if text:
            lead = len(raw) - len(raw.lstrip())
            begin = start + lead
            lines.append(Line(text, begin, begin + len(text), gap, lead, cells(text)))
            gap = 0
        gap += 1
        start += len(raw) + 1
    return _with_columns(lines)


def blocks_of(lines: list[Line]) -> list[tuple[int, int]]:
    """Runs of lines without a blank line inside, as half-open index ranges."""
    starts = [index for index, line in enumerate(lines) if index == 0 or line.gap > 1]
    return list(zip(starts, [*starts[1:], len(lines)][: len(starts)], strict=True))


def _with_columns(lines: list[Line]) -> list[Line]:
    blocks = blocks_of(lines)
    columns = [_column([line.width for line in lines[start:end]]) for start, end in blocks]
    columns = _share(columns, [max(line.width for line in lines[start:end]) for start, end in blocks])
    found = []
    for (start, end), column in zip(blocks, columns, strict=True):
        found += [line._replace(column=column) for line in lines[start:end]] if column else lines[start:end]
    return found


def _column(widths: list[int]) -> int:
    """The width that a block of lines was wrapped to, 0 if it was not or is too short to tell."""
    if len(widths) < 3:
        return 0
    ordered = sorted(widths)
    top = ordered[-2]
    full = sum(width >= _FULL * top for width in widths[:-1])
    if ordered[-1] > _MOST_COLUMN or full < 0.55 * (len(widths) - 1):
        return 0
    return ordered[(len(ordered) * 3) // 4]


def _share(columns: list[int], tops: list[int]) -> list[int]:
    """Blocks too short to tell take the column of the nearest wrapped block that they fit into."""
    shared, near = list(columns), 0
    for order in (range(len(columns)), range(len(columns) - 1, -1, -1)):
        near, distance = 0, 0
        for index in order:
            distance += 1
            if columns[index]:
                near, distance = columns[index], 0
            elif not shared[index] and near and distance <= 4 and tops[index] <= near * _MOST_OVER:
                shared[index] = near
    return shared
