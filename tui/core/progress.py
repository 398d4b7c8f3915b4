"""How far long work is, told to whoever waits for it: the work itself does not know who that is.

Where nobody waits, telling costs next to nothing.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from tui.core.light import Callable, Iterator, Sequence, TypeVar

T = TypeVar("T")

Listener = Callable[[float], None]
"""Is told which share of the work is done, 0 to 1. What it raises ends the work."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


class CancelledError(BaseException):
    """Nobody waits for the work any more. No failure: whoever catches those must not catch this."""


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Hears what is told in this thread meanwhile."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def listener() -> Listener:
    """Whoever hears now what is told in this thread; also for those who are told by others meanwhile."""
    return _listener.get() or (lambda share: None)


def tell(done: int, count: int) -> None:
    """So much of so much is done."""
    if hears := _listener.get():
        hears(min(1.0, done / count) if count else 1.0)


def told(things: Sequence[T]) -> Iterator[T]:
    """The things one after the other, telling how many of them are done."""
    for number, each in enumerate(things):
        tell(number, len(things))
        yield each


@contextmanager
def part(start: float, end: float) -> Iterator[None]:
    """What is told meanwhile is this part of the whole."""
    outer = _listener.get()
    if outer is None:
        yield
        return
    with listening(lambda share: outer(start + (end - start) * share)):
        yield
