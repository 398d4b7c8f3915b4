"""A worker process seen from the reader: starting it, its two pipes, and ending it for certain."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from queue import SimpleQueue

from tui.speech.protocol import Message, line_of, message_of

_PATIENCE = 0.5  # seconds that a worker may take to leave by itself, and a killed one to be gone


class WorkerProcess:
    """Spawned, never forked, in a session of its own, so that no key and no hang-up meant for the reader
    reaches it, and the whole of it can be killed. None of its methods but `end` waits for it."""

    def __init__(self, backends: Sequence[str], environment: Mapping[str, str]) -> None:
        """Raises OSError."""
        self._folder = tempfile.mkdtemp(prefix="mangdao-speech-")
        self._outbox: SimpleQueue[Message | None] = SimpleQueue()
        command = [sys.executable, "-P", "-m", "tui.speech.worker", self._folder, *backends]
        try:
            self._process = subprocess.Popen(
                command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**environment, **python_path(environment)}, start_new_session=os.name == "posix",
                creationflags=_windows_flags(),
            )  # fmt: skip
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
            self._kill()
            self._gone()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _gone(self) -> bool:
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _kill(self) -> None:
        """The whole group: a library may have started a player of its own."""
        try:
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        except OSError:
            pass  # it was faster

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


def python_path(environment: Mapping[str, str]) -> dict[str, str]:
    """Lets a worker of a checkout find this package; an installed one does without.

    The folder of installed packages must not come before the standard library, and the current folder,
    which may be anybody's, must not come at all (the interpreter's option -P).
    """
    root = Path(__file__).resolve().parents[2]
    if root.name in ("site-packages", "dist-packages"):
        return {}
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(root), environment.get("PYTHONPATH"))))}


def _windows_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    return 0
