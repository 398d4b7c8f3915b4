"""`python -m tui` and the console script `mangdao`: hands the arguments to the command line."""

import gc
import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper

from tui import first_screen
from tui.core.light import TYPE_CHECKING, Any, Callable, suppress

if TYPE_CHECKING:
    import signal

    from _typeshed import ReadableBuffer
else:
    import _signal as signal  # without the enumerations that the module around it makes first

_INTERRUPTED = 130


def main() -> None:
    """Runs the program and leaves with its exit code."""
    gc.disable()  # nothing that start-up makes is rubbish; looking for it costs a tenth of the start
    may_interrupt = signal.getsignal(signal.SIGINT) != signal.SIG_IGN
    if may_interrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    _reserve()
    restore, code = _hush(), _INTERRUPTED
    try:
        try:
            code = _run()
        finally:  # from here on Control-C has nothing left to end
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    finally:
        for name in ("SIGTSTP", "SIGCONT"):  # which would turn the echo off again
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)
        restore()
    if may_interrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python takes its time to end
    sys.exit(code)


def _run() -> int:
    first_screen.show(sys.argv[1:])
    from tui.cli import main as run

    return run(sys.argv[1:])


def _reserve() -> None:
    """Gives standard streams that were closed a place: else the next file opened, perhaps the library, would
    become standard output. What a command prints has none, so that it ends as on a full disk. Narration on standard
    error never ends what is done beside it."""
    while (file := os.open(os.devnull, os.O_RDWR)) < 3:
        pass
    os.close(file)
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115 - for as long as it runs
    encoding = sys.stderr.encoding if sys.stderr else "utf-8"
    heard = BufferedWriter(_PerhapsHeard(2, "w", closefd=False))
    sys.stderr = TextIOWrapper(heard, encoding, "backslashreplace", line_buffering=True)


class _PerhapsHeard(FileIO):
    """What cannot be written here is lost: its disk is full, or nobody is at the other end."""

    def write(self, data: "ReadableBuffer") -> int:
        try:
            return super().write(data) or len(memoryview(data))
        except OSError:
            return len(memoryview(data))


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

    def put(modes: list[Any]) -> None:
        if _is_in_front():
            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(0, termios.TCSANOW, modes)  # one that is stalled is not waited for

    def restore() -> None:
        first_screen.give_up()
        put(saved)

    def quiet() -> None:
        put(mode)

    _before_ending(restore)
    _before_stopping(restore, quiet)
    quiet()
    return restore


def _is_in_front() -> bool:
    """Whether the terminal is this program's for now: another that changed it would be stopped, as a job behind the
    shell, or what `timeout` runs."""
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return True


def _before_ending(restore: Callable[[], None]) -> None:
    """From now on a signal to end does this first, else nobody would turn the echo on again. It ends the program as
    ever: an exception could be lost wherever it happens to be raised."""

    def leave(number: int, _frame: object) -> None:
        restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"):
        number = getattr(signal, name, 0)
        if number and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, leave)


def _before_stopping(restore: Callable[[], None], quiet: Callable[[], None]) -> None:
    """The same for Control-Z, and the terminal is quiet again when the program goes on. While a screen of the last time
    is there it waits until the program is: nobody else could put it away."""

    def stop(number: int, _frame: object) -> None:
        if first_screen.is_shown():
            return
        restore()
        handler = signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(number, handler)
        quiet()

    signal.signal(signal.SIGTSTP, stop)


if __name__ == "__main__":
    main()
