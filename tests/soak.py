"""Seeded random commands through the real program, for as long as wanted.

    python -m tests.soak [--steps 100000] [--seed 1]

In each front end: memory stays flat, the place is one that exists, no process is left behind, and every byte
written is on the list of what may be written. Commands may lead to the end; then it is opened again.
"""

import argparse
import fcntl
import os
import random
import select
import signal
import sys
import tempfile
import termios
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from tests.machine.faults import unseen
from tests.machine.world import ALLOWED, MODES, SEED, World
from tests.needs import PATIENCE
from tui.core.commands import COMMANDS
from tui.core.session import ReadingSession
from tui.importers import open_bytes
from tui.library import Library
from tui.sources import Corrections

_BYTES = {"enter": b"\r", "space": b" ", "backspace": b"\x7f", "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C"}
_BYTES |= {"left": b"\x1b[D", "home": b"\x1b[H", "end": b"\x1b[F", "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~"}
_KEYS = [key for command in COMMANDS if command.name != "quit" for key in command.keys if key != "escape"]
_MORE = ["enter", "down", "l", "1", "2", "7", "盲", "道", "e", "p", "s", "j", "k"] * 3
# What the commands have set is there at the next start, but not what the soak itself depends on.
_KEPT = {"MANGDAO_PLAIN": "no", "MANGDAO_SPEAKING": "no", "MANGDAO_LANGUAGE": "en"}
_TOWARDS_QUIT = {"end", "G", ":", "e", "X", "?", "K"}
_ROUND, _WILD = 25_000, 3000  # commands: of so many, so many at the beginning are any
_WARM = 2000  # commands after which caches are full
_PIECE = 50  # commands that are sent at once


class Soaked(NamedTuple):
    """What a soak was like. `longest`: commands of the longest session. `memory`: MiB at the most; `growth`: MiB at
    the most by which a session grew behind its first thousands of commands."""

    steps: int
    starts: int
    longest: int
    bytes: int
    memory: float
    growth: float
    seconds: float


def soak(home: Path, mode: str, steps: int, seed: int) -> Soaked:
    """Fails when anything is not as it should be."""
    chance, begun = random.Random(seed), time.monotonic()
    done = starts = size = longest = 0
    memory, growth = 0.0, 0.0
    while done < steps:
        starts += 1
        with World(home, mode, **_KEPT) as process:
            process.begun()
            session, first = 0, 0.0
            while done < steps and process.status is None:
                data = _sent(process, b"".join(_key(chance, done) for _number in range(_PIECE)))
                size += len(data)
                assert not _forbidden(mode, data)
                done += _PIECE
                session += _PIECE
                if process.status is None and session % 1000 == 0:
                    now = _memory(process.pid)
                    first = first or now * (session >= _WARM)
                    memory, growth = max(memory, now), max(growth, now - first if first else 0.0)
            if process.status is None:
                _left(process)
            # A Control-C that comes when the terminal has been given back already is a signal, and ends the end.
            assert process.status in (0, 130, -signal.SIGINT), process.status
        longest = max(longest, session)
        _check(home)
    return Soaked(done, starts, longest, size, memory, growth, time.monotonic() - begun)


def _key(chance: random.Random, done: int) -> bytes:
    """Any key at first and now and then; mostly none that leads to the end of the list in which "quit" stands."""
    key = chance.choice(_KEYS if chance.random() < 0.7 else _MORE)
    if done % _ROUND >= _WILD and key in _TOWARDS_QUIT:
        key = "j"
    return _BYTES.get(key) or key.encode()


def _sent(process: World, data: bytes) -> bytes:
    """Sends, and reads all that comes until nothing is left to be typed."""
    seen, deadline = bytearray(), time.monotonic() + PATIENCE
    while process.status is None and (data or _unread(process)):
        assert time.monotonic() < deadline, "it takes no keys any more"
        readable, writable, _errors = select.select([process.fd], [process.fd] if data else [], [], 0.001)
        try:
            seen += os.read(process.fd, 1 << 16) if readable else b""
            if writable:
                data = data[os.write(process.fd, data[:256]) :]
        except OSError:
            process.wait()
            break
    return bytes(seen) + _rest(process)


def _unread(process: World) -> int:
    """Bytes that were typed and that the program has not read yet."""
    try:
        line = os.open(f"/proc/{process.pid}/fd/0", os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:  # it has ended, and the end is about to be read
        return 1
    count = bytearray(4)
    with suppress(OSError):
        fcntl.ioctl(line, termios.FIONREAD, count)
    os.close(line)
    return int.from_bytes(count, sys.byteorder)


def _rest(process: World) -> bytes:
    seen = bytearray()
    while process.status is None and select.select([process.fd], [], [], 0.002)[0]:
        try:
            seen += os.read(process.fd, 1 << 16)
        except OSError:
            process.wait()
    return bytes(seen)


def _forbidden(mode: str, data: bytes) -> object:
    """A chunk may end within a character or a sequence, whose rest is then the beginning of the next one."""
    text = data.decode("utf-8", "ignore").encode().replace(b"\t", b" ")
    whole = text[: text.rfind(b"\x1b")] if b"\x1b" in text[-64:] else text
    start = 64 if len(whole) > 64 else 0
    begin = min((at for at in (whole.find(b"\x1b", start), whole.find(b"\n", start)) if at >= 0), default=len(whole))
    return ALLOWED[mode](whole[begin:]) or unseen(whole[begin:])


def _memory(pid: int) -> float:
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024


def _left(process: World) -> None:
    """Control-C until it ends: the first may end a question."""
    deadline = time.monotonic() + PATIENCE
    while process.status is None:
        assert time.monotonic() < deadline, "does not leave"
        try:
            os.write(process.fd, b"\x03")
        except OSError:
            process.wait()
            break
        select.select([process.fd], [], [], 0.1)
        _rest(process)


def _check(home: Path) -> None:
    """The place exists, and no process of that home is left."""
    deadline = time.monotonic() + PATIENCE
    while found := _processes(home):
        assert time.monotonic() < deadline, found
    publication = open_bytes(Path(SEED).read_bytes(), os.path.basename(SEED))
    with closing(Library(home / ".local/share/mangdao/library.sqlite")) as library:
        publication = Corrections().corrected(publication, library.corrections(publication))
        place = library.place(publication)
    if place is not None:
        assert ReadingSession(publication, place).place == place


def _processes(home: Path) -> list[int]:
    wanted, found = f"HOME={home}".encode(), []
    for entry in os.listdir("/proc"):
        if entry.isdecimal():
            try:
                variables = Path(f"/proc/{entry}/environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if wanted in variables:
                found.append(int(entry))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("| front end | commands | starts | longest session | bytes written | MiB at most | MiB grown | seconds |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for mode in MODES:
        with tempfile.TemporaryDirectory(prefix="mangdao-soak-") as home:
            done = soak(Path(home), mode, options.steps, options.seed)
        counts = f"{done.steps:,} | {done.starts} | {done.longest:,} | {done.bytes:,}"
        print(f"| {mode} | {counts} | {done.memory:.1f} | {done.growth:.1f} | {done.seconds:.0f} |", flush=True)


if __name__ == "__main__":
    main()
