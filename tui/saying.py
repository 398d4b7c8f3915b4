"""`mangdao say`: reading aloud without a screen, to the end."""

import sys
from queue import SimpleQueue

from tui.config import Settings
from tui.core.narrator import Narrator
from tui.core.publication import Place, Publication
from tui.errors import SpeechError
from tui.speech import Event
from tui.speech.voice import Voice
from tui.voicing import open_voice


def say_aloud(publication: Publication, settings: Settings) -> int:
    """Says everything, then returns 0. Raises SpeechError when the voice is gone for good."""
    events: SimpleQueue[Event] = SimpleQueue()
    narrator = Narrator(publication)
    voice = open_voice(events.put, settings)
    try:
        voice.say(narrator.start(Place()))
        while narrator.active:
            _take(events.get(), narrator, voice)
    finally:
        voice.close()
    return 0


def _take(event: Event, narrator: Narrator, voice: Voice) -> None:
    if event.text and event.name in ("silent", "notice", "failed"):
        print("mangdao:", event.text, file=sys.stderr)
    if event.name in ("finished", "failed"):
        voice.say(narrator.finished(event.id))
    elif event.name == "gone":
        raise SpeechError(event.text)
