"""What is there already, told from what would have to be made first: making it may take longer than a key may."""

from contextvars import ContextVar

from tui.core.light import Callable, TypeVar

T = TypeVar("T")
_is_limited: ContextVar[bool] = ContextVar("only what is at hand", default=False)


class NotAtHandError(Exception):
    """Something is wanted that has to be made. `make` does that, and keeps it."""

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
