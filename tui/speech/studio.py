"""A synthesizer in a process of its own, whose sound goes into a file instead of to somebody's ear."""

import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import NamedTuple

from tui.core.narrator import Utterance
from tui.core.wording import _
from tui.errors import SpeechError
from tui.processes import kill, spawn
from tui.speech import Manner
from tui.speech.protocol import Message, line_of, message_of, say, set_manner
from tui.speech.tape import FRAME_BYTES

_PATIENCE = 30.0  # seconds without a byte
_PER_CHARACTER = 0.05  # seconds more
_TRIES = 2


class Take(NamedTuple):
    """The sound of an utterance and the silence behind it, as mono 16-bit PCM. `frames`: of the sound alone."""

    pcm: bytes
    frames: int


class Studio:
    """To be entered and left with `with`. `rate`: frames a second. `faults`: why sentences are missing.

    A process that dies or falls silent is replaced, and the sentence tried once more; then it is left out.
    """

    def __init__(self, backends: Sequence[str], manner: Manner, environment: Mapping[str, str]) -> None:
        """Raises SpeechError when nothing can speak here."""
        self._backends, self._manner = list(backends), manner
        self._environment = environment
        self.faults: list[str] = []
        self._folder = tempfile.mkdtemp(prefix="mangdao-studio-")
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Studio":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def record(self, utterance: Utterance) -> Take:
        for _try in range(_TRIES):
            try:
                answer, pcm = self._ask(utterance)
            except OSError:
                self._end()
                self._start()
                continue
            if "error" in answer:
                break
            return Take(pcm, answer["frames"])
        self.faults.append(_("The voice fell silent at: {text}").format(text=utterance.text[:40]))
        return Take(b"", 0)

    def close(self) -> None:
        self._end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self) -> None:
        arguments = (self._folder, *self._backends)
        self._process = spawn("tui.speech.rendering", *arguments, environment=self._environment, buffering=0)
        self._left = b""
        try:
            introduction = self._line(_PATIENCE)
        except OSError:
            introduction = {}
        if "rate" not in introduction:
            raise SpeechError(introduction.get("error") or _("The voice does not start; mangdao doctor says more."))
        self.rate: int = introduction["rate"]
        self.description: str = introduction["description"]
        self._send(set_manner(self._manner))

    def _ask(self, utterance: Utterance) -> tuple[Message, bytes]:
        """Raises OSError when the process is dead or does not answer."""
        self._send(say(utterance, 0))
        patience = _PATIENCE + _PER_CHARACTER * len(utterance.text)
        answer = self._line(patience)
        size = (answer["frames"] + answer["pause"]) * FRAME_BYTES
        return answer, self._bytes(size, patience)

    def _send(self, message: Message) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(line_of(message))

    def _line(self, patience: float) -> Message:
        while b"\n" not in self._left:
            self._left += self._read(patience)
        line, _newline, self._left = self._left.partition(b"\n")
        return message_of(line)

    def _bytes(self, count: int, patience: float) -> bytes:
        parts, size = [self._left], len(self._left)
        while size < count:
            parts.append(self._read(patience))
            size += len(parts[-1])
        whole = b"".join(parts)
        self._left = whole[count:]
        return whole[:count]

    def _read(self, patience: float) -> bytes:
        assert self._process is not None
        assert self._process.stdout is not None
        # Where pipes cannot be waited on, a process that hangs is waited for.
        if os.name == "posix" and not select.select([self._process.stdout], [], [], patience)[0]:
            raise TimeoutError
        data = self._process.stdout.read(1 << 16)
        if not data:
            raise BrokenPipeError
        return data

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            kill(process)
            process.communicate()
