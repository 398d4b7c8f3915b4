"""The commands of the shell on what people leave in texts: highlights of a source, and all marks of the library."""

import sys
from argparse import Namespace

from tui.config import Settings
from tui.core.clean import printable
from tui.core.describe import percent
from tui.core.publication import Place, Publication
from tui.errors import FormatError
from tui.fetch import fetch
from tui.librarian import Librarian
from tui.library import left
from tui.library_shell import librarian
from tui.texts import _, n_


def highlights(options: Namespace, settings: Settings) -> int:
    """Bookmarks, highlights and notes of a source, in the order of its text, as Markdown or JSON, each with where it is
    from."""
    from tui.launch import open_source

    publication = open_source(options.source)
    with librarian(is_reading=True) as at_work:
        rows = _marks(at_work, publication)
    if options.json:
        return _print_json(rows)
    print(f"# {printable(publication.title)}")
    for row in rows:
        print(f"\n> {printable(str(row['text']))}\n\n{printable(_cited(row))}")
        if row["note"]:
            print(f"\n{printable(str(row['note']))}")
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


def _cited(row: dict[str, object]) -> str:
    """The article, the publication, its date, the page or how far it is in it, and the category."""
    where = _("page {page}").format(page=row["page"]) if row["page"] else f"{row['percent']}%"
    title = row["title"] if row["title"] != row["publication"] else ""
    category = f" ({_(str(row['category']))})" if row["category"] else ""
    date = row["date"] if str(row["date"]) not in str(row["publication"]) else ""
    return _(", ").join(str(each) for each in (title, row["publication"], date, where) if each) + category


def _marks(at_work: Librarian, publication: Publication) -> list[dict[str, object]]:
    bookmarks = at_work.library.bookmarks(publication)
    found = [(mark.place, "bookmark", mark.name, "", "") for mark in bookmarks]
    found += [(h.place, "highlight", h.text, h.category, h.note) for h in at_work.highlights(publication)]
    names = ("kind", "text", "category", "note")
    return [dict(zip(names, rest, strict=True)) | _source(publication, place) for place, *rest in sorted(found)]


def _source(publication: Publication, place: Place) -> dict[str, object]:
    """Where a mark is from, for a citation and to find it again."""
    article = publication.articles[place.article]
    return {
        "publication": publication.title,
        "title": article.name,
        "date": article.date or str(publication.metadata.get("date", "")),
        "page": article.blocks[place.block].page,
        "percent": percent(publication, place),
        "article": place.article + 1,
        "block": place.block,
        "offset": place.offset,
    }


def _print_json(data: object) -> int:
    import json

    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0
