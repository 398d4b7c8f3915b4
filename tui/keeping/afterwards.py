"""What is done with every publication once it is being read, in a thread: it is counted, made searchable, and kept
whole, to be there without its file and without a network; subscribed folders are looked into.

For most publications all that was done long ago, and then next to nothing is imported.
"""

import os
from collections.abc import Callable
from contextlib import closing, suppress

from tui.core.blocks import is_lazy
from tui.core.light import TYPE_CHECKING
from tui.core.progress import CancelledError
from tui.core.publication import Publication
from tui.errors import ReaderError
from tui.fetch import as_path, is_address
from tui.fetch.files import Opened
from tui.fetch.in_folders import files_of
from tui.library import Library
from tui.library.database import MEMORY
from tui.long_work import beside_keys

if TYPE_CHECKING:
    from tui.keeping.errands import Report

_Files = frozenset[tuple[str, int, int]]  # paths, sizes, when each was changed
LookedAt = dict[int, _Files]
"""What is in the folders of subscriptions and was no issue, as long as the program runs."""
_AGAIN = 60.0  # seconds between two looks into folders: somebody may read all day


def after_opening(
    path: str,
    publication: Publication,
    found: Opened,
    go_on: Callable[[], bool],
    tell: Callable[[str], None],
    looked_at: LookedAt,
) -> float:
    """On a connection of its own, a piece at a time, as long as `go_on` says so; the rest the next time. Of new issues
    `tell` hears. Seconds after which there may be more of them; 0 where no folder is subscribed to."""
    if path == MEMORY:
        return 0.0
    with suppress(ReaderError), beside_keys(), closing(Library(path)) as library:
        _take_care(library, publication, found, go_on)
        _care_for_the_rest(library, go_on, tell, looked_at)
        return _AGAIN if folders(library) else 0.0
    return 0.0


def _take_care(library: Library, publication: Publication, found: Opened, go_on: Callable[[], bool]) -> None:
    def lacks(table: str, column: str = "publication") -> bool:
        sql = f"SELECT 1 FROM {table} WHERE publication = ? AND {column} IS NOT NULL"
        return not library.rows(sql, publication.key)

    lacks_text = found.path != "-" and lacks("texts")
    if lacks_text and not is_lazy(publication):
        from tui.library import shelf

        if is_address(found.path) or shelf.is_small(publication):
            shelf.keep_text(library, publication)
    if lacks("details", "author") or lacks("searchable"):
        from tui.keeping.librarian import catch_up

        catch_up(library, publication, go_on)
    if lacks_text and is_lazy(publication):
        _keep_whole(library, publication, found, go_on)


def _keep_whole(library: Library, publication: Publication, found: Opened, go_on: Callable[[], bool]) -> None:
    """What has yet to be made, in a process of its own: it may be much."""
    from tui.library import shelf

    if not go_on() or not shelf.is_small(publication) or not os.path.isfile(as_path(found.path)):
        return
    from tui.keeping import messenger

    def hear(_report: "Report") -> None:
        if not go_on():
            raise CancelledError

    with suppress(CancelledError):
        messenger.send(library.path, "text", [publication.key], hear)


def _care_for_the_rest(
    library: Library, go_on: Callable[[], bool], tell: Callable[[str], None], looked_at: LookedAt
) -> None:
    """In a process of its own, for it may be much: what is new in subscribed folders, and the rest of the index, where
    that has been made anew or somebody has left in the middle."""
    lacking = """SELECT key FROM publications WHERE key IN (SELECT publication FROM texts)
        AND (key NOT IN (SELECT publication FROM searchable)
            OR key IN (SELECT publication FROM details WHERE author IS NULL))"""
    keys = [str(key) for (key,) in library.rows(lacking)]
    new = with_new_files(library, looked_at)
    if not go_on() or not (keys or new):
        return
    from tui.keeping import messenger

    told = ""

    def hear(report: "Report") -> None:
        nonlocal told
        if not go_on():
            raise CancelledError
        if report.said != told:
            told = report.said
            tell(told)

    with suppress(CancelledError):
        messenger.send(library.path, "rest", [list(new), keys], hear)
        looked_at |= new  # what was no issue will not be one the next time


def folders(library: Library) -> list[tuple[int, str]]:
    """The subscriptions to folders: number and path."""
    rows = library.rows("SELECT id, source FROM subscriptions WHERE ended = 0")
    return [(number, source) for number, source in rows if not is_address(source) and os.path.isdir(as_path(source))]


def with_new_files(library: Library, looked_at: LookedAt) -> LookedAt:
    """The subscriptions to folders in which something is that they have not brought: their numbers, with that. What a
    look has made nothing of before does not count until it changes: nobody wants a folder of pictures read every
    minute."""
    found = folders(library)
    if not found:
        return {}
    from tui.library import subscriptions

    new: LookedAt = {}
    for number, source in found:
        known = subscriptions.known(library, number)
        there = frozenset(_as_it_is(path) for path in files_of(source) if path not in known)
        if not there <= looked_at.get(number, frozenset()):
            new[number] = there
    return new


def _as_it_is(path: str) -> tuple[str, int, int]:
    try:
        status = os.stat(as_path(path))
    except OSError:
        return path, 0, 0
    return path, status.st_size, status.st_mtime_ns
