"""Marks that a person leaves: bookmarks, and what has been read."""

from tui.core import describe
from tui.core.actions.awaiting import with_marks
from tui.core.actions.pointing import nowhere, pointed
from tui.core.actions.undoing import Made, again, gone, struck_out
from tui.core.light import Callable
from tui.core.menu import Act, Entry, Menu, Reply, unchanged
from tui.core.publication import Place
from tui.core.reading import Bookmark, Reading
from tui.core.search import surroundings
from tui.core.shelf import Listed
from tui.core.wording import _


def bookmark(reading: Reading) -> Reply:
    if reading.menu and reading.menu.name == "bookmarks":
        return _toggle_in_list(reading, reading.menu)
    session = pointed(reading)
    if session is None:
        return nowhere(reading)
    place = session.place
    for old in reading.memory.bookmarks(reading.publication, place.article):
        if old.place == place:
            reading.undone.append(_take_away(reading, old))
            return Reply(Act.SAID, _("Bookmark taken away."))
    name = surroundings(session.block.text[place.offset :], 0)
    if not reading.memory.add_bookmark(reading.publication, place, name).id:
        return unchanged()  # the library says why
    reading.undone.append(_unmade(reading, place))
    return Reply(Act.SAID, _("Bookmark: {name}").format(name=name))


def list_bookmarks(reading: Reading, from_here: bool = False) -> Reply:
    """On the first, or on the next one from here on."""
    return with_marks(reading, lambda: _list(reading, from_here))


def _list(reading: Reading, from_here: bool) -> Reply:
    found = sorted(reading.memory.bookmarks(reading.publication), key=lambda mark: mark.place)
    if not found:
        return Reply(Act.SAID, _("No bookmarks yet; m sets one."))
    entries = [_entry(number, mark) for number, mark in enumerate(found)]
    following = reading.session.first_from_here([mark.place for mark in found]) if from_here else 0
    menu = Menu("bookmarks", _("Bookmarks"), entries, reading.show_entry, following)
    menu.remove = lambda entry: _toggle_in_list(reading, menu)
    return reading.open(menu)


def mark_read(reading: Reading) -> Reply:
    if reading.menu and isinstance(reading.menu.current.value, Listed):
        from tui.core.actions import listed

        return listed.mark_read(reading, reading.menu, reading.menu.current.value)
    session = pointed(reading)
    if session is None:
        return nowhere(reading)
    in_list = reading.menu if reading.menu and reading.menu.name == "articles" else None
    number = in_list.index if in_list else session.place.article
    key = reading.publication.articles[number].key
    reading.mark(key, key not in reading.read)
    if in_list:
        in_list.replace(describe.article_entry(reading.publication, number, key in reading.read, reading.session.place))
        return Reply(Act.MENU, in_list.current.line)
    return Reply(Act.SAID, _("Marked as read.") if key in reading.read else _("Marked as unread."))


def _unmade(reading: Reading, place: Place) -> Made:
    """What takes the bookmark at a place away again, which may have gone and come back meanwhile."""
    publication = reading.publication

    def take_back() -> Reply:
        there = reading.memory.bookmarks(publication, place.article)
        mark = next((each for each in there if each.place == place), None)
        if mark is None:
            return unchanged()
        reading.memory.remove_bookmark(mark.id)
        return struck_out(reading, "bookmarks", mark) or Reply(Act.SAID, _("Bookmark taken away."))

    return Made(take_back)


def _entry(number: int, mark: Bookmark) -> Entry:
    article = _("article {number}").format(number=mark.place.article + 1)
    return Entry(f"{number + 1} {mark.name}", article, mark)


def _toggle_in_list(reading: Reading, menu: Menu) -> Reply:
    """Takes a bookmark away; again, and it is there as before."""
    mark = menu.current.value
    if not isinstance(mark, Bookmark):
        return again(reading, menu)
    return gone(reading, menu, _take_away(reading, mark, menu), _("removed; U puts it back"))


def _take_away(reading: Reading, mark: Bookmark, menu: Menu | None = None) -> Callable[[], Reply]:
    """What puts it back."""
    publication, index = reading.publication, menu.index if menu else 0
    reading.memory.remove_bookmark(mark.id)

    def put_back() -> Reply:
        made = reading.memory.add_bookmark(publication, mark.place, mark.name)
        if not made.id:
            return unchanged()
        if menu is None or reading.menu is not menu:
            return Reply(Act.SAID, _("Bookmark: {name}").format(name=mark.name))
        menu.entries[index] = _entry(index, made)
        menu.go(index)
        return Reply(Act.MENU, menu.current.line)

    return put_back
