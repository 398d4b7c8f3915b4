"""What somebody asks to read → a publication; what takes long is waited for with patience."""

import os
from contextlib import closing

from tui import folders
from tui.core.blocks import is_lazy
from tui.core.clean import clean_line
from tui.core.corrections import Change, Correction
from tui.core.light import Callable, Sequence, TypeVar, suppress
from tui.core.publication import Place, Publication
from tui.core.reading import Reading
from tui.errors import LockedError, ReaderError, SourceError
from tui.fetch import as_path, beside, fetch, is_address, is_pipe, seed
from tui.fetch.files import LongSource, Opened, long_text, open_long
from tui.library import Library, open_library
from tui.long_work import LongWork, Waited
from tui.texts import n_

T = TypeVar("T")
_PATIENCE = 1.0  # seconds before a bar or a line says that it takes long: on a slow machine a page takes half of it


def open_source(source: str) -> Publication:
    """`opened_source` without what it was made of."""
    return opened_source(source)[0]


def opened_source(source: str) -> tuple[Publication, Opened | None]:
    """What a path (or "-", an address, "@" and a number or title of the library) holds, with what was put right in
    it; and what was opened for it. Percent lines on standard error where that takes long. Raises ReaderError."""
    from tui.patient import told
    from tui.unlocking import unlocked

    path, found = folders.library_path(), None
    if is_entry(source):
        from tui.keeping.chosen import entry

        with closing(open_library(path)[0]) as library, told():
            publication = unlocked(lambda: entry(library, source, opens=False)[0])
    else:
        try:
            with told():
                opened = open_long(source) or fetch(source)
                publication, found = unlocked(lambda: _understand(opened)), opened
        except ReaderError as error:
            publication = _last_read(source, error)
    if not publication.source or not os.path.exists(path):
        return publication, found
    with closing(open_library(path)[0]) as library:
        corrections = library.corrections(publication)
    return Corrections().corrected(publication, corrections), found


def led_to(reading: Reading, words: str, plain: bool) -> list[str]:
    """Goes where words lead, "page 143" or those of a title, in what has just been opened. Returns why it cannot. Shows
    how far it is where that takes long; raises KeyboardInterrupt when somebody cancels it."""
    if not words:
        return []
    from tui.core.actions.naming import place_named
    from tui.core.clean import brief
    from tui.core.menu import Act

    waited = Patience(plain)  # there is no reader yet that could tell how far it is
    begin, reading.begin = reading.begin, lambda name, work, patience=0.0: waited(name, work)
    reply = place_named(reading, words)
    reading.begin = begin
    return [brief(reply.text)] if reply.act is Act.SAID else []


def _last_read(source: str, problem: ReaderError) -> Publication:
    """What the library has kept of an address, or of a file that has gone. Raises the problem where that is nothing."""
    from tui.keeping.chosen import as_last_read
    from tui.narration import tell

    path = folders.library_path()
    if not (is_address(source) or _is_gone(source)) or not os.path.exists(path):
        raise problem
    with closing(open_library(path)[0]) as library:
        publication, _found = as_last_read(library, source, problem)
        tell(library.warning)
    return publication


def _is_gone(source: str) -> bool:
    """Whether a path leads to nothing."""
    return source != "-" and not os.path.lexists(os.path.expanduser(source))


def asked(source: str, plain: bool) -> Opened | None:
    """What `find` finds; None of what only the library knows: its entries, addresses, what was read last, and files
    that have gone."""
    if not source or is_entry(source) or is_address(source):
        return None
    try:
        return find(source, plain)
    except SourceError:
        if not _is_gone(source):
            raise
        return None


def looked_up(command: str, word: str) -> list[str]:
    """What the dictionary program says of a word. Raises ReaderError."""
    from tui.dictionary import look_up

    return look_up(command, word)


def find(source: str, plain: bool) -> Opened:
    """What was asked for. When the text itself came through standard input, keys come from the terminal."""
    if is_pipe(source):  # whoever writes to it may take long
        return Patience(plain)(clean_line(os.path.basename(source)), lambda: fetch(source))
    found = open_long(source) or fetch(source)
    if source == "-":
        with suppress(OSError):
            os.dup2(os.open("/dev/tty", os.O_RDONLY), 0)
    return found


def opened(source: str, found: Opened | None, library: Library, plain: bool) -> tuple[Publication, Opened]:
    """The publication of what was found, else of an entry of the library or an address, else what was read last. Shows
    how far it is where that takes long, and asks for a password. Raises ReaderError, and KeyboardInterrupt when
    somebody cancels it."""
    try:
        return _opened(source, found, library, Patience(plain))
    except LockedError:
        from tui.unlocking import unlocked  # seldom

        return unlocked(lambda: _opened(source, found, library, Patience(plain)))


def _opened(source: str, found: Opened | None, library: Library, waited: Waited) -> tuple[Publication, Opened]:
    if found:
        publication = _open(found, library, waited)
    else:
        publication, found = _known(source, library, waited) if source else last(library, waited)
    if is_lazy(publication):
        waited(found.name, library.left_at(publication))
    return publication, found


def is_entry(source: str) -> bool:
    return source.startswith("@") and not os.path.exists(source)


class Patience:
    """Does work; where that takes long somebody is shown how far it is, and may end it."""

    def __init__(self, plain: bool) -> None:
        self._plain = plain

    def __call__(self, name: str, work: Callable[[], T]) -> T:
        opening = LongWork(name, work)
        if not opening.wait(_PATIENCE):
            from tui.patient import watch

            watch(opening, self._plain)
        return opening.result()


def last(library: Library, waited: Waited) -> tuple[Publication, Opened]:
    """What was read last, from its file, or as it was kept where that has gone; otherwise the page that comes with the
    program. Nothing is fetched over the network: what was read there has been kept."""
    for known in library.recent():
        with suppress(ReaderError):
            if is_address(known.path) or not os.path.exists(as_path(known.path)):
                if library.rows("SELECT 1 FROM texts WHERE publication = ?", known.key):
                    return _known(f"@{known.key}", library, waited)
                continue
            found = open_long(known.path) or fetch(known.path)
            return _open(found, library, waited), found
    found = seed()
    return _open(found, library, waited), found


def news(library: Library) -> str:
    """What subscriptions have brought that nobody has seen."""
    ((fresh,),) = library.rows("SELECT sum(fresh) FROM issues") or [(0,)]
    return n_("{n} new issue; L lists what there is.", "{n} new issues; L lists what there is.", fresh) if fresh else ""


def _understand(found: Opened) -> Publication:
    if isinstance(found, LongSource):
        return long_text(found)
    from tui import importers  # the library mostly saves it

    return importers.open_bytes(found.data, found.name, beside(found))


def _known(source: str, library: Library, waited: Waited) -> tuple[Publication, Opened]:
    """An address, an entry of the library, or a file that has gone."""
    from tui.keeping import chosen

    if is_address(source):
        return chosen.from_network(library, source, waited)
    return (chosen.entry if is_entry(source) else chosen.from_nowhere)(library, source, waited)


def _open(found: Opened, library: Library, waited: Waited) -> Publication:
    """The library saves making sense of a known source again."""
    known = None if isinstance(found, LongSource) else library.cached(found)
    publication = known or waited(found.name, lambda: _understand(found))
    library.remember(publication, found)
    return publication


class Corrections:
    """`tui.newspaper.corrections` as the reader meets it, imported when somebody has something put right."""

    def corrected(self, publication: Publication, corrections: Sequence[Correction]) -> Publication:
        from tui.newspaper.corrections import corrected

        return corrected(publication, corrections)

    def possible(self, publication: Publication, place: Place, offset: int) -> list[Change]:
        from tui.newspaper.corrections import possible

        return possible(publication, place, offset)
