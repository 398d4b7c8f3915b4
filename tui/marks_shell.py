"""The commands of the shell on what people leave in texts: highlights of a source, and all marks of the library."""

import sys
from argparse import Namespace

from tui import charset
from tui.config import Settings
from tui.core.clean import printable
from tui.errors import FormatError
from tui.export.marks import as_markdown, marks_of
from tui.fetch import fetch
from tui.library import left
from tui.library_shell import librarian
from tui.texts import _, n_


def highlights(options: Namespace, settings: Settings) -> int:
    """Bookmarks, highlights and notes of a source, in the order of its text, as Markdown or JSON, each with where it is
    from."""
    from tui.launch import open_source

    publication = open_source(options.source)
    with librarian(is_reading=True) as at_work:
        bookmarks = [(mark.place, mark.name) for mark in at_work.library.bookmarks(publication)]
        rows = marks_of(publication, bookmarks, at_work.highlights(publication))
    if options.json:
        return _print_json(rows)
    print(as_markdown(publication, rows), end="")
    return 0


def marks(options: Namespace, settings: Settings) -> int:
    """All places, bookmarks, highlights, tags and what was read, as JSON; or taken in from such a file."""
    if not options.take:
        with librarian(is_reading=True) as at_work:
            return _print_json(left.given(at_work.library))
    data = _read(options.take)
    with librarian() as at_work:
        try:
            count = left.taken(at_work.library, data)
        except ValueError as error:
            raise _no_marks(options.take) from error
    print(n_("{n} place or mark is new.", "{n} places and marks are new.", count), file=sys.stderr)
    return 0


def _read(path: str) -> object:
    import json

    try:
        return json.loads(fetch(path).data)
    except (ValueError, RecursionError) as error:
        raise _no_marks(path) from error


def _no_marks(path: str) -> FormatError:
    text = _("{name} holds no marks of a library; mangdao marks writes them.")
    return FormatError(text.format(name=printable(path)))


def _print_json(data: object) -> int:
    import json

    json.dump(data, sys.stdout, ensure_ascii=not charset.is_utf8(sys.stdout.encoding), indent=1)
    print()
    return 0
