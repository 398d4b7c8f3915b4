"""A worker process seen from the reader: starting it, its two pipes, and ending it for certain."""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from queue import SimpleQueue

from tui.processes import kill, spawn
from tui.speech.protocol import Message, line_of, message_of

_PATIENCE = 0.5  # seconds that a worker may take to leave by itself, and a killed one to be gone


class WorkerProcess:
    """None of its methods but `end` waits for it."""

    def __init__(self, backends: Sequence[str], environment: Mapping[str, str]) -> None:
        """Raises OSError."""
        self._folder = tempfile.mkdtemp(prefix="mangdao-speech-")
        self._outbox: SimpleQueue[Message | None] = SimpleQueue()
        try:
            arguments = (self._folder, *backends)
            self._process = spawn("tui.speech.worker", *arguments, environment=environment, buffering=0)
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        threading.Thread(target=self._write, daemon=True).start()

    def attach(self, hear: Callable[["WorkerProcess", Message | None], None]) -> None:
        """From now on a thread of this object gives `hear` each message, and None at the end."""
        threading.Thread(target=self._read, args=(hear,), daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def send(self, message: Message) -> None:
        self._outbox.put(message)

    def end(self, kindly: bool) -> None:
        """Kindly: tells it that nothing more comes, which makes it leave at once; kills what does not."""
        self._outbox.put(None)
        if not (kindly and self._gone()):
            kill(self._process)  # a library may have started a player of its own
            self._gone()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _gone(self) -> bool:
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _read(self, hear: Callable[["WorkerProcess", Message | None], None]) -> None:
        assert self._process.stdout is not None
        # Buffered: reading raw pipes line by line would take a call for each byte.
        with open(self._process.stdout.fileno(), "rb", closefd=False) as lines:
            for line in lines:
                hear(self, message_of(line))
        hear(self, None)

    def _write(self) -> None:
        assert self._process.stdin is not None
        try:
            while (message := self._outbox.get()) is not None:
                self._process.stdin.write(line_of(message))
        except OSError:
            pass  # it is dead; the reading thread says so
        self._process.stdin.close()
