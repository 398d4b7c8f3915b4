"""Somebody who wants out while the program starts: at every line that starting runs through, by a signal or a key.

    python -m tests.moments [--every 10] [--from 0]

The program is a copy of this process that stops at the line, and goes on when the key has been typed or the signal
sent. Each time it has to end, with the terminal as it was, without a traceback, and with nothing lost.
"""

import argparse
import os
import select
import shutil
import signal
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from tests.machine.forked import Forked
from tests.machine.process import ROOT
from tests.machine.world import MODES, untouched
from tui import importers, sources

WAYS: dict[str, tuple[signal.Signals | str, tuple[int, ...]]] = {
    "SIGINT": (signal.SIGINT, (130, -signal.SIGINT)),
    "SIGTERM": (signal.SIGTERM, (143, -signal.SIGTERM)),
    "SIGHUP": (signal.SIGHUP, (129, -signal.SIGHUP)),
    "Control-C": ("\x03", (130, -signal.SIGINT, 0)),
    "q": ("q", (0,)),
}
FIRST = 6  # before it the program has not changed anything yet, and Python's own handler is there
_PACKAGE = str(ROOT / "tui")
_SOON = 20.0  # seconds
_CATCH_UP = 0.05  # seconds of work that somebody is shown a bar for


class Start(NamedTuple):
    """How the program is started. `is_known`: the library holds what is opened, else it takes so long that there is a
    bar, or a line."""

    mode: str
    is_known: bool
    size: tuple[int, int] = (24, 80)


class Moment:
    """The `number`-th line, of all different ones, that the main thread of a copy comes to, or where `where` is given
    the first in the function of that name. There the copy says so, and waits until it is told to go on."""

    def __init__(self, number: int = 0, where: str = "") -> None:
        self._number = number
        self._where = where
        self._seen: set[tuple[str, int]] = set()
        self._said, self._say = os.pipe()
        self._told, self._tell = os.pipe()

    def set_up(self) -> None:
        """In the copy."""
        slow_down()
        sys.settrace(self._trace)

    def come(self, process: Forked) -> str:
        """Waits for it; the line, or "" when the start has fewer lines."""
        deadline = time.monotonic() + _SOON
        while not select.select([self._said], [], [], 0.01)[0]:
            process.drained()
            assert time.monotonic() < deadline, "it never came"
            if b"\x1b]2;" in process.all or b"to quit" in process.all:
                return self._last()
        return os.read(self._said, 4096).decode()

    def _last(self) -> str:
        """The program has begun; perhaps the line came just then."""
        return os.read(self._said, 4096).decode() if select.select([self._said], [], [], 0.3)[0] else ""

    def go_on(self) -> None:
        os.write(self._tell, b"!")

    def __enter__(self) -> "Moment":
        return self

    def __exit__(self, *_error: object) -> None:
        for file in (self._said, self._say, self._told, self._tell):
            os.close(file)

    def _trace(self, frame: FrameType, event: str, _argument: object) -> "Callable[..., Any] | None":
        if not frame.f_code.co_filename.startswith(_PACKAGE):
            return None
        if event == "line" and threading.current_thread() is threading.main_thread():
            self._seen.add((frame.f_code.co_filename, frame.f_lineno))
            if self._where == frame.f_code.co_qualname or len(self._seen) == self._number:
                sys.settrace(None)
                name = os.path.relpath(frame.f_code.co_filename, _PACKAGE)
                os.write(self._say, f"{name} {frame.f_lineno}".encode())
                os.read(self._told, 1)
                return None
        return self._trace


def slow_down() -> None:
    """What is opened takes long enough for a bar."""
    sources._PATIENCE = 0.0
    quick = importers.open_bytes

    def slow(*arguments: Any) -> Any:
        select.select([], [], [], _CATCH_UP)
        return quick(*arguments)

    importers.open_bytes = slow


def left(home: Path, start: Start, moment: Moment, way: str) -> str:
    """The program that somebody leaves in this way at this moment; the line. "" when the start never comes there."""
    key, codes = WAYS[way]
    rows, columns = start.size
    with moment, Forked(home, start.mode, setup=moment.set_up, rows=rows, columns=columns) as process:
        line = moment.come(process)
        if not line:
            return ""
        if isinstance(key, str):
            process.send(key)
        else:
            os.kill(process.pid, key)
        moment.go_on()
        try:
            process.all += process.rest(_SOON)
        except AssertionError as error:
            raise AssertionError(f"{way} at {line} did not end it: {error}") from None
        assert process.status in codes, (way, line, process.status, process.all)
        assert b"Traceback" not in process.all, (way, line, process.all)
        process.restored()
        assert termios.tcgetattr(process.fd)[:4] == untouched(), (way, line)
        return line


def swept(known: Path, start: Start, way: str, first: int, every: int) -> tuple[int, list[str]]:
    """Every so many-th line of a start: how many there were, and what went wrong."""
    number, count, wrong = first, 0, []
    while True:
        with tempfile.TemporaryDirectory(prefix="mangdao-moments-") as folder:
            if start.is_known:
                shutil.copytree(known, folder, dirs_exist_ok=True)
            try:
                if not left(Path(folder), start, Moment(number), way):
                    return count, wrong
            except AssertionError as error:
                wrong.append(f"{number}: {str(error)[:400]}")
        number, count = number + every, count + 1


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--from", type=int, default=FIRST, dest="first")
    parser.add_argument("--ways", default=",".join(WAYS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mangdao-moments-") as folder:
        known = Path(folder)
        with Forked(known, MODES[0]) as process:
            process.begun()
            process.kept("q")
        for start in (Start(mode, is_known) for mode in MODES for is_known in (False, True)):
            for way in options.ways.split(","):
                count, wrong = swept(known, start, way, options.first, options.every)
                print(f"{start.mode}, {'known' if start.is_known else 'new'}, {way}: {count}, {len(wrong)} wrong")
                print(*wrong, sep="\n", end="\n" if wrong else "", flush=True)


if __name__ == "__main__":
    main()
