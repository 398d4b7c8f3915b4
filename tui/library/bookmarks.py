"""Bookmarks, found again in a publication that has changed."""

import time

from tui.core.light import Callable, Mapping
from tui.core.publication import Place, Publication
from tui.core.reading import Bookmark
from tui.errors import LibraryError
from tui.library import sealed, stored
from tui.library.filed import Filed
from tui.library.known import Known
from tui.library.writing import transaction


class Bookmarks:
    """Those of a library."""

    def __init__(self, library: Filed) -> None:
        self._library = library
        self._known = Known(library, "bookmarks", lambda number, place, rest: Bookmark(number, place, str(rest[0])))

    def of(self, publication: Publication, article: int | None = None) -> list[Bookmark]:
        return self._known.of(publication, article)

    def finding(self, publication: Publication) -> Callable[[], None]:
        return self._known.finding(publication)

    def add(self, publication: Publication, place: Place, name: str) -> Bookmark:
        """The new bookmark; its id is 0 when it could not be kept."""
        values = (publication.key, *stored.kept(publication, place).row, name, time.time())
        sql, given = sealed.put("bookmarks", values, None)
        return self._known.keep(publication, Bookmark(self._library.write(sql, *given), place, name))

    def move(self, publication: Publication, moved: Mapping[int, Place]) -> None:
        """Keeps bookmarks at other places, by their numbers, in a publication that is now cut otherwise."""
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
        self._library.write("DELETE FROM bookmarks WHERE id = ?", bookmark_id)
        self._known.drop(bookmark_id)
