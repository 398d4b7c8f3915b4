"""What is done with every publication once it is being read, in a thread: it is counted, made searchable, and kept
whole where it comes from the network; subscribed folders are looked into.

For most publications all that was done long ago, and then next to nothing is imported.
"""

import os
from collections.abc import Callable
from contextlib import suppress

from tui.core.publication import Publication
from tui.database import MEMORY
from tui.errors import ReaderError
from tui.fetch import is_address
from tui.files import Opened
from tui.library import Library
from tui.opening import beside_keys


def after_opening(path: str, publication: Publication, found: Opened, go_on: Callable[[], bool]) -> None:
    """On a connection of its own, a piece at a time, as long as `go_on` says so; the rest the next time."""
    if path == MEMORY:
        return
    with suppress(ReaderError), beside_keys():
        library = Library(path)
        try:
            _take_care(library, publication, found, go_on)
            _look_into_folders(library, go_on)
            _make_searchable(library, go_on)
        finally:
            library.close()


def _take_care(library: Library, publication: Publication, found: Opened, go_on: Callable[[], bool]) -> None:
    def lacks(table: str) -> bool:
        return not library.rows(f"SELECT 1 FROM {table} WHERE publication = ?", publication.key)

    if is_address(found.path) and lacks("texts"):
        from tui.library import shelf

        shelf.keep_text(library, publication)
    if lacks("details") or lacks("searchable"):
        from tui.librarian import catch_up

        catch_up(library, publication, go_on)


def _make_searchable(library: Library, go_on: Callable[[], bool]) -> None:
    """The rest of the library, where its index has been made anew or somebody has left in the middle."""
    lacking = "SELECT key FROM publications WHERE key NOT IN (SELECT publication FROM searchable)"
    for (key,) in library.rows(lacking):
        from tui.librarian import catch_up
        from tui.library import shelf

        if go_on() and (text := shelf.text(library, key)):
            catch_up(library, text, go_on)


def _look_into_folders(library: Library, go_on: Callable[[], bool]) -> None:
    sources = library.rows("SELECT source FROM subscriptions")
    if not go_on() or not any(os.path.isdir(source) for (source,) in sources):
        return
    from tui import updating
    from tui.librarian import Librarian
    from tui.library import subscriptions

    folders = [each for each in subscriptions.listed(library) if os.path.isdir(each.source)]
    updating.update(Librarian(library), folders)
