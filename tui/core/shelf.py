"""The library as a reader meets it: what it lists, finds and takes in."""

from tui.core.light import Any, Callable, Iterator, NamedTuple, Protocol, Sequence
from tui.core.publication import Place, Publication

MOST_HITS = 500
"""A search gives no more than so many."""


class Listed(NamedTuple):
    """A publication in a list. `path` opens its source again: a file, an address, "-" for standard input.

    `articles`, `characters` and `minutes` are 0, `date`, `language` and `author` "" where nobody has counted yet.
    `read`: articles that were read. `fresh`: articles that a subscription has brought and nobody has seen.
    """

    key: str
    title: str
    path: str
    date: str = ""
    language: str = ""
    articles: int = 0
    read: int = 0
    characters: int = 0
    minutes: int = 0
    is_begun: bool = False
    tags: tuple[str, ...] = ()
    fresh: int = 0
    author: str = ""


class Wanted(NamedTuple):
    """Which publications of the library, and in which order. `is_trash`: those that were removed, else all others.
    `words`: that stand in the title, the author or the tags. `tag`: that they have. `subscription`: that has brought
    them. `order`: "recent", the last opened first, or as the setting has it. `most`: of the last opened so many; -1 for
    all."""

    is_trash: bool = False
    words: str = ""
    tag: str = ""
    subscription: int = 0
    order: str = "recent"
    most: int = -1


EVERYTHING, TRASH = Wanted(), Wanted(is_trash=True)


class Listing(Protocol):
    """Publications in a list. What is known of each may be looked up when it is asked for."""

    @property
    def fresh(self) -> int:
        """Of all of them."""
        ...

    @property
    def first_fresh(self) -> int:
        """The number of the first that has something new, from 0; of the first where none has."""
        ...

    def number_of(self, key: str) -> int:
        """Of a publication, from 0; 0 where it is not among them."""
        ...

    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> Listed: ...


class Hit(NamedTuple):
    """Where something was found. `offset`: of what was found in `text`, the whole block. `is_whole`: all of it stands
    there, not only each of its words somewhere in the block."""

    key: str
    title: str
    article: int
    block: int
    offset: int
    text: str
    is_whole: bool = True


class Highlight(NamedTuple):
    """A passage that somebody marked, from `place` on. `category` and `note` are theirs, "" where there is none."""

    id: int
    place: Place
    text: str
    category: str = ""
    note: str = ""


class Subscription(NamedTuple):
    """A feed or a folder that is looked at for new issues. `problem`: why that failed the last time, or ""."""

    id: int
    source: str
    title: str
    fresh: int
    problem: str


class Feed(NamedTuple):
    """What can be subscribed to. `source`: an address or a path. `title`: what the page that names it calls it."""

    source: str
    title: str = ""


class OnItsWay(Protocol):
    """Work in a thread. `name`: of what is being opened, or sought."""

    name: str
    percent: int

    @property
    def is_done(self) -> bool: ...
    def cancel(self) -> None:
        """Nothing of it is kept."""
        ...

    def result(self) -> Any:  # noqa: ANN401 - what the work gives: a publication, or hits
        """Once it is done. Raises ReaderError."""
        ...


class Finder(Protocol):
    """The places at which something begins in a publication, told by an index. Raises ReaderError."""

    def hits(self, start: Place) -> Iterator[Place]:
        """In reading order, from a place on."""
        ...

    def hits_before(self, end: Place) -> Iterator[Place]:
        """Before a place, the last first."""
        ...


class Shelf(Protocol):
    """What the reader needs of a library beside its memory. All of these raise ReaderError."""

    def listed(self, wanted: Wanted = EVERYTHING, current: Publication | None = None) -> Listing:
        """`current`: what is being read, counted if it was not."""
        ...

    def look(self, key: str) -> Publication | OnItsWay:
        """A publication that nobody opens thereby."""
        ...

    def mark_read(self, key: str, articles: Sequence[str], read: bool) -> None:
        """Notes of these articles of a publication that they have been read, or not."""
        ...

    def open(self, key: str) -> Publication | OnItsWay:
        """A publication; one that takes long is on its way."""
        ...

    def place_of(self, publication: Publication, hit: Hit) -> Place:
        """Where a hit stands in a publication that may be cut otherwise by now."""
        ...

    def add(self, source: str) -> Publication | OnItsWay:
        """Takes in a file or an address. What takes long is on its way."""
        ...

    def remove(self, key: str) -> None:
        """Into the trash."""
        ...

    def restore(self, key: str) -> bool:
        """Out of the trash. False where it was not there."""
        ...

    def restore_last(self) -> str:
        """What was removed last, by its key; "" where the trash is empty."""
        ...

    def empty_trash(self, keys: Sequence[str] | None = None) -> int:
        """All that is in it, or only these. How many were deleted for good."""
        ...

    def tag(self, key: str, tags: Sequence[str]) -> None:
        """Gives a publication these tags, and no other."""
        ...

    def tags(self) -> Sequence[tuple[str, int]]:
        """All tags, and how many publications of the library have each."""
        ...

    def search(self, words: str, current: Publication) -> list[Hit] | OnItsWay: ...
    def unsearched(self) -> str:
        """What a search does not see yet, for people, or ""."""
        ...

    def is_searchable(self, publication: Publication) -> bool:
        """Whether there is an index of it, as it is now."""
        ...

    def finder(self, publication: Publication, words: str) -> Finder | None:
        """None where all of it has to be gone through; an index is being made then."""
        ...

    def highlights(self, publication: Publication, article: int | None = None) -> list[Highlight]:
        """All, or those of an article, in the order of the text."""
        ...

    def finding_highlights(self, publication: Publication) -> Callable[[], None]:
        """How all are found, on any thread: chapters may have to be made for that."""
        ...

    def keep_highlight(self, publication: Publication, highlight: Highlight) -> Highlight:
        """With a new id where it is 0, else in place of what it was."""
        ...

    def remove_highlight(self, highlight_id: int) -> None: ...
    def categories(self) -> Sequence[str]:
        """All that highlights of the library have, in order."""
        ...

    def take_marks(self, source: str) -> str:
        """Takes in marks that were written into a file; a sentence about how many of them are new."""
        ...

    def leads_to(self, key: str, target: str) -> str:
        """What a link of a publication leads to as a source, a file or an address; "" where that cannot be opened."""
        ...

    def visit(self, source: str) -> Publication | OnItsWay:
        """Takes it in, and gives it."""
        ...

    def feeds(self, source: str) -> list[Feed] | OnItsWay:
        """What can be subscribed to there: one, or those that a web page names, of which somebody chooses."""
        ...

    def subscribe(self, source: str) -> Sequence[Subscription]:
        """To a feed or a folder, or to all that an OPML file names."""
        ...

    def subscriptions(self) -> list[Subscription]: ...
    def unsubscribe(self, subscription: Subscription) -> None: ...
    def resume(self, subscription: Subscription) -> None:
        """Takes the end of it back."""
        ...

    def update(self) -> str:
        """Looks for new issues in the background; a sentence about how far that is."""
        ...

    def cancel(self) -> str:
        """Ends what is done in the background; a sentence about that."""
        ...

    def news(self) -> str:
        """How far that has come since somebody asked last, or ""."""
        ...

    def unseen(self) -> Sequence[tuple[str, frozenset[str]]]:
        """The keys of publications that hold what nobody has seen, with the names of that: keys of articles, or of a
        folder the path of what is new as a whole."""
        ...

    def seen(self, key: str) -> None:
        """Nothing of this publication is new any more."""
        ...
