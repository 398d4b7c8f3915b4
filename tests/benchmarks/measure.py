"""A program on a pseudo-terminal of 80x24, watched from outside: what it writes and when, its processor time,
its memory."""

import os
import re
import select
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.peers import Program
from tests.machine.process import ROOT, Process
from tests.machine.terminal import Glass

_QUIET = 0.3  # seconds without output and without work after which a program has settled
_QUIET_KEY = 0.15  # the same after a key
_CALM = 2.5  # the same for what waits until somebody reads
_RESTS = {"begun": (), "read aloud": (b" ", b"x"), "library": (b"L",)}
_PATIENCE = 120.0
_WORKING = 0.002  # seconds of processor time in a quiet moment below which nothing is going on
_WORD = 6  # characters in a row that make a text recognisable
_MEGABYTE = 1 << 20
_PRIVATE = re.compile(rb"\x1b\[[<=>?][0-9;$]*[ -/]*[@-~]")  # modes and questions, which draw nothing and stop pyte


class Start(NamedTuple):
    """Milliseconds until text of the source is on the screen (until the end of a program that shows none) and
    until nothing happens any more; milliseconds of processor time till then; MiB of memory at the most; bytes
    of the first screen."""

    first: float
    settled: float
    cpu: float
    memory: float
    bytes: int


class Press(NamedTuple):
    """Milliseconds until the last byte, milliseconds of processor time, bytes."""

    wall: float
    cpu: float
    bytes: int


class Watched(Process):
    """A program of any kind on a terminal of its own; `times` says when how much had come."""

    def __init__(self, home: Path, command: list[str], cache: Path) -> None:
        self._command = command
        self.begun = time.perf_counter()
        variables = {"LC_ALL": "C.UTF-8", "PYTHONPYCACHEPREFIX": str(cache), "LESS": "", "PYTHONPATH": str(ROOT)}
        super().__init__(home, **variables)
        self.chunks: list[tuple[float, bytes]] = []

    def command(self, arguments: tuple[str, ...]) -> list[str]:
        return self._command

    @property
    def cpu(self) -> float:
        """Seconds of processor time that the process has used, with all its threads."""
        try:
            return time.clock_gettime((~self.pid << 3) | 2)
        except OSError:
            return 0.0

    @property
    def memory(self) -> float:
        """MiB at the most so far."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        lines = dict(line.split(":", 1) for line in status.splitlines())
        return int(lines.get("VmHWM", "0 kB").split()[0]) / 1024

    def settle(self, quiet: float, deadline: float) -> float:
        """Reads until nothing comes and nothing is worked on; when that began."""
        last, worked = time.perf_counter(), self.cpu
        while time.perf_counter() < deadline:
            if self.take(quiet / 10):
                last = time.perf_counter()
            elif (now := self.cpu) - worked > _WORKING:
                worked, last = now, time.perf_counter()
            elif time.perf_counter() - last > quiet:
                break
        return last

    def take(self, wait: float) -> bool:
        """Whether something came within so many seconds."""
        if not select.select([self.fd], [], [], wait)[0]:
            return False
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return False
        self.chunks.append((time.perf_counter(), data))
        return bool(data)

    def press(self, key: bytes) -> Press:
        """A key and all that follows from it."""
        self.chunks.clear()
        begun, cpu = time.perf_counter(), self.cpu
        self.send(key)
        self.settle(_QUIET_KEY, begun + _PATIENCE)
        last = self.chunks[-1][0] if self.chunks else begun
        return Press(1000 * (last - begun), 1000 * (self.cpu - cpu), sum(len(data) for _time, data in self.chunks))


def start(program: Program, source: Path, home: Path, cache: Path) -> Start:
    """Starts a program, lets it settle, and kills it."""
    with Watched(home, program.command(source), cache) as watched:
        return _started(watched, program, source)


def keys(program: Program, source: Path, home: Path, cache: Path, times: int) -> tuple[Press, Press]:
    """Medians of a page and of a line further, each from a screen that shows text, when what is done once somebody has
    begun to read has been done."""
    with Watched(home, program.command(source), cache) as watched:
        watched.settle(_QUIET, watched.begun + _PATIENCE)
        time.sleep(_CALM)
        watched.settle(_QUIET, time.perf_counter() + _PATIENCE)
        for key in (program.first, program.open, program.page):
            if key:
                watched.press(key)
        pages = [watched.press(program.page) for _time in range(times)]
        for _time in range(26):  # to the edge of the screen, where a line scrolls
            watched.press(program.line)
        lines = [watched.press(program.line) for _time in range(times)]
    return _median(pages), _median(lines)


def rest(programs: list[Program], source: Path, home: Path, cache: Path, seconds: float) -> dict[str, dict[str, Press]]:
    """What programs do in so many seconds in which nobody presses anything, all at once: each where it has begun, after
    reading aloud, and in its library. What is done once somebody has begun to read has been done by then."""
    with ExitStack() as stack:
        resting: dict[tuple[str, str], Watched] = {}
        for program in programs:
            for state, keys in _RESTS.items():
                own = home / f"rest-{program.name}-{state}"
                own.mkdir(parents=True, exist_ok=True)
                watched = stack.enter_context(Watched(own, program.command(source), cache))
                resting[program.name, state] = watched
                watched.settle(_QUIET, watched.begun + _PATIENCE)
                for key in keys:
                    watched.press(key)
        time.sleep(_CALM)
        for watched in resting.values():
            watched.settle(_QUIET, time.perf_counter() + _PATIENCE)
        used = {each: watched.cpu for each, watched in resting.items()}
        for watched in resting.values():
            watched.chunks.clear()
        begun = time.perf_counter()
        time.sleep(seconds)
        found: dict[str, dict[str, Press]] = {}
        for (name, state), watched in resting.items():
            cpu = 1000 * (watched.cpu - used[name, state])
            watched.take(0)
            size = sum(len(data) for _time, data in watched.chunks)
            found.setdefault(name, {})[state] = Press(1000 * (time.perf_counter() - begun), cpu, size)
        return found


def _median(presses: list[Press]) -> Press:
    wall, cpu, size = (median(values) for values in zip(*presses, strict=True))
    return Press(wall, cpu, round(size))


def run_to_the_end(command: list[str], home: Path, cache: Path) -> float:
    """Milliseconds of wall time of a program that ends by itself."""
    with Watched(home, command, cache) as watched:
        watched.rest()
        return 1000 * (time.perf_counter() - watched.begun)


def _started(watched: Watched, program: Program, source: Path) -> Start:
    deadline = watched.begun + _PATIENCE
    if program.first:
        watched.send(program.first)
    settled = watched.settle(_QUIET, deadline)
    first, size = _first_screen(watched, source if program.text else None)
    return Start(
        1000 * (first - watched.begun),
        1000 * (settled - watched.begun),
        1000 * watched.cpu,
        watched.memory,
        size,
    )


def _first_screen(watched: Watched, source: Path | None) -> tuple[float, int]:
    """When text of the source stood on the screen for the first time, and the bytes until then. Looked for
    afterwards, so that looking slows nothing down."""
    known = ""
    if source is not None:
        with source.open(encoding="utf-8", errors="replace") as file:
            known = "".join(file.read(_MEGABYTE).split())
    glass, size = Glass(), 0
    for moment, data in watched.chunks:
        glass.feed(_PRIVATE.sub(b"", data))
        size += len(data)
        if any(_is_known(row, known) for row in glass.rows) if known else data:
            return moment, size
    return float("nan"), size


def _is_known(row: str, known: str) -> bool:
    text = "".join(row.split())
    return any(text[at : at + _WORD] in known for at in range(max(0, len(text) - _WORD + 1)))
