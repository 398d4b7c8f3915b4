"""The process that owns the voice: `python -m tui.speech.worker FOLDER BACKEND…`.

It reads commands and writes reports as JSON lines (`tui.speech.protocol`). FOLDER is its own place for
temporary files; it removes the folder when it leaves. When its commands end, because the reader closed them
or died, it is gone at once, whatever its other threads are doing.
"""

import os
import shutil
import sys
import tempfile
import threading
from queue import SimpleQueue
from typing import BinaryIO, NoReturn

from tui.core.wording import _
from tui.errors import SpeechError
from tui.speech import Event, Speaker
from tui.speech.backends import open_first
from tui.speech.protocol import Message, line_of, manner_of, message_of, report, utterance_of, voices
from tui.texts import use_language

LOG_VARIABLE = "MANGDAO_SPEECH_LOG"


class Worker:
    """One Speaker between two pipes. Threads: the caller's obeys, one reads, one writes."""

    def __init__(self, folder: str, commands: BinaryIO, reports: BinaryIO) -> None:
        self._folder = folder
        self._commands = commands
        self._reports = reports
        self._inbox: SimpleQueue[Message] = SimpleQueue()
        self._outbox: SimpleQueue[Message] = SimpleQueue()
        self._generation = 0
        for task in (self._read, self._write):
            threading.Thread(target=task, daemon=True).start()

    def run(self, names: list[str]) -> NoReturn:
        """Opens the first of these backends and obeys until the commands end."""
        try:
            speaker, reasons = open_first(names, self._listen)
        except SpeechError as error:
            self._reports.write(line_of(report(Event("gone", text=str(error)), 0)))
            self.leave()
        # The first reason names the best remedy; `doctor` lists them all.
        name = "silent" if speaker.silent else "ready"
        self._listen(Event(name, text=" ".join([*reasons[:1], speaker.description])))
        while True:
            self._obey(speaker, self._inbox.get())

    def _obey(self, speaker: Speaker, command: Message) -> None:
        match command.get("do"):
            case "say":
                self._generation = command["generation"]
                speaker.say(utterance_of(command))
            case "cancel":
                speaker.cancel()
                self._generation = command["generation"]
            case "set":
                speaker.set(manner_of(command))
            case "voices":
                self._outbox.put(voices(speaker.voices()))
            case "close":
                self.leave()

    def _listen(self, event: Event) -> None:
        self._outbox.put(report(event, self._generation))

    def _read(self) -> None:
        for line in self._commands:
            self._inbox.put(message_of(line))
        self.leave()

    def _write(self) -> None:
        try:
            while True:
                self._reports.write(line_of(self._outbox.get()))
        except OSError:  # nobody listens any more
            self.leave()

    def leave(self) -> NoReturn:
        """Ends the process from any thread, and with it the sound; nothing is waited for."""
        shutil.rmtree(self._folder, ignore_errors=True)
        os._exit(0)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes under descriptors of their own; what libraries print to 1 and 2 goes to a log or nowhere."""
    commands, reports = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    path = os.environ.get(LOG_VARIABLE)
    log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if path else nowhere
    for target, source in ((0, nowhere), (1, log), (2, log)):
        os.dup2(source, target)
    return commands, reports


def main(arguments: list[str]) -> NoReturn:
    folder, *names = arguments
    os.environ["TMPDIR"] = os.environ["TEMP"] = os.environ["TMP"] = tempfile.tempdir = folder
    commands, reports = _take_pipes()
    use_language()
    Worker(folder, commands, reports).run(names)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(_("This is a part of mangdao; it is not started by hand."))
    main(sys.argv[1:])
