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

from tui.core.narrator import Utterance
from tui.core.wording import _
from tui.errors import SpeechError
from tui.speech import Event, Listener, Manner, VoiceInfo
from tui.speech.normalise import is_chinese
from tui.speech.passages import passages
from tui.speech.rules import Spoken
from tui.speech.ssip import MESSAGE, Connection, Lines, address_in

# A mark within a Chinese phrase would part the characters that give one another their readings.
_MARKED = re.compile(r"(?<=[\s,.;:!?，。、；：！？])(?=[^\s,.;:!?，。、；：！？])")
_SLOWEST = 0.8  # seconds that a character may take at normal speed
_BEGIN, _END, _CANCELLED, _MARK = "701", "702", "703", "700"
_FAST = 260  # percent of normal speed: the fastest that its eSpeak goes
_MANDARIN = "Chinese (Mandarin, latin as Pinyin)"  # the one that speaks Mandarin in every version of eSpeak NG


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
        self._current: tuple[str, Utterance] | None = None
        self._wanted: tuple[Utterance, int]
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
                self._wanted = (utterance, generation)
            if any(map(str.isalnum, (spoken := self._spoken(utterance)).text)):
                self._speak(utterance, spoken, generation)
            else:  # it has no sound, and some engines never report its end
                self._report(generation, Event("started", utterance.id), Event("finished", utterance.id))
            self._pause(utterance.pause / 1000, generation)

    def _pause(self, seconds: float, generation: int) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._generation != generation or self._over, seconds)

    def _spoken(self, utterance: Utterance) -> Spoken:
        """Whole: which voices a server has, and how it changes them inside a text, is its own affair."""
        found = passages(utterance.text, utterance.language, self._manner.diction, one_voice=True)
        return found[0].spoken if found else Spoken("", (), ())

    def _speak(self, utterance: Utterance, spoken: Spoken, generation: int) -> None:
        """Says it, and waits until it is over. All goes at once: answers take their time on a long line."""
        try:
            self._connection.ask(*self._settings(utterance), "SPEAK", f"{_marked(spoken)}\r\n.")
        except SpeechError as error:
            self._end(str(error))
            return
        self._wait(utterance, generation)

    def _wait(self, utterance: Utterance, generation: int) -> None:
        """Until it is over; with a beat each second while it may be sounding, so that only one that does not
        end is taken for dead."""
        longest = 3 + _SLOWEST * len(utterance.text) * 100 / self._manner.rate
        with self._changed:
            while not self._changed.wait_for(lambda: self._current is None or self._over, 1):
                if time.monotonic() - self._progress < longest:
                    self._report(generation, Event("beat"))

    def _settings(self, utterance: Utterance) -> list[str]:
        manner = self._manner
        voice = manner.voice or self._voice_for(utterance)
        faster = (manner.rate - 100) * 100 // (_FAST - 100) if manner.rate > 100 else 2 * (manner.rate - 100)
        return [
            # What it refuses, a voice that it has not, is no harm.
            f"SET self SYNTHESIS_VOICE {voice}" if voice else f"SET self LANGUAGE {utterance.language or 'en'}",
            f"SET self RATE {max(-100, min(100, faster))}",
            f"SET self VOLUME {2 * manner.volume - 100}",
            f"SET self PITCH {2 * manner.pitch - 100}",
        ]

    def _voice_for(self, utterance: Utterance) -> str:
        """The best voice for the language; "" when there is none."""
        wanted = "zh" if is_chinese(utterance.text, utterance.language) else (utterance.language or "en").lower()
        primary = wanted.partition("-")[0]
        found = {voice.language.lower(): voice.name for voice in reversed(self._voices)}
        if primary == "zh" and any(voice.name == _MANDARIN for voice in self._voices):
            return _MANDARIN
        related = [name for tag, name in found.items() if tag.startswith(primary + "-")]
        exact = [found[tag] for tag in (wanted, primary, f"{primary}-us", f"{primary}-{primary}") if tag in found]
        return [*exact, *related, ""][0]

    def _notice(self, code: str, lines: Lines) -> None:
        """An event of the server, in the thread that reads: (message, client, mark)."""
        if not code or not lines:
            self._end(_("The speech-dispatcher has ended or talks nonsense; Space tries it again."))
        elif code == MESSAGE:
            self._take_number(lines[0])
        elif (found := self._of(lines[0], code in (_END, _CANCELLED))) is not None:
            utterance, generation = found
            if code == _BEGIN:
                self._report(generation, Event("started", utterance.id))
            elif code == _MARK and lines[-1].isdecimal():
                self._report(generation, Event("word", utterance.id, int(lines[-1])))
            elif code == _END:
                self._report(generation, Event("finished", utterance.id))
            elif code == _CANCELLED:
                self._end(_("Speech was silenced by another program."))

    def _take_number(self, number: str) -> None:
        """The message that was asked for last has this number; perhaps it is not wanted any more."""
        with self._changed:
            utterance, generation = self._wanted
            if generation == self._generation:
                self._current, self._progress = (number, utterance), time.monotonic()
        if generation != self._generation:
            self._connection.send("CANCEL self")

    def _of(self, number: str, over: bool) -> tuple[Utterance, int] | None:
        """The utterance that a message is, and its generation, if it is still wanted."""
        with self._changed:
            if self._current is None or number != self._current[0]:
                return None
            utterance, self._progress = self._current[1], time.monotonic()
            self._current = None if over else self._current
            self._changed.notify_all()
            return utterance, self._generation

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


def _marked(spoken: Spoken) -> str:
    """SSML with a mark wherever words begin; its name is the character of the text that was normalised."""
    begins = [0, *(match.start() for match in _MARKED.finditer(spoken.text))]
    parts = [
        f'<mark name="{spoken.source(begin)}"/>{escape(spoken.text[begin:end], quote=False)}'
        for begin, end in zip(begins, [*begins[1:], len(spoken.text)], strict=True)
        if begin < end
    ]
    text = "".join(" " if character < " " else character for character in "".join(parts))
    return f"<speak>{text}</speak>"
