"""Passages that people marked, found again in a publication that has changed."""

import time

from tui import stored
from tui.core.publication import Publication
from tui.core.shelf import Highlight
from tui.library import Library

_COLUMNS = "article, position, block, offset, text"


def highlights(library: Library, publication: Publication) -> list[Highlight]:
    """In the order of the text; what has gone from it stands where its article stood."""
    sql = f"SELECT id, name, category, note, {_COLUMNS} FROM highlights WHERE publication = ?"
    made = []
    for id_, name, category, note, *values in library.rows(sql, publication.key):
        kept = stored.Kept.checked(*values)
        place = stored.nearest(publication, kept) if kept else None
        if place is not None:
            made.append(Highlight(id_, place, str(name), str(category), str(note)))
    return sorted(made, key=lambda highlight: (highlight.place, highlight.id))


def keep(library: Library, publication: Publication, highlight: Highlight) -> Highlight:
    """A new one where its id is 0, else in place of what it was. Raises LibraryError."""
    sql = f"""INSERT OR REPLACE INTO highlights (id, publication, {_COLUMNS}, name, category, note, created)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"""
    kept = stored.kept(publication, highlight.place)
    values = (highlight.text, highlight.category, highlight.note, time.time())
    ((id_,),) = library.do(sql, highlight.id or None, publication.key, *kept, *values)
    return highlight._replace(id=id_)


def remove(library: Library, highlight_id: int) -> None:
    library.do("DELETE FROM highlights WHERE id = ?", highlight_id)
