"""Passages that people marked, found again in a publication that has changed."""

import time

from tui.core.publication import Place, Publication
from tui.core.shelf import Highlight
from tui.library import Library, sealed, stored


def made(number: int, place: Place, rest: sealed.Row) -> Highlight:
    """Of what is kept of it."""
    name, category, note, _created = map(str, rest)
    return Highlight(number, place, name, category, note)


def keep(library: Library, publication: Publication, highlight: Highlight) -> Highlight:
    """A new one where its id is 0, else in place of what it was. Raises LibraryError."""
    passage = (highlight.text, highlight.category, highlight.note, time.time())
    values = (publication.key, *stored.kept(publication, highlight.place).row, *passage)
    sql, given = sealed.put("highlights", values, highlight.id or None)
    ((id_,),) = library.do(f"{sql} RETURNING id", *given)
    return highlight._replace(id=id_)


def categories(library: Library) -> list[str]:
    """All that are in use."""
    return [
        str(each) for (each,) in library.do("SELECT DISTINCT category FROM highlights WHERE category <> '' ORDER BY 1")
    ]


def remove(library: Library, highlight_id: int) -> None:
    library.do("DELETE FROM highlights WHERE id = ?", highlight_id)
