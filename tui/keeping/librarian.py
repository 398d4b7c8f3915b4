"""The library at work: opening and taking in sources for it, on behalf of the reader and of the shell."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

from tui.core.blocks import is_lazy
from tui.core.clean import clean_line
from tui.core.progress import Listener, listening, part
from tui.core.publication import Place, Publication
from tui.core.shelf import EVERYTHING, Highlight, Hit, OnItsWay, Wanted
from tui.errors import LibraryError, ReaderError, SourceError
from tui.fetch import as_path, fetch, is_address
from tui.fetch.files import Opened, open_long
from tui.fetch.in_folders import files_of
from tui.keeping.intake import HALF, Intake, understood
from tui.library import Library, everywhere, finder, highlights, left, shelf, words
from tui.library.known import Known
from tui.library.places import nearest
from tui.library.stored import Kept
from tui.library.writing import transaction
from tui.long_work import Waited, at_once, watched
from tui.texts import _

_ALMOST = 0.99  # of a source, until it is done
_LOOK = 40  # characters of a passage by which it is found again

Progress = Callable[[float, int], None]
"""Is told how many of how many are done, and which part of the next. What it raises ends the work, with nothing
kept."""


class Librarian:
    """A library and the sources of what is in it. What raises, raises ReaderError."""

    def __init__(self, library: Library, waited: Waited = at_once) -> None:
        self.library = library
        self._waited = waited
        self._highlights = Known(library, "highlights", highlights.made)
        with suppress(LibraryError):  # said when something is kept
            shelf.empty_trash(library, shelf.TRASH_DAYS)

    def listed(self, wanted: Wanted = EVERYTHING, current: Publication | None = None) -> shelf.Shelved:
        if current and shelf.is_short(current) and not shelf.has_details(self.library, current.key):
            shelf.add_details(self.library, current)  # of what is longer a thread does it
        return shelf.listed(self.library, wanted)

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

    def read(self, key: str, opens: bool = True) -> Publication:
        """A publication of the library, from its source as it is now, else as it was kept. `opens`: it is the last that
        was opened from now on; for those who only look, lists stay in the order in which they were."""
        path = shelf.path_of(self.library, key)
        if not path:
            raise SourceError(_("It is not in the library any more: it has been deleted for good."))
        kept = None if os.path.exists(as_path(path)) else shelf.text(self.library, key)
        if kept is None:
            try:
                return self._opened(open_long(path) or fetch(path), "" if opens else key)
            except ReaderError:
                kept = shelf.text(self.library, key)
                if kept is None:
                    raise
        if opens:
            self.library.write("UPDATE publications SET opened = ? WHERE key = ?", self.library.now(), key)
        return kept

    def add(self, source: str) -> Publication | OnItsWay:
        """Takes in one file or address, and opens it."""
        return self.take_in(source)

    def take_in(self, source: str, elsewhere: "Callable[[str], object] | None" = None) -> Publication:
        """Adds it and has it open; a folder's first publication. `elsewhere`: keeps a file whole in another process,
        where all of its text is made only for that."""
        paths = list(files_of(source))
        if len(paths) != 1:
            keys, problems = self.add_all([source])
            if not keys:
                raise problems[0]
            return self.read(keys[0])
        found = fetch(paths[0])
        with part(0.0, HALF):
            publication = understood(self.library, found)
        with part(HALF, 1.0):
            if elsewhere and is_lazy(publication) and os.path.isfile(found.path):
                elsewhere(found.path)
            else:
                self.keep_whole(found, publication)
        self.library.remember(publication, found)
        return publication

    def keep_whole(self, found: Opened, publication: Publication) -> None:
        with self.taking_in() as intake:
            intake.stage(found, publication)

    def add_all(
        self, sources: Sequence[str], progress: Progress = lambda done, count: None, opens: bool = False
    ) -> tuple[list[str], list[ReaderError]]:
        """Takes in files, folders and addresses, all of those that can be read or, when it is interrupted, none.
        `opens`: the first is read next, and need not be made sense of once more.

        The keys of the publications, and why others could not be read.
        """
        with listening(lambda _share: progress(0, 0)):  # nobody knows yet how many there are
            paths = [path for source in sources for path in files_of(source)]
        if not paths:
            raise SourceError(_("There is no file in {name}.").format(name=clean_line(" ".join(sources))))
        keys: dict[str, None] = {}
        problems: list[ReaderError] = []
        first: list[tuple[Publication, Opened]] = []
        with self.taking_in() as intake:
            for done, path in enumerate(paths):
                progress(done, len(paths))
                try:
                    counting = _counting(progress, done, len(paths))
                    with listening(counting):
                        found = open_long(path) or _fetched(path, counting)
                        publication = intake.stage(found)
                        first = first or [(publication, found)]
                        keys[publication.key] = None
                except ReaderError as error:
                    error.source = path
                    problems.append(error)
        if opens and first:
            self.library.remember(*first[0])
        if not problems:
            progress(len(paths), len(paths))
        return list(keys), problems

    @contextmanager
    def taking_in(self) -> Iterator[Intake]:
        """What is staged there is in the library at the end, all of it at once; after an exception none is."""
        intake = Intake(self.library)
        yield intake
        with transaction(self.library):
            intake.finish()

    def remove(self, key: str) -> None:
        shelf.remove(self.library, key)

    def restore(self, key: str) -> bool:
        return shelf.restore(self.library, key)

    def restore_last(self) -> str:
        key = shelf.last_removed(self.library)
        shelf.restore(self.library, key)
        return key

    def empty_trash(self, keys: Sequence[str] | None = None) -> int:
        return shelf.empty_trash(self.library, keys=keys)

    def tag(self, key: str, tags: Sequence[str]) -> None:
        shelf.tag(self.library, key, tags)

    def tags(self) -> list[tuple[str, int]]:
        return shelf.tags(self.library)

    def highlights(self, publication: Publication, article: int | None = None) -> list[Highlight]:
        return self._highlights.of(publication, article)

    def finding_highlights(self, publication: Publication) -> Callable[[], None]:
        return self._highlights.finding(publication)

    def keep_highlight(self, publication: Publication, highlight: Highlight) -> Highlight:
        return self._highlights.keep(publication, highlights.keep(self.library, publication, highlight))

    def remove_highlight(self, highlight_id: int) -> None:
        highlights.remove(self.library, highlight_id)
        self._highlights.drop(highlight_id)

    def categories(self) -> list[str]:
        return highlights.categories(self.library)

    def take_marks(self, source: str) -> str:
        return left.taken_from(self.library, fetch(source).data, clean_line(source))

    def search(self, query: str, current: Publication | None = None) -> list[Hit] | OnItsWay:
        """Hits in all that is in the library, the publication being read included where it can be taken in."""
        return self.found(query, current)

    def found(self, query: str, current: Publication | None = None) -> list[Hit]:
        try:
            if current and not self.is_searchable(current):
                self.make_searchable(current)
        except LibraryError as error:
            self.library.tell(str(error))
        return everywhere.search(self.library, query)

    def make_searchable(self, publication: Publication) -> None:
        """Where that does not take long. Raises LibraryError."""
        if shelf.is_short(publication):
            catch_up(self.library, publication)

    def is_searchable(self, publication: Publication) -> bool:
        return words.is_current(self.library, publication)

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
        """Makes searchable what is not yet: what was read for a moment only, or added and interrupted. Raises
        LibraryError, and then what is not searchable will be the next time."""
        pending = words.pending(self.library)
        for done, key in enumerate(pending):
            progress(done, len(pending))
            with listening(_counting(progress, done, len(pending))):
                publication = self.searchable(key)
                is_done = publication is None or words.index(self.library, publication)  # else another program is at it
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

    def _opened(self, found: Opened, looked_at: str = "") -> Publication:
        """`looked_at`: the key of what is only looked at; where that has changed, it hands on what was left in it."""
        publication = understood(self.library, found, self._waited)
        if publication.key != looked_at:
            self.library.remember(publication, found)
        return publication


def _fetched(path: str, counting: Listener) -> Opened:
    """Nobody waits for a server once the work has been ended."""
    return watched(partial(fetch, path), counting) if is_address(path) else fetch(path)


def _counting(progress: Progress, done: int, count: int) -> Listener:
    """Somebody may end the work in the midst of a source too."""
    return lambda share: progress(done + min(share, _ALMOST), count)


def catch_up(library: Library, publication: Publication, go_on: Callable[[], bool] = lambda: True) -> None:
    """Counts a publication for the list and makes it searchable, where that has not been done and does not take long.
    Raises LibraryError."""
    is_quick = is_lazy(publication) or shelf.is_small(publication)  # what is lazy is not counted but estimated
    if is_quick and not shelf.has_details(library, publication.key):
        shelf.add_details(library, publication)
    shelf.note_author(library, publication)
    if shelf.is_small(publication) and not words.is_current(library, publication):
        words.index(library, publication, go_on)
