"""Real screen readers for terminals around the real program; what they say comes through a pipe."""

import os
import re
import select
import shlex
import shutil
import signal
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.machine.process import Process, waits
from tests.needs import PATIENCE, need


def letters(text: str) -> str:
    """Letters and digits only: what every screen reader says, whatever it does with marks and spaces."""
    return "".join(character for character in text if character.isalnum())


class ScreenReader(Process, ABC):
    """The program under a screen reader that speaks. `heard` waits for something to be said and gives all that
    was said up to it; `shown` is what the terminal got since it was last emptied. `run`: another command than the
    program's own."""

    NAME = ""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        run: Sequence[str] = (),
        rows: int = 24,
        columns: int = 80,
        **environment: str,
    ) -> None:
        need(self.NAME)
        self._folder = Path(tempfile.mkdtemp(prefix="y"))  # yasr takes short paths only
        self._pipe = self._folder / "speech"
        os.mkfifo(self._pipe)
        # For writing too: else its end would be read whenever nobody happens to be speaking.
        self._speech = os.open(self._pipe, os.O_RDWR | os.O_NONBLOCK)
        self._unread = b""
        self._said = ""
        self._family: list[int] = []
        self.shown = b""
        self.rows, self.columns = rows, columns
        self._command = self._around(
            self._script("program", shlex.join(run or (sys.executable, "-m", "tui", *arguments)))
        )
        super().__init__(home, rows=rows, columns=columns, **environment)

    def extra(self, text: str, patience: float = PATIENCE) -> str:
        """Waits for `text`; the letters that are said besides. Screen readers speak row by row, so where they
        part the text is not told by its spaces."""
        return letters(self.heard(text, patience)).replace(letters(text), "", 1)

    def until_shown(self, data: bytes) -> None:
        """Waits until the terminal has got this."""
        self.until_so(lambda: data in self.shown, f"shown {data!r}")

    def until_so(self, condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        """Waits for something that what is said or shown makes true; `what` names it where it does not come."""
        deadline = time.monotonic() + patience
        while not condition():
            if not self._take(max(0, deadline - time.monotonic())):
                raise AssertionError(f"never {what}; so far {self._said!r}; shown {self.shown!r}")

    def settle(self) -> None:
        """Waits until program and screen reader wait, and all that they have written is here: what is written for a
        key is passed on in pieces, and its end would be taken for what the next key writes."""
        self._family = self._family or [self.pid, *descendants(self.pid)]
        deadline = time.monotonic() + PATIENCE
        while True:
            are_waiting = all(map(waits, self._family))
            if not self._take(0 if are_waiting else 0.001) and are_waiting:
                return
            assert time.monotonic() < deadline, "never at rest"

    def _take(self, seconds: float) -> bool:
        """Takes in what comes. The screen reader passes the program's output on: nobody reading it would stop both.
        False when nothing has come in time."""
        ready = select.select([self._speech, self.fd], [], [], seconds)[0]
        if self.fd in ready:
            self.shown += os.read(self.fd, 65536)
        if self._speech in ready:
            self._listen()
        return bool(ready)

    def command(self, arguments: tuple[str, ...]) -> list[str]:
        return self._command

    @abstractmethod
    def _around(self, program: Path) -> list[str]:
        """The command that starts the screen reader with the program in it."""

    def heard(self, text: str, patience: float = PATIENCE) -> str:
        """Waits until the letters of `text` have been said; everything said since the last call."""
        self.until_so(lambda: letters(text) in letters(self._said), f"said {text!r}", patience)
        said, self._said = self._said, ""
        return said

    def comes_to_rest(self, seconds: float) -> bool:
        """Whether, soon, nothing is said or written for so long."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if not self._take(seconds):
                return True
        return False

    def _listen(self) -> None:
        *records, self._unread = (self._unread + os.read(self._speech, 65536)).split(b"\0")
        for record in records:
            kind, _space, text = record.decode().partition(" ")
            if kind != "cancel":
                self._said = " ".join(f"{self._said} {text}".split())

    def _script(self, name: str, command: str) -> Path:
        """A script of its own: screen readers would take the program's options for their own."""
        script = self._folder / name
        script.write_text(f"#!/bin/sh\nexec {command}\n", "utf-8")
        script.chmod(0o755)
        return script

    def __exit__(self, *error: object) -> None:
        # yasr's program has yasr's side of the terminal too, so that it would not even notice yasr's end.
        left = descendants(self.pid) if self.status is None else []
        super().__exit__(*error)
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        os.close(self._speech)
        shutil.rmtree(self._folder)


def descendants(pid: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            parents.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
    found = list(parents.get(pid, []))
    for child in found:
        found += parents.get(child, [])
    return found


class Yasr(ScreenReader):
    """Goes by what is drawn after a key, and by the cursor's row after an arrow."""

    NAME = "yasr"

    def _around(self, program: Path) -> list[str]:
        configuration = self._folder / "yasr.conf"
        speaks = Path(__file__).with_name("synthesizer.py")
        synthesizer = self._script("say", f"{sys.executable} {speaks} {self._pipe}")
        text = Path("/etc/yasr/yasr.conf").read_text("utf-8", "replace")
        text = re.sub(r"(?m)^synthesizer=.*", "synthesizer=emacspeak server", text)
        text = re.sub(r"(?m)^synthesizer port=.*", f"synthesizer port=|{synthesizer}", text)
        configuration.write_text(text, "utf-8")
        return ["yasr", "-C", str(configuration), str(program)]


class Fenrir(ScreenReader):
    """Goes by the difference between two pictures of the screen, and by the cursor when there is none."""

    NAME = "fenrir"
    _START = "Start Fenrir"  # it says this when it is ready, perhaps behind a complaint about a missing library
    _ATTEMPTS = (10.0, 20.0, PATIENCE)  # seconds that each is waited for
    _OPTIONS = {
        "speech#driver": "genericDriver",
        "sound#enabled": "False",
        "remote#enable": "False",
        "general#punctuationLevel": "none",  # marks would be named by words that no text holds
        "general#emoticons": "False",
        "general#autoSpellCheck": "False",
    }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Starts it, again when it has stopped itself: while it calls the synthesizer it starts processes of its
        own, one of which may inherit a pipe that the call waits for, for ever. Seen in one start of twenty."""
        for patience in self._ATTEMPTS:
            super().__init__(*arguments, **options)
            try:
                said = self.heard(self._START, patience)
            except AssertionError:
                self.__exit__()
            else:
                self._said = said.partition(self._START)[2]
                return
        raise AssertionError("Fenrir does not start")

    def _around(self, program: Path) -> list[str]:
        synthesizer = self._folder / "say"
        synthesizer.write_text(f"#!/bin/sh\nprintf 'say %s\\0' \"$1\" > {self._pipe}\n", "utf-8")
        synthesizer.chmod(0o755)
        options = self._OPTIONS | {
            "general#shell": str(program),
            "general#debugFile": str(self._folder / "log"),
            "speech#genericSpeechCommand": f"{synthesizer} fenrirText",
        }
        settings = "/etc/fenrirscreenreader/settings/settings-pty.conf"
        return ["fenrir", "-e", "-s", settings, "-o", ";".join(f"{name}={value}" for name, value in options.items())]
