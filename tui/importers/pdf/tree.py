"""The structure tree of a tagged PDF: what each piece of a page is, in the order of reading."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tui.importers.tree import names

_MOST, _DEEPEST, _LONGEST = 20_000, 60, 64  # elements of a page; of the tree; bytes of a name
_ITEM, _ROW, _HEAD = "item", "row", "head"
_LEVELS = {"Title": 1, "H": 2, **{f"H{level}": level for level in range(1, 7)}}
_TEXTS = {"P": "para", "TOCI": "para", "BibEntry": "para", "Caption": "caption"} | {
    "Note": "note", "FENote": "note", "BlockQuote": "quote"
}  # fmt: skip
_WITH_TEXTS = frozenset({"quote", "note", "caption", _ITEM, _HEAD})
_INLINE = names("Span Link Quote Em Strong Sub Reference Annot Form Formula Ruby RB RT RP Warichu WT WP Lbl LBody")
_OF_TABLES = names("THead TBody TFoot")
_CELLS = frozenset({"TH", "TD"})
_NOT_IN_CELLS = frozenset({"Table", "L", "BlockQuote", *_LEVELS})
_MOST_COLUMNS = 50


class Unit(NamedTuple):
    """What becomes one block. `kind`: head, para, item, quote, note, caption or row; "" where the tags say only in what
    order its lines are read. `first`: of a list or a table. `more`: it begins on an earlier page. `goes_on`: on a
    later one."""

    kind: str
    level: int = 0
    first: bool = False
    more: bool = False
    goes_on: bool = False


class Owner(NamedTuple):
    """Whose a piece of the page is: number of the unit, column of a row, and its turn among all pieces."""

    unit: int
    column: int
    turn: int


class Tree(NamedTuple):
    """`units` in the order of reading; `owners` of pieces by their numbers."""

    units: list[Unit]
    owners: dict[int, Owner]


class _Inside(NamedTuple):
    """`unit`: that what comes belongs to, -1 for none. `level`: of lists."""

    kind: str = ""
    unit: int = -1
    column: int = 0
    level: int = 0


_NOTHING = _Inside()


def tree_of(page: Any) -> Tree | None:  # noqa: ANN401 - the library has no types
    """None where the page is not tagged, or has no piece with a number."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return None
    try:
        walk = _Walk()
        for at in range(max(0, raw.FPDF_StructTree_CountChildren(tree))):
            if element := raw.FPDF_StructTree_GetChildAtIndex(tree, at):
                walk.element(element, _NOTHING, 0)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return Tree(walk.units, walk.owners) if walk.owners else None


class _Walk:
    def __init__(self) -> None:
        from pypdfium2 import raw

        self._raw = raw
        self.units: list[Unit] = []
        self.owners: dict[int, Owner] = {}
        self._written: set[int] = set()  # units of items that have a paragraph
        self._left = _MOST

    def element(self, element: Any, inside: _Inside, deep: int) -> None:  # noqa: ANN401 - the same
        self._left -= 1
        if deep > _DEEPEST or self._left < 0:
            return
        name = self._name(element)
        if inside.kind == _ROW:
            self._all(element, inside, deep)
        elif name == "L":
            self._list(element, inside, deep)
        elif name == "Table" and self._is_table(element):
            self._table(element, inside, deep)
        else:
            self._all(element, self._within(element, name, inside), deep)

    def _within(self, element: Any, name: str, inside: _Inside) -> _Inside:  # noqa: ANN401 - the same
        """What the children of an element stand in."""
        if name in _LEVELS:
            return self._begin(element, _HEAD, inside, _LEVELS[name])
        if name == "P" and inside.kind in _WITH_TEXTS:  # the first in an item or a quotation is what these say
            begun, self._written = inside.unit in self._written, self._written | {inside.unit}
            return self._begin(element, inside.kind, inside, self.units[inside.unit].level) if begun else inside
        if name in _TEXTS:
            return self._begin(element, _TEXTS[name], inside)
        kind = "para" if name == "Formula" else ""
        return self._begin(element, kind, inside) if name in _INLINE and inside.unit < 0 else inside

    def _begin(self, element: Any, kind: str, inside: _Inside, level: int = 0, first: bool = False) -> _Inside:  # noqa: ANN401 - the same
        more, goes_on = self._elsewhere(element)
        self.units.append(Unit(kind, level, first, more, goes_on))
        return _Inside(kind, len(self.units) - 1, 0, inside.level)

    def _all(self, element: Any, inside: _Inside, deep: int) -> None:  # noqa: ANN401 - the same
        for child, number in self._children(element):
            if child:
                self.element(child, inside, deep + 1)
            elif number >= 0 and number not in self.owners:
                where = inside if inside.unit >= 0 else self._begin(element, "", inside)
                self.owners[number] = Owner(where.unit, where.column, len(self.owners))

    def _list(self, element: Any, inside: _Inside, deep: int) -> None:  # noqa: ANN401 - the same
        level = inside.level + 1
        is_first = level == 1 and not self._elsewhere(element)[0]
        for child, _number in self._children(element):
            if child and self._name(child) == "LI":
                item = self._begin(child, _ITEM, inside._replace(level=level), level, is_first)
                self._all(child, item, deep + 2)
                is_first = False
            elif child:
                self.element(child, inside._replace(level=level), deep + 1)

    def _is_table(self, table: Any) -> bool:  # noqa: ANN401 - the same
        """And no page that is set as one: with headings, lists and other tables in it, or with a single column."""
        waiting, widest = [table], 0
        for _time in range(_MOST):
            if not waiting:
                break
            names = [(child, self._name(child)) for child, _number in self._children(waiting.pop()) if child]
            if any(name in _NOT_IN_CELLS for _child, name in names):
                return False
            widest = max(widest, sum(name in _CELLS for _child, name in names))
            waiting += [child for child, _name in names]
        return widest > 1

    def _table(self, table: Any, inside: _Inside, deep: int) -> None:  # noqa: ANN401 - the same
        rows = list(self._rows(table, is_head=False, inside=inside, deep=deep))
        told = [is_head or all(name == "TH" for name in names) for _row, is_head, names in rows]
        if not any(told) and not any("TH" in names for _row, _is_head, names in rows):
            told[:1] = [len(rows) > 1 and not self._elsewhere(table)[0]]
        at_top, below, is_first = True, dict[int, int](), not self._elsewhere(table)[0]
        for (row, _is_head, _names), is_head in zip(rows, told, strict=True):
            at_top = at_top and is_head
            within = self._begin(row, _ROW, inside, int(at_top), is_first)
            below = self._cells(row, within, below, deep)
            is_first = False

    def _rows(self, element: Any, is_head: bool, inside: _Inside, deep: int) -> Iterator[tuple[Any, bool, list[str]]]:  # noqa: ANN401 - the same
        """Rows, whether they stand in the head of the table, and what their cells are. What else stands in a table is
        read before it."""
        for child, _number in self._children(element):
            name = self._name(child) if child else ""
            if name == "TR":
                cells = [self._name(cell) for cell, _number in self._children(child) if cell]
                yield child, is_head, [cell for cell in cells if cell in _CELLS]
            elif name in _OF_TABLES:
                yield from self._rows(child, name == "THead", inside, deep)
            elif child:
                self.element(child, inside, deep + 1)

    def _cells(self, row: Any, within: _Inside, below: dict[int, int], deep: int) -> dict[int, int]:  # noqa: ANN401 - the same
        """Reads the cells; those of earlier rows that go on in this one keep their columns. The rows for which cells
        go on below it, by their columns."""
        column, begun = 0, dict[int, int]()
        for cell, number in self._children(row):
            while below.get(column, 0):
                column += 1
            if cell:
                self._all(cell, within._replace(column=column), deep + 3)
            elif number >= 0:
                self.owners.setdefault(number, Owner(within.unit, column, len(self.owners)))
            wide, deeper = self._span(cell, b"ColSpan"), self._span(cell, b"RowSpan")
            begun |= {column + each: deeper - 1 for each in range(wide if deeper > 1 else 0)}
            column += wide if cell or number < 0 else 0
        return {at: rows - 1 for at, rows in below.items() if rows > 1} | begun

    def _span(self, cell: Any, name: bytes) -> int:  # noqa: ANN401 - the same
        from ctypes import byref, c_float

        raw = self._raw
        for at in range(max(0, raw.FPDF_StructElement_GetAttributeCount(cell)) if cell else 0):
            said = raw.FPDF_StructElement_GetAttributeAtIndex(cell, at)
            value, number = raw.FPDF_StructElement_Attr_GetValue(said, name), c_float()
            if value and raw.FPDF_StructElement_Attr_GetNumberValue(value, byref(number)):
                return min(_MOST_COLUMNS, max(1, int(number.value)))
        return 1

    def _elsewhere(self, element: Any) -> tuple[bool, bool]:  # noqa: ANN401 - the same
        """Whether the first and the last that stand in an element stand on another page."""
        there = [bool(child) or number >= 0 for child, number in self._children(element)] or [True]
        return not there[0], not there[-1]

    def _children(self, element: Any) -> Iterator[tuple[Any, int]]:  # noqa: ANN401 - the same
        """Elements, or numbers of pieces; None and -1 for what stands on another page, or is no part of it."""
        raw = self._raw
        for at in range(min(_MOST, max(0, raw.FPDF_StructElement_CountChildren(element)))):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
            yield child, -1 if child else raw.FPDF_StructElement_GetChildMarkedContentID(element, at)

    def _name(self, element: Any) -> str:  # noqa: ANN401 - the same
        return text_of(self._raw.FPDF_StructElement_GetType, element, _LONGEST)


def text_of(ask: Callable[..., int], element: Any, longest: int) -> str:  # noqa: ANN401 - the same
    """What an element says; "" where it is longer than so many bytes."""
    from ctypes import create_string_buffer

    buffer = create_string_buffer(longest)
    size = ask(element, buffer, longest)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace") if 2 < size <= longest else ""
