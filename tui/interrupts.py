"""Signals where the system has them, and Control-C while nobody has the terminal yet."""

import sys

from tui.core.light import TYPE_CHECKING, Any, Callable, suppress

if TYPE_CHECKING:
    import signal
else:
    import _signal as signal  # without the enumerations that the module around it makes first

_noticed: list[int] = []


def handle(name: str, handler: "Callable[[int, Any], None] | signal.Handlers") -> Any:  # noqa: ANN401 - as `signal`
    """Calls this for a signal, where the system has it. What was there before."""
    if hasattr(signal, name):
        return signal.signal(getattr(signal, name), handler)
    return None


def raise_them() -> None:
    """From now on Control-C raises KeyboardInterrupt, unless who started the program wants it ignored."""
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        with suppress(ValueError):  # signals are for the main thread alone
            signal.signal(signal.SIGINT, _notice)


def check() -> None:
    """Raises KeyboardInterrupt where that has been lost: Python does that to what is raised in functions which it
    calls by itself, as it does while it imports."""
    if _noticed:
        raise KeyboardInterrupt


def _notice(number: int, _frame: object) -> None:
    _noticed.append(number)
    sys.unraisablehook = lambda _lost: None  # Python would write what it swallows
    raise KeyboardInterrupt
