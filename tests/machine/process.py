"""The real program under a real pseudo-terminal."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

from tests.needs import PATIENCE

ROOT = Path(__file__).parents[2]
SOON = 2.0  # seconds of the program's own that anything may take which ends it
_POLL = 0.001  # seconds between two looks: who looks without a pause takes the processor from what it waits for


class Process:
    """`python -m tui ARGUMENTS` on a terminal of its own, with a home of its own."""

    def __init__(self, home: Path, *arguments: str, rows: int = 24, columns: int = 80, **environment: str) -> None:
        self.seen = b""
        self.status: int | None = None
        variables = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        variables |= {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "", **environment}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            _resize(0, rows, columns)  # here: who starts looks once, and may do so before another process has set it
            os.chdir(home)
            self.become(arguments, variables)

    def become(self, arguments: tuple[str, ...], variables: dict[str, str]) -> None:
        """In the new process: turns it into the program. Does not return."""
        command = self.command(arguments)
        os.execvpe(command[0], command, variables)

    def command(self, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "tui", *arguments]

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_error: object) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self.wait()
        os.close(self.fd)

    def resize(self, rows: int, columns: int) -> None:
        _resize(self.fd, rows, columns)

    def send(self, data: str | bytes) -> None:
        os.write(self.fd, data.encode() if isinstance(data, str) else data)

    def until_quiet_terminal(self) -> None:
        """Waits until the program has turned the echo off, which is the first thing it does."""
        deadline = time.monotonic() + PATIENCE
        while termios.tcgetattr(self.fd)[3] & termios.ECHO:
            assert time.monotonic() < deadline, "the echo stays on"
            select.select([], [], [], _POLL)

    def until(self, pattern: bytes, patience: float = PATIENCE) -> bytes:
        """What the program writes, up to and with the first match; what follows waits for the next call."""
        deadline = time.monotonic() + patience
        while not (found := re.search(pattern, self.seen, re.DOTALL)):
            self._read(deadline, pattern)
        data, self.seen = self.seen[: found.end()], self.seen[found.end() :]
        return data

    def _read(self, deadline: float, pattern: bytes) -> None:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([self.fd], [], [], left)[0]:
            raise AssertionError(f"never came: {pattern!r}; so far {self.seen!r}")
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        if not data:
            raise AssertionError(f"ended before {pattern!r}; so far {self.seen!r}")
        self.seen += data

    def silent_for(self, seconds: float) -> bool:
        """Whether nothing more is written for a while."""
        return not self.seen and not select.select([self.fd], [], [], seconds)[0]

    def rest(self, patience: float = PATIENCE) -> bytes:
        """Everything up to the end of the program, whose exit code is then in `status`."""
        deadline = time.monotonic() + patience
        try:
            while True:
                self._read(deadline, b"the end")
        except AssertionError as ended:
            if str(ended).startswith("never"):
                raise
        self.wait()
        data, self.seen = self.seen, b""
        return data

    def clock(self) -> float:
        """Seconds, without those in which the program, or this test, was ready to go on and other programs had the
        processor. What it waits for otherwise, and what its other threads wait for, counts."""
        return time.monotonic() - _queued(os.getpid()) - (_queued(self.pid) if self.status is None else self._queued)

    def at_rest(self) -> None:
        """Waits until everything has been loaded: all threads wait for something, many looks in a row."""
        deadline, looks = time.monotonic() + PATIENCE, 0
        while looks < 40:
            assert time.monotonic() < deadline, "never at rest"
            states = [_state(path) for path in _threads(self.pid)]
            looks = looks + 1 if set(states) == {"S"} else 0
            select.select([], [], [], 0.005)

    def wait(self) -> int:
        """Waits for the end; the exit code, or minus the signal."""
        if self.status is None:
            deadline = time.monotonic() + PATIENCE
            while os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
                assert time.monotonic() < deadline, "it does not end"
                select.select([], [], [], _POLL)
            self._queued = _queued(self.pid)  # nobody knows it any more once it has been waited for
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.status


def _resize(terminal: int, rows: int, columns: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def without_percent(errors: bytes) -> bytes:
    """What a program has written to standard error, without the lines that tell how far it is: where the machine is
    slow there are some."""
    return re.sub(rb"(?m)^\d+%\n", b"", errors)


def waits(pid: int) -> bool:
    """Whether all threads of a process wait for something, or it has ended."""
    return {_state(path) for path in _threads(pid)} <= {"S", ""}


def _queued(pid: int) -> float:
    """Seconds that the main thread of a process has stood in the queue for a processor; 0 where nobody counts them."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


def _threads(pid: int) -> list[Path]:
    return list(Path(f"/proc/{pid}/task").glob("*/stat"))


def _state(path: Path) -> str:
    """Of a thread: "S" while it waits; "" for one that has just ended."""
    try:
        return path.read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return ""
