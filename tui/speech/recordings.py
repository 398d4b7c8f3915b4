"""What somebody has read, heard in place of a synthesizer: at any speed, word by word as far as that can be known."""

from array import array
from collections import OrderedDict
from collections.abc import Generator, Iterator
from operator import mul
from typing import NamedTuple

from tui.core.narrator import Utterance
from tui.core.publication import Recording
from tui.core.words import word_at
from tui.errors import SpeechError
from tui.speech import Manner, Mark, Sound
from tui.speech.sound_sources import SoundFile, open_sound
from tui.speech.stretch import Stretcher

_AT_ONCE = 0.2  # seconds
_FILES = 2  # kept open
_SAME = 0.002  # seconds between the end of a sound and the beginning of one that goes on there


class _Part(NamedTuple):
    """Frames of a file."""

    file: SoundFile
    start: int
    end: int


class Recordings:
    """The recordings of what is read, for one thread. All raise SpeechError, with what happens instead."""

    def __init__(self, sample_rate: int) -> None:
        self._rate = sample_rate
        self._stretcher = Stretcher(sample_rate)
        self._files: OrderedDict[tuple[str, str], SoundFile] = OrderedDict()
        self._faults: dict[tuple[str, str], str] = {}
        self._last: _Part | None = None
        self._last_rate = 0

    def sounds(self, utterance: Utterance, manner: Manner) -> Generator[Sound, None, None]:
        """The sound of an utterance; files are opened at once, so that what cannot be heard is known before."""
        parts = [(recording, self._parts(utterance.source, recording)) for recording in utterance.recordings]
        for _recording, of_it in parts:
            for part in of_it:
                part.file.samples(part.start, part.start + 1)
        return self._play(utterance.text, parts, manner)

    def _parts(self, source: str, recording: Recording) -> list[_Part]:
        whole = [(self._file(source, sound.file), sound.begin, sound.end) for sound in recording.sounds]
        ends = [min(end or file.frames / self._rate, file.frames / self._rate) for file, _begin, end in whole]
        lengths = [max(0.0, end - begin) for (_file, begin, _end), end in zip(whole, ends, strict=True)]
        low, high = (share * sum(lengths) for share in (recording.low, recording.high))
        parts, before = [], 0.0
        for (file, begin, _end), length in zip(whole, lengths, strict=True):
            start, end = max(low, before) - before, min(high, before + length) - before
            if end > start:
                parts.append(_Part(file, round((begin + start) * self._rate), round((begin + end) * self._rate)))
            before += length
        return parts

    def _file(self, source: str, name: str) -> SoundFile:
        """Kept open; what could not be opened is not tried again."""
        key = (source, name)
        if key in self._faults:
            raise SpeechError(self._faults[key])
        if key not in self._files:
            try:
                self._files[key] = open_sound(source, name, self._rate)
            except SpeechError as error:
                self._faults[key] = str(error)
                raise
            if len(self._files) > _FILES:
                self._files.popitem(last=False)
        self._files.move_to_end(key)
        return self._files[key]

    def _play(
        self, text: str, parts: list[tuple[Recording, list[_Part]]], manner: Manner
    ) -> Generator[Sound, None, None]:
        done = 0
        for recording, of_it in parts:
            frames = sum(part.end - part.start for part in of_it) * 100 // manner.rate
            marks = list(_marks(text, recording, done, frames))
            for pcm in self._pieces(of_it, manner):
                done += len(pcm)
                due = [mark for mark in marks if mark.frame < done]
                del marks[: len(due)]
                yield Sound(pcm.tobytes(), tuple(due))

    def _pieces(self, parts: list[_Part], manner: Manner) -> "Iterator[array[int]]":
        """Pieces that are neither too small for the one who passes them on nor too large to be stopped in."""
        size = int(_AT_ONCE * self._rate)
        waiting = array("h")
        for part in parts:
            for piece in self._at_speed(part, manner.rate):
                waiting += piece
                if len(waiting) >= size:
                    yield _louder(waiting, manner.volume)
                    waiting = array("h")
        if waiting:
            yield _louder(waiting, manner.volume)

    def _at_speed(self, part: _Part, rate: int) -> "Iterator[array[int]]":
        last, self._last = self._last, part
        goes_on = last is not None and last.file is part.file and abs(last.end - part.start) <= _SAME * self._rate
        if not goes_on or rate != self._last_rate:
            yield self._stretcher.forget()
        self._last_rate = rate
        if rate != 100:
            yield from self._stretcher.stretch(part.file.samples, part.start, part.end, rate)
            return
        for start in range(part.start, part.end, self._rate):
            yield part.file.samples(start, min(part.end, start + self._rate))


def _louder(samples: "array[int]", volume: int) -> "array[int]":
    if volume == 100:
        return samples
    return array("h", map(int, map(mul, samples, [volume / 100] * len(samples))))


def _marks(text: str, recording: Recording, begin: int, frames: int) -> Iterator[Mark]:
    """Where words begin, if all characters take the same time."""
    offset, length = recording.start, recording.end - recording.start
    while offset < recording.end:
        start, end = word_at(text, offset)
        start = max(start, offset)
        if start < recording.end and text[start].isalnum():
            yield Mark(start, begin + frames * (start - recording.start) // length)
        offset = max(end, offset + 1)
