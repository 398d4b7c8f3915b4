"""Bookmarks, found again in a publication that has changed."""

import time
from bisect import insort

from tui.core.light import Mapping
from tui.core.publication import Place, Publication
from tui.core.reading import Bookmark
from tui.errors import LibraryError
from tui.library import places, sealed, stored
from tui.library.filed import Filed
from tui.library.writing import transaction


class Bookmarks:
    """Those of a library. Where there are thousands it takes long to find them, so those of the publication that was
    asked for last are known, until somebody else changes some."""

    def __init__(self, library: Filed) -> None:
        self._library = library
        self._known: tuple[Publication, object, list[Bookmark]] | None = None

    def of(self, publication: Publication) -> list[Bookmark]:
        """In the order of the text."""
        found = self._current(publication)
        if found is None:
            found = sorted(_found(self._library, publication), key=_order)
            self._know(publication, found)
        return list(found)

    def add(self, publication: Publication, place: Place, name: str) -> Bookmark:
        """The new bookmark; its id is 0 when it could not be kept."""
        known = self._current(publication)
        values = (publication.key, *stored.kept(publication, place).row, name, time.time())
        sql, given = sealed.put("bookmarks", values, None)
        made = Bookmark(self._library.write(sql, *given), place, name)
        if made.id and known is not None:
            insort(known, made, key=_order)
            self._know(publication, known)
        return made

    def move(self, publication: Publication, moved: Mapping[int, Place]) -> None:
        """Keeps bookmarks at other places, by their numbers, in a publication that is now cut otherwise."""
        self._known = None
        try:
            with transaction(self._library):
                for id_, _kept, rest in sealed.marks(self._library, "bookmarks", publication.key):
                    if place := moved.get(id_):
                        values = (publication.key, *stored.kept(publication, place).row, *rest)
                        sql, given = sealed.put("bookmarks", values, id_)
                        self._library.do(sql, *given)
        except LibraryError as error:
            self._library.tell(str(error))

    def remove(self, bookmark_id: int) -> None:
        publication = self._known[0] if self._known else None
        known = self._current(publication) if publication else None
        self._library.write("DELETE FROM bookmarks WHERE id = ?", bookmark_id)
        if publication and known is not None:
            self._know(publication, [each for each in known if each.id != bookmark_id])

    def _know(self, publication: Publication, found: list[Bookmark]) -> None:
        self._known = (publication, self._state(publication), found)

    def _current(self, publication: Publication) -> list[Bookmark] | None:
        """What is known, if it is still so."""
        if self._known is None or self._known[0] is not publication or self._known[1] != self._state(publication):
            return None
        return self._known[2]

    def _state(self, publication: Publication) -> object:
        """Is another one when somebody else has written, or a bookmark has come or gone."""
        own = self._library.rows("SELECT count(*), total(id) FROM bookmarks WHERE publication = ?", publication.key)
        return own, self._library.rows("PRAGMA data_version")


def _found(library: Filed, publication: Publication) -> list[Bookmark]:
    kept = ((id_, where, str(name)) for id_, where, (name, _) in sealed.marks(library, "bookmarks", publication.key))
    found = ((id_, places.nearest(publication, where), name) for id_, where, name in kept)
    return [Bookmark(id_, place, name) for id_, place, name in found if place is not None]


def _order(bookmark: Bookmark) -> tuple[Place, int]:
    return bookmark.place, bookmark.id
