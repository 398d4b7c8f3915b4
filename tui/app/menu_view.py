"""A menu on the screen: its title, its entries, each as many rows as it needs."""

from functools import lru_cache

from tui.app.frame import Line, Piece, Role
from tui.app.text_view import Shape, gutter_pieces
from tui.core.cells import width_of
from tui.core.menu import Entry, Menu
from tui.core.reflow import rows_of
from tui.core.rows import Style

_TITLE_FROM = 10  # rows of screen
_FURTHER_IN = 2  # cells between an entry's text and its note, and before what follows below


class MenuView:
    """Draws the menu that is open, scrolled so that the current entry is in view."""

    def __init__(self) -> None:
        self._menu: Menu | None = None
        self._first = 0

    def rows(self, menu: Menu, shape: Shape) -> tuple[list[Line], tuple[int, int], int]:
        """The rows of the screen, the cell where the current entry begins, and how many rows at the top stay
        where they are when entries scroll."""
        title = self._title(menu, shape)
        height = shape.height - len(title)
        self._follow(menu, shape, height)
        entries: list[Line] = []
        cursor = 0
        for number in range(self._first, len(menu.entries)):
            if len(entries) >= height:
                break
            if number == menu.index:
                cursor = len(entries)
            entries += self._entry(menu, number, shape)
        lines = (title + entries)[: shape.height]
        return lines + [()] * (shape.height - len(lines)), (len(title) + cursor, shape.gutter), len(title)

    def _title(self, menu: Menu, shape: Shape) -> list[Line]:
        if shape.height < _TITLE_FROM:
            return []
        gutter = gutter_pieces(shape.gutter, False)
        rows = rows_of(menu.title, shape.style._replace(paragraphs="gap"))[: shape.height // 3]
        return [(*gutter, Piece(row.text, Role.HEADING)) for row in rows] + [()]

    def _entry(self, menu: Menu, number: int, shape: Shape) -> list[Line]:
        entry = menu.entries[number]
        gutter = gutter_pieces(shape.gutter, number == menu.index)
        further = (Piece(" " * indent),) if (indent := _indent(entry.depth, shape.style)) else ()
        return [(*gutter, *further, *pieces) for pieces in _rows_of(entry, shape.style)]

    def _height(self, menu: Menu, number: int, shape: Shape) -> int:
        entry = menu.entries[number]
        return len(_rows_of(entry, shape.style))

    def _follow(self, menu: Menu, shape: Shape, height: int) -> None:
        """Which entry stands first: the one that stood there, as far as that leaves the current one whole.
        A menu just opened has its current entry in the middle, and no free rows below while some are hidden."""
        if menu is not self._menu:
            below = self._fitting(menu, shape, height, range(menu.index + 1, len(menu.entries)))[1]
            above = max(height // 2, height - self._height(menu, menu.index, shape) - below)
            self._menu = menu
            self._first = menu.index - self._fitting(menu, shape, above, range(menu.index - 1, -1, -1))[0]
        room = height - self._height(menu, menu.index, shape)
        most = self._fitting(menu, shape, room, range(menu.index - 1, min(self._first, menu.index) - 1, -1))[0]
        self._first = menu.index - most

    def _fitting(self, menu: Menu, shape: Shape, height: int, numbers: range) -> tuple[int, int]:
        """How many of these entries fit one after the other, and how many rows they take."""
        entries = rows = 0
        for number in numbers:
            if rows + (more := self._height(menu, number, shape)) > height:
                break
            entries, rows = entries + 1, rows + more
        return entries, rows


def _indent(depth: int, style: Style) -> int:
    """Cells before an entry that stands under others; narrow columns have room for few."""
    return min(_FURTHER_IN * depth, style.width // 4)


def _rows_of(entry: Entry, style: Style) -> tuple[Line, ...]:
    indent = _indent(entry.depth, style)
    return entry_rows(entry.text, entry.note, style._replace(width=style.width - indent) if indent else style)


@lru_cache(256)
def entry_rows(text: str, note: str, style: Style) -> tuple[Line, ...]:
    """An entry: its text, then its note on the same row where there is room, else below. Rows after the first
    stand a little further in. Nothing is left away."""
    rows: list[Line] = [(Piece(row),) for row in _wrapped(text, style)]
    if not note:
        return tuple(rows)
    last = rows[-1][0].text
    if width_of(last, style.ambiguous) + _FURTHER_IN + width_of(note, style.ambiguous) <= style.width:
        rows[-1] = (Piece(last), Piece(" " * _FURTHER_IN), Piece(note, Role.NOTE))
        return tuple(rows)
    return (*rows, *((Piece(row, Role.NOTE),) for row in _wrapped(note, style, True)))


def _wrapped(text: str, style: Style, is_further_in: bool = False) -> list[str]:
    """Rows of a text, the first one further in only when asked for; narrow columns have no room for that."""
    plain = style._replace(paragraphs="gap")
    further = _FURTHER_IN if style.width >= 10 * _FURTHER_IN else 0
    if not is_further_in and width_of(text, style.ambiguous) <= style.width:
        return [text]
    rows = [row.text for row in rows_of(text, plain._replace(width=style.width - further))]
    kept = 0 if is_further_in else 1
    return rows[:kept] + [" " * further + row for row in rows[kept:]]
