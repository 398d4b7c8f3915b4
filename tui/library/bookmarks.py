"""Bookmarks, found again in a publication that has changed."""

import time

from tui.core.publication import Place, Publication
from tui.core.reading import Bookmark
from tui.library import places, sealed, stored
from tui.library.filed import Filed


def bookmarks(library: Filed, publication: Publication) -> list[Bookmark]:
    """In the order of the text."""
    made = []
    for id_, kept, (name, _created) in sealed.marks(library, "bookmarks", publication.key):
        if (place := places.nearest(publication, kept)) is not None:
            made.append(Bookmark(id_, place, str(name)))
    return sorted(made, key=lambda bookmark: (bookmark.place, bookmark.id))


def add(library: Filed, publication: Publication, place: Place, name: str) -> Bookmark:
    """The new bookmark; its id is 0 when it could not be kept."""
    values = (publication.key, *stored.kept(publication, place).row, name, time.time())
    sql, given = sealed.put("bookmarks", values, None)
    return Bookmark(library.write(sql, *given), place, name)


def move(library: Filed, bookmark_id: int, publication: Publication, place: Place) -> None:
    """Keeps a bookmark at another place, in a publication that is now cut otherwise."""
    for id_, _kept, rest in sealed.marks(library, "bookmarks", publication.key):
        if id_ == bookmark_id:
            sql, given = sealed.put("bookmarks", (publication.key, *stored.kept(publication, place).row, *rest), id_)
            library.write(sql, *given)


def remove(library: Filed, bookmark_id: int) -> None:
    library.write("DELETE FROM bookmarks WHERE id = ?", bookmark_id)
