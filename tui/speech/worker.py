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
from contextlib import suppress
from queue import SimpleQueue
from typing import BinaryIO, NoReturn

from tui.core.narrator import Utterance
from tui.core.wording import _
from tui.errors import SpeechError
from tui.speech import Event, Manner, Speaker
from tui.speech.backends import backend_named, open_first
from tui.speech.choosing import voice_called
from tui.speech.player import Player
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
        self._missed: list[str] = []
        self._looking = threading.Lock()
        for task in (self._read, self._write):
            threading.Thread(target=task, daemon=True).start()

    def run(self, names: list[str]) -> NoReturn:
        """Opens the first of these backends and obeys until the commands end."""
        try:
            speaker, reasons = open_first(names, self._listen)
        except SpeechError as error:
            self._reports.write(line_of(report(Event("gone", text=str(error)), 0)))
            self.leave()
        self._missed = [name for name in reasons if _is_far(name)]
        # The first reason names the best remedy; `doctor` lists them all.
        why = next(iter(reasons.values()), "")
        if speaker.silent:
            self._listen(Event("silent", text=f"{why} {speaker.description}".strip()))
        else:
            self._listen(Event("ready", text=speaker.description))
        if why and not speaker.silent:
            self._listen(Event("notice", text=f"{why} {speaker.description}"))
        while True:
            self._obey(speaker, self._inbox.get())

    def _obey(self, speaker: Speaker, command: Message) -> None:
        match command.get("do"):
            case "say":
                self._generation = command["generation"]
                speaker.say(self._speakable(utterance_of(command), speaker))
            case "cancel":
                speaker.cancel()
                self._generation = command["generation"]
            case "set":
                speaker.set(self._known(manner_of(command), speaker))
            case "again" if self._missed and self._looking.acquire(blocking=False):
                threading.Thread(target=self._look_again, daemon=True).start()
            case "voices":
                self._outbox.put(voices(speaker.voices()))
            case "close":
                self.leave()

    def _speakable(self, utterance: Utterance, speaker: Speaker) -> Utterance:
        """Recordings are files of this machine: a voice elsewhere reads instead, and it is said."""
        if utterance.recordings and not isinstance(speaker, Player):
            text = _("Recordings are heard only from this machine; the voice reads instead.")
            self._listen(Event("notice", text=text))
            return utterance._replace(recordings=())
        return utterance

    def _known(self, manner: Manner, speaker: Speaker) -> Manner:
        """Without a voice that does not exist, after saying so. Who lists no voices may still know the name."""
        voice = voice_called(manner.voice, speaker.voices()) if manner.voice and not speaker.silent else manner.voice
        if voice is not None:
            return manner._replace(voice=voice)
        text = _("There is no voice {name} here; the best for each language speaks. mangdao voices lists them.")
        self._listen(Event("notice", text=text.format(name=manner.voice[:40])))
        return manner._replace(voice="")

    def _look_again(self) -> None:
        """Leaves when a better voice than ours, which was out of reach, can be had now: the reader starts
        another worker, with what waits to be said."""
        for name in self._missed:
            with suppress(SpeechError):
                backend_named(name).open(lambda event: None).close()
                self.leave()
        self._looking.release()

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


def _is_far(name: str) -> bool:
    try:
        return backend_named(name).is_far
    except SpeechError:
        return False


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes under descriptors of their own; what libraries print to 1 and 2 goes to a log or nowhere."""
    commands, reports = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    log = _log(path) if (path := os.environ.get(LOG_VARIABLE)) else nowhere
    for target, source in ((0, nowhere), (1, log), (2, log)):
        os.dup2(source, target)
    return commands, reports


def _log(path: str) -> int:
    """A pipe into the log. What libraries print never fails: a log on a full disk has gaps."""
    end, begin = os.pipe()

    def write() -> None:
        while data := os.read(end, 65536):
            with suppress(OSError):
                file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                try:
                    os.write(file, data)
                finally:
                    os.close(file)

    threading.Thread(target=write, daemon=True).start()
    return begin


def main(arguments: list[str]) -> NoReturn:
    folder, *names = arguments
    os.environ["TMPDIR"] = os.environ["TEMP"] = os.environ["TMP"] = tempfile.tempdir = folder
    commands, reports = take_pipes()
    use_language()
    Worker(folder, commands, reports).run(names)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(_("This is a part of mangdao; it is not started by hand."))
    main(sys.argv[1:])
