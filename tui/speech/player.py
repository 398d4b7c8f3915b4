"""Makes a Speaker of any Synthesizer: one thread synthesizes ahead of the voice, a sink pulls the sound."""

import threading
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from tui.core.narrator import Utterance
from tui.core.wording import _
from tui.errors import SpeechError
from tui.speech import LOST, Event, Listener, Manner, Mark, Sound, Synthesizer, VoiceInfo
from tui.speech.passages import Passage, passages
from tui.speech.sinks import Sink, open_sink
from tui.speech.tape import FRAME_BYTES, Cue, Fill, Tape
from tui.speech.watching import Lost

if TYPE_CHECKING:
    from tui.speech.recordings import Recordings

OpenSink = Callable[[int, Fill, Lost], Sink]

_LINGER = 2.0  # seconds the device runs on after the last sound, so that the next key is answered at once
_TEND = 0.25
# Seconds of silence, at normal speed, where the language changes: engines' own are trimmed.
_AT_A_SWITCH, _AT_A_MARK = 0.04, 0.2
_CLAUSE_MARKS = tuple(",.;:!?，。；：！？、…—")


def sounds_of(synthesizer: Synthesizer, utterance: Utterance, manner: Manner) -> Generator[Sound, None, None]:
    """The sound of an utterance without its pause, each passage in its language; the marks are offsets of its own
    text. Raises SpeechError when no passage of it can be said."""
    frames, pause = 0, 0
    problem: SpeechError | None = None
    for passage in _passages(utterance, manner):
        spoken, begin = passage.spoken.text, frames + (pause if frames else 0)
        try:
            with closing(synthesizer.synthesize(spoken, passage.language, manner)) as sounds:
                for sound in sounds:
                    marks = (Mark(passage.source(mark.offset), begin + mark.frame) for mark in sound.marks)
                    pcm = bytes(max(0, begin - frames) * FRAME_BYTES) + sound.pcm if sound.pcm else b""
                    frames += len(pcm) // FRAME_BYTES
                    yield Sound(pcm, tuple(marks))
        except SpeechError as error:
            problem = error
        seconds = _AT_A_MARK if spoken.rstrip()[-1:] in _CLAUSE_MARKS else _AT_A_SWITCH
        pause = int(seconds * synthesizer.sample_rate * 100 / manner.rate)
    if problem and not frames:
        raise problem


def _passages(utterance: Utterance, manner: Manner) -> list[Passage]:
    return passages(utterance.text, utterance.language, manner.diction, bool(manner.voice), utterance.foreign)


def pause_of(utterance: Utterance, sample_rate: int) -> bytes:
    """The silence after an utterance."""
    return bytes(utterance.pause * sample_rate // 1000 * FRAME_BYTES)


class Player:
    """A Speaker. The synthesizer and the sink are opened and used by one thread."""

    _synthesizer: Synthesizer
    _tape: Tape
    _sink: Sink

    def __init__(
        self, open_synthesizer: Callable[[], Synthesizer], listener: Listener, open_sink: OpenSink = open_sink
    ) -> None:
        """Raises what `open_synthesizer` raises."""
        self._listener = listener
        self._queue: deque[Utterance] = deque()
        self._wake = threading.Condition()
        self._manner = Manner()
        self._closed = self._recorded = self._busy = False
        self._recordings: Recordings | None = None
        self._open_sink = open_sink
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(open_synthesizer, opened), daemon=True)
        self._thread.start()
        opened.result()

    @property
    def description(self) -> str:
        return " ".join(filter(None, (self._synthesizer.description, self._sink.description)))

    @property
    def silent(self) -> bool:
        return self._synthesizer.silent or bool(self._sink.description)

    def voices(self) -> list[VoiceInfo]:
        return self._voices

    def say(self, utterance: Utterance) -> None:
        with self._wake:
            self._queue.append(utterance)
            self._wake.notify()

    def cancel(self) -> None:
        with self._wake:
            self._queue.clear()
            self._tape.clear()

    def set(self, manner: Manner) -> None:
        self._manner = manner

    def close(self) -> None:
        """Silent at once; returns when the device is closed."""
        self.cancel()
        with self._wake:
            self._closed = True
            self._wake.notify()
        self._thread.join()

    def _run(self, open_synthesizer: Callable[[], Synthesizer], opened: "Future[None]") -> None:
        try:
            self._synthesizer = open_synthesizer()
            self._voices = self._synthesizer.voices()
            self._tape = Tape(self._synthesizer.sample_rate, self._listener)
            self._sink = self._new_sink()
        except Exception as error:  # noqa: BLE001 - handed to the thread that waits for it, whatever it is
            opened.set_exception(error)
            return
        opened.set_result(None)
        while (task := self._next()) is not None:
            self._start_sink()
            self._speak(*task)
            self._busy = False
        self._sink.stop()

    def _next(self) -> tuple[Utterance, int] | None:
        """Waits for something to say; meanwhile minds the sink and stops it when nothing sounds any more."""
        quiet = 0.0
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._queue or self._closed, _TEND if quiet < _LINGER else None)
                if self._closed:
                    return None
                if self._queue:
                    self._busy = True
                    return self._queue.popleft(), self._tape.generation
            quiet = quiet + _TEND if self._tape.idle else 0.0
            try:
                (self._sink.tend if quiet < _LINGER else self._sink.stop)()
            except SpeechError:
                self._lose()

    def _speak(self, utterance: Utterance, generation: int) -> None:
        cues: list[Cue] = [(0, Event("started", utterance.id))]
        said = 0
        ending = Event("finished", utterance.id)
        try:
            with closing(self._sounds(utterance)) as sounds:
                for sound in sounds:
                    cues += [(mark.frame - said, Event("word", utterance.id, mark.offset)) for mark in sound.marks]
                    if sound.pcm and not self._tape.write(generation, sound.pcm, cues):
                        return
                    said += len(sound.pcm) // FRAME_BYTES
                    cues = [] if sound.pcm else cues
        except SpeechError as error:
            ending = Event("failed", utterance.id, text=str(error))
        self._tape.write(generation, b"", [*cues, (0, ending)])
        if not self._recorded:  # who reads makes pauses of their own
            self._tape.write(generation, pause_of(utterance, self._synthesizer.sample_rate))

    def _sounds(self, utterance: Utterance) -> Generator[Sound, None, None]:
        """What is recorded of it; where that cannot be heard, and where nothing is, what the synthesizer makes."""
        self._recorded = False
        if utterance.recordings:
            from tui.speech.recordings import Recordings

            self._recordings = self._recordings or Recordings(self._synthesizer.sample_rate)
            try:
                sounds = self._recordings.sounds(utterance, self._manner)
                self._recorded = True
                return sounds
            except SpeechError as error:
                self._listener(Event("notice", utterance.id, text=str(error)))
        return sounds_of(self._synthesizer, utterance, self._manner)

    def _new_sink(self) -> Sink:
        return self._open_sink(self._synthesizer.sample_rate, self._tape.fill, self._lose)

    def _start_sink(self) -> None:
        """Looks for a device where there was none when somebody begins anew, and for another where this one does not
        start."""
        if self._sink.description and self._tape.idle:
            self._look_again()
        try:
            self._sink.start()
        except SpeechError:
            if not self._look_again():
                self._lose()

    def _look_again(self) -> bool:
        """Whether there is a device now, which is then used."""
        sink = self._new_sink()
        if sink.description:
            return False
        self._sink.stop()
        self._sink = sink
        with suppress(SpeechError):
            self._sink.start()
            self._listener(Event("ready", text=self.description))
            return True
        return False

    def _lose(self) -> None:
        """The device is gone. Who is not listening need not be told: there is another player for what is said next."""
        with self._wake:
            busy = self._busy or bool(self._queue) or not self._tape.idle
        self._listener(Event("gone", text=_(LOST) if busy else ""))
