"""What outlives the program: what was opened, where it was read to, bookmarks, articles read.

What a front end needs for its first line is here; the modules beside it are imported when somebody asks for more.

A failing disk never stops somebody from reading: writes that fail are told once, through `take_warning`.
"""

import os
import time
from contextlib import suppress

from tui.core.blocks import is_lazy
from tui.core.corrections import Correction
from tui.core.light import TYPE_CHECKING, Callable, Mapping, NamedTuple, Protocol
from tui.core.publication import Place, Publication
from tui.core.reading import Bookmark
from tui.errors import LibraryError
from tui.library import stored
from tui.library.filed import Filed, can_be_made
from tui.library.stamps import code_stamp
from tui.library.stored import MEMORY, blake2b, digest_of

if TYPE_CHECKING:
    import sqlite3

    from tui.library.bookmarks import Bookmarks

_PARSED = 50  # how many parsed publications are kept
_ALIKE = 20  # publications that are looked at, whether they are the same in another form
_TICK = 0.001  # seconds
_TOO_LONG = 30_000_000  # bytes of a parsed publication that is not kept


class Source(Protocol):
    """What was opened: its bytes, its name for people, and the path that opens it again."""

    @property
    def data(self) -> bytes: ...
    @property
    def name(self) -> str: ...
    @property
    def path(self) -> str: ...


class Recent(NamedTuple):
    """A publication that was opened. `path` opens it again; `opened` is in Unix seconds."""

    key: str
    title: str
    name: str
    path: str
    opened: float


class Library(Filed):
    """The library in a file, or in memory when the path is ":memory:". Raises LibraryError when it cannot be
    opened; nothing raises afterwards. While `is_starting` what was opened is not written yet: who opens it waits for
    the first words."""

    def __init__(
        self,
        path: str | os.PathLike[str] = MEMORY,
        connection: "sqlite3.Connection | None" = None,
        is_made_later: bool = False,
    ) -> None:
        super().__init__(os.fspath(path), connection, is_made_later)
        self._waiting: tuple[Publication, Source] | None = None
        self._bookmarks: Bookmarks | None = None
        self.is_starting = False
        self.looked_at: dict[int, frozenset[tuple[str, int, int]]] = {}  # files in subscribed folders, no issues

    def close(self) -> None:
        self.settle()
        super().close()

    @property
    def schemas(self) -> list[str]:
        """Where whole texts and the index of words may be: "main", and "kept" in a session that cannot write there."""
        return [name for _number, name, _path in self.rows("PRAGMA database_list") if name != "temp"]

    def settle(self) -> None:
        """The first words are there: writes what has waited for them."""
        self.is_starting = False
        waiting, self._waiting = self._waiting, None
        if waiting:
            self._note(*waiting)

    def remember(self, publication: Publication, source: Source) -> None:
        """Notes that a publication was opened, and keeps it parsed. One that was opened from the same path
        before and has changed since hands on its place, its bookmarks and its read articles."""
        if source.path != "-" and not self.rows("SELECT 1 FROM publications WHERE key = ?", publication.key):
            self.inherit(publication, source.path)
        if self.is_starting:
            self._waiting = publication, source
        else:
            self._note(publication, source)

    def _note(self, publication: Publication, source: Source) -> None:
        now = self.now()
        if is_lazy(publication):
            self._doubt_words(publication.key, source.path)
        self.write(
            "INSERT INTO publications VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET title = excluded.title,"
            " name = excluded.name, path = excluded.path, opened = excluded.opened",
            publication.key,
            publication.title,
            source.name,
            source.path,
            now,
            now,
        )
        self.write("DELETE FROM trash WHERE publication = ?", publication.key)
        if not is_lazy(publication):  # that would mean to make all of it now
            self._keep_parsed(publication, _source_digest(source), now)

    def _doubt_words(self, key: str, path: str) -> None:
        """A long text may have changed where nothing of its key is from: its file is newer than what is known of it."""
        for (known,) in self.rows("SELECT max(opened, added) AS opened FROM publications WHERE key = ?", key):
            with suppress(OSError, LibraryError):
                if os.stat(path).st_mtime > known:
                    from tui.library import vocabularies  # seldom: a long text has changed in its place

                    vocabularies.forget(self, key)

    def now(self) -> float:
        """In Unix seconds; behind all times in the library, for a clock that was put back must not hide what is new."""
        rows = self.rows("SELECT coalesce(max(max(opened, added)), 0) AS opened FROM publications")
        return max(time.time(), *(float(last) + _TICK for (last,) in rows), 0.0)

    def cached(self, source: Source) -> Publication | None:
        """The publication that was parsed from these bytes under this name, by this version of the program."""
        sql = "SELECT digest, content FROM parsed WHERE source = ? AND stamp = ?"
        rows = self.rows(sql, _source_digest(source), code_stamp())
        for digest, content in rows:
            if digest == digest_of(content):
                return stored.unpacked(content)
        return None

    def recent(self) -> list[Recent]:
        """What was opened and can be opened again, the last first."""
        rows = self.rows(
            "SELECT key, title, name, path, opened FROM publications WHERE path <> '-' AND opened > 0"
            " AND key NOT IN (SELECT publication FROM trash) ORDER BY opened DESC, rowid DESC LIMIT 100"
        )
        return [Recent(*row) for row in rows]

    def place(self, publication: Publication) -> Place | None:
        """Where it was read to, as near as can be when it has changed; None when it was never read."""
        return self.left_at(publication)()

    def left_at(self, publication: Publication) -> Callable[[], Place | None]:
        """The same, found by whoever asks for it, on any thread: of a long book that part may have to be made."""
        self.catch_up()
        kept = self._kept_place(publication.key)

        def find() -> Place | None:
            place = stored.as_it_was(publication, kept) if kept else None
            if place or not kept:
                return place
            from tui.library import places  # seldom: the text has changed

            return places.nearest(publication, kept)

        return find

    def keep_place(self, publication: Publication, place: Place) -> None:
        row = (publication.key, *stored.kept(publication, place).row)
        self.soon("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?, ?)", *row, stored.seal(*row))

    def has_highlights(self, publication: Publication) -> bool:
        return bool(self.rows("SELECT 1 FROM highlights WHERE publication = ? LIMIT 1", publication.key))

    def bookmarks(self, publication: Publication, article: int | None = None) -> list[Bookmark]:
        return self._marks.of(publication, article)

    def finding_bookmarks(self, publication: Publication) -> Callable[[], None]:
        return self._marks.finding(publication)

    def add_bookmark(self, publication: Publication, place: Place, name: str) -> Bookmark:
        return self._marks.add(publication, place, name)

    def move_bookmarks(self, publication: Publication, moved: Mapping[int, Place]) -> None:
        self._marks.move(publication, moved)

    def remove_bookmark(self, bookmark_id: int) -> None:
        self._marks.remove(bookmark_id)

    @property
    def _marks(self) -> "Bookmarks":
        if self._bookmarks is None:
            from tui.library.bookmarks import Bookmarks  # all of it seldom: nobody starts with them

            self._bookmarks = Bookmarks(self)
        return self._bookmarks

    def read_articles(self, publication: Publication) -> frozenset[str]:
        """The keys of the articles that were read."""
        self.catch_up()
        rows = self.rows("SELECT article FROM read_articles WHERE publication = ?", publication.key)
        return frozenset(key for (key,) in rows)

    def mark_read(self, publication: Publication, article_key: str, read: bool) -> None:
        sql = "INSERT OR IGNORE INTO read_articles VALUES (?, ?)"
        if not read:
            sql = "DELETE FROM read_articles WHERE publication = ? AND article = ?"
        self.soon(sql, publication.key, article_key)

    def corrections(self, publication: Publication) -> list[Correction]:
        """What was put right in a page, in order."""
        rows = self.rows("SELECT change, offset FROM corrections WHERE publication = ? ORDER BY id", publication.key)
        if not rows:
            return []
        from tui.library import corrections  # seldom: most pages are read as they are

        return corrections.read(rows)

    def add_correction(self, publication: Publication, correction: Correction) -> None:
        from tui.library import corrections

        self.write("INSERT INTO corrections VALUES (NULL, ?, ?, ?)", publication.key, *corrections.row(correction))

    def undo_correction(self, publication: Publication, correction: Correction) -> None:
        """Takes the last one away that is like this."""
        from tui.library import corrections

        last = "SELECT max(id) FROM corrections WHERE publication = ? AND change = ? AND offset = ?"
        sql = f"DELETE FROM corrections WHERE id = ({last})"
        self.write(sql, publication.key, *corrections.row(correction))

    def inherit(self, publication: Publication, path: str) -> None:
        """Hands on what people left in the text that stood at the same path before, or in the same text elsewhere."""
        keys, has_to_be_alike = self.ancestors(publication.key, publication.title, path)
        if keys:
            from tui.library.heritage import inherit  # seldom: a known text has changed

            inherit(self, publication, keys, has_to_be_alike)

    def ancestors(self, key: str, title: str, path: str) -> tuple[list[str], bool]:
        """The keys of those that it may inherit from, and whether it has only a name in common with them."""
        sql = "SELECT key FROM publications WHERE {} ORDER BY max(opened, added) DESC, rowid DESC LIMIT {}"
        if last := self.rows(sql.format("path = ?", 1), path):
            return [str(each) for (each,) in last], False
        stem = os.path.splitext(os.path.basename(path))[0]
        of_that_name = sql.format("(title = ? OR substr(name, 1, ?) = ?) AND key <> ?", _ALIKE)
        return [str(each) for (each,) in self.rows(of_that_name, title, len(stem) + 1, f"{stem}.", key)], True

    def _kept_place(self, key: str) -> stored.Kept | None:
        rows = self.rows(f"SELECT {stored.SEALED['places']}, seal FROM places WHERE publication = ?", key)
        if rows and rows[0][-1] == stored.seal(*rows[0][:-1]):
            return stored.Kept.checked(*rows[0][1:-1])
        if not rows and not self.rows("SELECT 1 FROM places_before WHERE publication = ?", key):
            return None
        from tui.library import sealed  # hardly ever: it is damaged

        return sealed.place(self, key)

    def _keep_parsed(self, publication: Publication, source: str, now: float) -> None:
        if self.rows("SELECT 1 FROM parsed WHERE source = ? AND stamp = ?", source, code_stamp()):
            self.write("UPDATE parsed SET used = ? WHERE source = ?", now, source)
            return
        content = stored.packed(publication)
        if len(content) > _TOO_LONG:
            return
        values = (source, code_stamp(), digest_of(content), content, now)
        self.write("INSERT OR REPLACE INTO parsed VALUES (?, ?, ?, ?, ?)", *values)
        self.write(
            "DELETE FROM parsed WHERE source NOT IN (SELECT source FROM parsed ORDER BY used DESC LIMIT ?)", _PARSED
        )


def open_library(path: str | os.PathLike[str], is_made_later: bool = False) -> tuple[Library, str]:
    """A library that works in any case, and a sentence about what is not as it should be, or "".

    A damaged file is put aside, whatever can be read of it is taken over. Where nothing can be written the library is
    in memory, with what the file holds. `is_made_later`: a file that is not there is made with the first thing to keep.
    """
    path = os.fspath(path)
    if is_made_later and can_be_made(path):
        return Library(path, is_made_later=True), ""
    from tui.library.database import DamagedError

    try:
        return Library(path), ""
    except DamagedError:
        from tui.library.salvage import begin_anew, refuses

        if sentence := refuses(path):
            return Library(MEMORY), sentence
        connection, sentence = begin_anew(path)
        return Library(path, connection), sentence
    except LibraryError as error:
        from tui.library.salvage import copy_in_memory

        library = Library(MEMORY, copy_in_memory(path))
        library.unread = "" if "kept" in library.schemas else str(error)
        return library, str(error)


def _source_digest(source: Source) -> str:
    return blake2b(source.data, digest_size=16, key=source.name.encode("utf-8", "replace")[-64:]).hexdigest()
