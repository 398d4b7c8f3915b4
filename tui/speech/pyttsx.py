"""The voices of the system through pyttsx3, in the one way in which it can be relied on.

pyttsx3 plays sound itself, badly: it blocks, does not stop, and reports success in silence. So it only
writes files here, one sentence each: wait for its report, look at the frames, try once more. macOS and
Windows drivers are used in the same way, as their code reads; that has not been tried on such machines.
"""

import ctypes
import os
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

from tui.core.wording import _
from tui.errors import SpeechError
from tui.extras import command_for
from tui.speech import Manner, Sound, VoiceInfo
from tui.speech.choosing import best_for
from tui.speech.espeak import mandarin_voice
from tui.speech.espeak_library import phonemes_of, short_path
from tui.speech.mandarin import mandarin
from tui.speech.normalise import is_chinese
from tui.speech.sound_files import Recording, read_recording
from tui.speech.trimming import trimmed

_WORDS_PER_MINUTE = 175
_PIECE = 4096  # frames
_TO_TAKE = 0.2  # seconds


def open_pyttsx3() -> "PyttsxSynthesizer":
    """Raises SpeechError when pyttsx3 or the voices it needs are missing."""
    try:
        import pyttsx3
    except ImportError as error:
        raise SpeechError(
            _("pyttsx3 is not installed; run: {command}").format(command=command_for("speech"))
        ) from error
    _provide_espeak()
    try:
        return PyttsxSynthesizer(pyttsx3.init())
    except Exception as error:
        # Its drivers raise whatever their systems raise: ImportError, OSError, RuntimeError, COM errors …
        raise SpeechError(_("pyttsx3 finds no voice on this system: {error}").format(error=error)) from error


def _provide_espeak() -> None:
    """Lets pyttsx3 find the library of espeakng-loader, which is newer than most systems' own.

    A library that is loaded already is found by its name on Linux; elsewhere pyttsx3 brings the system's voices.
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        import espeakng_loader

        ctypes.CDLL(espeakng_loader.get_library_path(), ctypes.RTLD_GLOBAL)
    except (ImportError, OSError):
        return
    os.environ["ESPEAK_DATA_PATH"] = short_path(espeakng_loader.get_data_path())


class PyttsxSynthesizer:
    """One file for each text. `engine` is what `pyttsx3.init()` returns."""

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 - pyttsx3 has no types
        self._engine = engine
        self._finished = threading.Event()
        engine.connect("finished-utterance", lambda name, completed: self._finished.set())
        self._file = Path(tempfile.mkdtemp()) / ("speech.aiff" if str(engine) == "nsss" else "speech.wav")
        self._default = engine.getProperty("voice")
        self._voices = [
            VoiceInfo(str(voice.id), _tag((voice.languages or [""])[0]), str(voice.name))
            for voice in engine.getProperty("voices")
        ]
        self._mandarin = self._find_mandarin()
        self.sample_rate = self._record("1").sample_rate
        self.silent = False
        self.description = f"pyttsx3, {engine}."

    def voices(self) -> list[VoiceInfo]:
        return self._voices

    def synthesize(self, text: str, language: str, manner: Manner) -> Generator[Sound, None, None]:
        if not any(map(str.isalnum, text)):
            return
        voice = manner.voice or self._voice_for(text, language)
        if str(self._engine) == "espeak" and voice == self._mandarin:
            text = mandarin(text).text
        rate = _WORDS_PER_MINUTE * manner.rate // 100
        # Only this driver knows a pitch; the others print that they know none.
        pitch = {"pitch": manner.pitch} if str(self._engine) == "espeak" else {}
        recording = self._record(text, voice=voice, rate=rate, volume=manner.volume / 100, **pitch)
        recording = recording.at(self.sample_rate)
        pieces = (Sound(recording.pcm[at : at + 2 * _PIECE]) for at in range(0, len(recording.pcm), 2 * _PIECE))
        yield from trimmed(pieces) if manner.volume else pieces

    def _record(self, text: str, **properties: str | float) -> Recording:
        for final in (False, True):
            taken = self._set(properties)
            recording = self._try(text)
            # A property that was not taken is worth a second try, but not the sentence.
            if recording is not None and (final or (taken and self._has(properties))):
                return recording
        raise SpeechError(_("pyttsx3 made no sound of: {text}").format(text=text[:40]))

    def _set(self, properties: Mapping[str, str | float]) -> bool:
        """Sets them and waits until they are taken: eSpeak takes them in a thread of its own, and the loop that
        pyttsx3 runs next begins by cancelling what that thread still has to do."""
        for name, value in properties.items():
            self._engine.setProperty(name, value)
        end = time.monotonic() + _TO_TAKE
        while not (taken := self._has(properties)) and time.monotonic() < end:
            time.sleep(0.001)
        return taken

    def _has(self, properties: Mapping[str, str | float]) -> bool:
        numbers = {name: value for name, value in properties.items() if not isinstance(value, str)}
        return all(abs(float(self._engine.getProperty(name)) - value) < 0.02 for name, value in numbers.items())

    def _try(self, text: str) -> Recording | None:
        """The sound of a text, or None: no report in time, no file, no frames."""
        self._file.unlink(missing_ok=True)
        self._finished.clear()
        self._engine.save_to_file(text, str(self._file))
        self._engine.runAndWait()
        # SAPI and NSSpeechSynthesizer are done by now, and the latter makes no report that can be relied on.
        if str(self._engine) == "espeak" and not self._finished.wait(2 + 0.004 * len(text)):
            return None
        try:
            recording = read_recording(self._file.read_bytes())
        except (OSError, ValueError):
            return None
        return recording if recording.pcm else None

    def _voice_for(self, text: str, language: str) -> str:
        if is_chinese(text, language):
            return self._mandarin
        return best_for(language or "en", self._voices) or str(self._default)

    def _find_mandarin(self) -> str:
        """The system's first Mandarin voice; eSpeak's by its own probe."""
        if str(self._engine) == "espeak":
            return mandarin_voice(_phonemes)
        found = (voice.name for voice in self._voices if voice.language.lower().startswith(("zh", "cmn")))
        return next(found, str(self._default))


def _phonemes(voice: str, text: str) -> str:
    """Through the library that pyttsx3 has loaded."""
    from pyttsx3.drivers import _espeak

    _espeak.SetVoiceByName(voice.encode())
    return phonemes_of(_espeak.dll, text)


def _tag(language: object) -> str:
    """A BCP 47 tag of what the drivers call a language: b"\\x05cmn", "zh_CN", "cmn"."""
    text = language.decode("ascii", "replace") if isinstance(language, bytes) else str(language)
    tag = "".join(character for character in text if character.isprintable()).replace("_", "-")
    return "zh" if tag == "cmn" else tag
