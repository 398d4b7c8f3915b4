"""Searching in what is made only when somebody looks at it: the next hits from the place on, in a moment, and what
takes longer while somebody waits for it.

Nobody waits for a whole list: once there is a hit, the search ends after a moment, and n goes on from there."""

from itertools import islice, takewhile

from tui.core import describe
from tui.core.blocks import is_lazy
from tui.core.light import Callable, Iterator, NamedTuple, suppress
from tui.core.menu import Act, Entries, Entry, Menu, Reply, at_once
from tui.core.progress import listener, listening
from tui.core.publication import LazyBlocks, Place, Publication
from tui.core.reading import Reading
from tui.core.search import LAST, hits, hits_before, is_parsed_late, look, sift
from tui.core.shelf import Finder, OnItsWay
from tui.core.waiting import Waiting
from tui.core.wording import _, n_
from tui.errors import ReaderError

_MOST = 50  # hits of a list; after them the search goes on with n
_SOON = 0.03  # seconds after which the hits that there are must do
_PATIENCE = 0.1  # seconds after which keys are answered again, if only with how far the search is
_LETTERS = 3  # of ASCII: fewer stand everywhere


class Found(NamedTuple):
    """Hits in the order of reading; whether there are more than these, and whether all was looked through."""

    places: tuple[Place, ...]
    has_more: bool = False
    is_whole: bool = True


class _EnoughError(Exception):
    """There is a hit, and somebody waits for it."""


def found(reading: Reading, text: str, entry_of: Callable[[Reading, int, Place], Entry]) -> Reply:
    """The hits from the place on, and those before it where there is room for them; a list of their entries."""
    here = reading.session.place

    def then(result: Found) -> Reply:
        reading.hits, reading.sought = list(result.places), text
        if not result.places:
            return Reply(Act.SAID, is_nowhere(reading, text))
        return _menu(reading, result, entry_of)

    clock = reading.listening.clock
    return _begin(reading, text, lambda finder: _from(finder, here, clock), then)


def hit(reading: Reading, step: int) -> Reply:
    """The next or the previous hit of what was sought last, wherever it is."""
    publication, text, here = reading.publication, reading.sought, reading.session.place

    def then(result: Found) -> Reply:
        if not result.places:
            return Reply(Act.SAID, is_nowhere(reading, text))
        place = result.places[0]
        if place > here if step > 0 else place < here:
            return reading.show(place)
        return reading.show(place, lambda reply: Reply(reply.act, describe.gone_round(reply.text, step)))

    return _begin(reading, text, lambda finder: _next(finder, publication, here, step), then)


def is_nowhere(reading: Reading, text: str) -> str:
    """Nothing was found in the publication, or in the article to which the search was limited; and what of a long text
    would be found later: as long as there is no index of it, only what stands there as it was typed."""
    where = _("“{text}” is not in this publication.")
    if reading.sought_in is not None:
        where = _("“{text}” is not in this article.")
    later = ""
    with suppress(ReaderError):
        is_long = any(isinstance(each.blocks, LazyBlocks) for each in reading.publication.articles)
        later = reading.shelf.unsearched() if reading.shelf and is_long else ""
    return " ".join(filter(None, [where.format(text=text), later]))


def ask(reading: Reading, prompt: str, answer: Callable[[str], Reply]) -> Reply:
    """What to look for. While it is being typed, places where it does not stand are left out already."""
    if reading.begin is at_once:
        return reading.ask(prompt, answer)
    ahead = _Ahead(reading, _is_gone_through(reading))

    def answered(text: str) -> Reply:
        ahead.end()
        return answer(text)

    return reading.ask(prompt, answered, typed=ahead.hear)


def _is_gone_through(reading: Reading) -> bool:
    """Whether the text itself tells where something stands, and no index does."""
    is_late = is_lazy(reading.publication)
    with suppress(ReaderError):
        shelf = reading.shelf  # asked for now, as it takes longer to be there than to answer
        return is_late and not (shelf and shelf.is_searchable(reading.decoded))
    return is_late


class _NewerError(Exception):
    """More has been typed."""


class _Ahead:
    """One thread for all that is typed: who pastes a page types a thousand texts at once, of which the last counts.
    `is_needed`: the text will have to be gone through."""

    def __init__(self, reading: Reading, is_needed: bool) -> None:
        self._reading = reading
        self._is_needed = is_needed
        self._work: OnItsWay | None = None
        self._wanted = self._heard = ""
        if is_needed and is_parsed_late(reading.publication):
            self._begin("")

    def hear(self, text: str) -> None:
        before, self._heard = self._heard, text.strip()
        if self._heard == before:  # nothing was typed: somebody was woken by the end of the work
            return
        text = self._heard
        is_enough = bool(text) and (len(text) >= _LETTERS or not text.isascii())
        self._wanted = text if is_enough and self._is_needed else ""
        if self._wanted and (self._work is None or self._work.is_done):
            self._begin(text)

    def end(self) -> None:
        self._wanted = ""
        if self._work:
            self._work.cancel()
        self._work = None

    def _begin(self, name: str) -> None:
        publication = self._reading.publication
        self._work = self._reading.begin(name, lambda: self._sift(publication), 0.0)

    def _sift(self, publication: Publication) -> None:
        look(publication)
        done, outer = "", listener()
        while (text := self._wanted) and text != done:

            def hear(share: float, text: str = text) -> None:
                outer(share)
                if text != self._wanted:
                    raise _NewerError

            done = text
            with suppress(_NewerError), listening(hear):
                sift(publication, text)


class _Within:
    """What a finder finds in one article."""

    def __init__(self, finder: Finder, article: int) -> None:
        self._finder, self._article = finder, article

    def hits(self, start: Place) -> Iterator[Place]:
        return self._here(self._finder.hits(max(start, Place(self._article))))

    def hits_before(self, end: Place) -> Iterator[Place]:
        return self._here(self._finder.hits_before(min(end, Place(self._article, LAST))))

    def _here(self, places: Iterator[Place]) -> Iterator[Place]:
        return takewhile(lambda place: place.article == self._article, places)


class _Reading:
    """Finds by going through the text."""

    def __init__(self, publication: Publication, text: str) -> None:
        self._sought = publication, text

    def hits(self, start: Place) -> Iterator[Place]:
        return hits(*self._sought, start)

    def hits_before(self, end: Place) -> Iterator[Place]:
        return hits_before(*self._sought, end)


def _begin(reading: Reading, text: str, work: Callable[[Finder], Found], then: Callable[[Found], Reply]) -> Reply:
    limit = reading.sought_in

    def within(finder: Finder) -> Finder:
        return finder if limit is None else _Within(finder, limit)

    with suppress(ReaderError):  # without an index there is another way
        shelf = reading.shelf if is_lazy(reading.publication) else None
        if finder := shelf and shelf.finder(reading.decoded, text):
            return then(work(within(finder)))
    everything = _Reading(reading.publication, text)
    result = reading.begin(text, lambda: work(within(everything)), _PATIENCE)
    if isinstance(result, Found):
        return then(result)
    return reading.wait(Waiting(result, then, _("Searching for {name}")))


def _from(finder: Finder, here: Place, clock: Callable[[], float]) -> Found:
    following: list[Place] = []
    before: list[Place] = []
    until, outer = clock() + _SOON, listener()

    def hear(share: float) -> None:
        outer(share)
        if (following or before) and clock() >= until:
            raise _EnoughError

    try:
        with listening(hear):
            for place in islice(finder.hits(here), _MOST + 1):
                following.append(place)
            if len(following) > _MOST:
                return Found(tuple(following[:_MOST]), True)
            for place in islice(finder.hits_before(here), _MOST - len(following) + 1):
                before.append(place)
    except _EnoughError:
        return Found((*before[:_MOST][::-1], *following[:_MOST]), is_whole=False)
    room = _MOST - len(following)
    return Found((*before[:room][::-1], *following), len(before) > room)


def _next(finder: Finder, publication: Publication, here: Place, step: int) -> Found:
    if step > 0:
        after = here._replace(offset=here.offset + 1)
        found = next(finder.hits(after), None) or next(finder.hits(Place()), None)
    else:
        last = Place(len(publication.articles) - 1, LAST)
        found = next(finder.hits_before(here), None) or next(finder.hits_before(last), None)
    return Found((found,) if found else ())


def _menu(reading: Reading, result: Found, entry_of: Callable[[Reading, int, Place], Entry]) -> Reply:
    places = result.places
    entries = Entries(len(places), lambda number: entry_of(reading, number, places[number]))
    title = describe.hits_title(len(places), result.has_more)
    if not result.is_whole:
        title = n_("{n} hit so far, n goes on", "{n} hits so far, n goes on", len(places))
    return reading.open(Menu("hits", title, entries, reading.show_entry, reading.session.first_from_here(places)))
