"""The list of publications: details, tags, trash, and whole texts to read without their source."""

import time
import zlib
from collections.abc import Iterator, Sequence
from typing import overload

from tui import first_screen
from tui.core.blocks import size_of
from tui.core.describe import minutes
from tui.core.publication import Publication
from tui.core.shelf import EVERYTHING, Listed, Wanted
from tui.library import Library, stored, words
from tui.library.stored import digest_of
from tui.library.writing import transaction

TRASH_DAYS = 30
_LARGE = 8_000_000  # characters of text; more of it is made searchable when somebody searches
_LARGE_KEPT = 2_000_000  # bytes, packed; about as much
_SHORT, _FEW = 100_000, 1000  # characters and articles of what is counted and searched while somebody waits
_OF_PUBLICATIONS = ("details", "tags", "trash", "texts", "places", "bookmarks", "read_articles", "highlights")

_SHOWN = """(p.key IN (SELECT publication FROM trash)) = ?
    AND (p.path <> '-' OR p.key IN (SELECT publication FROM texts))
    AND NOT EXISTS (SELECT 1 FROM publications newer WHERE newer.path = p.path AND p.path <> '-'
        AND (max(newer.opened, newer.added), newer.rowid) > (max(p.opened, p.added), p.rowid))
"""
_KEYS = f"""SELECT p.key{{}} FROM publications p WHERE {_SHOWN} {{}}
    ORDER BY max(p.opened, p.added) DESC, p.rowid DESC LIMIT ?"""
_COUNTED = f"SELECT tag, count(*) FROM tags JOIN publications p ON p.key = publication WHERE {_SHOWN} GROUP BY tag"
_AUTHOR = "(SELECT author FROM details WHERE publication = p.key)"
_TAGS = "(SELECT group_concat(tag, char(10)) FROM tags WHERE publication = p.key)"
_WORDS = f", p.title || ' ' || coalesce({_TAGS}, '') || ' ' || coalesce({_AUTHOR}, '') AS text"
_ROWS = f"""
SELECT p.key, p.title, p.path, coalesce(d.date, '') AS date, coalesce(d.language, '') AS language,
    coalesce(d.articles, 0) AS articles, (SELECT count(*) FROM read_articles WHERE publication = p.key),
    coalesce(d.characters, 0) AS characters, coalesce(d.minutes, 0) AS minutes,
    EXISTS (SELECT 1 FROM places WHERE publication = p.key), coalesce(d.author, '') AS name,
    coalesce({_TAGS}, '') AS tag
FROM publications p LEFT JOIN details d ON d.publication = p.key WHERE p.key IN ({{}})
"""
_FRESH = """SELECT publication, sum(fresh) FROM issues WHERE subscription IN
    (SELECT id FROM subscriptions WHERE ended = 0) GROUP BY publication HAVING sum(fresh) > 0"""
_ENDED = "SELECT id FROM subscriptions WHERE ended > 0 AND ended <= ?"
_TAGGED = "AND p.key IN (SELECT publication FROM tags WHERE tag = ?)"
_BROUGHT = "AND p.key IN (SELECT publication FROM issues WHERE subscription = ?)"
_AT_ONCE = 50  # rows
_ENOUGH = 65_536  # bytes that are packed in one go


class Shelved(Sequence[Listed]):
    """Publications in order; what is known of each is read when somebody looks at it."""

    def __init__(self, library: Library, keys: Sequence[str]) -> None:
        self._library = library
        self.keys = keys
        self._fresh = dict(library.do(_FRESH))
        self._known: dict[int, Listed] = {}

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Listed: ...
    @overload
    def __getitem__(self, index: slice) -> list[Listed]: ...
    def __getitem__(self, index: int | slice) -> Listed | list[Listed]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        if number not in self._known:
            self._look_up(number // _AT_ONCE * _AT_ONCE)
        return self._known[number]

    @property
    def fresh(self) -> int:
        """New issues in all of these."""
        return sum(self._fresh[key] for key in self._fresh.keys() & set(self.keys))

    @property
    def first_fresh(self) -> int:
        return next((number for number, key in enumerate(self.keys) if key in self._fresh), 0) if self._fresh else 0

    def number_of(self, key: str) -> int:
        return self.keys.index(key) if key in self.keys else 0

    def _look_up(self, start: int) -> None:
        keys = self.keys[start : start + _AT_ONCE]
        rows = self._library.do(_ROWS.format(_marks(keys)), *keys)
        found = {row[0]: row for row in rows}
        for number, key in enumerate(keys, start):
            row = found.get(key, (key, "-", "", "", "", 0, 0, 0, 0, 0, "", ""))  # somebody else has deleted it just now
            tags = tuple(row[11].split("\n")) if row[11] else ()
            self._known[number] = Listed._make((*row[:9], bool(row[9]), tags, self._fresh.get(key, 0), row[10]))


def listed(library: Library, wanted: Wanted = EVERYTHING) -> Shelved:
    """What can be opened again; of a source that has changed only its newest text."""
    from tui.core.letters import folded  # its tables are for searching

    parts = folded(wanted.words).split()
    among = {sql: value for sql, value in ((_TAGGED, wanted.tag), (_BROUGHT, wanted.subscription)) if value}
    sql = _KEYS.format(_WORDS if parts else "", " ".join(among))
    rows = library.do(sql, wanted.is_trash, *among.values(), wanted.most)
    if parts:
        rows = [row for row in rows if all(map(folded(row[1]).__contains__, parts))]
    keys = [row[0] for row in rows]
    if wanted.order != "recent":
        from tui.library.ordering import ordered

        keys = ordered(library, keys, wanted.order)
    return Shelved(library, keys)


def details(publication: Publication) -> tuple[str, str, str, int, int, int, str]:
    """A row of `details`. Takes as long as going through the text."""
    articles = publication.articles
    return (
        publication.key,
        str(publication.metadata.get("date", "")) or max((article.date for article in articles), default=""),
        publication.language,
        len(articles),
        sum(article.characters for article in articles),
        sum(minutes(article, publication.language) for article in articles),
        _author(publication),
    )


def _author(publication: Publication) -> str:
    return str(publication.metadata.get("author", ""))


def add_details(library: Library, publication: Publication) -> None:
    """Counts what lists show."""
    library.write("INSERT OR REPLACE INTO details VALUES (?, ?, ?, ?, ?, ?, ?)", *details(publication))


def has_details(library: Library, key: str) -> bool:
    return bool(library.rows("SELECT 1 FROM details WHERE publication = ?", key))


def note_author(library: Library, publication: Publication) -> None:
    """In details of before authors were noted."""
    if library.rows("SELECT 1 FROM details WHERE publication = ? AND author IS NULL", publication.key):
        sql = "UPDATE details SET author = ? WHERE publication = ?"
        library.write(sql, _author(publication), publication.key)


def is_short(publication: Publication) -> bool:
    """Whether counting it, or making it searchable, takes but a moment."""
    return len(publication.articles) <= _FEW and size_of(publication) <= _SHORT


def is_small(publication: Publication) -> bool:
    return size_of(publication) <= _LARGE


def packed_text(publication: Publication) -> tuple[bytes, bytes]:
    """The digest and the content that `texts` holds."""
    compress, ready = zlib.compressobj(3), bytearray()
    made = []
    for piece in stored.pieces(publication):
        ready += piece
        if len(ready) >= _ENOUGH:  # other threads go on while it is made smaller
            made.append(compress.compress(ready))
            ready.clear()
    content = b"".join(made) + compress.compress(ready) + compress.flush()
    return digest_of(content), content


def keep_text(library: Library, publication: Publication) -> None:
    """To be read without its source."""
    library.do("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", publication.key, *packed_text(publication))


def has_text(library: Library, key: str) -> bool:
    return bool(library.rows("SELECT 1 FROM texts WHERE publication = ?", key))


def text(library: Library, key: str, table: str = "texts") -> Publication | None:
    """A publication that was kept whole; None when it was not, or when the file is damaged there."""
    tables = [f"{schema}.texts" for schema in library.schemas] if table == "texts" else [table]
    sql = "SELECT digest, content FROM {} WHERE publication = ?"
    rows = [row for each in tables for row in library.do(sql.format(each), key)]
    for digest, content in rows:
        if digest == digest_of(content):
            return stored.unpacked(zlib.decompress(content))
    return None


def is_kept_small(library: Library, key: str) -> bool:
    """Whether it was kept whole, and may be in memory at once."""
    sql = "SELECT length(content) FROM texts WHERE publication = ?"
    return any(size <= _LARGE_KEPT for (size,) in library.do(sql, key))


def path_of(library: Library, key: str) -> str:
    """The path or address of its source, "" for what is not in the library."""
    rows = library.do("SELECT path FROM publications WHERE key = ?", key)
    return str(rows[0][0]) if rows else ""


def remove(library: Library, key: str) -> None:
    # Behind all times in the library: of what was removed under a clock that was slow nothing would be left at once.
    library.do("INSERT OR REPLACE INTO trash VALUES (?, ?)", key, library.now())


def last_removed(library: Library) -> str:
    """The key of what was put into the trash last, or ""."""
    rows = library.do("SELECT publication FROM trash ORDER BY rowid DESC LIMIT 1")
    return str(rows[0][0]) if rows else ""


def is_there(library: Library, key: str) -> bool:
    """Whether it is in the library, and not in the trash."""
    sql = "SELECT 1 FROM publications WHERE key = ? AND key NOT IN (SELECT publication FROM trash)"
    return bool(library.do(sql, key))


def restore(library: Library, key: str) -> bool:
    """Out of the trash. False where it was not there, as what was deleted for good is not."""
    was_there = bool(library.do("SELECT 1 FROM trash WHERE publication = ?", key))
    library.do("DELETE FROM trash WHERE publication = ?", key)
    return was_there


def tag(library: Library, key: str, tags: Sequence[str]) -> None:
    """Gives it these tags, and no other."""
    with transaction(library):
        library.do("DELETE FROM tags WHERE publication = ?", key)
        for each in tags:
            library.do("INSERT OR IGNORE INTO tags VALUES (?, ?)", key, each)


def tags(library: Library) -> list[tuple[str, int]]:
    """All tags in the order of the alphabet, and how many publications of the library have each."""
    return sorted(library.do(_COUNTED, False))


def mark_read(library: Library, key: str, articles: Sequence[str], read: bool) -> None:
    sql = "INSERT OR IGNORE INTO read_articles VALUES (?, ?)"
    if not read:
        sql = "DELETE FROM read_articles WHERE publication = ? AND article = ?"
    with transaction(library):
        for article in articles:
            library.do(sql, key, article)


def empty_trash(library: Library, older_than_days: float = 0, keys: Sequence[str] | None = None) -> int:
    """Deletes what has been in the trash so long, with all that people left in it, and what is known of subscriptions
    that ended so long ago; or only those of it that have these `keys`. How many publications it were."""
    until = time.time() - older_than_days * 86400 if older_than_days else float("inf")  # whatever clock there was
    gone = [key for (key,) in library.do("SELECT publication FROM trash WHERE since <= ?", until)]
    gone = gone if keys is None else [*{*gone}.intersection(keys)]
    for some in _batches(gone):
        _delete(library, some)
    for (each,) in library.do(_ENDED, until) if keys is None else ():
        library.do("DELETE FROM issues WHERE subscription = ?", each)
        library.do("DELETE FROM subscriptions WHERE id = ?", each)
    if gone:
        first_screen.forget()
    return len(gone)


def _delete(library: Library, gone: Sequence[str]) -> None:
    # Older texts of the same source are not listed, and would come back.
    older = f"""SELECT DISTINCT old.key FROM publications old, publications it
        WHERE it.key IN ({_marks(gone)}) AND (old.key = it.key OR old.path = it.path AND it.path <> '-'
            AND max(old.opened, old.added) <= max(it.opened, it.added))"""
    keys = [key for (key,) in library.do(older, *gone)]
    for some in _batches(keys):
        words.forget(library, *some)
    with transaction(library):
        for some in _batches(keys):
            library.do(f"DELETE FROM publications WHERE key IN ({_marks(some)})", *some)
            for table in _OF_PUBLICATIONS:
                library.do(f"DELETE FROM {table} WHERE publication IN ({_marks(some)})", *some)
        library.do(f"DELETE FROM trash WHERE publication IN ({_marks(gone)})", *gone)
        # Known, so that it does not come back.
        library.do(f"UPDATE issues SET fresh = 0 WHERE publication IN ({_marks(gone)})", *gone)


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
