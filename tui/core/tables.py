"""Tables: their rows are blocks, their cells parts of these. Where a cell is, what it says, what stands over it."""

import re
from bisect import bisect_right

from tui.core.blocks import backward, block_after, block_at, block_before
from tui.core.light import NamedTuple
from tui.core.publication import Block, Blocks, Kind, LazyBlocks, Place, Publication
from tui.core.words import Range


class Cell(NamedTuple):
    """`row` is a row of a table, `column` counts from 0 in it."""

    row: Block
    column: int

    @property
    def text(self) -> str:
        return cells(self.row)[self.column] if self.column < len(cells(self.row)) else ""


def starts(row: Block) -> tuple[int, ...]:
    """Where the cells of a row begin. What was kept without them is cut where cells are parted."""
    if row.cells:
        return row.cells
    return (0, *(found.end() for found in re.finditer("; |；", row.text)))


def ranges(row: Block) -> list[Range]:
    """Which characters of a row its cells are, without what parts them; none where they are empty."""
    begins = [min(start, len(row.text)) for start in starts(row)]
    ends = [*begins[1:], len(row.text)]
    inner = [_stripped(row.text, start, end) for start, end in zip(begins[:-1], ends[:-1], strict=True)]
    inner = [_stripped(row.text, start, end - (row.text[start:end][-1:] in ("；", ";"))) for start, end in inner]
    return [*inner, _stripped(row.text, begins[-1], ends[-1])]


def cells(row: Block) -> list[str]:
    """What the cells of a row say, "" where they are empty."""
    return [row.text[start:end] for start, end in ranges(row)]


def cell_at(publication: Publication, place: Place) -> Cell | None:
    """The cell that holds the place; None outside of tables."""
    row = block_at(publication, place)
    if row.kind is not Kind.TABLE:
        return None
    return Cell(row, max(0, bisect_right(starts(row), place.offset) - 1))


def beside(place: Place, cell: Cell, step: int) -> Place | None:
    """The next cell of the row or the previous one; None where there is none."""
    column = cell.column + step
    return _within(place, cell.row, column) if 0 <= column < len(starts(cell.row)) else None


def beyond(publication: Publication, place: Place, cell: Cell, step: int) -> Place | None:
    """The cell of the same column in the next row or the previous one; None at the edge of the table."""
    blocks = publication.articles[place.article].blocks
    number = (block_after if step > 0 else block_before)(blocks, place.block)
    if number is None or blocks[number].kind is not Kind.TABLE:
        return None
    if (blocks[number] if step > 0 else cell.row).first:
        return None
    row = blocks[number]
    return _within(place._replace(block=number), row, min(cell.column, len(starts(row)) - 1))


def heads(publication: Publication, place: Place, column: int) -> list[str]:
    """What stands over a column, of a row that is no head itself."""
    blocks = publication.articles[place.article].blocks
    if blocks[place.block].level:
        return []
    number: int | None = _last_head(blocks, place.block)
    found: list[str] = []
    if not number and isinstance(blocks, LazyBlocks) and not (blocks[0].level or blocks[0].first):
        found = [Cell(row, column).text for row in blocks.heads()]
    while number is not None and blocks[number].kind is Kind.TABLE and blocks[number].level:
        found.insert(0, Cell(blocks[number], column).text)
        number = None if blocks[number].first else block_before(blocks, number)
    return [text for text in dict.fromkeys(found) if text]


def _last_head(blocks: Blocks, row: int) -> int:
    """The nearest row above that holds heads of columns, or the first of the table."""
    last = row
    for number, block in backward(blocks, row):
        if block.kind is not Kind.TABLE:
            break
        last = number
        if block.level or block.first:
            break
    return last


def _within(place: Place, row: Block, column: int) -> Place:
    return place._replace(offset=max(0, min(starts(row)[column], len(row.text) - 1)))


def _stripped(text: str, start: int, end: int) -> Range:
    """A range without the white space around it."""
    before = len(text[start:end]) - len(text[start:end].lstrip())
    return min(end, start + before), start + max(before, len(text[start:end].rstrip()))
