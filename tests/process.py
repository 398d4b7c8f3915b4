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

ROOT = Path(__file__).parent.parent
_PATIENCE = 20.0
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
            os.chdir(home)
            self.become(arguments, variables)
        self.resize(rows, columns)

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
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, data: str | bytes) -> None:
        os.write(self.fd, data.encode() if isinstance(data, str) else data)

    def until_quiet_terminal(self) -> None:
        """Waits until the program has turned the echo off, which is the first thing it does."""
        deadline = time.monotonic() + _PATIENCE
        while termios.tcgetattr(self.fd)[3] & termios.ECHO:
            assert time.monotonic() < deadline, "the echo stays on"
            select.select([], [], [], _POLL)

    def until(self, pattern: bytes, patience: float = _PATIENCE) -> bytes:
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

    def rest(self, patience: float = _PATIENCE) -> bytes:
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

    def wait(self) -> int:
        """Waits for the end; the exit code, or minus the signal."""
        if self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.status
