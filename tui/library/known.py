"""The marks of the publication that somebody reads, known until somebody else changes them: to find thousands takes
long."""

from tui.core.light import Callable, Generic, Iterable, Protocol, TypeVar
from tui.core.publication import Place, Publication
from tui.library.filed import Filed


class Mark(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def place(self) -> Place: ...


M = TypeVar("M", bound=Mark)


class Known(Generic[M]):
    """Marks of one kind, which are in a table and found in a text by `find`. As long as their seals are the same so are
    they."""

    def __init__(self, library: Filed, table: str, find: Callable[[Filed, Publication], Iterable[M]]) -> None:
        self._library = library
        self._table = table
        self._find = find
        self._publication: Publication | None = None
        self._seals: dict[int, bytes] = {}
        self._marks: dict[int, M] = {}

    def of(self, publication: Publication) -> list[M]:
        """In the order of the text."""
        seals = self._sealed("publication = ?", publication.key)
        if self._publication is not publication or seals != self._seals:
            self._marks = {mark.id: mark for mark in self._find(self._library, publication)}
            self._publication, self._seals = publication, seals
        return sorted(self._marks.values(), key=lambda mark: (mark.place, mark.id))

    def keep(self, publication: Publication, made: M) -> M:
        """A mark that has been written, perhaps in place of the one that had its number."""
        if made.id and self._publication is publication:
            self._marks[made.id] = made
            self._seals |= self._sealed("id = ?", made.id)
        return made

    def drop(self, number: int) -> None:
        self._marks.pop(number, None)
        self._seals.pop(number, None)

    def _sealed(self, which: str, value: object) -> dict[int, bytes]:
        return dict(self._library.rows(f"SELECT id, seal FROM {self._table} WHERE {which}", value))
