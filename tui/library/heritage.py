"""A source that has changed hands on what people left in its text: their place, marks, read articles and tags."""

from tui import places, stored
from tui.core.light import Protocol
from tui.core.publication import Publication
from tui.library import sealed


class Heir(sealed.Shelf, Protocol):
    """A library."""

    def write(self, sql: str, *values: object) -> int: ...


def inherit(library: Heir, publication: Publication, path: str) -> None:
    """Gives a publication what was left in the last one that stood at the same path, as far as it is in its text."""
    last = "SELECT key FROM publications WHERE path = ? ORDER BY max(opened, added) DESC, rowid DESC LIMIT 1"
    for (key,) in library.rows(last, path):
        _hand_on(library, key, publication)
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


def _hand_on(library: Heir, key: str, publication: Publication) -> None:
    marks = [(each, *row) for each in ("bookmarks", "highlights") for row in sealed.marks(library, each, key)]
    if here := sealed.place(library, key):
        marks.append(("places", 0, here, ()))
    for table, _id, kept, rest in marks:
        place = places.found(publication, kept)
        if place is not None:
            values = (publication.key, *stored.kept(publication, place).row, *rest)
            sql, given = sealed.put(table, values, *([] if table == "places" else [None]))
            library.write(sql, *given)
