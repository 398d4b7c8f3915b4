"""`python -m tui` and the console script `mangdao`: hands the arguments to the command line."""

import gc
import os
import sys

from tui import first_screen
from tui.core.light import TYPE_CHECKING, Callable, suppress

if TYPE_CHECKING:
    import signal
else:
    import _signal as signal  # without the enumerations that the module around it makes first


def main() -> None:
    """Runs the program and leaves with its exit code."""
    gc.disable()  # nothing that start-up makes is rubbish; looking for it costs a tenth of the start
    _reserve()
    restore = _hush()
    try:
        first_screen.show(sys.argv[1:])
        if first_screen.is_shown():
            _stay()
        from tui.cli import main as run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    finally:
        restore()
    sys.exit(code)


def _reserve() -> None:
    """Gives standard streams that were closed a place: else the next file opened, perhaps the library, would
    become standard output."""
    while (file := os.open(os.devnull, os.O_RDWR)) < 3:
        pass
    os.close(file)
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the program runs
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8")  # noqa: SIM115 - the same


def _hush() -> Callable[[], None]:
    """Stops the terminal from echoing keys before anything slow is imported: what was typed early would be
    shown, and spoken, as `^[[B`. Returns what puts the terminal back."""
    try:
        import termios

        saved = termios.tcgetattr(0)
    except (ImportError, OSError, termios.error):
        return lambda: None
    if not os.isatty(1):
        return lambda: None
    mode = termios.tcgetattr(0)
    mode[3] &= ~(termios.ECHO | termios.ICANON)

    def restore() -> None:
        first_screen.give_up()
        with suppress(termios.error):  # the terminal may be gone
            termios.tcsetattr(0, termios.TCSANOW, saved)  # one that is stalled is not waited for

    _before_ending(restore)
    termios.tcsetattr(0, termios.TCSANOW, mode)
    return restore


def _before_ending(restore: Callable[[], None]) -> None:
    """From now on a signal to end does this first, else nobody would turn the echo on again. It ends the program as
    ever: an exception could be lost wherever it happens to be raised."""

    def leave(number: int, _frame: object) -> None:
        restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    for name in ("SIGTERM", "SIGHUP", "SIGQUIT"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)


def _stay() -> None:
    """Control-Z waits until the program is there: nobody else could put this screen away."""

    signal.signal(signal.SIGTSTP, signal.SIG_IGN)


if __name__ == "__main__":
    main()
