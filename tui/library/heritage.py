"""A source that has changed hands on what people left in its text: their place, marks, read articles and tags."""

from tui import stored
from tui.core.light import Any, Protocol
from tui.core.publication import Publication

_PLACE = "article, position, block, offset, text"
# What stands at a place in each table, beside the place itself.
_MARKS = {"places": "", "bookmarks": ", name, created", "highlights": ", name, category, note, created"}


class Heir(Protocol):
    """A library."""

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]: ...
    def write(self, sql: str, *values: object) -> int: ...


def inherit(library: Heir, publication: Publication, path: str) -> None:
    """Gives a publication what was left in the last one that stood at the same path, as far as it is in its text."""
    last = "SELECT key FROM publications WHERE path = ? ORDER BY max(opened, added) DESC, rowid DESC LIMIT 1"
    for (key,) in library.rows(last, path):
        for table, more in _MARKS.items():
            _hand_on(library, table, _PLACE + more, key, publication)
        for article in publication.articles:
            library.write(
                "INSERT OR IGNORE INTO read_articles SELECT ?, article FROM read_articles"
                " WHERE publication = ? AND article = ?",
                publication.key,
                key,
                article.key,
            )
        sql = "INSERT OR IGNORE INTO tags SELECT ?, tag FROM tags WHERE publication = ?"
        library.write(sql, publication.key, key)


def _hand_on(library: Heir, table: str, columns: str, key: str, publication: Publication) -> None:
    for row in library.rows(f"SELECT {columns} FROM {table} WHERE publication = ?", key):
        kept = stored.Kept.checked(*row[:5])
        place = stored.found(publication, kept) if kept else None
        if place is not None:
            values = (publication.key, *stored.kept(publication, place), *row[5:])
            marks = ", ".join("?" * len(values))
            library.write(f"INSERT OR REPLACE INTO {table} (publication, {columns}) VALUES ({marks})", *values)
