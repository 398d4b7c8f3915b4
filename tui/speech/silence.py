"""The voice that makes no sound and keeps the whole protocol, in the time that speaking would take.

The last resort, the double for tests, and the shortest example of a backend.
"""

from collections.abc import Generator
from itertools import groupby

from tui.core.wording import _
from tui.speech import Manner, Mark, Sound, VoiceInfo
from tui.speech.tape import FRAME_BYTES

_WORDS_MILLISECONDS = {"ideograph": 240, "word": 330, "other": 0}


class SilentSynthesizer:
    """Zeros, with a mark for each word."""

    sample_rate = 1000
    silent = True

    @property
    def description(self) -> str:
        return _("Nothing is spoken aloud: reading goes on silently.")

    def voices(self) -> list[VoiceInfo]:
        return []

    def synthesize(self, text: str, language: str, manner: Manner) -> Generator[Sound, None, None]:
        frame = 0
        for offset, kind in _words(text):
            frames = _WORDS_MILLISECONDS[kind] * 100 // manner.rate
            yield Sound(bytes(frames * FRAME_BYTES), (Mark(offset, frame),))
            frame += frames


def _words(text: str) -> list[tuple[int, str]]:
    """Where the words begin: each ideograph, each run of other letters and digits."""
    words = []
    for kind, run in groupby(enumerate(text), lambda item: _kind(item[1])):
        offsets = [offset for offset, _character in run]
        if kind != "other":
            words += [(offset, kind) for offset in (offsets if kind == "ideograph" else offsets[:1])]
    return words


def _kind(character: str) -> str:
    if not character.isalnum():
        return "other"
    return "ideograph" if character >= "\u3005" else "word"
