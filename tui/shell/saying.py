"""`mangdao say`: reading aloud without a screen, to the end."""

import os
from contextlib import closing
from queue import SimpleQueue

from tui import folders
from tui.core.narrator import Narrator, Route, Utterance
from tui.core.publication import Place, Publication
from tui.core.readings import read_as
from tui.errors import SpeechError
from tui.fetch import is_address
from tui.library import open_library
from tui.library.shelf import path_of
from tui.narration import tell
from tui.settings import Settings
from tui.speech import Event
from tui.speech.voice import Voice
from tui.voicing import open_voice


def path_of_source(source: str, publication: Publication) -> str:
    """Where the sound files of a source are looked for."""
    if source == "-" or is_address(source):
        return source
    if not source.startswith("@") or os.path.exists(source):
        return os.path.abspath(os.path.expanduser(source))
    with closing(open_library(folders.library_path())[0]) as library:
        return path_of(library, publication.key)


def say_aloud(publication: Publication, settings: Settings, path: str = "") -> int:
    """Says everything, then returns 0. `path`: of the publication's source, for its recordings. Raises SpeechError
    when the voice is gone for good."""
    events: SimpleQueue[Event] = SimpleQueue()
    narrator = Narrator(read_as(publication, settings.readings))
    voice = open_voice(events.put, settings)
    try:
        voice.say(_at(path, narrator.start(Place(), Route(recordings=settings.recordings))))
        while narrator.active:
            _take(events.get(), narrator, voice, path)
    finally:
        voice.close()
    return 0


def _at(path: str, utterances: list[Utterance]) -> list[Utterance]:
    return [utterance._replace(source=utterance.source and path) for utterance in utterances]


def _take(event: Event, narrator: Narrator, voice: Voice, path: str) -> None:
    if event.text and event.name in ("silent", "notice", "failed"):
        tell(event.text)
    if event.name in ("finished", "failed"):
        voice.say(_at(path, narrator.finished(event.id)))
    elif event.name == "gone":
        raise SpeechError(event.text)
