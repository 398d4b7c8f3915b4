"""Reading aloud: one voice, one session, one place."""

from tui.core.commands import COMMANDS, Unit
from tui.core.light import TYPE_CHECKING, Callable, NamedTuple, Protocol, Sequence
from tui.core.publication import Kind, Place, Publication
from tui.core.session import Range, ReadingSession
from tui.core.wording import _

if TYPE_CHECKING:
    # Imported when something is said: a list of articles is shown without.
    from tui.core.narrator import Narrator, Route, Utterance

# Commands after which a voice that was speaking goes on, from where they led.
GO_ON = frozenset(
    {command.name for command in COMMANDS if command.move and command.move[0] is not Unit.CHARACTER}
    | {"start", "end", "back", "repeat", "faster", "slower", "louder", "quieter", "next-hit", "previous-hit"}
)
STOPS = {"word": Unit.WORD, "sentence": Unit.SENTENCE, "paragraph": Unit.BLOCK, "article": Unit.ARTICLE}
"""After what reading aloud may stop, by the values of the setting `stop_after`."""


class Voice(Protocol):
    """What the core needs of a voice. None of these waits."""

    def say(self, utterances: "Sequence[Utterance]") -> None: ...
    def cancel(self) -> None: ...
    def voices(self) -> list[tuple[str, str]]:
        """Names, and descriptions for people, with the language behind the last comma. May take a second the first
        time."""


class Mode(NamedTuple):
    """What is read beside the ordinary: nothing but titles; or a selection, up to its end."""

    headlines: bool = False
    end: Place | None = None


class Listening:
    """Whether the voice speaks, and what its reports mean for the place.

    While it speaks the session's place is the beginning of the sentence that sounds; silenced, the place
    is the word that was cut off, so that going on begins with that word. `queue`: the beginnings of articles
    that are to follow each other. `selection`: the beginning and the end of what it begins with; when it
    is complete its own, and where the reader was then. `clock`: seconds that only grow, for the sleep timer.
    """

    def __init__(
        self,
        session: ReadingSession,
        voice: Voice | None,
        get: Callable[[str], object],
        clock: Callable[[], float] = float,  # stands still
    ) -> None:
        """`get`: the value of a setting."""
        self._session = session
        self._voice = voice
        self._get = get
        self._known: Narrator | None = None
        self._word: Place | None = None
        self._mode = Mode()
        self._paused: Place | None = None
        self._deadline: float | None = None
        self.selection: tuple[Place, ...] = ()
        self.clock = clock
        self.until_end_of_article = False
        self.queue: list[Place] = []
        self.is_queue_over = self.stops = False  # with what was said last; somebody wants it to stop there
        self.speaking = False
        self.interrupted = False
        self._is_hushed = False
        self.used = False
        self.is_unheard = False  # the voice has said that no sound of it can be heard

    def replace(self, publication: Publication, moved: Callable[[Place], Place]) -> None:
        """Reads another publication from now on, when it speaks again. `moved`: where a place of the old one is."""
        self.silence()
        if self._known:
            self._known.replace(publication)
        self._word = None
        self._mode = Mode()
        self.selection = ()
        self.queue = list(dict.fromkeys(Place(moved(place).article) for place in self.queue))

    def turn_to(self, session: ReadingSession) -> None:
        """Goes with the reader to another publication, where nothing is queued or selected yet."""
        self.silence()
        self._session = session
        if self._known:
            self._known.replace(session.publication)
        self._word = self._paused = None
        self._mode = Mode()
        self.selection, self.queue = (), []

    @property
    def voice(self) -> Voice | None:
        return self._voice

    @property
    def _narrator(self) -> "Narrator":
        if self._known is None:
            from tui.core.narrator import Narrator

            self._known = Narrator(self._session.publication)
        return self._known

    @property
    def sentence(self) -> Range | None:
        """The range of the current block that is being spoken, None in silence."""
        return self._session.range(Unit.SENTENCE) if self.speaking else None

    @property
    def word(self) -> Range | None:
        """The range of the word that sounds, in the current block; None in silence."""
        if not self.speaking or self._word is None or self._word[:2] != self._session.place[:2]:
            return None
        from tui.core.words import word_at

        return word_at(self._session.block.text, self._word.offset)

    def start(self, place: Place, mode: Mode | None = None) -> str:
        """Speaks from a place on; without a mode in the one that was paused at this place, else in the ordinary
        one. Returns why it cannot, or ""."""
        if not self.is_paused(place):
            self._session.remember(place)
        self._mode = mode or (self._mode if self.is_paused(place) else Mode())
        return self.go_on(place)

    def go_on(self, place: Place) -> str:
        """Speaks from a place on as it did before. Returns why it cannot, or ""."""
        if self._voice is None:
            return _("There is no voice here; mangdao doctor says what is missing.")
        if self.sleep_seconds == 0:
            self.sleep(None)
        utterances = self._narrator.start(place, self._route())
        if not utterances:
            return _("Nothing is left to read aloud.")
        self.speaking = self.used = True
        self._is_hushed = self.is_queue_over = False
        self._word = self._paused = None
        self._voice.say(utterances)
        return ""

    def is_paused(self, place: Place) -> bool:
        """Whether it stopped here, so that going on means to go on as before."""
        return place == self._paused

    def say(self, text: str, language: str) -> int:
        """Says something that is not of the publication, behind the rest. Returns its id; 0 without a voice."""
        if self._voice is None:
            return 0
        utterance = self._narrator.apart(text, language)
        self._voice.say([utterance])
        return utterance.id

    def hush(self) -> None:
        """Silent at once, for a key of which only the beginning has come: what it interrupts, `silence` does with the
        rest."""
        self.silence()
        self._is_hushed = self.interrupted

    def silence(self) -> None:
        """Silent at once; remembers whether it was speaking, and the word."""
        self.interrupted, self._is_hushed = self.speaking or self._is_hushed, False
        if not self.speaking or self._voice is None:
            return
        self._voice.cancel()
        self._narrator.stop()
        self.speaking = False
        if self._word is not None:
            self._session.follow(self._word)
        self._paused = self._session.place

    def forget_mode(self) -> None:
        """The next reading is an ordinary one, wherever it begins."""
        self._mode, self._paused = Mode(), None

    def sleep(self, minutes: int | None) -> None:
        """Stops behind the sentence that sounds in so many minutes; None: does not."""
        self._deadline = None if minutes is None else self.clock() + 60 * minutes

    @property
    def sleep_seconds(self) -> float | None:
        """How long until the sleep timer ends the reading, None when it is not set."""
        return None if self._deadline is None else max(0.0, self._deadline - self.clock())

    def heard(self, name: str, utterance_id: int, offset: int, text: str) -> tuple[bool, str]:
        """Takes a report. Returns whether the place moved, and a message or ""."""
        if name in ("ready", "silent"):
            self.is_unheard = name == "silent"
        if not self.speaking:
            return False, text if name in ("gone", "notice") else ""
        if name == "started":
            return self._started(utterance_id), ""
        if name == "word":
            self._word = self._narrator.word(utterance_id, offset) or self._word
        elif name in ("finished", "failed"):
            return False, self._finished(utterance_id) or (text if name == "failed" else "")
        elif name == "gone":
            self.silence()
            return False, text
        return False, text if name in ("silent", "notice") else ""

    def _route(self) -> "Route":
        """What to read, by the settings and the mode."""
        from tui.core.narrator import Route

        stop_after = STOPS.get(str(self._get("stop_after")))
        if self.until_end_of_article:
            stop_after = stop_after or Unit.ARTICLE
        skip = frozenset(map(Kind, str(self._get("skip")).split()))
        queue = tuple(place.article for place in self.queue)
        pauses, recordings = int(str(self._get("pauses"))), bool(self._get("recordings"))
        return Route(skip, self._mode.headlines, queue, self._mode.end, stop_after, pauses, recordings)

    def _started(self, utterance_id: int) -> bool:
        place = self._narrator.started(utterance_id)
        if place is None:
            return False
        self._word = place
        self._session.follow(place)
        return True

    def _finished(self, utterance_id: int) -> str:
        said = self._narrator.started(utterance_id)
        if said is None:
            return ""
        more = self._narrator.finished(utterance_id)
        following = self._narrator.following
        in_queue = self._leave_article(Place(said.article), following)
        if self._narrator.active and self.sleep_seconds != 0:
            if more and self._voice is not None:
                self._voice.say(more)
            return ""
        return self._ended(following, in_queue)

    def _leave_article(self, article: Place, following: Place | None) -> bool:
        """Takes an article that has been read to its end out of the queue. Whether it was in there."""
        if self._mode.end or article not in self.queue or (following and following.article == article.article):
            return False
        self.queue.remove(article)
        return True

    def _ended(self, following: Place | None, in_queue: bool) -> str:
        """Nothing more is said: the sleep timer is over, the route stops here, or there is no more."""
        end = self._mode.end
        if self._voice is not None and self._narrator.active:
            self._voice.cancel()
        self._narrator.stop()
        self.speaking = False
        self.is_queue_over = in_queue and following is None
        self.stops = self.sleep_seconds == 0 or self.until_end_of_article or self._get("stop_after") in STOPS
        if self.sleep_seconds == 0:
            self.sleep(None)
        if following is not None:
            if following.article != self._session.place.article:
                self.until_end_of_article = False
            self._session.follow(following)
            self._paused = self._session.place
            return ""
        self.until_end_of_article = False
        return _end_of(end is not None, in_queue)


def _end_of(is_selection: bool, is_queue: bool) -> str:
    if is_selection:
        return _("End of the selection.")
    return _("End of the queue.") if is_queue else _("End of the publication.")
