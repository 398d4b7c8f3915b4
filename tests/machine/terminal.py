"""What a terminal shows: pyte as the screen, for bytes from anywhere or from the real program."""

import re
import select
import time
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pyte

from tests.machine.process import Process
from tests.needs import PATIENCE
from tui.app.frame import Frame, cells
from tui.app.theme import THEMES

_COLORS = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
TITLE = re.compile(rb"\x1b\]2;([^\x07]*)\x07")
# Everything that may reach a terminal: printable text, and these sequences.
ALLOWED = re.compile(
    rb"\x1b\[[0-9;]*[mHACDKXr]|\x1b\[2J|\x1b\[\?(?:1049|7|25|2004)h|\x1b\[\?(?:1049|7|2004)l|\x1bM"
    rb"|\x1b\]2;[^\x00-\x1f\x7f]*\x07|[\r\n\x07]|[^\x00-\x1f\x7f]"
)


def forbidden(data: bytes) -> bytes:
    """What is left of some output without all that is allowed."""
    rest = ALLOWED.sub(b"", data)
    return rest + "".join(c for c in data.decode() if "\x7f" <= c < "\xa0").encode()


class _Screen(pyte.Screen):
    """Clears in the colour that is set, as terminals do; pyte leaves cells it has never written."""

    def erase_in_display(self, how: int = 0, *arguments: int, **private: bool) -> None:
        super().erase_in_display(how, *arguments, **private)
        if how == 2:
            for row in range(self.lines):
                for column in range(self.columns):
                    self.buffer[row][column] = self.cursor.attrs


class Glass:
    """A terminal screen."""

    def __init__(self, columns: int = 80, rows: int = 24) -> None:
        self.screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.title = ""
        self.feed(b"\x1b[?7l")

    def feed(self, data: bytes) -> None:
        for title in TITLE.findall(data):
            self.title = title.decode()
        # pyte understands neither the alternate screen nor titles in every form; both draw nothing.
        self._stream.feed(TITLE.sub(b"", data))

    def row(self, number: int) -> str:
        line = self.screen.buffer[number]
        return "".join(line[column].data for column in range(self.screen.columns)).rstrip()

    @property
    def rows(self) -> list[str]:
        return [self.row(number) for number in range(self.screen.lines)]

    @property
    def cursor(self) -> tuple[int, int]:
        return self.screen.cursor.y, self.screen.cursor.x

    def cells(self) -> list[list[tuple[str, str, str, bool, bool, bool]]]:
        """Every cell with its look; the second half of a wide character is ""."""
        return [
            [_look(self.screen.buffer[row][column]) for column in range(self.screen.columns)]
            for row in range(self.screen.lines)
        ]


def _look(char: pyte.screens.Char) -> tuple[str, str, str, bool, bool, bool]:
    return char.data, char.fg, char.bg, char.bold, char.underscore, char.reverse


def cells_of(frame: Frame) -> list[list[tuple[str, str, str, bool, bool, bool]]]:
    """What a terminal should show of a frame, as `Glass.cells` has it."""
    theme = THEMES[frame.theme]
    grid = []
    for line in frame.lines:
        row: list[tuple[str, str, str, bool, bool, bool]] = []
        for cell in cells(line, frame.columns, frame.ambiguous):
            if cell is None:
                row.append(("", *row[-1][1:]))
                continue
            look = theme.looks[cell[1]]
            foreground = color_name(theme.foreground if look.color is None else look.color)
            # pyte composes what can be composed.
            text = normalize("NFC", cell[0])
            row.append((text, foreground, color_name(theme.background), look.bold, look.underline, look.reverse))
        grid.append(row)
    return grid


def color_name(number: int | None) -> str:
    """What pyte calls a colour."""
    if number is None:
        return "default"
    return _COLORS[number] if number < 8 else f"bright{_COLORS[number - 8]}"


class FullScreen(Process):
    """The real program with a screen to look at. `all` holds every byte it has written."""

    def __init__(self, home: Path, *arguments: str, rows: int = 24, columns: int = 80, **environment: str) -> None:
        self.glass = Glass(columns, rows)
        self.all = b""
        super().__init__(home, *arguments, rows=rows, columns=columns, **environment)

    def see(self, wanted: Callable[[Glass], bool] | str, patience: float = PATIENCE) -> bytes:
        """Reads until the screen is as wanted (a text that is on it, or a condition); what came meanwhile."""
        condition = (lambda glass: wanted in "\n".join(glass.rows)) if isinstance(wanted, str) else wanted
        deadline, start = time.monotonic() + patience, len(self.all)
        while True:
            self._take()
            if condition(self.glass):
                return self.all[start:]
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                screen = "\n".join(self.glass.rows)
                raise AssertionError(f"never seen: {wanted!r}; cursor {self.glass.cursor}\n{screen}")
            self._read(deadline, b"the screen")

    def press(self, key: str | bytes, wanted: Callable[[Glass], bool] | str) -> bytes:
        """A key, then `see`."""
        self.send(key)
        return self.see(wanted)

    def _take(self) -> None:
        self.glass.feed(self.seen)
        self.all += self.seen
        self.seen = b""
