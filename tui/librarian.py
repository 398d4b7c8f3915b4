"""The library at work: opening and taking in sources for it, on behalf of the reader and of the shell."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

from tui import importers
from tui.core.blocks import is_lazy
from tui.core.clean import clean_line
from tui.core.progress import Listener, listening, part
from tui.core.publication import Place, Publication
from tui.core.shelf import Highlight, Hit
from tui.core.shelf import Opening as OnItsWay
from tui.errors import LibraryError, ReaderError, SourceError
from tui.fetch import as_path, beside, fetch, files_of, is_address
from tui.files import LongSource, Opened, long_text, open_long
from tui.library import Library, everywhere, finder, highlights, left, shelf, words
from tui.library.writing import transaction
from tui.opening import Waited, at_once, watched
from tui.places import nearest
from tui.stored import Kept
from tui.texts import _

_HALF = 0.5  # of the work on a source is to understand it, the other to keep it whole
_ALMOST = 0.99  # of a source, until it is done
_LOOK = 40  # characters of a passage by which it is found again

_DETAILS = "publication, date, language, articles, characters, minutes"
_INCOMING = f"CREATE TEMP TABLE IF NOT EXISTS incoming ({_DETAILS}, title, name, path, digest, content)"
_CHANGED = """SELECT publication, path FROM incoming WHERE path <> '-' AND path IN (SELECT path FROM publications)
    AND publication NOT IN (SELECT key FROM publications)"""
_ALIKE = """SELECT publication, path FROM incoming WHERE path <> '-' AND path NOT IN (SELECT path FROM publications)
    AND publication NOT IN (SELECT key FROM publications) LIMIT 20"""
_TAKE_IN = (
    # The first that was named is the first in the list.
    """INSERT INTO publications SELECT publication, title, name, path, ? - rowid / 1e6, 0
        FROM incoming WHERE 1 ON CONFLICT (key) DO UPDATE SET path = excluded.path, added = excluded.added""",
    "INSERT OR REPLACE INTO texts SELECT publication, digest, content FROM incoming",
    f"INSERT OR REPLACE INTO details SELECT {_DETAILS} FROM incoming",
    "DELETE FROM trash WHERE publication IN (SELECT publication FROM incoming)",
)

Progress = Callable[[float, int], None]
"""Is told how many of how many are done, and which part of the next. What it raises ends the work, with nothing
kept."""


class Librarian:
    """A library and the sources of what is in it. What raises, raises ReaderError."""

    def __init__(self, library: Library, waited: Waited = at_once) -> None:
        self.library = library
        self._waited = waited
        with suppress(LibraryError):  # said when something is kept
            shelf.empty_trash(library, shelf.TRASH_DAYS)

    def listed(
        self,
        is_trash: bool = False,
        current: Publication | None = None,
        words: str = "",
        tag: str = "",
        subscription: int = 0,
    ) -> shelf.Shelved:
        if current and shelf.is_short(current) and not shelf.has_details(self.library, current.key):
            shelf.add_details(self.library, current)  # of what is longer a thread does it
        return shelf.listed(self.library, is_trash, words, tag, subscription)

    def look(self, key: str) -> Publication | OnItsWay:
        """A publication that nobody opens thereby."""
        return self.whole(key)

    def whole(self, key: str) -> Publication:
        found = shelf.text(self.library, key) or self._reread(key)
        if found is None:
            raise SourceError(_("The text is not kept here; open it to read it."))
        return found

    def mark_read(self, key: str, articles: Sequence[str], read: bool) -> None:
        shelf.mark_read(self.library, key, articles, read)

    def open(self, key: str) -> Publication | OnItsWay:
        """A publication, at once or on its way: see `read`."""
        return self.read(key)

    def read(self, key: str) -> Publication:
        """A publication of the library, from its source as it is now, else as it was kept."""
        path = shelf.path_of(self.library, key)
        kept = None if os.path.exists(as_path(path)) else shelf.text(self.library, key)
        if kept is None:
            try:
                return self._opened(open_long(path) or fetch(path))
            except ReaderError:
                kept = shelf.text(self.library, key)
                if kept is None:
                    raise
        self.library.write("UPDATE publications SET opened = ? WHERE key = ?", self.library.now(), key)
        return kept

    def add(self, source: str) -> Publication | OnItsWay:
        """Takes in one file or address, and opens it."""
        return self.take_in(source)

    def take_in(self, source: str) -> Publication:
        """Adds it and has it open; a folder's first publication."""
        paths = list(files_of(source))
        if len(paths) != 1:
            keys, problems = self.add_all([source])
            if not keys:
                raise problems[0]
            return self.read(keys[0])
        found = fetch(paths[0])
        with self.taking_in() as intake:
            publication = intake.stage(found)
        self.library.remember(publication, found)
        return publication

    def add_all(
        self, sources: Sequence[str], progress: Progress = lambda done, count: None
    ) -> tuple[list[str], list[ReaderError]]:
        """Takes in files, folders and addresses, all of those that can be read or, when it is interrupted, none.

        The keys of the publications, and why others could not be read.
        """
        paths = [path for source in sources for path in files_of(source)]
        if not paths:
            raise SourceError(_("There is no file in {name}.").format(name=clean_line(" ".join(sources))))
        keys: dict[str, None] = {}
        problems: list[ReaderError] = []
        with self.taking_in() as intake:
            for done, path in enumerate(paths):
                progress(done, len(paths))
                try:
                    counting = _counting(progress, done, len(paths))
                    with listening(counting):
                        found = open_long(path) or _fetched(path, counting)
                        keys[intake.stage(found).key] = None
                except ReaderError as error:
                    error.source = path
                    problems.append(error)
        progress(len(paths), len(paths))
        return list(keys), problems

    @contextmanager
    def taking_in(self) -> Iterator["Intake"]:
        """What is staged there is in the library at the end, all of it at once; after an exception none is."""
        intake = Intake(self.library)
        yield intake
        with transaction(self.library):
            intake.finish()

    def remove(self, key: str) -> None:
        shelf.remove(self.library, key)

    def restore(self, key: str) -> None:
        shelf.restore(self.library, key)

    def empty_trash(self) -> int:
        return shelf.empty_trash(self.library)

    def tag(self, key: str, tags: Sequence[str]) -> None:
        shelf.tag(self.library, key, tags)

    def tags(self) -> list[tuple[str, int]]:
        return shelf.tags(self.library)

    def highlights(self, publication: Publication) -> list[Highlight]:
        return highlights.highlights(self.library, publication)

    def keep_highlight(self, publication: Publication, highlight: Highlight) -> Highlight:
        return highlights.keep(self.library, publication, highlight)

    def remove_highlight(self, highlight_id: int) -> None:
        highlights.remove(self.library, highlight_id)

    def categories(self) -> list[str]:
        return highlights.categories(self.library)

    def take_marks(self, source: str) -> str:
        return left.taken_from(self.library, fetch(source).data, clean_line(source))

    def search(self, query: str, current: Publication | None = None) -> list[Hit]:
        """Hits in all that is in the library, the publication being read included where it can be taken in."""
        try:
            if current and not words.is_current(self.library, current):
                self.make_searchable(current)
        except LibraryError as error:
            self.library.warning = str(error)
        return everywhere.search(self.library, query)

    def make_searchable(self, publication: Publication) -> None:
        """Where that does not take long. Raises LibraryError."""
        if shelf.is_short(publication):
            catch_up(self.library, publication)

    def finder(self, publication: Publication, query: str) -> finder.Finder | None:
        """The places where it stands, told by the index; None where all of the text has to be gone through."""
        return finder.find(self.library, publication, query)

    def place_of(self, publication: Publication, hit: Hit) -> Place:
        with suppress(IndexError):
            if publication.articles[hit.article].blocks[hit.block].text == hit.text:
                return Place(hit.article, hit.block, hit.offset)
        start = max(0, min(hit.offset, len(hit.text) - _LOOK))  # enough text to be found again
        text = hit.text[start : start + _LOOK]
        return nearest(publication, Kept("", hit.article, hit.block, start, text)) or Place()

    def index_all(self, progress: Progress = lambda done, count: None) -> None:
        """Makes searchable what is not yet: what was read for a moment only, or added and interrupted."""
        pending = words.pending(self.library)
        for done, key in enumerate(pending):
            progress(done, len(pending))
            is_done = True
            with suppress(ReaderError), listening(_counting(progress, done, len(pending))):
                if publication := self.searchable(key):
                    is_done = words.index(self.library, publication)  # else another program is at it
            if is_done:
                words.give_up(self.library, key)

    def searchable(self, key: str) -> Publication | None:
        """A publication to make searchable: as it is kept, which is quicker read than a source; where that is long,
        from its source if that is the same still, for then not all of it is in memory at once."""
        publication = shelf.text(self.library, key) if shelf.is_kept_small(self.library, key) else None
        if publication:
            return publication
        with suppress(ReaderError):
            publication = self._reread(key)
        return publication if publication and publication.key == key else shelf.text(self.library, key)

    def _reread(self, key: str) -> Publication | None:
        path = shelf.path_of(self.library, key)
        if path == "-" or is_address(path):
            return None  # nobody has asked to go there again
        return understood(self.library, open_long(path) or fetch(path))

    def _opened(self, found: Opened) -> Publication:
        publication = understood(self.library, found, self._waited)
        self.library.remember(publication, found)
        return publication


def _fetched(path: str, counting: Listener) -> Opened:
    """Nobody waits for a server once the work has been ended."""
    return watched(partial(fetch, path), counting) if is_address(path) else fetch(path)


def _counting(progress: Progress, done: int, count: int) -> Listener:
    """Somebody may end the work in the midst of a source too."""
    return lambda share: progress(done + min(share, _ALMOST), count)


class Intake:
    """Publications on their way into the library, where nobody sees them yet. `also`: what else is to be written
    with them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.also: list[Callable[[], None]] = []
        library.do(_INCOMING)
        library.do("DELETE FROM incoming")

    def stage(self, found: Opened, publication: Publication | None = None) -> Publication:
        """Takes a source, and its publication where that is known already. Raises FormatError."""
        with part(0.0, _HALF):
            publication = publication or understood(self._library, found)
        with part(_HALF, 1.0):
            values = (publication.title, found.name, found.path, *shelf.packed_text(publication))
        marks = ", ".join("?" * 11)
        self._library.do(f"INSERT INTO incoming VALUES ({marks})", *shelf.details(publication), *values)
        return publication

    def finish(self) -> None:
        """In a transaction. What was read before in another form hands on what people left in it."""
        for key, path in [*self._library.do(_CHANGED), *self._library.do(_ALIKE)]:
            if publication := shelf.text(self._library, key, "incoming"):
                self._library.inherit(publication, path)
        for statement in _TAKE_IN:
            self._library.do(statement, *([self._library.now()] if "?" in statement else ()))
        for write in self.also:
            write()
        self._library.do("DELETE FROM incoming")


def understood(library: Library, found: Opened, waited: Waited = at_once) -> Publication:
    """The publication in a source; the library mostly saves making sense of it again. Raises FormatError."""
    if isinstance(found, LongSource):
        return waited(found.name, lambda: long_text(found))
    known = library.cached(found)
    return known or waited(found.name, lambda: importers.open_bytes(found.data, found.name, beside(found)))


def catch_up(library: Library, publication: Publication, go_on: Callable[[], bool] = lambda: True) -> None:
    """Counts a publication for the list and makes it searchable, where that has not been done and does not take long.
    Raises LibraryError."""
    is_quick = is_lazy(publication) or shelf.is_small(publication)  # what is lazy is not counted but estimated
    if is_quick and not shelf.has_details(library, publication.key):
        shelf.add_details(library, publication)
    if shelf.is_small(publication) and not words.is_current(library, publication):
        words.index(library, publication, go_on)
