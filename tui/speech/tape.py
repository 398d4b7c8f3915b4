"""Sound on its way to a sink, and the events that are due when a frame of it is heard."""

import threading
from collections import deque
from collections.abc import Callable, Sequence

from tui.speech import Event, Listener

FRAME_BYTES = 2
AHEAD_SECONDS = 20  # sound kept ready; more would only be memory
_BEAT_SECONDS = 1

# (frames wanted, frames that will sound before these do) → exactly that many frames
Fill = Callable[[int, int], bytes]
Cue = tuple[int, Event]  # the event, and the frame of the piece it belongs to


class Tape:
    """A queue of PCM: one thread writes, a sink pulls, any thread clears.

    Each clearing begins a new generation; what is written for an older one is refused, so that a writer
    that did not notice yet cannot bring back what was silenced.
    """

    def __init__(self, sample_rate: int, listener: Listener) -> None:
        self._rate = sample_rate
        self._listener = listener
        self._changed = threading.Condition()
        self._begin()
        self.generation = 0
        self._handed = 0
        self._beat = 0

    def _begin(self) -> None:
        self._pieces: deque[memoryview] = deque()
        self._waiting = 0
        self._taken = 0
        self._cues: deque[Cue] = deque()
        self._due: deque[Cue] = deque()

    def clear(self) -> None:
        """Silence from the next frame on; none of the events still waiting will come."""
        with self._changed:
            self._begin()
            self.generation += 1
            self._changed.notify_all()

    def write(self, generation: int, pcm: bytes, cues: Sequence[Cue] = ()) -> bool:
        """Appends a piece, waiting while enough lies ready. False: this generation is over.

        The frames of the cues count from the beginning of the piece, and may lie before it.
        """
        with self._changed:
            self._changed.wait_for(lambda: self.generation != generation or self._waiting < self._full)
            if self.generation != generation:
                return False
            end = self._taken + self._waiting
            self._cues.extend((end + frame, event) for frame, event in cues)
            if pcm:
                self._pieces.append(memoryview(pcm))
                self._waiting += len(pcm) // FRAME_BYTES
            return True

    @property
    def idle(self) -> bool:
        """Everything written has been heard and reported."""
        with self._changed:
            return not (self._pieces or self._cues or self._due)

    @property
    def _full(self) -> int:
        return AHEAD_SECONDS * self._rate

    def fill(self, frames: int, delay: int) -> bytes:
        """The next frames, silence where there are none; reports what is heard by now."""
        with self._changed:
            pcm = self._take(frames, delay)
            self._handed += frames
            while self._due and self._due[0][0] <= self._handed:
                self._listener(self._due.popleft()[1])
            self._changed.notify_all()
        return pcm

    def _take(self, frames: int, delay: int) -> bytes:
        parts, missing = [], frames * FRAME_BYTES
        while self._pieces and missing:
            part = self._pieces[0][:missing]
            parts.append(part)
            missing -= len(part)
            if len(part) == len(self._pieces[0]):
                self._pieces.popleft()
            else:
                self._pieces[0] = self._pieces[0][len(part) :]
        taken = frames - missing // FRAME_BYTES
        self._pass(taken, delay)
        return b"".join([*parts, bytes(missing)])

    def _pass(self, taken: int, delay: int) -> None:
        """Moves the cues of these frames to the ones that wait only for the frames to be heard."""
        while self._cues and (self._cues[0][0] < self._taken + taken or not self._waiting - taken):
            frame, event = self._cues.popleft()
            self._due.append((self._handed + max(0, frame - self._taken) + delay, event))
        self._taken += taken
        self._waiting -= taken
        self._beat += taken
        if self._beat >= _BEAT_SECONDS * self._rate:
            self._beat = 0
            self._listener(Event("beat"))
