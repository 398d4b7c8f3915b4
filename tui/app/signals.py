"""Signals that end or stop the program wait while it starts and ends: in the midst of taking or giving back the
terminal nobody could put it in order again. In between the driver takes them.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
_WAITING = (*ENDING, signal.SIGTSTP)


def defer() -> None:
    """From now on they wait."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _WAITING)


def deliver() -> None:
    """They come again, one that has waited at once."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _WAITING)


@contextmanager
def deferred() -> Iterator[None]:
    """They wait until the end of the context."""
    defer()
    try:
        yield
    finally:
        deliver()
