"""Articles whose blocks are made when somebody first looks at them: the chapters of a book, the entries of a feed."""

from bisect import bisect_right
from collections import OrderedDict
from contextvars import ContextVar
from itertools import accumulate

from tui.core.light import Callable, Generic, Iterator, Protocol, Sequence, TypeVar
from tui.core.progress import tell
from tui.core.publication import Block, LazyBlocks

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
_SOUGHT = 16  # texts of which it is kept where they do not stand: so many are typed before one word is complete
_AT_ONCE = 60_000  # characters of chapters that are looked at together
_SILENT, _UNSURE = 1, 2  # what is known of a chapter; 0 where nobody has looked
_SILENTLY, _UNSURELY = bytes([_SILENT]), bytes([_UNSURE])
_RUN = 4096  # silent chapters that are passed over in one go
_is_limited: ContextVar[bool] = ContextVar("only what is at hand", default=False)


class NotAtHandError(Exception):
    """Something is wanted that has to be made, which may take longer than a key may. `make` does that, and keeps it."""

    def __init__(self, make: Callable[[], object]) -> None:
        super().__init__()
        self.make = make


def at_hand(find: Callable[[], T]) -> T:
    """What it gives. Raises NotAtHandError where something would have to be made for it."""
    token = _is_limited.set(True)
    try:
        return find()
    finally:
        _is_limited.reset(token)


def making(make: Callable[[], object]) -> None:
    """Told by those who are about to make something. Raises NotAtHandError where nobody is to wait for that."""
    if _is_limited.get():
        raise NotAtHandError(make)


class Recent(Generic[K, V]):
    """The last few things that somebody has looked at, by what they are asked for: memory stays flat. `most`: how many;
    at first what is read, its neighbours, and where somebody has just been.

    Several threads may look and keep at once: between two steps that each are one for Python it does not matter what
    another does.
    """

    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: K) -> "V | None":
        """What was kept, where it is still there; it stays longer now."""
        value = self._kept.get(key)
        if value is not None:
            try:
                self._kept.move_to_end(key)  # in one step: it is never out of sight of others
            except KeyError:  # another thread has let it go
                self._kept[key] = value
        return value

    def keep(self, key: K, value: V) -> None:
        """Lets the oldest go where there are too many."""
        self._kept[key] = value
        for older in list(self._kept)[: -self._most]:
            self._kept.pop(older, None)

    def items(self) -> list[tuple[K, V]]:
        """All that is there, the last looked at last."""
        return list(self._kept.items())


RecentBlocks = Recent[int, tuple[Block, ...]]
"""The blocks of the chapters of one publication that somebody looked at last."""


class Sources(Protocol):
    """What chapters are made of."""

    def look(self, some: range) -> None:
        """At some that follow each other, so that they are known when something is looked for."""

    def may_say(self, some: range, query: str) -> bool:
        """Whether one of them may say it."""


class Unparsed:
    """What the chapters of a publication do not say, told without making their blocks. `extent`: how many there are and
    how many characters all have, about. `sources`: made when somebody looks for something. Two threads may ask at
    once."""

    def __init__(self, extent: Callable[[], tuple[int, int]], sources: Callable[[], Sources]) -> None:
        self._extent = extent
        self._make_sources = sources
        self._sources: Sources | None = None
        self._known: Recent[str, bytearray] = Recent(_SOUGHT)
        self._count, self._together = 0, 1  # chapters, until somebody has counted

    def look(self) -> None:
        """At all sources, before it is known what will be looked for. Tells how far it is."""
        count, together, sources = self._counted()
        for first in range(0, count, together):
            tell(first, count)
            sources.look(range(first, min(first + together, count)))

    def silence(self, chapter: int, query: str, step: int) -> int:
        """How many chapters, that one and those that follow it or stand before it, are sure not to say it, however
        that is written. 0 where it may."""
        known = self._looked_for(query, chapter)
        if step > 0:
            some = known[chapter : chapter + _RUN]
            return len(some) - len(some.lstrip(_SILENTLY))
        some = known[max(0, chapter + 1 - _RUN) : chapter + 1]
        return len(some) - len(some.rstrip(_SILENTLY))

    def _looked_for(self, query: str, chapter: int) -> bytearray:
        """What is known of all, when it is sure of one."""
        count, together, sources = self._counted()
        known = self._known.get(query) or self._begun(query, count)
        if not known[chapter] and together > 1:  # short ones, of which a look at each would take longer
            first = chapter - chapter % together
            some = range(first, min(first + together, count))
            found = _UNSURE if sources.may_say(some, query) else _SILENT
            known[first : some.stop] = bytes(each or found for each in known[first : some.stop])
        if known[chapter] != _SILENT and not sources.may_say(range(chapter, chapter + 1), query):
            known[chapter] = _SILENT
        return known

    def _counted(self) -> tuple[int, int, Sources]:
        """How many chapters there are, how many are looked at together, and what they are made of."""
        if self._sources is None:
            self._count, size = self._extent()
            self._together = max(1, _AT_ONCE * self._count // max(1, size))
            self._sources = self._make_sources()
        return self._count, self._together, self._sources

    def _begun(self, query: str, count: int) -> bytearray:
        """Where something does not stand what begins with it does not either."""
        from tui.core.letters import folded  # tables

        begun = [each for each in self._known.items() if folded(query).startswith(folded(each[0]))]
        longest = max(begun, key=lambda each: len(each[0]), default=("", bytearray(count)))
        known = longest[1].replace(_UNSURELY, bytes(1))
        self._known.keep(query, known)
        return known


class Chapter(LazyBlocks):
    """The blocks of an article, made by `make` and forgotten when others are looked at; how many there are and how
    long they are is known from the first time on.

    `make` answers the same every time, with one block at least, and does not raise: what is damaged is a block that
    says so. `weight`: about how many characters it is, from the size of its source. `recent`: shared by the chapters
    of a publication. `heads`: makes what `LazyBlocks.heads` gives. `unparsed`: of all chapters, of which it is the one
    with that `number`.
    """

    _starts: Sequence[int] = ()  # characters before each block, and all of them
    _letters: int | None = None  # without white space

    def __init__(
        self,
        make: Callable[[], Sequence[Block]],
        weight: int,
        recent: RecentBlocks,
        heads: Callable[[], Sequence[Block]] = tuple,
        unparsed: Unparsed | None = None,
        number: int = 0,
    ) -> None:
        self.weight = max(1, weight)
        self._heads = heads
        self._unparsed = unparsed
        self._number = number
        self._make = make
        self._recent = recent

    def __getitem__(self, number: int) -> Block:
        return self._blocks()[number]

    def heads(self) -> Sequence[Block]:
        return self._heads()

    def changed(self, change: Callable[[Block], Block]) -> "Chapter":
        """The same with each block changed when it is made."""
        return Chapter(lambda: tuple(map(change, self._make())), self.weight, RecentBlocks(), self._heads)

    def silence(self, query: str, step: int) -> int:
        return self._unparsed.silence(self._number, query, step) if self._unparsed else 0

    def sift(self, query: str) -> None:
        if self._unparsed and not query:  # what begins with nothing in particular: of all chapters at once
            self._unparsed.look()

    def numbered(self, first: int = 0) -> Iterator[tuple[int, Block]]:
        return enumerate(self._passing()[first:], first)

    def backward(self, last: int) -> Iterator[tuple[int, Block]]:
        blocks = self._passing()
        return ((number, blocks[number]) for number in range(min(last, len(blocks) - 1), -1, -1))

    def nearest(self, number: int) -> int:
        return 0 if number <= 0 else min(number, self.count() - 1)

    def after(self, number: int) -> int | None:
        return number + 1 if number + 1 < self.count() else None

    def before(self, number: int) -> int | None:
        return number - 1 if number else None

    def last(self) -> int:
        return self.count() - 1

    def count(self) -> int:
        if not self._starts:
            self._blocks()
        return len(self._starts) - 1

    def length(self) -> tuple[int, bool]:
        return (self.weight, False) if self._letters is None else (self._letters, True)

    def share(self, number: int, offset: int) -> float:
        number = min(number, self.count() - 1)
        return (self._starts[number] + offset) / max(1, self._starts[-1])

    def at(self, share: float) -> tuple[int, int]:
        last = self.count() - 1
        wanted = min(round(share * self._starts[-1]), self._starts[-1] - 1)
        number = min(bisect_right(self._starts, wanted) - 1, last)
        return number, wanted - self._starts[number]

    def _blocks(self) -> tuple[Block, ...]:
        blocks = self._recent.get(id(self))
        if blocks is None:
            blocks = self._passing()
            self._recent.keep(id(self), blocks)
        return blocks

    def _passing(self) -> tuple[Block, ...]:
        """For somebody who goes through everything: it must not push out what is being read."""
        blocks = self._recent.get(id(self))
        if blocks is None:
            making(self._blocks)
            blocks = tuple(self._make())
        if not self._starts:
            self._letters = sum(len("".join(block.text.split())) for block in blocks)
            self._starts = list(accumulate((len(block.text) for block in blocks), initial=0))
        return blocks
