"""The commands of the shell on what people leave in texts: highlights of a source, marking in it, and all marks of the
library."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from tui.charset import put_json
from tui.core.actions.highlighting import category_of
from tui.core.clean import clean_line, printable
from tui.core.commands import Unit
from tui.core.light import TypeVar
from tui.core.publication import Article, Place, Publication
from tui.core.search import hits, surroundings
from tui.core.session import ReadingSession
from tui.core.shelf import Highlight
from tui.errors import ReaderError, UsageError
from tui.export.marks import as_markdown, marks_of
from tui.fetch import fetch
from tui.fetch.files import Opened
from tui.keeping.librarian import Librarian
from tui.library import left, shelf
from tui.settings import Settings
from tui.shell.articles import articles_of
from tui.shell.library import librarian
from tui.shell.search import NothingFoundError
from tui.shell.telling import complain, say
from tui.texts import _, n_

T = TypeVar("T")


def highlights(options: Namespace, settings: Settings) -> int:
    """Bookmarks, highlights and notes of a source, or of all in the library, in the order of the text, as Markdown or
    JSON, each with where it is from."""
    named = [] if options.source is None else [_open(options.source)]
    with librarian(is_reading=True) as at_work:
        found = [(each, _chosen(at_work, each, options)) for each in named or _marked(at_work)]
    found = [(publication, rows) for publication, rows in found if rows or named]
    if options.json:
        return put_json([row for _publication, rows in found for row in rows])
    print("\n".join(as_markdown(publication, rows) for publication, rows in found), end="")
    return 0 if any(rows for _publication, rows in found) else say(_("No bookmarks and no highlights here."))


def _open(source: str) -> Publication:
    from tui.sources import open_source

    return open_source(source)


def _marked(at_work: Librarian) -> Iterator[Publication]:
    """What somebody has marked in, as the library lists it; what cannot be had is told."""
    keys = left.marked(at_work.library)
    for each in at_work.listed():
        if each.key in keys:
            try:
                yield at_work.whole(each.key)
            except ReaderError as error:
                complain([error])


def _chosen(at_work: Librarian, publication: Publication, options: Namespace) -> list[dict[str, object]]:
    """The marks in a publication; those of a category, where one is named."""
    bookmarks = [(mark.place, mark.name) for mark in at_work.library.bookmarks(publication)]
    rows = marks_of(publication, bookmarks, at_work.highlights(publication))
    wanted = category_of(options.category)
    return [row for row in rows if not wanted or row["category"] == wanted]


def mark(options: Namespace, settings: Settings) -> int:
    """Marks the sentence in which words stand, or articles as read; tells what was marked."""
    from tui.sources import opened_source

    publication, found = opened_source(options.source)
    chosen = articles_of(publication, options.article)
    if options.read or options.unread:
        return _mark_read(publication, chosen, options)
    session = ReadingSession(publication, _place(publication, options))
    with librarian() as at_work:
        if found and not options.remove:
            _keep(at_work, publication, found)
        rows = _bookmarked(at_work, session, options) if options.bookmark else _highlighted(at_work, session, options)
    if options.json:
        return put_json(rows)
    print(as_markdown(publication, rows), end="")
    return 0


def _keep(at_work: Librarian, publication: Publication, found: Opened) -> None:
    """What somebody has marked is in the library, to be found again."""
    if not shelf.has_text(at_work.library, publication.key) and shelf.is_small(publication):
        at_work.keep_whole(found, publication)


def _mark_read(publication: Publication, chosen: Sequence[Article], options: Namespace) -> int:
    with librarian() as at_work:
        at_work.mark_read(publication.key, [article.key for article in chosen], options.read)
    if options.json:
        return put_json([{"number": options.article or 1 + n, "read": options.read} for n in range(len(chosen))])
    what = n_("{n} article marked as read.", "{n} articles marked as read.", len(chosen))
    return say(
        what if options.read else n_("{n} article marked as unread.", "{n} articles marked as unread.", len(chosen))
    )


def _place(publication: Publication, options: Namespace) -> Place:
    """Where the words stand first."""
    text = clean_line(" ".join(options.words))
    if not text:
        raise UsageError(_("Name words of the sentence that is to be marked."))
    article = None if options.article is None else options.article - 1
    place = next(iter(hits(publication, text, Place(article or 0))), None)
    if place is None or (article is not None and place.article != article):
        where = _("“{text}” is not in this publication.") if article is None else _("“{text}” is not in this article.")
        raise NothingFoundError(where.format(text=printable(text)))
    return place


def _bookmarked(at_work: Librarian, session: ReadingSession, options: Namespace) -> list[dict[str, object]]:
    publication, place = session.publication, session.place
    name = surroundings(session.block.text[place.offset :], 0)
    if options.remove:
        there = _there([each for each in at_work.library.bookmarks(publication) if each.place == place])
        at_work.library.remove_bookmark(there.id)
        return marks_of(publication, [(there.place, there.name)], [])
    if all(each.place != place for each in at_work.library.bookmarks(publication)):
        at_work.library.add_bookmark(publication, place, name)
    return marks_of(publication, [(place, name)], [])


def _highlighted(at_work: Librarian, session: ReadingSession, options: Namespace) -> list[dict[str, object]]:
    """The sentence; one that is marked already gets the note and the category."""
    publication = session.publication
    place = session.place._replace(offset=session.range(Unit.SENTENCE)[0])
    old = [each for each in at_work.highlights(publication) if each.place == place]
    known = old[0] if old else Highlight(0, place, session.text(Unit.SENTENCE).strip())
    if options.remove:
        at_work.remove_highlight(_there(old).id)
        return marks_of(publication, [], old)
    note, category = clean_line(options.note) or known.note, category_of(options.category) or known.category
    made = at_work.keep_highlight(publication, known._replace(note=note, category=category))
    return marks_of(publication, [], [made])


def _there(found: list[T]) -> T:
    """The first. Raises NothingFoundError."""
    if not found:
        raise NothingFoundError(_("Nothing is marked in this sentence; mangdao highlights lists what is."))
    return found[0]


def marks(options: Namespace, settings: Settings) -> int:
    """All places, bookmarks, highlights, tags and what was read, as JSON; or taken in from such a file."""
    if not options.take:
        with librarian(is_reading=True) as at_work:
            return put_json(left.given(at_work.library))
    found = fetch(options.take)
    with librarian() as at_work:
        print(left.taken_from(at_work.library, found.data, options.take), file=sys.stderr)
    return 0
