"""A world that goes wrong around the real program: disks, terminals, lines, limits, signals."""

import os
import select
import subprocess
import termios
import time
from pathlib import Path

import pytest

from tests.machine.faults import forbidden_in_plain
from tests.machine.process import ROOT, SOON
from tests.machine.terminal import FullScreen, forbidden
from tests.needs import PATIENCE

SEED = str(ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt")
ALLOWED = {"plain": forbidden_in_plain, "full screen": forbidden}
MODES = list(ALLOWED)


def untouched() -> list:
    """The modes of a terminal that no program has had yet. Those of a program's own may be changed already."""
    ours, its = os.openpty()
    try:
        return termios.tcgetattr(ours)[:4]
    finally:
        os.close(ours)
        os.close(its)


class World(FullScreen):
    """The real program in one of its front ends, started by a shell that runs `around` first."""

    def __init__(
        self,
        home: Path,
        mode: str,
        *arguments: str,
        around: str = "",
        rows: int = 24,
        columns: int = 80,
        **environment: str,
    ) -> None:
        self.mode = mode
        self._around = around
        flags = ["--plain"] if mode == "plain" else []
        environment = {"MANGDAO_BACKEND": "silence", **environment}
        super().__init__(home, *flags, *(arguments or (SEED,)), rows=rows, columns=columns, **environment)

    def command(self, arguments: tuple[str, ...]) -> list[str]:
        program = super().command(arguments)
        return ["sh", "-c", f'{self._around}\nexec "$@"', "sh", *program] if self._around else program

    def begun(self, patience: float = PATIENCE) -> bytes:
        """Waits for the first line of plain mode, or the first turn of the full screen."""
        return self.said(rb"q to quit[^\x1b]*\r|\x1b\]2;[^\x07]*\x07", patience)

    def said(self, pattern: bytes, patience: float = PATIENCE) -> bytes:
        """`until`, with what came kept for `ended`."""
        data = self.until(pattern, patience)
        self.all += data
        return data

    def ended(self, status: int | tuple[int, ...] = 0) -> str:
        """The end comes soon and with this code, nothing forbidden was written and the terminal is as it was;
        what was written at last."""
        begun = self.clock()
        data = self.rest(SOON + PATIENCE)
        took = self.clock() - begun
        self.all += data
        assert self.status in (status if isinstance(status, tuple) else (status,)), data
        assert took < SOON, f"gone after {took:.1f} seconds"
        self.restored()
        return data.decode("utf-8", "replace")

    def restored(self) -> None:
        """Nothing forbidden was written, and what was taken of the terminal was given back."""
        rest = self.all.replace(b"\t", b" ")
        assert not ALLOWED[self.mode](rest) or (self.mode == "plain" and not forbidden(rest))
        assert self.all.count(b"\x1b[?1049h") == self.all.count(b"\x1b[?1049l")
        assert self.all.rfind(b"\x1b[?1049h") <= self.all.rfind(b"\x1b[?1049l")
        assert self.all.rfind(b"\x1b[?7l") <= self.all.rfind(b"\x1b[?7h")

    def drained(self) -> None:
        """Keeps what is there to be read, without waiting for anything."""
        self.all += self.seen
        self.seen = b""
        while select.select([self.fd], [], [], 0)[0]:
            self.all += os.read(self.fd, 1 << 16)

    def kept(self, keys: str | bytes) -> None:
        """Keys that end the program, which has then kept the place."""
        self.send(keys)
        self.ended()


def processor_time(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    return time.clock_gettime((~pid << 3) | 2)


def need_file_systems() -> None:
    """Skips where nobody may make file systems of their own: that is a matter of the kernel's settings."""
    if os.name != "posix" or subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("needs unshare -rm, which is not permitted here")
