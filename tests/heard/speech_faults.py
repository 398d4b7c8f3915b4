"""Voices that go wrong in the ways real ones do, each a backend named "tests.heard.speech_faults:NAME".

They keep their memory in a file, because the fault ends the process that would remember it: FAULTS names a
folder, in which the number of synthesized texts that held the word is counted.
"""

import os
import signal
import tempfile
import threading
from pathlib import Path

from tui.errors import SpeechError
from tui.speech import Backend, VoiceInfo
from tui.speech.player import Player
from tui.speech.silence import SilentSynthesizer
from tui.speech.sinks import ClockSink

BAD = "坏"
"""A text with this character meets the fault."""


def count(folder):
    """How often the fault was met."""
    path = Path(folder) / "met"
    return len(path.read_bytes()) if path.exists() else 0


def meet():
    folder = os.environ["FAULTS"]
    with (Path(folder) / "met").open("ab") as file:
        file.write(b".")
    return count(folder)


class Faulty(SilentSynthesizer):
    def __init__(self, fault):
        self._fault = fault

    def synthesize(self, text, language, manner):
        if BAD in text:
            self._fault(meet())
        yield from super().synthesize(text, language, manner)


def crash(times):
    def fault(met):
        if met <= times:
            os.kill(os.getpid(), signal.SIGSEGV)

    return fault


def hang(times):
    def fault(met):
        if met <= times:
            threading.Event().wait()

    return fault


def refuse(met):
    raise SpeechError("this cannot be said")


def crash_at_start():
    meet()
    os.abort()


class Deaf:
    """A speaker that never comes back from `say`, nor answers."""

    description = "deaf"
    silent = True

    def voices(self):
        return []

    def say(self, utterance):
        threading.Event().wait()

    def set(self, manner):
        pass


def backend(make):
    return Backend("faulty", lambda: "", lambda listener: Player(make, listener, ClockSink))


CRASH_ONCE = backend(lambda: Faulty(crash(1)))
CRASH = backend(lambda: Faulty(crash(1000)))
HANG_ONCE = backend(lambda: Faulty(hang(1)))
HANG = backend(lambda: Faulty(hang(1000)))
REFUSE = backend(lambda: Faulty(refuse))
CRASH_AT_START = backend(crash_at_start)
DEAF = Backend("deaf", lambda: "", lambda listener: Deaf())
UNAVAILABLE = Backend("unavailable", lambda: "install it", lambda listener: None)


class Noisy(SilentSynthesizer):
    """Prints where libraries print, and leaves a temporary file."""

    def synthesize(self, text, language, manner):
        for descriptor in (1, 2):
            os.write(descriptor, b'rubbish\n{"event":"gone","text":"rubbish"}\n')
        print("rubbish")
        with tempfile.NamedTemporaryFile(dir=None, delete=False) as file:
            (Path(os.environ["FAULTS"]) / "temporary").write_text(file.name)
        yield from super().synthesize(text, language, manner)


NOISY = backend(Noisy)


class Audible(SilentSynthesizer):
    """Passes for a voice that is heard, and notes what it is given to say."""

    silent = False
    description = "audible"

    def synthesize(self, text, language, manner):
        with (Path(os.environ["FAULTS"]) / "said").open("a", encoding="utf-8") as file:
            file.write(text + "\n")
        yield from super().synthesize(text, language, manner)


AUDIBLE = backend(Audible)


class WithVoices(Audible):
    """Has one voice of its own."""

    def voices(self):
        return [VoiceInfo("somebody", "zh", "Somebody")]


WITH_VOICES = backend(WithVoices)
