"""yasr, a real screen reader for terminals, around the real program; what it says comes through a pipe."""

import json
import os
import re
import select
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.process import ROOT, Process

_CONFIGURATION = Path("/etc/yasr/yasr.conf")
_PATIENCE = 20.0


def letters(text: str) -> str:
    """Letters and digits only: what every screen reader says, whatever it does with marks and spaces."""
    return "".join(character for character in text if character.isalnum())


class Yasr(Process):
    """The program under yasr. `heard` waits for something to be said and gives all that was said up to it."""

    def __init__(self, home: Path, *arguments: str, rows: int = 24, columns: int = 80, **environment: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="y"))  # yasr takes short paths only
        pipe = self._folder / "speech"
        os.mkfifo(pipe)
        self._speech = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        self._said = ""
        configuration = self._folder / "yasr.conf"
        synthesizer = self._script("say", f"{sys.executable} {ROOT / 'tests' / 'synthesizer.py'} {pipe}")
        text = _CONFIGURATION.read_text("utf-8", "replace")
        text = re.sub(r"(?m)^synthesizer=.*", "synthesizer=emacspeak server", text)
        text = re.sub(r"(?m)^synthesizer port=.*", f"synthesizer port=|{synthesizer}", text)
        configuration.write_text(text, "utf-8")
        self._command = ["yasr", "-C", str(configuration), str(self._program(arguments))]
        super().__init__(home, rows=rows, columns=columns, **environment)

    def command(self, arguments: tuple[str, ...]) -> list[str]:
        return self._command

    def heard(self, text: str) -> str:
        """Waits until the letters of `text` have been said; everything said since the last call.

        yasr speaks row by row, so where it parts the text is not told by its spaces.
        """
        deadline = time.monotonic() + _PATIENCE
        while letters(text) not in letters(self._said):
            left = deadline - time.monotonic()
            # The screen reader passes the program's output on: nobody reading it would stop both.
            ready = select.select([self._speech, self.fd], [], [], max(0, left))[0]
            if not ready:
                raise AssertionError(f"never said: {text!r}; so far {self._said!r}")
            if self.fd in ready:
                os.read(self.fd, 65536)
            if self._speech in ready:
                self._listen()
        said, self._said = self._said, ""
        return said

    def _listen(self) -> None:
        data = os.read(self._speech, 65536)
        while data and not data.endswith(b"\n"):
            select.select([self._speech], [], [])
            data += os.read(self._speech, 65536)
        for line in data.splitlines():
            kind, text = json.loads(line)
            if kind != "cancel":
                self._said = " ".join(f"{self._said} {text}".split())

    def _program(self, arguments: tuple[str, ...]) -> Path:
        """A script of its own: yasr would take the program's options for its own."""
        return self._script("program", " ".join(f"'{word}'" for word in (sys.executable, "-m", "tui", *arguments)))

    def _script(self, name: str, command: str) -> Path:
        script = self._folder / name
        script.write_text(f"#!/bin/sh\nexec {command}\n", "utf-8")
        script.chmod(0o755)
        return script

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        os.close(self._speech)
        shutil.rmtree(self._folder)
