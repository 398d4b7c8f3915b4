"""Utterances → sound. The Protocols every backend keeps, and the table of backends.

Three grains. A `Synthesizer` turns text into PCM with marks and makes no sound. A `Speaker` says an
utterance by itself and reports what happens. A `Voice` is what the front ends hold: the worker process
that owns one Speaker, seen from outside.
"""

from tui.core.light import Callable, Generator, NamedTuple, Protocol
from tui.core.narrator import Utterance
from tui.core.pronunciation import Pronunciation
from tui.core.wording import N_

LOST = N_("The sound has stopped, because its device does not answer; Space tries it again.")
"""Why reading ends when a device is gone."""


class VoiceInfo(NamedTuple):
    """A voice that can be chosen. `name` is what settings store, `language` a BCP 47 tag such as zh or en."""

    name: str
    language: str
    description: str


class Mark(NamedTuple):
    """The character of the spoken text (`offset`, from 0) that sounds at `frame` of its PCM."""

    offset: int
    frame: int


class Sound(NamedTuple):
    """A piece of an utterance: mono 16-bit little-endian PCM, and the marks whose frames count from the
    beginning of the utterance."""

    pcm: bytes
    marks: tuple[Mark, ...] = ()


class Diction(NamedTuple):
    """What is said for what is written. `numbers`: "whole", or "digits" for one digit after the other.
    `punctuation`: marks that are said by name: "none", "some" (brackets, quotes, signs) or "all".
    `switching`: each passage in its own language. `pronunciations`: a person's own rules, the first that fits wins."""

    numbers: str = "whole"
    punctuation: str = "none"
    switching: bool = True
    pronunciations: tuple[Pronunciation, ...] = ()


class Manner(NamedTuple):
    """How to speak. `rate`: percent of normal speed, 50 to 600. `volume`: 0 to 100 percent.
    `voice`: a `VoiceInfo.name`, or "" for the best voice of each utterance's language. `pitch`: 0 to 100, 50 as
    the voice is by itself. `diction`: what is said at all."""

    rate: int = 100
    volume: int = 100
    voice: str = ""
    pitch: int = 50
    diction: Diction = Diction()


class Synthesizer(Protocol):
    """Text to PCM. Opened and used by one thread only. `description`: what speaks, one line for people.
    `silent`: its PCM is silence."""

    sample_rate: int
    silent: bool

    @property
    def description(self) -> str: ...

    def voices(self) -> list[VoiceInfo]: ...

    def synthesize(self, text: str, language: str, manner: Manner) -> Generator[Sound, None, None]:
        """The sound of the text, piece by piece, soonest first, without silence around it. Closing the
        generator aborts the engine.

        Raises SpeechError when the engine gives nothing.
        """


class Event(NamedTuple):
    """What a voice reports: `name` is one of ready, silent, notice, started, word, finished, failed, gone.

    `id`: the utterance; `offset`: for `word`, the character of its text; `text`: for `ready` what is
    speaking (one line for people), for `silent`, which comes instead, the same and why nothing will be
    heard; for `notice` one more thing that somebody should know, while the voice goes on; for `failed` and
    `gone` the reason, one plain sentence. After `failed` the voice goes on with the next utterance; after
    `gone` it has stopped and forgotten all of them.
    A front end's listener hears media keys too: `media`, with the key's name as the text.
    A Speaker also reports `beat` about once a second while it sounds, which a Voice keeps to itself.
    """

    name: str
    id: int = 0
    offset: int = 0
    text: str = ""


Listener = Callable[[Event], None]


class Speaker(Protocol):
    """Says utterances in order and reports to its listener, from any thread.

    The listener may be called while the speaker holds its locks: it queues the event and returns.
    `description` is one line for people; it says so when there is no sound device. `silent`: nothing will be
    heard.
    """

    @property
    def description(self) -> str: ...

    @property
    def silent(self) -> bool: ...

    def voices(self) -> list[VoiceInfo]: ...

    def say(self, utterance: Utterance) -> None:
        """Queues the utterance behind those before it; returns at once."""

    def cancel(self) -> None:
        """Silence now, and forget what is queued. No `finished` follows for what was cancelled."""

    def set(self, manner: Manner) -> None:
        """Applies from the next utterance on."""

    def close(self) -> None: ...


class Backend(NamedTuple):
    """A row of the table. `unavailable()` is "" when it can be used here, otherwise the reason and what to
    install, one sentence; it is quick and makes no sound. `open` may take its time: it runs in the worker.
    `is_far`: it may be on another machine, so that it can come back when it could not be had. `synthesizer` opens what
    makes the sound, where that can be had without a device, for files."""

    name: str
    unavailable: Callable[[], str]
    open: Callable[[Listener], Speaker]
    is_far: bool = False
    synthesizer: Callable[[], Synthesizer] | None = None
