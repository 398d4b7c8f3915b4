"""eSpeak NG's C library as it is, through ctypes: loading it, its structures, its calls.

The library is GPL and may end the process that loads it: only the worker process imports this.
"""

import ctypes
import os
import tempfile
from collections.abc import Callable
from ctypes import POINTER, Structure, c_char_p, c_int, c_short, c_size_t, c_ubyte, c_uint, c_void_p
from pathlib import Path
from typing import NamedTuple

from tui.core.wording import _
from tui.errors import SpeechError
from tui.extras import command_for

_SYNCHRONOUS, _DO_NOT_EXIT, _UTF8 = 2, 0x8000, 1
_BUFFER_MILLISECONDS = 50
_LONGEST_DATA_PATH = 159  # bytes; the library's own buffer
WORD = 1
RATE, VOLUME, PITCH = 1, 2, 3


class _Event(Structure):
    _fields_ = (
        ("type", c_int), ("unique_identifier", c_uint), ("text_position", c_int), ("length", c_int),
        ("audio_position", c_int), ("sample", c_int), ("user_data", c_void_p), ("id", ctypes.c_char * 8),
    )  # fmt: skip


class _Voice(Structure):
    _fields_ = (
        ("name", c_char_p), ("languages", c_char_p), ("identifier", c_char_p), ("gender", c_ubyte),
        ("age", c_ubyte), ("variant", c_ubyte), ("xx1", c_ubyte), ("score", c_int), ("spare", c_void_p),
    )  # fmt: skip


_CALLBACK = ctypes.CFUNCTYPE(c_int, POINTER(c_short), c_int, POINTER(_Event))


class LibraryVoice(NamedTuple):
    """`identifier` such as sit/cmn, `language` such as cmn, `name` in English."""

    identifier: str
    language: str
    name: str


class Heard(NamedTuple):
    """A piece of sound: 16-bit PCM, and for each word in it (code points before it, frames before it)."""

    pcm: bytes
    words: list[tuple[int, int]]


class EspeakLibrary:
    """One initialised library. One thread at a time; two at once corrupt its memory."""

    def __init__(self, library: str, data: str) -> None:
        """Raises SpeechError when it cannot be loaded or finds no data."""
        try:
            self._library = ctypes.CDLL(library)
        except OSError as error:
            raise SpeechError(_("The eSpeak NG library cannot be loaded: {error}").format(error=error)) from error
        path = os.fsencode(short_path(data))
        self.sample_rate = int(self._library.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MILLISECONDS, path, _DO_NOT_EXIT))
        if self.sample_rate <= 0:
            text = _("eSpeak NG does not find its data; install it again: {command}")
            raise SpeechError(text.format(command=command_for("speech")))
        self._hear: Callable[[Heard], bool] = lambda heard: False
        self._callback = _CALLBACK(self._called)  # the library keeps only a pointer to it
        self._library.espeak_SetSynthCallback(self._callback)

    @property
    def version(self) -> str:
        self._library.espeak_Info.restype = c_char_p
        return bytes(self._library.espeak_Info(None)).decode("ascii", "replace")

    def voices(self) -> list[LibraryVoice]:
        self._library.espeak_ListVoices.restype = POINTER(POINTER(_Voice))
        found = self._library.espeak_ListVoices(None)
        voices = []
        for index in range(10_000):
            if not found[index]:
                break
            voice = found[index][0]
            # The first byte of a language is its priority.
            fields = (voice.identifier, (voice.languages or b" ")[1:], voice.name)
            voices.append(LibraryVoice(*((field or b"").decode("utf-8", "replace") for field in fields)))
        return voices

    def set_voice(self, name: str) -> bool:
        """By identifier, language or name; False when there is none such."""
        return bool(self._library.espeak_SetVoiceByName(name.encode()) == 0)

    def set_parameter(self, parameter: int, value: int) -> None:
        self._library.espeak_SetParameter(parameter, value, 0)

    def phonemes(self, text: str) -> str:
        """How the voice that is set would say it, in eSpeak's own letters; "(en)" where it changes to English."""
        return phonemes_of(self._library, text)

    def synthesize(self, text: str, hear: Callable[[Heard], bool]) -> bool:
        """Calls `hear` with each piece until it returns False. Returns whether the library was content."""
        self._hear = hear
        encoded = text.replace("\0", " ").encode()
        flags = (c_uint(0), c_int(1), c_uint(0), c_uint(_UTF8), None, None)
        return bool(self._library.espeak_Synth(encoded, c_size_t(len(encoded) + 1), *flags) == 0)

    def _called(self, samples: "ctypes._Pointer[c_short]", count: int, events: "ctypes._Pointer[_Event]") -> int:
        words, index = [], 0
        while events[index].type:
            if events[index].type == WORD:
                words.append((events[index].text_position - 1, events[index].sample))
            index += 1
        pcm = ctypes.string_at(samples, count * 2) if samples and count > 0 else b""
        return 0 if not (pcm or words) or self._hear(Heard(pcm, words)) else 1


def phonemes_of(library: ctypes.CDLL, text: str) -> str:
    """`EspeakLibrary.phonemes`, for a library that somebody else has loaded and initialised."""
    call = library.espeak_TextToPhonemes
    call.restype, call.argtypes = c_char_p, [POINTER(c_void_p), c_int, c_int]
    buffer = ctypes.create_string_buffer(text.encode())
    rest, said = c_void_p(ctypes.addressof(buffer)), b""
    while rest.value:
        said += call(ctypes.byref(rest), _UTF8, 0) or b""
    return said.decode("utf-8", "replace")


def short_path(data: str) -> str:
    """The data directory under a name that fits the library's buffer."""
    if len(os.fsencode(data)) <= _LONGEST_DATA_PATH:
        return data
    link = Path(tempfile.mkdtemp()) / "d"
    try:
        link.symlink_to(data, target_is_directory=True)
    except OSError as error:
        raise SpeechError(_("eSpeak NG is installed in too deep a folder: {path}").format(path=data)) from error
    return str(link)
