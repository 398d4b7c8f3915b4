"""Columns of what may be a table of a PDF, and whether it is one: text in columns, indexes and formulas are none."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tui.newspaper.boxes import Box, around
from tui.newspaper.sheet import MATH, MONO, Row

Line = list[Row]
Interval = tuple[float, float]
_GUTTER, _ALIGNED, _MOSTLY = 0.8, 0.4, 0.6  # of the height of a row; of the cells of a column
_TOUCHING = 0.3  # of the height of a row
_PROSE, _FULL, _HALF, _FEW = 9.0, 0.8, 0.5, 2  # heights of a row; of the width of a column; of its cells; cells
_TINY = 6  # characters of a cell, which no line of text has
_PAIRED, _MATH, _SHORT, _MANY = 0.6, 0.2, 14, 4  # of the first cells; of all; characters; columns
_LEAST, _FILLED = 10, 0.7  # characters; of the width of a column
_TORN, _STOPS = 0.25, "。！？!?.…：:；;”』」”’)》】\"'"  # of the rows
_LINES = 0.8  # of the lines of text have a number
_INDEX, _ALIKE, _NUMBERS = 20, 1.7, 0.6  # lines; times as long; of the cells of a column


class Column:
    """From `left` to `right`, with its `rows`, and the boxes of what stands in it, pieces that touch in one."""

    def __init__(self, sides: Interval, lines: Sequence[Line], height: float) -> None:
        self.left, self.right = sides
        held = [found for line in lines if (found := [row for row in line if self.holds(row)])]
        self.rows = [row for found in held for row in found]
        self.cells = [box for found in held for box in _touching(found, height)]
        self._height = height

    @property
    def width(self) -> float:
        return self.right - self.left

    def holds(self, row: Row) -> bool:
        return self.left <= (row.box.left + row.box.right) / 2 <= self.right

    def goes_on(self, above: Line, line: Line) -> bool:
        """A cell that fills the column goes on in the next line."""
        last = next((row for row in above if self.holds(row)), None)
        is_full = last and len(last.text) >= _LEAST and last.box.width >= _FILLED * self.width
        return bool(is_full) and any(self.holds(row) for row in line)

    @property
    def letters(self) -> float:
        """Of a cell."""
        return sum(len(row.text) for row in self.rows) / max(1, len(self.rows))

    @property
    def is_text(self) -> bool:
        """Many cells are as wide as lines of text."""
        return sum(row.box.width >= _PROSE * self._height for row in self.rows) >= _HALF * len(self.rows)

    @property
    def is_prose(self) -> bool:
        full = sum(row.box.width >= _FULL * self.width for row in self.rows)
        return self.is_text and len(self.rows) >= _FEW and full >= _HALF * len(self.rows)

    @property
    def is_numbers(self) -> bool:
        found = sum(2 * sum(map(str.isdigit, row.text)) >= len(row.text) for row in self.rows)
        return found >= _NUMBERS * len(self.rows)

    @property
    def is_mono(self) -> bool:
        return sum(bool(row.style & MONO) for row in self.rows) > _HALF * len(self.rows)

    @property
    def is_aligned(self) -> bool:
        """Most cells begin, end or are centred at one place."""
        step = _ALIGNED * self._height
        lefts, rights = [box.left for box in self.cells], [box.right for box in self.cells]
        middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
        return any(_most(places, step) >= _MOSTLY * len(self.cells) for places in (lefts, rights, middles))


def _touching(line: Line, height: float) -> Iterator[Box]:
    whole: Box | None = None
    for row in line:
        if whole and row.box.left - whole.right < _TOUCHING * height:
            whole = around((whole, row.box))
            continue
        if whole:
            yield whole
        whole = row.box
    if whole:
        yield whole


def _most(places: Iterable[float], step: float) -> int:
    """How many are at one place, about."""
    found = Counter(round(place / step) for place in places)
    return max((count + found[at + 1] for at, count in found.items()), default=0)


def projected(line: Iterable[Row], height: float) -> list[Interval]:
    """What stands below each other, from left to right."""
    found: list[Interval] = []
    for left, right in sorted((row.box.left, row.box.right) for row in line):
        if found and left - found[-1][1] < _GUTTER * height:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def columns_of(lines: Sequence[Line], height: float) -> list[Column]:
    rows = [row for line in lines for row in line]
    return [Column(sides, lines, height) for sides in projected(rows, height)]


def is_table(lines: Sequence[Line], columns: Sequence[Column], height: float) -> bool:
    rows = [row for line in lines for row in line]
    told = any(column.is_numbers or column.letters < _TINY for column in columns[1:])
    if len(columns) < 2 or (columns[0].is_prose and not told) or sum(column.is_text for column in columns) > 1:
        return False
    if len(columns) == 2 and columns[1].is_prose and columns[0].is_numbers and not columns[1].is_mono:
        # Else they are those of lines.
        return sum(len(line) == 2 for line in lines) < _LINES * len(lines) and not _count_lines(lines, columns[0])
    if sum(bool(row.style & MATH) for row in rows) > _MATH * len(rows):
        return False
    if len(columns) > 2 and columns[0].is_numbers and all(column.is_mono for column in columns[1:]):
        return False  # code with numbers of lines
    if not all(column.is_aligned for column in columns):
        return False
    first = [line for line in lines if columns[0].holds(line[0])]
    if sum(len(line) > 1 for line in first) < max(2, _PAIRED * len(first)):
        return False
    if len(columns) >= _MANY and not _are_short(columns):
        return False
    return not _is_index(lines, columns)


def _count_lines(lines: Sequence[Line], column: Column) -> bool:
    """Numbers that stand beside some lines only, and grow by as many as there are lines between them."""
    found = [(at, line[0].text) for at, line in enumerate(lines) if column.holds(line[0])]
    numbers = [(at, int(text[:_TINY])) for at, text in found if text.isdecimal()]
    counted = sum(two - one == below - at for (at, one), (below, two) in pairwise(numbers))
    return counted > _HALF * (len(found) - 1)


def is_torn(rows: Sequence[Sequence[Sequence[Row]]]) -> bool:
    """What stands in the second of two columns is text that goes on from row to row: notes at a margin stand beside
    it."""
    texts = [cells[1] for cells in rows if len(cells) == 2 and cells[1]]
    wide = max((row.box.width for text in texts for row in text), default=0.0)
    torn = sum(_goes_on(one[-1], other[0], wide) for one, other in pairwise(texts))
    starts = sum(text[0].text[0].islower() and text[0].box.width > _FULL * wide for text in texts)
    return torn + starts > _TORN * len(texts)


def _goes_on(row: Row, below: Row, wide: float) -> bool:
    return row.box.width > _FULL * wide and row.text[-1] not in _STOPS and below.box.width > _HALF * wide


def _are_short(columns: Sequence[Column]) -> bool:
    return 2 * sum(column.is_numbers or column.letters < _SHORT for column in columns) >= len(columns)


def _is_index(lines: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Long columns whose cells are equally long stand beside each other by chance."""
    if len(lines) <= _INDEX or any(column.is_numbers for column in columns):
        return False
    letters = sorted(column.letters for column in columns)
    return letters[-1] < _ALIKE * letters[0]
