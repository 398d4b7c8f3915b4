"""Publications by what people call them: numbers and titles of the library, addresses."""

import os
from collections.abc import Sequence

from tui.core.clean import printable
from tui.core.letters import folded
from tui.core.publication import Publication
from tui.core.shelf import Listed
from tui.errors import LibraryError, ReaderError, UsageError
from tui.fetch import Source, as_text, fetch, is_address, passwords
from tui.keeping.intake import understood
from tui.keeping.librarian import Librarian
from tui.library import Library, shelf
from tui.long_work import Waited, at_once
from tui.texts import _


def chosen_of(listed: Sequence[Listed], name: str) -> Listed:
    """A publication by its number in the list, its key, or words of its title. Raises UsageError."""
    name = name.removeprefix("@")
    is_number = name.isascii() and name.isdecimal()
    if is_number and 1 <= int(name[:9]) <= len(listed):
        return listed[int(name) - 1]
    found = [each for each in listed if name in (each.key, each.title)]
    if not found and name and not is_number:
        found = [each for each in listed if folded(name) in folded(each.title)]
    if len(found) == 1:
        return found[0]
    text = _("Several publications are called {name}; give a number of mangdao library.")
    if not found:
        text = _("No publication is called {name}; mangdao library lists them all.")
    raise UsageError(text.format(name=printable(name)))


def entry(library: Library, name: str, waited: Waited = at_once, opens: bool = True) -> tuple[Publication, Source]:
    """What the library lists by a number, a key or a title. `opens`: see `Librarian.read`. Raises ReaderError."""
    if library.unread:
        raise LibraryError(library.unread)
    at_work = Librarian(library, waited)
    known = chosen_of(at_work.listed(), name)
    return at_work.read(known.key, opens), Source(b"", known.title, known.path)


def from_network(library: Library, address: str, waited: Waited = at_once) -> tuple[Publication, Source]:
    """What is at an address now; where that cannot be had, what was there when it was last read, and the library tells
    of it. Raises ReaderError."""
    known = passwords.kept(address)
    try:
        found = waited(known, lambda: fetch(address))
        publication = understood(library, found, waited)
    except ReaderError as error:
        return as_last_read(library, known, error, waited)
    library.remember(publication, found)
    shelf.keep_text(library, publication)
    return publication, found


def from_nowhere(library: Library, path: str, waited: Waited = at_once) -> tuple[Publication, Source]:
    """What a file held that has gone. Raises ReaderError."""
    try:
        found = fetch(path)
    except ReaderError as error:
        return as_last_read(library, path, error, waited)
    return understood(library, found, waited), found  # it has come back


def as_last_read(
    library: Library, source: str, problem: ReaderError, waited: Waited = at_once
) -> tuple[Publication, Source]:
    """What was at a path or an address when it was taken in, and the library tells of it. Raises the problem where that
    was not kept."""
    path = passwords.kept(source) if is_address(source) else as_text(os.path.abspath(os.path.expanduser(source)))
    last = "SELECT key FROM publications WHERE path = ? AND key IN (SELECT publication FROM texts) ORDER BY added"
    rows = library.do(last, path)
    if not rows:
        raise problem
    library.tell(_("{problem} This is what was there when you last read it.").format(problem=problem))
    return entry(library, str(rows[-1][0]), waited)
