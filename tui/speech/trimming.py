"""Sound without the silence around it, which engines add and which would stretch every pause."""

from array import array
from collections.abc import Generator, Iterable

from tui.speech import Mark, Sound
from tui.speech.tape import FRAME_BYTES

_LOUDEST_SILENCE = 32  # of 32768: below hearing


def trimmed(sounds: Iterable[Sound]) -> Generator[Sound, None, None]:
    """The pieces without the quiet frames before the first and after the last that sounds; marks move along."""
    dropped, held, begun = 0, b"", False
    for sound in sounds:
        pcm = sound.pcm
        if not begun:
            quiet = _quiet(pcm) * FRAME_BYTES
            dropped += quiet // FRAME_BYTES
            pcm = pcm[quiet:]
            begun = bool(pcm)
        marks = tuple(Mark(mark.offset, max(0, mark.frame - dropped)) for mark in sound.marks)
        end = len(pcm) - _quiet(pcm, from_end=True) * FRAME_BYTES
        yield Sound(held + pcm[:end] if end else b"", marks)
        held = pcm[end:] if end else held + pcm


def _quiet(pcm: bytes, from_end: bool = False) -> int:
    """How many frames at the beginning, or at the end, are silence."""
    samples = array("h", pcm)
    frames = reversed(samples) if from_end else iter(samples)
    return next((count for count, sample in enumerate(frames) if abs(sample) > _LOUDEST_SILENCE), len(samples))
