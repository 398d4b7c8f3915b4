"""EPUB 3 that is heard too: every article read aloud into a file of its own, sentence by sentence (media overlays)."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from io import TextIOWrapper
from pathlib import Path

from tui.core.narrator import Route
from tui.core.publication import Kind, Publication
from tui.export.encoders import Session, encode, program_for
from tui.export.epub import Narration, write
from tui.export.pages import sentence_name
from tui.export.sound import Progress, Said, recorded
from tui.speech.studio import Studio

_SMIL = (
    '<?xml version="1.0" encoding="utf-8"?>\n<smil xmlns="http://www.w3.org/ns/SMIL"'
    ' xmlns:epub="http://www.idpf.org/2007/ops" version="3.0"><body>\n{body}\n</body></smil>\n'
)
_PAR = '<par><text src="{page}#{name}"/><audio src="{sound}" clipBegin="{begin:.3f}s" clipEnd="{end:.3f}s"/></par>'


def write_narrated(publication: Publication, path: Path, studio: Studio, route: Route, progress: Progress) -> None:
    """Writes the book at a path. Raises ReaderError and OSError."""
    program_for(".mp3")
    folder = Path(tempfile.mkdtemp(prefix=".mangdao-", dir=path.parent))
    try:
        narrations = dict(_narrations(publication, folder, studio, route, progress))
        with path.open("wb") as file, TextIOWrapper(file, encoding="utf-8") as out:
            write(publication, out, narrations)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _narrations(
    publication: Publication, folder: Path, studio: Studio, route: Route, progress: Progress
) -> Iterator[tuple[int, Narration]]:
    pcm = folder / "pcm"
    with pcm.open("wb") as out:
        for article, said in recorded(publication, out, studio, route, progress):
            if not said:
                continue
            out.flush()
            sound = folder / f"a{article}.mp3"
            encode(Session(pcm, studio.rate, {}, ()), ".mp3", sound)
            out.seek(0)
            out.truncate()
            yield article, _narration(publication, article, said, sound)


def _narration(publication: Publication, article: int, said: Sequence[Said], sound: Path) -> Narration:
    # The pause behind a sentence is heard with it.
    ends = [*(each.begin for each in said[1:]), said[-1].end]
    blocks = publication.articles[article].blocks
    sentences: dict[int, list[tuple[int, int]]] = {}
    times: dict[tuple[int, int], tuple[float, float]] = {}
    for each, end in zip(said, ends, strict=True):
        block, start = each.place.block, each.place.offset
        if blocks[block].kind is Kind.TABLE:  # a row, whatever its cells hold
            times[block, 0] = (times.get((block, 0), (each.begin, 0.0))[0], end)
            sentences[block] = [(0, len(blocks[block].text))]
            continue
        times[block, start] = (each.begin, end)
        sentences.setdefault(block, []).append((start, start + each.length))
    page = f"a{article}.xhtml"
    pars = (
        _PAR.format(page=page, name=sentence_name(article, *key), sound=escape(sound.name), begin=begin, end=end)
        for key, (begin, end) in times.items()
    )
    return Narration(sound, _SMIL.format(body="\n".join(pars)), ends[-1], sentences)
