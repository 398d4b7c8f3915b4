"""Rows that carry a digest of themselves: what people leave in a text.

A flipped bit passes SQLite, but not the digest. Then what stands a second time is taken: of a place the one before it,
of a mark its copy. Where that is damaged too, what is left of the row is used; somebody is told in any case.
"""

from contextlib import suppress

from tui.core.light import Any
from tui.errors import LibraryError
from tui.library.database import fitted
from tui.library.filed import Filed
from tui.library.stored import COPIES, SEALED, Kept, seal
from tui.library.writing import transaction
from tui.texts import N_, _

Row = tuple[Any, ...]
"""The number of a mark (the publication, where it is a place), what the seal is made of, the seal."""

_PLACE_IS_LOST = N_("The place that was kept here is damaged; you are where you were before that.")
_MARKS_ARE_BACK = N_("Marks that were kept here were damaged; they have been put right.")
_MARKS_ARE_LOST = N_("Marks that were kept here are damaged; what can be read of them is shown.")


def place(library: Filed, publication: str) -> Kept | None:
    """Where a publication was read to."""
    for row in _whole(library, "places", publication):
        return Kept.checked(*row[2:7])
    return None


def marks(library: Filed, table: str, publication: str) -> list[tuple[int, Kept, Row]]:
    """The marks of a publication in the order in which they were made: number, place, and what else is known."""
    found = [(row[0], Kept.checked(*row[2:7]), _fitted(row[7:-1])) for row in _whole(library, table, publication)]
    return [(id_, kept, rest) for id_, kept, rest in sorted(found, key=lambda row: row[0]) if kept]


def _fitted(rest: Row) -> Row:
    return (*(fitted(text, "TEXT") for text in rest[:-1]), fitted(rest[-1], "REAL"))


def put(table: str, values: tuple[object, ...], *number: int | None) -> tuple[str, tuple[object, ...]]:
    """A statement that keeps a row, and what to give it. `number`: of a mark, None for a new one."""
    columns = f"{'id, ' if number else ''}{SEALED[table]}, seal"
    marks = ", ".join("?" * (columns.count(",") + 1))
    return f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})", (*number, *values, seal(*values))


def _whole(library: Filed, table: str, publication: str) -> list[Row]:
    first, again = (_kept(library, table, each, publication) for each in (table, COPIES[table]))
    is_whole = first.keys() == again.keys() and all(map(_is_right, first.values()))
    if is_whole and all(row == first[key] or _is_right(row) for key, row in again.items()):
        return list(first.values())
    made = {key: _best(first.get(key), again.get(key)) for key in (*first, *again)}
    if first != made or not all(map(_is_right, made.values())):
        _tell(library, table, made)
    sealed = {key: (*row[:-1], seal(*row[1:-1])) for key, row in made.items()}
    with suppress(LibraryError), transaction(library):  # what cannot be put right is told again the next time
        for row in sealed.values():
            _put_right(library, table, row)
    return list(sealed.values())


def _kept(library: Filed, table: str, stands_in: str, publication: str) -> dict[Any, Row]:
    key = "publication" if table == "places" else "id"
    rows = library.rows(f"SELECT {key}, {SEALED[table]}, seal FROM {stands_in} WHERE publication = ?", publication)
    return {row[0]: row for row in rows}


def _is_right(row: Row) -> bool:
    return bool(row[-1] == seal(*row[1:-1]))


def _best(first: Row | None, again: Row | None) -> Row:
    found = [row for row in (first, again) if row]
    return next((row for row in found if _is_right(row)), found[0])


def _tell(library: Filed, table: str, made: dict[Any, Row]) -> None:
    text = _MARKS_ARE_BACK if all(map(_is_right, made.values())) else _MARKS_ARE_LOST
    if table == "places":
        text = _PLACE_IS_LOST
    library.tell(_(text))


def _put_right(library: Filed, table: str, row: Row) -> None:
    is_place = table == "places"
    for each in (table, COPIES[table]):
        library.do(f"DELETE FROM {each} WHERE {'publication' if is_place else 'id'} = ?", row[0])
    statement, values = put(table, row[1:-1], *(() if is_place else row[:1]))
    library.do(statement, *values)
