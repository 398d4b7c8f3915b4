"""A publication read aloud into a file: every article a chapter."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tui.core.narrator import Narrator, Route, Utterance
from tui.core.publication import Place, Publication
from tui.export.encoders import Session, encode, program_for
from tui.export.sound_tags import Chapter
from tui.speech.studio import Studio
from tui.speech.tape import FRAME_BYTES

Progress = Callable[[int, int], None]
"""Is told how many of how many characters are done. What it raises ends the work, with nothing kept."""


class Said(NamedTuple):
    """Where a sentence stands, how many characters it has, and when it sounds, in seconds of its article."""

    place: Place
    length: int
    begin: float
    end: float


def write_sound(publication: Publication, path: Path, studio: Studio, route: Route, progress: Progress) -> None:
    """Writes the file at a path; its suffix says which kind. Raises ReaderError and OSError."""
    suffix = path.suffix.lower()
    program_for(suffix)  # better known before an hour of work than after it
    pcm = path.with_name(f"{path.name}.pcm")
    try:
        chapters: list[Chapter] = []
        with pcm.open("wb") as out:
            for article, said in recorded(publication, out, studio, route, progress):
                begin = chapters[-1].end if chapters else 0.0
                end = out.tell() / FRAME_BYTES / studio.rate
                if said:
                    chapters.append(Chapter(publication.articles[article].name, begin, end))
        encode(Session(pcm, studio.rate, tags_of(publication), chapters), suffix, path)
    finally:
        with suppress(OSError):
            pcm.unlink(missing_ok=True)


def recorded(
    publication: Publication, out: BinaryIO, studio: Studio, route: Route, progress: Progress
) -> Iterator[tuple[int, list[Said]]]:
    """Writes the sound of one article after the other; each with what was said in it, once it is written."""
    count = max(1, sum(article.characters for article in publication.articles))
    article, begin, said, done = 0, 0, list[Said](), 0
    for utterance in _utterances(publication, route):
        while utterance.place.article != article:
            yield article, said
            article, begin, said = article + 1, out.tell(), []
        start = (out.tell() - begin) / FRAME_BYTES / studio.rate
        take = studio.record(utterance)
        out.write(take.pcm)
        said.append(Said(utterance.place, len(utterance.text), start, start + take.frames / studio.rate))
        done += len("".join(utterance.text.split()))
        progress(min(done, count), count)
    yield article, said


def _utterances(publication: Publication, route: Route) -> Iterator[Utterance]:
    narrator = Narrator(publication, ahead=1)
    waiting = narrator.start(Place(), route)
    while waiting:
        yield waiting[0]
        waiting = narrator.finished(waiting[0].id)


def tags_of(publication: Publication) -> dict[str, str]:
    """What a player shows."""
    about = publication.metadata
    told = {"title": publication.title, "album": publication.title, "language": publication.language}
    told |= {"artist": str(about.get("author", "") or about.get("paper", "")), "date": str(about.get("date", ""))}
    return {name: text for name, text in told.items() if text} | {"genre": "Speech"}
