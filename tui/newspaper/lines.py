"""A page's text as lines, each knowing where it stands, how wide it is and which column it was set in."""

from tui.core.light import NamedTuple

_MOST_COLUMN = 120
_FULL, _MOST_OVER = 0.78, 1.12
_FEW, _MANY, _NEAR = 4, 6, 4


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
    tops = [max(line.width for line in lines[start:end]) for start, end in blocks]
    columns = _share(columns, tops, [end - start for start, end in blocks])
    found = []
    for (start, end), column in zip(blocks, columns, strict=True):
        found += [line._replace(column=column) for line in lines[start:end]] if column else lines[start:end]
    return found


def _column(widths: list[int]) -> int:
    """The width that a block of lines was wrapped to, 0 if it was not or is too short to tell."""
    if len(widths) < _FEW:
        return 0
    ordered = sorted(widths)
    top = ordered[-2]
    full = sum(width >= _FULL * top for width in widths[:-1])
    if ordered[-1] > _MOST_COLUMN or full < 0.55 * (len(widths) - 1):
        return 0
    return ordered[(len(ordered) * 3) // 4]


def _share(columns: list[int], tops: list[int], sizes: list[int]) -> list[int]:
    """Short blocks take the column of the nearest long one that they fit into, of two rather the following."""
    most = max((size for column, size in zip(columns, sizes, strict=True) if column), default=0)
    sure = [column if size >= min(most, _MANY) else 0 for column, size in zip(columns, sizes, strict=True)]
    above = _nearest(sure)
    below = _nearest(sure[::-1])[::-1]
    shared = []
    for index, own in enumerate(columns):
        near = [(below[index][0], 0, below[index][1]), (above[index][0], 1, above[index][1])]
        fitting = [
            column
            for distance, _, column in sorted(near)
            if distance <= _NEAR and column and tops[index] <= column * _MOST_OVER
        ]
        shared.append(sure[index] or next(iter(fitting), own))
    return shared


def _nearest(columns: list[int]) -> list[tuple[int, int]]:
    """How far up the last column was found, and which."""
    found, distance, last = [], 0, 0
    for column in columns:
        found.append((distance, last))
        distance, last = (0, column) if column else (distance + 1, last)
    return found
