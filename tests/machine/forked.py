"""The real program without a start of Python: a copy of this process, in which everything is imported already.

From its first line to its exit code it is the program on a terminal of its own, as in `tests.machine.world`. What
depends on how Python starts (encodings, closed streams, memory, the first milliseconds) needs a start of its own.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import tui.app.application
import tui.app.driver  # imported once, here, for all copies
import tui.keeping.background
import tui.long_work
from tests.machine.warm import leave
from tests.machine.world import World
from tui.__main__ import main


class Forked(World):
    """`setup` is called in the copy before the program runs, and may break something there."""

    def __init__(
        self, home: Path, mode: str, *arguments: str, setup: Callable[[], None] = lambda: None, **more: object
    ) -> None:
        self._setup = setup
        super().__init__(home, mode, *arguments, **more)  # type: ignore[arg-type]  # sizes, and variables

    def become(self, arguments: tuple[str, ...], variables: dict[str, str]) -> None:
        def run() -> None:
            _as_at_a_start(arguments, variables)
            self._setup()
            main()

        leave(run)


def _as_at_a_start(arguments: tuple[str, ...], variables: dict[str, str]) -> None:
    """Of the tests nothing is left but what is imported."""
    gc.disable()
    tui.keeping.background.PATIENCE = tui.long_work.PATIENCE
    os.environ.clear()
    os.environ.update(variables)
    sys.argv = ["mangdao", *arguments]
    streams = [open(file, mode, encoding="utf-8") for file, mode in enumerate("rww")]  # noqa: SIM115 - to the end
    sys.stdin, sys.stdout, sys.stderr = streams
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = streams  # type: ignore[misc]  # final, but for a new process
    sys.excepthook = sys.__excepthook__
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_IGN if number == signal.SIGPIPE else signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
