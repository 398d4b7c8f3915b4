"""Tables of a PDF that does not say where it has some: cells that stand beside each other in line after line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.importers.pdf.beside import in_columns, is_beside_text
from tui.importers.pdf.cells import Column, Interval, Line, columns_of, is_table, is_torn, projected
from tui.importers.pdf.rows import FIGURE
from tui.newspaper.boxes import Box, around
from tui.newspaper.follow import believable
from tui.newspaper.order import reading_order
from tui.newspaper.sheet import BOLD, MONO, Row, Sheet
from tui.newspaper.typeset import Tag, Typeset, typeset

_MARK = re.compile(r"[([]?(\d{1,4}|[A-Za-z]|[ivxlIVX]{1,5})[.)\]]?|\d{1,2}(\.\d{1,2}){1,3}\.?|[•◦▪●○■‣–—*-]")
_LEVEL, _APART = 0.5, 2.5  # of the height of a row: on one line; between lines
_MORE, _OVER = 0.3, 0.2  # of the height of a row: between rows of a table
_FILLED = 0.45  # of the cells
_LEAST_LINES, _LEAST_ROWS, _MOST = 3, 2, 400  # lines and rows of a table; rows of a page that are looked at


class _Table(NamedTuple):
    """`rows`: of each what stands in its columns. `is_headed`: the first is the head. `is_list`: of entries behind
    their marks, and no table."""

    box: Box
    rows: list[list[list[Row]]]
    is_headed: bool
    is_list: bool


def with_tables(sheet: Sheet) -> Typeset | None:
    """The page with its tables row by row; None where it has none, or where it is not clear what stands where."""
    rows = [row for row in sheet.rows if row.text.strip()]
    if len(rows) > _MOST or any(row.box.width <= 0 or row.box.height <= 0 for row in rows):
        return None
    tables = list(_found(rows))
    if not tables:
        return None
    inside = _inside(tables)
    at = {id(_first(table)): table for table in tables}
    marks = {id(row): Row("", at[id(row)].box, row.size) for row in rows if id(row) in at}
    found = [marks.get(id(row), row) for row in rows if id(row) not in inside or id(row) in at]
    ordered = reading_order(found)
    if not believable(ordered, found):
        return None
    return _set(ordered, {id(mark): at[row] for row, mark in marks.items()})


def _found(rows: list[Row]) -> Iterator[_Table]:
    """Tables within one of several columns of text, and those that stand over the whole page."""
    height = _height(rows)
    apart = []
    for within, own in in_columns(rows, height):
        for table in _tables(within):
            if _inside([table]) <= own and is_beside_text(table.box, own, rows, height):
                apart.append(table)
    taken = _inside(apart)
    yield from apart
    yield from _tables([row for row in rows if id(row) not in taken])


def _inside(tables: Iterable[_Table]) -> set[int]:
    return {id(row) for table in tables for cells in table.rows for cell in cells for row in cell}


def _height(rows: Sequence[Row]) -> float:
    heights = sorted(row.box.height for row in rows)
    return heights[len(heights) // 2] if heights else 0.0


def _first(table: _Table) -> Row:
    return next(row for cell in table.rows[0] for row in cell)


def _set(ordered: Sequence[Row], tables: dict[int, _Table]) -> Typeset:
    rows, tags = list[Row](), list[Tag]()
    for row in ordered:
        if not (table := tables.get(id(row))):
            rows.append(row._replace(block=-1))
            continue
        if table.is_list:
            rows += [each for cells in table.rows for each in _entry(cells)]
            continue
        for number, cells in enumerate(table.rows):
            level, unit = int(table.is_headed and not number), len(tags)
            for column, cell in enumerate(cells):
                rows += [each._replace(block=len(tags)) for each in cell]
                tags += [Tag("row", unit, column, level, not number)] if cell else []
    page = typeset(Sheet(tuple(rows), ordered=True), is_sure=True)
    return page._replace(tags=tuple(tags[block] if block >= 0 else None for block in page.blocks))


def _entry(cells: Sequence[Sequence[Row]]) -> list[Row]:
    """The lines of an entry of a list, its mark in the first."""
    (mark, *more), texts = cells[0], cells[1]
    if not texts:
        return [mark, *more]
    box = texts[0].box if texts[0].style & MONO else around((mark.box, texts[0].box))
    whole = texts[0]._replace(text=f"{mark.text} {texts[0].text}", box=box, block=-1)
    return [whole, *more, *(text._replace(block=-1) for text in texts[1:])]


def _tables(rows: Sequence[Row]) -> Iterator[_Table]:
    height, lines = _height(rows), _lines(rows)
    start = 0
    while start < len(lines):
        stop = _stop(lines, start, height) if len(lines[start]) > 1 else start + 1
        columns = columns_of(lines[start:stop], height)
        if stop - start >= _LEAST_LINES and is_table(lines[start:stop], columns, height):
            made = _made(lines[start:stop], columns, height)
            if len(made.rows) >= _LEAST_ROWS and _is_filled(made) and not (len(columns) == 2 and is_torn(made.rows)):
                yield made
        start = stop


def _is_filled(table: _Table) -> bool:
    """And no drawing, whose words stand below each other by chance."""
    cells = [cell for cells in table.rows for cell in cells]
    return sum(map(bool, cells)) >= _FILLED * len(cells)


def _lines(rows: Sequence[Row]) -> list[Line]:
    """Rows that stand beside each other, from the top of the page to its foot."""
    lines: list[Line] = []
    for row in sorted(rows, key=lambda row: row.box.top + row.box.bottom):
        if lines and _on_one_line(lines[-1][0].box, row.box):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [sorted(line, key=lambda row: row.box.left) for line in lines]


def _on_one_line(one: Box, other: Box) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > _LEVEL * min(one.height, other.height)


def _stop(lines: Sequence[Line], start: int, height: float) -> int:
    """The line behind the last one of what may be a table: until something stands over all its columns."""
    columns: list[Interval] = projected(lines[start], height)
    stop = start + 1
    while stop < len(lines) and _top(lines[stop]) - _bottom(lines[stop - 1]) < _APART * height:
        more = projected([*lines[stop], *(_row(each) for each in columns)], height)
        if any(row.text.startswith(FIGURE) for row in lines[stop]) or len(more) < max(2, len(columns) - 1):
            break
        columns, stop = more, stop + 1
    while stop > start + 1 and len(lines[stop - 1]) == 1 and lines[stop - 1][0].box.left < columns[0][1]:
        stop -= 1  # text below the table
    return stop


def _row(interval: Interval) -> Row:
    return Row("", Box(interval[0], 0.0, interval[1], 1.0))


def _top(line: Line) -> float:
    return min(row.box.top for row in line)


def _bottom(line: Line) -> float:
    return max(row.box.bottom for row in line)


def _made(lines: Sequence[Line], columns: Sequence[Column], height: float) -> _Table:
    rows: list[list[list[Row]]] = []
    for above, line in pairwise([None, *lines]):
        if line is None:
            continue
        if above is None or _begins(above, line, lines, columns, height):
            rows.append([[] for _column in columns])
        for row in line:
            at = next(at for at, column in enumerate(columns) if column.holds(row))
            rows[-1][at].append(row)
    box = around(row.box for line in lines for row in line)
    head = [row for cell in rows[0] for row in cell]
    rest = [row for cells in rows[1:] for cell in cells for row in cell]
    is_headed = all(row.style & BOLD for row in head) and not all(row.style & BOLD for row in rest)
    firsts = [row for cells in rows for row in cells[0]]
    is_list = len(columns) == 2 and all(cells[0] for cells in rows) and all(_MARK.fullmatch(row.text) for row in firsts)
    return _Table(box, rows, is_headed, is_list)


def _begins(above: Line, line: Line, lines: Sequence[Line], columns: Sequence[Column], height: float) -> bool:
    """A row of the table begins with this line: below more white than stands between other lines; else where something
    stands in its first column, or in several others, and goes on with nothing."""
    whites = [_top(other) - _bottom(one) for one, other in pairwise(lines)]
    is_parted = max(whites) - min(whites) > _MORE * height and min(whites) < _MORE * height
    if is_parted and _top(line) - _bottom(above) > min(whites) + _MORE * height:
        return True
    if _top(line) - _bottom(above) < -_OVER * height:  # one of them has a cell that stands in the middle of its row
        return False
    if columns[0].holds(line[0]):
        held = [column for column in columns if any(column.holds(row) for row in line)]
        return not (is_parted and all(column.goes_on(above, line) for column in held))
    return len(line) > 1 and len(columns) > 2
