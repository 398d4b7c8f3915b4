"""Going through a table cell by cell: along a row, with the head of each column said, and down a column, with the head
of each row said."""

from tui.core.blocks import block_at
from tui.core.light import Callable
from tui.core.menu import Act, Reply
from tui.core.publication import Place
from tui.core.reading import Reading
from tui.core.tables import Cell, beside, beyond, cell_at, heads, starts
from tui.core.things import standing
from tui.core.wording import _


def next_cell(reading: Reading) -> Reply:
    return _in_text(reading, lambda cell: _along(reading, cell, 1))


def previous_cell(reading: Reading) -> Reply:
    return _in_text(reading, lambda cell: _along(reading, cell, -1))


def cell_below(reading: Reading) -> Reply:
    return _in_text(reading, lambda cell: _down(reading, cell, 1))


def cell_above(reading: Reading) -> Reply:
    return _in_text(reading, lambda cell: _down(reading, cell, -1))


def _in_text(reading: Reading, act: Callable[[Cell], Reply]) -> Reply:
    """In a list of tables it is done in the table of the entry; no list stays open over a text that is gone through."""
    menu = reading.menu
    if menu:
        place = menu.current.value
        if not isinstance(place, Place) or cell_at(reading.publication, place) is None:
            return _no_table()
        reading.show(place)
    cell = _cell(reading)
    return act(cell) if cell else _no_table()


def _along(reading: Reading, cell: Cell, step: int) -> Reply:
    place = beside(reading.session.place, cell, step)
    if place is None:
        return Reply(Act.SAID, _("Last column of the table.") if step > 0 else _("First column of the table."))
    column = cell.column + step
    told = _("column {number} of {count}").format(number=column + 1, count=len(starts(cell.row)))
    return _arrived(reading, place, Cell(cell.row, column), heads(reading.publication, place, column), told)


def _down(reading: Reading, cell: Cell, step: int) -> Reply:
    place = beyond(reading.publication, reading.session.place, cell, step)
    if place is None:
        return Reply(Act.SAID, _("Last row of the table.") if step > 0 else _("First row of the table."))
    row = block_at(reading.publication, place)
    inside = standing(reading.publication, place)
    told = _("row {number} of {count}").format(number=inside[0], count=inside[1]) if inside else ""
    head = Cell(row, 0).text if cell.column and not row.level else ""
    return _arrived(reading, place, Cell(row, cell.column), [head] if head else [], told)


def _cell(reading: Reading) -> Cell | None:
    """The cell where one is: of several empty ones that stand at the same character, the one that was gone to."""
    cell = cell_at(reading.publication, reading.session.place)
    if cell and reading.column and reading.column[0] == reading.session.place:
        return cell._replace(column=reading.column[1])
    return cell


def _arrived(reading: Reading, place: Place, cell: Cell, over: list[str], told: str) -> Reply:
    """`over`: the heads that are said before the cell; `told`: where it is."""
    reading.session.follow(place)
    reading.column = (reading.session.place, cell.column)
    text = cell.text or _("empty")
    if over:
        text = _("{what}: {text}").format(what=_(", ").join(over), text=text)
    return Reply(Act.READING, _("; ").join(filter(None, [text, told])))


def _no_table() -> Reply:
    return Reply(Act.SAID, _("There is no table here; the command table goes to one."))
