"""Tables for the eye: the cells of their rows below each other, each wrapped within its column.

How wide the columns are comes from the rows around, never from the whole of a very long table. A row that would be hard
to read so, and every row where there is no room for columns, has no rows here: it stays the sentence that it is.
"""

import re
from bisect import bisect_right
from itertools import takewhile

from tui.core.blocks import backward, numbered
from tui.core.cells import width_of
from tui.core.light import NamedTuple, Sequence
from tui.core.publication import Block, Blocks, Kind
from tui.core.rows import Row, as_drawn
from tui.core.tables import ranges
from tui.core.words import Range
from tui.core.wrapping import Part, wrap

_GAP = 2  # cells between columns
_TOGETHER = 256  # rows that share columns where the table is very long
_MOST_LINES = 8  # of a row; in taller ones the eye loses what belongs together
_LONGEST_WORD, _FEW_WIDE = 20, 8  # cells that a column has at least where a word, or Chinese, asks for them
_MOST = 4096  # characters of a row
_GROUPS = 8
_WIDE = re.compile("[\u2e80-\uffff]")
_NUMBER = re.compile(r"\W{0,3}\d[\d.,:'’\s]*\W{0,3}")

Line = tuple[str, tuple[Part, ...]]
"""A screen line and where in it the characters of its row stand."""


class Column(NamedTuple):
    """Where it begins, in cells from the left, and how many of them it has. `to_right`: it holds numbers."""

    at: int
    width: int
    to_right: bool


class _Group(NamedTuple):
    """Rows that share columns, by their numbers; without columns where these have no room."""

    first: int
    last: int
    columns: tuple[Column, ...]


class Tables:
    """The tables among blocks, drawn in so many cells. `ambiguous`: see `cells.columns`."""

    def __init__(self, blocks: Blocks, width: int, ambiguous: int = 1) -> None:
        self._blocks = blocks
        self._width = width
        self._ambiguous = ambiguous
        self._groups: list[_Group] = []

    def rows(self, number: int) -> tuple[Row, ...]:
        """The rows of a row of a table; none where it is better read as a sentence."""
        row = self._blocks[number]
        if not _has_columns(row):
            return ()
        columns = self._group(number).columns
        lines = _lines(row, columns, self._ambiguous) if len(row.cells) <= len(columns) else []
        fits = all(text and width_of(text, self._ambiguous) <= self._width for text, _parts in lines)
        if not fits or len(lines) > _MOST_LINES:
            return ()
        return tuple(Row(text, number, parts[0].start, parts[-1].end, parts) for text, parts in lines)

    def _group(self, number: int) -> _Group:
        known = next((each for each in self._groups if each.first <= number <= each.last), None)
        if known is None:
            rows = _around(self._blocks, number)
            columns = columns_of([row for _at, row in rows], self._width, self._ambiguous)
            known = _Group(rows[0][0], rows[-1][0], columns)
            self._groups = [known, *self._groups[: _GROUPS - 1]]
        return known


def columns_of(rows: Sequence[Block], width: int, ambiguous: int = 1) -> tuple[Column, ...]:
    """The columns of a table in so many cells, none where words would be cut. Long cells share what others leave."""
    texts = _by_column([row for row in rows if _has_columns(row)])
    wished = [max((width_of(text, ambiguous) for text in column), default=0) for column in texts]
    room = width - _GAP * (len(wished) - 1)
    if sum(wished) > room:
        least = [min(wish, _least(column, ambiguous)) for wish, column in zip(wished, texts, strict=True)]
        if sum(least) > room:
            return ()
        wished = _shared(wished, least, room)
    to_right = [_holds_numbers(rows, number) for number in range(len(texts))]
    starts = [sum(wished[:number]) + _GAP * number for number in range(len(wished))]
    return tuple(map(Column, starts, wished, to_right))


def _has_columns(row: Block) -> bool:
    return len(row.cells) > 1 and len(row.text) <= _MOST


def _around(blocks: Blocks, number: int) -> list[tuple[int, Block]]:
    """The rows that share columns with one: its table; of a very long one a part, the same for each row of the part."""
    part = number // _TOGETHER
    begin = _begin(blocks, number, (part - 1) * _TOGETHER)
    first, end = (begin, begin // _TOGETHER + 2) if begin is not None else (part * _TOGETHER, part + 1)
    rows = takewhile(lambda row: row[0] < end * _TOGETHER and row[1].kind is Kind.TABLE, numbered(blocks, first))
    return [next(rows), *takewhile(lambda row: not row[1].first, rows)]


def _begin(blocks: Blocks, number: int, lowest: int) -> int | None:
    """The first row of the table, None where that is below the lowest."""
    begin = number
    for at, row in backward(blocks, number):
        if row.kind is not Kind.TABLE:
            break
        if at < lowest:
            return None
        begin = at
        if row.first:
            break
    return begin


def _by_column(rows: Sequence[Block]) -> list[list[str]]:
    found: list[list[str]] = [[] for _column in range(max((len(row.cells) for row in rows), default=0))]
    for row in rows:
        for column, (start, end) in zip(found, ranges(row), strict=False):
            column.append(row.text[start:end])
    return found


def _least(texts: Sequence[str], ambiguous: int) -> int:
    """How wide a column has to be for its words not to be cut, as far as that can be asked for."""
    words = (word for text in texts for word in text.split())
    return max((min(_room_for(word, ambiguous), _LONGEST_WORD) for word in words), default=0)


def _room_for(word: str, ambiguous: int) -> int:
    width = width_of(word, ambiguous)
    return min(width, _FEW_WIDE) if width > _FEW_WIDE and _WIDE.search(word) else width


def _shared(wished: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """As wide as wished up to the same limit for all, the highest that there is room for."""

    def at_most(limit: int) -> list[int]:
        return [max(low, min(wish, limit)) for wish, low in zip(wished, least, strict=True)]

    limit = bisect_right(range(room + 1), room, key=lambda each: sum(at_most(each))) - 1
    return at_most(limit)


def _holds_numbers(rows: Sequence[Block], column: int) -> bool:
    cells = [row.text[slice(*ranges(row)[column])] for row in rows if not row.level and column < len(row.cells) > 1]
    told = [cell for cell in cells if any(letter.isalnum() for letter in cell)]
    return bool(told) and all(_NUMBER.fullmatch(cell) for cell in told)


def _lines(row: Block, columns: Sequence[Column], ambiguous: int) -> list[Line]:
    cells = [
        (column, _wrapped(row.text, cell, column, ambiguous))
        for column, cell in zip(columns, ranges(row), strict=False)
    ]
    return [
        _line(row.text, [(column, cell[number]) for column, cell in cells if number < len(cell)], ambiguous)
        for number in range(max(len(cell) for _column, cell in cells))
    ]


def _wrapped(text: str, cell: Range, column: Column, ambiguous: int) -> list[Range]:
    """What each line shows of a cell; of an empty one the first shows where it is."""
    start, end = cell
    found = wrap(text[start:end], max(1, column.width), 0, ambiguous) or [(0, 0)]
    return [(start + first, start + last) for first, last in found]


def _line(text: str, shown: Sequence[tuple[Column, Range]], ambiguous: int) -> Line:
    line, parts = "", list[Part]()
    for column, (start, end) in shown:
        piece = as_drawn(text, start, end)
        free = column.width - width_of(piece, ambiguous) if column.to_right and piece else 0
        padded = _padded(line, column.at + max(0, free), ambiguous)
        parts.append(Part(len(padded), start, end))
        line = padded + piece if piece else line
    return line, tuple(parts)


def _padded(line: str, width: int, ambiguous: int) -> str:
    """A joiner at the end takes the width of the space behind it."""
    while (missing := width - width_of(line, ambiguous)) > 0:
        line += " " * missing
    return line
