"""Reading aloud: one voice, one session, one place."""

from collections.abc import Sequence
from typing import Protocol

from tui.core.commands import COMMANDS, Unit
from tui.core.narrator import Narrator, Utterance
from tui.core.publication import Place, Publication
from tui.core.session import ReadingSession
from tui.core.wording import _

# Commands after which a voice that was speaking goes on, from where they led.
GO_ON = frozenset(
    {command.name for command in COMMANDS if command.move and command.move[0] is not Unit.CHARACTER}
    | {"start", "end", "back", "repeat", "faster", "slower", "louder", "quieter", "next-hit", "previous-hit"}
)


class Voice(Protocol):
    """What the core needs of a voice. None of these waits."""

    def say(self, utterances: Sequence[Utterance]) -> None: ...
    def cancel(self) -> None: ...
    def voices(self) -> list[tuple[str, str]]:
        """Names, and descriptions for people. May take a second the first time."""
        ...


class Listening:
    """Whether the voice speaks, and what its reports mean for the place.

    While it speaks the session's place is the beginning of the sentence that sounds; silenced, the place
    is the word that was cut off, so that going on begins with that word.
    """

    def __init__(self, session: ReadingSession, voice: Voice | None) -> None:
        self._session = session
        self._voice = voice
        self._narrator = Narrator(session.publication)
        self._word: Place | None = None
        self.speaking = False
        self.interrupted = False
        self.used = False

    def replace(self, publication: Publication) -> None:
        """Reads another publication from now on, when it speaks again."""
        self.silence()
        self._narrator.replace(publication)
        self._word = None

    @property
    def voice(self) -> Voice | None:
        return self._voice

    @property
    def sentence(self) -> tuple[int, int] | None:
        """The range of the current block that is being spoken, None in silence."""
        return self._session.range(Unit.SENTENCE) if self.speaking else None

    def start(self, place: Place) -> str:
        """Speaks from a place on. Returns why it cannot, or ""."""
        if self._voice is None:
            return _("There is no voice here; mangdao doctor says what is missing.")
        utterances = self._narrator.start(place)
        if not utterances:
            return _("Nothing is left to read aloud.")
        self.speaking = self.used = True
        self._word = None
        self._voice.say(utterances)
        return ""

    def say(self, text: str, language: str) -> int:
        """Says something that is not of the publication, behind the rest. Returns its id; 0 without a voice."""
        if self._voice is None:
            return 0
        utterance = self._narrator.apart(text, language)
        self._voice.say([utterance])
        return utterance.id

    def silence(self) -> None:
        """Silent at once; remembers whether it was speaking, and the word."""
        self.interrupted = self.speaking
        if not self.speaking or self._voice is None:
            return
        self._voice.cancel()
        self._narrator.stop()
        self.speaking = False
        if self._word is not None:
            self._session.follow(self._word)

    def heard(self, name: str, utterance_id: int, offset: int, text: str) -> tuple[bool, str]:
        """Takes a report. Returns whether the place moved, and a message or ""."""
        if not self.speaking:
            return False, text if name == "gone" else ""
        if name == "started":
            return self._started(utterance_id), ""
        if name == "word":
            self._word = self._narrator.word(utterance_id, offset) or self._word
        elif name in ("finished", "failed"):
            return False, self._finished(utterance_id) or (text if name == "failed" else "")
        elif name == "gone":
            self.silence()
            return False, text
        return False, text if name == "silent" else ""

    def _started(self, utterance_id: int) -> bool:
        place = self._narrator.started(utterance_id)
        if place is None:
            return False
        self._word = place
        self._session.follow(place)
        return True

    def _finished(self, utterance_id: int) -> str:
        more = self._narrator.finished(utterance_id)
        if more and self._voice is not None:
            self._voice.say(more)
        if self._narrator.active:
            return ""
        self.speaking = False
        return _("End of the publication.")
