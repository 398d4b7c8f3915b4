"""What of a block's recordings belongs to a part of its text. Time is shared out by characters: nobody has told
more, and reading goes on from where it was stopped."""

import re

from tui.core.light import Iterator
from tui.core.publication import Block, Foreign, Recording

_SOUNDS = re.compile(r"[^\W_]")


def foreign_in(block: Block, start: int, end: int) -> tuple[Foreign, ...]:
    """What is in another language between two characters, counted from the first of these."""
    inside = (each for each in block.foreign if each.start < end and each.end > start)
    return tuple(Foreign(max(each.start, start) - start, min(each.end, end) - start, each.language) for each in inside)


def recordings_in(block: Block, start: int, end: int) -> tuple[Recording, ...]:
    """What is recorded of the text between two characters, counted from the first of these."""
    inside = (each for each in block.recordings if each.start < end and each.end > start)
    return tuple(_cut(each, max(each.start, start), min(each.end, end), start) for each in inside)


def _cut(recording: Recording, start: int, end: int, origin: int) -> Recording:
    share = (recording.high - recording.low) / (recording.end - recording.start)
    low = recording.low + share * (start - recording.start)
    high = recording.low + share * (end - recording.start) if end < recording.end else recording.high
    return Recording(start - origin, end - origin, recording.sounds, low, high)


def end_of_run(block: Block, start: int, end: int) -> int:
    """Where, at or before `end`, what is recorded from `start` on gives way to what a voice has to say, or the other
    way round. Marks that make no sound belong to either."""
    reached = start
    for recording in _from(block, start):
        if _SOUNDS.search(block.text, reached, max(reached, recording.start)):
            return min(end, recording.start if reached == start else reached)
        reached = recording.end
        if reached >= end:
            return end
    return reached if reached > start and _SOUNDS.search(block.text, reached, end) else end


def _from(block: Block, start: int) -> Iterator[Recording]:
    return (recording for recording in block.recordings if recording.end > start)
