"""`python -m tui` and the console script `mangdao`: hands the arguments to the command line."""

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress


def main() -> None:
    """Runs the program and leaves with its exit code."""
    gc.disable()  # nothing that start-up makes is rubbish; looking for it costs a tenth of the start
    restore = _hush()
    try:
        from tui.cli import main as run

        code = run(sys.argv[1:])
    finally:
        restore()
    sys.exit(code)


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
    termios.tcsetattr(0, termios.TCSADRAIN, mode)

    def restore() -> None:
        with suppress(termios.error):  # the terminal may be gone
            termios.tcsetattr(0, termios.TCSADRAIN, saved)

    return restore


if __name__ == "__main__":
    main()
