"""The library behind a reader: what takes long is done in a thread, on a connection of its own, a piece at a time.

The reader never waits for it, and nothing is lost when the program ends in the middle: what was not finished is done
the next time.
"""

import os
import threading
from collections.abc import Callable

from tui import updating
from tui.core.clean import clean_line
from tui.core.progress import CancelledError
from tui.core.publication import Publication
from tui.core.shelf import Subscription
from tui.database import MEMORY
from tui.errors import ReaderError
from tui.fetch import is_address
from tui.librarian import Librarian, Progress
from tui.library import Library, shelf, subscriptions, words
from tui.library.finder import Finder
from tui.opening import PATIENCE, Opening, beside_keys
from tui.texts import _, n_

_STEPS = 10  # times that it is told how far something is

Job = Callable[[Librarian], str]


class ReaderShelf(Librarian):
    """A librarian that does at once what is quick, and leaves the rest to a thread."""

    def __init__(self, library: Library, notify: Callable[[], None] = lambda: None) -> None:
        """`notify`, called on any thread: what is being opened has come further."""
        super().__init__(library)
        self._notify = notify
        self._running = ""
        self._cancelled = False
        self._news = ""
        self._indexing: Opening[bool] | None = None

    def open(self, key: str) -> Publication | Opening[Publication]:
        return self._opening(self._title(key), lambda librarian: librarian.read(key))

    def add(self, source: str) -> Publication | Opening[Publication]:
        if not is_address(source) and not os.path.isdir(os.path.expanduser(source)):
            return self._opening(clean_line(os.path.basename(source)), lambda librarian: librarian.take_in(source))

        def job(librarian: Librarian) -> str:
            keys, problems = librarian.add_all([source], self._progress(_("read")))
            librarian.index_all(self._progress(_("made searchable")))
            text = n_("Added {n} publication; L lists it.", "Added {n} publications; L lists them.", len(keys))
            return " ".join([text, *map(str, problems[:1])])

        raise ReaderError(self._start(job))

    def subscribe(self, source: str) -> list[Subscription]:
        made = updating.subscribe(self, source)
        self.update()
        return made

    def subscriptions(self) -> list[Subscription]:
        return subscriptions.listed(self.library)

    def unsubscribe(self, subscription: Subscription) -> None:
        subscriptions.end(self.library, subscription.id)

    def seen(self, key: str) -> None:
        subscriptions.seen(self.library, key)

    def update(self) -> str:
        def job(librarian: Librarian) -> str:
            results = updating.update(
                librarian, subscriptions.listed(librarian.library), self._progress(_("looked at"))
            )
            librarian.index_all(self._progress(_("made searchable")))
            new = sum(len(titles) for _each, titles, _problem in results)
            text = n_("{n} new issue; L lists what there is.", "{n} new issues; L lists what there is.", new)
            failed = [each.title for each, _titles, problem in results if problem]
            text = text if new else _("There is nothing new.")
            more = _("Not reached: {names}.").format(names=_(", ").join(failed[:3])) if failed else ""
            return " ".join(filter(None, [text, more]))

        return self._start(job)

    def make_searchable(self, publication: Publication) -> None:
        """At once where that is quick, else in the background; what was cancelled goes on there the next time."""
        if shelf.is_short(publication) or self.library.path == MEMORY:
            super().make_searchable(publication)
        elif self._indexing is None or self._indexing.is_done:
            self._indexing = Opening(publication.title, lambda: self._index(publication))

    def _index(self, publication: Publication) -> bool:
        library = Library(self.library.path)
        try:
            return words.index(library, publication)
        finally:
            library.close()

    def unsearched(self) -> str:
        indexing = self._indexing
        if indexing is None or indexing.is_done:
            return self._problem(indexing) if indexing else ""
        text = _("{name} is still being made searchable, {percent}%")
        return text.format(name=indexing.name, percent=indexing.percent)

    def _problem(self, indexing: Opening[bool]) -> str:
        try:
            indexing.result()
        except CancelledError:
            return ""
        except ReaderError as error:
            return str(error)
        return ""

    def finder(self, publication: Publication, query: str) -> Finder | None:
        if not words.is_indexed(self.library, publication.key):
            self.make_searchable(publication)
            return None
        return super().finder(publication, query)

    def cancel(self) -> str:
        if self._indexing and not self._indexing.is_done:
            self._indexing.cancel()
        elif not self._running:
            return _("Nothing is being done.")
        self._cancelled = True
        return _("It ends; what is not whole is not kept.")

    def news(self) -> str:
        news, self._news = self._news, ""
        return news

    def _title(self, key: str) -> str:
        rows = self.library.rows("SELECT title FROM publications WHERE key = ?", key)
        return str(rows[0][0]) if rows else key

    def _opening(self, name: str, work: Callable[[Librarian], Publication]) -> Publication | Opening[Publication]:
        """What is there in a moment, at once; else what is on its way. A thread cannot have the connection of another,
        and a library in memory has but one."""
        if self.library.path == MEMORY:
            return work(self)

        def job() -> Publication:
            library = Library(self.library.path)
            try:
                return work(Librarian(library))
            finally:
                library.close()

        opening = Opening(name, job, self._notify)
        return opening.result() if opening.wait(PATIENCE) else opening

    def _progress(self, what: str) -> Progress:
        """Keeps how far it is, for those who ask, and tells it every tenth part."""
        told = 0

        def progress(done: int, count: int) -> None:
            nonlocal told
            if self._cancelled:
                raise CancelledError
            self._running = _("{n} of {count} done.").format(n=done, count=count)
            tenth = _STEPS * done // count if count > 1 else 0
            if told < tenth < _STEPS:
                told = tenth
                line = _("{percent}%, {n} of {count} {what}")
                self._news = line.format(percent=100 * done // count, n=done, count=count, what=what)
                self._notify()

        return progress

    def _start(self, job: Job) -> str:
        """Begins a job where none is running; how far the one is that is running now."""
        if self._running:
            return self._running
        self._cancelled = False
        begun = self._running = _("It has begun, and you can read on.")
        threading.Thread(target=self._work, args=(job,), daemon=True).start()
        return begun

    def _work(self, job: Job) -> None:
        library = None
        try:
            # A library in memory has one connection, and nobody else is using it in a test.
            library = self.library if self.library.path == MEMORY else Library(self.library.path)
            with beside_keys():
                told = job(Librarian(library))
        except CancelledError:
            told = _("Cancelled.")
        except ReaderError as error:
            told = str(error)
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it to tell of a bug
            told = _("That failed by an error in this program: {error}.").format(error=type(error).__name__)
        if library and library is not self.library:
            library.close()
        self._running = self._news = ""
        self.library.warning = told
        self._notify()
