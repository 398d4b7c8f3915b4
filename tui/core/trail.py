"""The way back to what was read before this publication, and forward again."""

from tui.core.light import NamedTuple
from tui.core.publication import Place
from tui.core.session import ReadingSession

_MOST = 20


class Left(NamedTuple):
    """A publication that was left for another: its key, where, and the way back from there. Not the publication
    itself, which may be large: the library has it."""

    key: str
    place: Place
    history: tuple[Place, ...]
    ahead: tuple[Place, ...]


class Trail:
    """Which publications were left for which. Lasts as long as the program."""

    def __init__(self) -> None:
        self._earlier: list[Left] = []
        self._later: list[Left] = []

    def leave(self, key: str, session: ReadingSession) -> None:
        """Somebody goes on to another publication."""
        self._earlier = [*self._earlier, _left(key, session)][-_MOST:]
        self._later.clear()

    def before(self) -> Left | None:
        """What was left for the publication that is being read; asked once, it is forgotten."""
        return self._earlier.pop() if self._earlier else None

    def after(self, session: ReadingSession) -> Left | None:
        """What was come back from, where nobody has jumped since; asked once, it is forgotten."""
        return self._later.pop() if self._later and not session.has_jumped else None

    def returned(self, key: str, session: ReadingSession) -> None:
        """Somebody goes back from a publication."""
        self._later.append(_left(key, session))

    def went_on(self, key: str, session: ReadingSession) -> None:
        """Somebody goes forward again from a publication."""
        self._earlier.append(_left(key, session))


def _left(key: str, session: ReadingSession) -> Left:
    return Left(key, session.place, *session.trail)
