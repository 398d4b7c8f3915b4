"""Long work that somebody waits for before there is a reader: how far it is, and the way out of it.

In the full screen a bar, in plain mode a line now and then, in the shell lines on standard error.
"""

import os
import sys
import time
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager

from tui import first_screen
from tui.core.cells import columns, width_of
from tui.core.clean import printable
from tui.core.light import Any
from tui.core.progress import listening
from tui.errors import LeftError
from tui.long_work import LongWork
from tui.terminal import Terminal, open_terminal, type_ahead
from tui.texts import _

_LEAVE = frozenset({"q", "escape"})
_ENDS = _LEAVE | {"interrupt", "end-of-input"}
_STEP = 10  # percent between two lines
_OFTEN, _AT_FIRST = 1.0, 1.0  # seconds between two lines, and before the first in the shell
_BAR, _LEAST_NAME = 20, 4  # cells


def watch(opening: LongWork[Any], plain: bool) -> None:
    """Until it is done; other keys typed meanwhile are for the reader. Raises LeftError when somebody ends it with q or
    Escape, KeyboardInterrupt after Control-C."""
    if not (os.isatty(0) and os.isatty(1)) or first_screen.is_shown():
        opening.wait(-1)  # keys from a pipe are for the reader, and who has something to read needs no bar
        return
    terminal = open_terminal()
    try:
        with terminal:
            ahead = _shown(opening, terminal, plain)
    finally:
        terminal.hand_on()
    type_ahead(ahead)


def _shown(opening: LongWork[Any], terminal: Terminal, plain: bool) -> list[str]:
    """How far it is, until it is done; the keys that were typed meanwhile. Raises what `watch` does."""
    ahead: list[str] = []
    opening.notify = terminal.wake

    def made() -> "_Lines | _Bar":
        return (_Lines if plain else _Bar)(opening, terminal.size()[0])

    screen = made()
    while not opening.is_done or terminal.is_amid:
        terminal.write(screen.change())
        keys = terminal.keys()
        if keys is None or not _ENDS.isdisjoint(keys):
            opening.cancel()
            terminal.write(screen.end())
            raise LeftError if keys and not _LEAVE.isdisjoint(keys) else KeyboardInterrupt
        if "suspend" in keys:
            terminal.write(screen.end())
            terminal.suspend()
            screen = made()
        ahead += [key for key in keys if key != "suspend"]
    terminal.write(screen.end())
    return ahead


@contextmanager
def told() -> Iterator[None]:
    """Tells on standard error, a line every tenth part, how far the work meanwhile is, if it takes long."""
    percent, until = 0, time.monotonic() + _AT_FIRST

    def tell(share: float) -> None:
        nonlocal percent, until
        now = int(100 * share)
        if now >= percent + _STEP and time.monotonic() >= until:
            percent, until = now // _STEP * _STEP, time.monotonic() + _OFTEN
            print(_("{percent}%").format(percent=percent), file=sys.stderr, flush=True)  # noqa: T201 - narration

    with listening(tell):
        yield


class _Lines:
    """What plain mode writes: first what is being done and the way out, then percent lines."""

    def __init__(self, opening: LongWork[Any], columns: int) -> None:
        self._opening = opening
        self._percent = -1
        self._until = 0.0

    def change(self) -> str:
        """What to write now, perhaps nothing."""
        percent, now = self._opening.percent, time.monotonic()
        if self._percent < 0:
            self._percent, self._until = percent, now + _OFTEN
            text = _("Opening {name}, {percent}%. q ends it.")
            return "\r\n" + printable(text.format(name=self._opening.name, percent=percent)) + "\r"
        if percent < self._percent + _STEP or now < self._until:
            return ""
        self._percent, self._until = percent, now + _OFTEN
        return "\r\n" + _("{percent}%").format(percent=percent) + "\r"

    def end(self) -> str:
        return ""


class _Bar:
    """A bar in the row of the cursor, taken away at the end."""

    def __init__(self, opening: LongWork[Any], columns: int) -> None:
        self._opening = opening
        self._columns = columns
        self._shown = ""

    def change(self) -> str:
        """What to write now, perhaps nothing."""
        percent = self._opening.percent // 5 * 5
        bar = f"[{'#' * (_BAR * percent // 100):.<{_BAR}}]"
        rest = _("{bar} {percent}%, q ends it").format(bar=bar, percent=percent)
        name = printable(self._opening.name)
        room = self._columns - width_of(rest) - 2
        text = f"{_cut(name, room)} {rest}" if room >= _LEAST_NAME else _begin(rest, self._columns - 1)
        if text == self._shown:
            return ""
        self._shown = text
        return f"\r{text}\x1b[K\r"

    def end(self) -> str:
        return "\r\x1b[K"


def _cut(name: str, room: int) -> str:
    return name if width_of(name) <= room else _begin(name, room - 1) + "…"


def _begin(text: str, room: int) -> str:
    """As much of a text as there are cells for."""
    return text[: bisect_right(columns(text), room) - 1]
