"""A page's text as lines, each knowing where it stands, how wide it is and which column it was set in."""

from tui.core.light import NamedTuple, Sequence

_MOST_COLUMN = 120
_FULL, _MOST_OVER = 0.78, 1.12
_FEW, _MANY, NEAR = 4, 6, 4


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


class Shape(NamedTuple):
    """A block of lines: the column that it shows by itself, its widest line, how many lines it has."""

    column: int
    top: int
    size: int


def cells(text: str) -> int:
    """Width in columns of type: CJK characters count two, and so do quotes and dashes beside them."""
    if text.isascii():
        return len(text)
    wide = sum(map("\u2e80".__le__, text))
    return len(text) + wide + (sum(map(text.count, "“”‘’—…")) if wide else 0)


def lines_of(page: str) -> list[Line]:
    """The lines of a page that are not blank, in order, with their columns found."""
    return with_columns(bare_lines(page))


def bare_lines(page: str) -> list[Line]:
    """The same without their columns."""
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
    return lines


def blocks_of(lines: list[Line]) -> list[tuple[int, int]]:
    """Runs of lines without a blank line inside, as half-open index ranges."""
    starts = [index for index, line in enumerate(lines) if index == 0 or line.gap > 1]
    return list(zip(starts, [*starts[1:], len(lines)][: len(starts)], strict=True))


def shapes_of(lines: list[Line]) -> list[Shape]:
    """The shapes of the blocks of these lines."""
    widths = [[line.width for line in lines[start:end]] for start, end in blocks_of(lines)]
    return [Shape(_column(each), max(each), len(each)) for each in widths]


def with_columns(
    lines: list[Line], most: int | None = None, above: Sequence[Shape] = (), below: Sequence[Shape] = ()
) -> list[Line]:
    """Lines with their columns, which depend on the lines around. Where these are not all lines of a text: `most`, as
    `most_of` says it of the whole; `above`, `below`: the blocks around them, of which the nearest count."""
    blocks = blocks_of(lines)
    shapes = [*above, *shapes_of(lines), *below]
    columns, tops, sizes = ([shape[at] for shape in shapes] for at in range(3))
    columns = _share(columns, tops, sizes, _most(columns, sizes) if most is None else most)
    found = []
    for (start, end), column in zip(blocks, columns[len(above) : len(shapes) - len(below)], strict=True):
        found += [line._replace(column=column) for line in lines[start:end]] if column else lines[start:end]
    return found


def most_of(lines: list[Line]) -> int:
    """How many lines the longest block has that was wrapped to a column; 0 when none was."""
    blocks = blocks_of(lines)
    return _most(
        [_column([line.width for line in lines[start:end]]) for start, end in blocks],
        [end - start for start, end in blocks],
    )


def is_sure(lines: list[Line], most: int) -> bool:
    """Whether a block of lines shows by itself which column it was wrapped to."""
    return len(lines) >= min(most, _MANY) and bool(_column([line.width for line in lines]))


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


def _most(columns: list[int], sizes: list[int]) -> int:
    return max((size for column, size in zip(columns, sizes, strict=True) if column), default=0)


def _share(columns: list[int], tops: list[int], sizes: list[int], most: int) -> list[int]:
    """Short blocks take the column of the nearest long one that they fit into, of two rather the following."""
    sure = [column if size >= min(most, _MANY) else 0 for column, size in zip(columns, sizes, strict=True)]
    above = _nearest(sure)
    below = _nearest(sure[::-1])[::-1]
    shared = []
    for index, own in enumerate(columns):
        near = [(below[index][0], 0, below[index][1]), (above[index][0], 1, above[index][1])]
        fitting = [
            column
            for distance, _, column in sorted(near)
            if distance <= NEAR and column and tops[index] <= column * _MOST_OVER
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
