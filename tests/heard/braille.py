"""BRLTTY with a virtual braille display, on a Linux console of its own that shows what the real program writes.

The program runs on a pseudo-terminal as in other tests; its output is copied to the console, byte for byte, so
BRLTTY reads a real console and every byte can be counted. Needs root and a machine with consoles.
"""

import fcntl
import os
import select
import shutil
import socket
import struct
import subprocess
import tempfile
import termios
import time
import tty
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.machine.process import Process
from tests.needs import PATIENCE, need
from tui.core.cells import columns
from tui.core.rows import break_at_clauses

CELLS = 40
_OPEN_QUERY, _DISALLOCATE = 0x5600, 0x5608  # VT_OPENQRY, VT_DISALLOCATE of linux/vt.h
_RESET = b"\x1bc\x1b%G\x1b[2J\x1b[H"  # and UTF-8
_SECOND_HALF = "\u200b"  # how the console tells the second cell of a wide character


def window(text: str, width: int) -> str:
    """What a display should show of an utterance: the beginning of its first row on a terminal this wide."""
    row = (break_at_clauses(text, width - 1) or [""])[0]
    starts = columns(row)
    return "".join(character for character, start in zip(row, starts, strict=False) if start < CELLS).rstrip()


def _console() -> "Console":
    """A console of one's own; skips where there is none: that is the machine, not something to install."""
    try:
        return Console()
    except OSError as error:
        pytest.skip(f"this machine has no Linux console that a test may use: {error}")


def _free_console() -> tuple[int, int]:
    """The number of a console that nobody uses, and that console opened before another test can find it free."""
    first = os.open("/dev/tty0", os.O_RDWR | os.O_NOCTTY)
    try:
        fcntl.flock(first, fcntl.LOCK_EX)
        (number,) = struct.unpack("i", fcntl.ioctl(first, _OPEN_QUERY, struct.pack("i", 0)))
        if number < 1:
            raise OSError("all consoles are taken")
        return number, os.open(f"/dev/tty{number}", os.O_RDWR | os.O_NOCTTY)
    finally:
        os.close(first)


class Console:
    """A Linux console: `show` writes to it."""

    def __init__(self) -> None:
        self.number, self._tty = _free_console()
        tty.setraw(self._tty)
        self.show(_RESET)

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        size = fcntl.ioctl(self._tty, termios.TIOCGWINSZ, bytes(8))
        rows, width = struct.unpack("HHHH", size)[:2]
        return rows, width

    def show(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._tty, data) :]

    def close(self) -> None:
        self.show(_RESET)
        os.close(self._tty)
        first = os.open("/dev/tty0", os.O_RDWR | os.O_NOCTTY)
        with suppress(OSError):  # it is free, but the kernel still has hold of it
            fcntl.ioctl(first, _DISALLOCATE, self.number)
        os.close(first)


class Display:
    """BRLTTY on a console, with a display of 40 cells that says what it shows. `windows`: everything that it
    has shown since this was last emptied."""

    def __init__(self, console: Console) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="b"))
        self.windows: list[str] = []
        self.shown = ""
        self._unread = b""
        path = self._folder / "display"
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
            server.listen(1)
            server.settimeout(PATIENCE)
            self._process = subprocess.Popen(self._command(console, path), stderr=subprocess.DEVNULL)
            self.socket, _address = server.accept()
        self.socket.sendall(b"cells %d 1\n" % CELLS)

    def _command(self, console: Console, path: Path) -> list[str]:
        command = ["brltty", "-n", "-e", "-q", "-l", "warning", "-f", "/dev/null", "-s", "no", "-N", "-t", "en-nabcc"]
        command += ["-b", "vr", "-d", f"client:{path}", "-x", "lx", "-X", f"vt={console.number},unicode=yes"]
        return [*command, "-W", str(self._folder), "-P", str(self._folder / "pid")]

    def read(self) -> None:
        """Takes in what the display has been told; wait with `socket` before."""
        *lines, self._unread = (self._unread + self.socket.recv(65536)).split(b"\n")
        for line in lines:
            if line.startswith(b"Visual "):
                text = line.removeprefix(b"Visual ").strip()[1:-1].decode("utf-8", "replace")
                self.shown = text.replace(_SECOND_HALF, "").rstrip()
                self.windows.append(self.shown)

    @property
    def is_open(self) -> bool:
        return self.socket.fileno() >= 0

    def close(self) -> None:
        """Ends BRLTTY. May be called twice."""
        if self.is_open:
            self._process.terminate()
            self._process.wait()
            self.socket.close()
            shutil.rmtree(self._folder)


class Braille(Process):
    """The program, a console that shows it, and BRLTTY. `felt` waits for a text under the fingers; `shown` is
    what the console got since it was last emptied."""

    NAME = "brltty"

    def __init__(self, home: Path, *arguments: str, **environment: str) -> None:
        need(self.NAME)
        self.console = _console()
        self.display = Display(self.console)
        self.shown = b""
        self.rows, self.columns = self.console.size
        super().__init__(home, *arguments, rows=self.rows, columns=self.columns, **{"TERM": "linux", **environment})

    def felt(self, text: str, patience: float = PATIENCE) -> list[str]:
        """Waits until the display shows the beginning of the text; everything shown since the last call."""
        wanted = window(text, self.columns)
        self.until_so(lambda: self.display.shown == wanted, f"felt {wanted!r}", patience)
        windows, self.display.windows = self.display.windows, []
        return windows

    def felt_row(self, row: str) -> None:
        """Waits until the display shows just this part of a row of the console."""
        self.until_so(lambda: self.display.shown == row, f"felt {row!r}")

    def until_shown(self, data: bytes) -> None:
        """Waits until the console has got this."""
        self.until_so(lambda: data in self.shown, f"shown {data!r}")

    def until_so(self, condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        """Waits for something that what is felt or shown makes true; `what` names it where it does not come."""
        deadline = time.monotonic() + patience
        while not condition():
            if not self._take(deadline):
                raise AssertionError(f"never {what}; so far {self.display.windows!r}; shown {self.shown!r}")

    def _take(self, deadline: float) -> bool:
        """Waits for something from the program or from the display. False when nothing came in time."""
        sources = [self.fd, self.display.socket] if self.display.is_open else [self.fd]
        ready = select.select(sources, [], [], max(0.0, deadline - time.monotonic()))[0]
        if self.fd in ready:
            data = os.read(self.fd, 65536)
            self.console.show(data)
            self.shown += data
        if self.display.socket in ready:
            self.display.read()
        return bool(ready)

    def extra(self, text: str, patience: float = PATIENCE) -> str:
        """Waits for `text`; what was under the fingers meanwhile, other than that."""
        return " ".join(self.felt(text, patience)[:-1])

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        self.display.close()
        self.console.close()
