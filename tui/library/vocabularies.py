"""Whether the words of a long publication are kept, by which a part of one is found in a moment."""

from tui.core.light import Any, Protocol

TABLE = "CREATE TABLE IF NOT EXISTS vocabularies (publication TEXT PRIMARY KEY, words BLOB NOT NULL) WITHOUT ROWID"


class Shelf(Protocol):
    """A library."""

    def do(self, sql: str, *values: object) -> list[tuple[Any, ...]]: ...


def forget(library: Shelf, key: str) -> None:
    library.do(TABLE)
    library.do("DELETE FROM vocabularies WHERE publication = ?", key)


def knows(library: Shelf, key: str) -> bool:
    """Whether the words of a publication are kept, as far as anybody knows as they are now."""
    library.do(TABLE)
    return bool(library.do("SELECT 1 FROM vocabularies WHERE publication = ?", key))
