"""The way of publications into the library: understood, packed, and all of them there at once."""

from collections.abc import Callable

from tui import importers
from tui.core.progress import part
from tui.core.publication import Publication
from tui.fetch import beside
from tui.fetch.files import LongSource, Opened, long_text
from tui.library import Library, shelf
from tui.long_work import Waited, at_once

HALF = 0.5
"""Of the work on a source is to understand it, the other to keep it whole."""

_DETAILS = "publication, date, language, articles, characters, minutes, author"
_INCOMING = f"CREATE TEMP TABLE IF NOT EXISTS incoming ({_DETAILS}, title, name, path, digest, content)"
_CHANGED = """SELECT publication, title, path FROM incoming
    WHERE path <> '-' AND path IN (SELECT path FROM publications)
    AND publication NOT IN (SELECT key FROM publications)"""
_ALIKE = """SELECT publication, title, path FROM incoming
    WHERE path <> '-' AND path NOT IN (SELECT path FROM publications)
    AND publication NOT IN (SELECT key FROM publications) LIMIT 20"""
_TAKE_IN = (
    # The first that was named is the first in the list.
    """INSERT INTO publications SELECT publication, title, name, path, ? - rowid / 1e6, 0
        FROM incoming WHERE 1 ON CONFLICT (key) DO UPDATE SET path = excluded.path, added = excluded.added""",
    "INSERT OR REPLACE INTO texts SELECT publication, digest, content FROM incoming",
    f"INSERT OR REPLACE INTO details SELECT {_DETAILS} FROM incoming",
    "DELETE FROM trash WHERE publication IN (SELECT publication FROM incoming)",
)


class Intake:
    """Publications on their way into the library, where nobody sees them yet. `also`: what else is to be written
    with them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.also: list[Callable[[], None]] = []
        library.do(_INCOMING)
        library.do("DELETE FROM incoming")

    def stage(self, found: Opened, publication: Publication | None = None) -> Publication:
        """Takes a source, and its publication where that is known already. Raises FormatError."""
        with part(0.0, HALF):
            publication = publication or understood(self._library, found)
        with part(HALF, 1.0):
            values = (publication.title, found.name, found.path, *shelf.packed_text(publication))
        marks = ", ".join("?" * 12)
        self._library.do(f"INSERT INTO incoming VALUES ({marks})", *shelf.details(publication), *values)
        return publication

    def finish(self) -> None:
        """In a transaction. What was read before in another form hands on what people left in it."""
        for key, title, path in [*self._library.do(_CHANGED), *self._library.do(_ALIKE)]:
            has_any = self._library.ancestors(key, title, path)[0]
            if has_any and (publication := shelf.text(self._library, key, "incoming")):
                self._library.inherit(publication, path)
        for statement in _TAKE_IN:
            self._library.do(statement, *([self._library.now()] if "?" in statement else ()))
        for write in self.also:
            write()
        self._library.do("DELETE FROM incoming")


def understood(library: Library, found: Opened, waited: Waited = at_once) -> Publication:
    """The publication in a source; the library mostly saves making sense of it again. Raises FormatError."""
    if isinstance(found, LongSource):
        return waited(found.name, lambda: long_text(found))
    known = library.cached(found)
    return known or waited(found.name, lambda: importers.open_bytes(found.data, found.name, beside(found)))
