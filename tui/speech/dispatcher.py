"""speech-dispatcher as a Speaker: over SSIP, with index marks, on this machine or on the listener's own.

Sentences are given to it one at a time, so that silencing ours silences nobody else's, and a pause between two
is as long as it is asked to be.
"""

import os
import re
import threading
import time
from collections import deque
from html import escape
from typing import NamedTuple

from tui.core.narrator import Utterance
from tui.core.wording import _
from tui.errors import SpeechError
from tui.speech import Event, Listener, Manner, VoiceInfo
from tui.speech.choosing import best_for
from tui.speech.passages import Passage, passages
from tui.speech.ssip import MESSAGE, Connection, Lines, address_in

# A mark within a Chinese phrase would part the characters that give one another their readings.
_MARKED = re.compile(r"(?<=[\s,.;:!?，。、；：！？])(?=[^\s,.;:!?，。、；：！？])")
_NO_TAG = re.compile("[^A-Za-z0-9-]")
_SLOWEST = 0.8  # seconds that a character may take at normal speed
_BEGIN, _END, _CANCELLED, _MARK = "701", "702", "703", "700"
_UNANSWERED = 2  # looks, each a second after the other
_FAST = 260  # percent of normal speed: the fastest that its eSpeak goes
_MANDARIN = "Chinese (Mandarin, latin as Pinyin)"  # the one that speaks Mandarin in every version of eSpeak NG


class _Wanted(NamedTuple):
    """A message, as a part of the utterance with this id."""

    id: int
    generation: int
    is_first: bool
    is_last: bool


def open_dispatcher(listener: Listener) -> "DispatcherSpeaker":
    """Raises SpeechError when there is none."""
    return DispatcherSpeaker(listener)


class DispatcherSpeaker:
    """A Speaker. One thread asks, one hears; the caller only queues and silences."""

    silent = False

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._changed = threading.Condition()
        self._queue: deque[Utterance] = deque()
        self._manner = Manner()
        self._current: tuple[str, _Wanted] | None = None
        self._wanted = _Wanted(0, -1, True, True)
        self._generation = 0
        self._progress = 0.0
        self._over = False
        self._connection = Connection(address_in(os.environ), self._notice)
        self._introduce()
        threading.Thread(target=self._run, daemon=True).start()

    def voices(self) -> list[VoiceInfo]:
        return self._voices

    def say(self, utterance: Utterance) -> None:
        with self._changed:
            self._queue.append(utterance)
            self._changed.notify_all()

    def cancel(self) -> None:
        with self._changed:
            self._queue.clear()
            self._generation += 1
            self._current = None
            self._changed.notify_all()
        self._connection.send("CANCEL self")

    def set(self, manner: Manner) -> None:
        self._manner = manner

    def close(self) -> None:
        self.cancel()
        self._over = True
        self._connection.close()

    def _introduce(self) -> None:
        ask = self._connection.ask
        ask(f"SET self CLIENT_NAME {(os.environ.get('USER') or 'user').replace(' ', '_')}:mangdao:reading")
        ask("SET self NOTIFICATION ALL on", "SET self SSML_MODE on", "SET self PRIORITY MESSAGE")
        module = (ask("GET OUTPUT_MODULE") or ["?"])[0]
        self.description = f"speech-dispatcher, {module}."
        self._voices = [info for line in ask("LIST SYNTHESIS_VOICES") if (info := _voice_of(line))]

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._queue or self._over)
                if self._over:
                    return
                utterance, generation = self._queue.popleft(), self._generation
            manner = self._manner
            found = passages(utterance.text, utterance.language, manner.diction, bool(manner.voice), utterance.foreign)
            # What has no sound is never said: some engines do not report its end.
            found = [passage for passage in found if any(map(str.isalnum, passage.spoken.text))]
            for number, passage in enumerate(found, 1):
                self._wanted = _Wanted(utterance.id, generation, number == 1, number == len(found))
                self._speak(passage, manner)
            if not found:
                self._report(generation, Event("started", utterance.id), Event("finished", utterance.id))
            self._pause(utterance.pause / 1000, generation)

    def _pause(self, seconds: float, generation: int) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._generation != generation or self._over, seconds)

    def _speak(self, passage: Passage, manner: Manner) -> None:
        """Says it, and waits until it is over. All goes at once: answers take their time on a long line."""
        if self._over or self._wanted.generation != self._generation:
            return
        try:
            self._connection.ask(*self._settings(passage, manner), "SPEAK", f"{_marked(passage)}\r\n.")
        except SpeechError as error:
            self._end(str(error))
            return
        self._wait(3 + _SLOWEST * len(passage.spoken.text) * 100 / manner.rate)

    def _wait(self, longest: float) -> None:
        """Until it is over; with a beat each second while it may be sounding, so that only one that does not
        end is taken for dead. `longest`: seconds that may pass between two reports. Meanwhile the server is asked
        something each second: one that hangs would be waited for as long."""
        answer, looks = self._connection.send("GET RATE"), 0
        with self._changed:
            while not self._changed.wait_for(lambda: self._current is None or self._over, 1):
                if answer.done():
                    answer, looks = self._connection.send("GET RATE"), 0
                looks += 1
                if looks > _UNANSWERED:
                    self._end(self._connection.silence)
                elif time.monotonic() - self._progress < longest:
                    self._report(self._generation, Event("beat"))

    def _settings(self, passage: Passage, manner: Manner) -> list[str]:
        voice = " ".join((manner.voice or self._voice_for(passage.language)).split())
        # A document says what language it is in: a line end there would begin another request.
        language = _NO_TAG.sub("", passage.language)[:40] or "en"
        faster = (manner.rate - 100) * 100 // (_FAST - 100) if manner.rate > 100 else 2 * (manner.rate - 100)
        return [
            # What it refuses, a voice that it has not, is no harm.
            f"SET self SYNTHESIS_VOICE {voice}" if voice else f"SET self LANGUAGE {language}",
            f"SET self RATE {max(-100, min(100, faster))}",
            f"SET self VOLUME {2 * manner.volume - 100}",
            f"SET self PITCH {2 * manner.pitch - 100}",
        ]

    def _voice_for(self, language: str) -> str:
        """The best voice for a language; "" when there is none."""
        if language.lower().partition("-")[0] == "zh" and any(voice.name == _MANDARIN for voice in self._voices):
            return _MANDARIN
        return best_for(language, self._voices)

    def _notice(self, code: str, lines: Lines) -> None:
        """An event of the server, in the thread that reads: (message, client, mark)."""
        if not code or not lines:
            self._end(_("The speech-dispatcher has ended or talks nonsense; Space tries it again."))
        elif code == MESSAGE:
            self._take_number(lines[0])
        else:
            # At once: what is said next may have no sound, and must not be reported before this.
            with self._changed:
                self._take_event(code, lines)

    def _take_event(self, code: str, lines: Lines) -> None:
        wanted = self._of(lines[0], code in (_END, _CANCELLED))
        if wanted is None:
            return
        if code == _BEGIN and wanted.is_first:
            self._report(wanted.generation, Event("started", wanted.id))
        elif code == _MARK and lines[-1].isdecimal():
            self._report(wanted.generation, Event("word", wanted.id, int(lines[-1])))
        elif code == _END and wanted.is_last:
            self._report(wanted.generation, Event("finished", wanted.id))
        elif code == _CANCELLED:
            self._end(_("Speech was silenced by another program."))

    def _take_number(self, number: str) -> None:
        """The message that was asked for last has this number; perhaps it is not wanted any more."""
        with self._changed:
            wanted = self._wanted
            if wanted.generation == self._generation:
                self._current, self._progress = (number, wanted), time.monotonic()
        if wanted.generation != self._generation:
            self._connection.send("CANCEL self")

    def _of(self, number: str, over: bool) -> _Wanted | None:
        """What a message is, if it is still wanted."""
        with self._changed:
            if self._current is None or number != self._current[0]:
                return None
            wanted, self._progress = self._current[1], time.monotonic()
            self._current = None if over else self._current
            self._changed.notify_all()
            return wanted

    def _report(self, generation: int, *events: Event) -> None:
        with self._changed:
            for event in events if generation == self._generation else ():
                self._listener(event)

    def _end(self, reason: str) -> None:
        with self._changed:
            if not self._over:
                self._over = True
                self._listener(Event("gone", text=reason))
            self._current = None
            self._changed.notify_all()


def _voice_of(line: str) -> VoiceInfo | None:
    """A voice of the list; each stands there once more for every way to alter it, which nobody can choose from."""
    name, _tab, rest = line.partition("\t")
    language, _tab, variant = rest.partition("\t")
    if not name or not language or variant not in ("", "none"):
        return None
    tag = "zh" + language.removeprefix("cmn") if language.startswith("cmn") else language
    return VoiceInfo(name, tag, name)


def _marked(passage: Passage) -> str:
    """SSML with a mark wherever words begin; its name is the character of the utterance's own text."""
    text = passage.spoken.text
    begins = [0, *(match.start() for match in _MARKED.finditer(text))]
    parts = [
        f'<mark name="{passage.source(begin)}"/>{escape(text[begin:end], quote=False)}'
        for begin, end in zip(begins, [*begins[1:], len(text)], strict=True)
        if begin < end
    ]
    return f"<speak>{''.join(' ' if character < ' ' else character for character in ''.join(parts))}</speak>"
