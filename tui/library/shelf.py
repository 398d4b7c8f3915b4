"""The list of publications: details, tags, trash, and whole texts to read without their source."""

import time
import zlib
from collections.abc import Sequence
from typing import Any

from tui import first_screen, stored
from tui.core.describe import minutes
from tui.core.publication import Publication
from tui.core.shelf import Listed
from tui.library import Library, words
from tui.library.writing import transaction
from tui.stored import digest_of

TRASH_DAYS = 30
_OF_PUBLICATIONS = ("details", "tags", "trash", "texts", "places", "bookmarks", "read_articles", "highlights")

_LISTED = """
SELECT p.key, p.title, p.path, coalesce(d.date, ''), coalesce(d.language, ''), coalesce(d.articles, 0),
    coalesce(r.read, 0), coalesce(d.characters, 0), coalesce(d.minutes, 0), places.publication IS NOT NULL,
    coalesce(t.tags, ''), coalesce(i.fresh, 0)
FROM publications p
LEFT JOIN details d ON d.publication = p.key
LEFT JOIN places ON places.publication = p.key
LEFT JOIN (SELECT publication, count(*) AS read FROM read_articles GROUP BY publication) r ON r.publication = p.key
LEFT JOIN (SELECT publication, group_concat(tag, char(10)) AS tags FROM tags GROUP BY publication) t
    ON t.publication = p.key
LEFT JOIN (SELECT publication, sum(fresh) AS fresh FROM issues GROUP BY publication) i ON i.publication = p.key
WHERE (p.key IN (SELECT publication FROM trash)) = ?
    AND (p.path <> '-' OR p.key IN (SELECT publication FROM texts))
    AND NOT EXISTS (SELECT 1 FROM publications newer WHERE newer.path = p.path AND p.path <> '-'
        AND (max(newer.opened, newer.added), newer.rowid) > (max(p.opened, p.added), p.rowid))
ORDER BY max(p.opened, p.added) DESC, p.rowid DESC
"""


def listed(library: Library, is_trash: bool = False) -> list[Listed]:
    """What can be opened again, the last opened first; of a source that has changed only its newest text."""
    rows = library.do(_LISTED, is_trash)
    return [_listed(*row) for row in rows]


def _listed(*row: Any) -> Listed:  # noqa: ANN401 - as the database has it
    tags = tuple(row[10].split("\n")) if row[10] else ()
    return Listed._make((*row[:9], bool(row[9]), tags, row[11]))


def details(publication: Publication) -> tuple[str, str, str, int, int, int]:
    """A row of `details`. Takes as long as going through the text."""
    articles = publication.articles
    return (
        publication.key,
        str(publication.metadata.get("date", "")) or max((article.date for article in articles), default=""),
        publication.language,
        len(articles),
        sum(article.characters for article in articles),
        sum(minutes(article, publication.language) for article in articles),
    )


def add_details(library: Library, publication: Publication) -> None:
    """Counts what lists show."""
    library.write("INSERT OR REPLACE INTO details VALUES (?, ?, ?, ?, ?, ?)", *details(publication))


def has_details(library: Library, key: str) -> bool:
    return bool(library.rows("SELECT 1 FROM details WHERE publication = ?", key))


def packed_text(publication: Publication) -> tuple[bytes, bytes]:
    """The digest and the content that `texts` holds."""
    compress = zlib.compressobj(3)
    content = b"".join(map(compress.compress, stored.pieces(publication))) + compress.flush()
    return digest_of(content), content


def keep_text(library: Library, publication: Publication) -> None:
    library.do("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", publication.key, *packed_text(publication))


def text(library: Library, key: str, table: str = "texts") -> Publication | None:
    """A publication that was kept whole; None when it was not, or when the file is damaged there."""
    tables = [f"{schema}.texts" for schema in library.schemas] if table == "texts" else [table]
    sql = "SELECT digest, content FROM {} WHERE publication = ?"
    rows = [row for each in tables for row in library.do(sql.format(each), key)]
    for digest, content in rows:
        if digest == digest_of(content):
            return stored.unpacked(zlib.decompress(content))
    return None


def path_of(library: Library, key: str) -> str:
    """The path or address of its source, "" for what is not in the library."""
    rows = library.do("SELECT path FROM publications WHERE key = ?", key)
    return str(rows[0][0]) if rows else ""


def remove(library: Library, key: str) -> None:
    library.do("INSERT OR REPLACE INTO trash VALUES (?, ?)", key, time.time())


def restore(library: Library, key: str) -> None:
    library.do("DELETE FROM trash WHERE publication = ?", key)


def tag(library: Library, key: str, tags: Sequence[str]) -> None:
    """Gives it these tags, and no other."""
    with transaction(library):
        library.do("DELETE FROM tags WHERE publication = ?", key)
        for each in tags:
            library.do("INSERT OR IGNORE INTO tags VALUES (?, ?)", key, each)


def empty_trash(library: Library, older_than_days: float = 0) -> int:
    """Deletes what has been in the trash so long, with all that people left in it. How many it were."""
    until = time.time() - older_than_days * 86400
    gone = [key for (key,) in library.do("SELECT publication FROM trash WHERE since <= ?", until)]
    for key in gone:
        _delete(library, key)
    if gone:
        first_screen.forget()
    return len(gone)


def _delete(library: Library, key: str) -> None:
    # Older texts of the same source are not listed, and would come back.
    older = """SELECT old.key FROM publications old, publications it
        WHERE it.key = ? AND (old.key = it.key OR old.path = it.path AND it.path <> '-'
            AND max(old.opened, old.added) <= max(it.opened, it.added))"""
    for (each,) in library.do(older, key):
        words.forget(library, each)
        with transaction(library):
            library.do("DELETE FROM publications WHERE key = ?", each)
            for table in _OF_PUBLICATIONS:
                library.do(f"DELETE FROM {table} WHERE publication = ?", each)
    library.do("DELETE FROM trash WHERE publication = ?", key)
    library.do("UPDATE issues SET fresh = 0 WHERE publication = ?", key)  # known, so that it does not come back
