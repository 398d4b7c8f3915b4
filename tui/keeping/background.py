"""The library behind a reader: what takes long is done in another process, and a thread hears how far that is.

The reader never waits for it, and nothing is lost when the program ends in the middle: what was not finished is done
the next time.
"""

import os
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress

from tui.core.clean import clean_line
from tui.core.light import Any, TypeVar
from tui.core.progress import CancelledError, Listener, listener, listening
from tui.core.publication import Publication
from tui.core.shelf import EVERYTHING, Feed, Hit, Subscription, Wanted
from tui.errors import ReaderError
from tui.fetch import is_address, led_to, passwords
from tui.fetch.typed_paths import path_of
from tui.keeping import afterwards, errands, feeds, messenger, updating
from tui.keeping.errands import Hear, Report
from tui.keeping.librarian import Librarian
from tui.library import Library, shelf, subscriptions, words
from tui.library.database import MEMORY
from tui.library.finder import Finder
from tui.long_work import PATIENCE, LongWork, beside_keys
from tui.texts import _, n_

OFTEN = 5.0  # seconds that lie at least between two times that it is told: each is said while somebody reads
_STEPS, _NEARLY = 10, 0.95  # times that it is told how far something is; the share from which it is not
_SOON = 0.1  # seconds after which keys are answered again, if only with how far a search is
T = TypeVar("T")
Send = Callable[[str, str, list[Any], Hear], Any]
"""Does an errand on the library at a path, by name and with what it needs. Raises ReaderError."""


class _TooLongError(Exception):
    """Somebody waits for it."""


class ReaderShelf(Librarian):
    """A librarian that does at once what is quick, and leaves the rest to others."""

    def __init__(
        self, library: Library, notify: Callable[[], None] = lambda: None, send: Send = messenger.send
    ) -> None:
        """`notify`, called on any thread: what is being opened has come further. `send`: does errands."""
        super().__init__(library)
        self._notify = notify
        self._send = send
        self._said = ""  # what has come of the errand that is running
        self._told = ("", 0)  # what was told last: of what, and how many tenths
        self._until = 0.0  # nothing more is told before
        self._running = self._news = ""
        self._beginning = threading.RLock()  # who holds it may begin an errand
        self._cancelled = False
        self._indexing: LongWork[bool] | None = None
        self._is_looking = False
        self._unlooked: list[Any] = []  # subscriptions that have yet to be looked at, as the errand has them
        self._come: dict[str, list[str]] = {}  # what was found where somebody wants to subscribe

    def listed(self, wanted: Wanted = EVERYTHING, current: Publication | None = None) -> shelf.Shelved:
        may_look = not (wanted.is_trash or self._is_looking or self.library.path == MEMORY)
        if may_look and afterwards.folders(self.library):
            self._is_looking = True
            threading.Thread(target=self._look_into_folders, daemon=True).start()
        return super().listed(wanted, current)

    def _look_into_folders(self) -> None:
        """Somebody who asks for the library wants what is new in it, too. Beside what else is being done: nobody has
        asked for it, and what somebody asks for meanwhile must not wait."""
        path = self.library.path
        try:
            with suppress(ReaderError), beside_keys():
                with closing(Library(path)) as library:
                    new = afterwards.with_new_files(library, self.library.looked_at)
                if not new:
                    return
                told = self._send(path, "rest", [list(new), []], lambda report: None)
                self.library.looked_at |= new
                if told:
                    self.library.tell(str(told))
                    self._notify()
        finally:
            self._is_looking = False

    def open(self, key: str) -> Publication | LongWork[Publication]:
        return self._opening(self._title(key), lambda librarian: librarian.read(key))

    def look(self, key: str) -> Publication | LongWork[Publication]:
        return self._opening(self._title(key), lambda librarian: librarian.whole(key))

    def add(self, source: str) -> Publication | LongWork[Publication]:
        source = path_of(source)
        if is_address(source) or not os.path.isdir(os.path.expanduser(source)):
            return self.visit(source)
        raise ReaderError(self._start("add", [os.path.abspath(os.path.expanduser(source))]))

    def leads_to(self, key: str, target: str) -> str:
        return led_to(shelf.path_of(self.library, key), target)

    def visit(self, source: str) -> Publication | LongWork[Publication]:
        return self._taking_in(source, passwords.kept(source) if is_address(source) else os.path.basename(source))

    def feeds(self, source: str) -> list[Feed] | LongWork[list[Feed]]:
        name = clean_line(passwords.bare(path_of(source)))
        looking = LongWork(name, lambda: self._feeds_at(path_of(source)), self._notify)
        return looking.result() if looking.wait(PATIENCE) else looking

    def _feeds_at(self, source: str) -> list[Feed]:
        found, come = feeds.looked_up(source)
        self._come = {there: feeds.as_line(came) for there, came in come.items()}
        return found

    def subscribe(self, source: str) -> list[Subscription]:
        known, came = {each.id for each in self.subscriptions()}, self._come.pop(source, [])
        made = updating.subscribe(self, path_of(source))
        with self._beginning:
            self._unlooked += [[each.id, *came] if came else each.id for each in made if each.id not in known]
            if not self._running:
                self._go_on()
        return made

    def _go_on(self) -> None:
        """With what was subscribed to, once nothing else is being done."""
        wanted, self._unlooked = self._unlooked, []
        self._running = self._begin("update", wanted) if wanted else ""

    def subscriptions(self) -> list[Subscription]:
        return subscriptions.listed(self.library)

    def unsubscribe(self, subscription: Subscription) -> None:
        subscriptions.end(self.library, subscription.id)

    def resume(self, subscription: Subscription) -> None:
        subscriptions.resume(self.library, subscription.id)

    def unseen(self) -> list[tuple[str, frozenset[str]]]:
        return subscriptions.unseen(self.library)

    def seen(self, key: str) -> None:
        subscriptions.seen(self.library, key)

    def update(self) -> str:
        return self._start("update", [])

    def make_searchable(self, publication: Publication) -> None:
        """At once where that is quick, else in the background; what was cancelled goes on there the next time."""
        if shelf.is_short(publication) or self.library.path == MEMORY:
            super().make_searchable(publication)
        elif self._indexing is None or self._indexing.is_done:
            self._indexing = LongWork(publication.title, lambda: self._index(publication))

    def _index(self, publication: Publication) -> bool:
        """In another process where the text can be had there, too."""
        hears = listener()
        if self._send(self.library.path, "index", [publication.key], lambda report: hears(report.done)):
            return True
        with closing(Library(self.library.path)) as library:
            return words.is_indexed(library, publication.key) or words.index(library, publication)

    def search(self, query: str, current: Publication | None = None) -> list[Hit] | LongWork[list[Hit]]:
        """What else is not searchable yet is made so in the background."""
        hurried = _hurried(time.monotonic() + _SOON) if self.library.path != MEMORY else listener()
        try:
            with listening(hurried):
                found = self.found(query, current)
        except _TooLongError:
            opening = self._begun(query, lambda librarian: librarian.found(query, current))
            return opening.result() if opening.wait(PATIENCE) else opening  # on a busy machine it often comes by then
        is_idle = self.library.path != MEMORY and (self._indexing is None or self._indexing.is_done)
        if is_idle and not self._running and words.pending(self.library):
            self._start("index-all", [])
        return found

    def unsearched(self) -> str:
        indexing = self._indexing
        if indexing and not indexing.is_done:
            text = _("{name} is still being made searchable, {percent}%")
            return text.format(name=indexing.name, percent=indexing.percent)
        if self._running and (n := len(words.pending(self.library))):
            return n_(
                "{n} publication is still being made searchable", "{n} publications are still being made searchable", n
            )
        try:
            if indexing:
                indexing.result()
        except (CancelledError, ReaderError) as error:  # who has cancelled it is told nothing more
            return str(error)
        return ""

    def finder(self, publication: Publication, query: str) -> Finder | None:
        if not self.is_searchable(publication):
            self.make_searchable(publication)
            return None
        return super().finder(publication, query)

    def cancel(self) -> str:
        if self._indexing and not self._indexing.is_done:
            self._indexing.cancel()
        elif not self._running:
            return _("Nothing is being done.")
        self._cancelled, self._unlooked = True, []
        return _("It ends; what is not whole is not kept.")

    def news(self) -> str:
        news, self._news = self._news, ""
        return news

    def _title(self, key: str) -> str:
        rows = self.library.rows("SELECT title FROM publications WHERE key = ?", key)
        return str(rows[0][0]) if rows else key

    def _opening(self, name: str, work: Callable[[Librarian], Publication]) -> Publication | LongWork[Publication]:
        """What is there in a moment, at once; else what is on its way."""
        if self.library.path == MEMORY:
            return work(self)
        opening = self._begun(name, work)
        return opening.result() if opening.wait(PATIENCE) else opening

    def _begun(self, name: str, work: Callable[[Librarian], T]) -> LongWork[T]:
        """A thread cannot have the connection of another, and a library in memory has but one."""

        def job() -> T:
            with closing(Library(self.library.path)) as library:
                made = work(Librarian(library))
                self.library.tell(library.take_warning())
            return made

        return LongWork(name, job, self._notify)

    def _taking_in(self, source: str, name: str) -> Publication | LongWork[Publication]:
        def taken_in(librarian: Librarian) -> Publication:
            hears, path = listener(), librarian.library.path
            if path == MEMORY:
                return librarian.take_in(source)
            return librarian.take_in(
                source, lambda file: self._send(path, "keep", [file], lambda report: hears(report.done))
            )

        return self._opening(clean_line(name), taken_in)

    def _hear(self, report: Report) -> None:
        """Keeps how far it is, for those who ask, and tells it every tenth part."""
        if self._cancelled:
            raise CancelledError
        if report.said:
            self._said = report.said
        if not report.whole:
            return
        self._running = _("{n} of {count} done.").format(n=int(report.done), count=report.whole)
        tenth = int(_STEPS * report.done / report.whole)
        before = self._told[1] if self._told[0] == report.what else 0
        if before < tenth and report.done <= _NEARLY * report.whole and time.monotonic() >= self._until:
            self._told, self._until = (report.what, tenth), time.monotonic() + OFTEN
            line = _("{percent}%, {n} of {count} {what}") if report.whole > 1 else _("{percent}% done.")
            n, percent = int(report.done), int(100 * report.done / report.whole)
            self._news = line.format(percent=percent, n=n, count=report.whole, what=report.what)
            self._notify()

    def _start(self, name: str, arguments: list[Any]) -> str:
        """Begins an errand where none is running; how far the one is that is running now."""
        with self._beginning:
            return self._running or self._begin(name, arguments)

    def _begin(self, name: str, arguments: list[Any]) -> str:
        self._cancelled, self._said, self._told, self._until = False, "", ("", 0), time.monotonic() + OFTEN
        begun = self._running = _("It has begun, and you can read on.")
        threading.Thread(target=self._work, args=(name, arguments), daemon=True).start()
        return begun

    def _work(self, name: str, arguments: list[Any]) -> None:
        try:
            with beside_keys():
                if self.library.path == MEMORY:  # has one connection, and nobody else is using it in a test
                    told = str(errands.do(self.library, name, arguments, self._hear))
                else:
                    told = str(self._send(self.library.path, name, arguments, self._hear))
        except CancelledError:
            told = self._said or _("Cancelled.")
        except ReaderError as error:
            told = " ".join(filter(None, [self._said, str(error)]))
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it to tell of a bug
            from tui import bugs

            told = bugs.told(error)
        self.library.tell(told)
        with self._beginning:
            self._news = ""
            self._go_on()
        self._notify()


def _hurried(until: float) -> Listener:
    def hear(share: float) -> None:
        if time.monotonic() >= until:
            raise _TooLongError

    return hear
