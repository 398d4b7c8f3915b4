"""The marks of the publication that somebody reads, known until somebody else changes them, and found article by
article: to find thousands takes long, and so does making all chapters of a long book."""

from tui.core.blocks import is_lazy
from tui.core.light import Callable, Generic, Protocol, TypeVar
from tui.core.progress import tell
from tui.core.publication import Place, Publication
from tui.library import places, sealed
from tui.library.filed import Filed
from tui.library.stored import Kept


class Mark(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def place(self) -> Place: ...


M = TypeVar("M", bound=Mark)


class Known(Generic[M]):
    """Marks of one kind, which are in a table; `make` makes one of its number, place and what else is kept of it. As
    long as their seals are the same so are they."""

    def __init__(self, library: Filed, table: str, make: Callable[[int, Place, sealed.Row], M]) -> None:
        self._library = library
        self._table = table
        self._make = make
        self._publication: Publication | None = None
        self._seals: dict[int, bytes] = {}
        self._unfound: dict[int, tuple[Kept, sealed.Row]] = {}
        self._marks: dict[int, M] = {}

    def of(self, publication: Publication, article: int | None = None) -> list[M]:
        """In the order of the text; of one article only, for which no other chapters are made. What has gone from the
        text stands where its article stood."""
        self._look(publication)
        self._find(publication, article)
        found = [mark for mark in [*self._marks.values()] if article in (None, mark.place.article)]
        return sorted(found, key=lambda mark: (mark.place, mark.id))

    def finding(self, publication: Publication) -> Callable[[], None]:
        """How all of them are found, on any thread: chapters may have to be made for that."""
        self._look(publication)
        return lambda: self._find(publication, None)

    def _look(self, publication: Publication) -> None:
        """At the rows, where somebody has changed them."""
        seals = self._sealed("publication = ?", publication.key)
        if self._publication is not publication or seals != self._seals:
            rows = sealed.marks(self._library, self._table, publication.key)
            self._unfound = {number: (kept, rest) for number, kept, rest in rows}
            self._publication, self._seals, self._marks = publication, seals, {}

    def _find(self, publication: Publication, article: int | None) -> None:
        is_of_all = article is None or not is_lazy(publication)
        key = "" if article is None else publication.articles[article].key
        unfound, marks = self._unfound, self._marks
        for done, (number, (kept, rest)) in enumerate([*unfound.items()]):
            if is_of_all or kept.position == article or kept.article == key:
                tell(done, done + len(unfound))
                if (place := places.nearest(publication, kept)) is not None:
                    marks[number] = self._make(number, place, rest)
                unfound.pop(number, None)

    def keep(self, publication: Publication, made: M) -> M:
        """A mark that has been written, perhaps in place of the one that had its number."""
        if made.id and self._publication is publication:
            self._unfound.pop(made.id, None)
            self._marks[made.id] = made
            self._seals |= self._sealed("id = ?", made.id)
        return made

    def drop(self, number: int) -> None:
        self._unfound.pop(number, None)
        self._marks.pop(number, None)
        self._seals.pop(number, None)

    def _sealed(self, which: str, value: object) -> dict[int, bytes]:
        return dict(self._library.rows(f"SELECT id, seal FROM {self._table} WHERE {which}", value))
