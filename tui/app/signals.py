"""Signals that end or stop the program wait while it starts and ends: in the midst of taking or giving back the
terminal nobody could put it in order again. In between the driver takes them.

They are noted by a handler, not blocked: a mask holds for one thread only.
"""

from tui.core.light import Callable

_pending: list[int] = []
_receivers: list[Callable[[int], None]] = []


def take(number: int, _frame: object) -> None:
    """The handler of all of them."""
    if _receivers:
        _receivers[-1](number)
    else:
        _pending.append(number)


def receive(receiver: Callable[[int], None]) -> None:
    """Calls this with each from now on, at once with those that have waited."""
    _receivers.append(receiver)
    while _pending:
        receiver(_pending.pop(0))


def defer() -> None:
    """From now on they wait."""
    _receivers.clear()


def waiting() -> int:
    """The first that waits, 0 when none does."""
    return _pending[0] if _pending else 0
