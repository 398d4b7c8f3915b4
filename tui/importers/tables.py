"""Which tables are tables, and which only put things side by side; cells that stand for several rows or columns."""

from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from tui.importers.tree import Element, names

_NOT_IN_CELLS = names("table h1 h2 h3 h4 h5 h6 ul ol dl pre blockquote article section figure")
_CELLS = frozenset({"td", "th"})
MERGED = "\0merged"
"""The attribute of a cell that goes on with the one above it."""
COVERED = "\0covered"
"""The attribute of what is no cell but a place under a wide one."""
HEADS = "\0heads"
"""The attribute of a row that holds the heads of columns."""
_SPANNING = frozenset({"rowspan", "colspan", MERGED})
_TOPS, _PARTS = names("thead table-header-rows"), names("tbody tfoot table-rows table-row-group")
_MOST_ROWS, _MOST_COLUMNS = 1000, 50
_LONGEST, _MOST = 120, 100_000  # characters of a cell that is said again, and of all in a table, or cells


def layout_tables(root: Element) -> set[int]:
    """The ids of the table elements that hold no table but a page: other tables, headings, lists, a single column."""
    found: set[int] = set()
    widest: Counter[int] = Counter()
    waiting: list[tuple[Element, int, list[int]]] = [(root, 0, [0])]
    while waiting:
        element, table, row = waiting.pop()
        if element.name in _NOT_IN_CELLS:
            found.add(table)
        if element.name == "table":
            table = id(element)
            if element.attributes.get("role") in ("presentation", "none"):
                found.add(table)
            widest[table] += 0
        elif element.name == "tr":
            row = [0]
        elif element.name in ("td", "th"):
            row[0] += 1
            widest[table] = max(widest[table], row[0])
        waiting += [(child, table, row) for child in element.elements]
    return found | {table for table, columns in widest.items() if columns < 2}


def _put_feet_last(table: Element) -> None:
    """The rows at the foot stand at the end, wherever they are written."""
    feet = [child for child in table.elements if child.name == "tfoot"]
    if feet:
        table.children = [*(child for child in table.children if child not in feet), *feet]


def mark_heads(table: Element) -> None:
    """Tells the rows at the top that are heads. Where the document says nothing of heads at all it is the first."""
    _put_feet_last(table)
    rows = list(_rows(table))
    told = list(takewhile(_is_head, rows))
    if len(told) == len(rows) or not any(_is_head(row) or any(c.name == "th" for c in row.elements) for row in rows):
        told = rows[:1] if len(rows) > 1 else []
    for row in rows:
        row.attributes.pop(HEADS, None)
    for row in told:
        row.attributes[HEADS] = ""


def _is_head(row: Element) -> bool:
    cells = [child for child in row.elements if child.name in _CELLS]
    return HEADS in row.attributes or (bool(cells) and all(cell.name == "th" for cell in cells))


def spread(table: Element) -> None:
    """Cells that stand for several rows are said in each of these, and headings over several columns in each of
    these: a row is heard by itself, and what is in its third place belongs under what is in the third place above."""
    rows = list(_rows(table))
    if any(not _SPANNING.isdisjoint(cell.attributes) for row in rows for cell in row.elements):
        grid = _Grid()
        for row in rows:
            row.children = list(grid.row(row))


def _rows(table: Element) -> Iterator[Element]:
    waiting = list(reversed(table.elements))
    while waiting:
        element = waiting.pop()
        if element.name == "tr":
            yield element
        elif element.name in _TOPS:
            for row in element.elements:
                row.attributes[HEADS] = ""
            waiting += reversed(element.elements)
        elif element.name in _PARTS:
            waiting += reversed(element.elements)


class _Grid:
    """What stands in each column, as the rows come."""

    def __init__(self) -> None:
        self._below: dict[int, tuple[int, str | None]] = {}  # rows that a cell goes on for, and what it says
        self._above: dict[int, str] = {}
        self._left, self._said = _MOST, 0  # characters, and cells that were said again

    def row(self, row: Element) -> Iterator[Element | str]:
        """Its cells, as they are where too many have been said again before."""
        if self._said > _MOST:
            yield from row.children
            return
        is_head = HEADS in row.attributes
        column, begun = 0, dict[int, tuple[int, str | None]]()
        cells = sum(child.name in _CELLS for child in row.elements)
        for child in row.children:
            if isinstance(child, str) or child.name not in _CELLS:
                yield child
                continue
            while column in self._below:
                yield self._again(self._below[column][1])
                column += 1
            text = self._above.get(column, "") if MERGED in child.attributes else " ".join(child.text.split())
            yield self._again(text) if MERGED in child.attributes else child
            wide = _number(child.get("colspan"), _MOST_COLUMNS)
            deep = _number(child.get("rowspan"), _MOST_ROWS)
            self._above[column] = text
            begun |= {column + each: (deep - 1, None if each else text) for each in range(wide if deep > 1 else 0)}
            column += 1
            for _each in range(wide - 1 if cells > 1 else 0):
                yield self._again(text if is_head or child.name == "th" else None)
                column += 1
        while column in self._below:
            yield self._again(self._below[column][1])
            column += 1
        self._below = {at: (rows - 1, text) for at, (rows, text) in self._below.items() if rows > 1} | begun

    def _again(self, text: str | None) -> Element:
        attributes = {COVERED: ""} if text is None else None
        text = text or ""
        if len(text) > min(_LONGEST, self._left):
            text = ""
        self._left, self._said = self._left - len(text), self._said + 1
        return Element("td", attributes, text)


def _number(text: str, most: int) -> int:
    return min(most, max(1, int(text[:9]))) if text.isdecimal() else 1
