"""The library in the reader: its list, opening, adding, removing, the trash."""

from tui.core.actions.awaiting import arrived, with_shelf
from tui.core.actions.going import list_articles
from tui.core.actions.undoing import again, taken_away
from tui.core.commands import Unit
from tui.core.listing import entry_of
from tui.core.menu import Act, Entries, Entry, Menu, Reply, unchanged
from tui.core.publication import Publication
from tui.core.reading import Reading
from tui.core.shelf import TRASH, Listed, Listing, OnItsWay, Shelf, Wanted
from tui.core.wording import _, n_
from tui.errors import ReaderError

LIBRARY = "library"
"""Its list, among menus."""


def list_library(reading: Reading) -> Reply:
    return with_shelf(reading, lambda shelf: _listing(reading, shelf, False))


def list_trash(reading: Reading) -> Reply:
    return with_shelf(reading, lambda shelf: _listing(reading, shelf, True))


def empty_trash(reading: Reading) -> Reply:
    """Deletes for good, where somebody says so."""

    def empty(shelf: Shelf) -> Reply:
        count = shelf.empty_trash()
        reading.menus = [menu for menu in reading.menus if not menu.delete]  # lists of what is gone
        return Reply(Act.SAID, n_("{n} publication deleted for good.", "{n} publications deleted for good.", count))

    def asked(shelf: Shelf) -> Reply:
        if not (count := len(shelf.listed(TRASH))):
            return Reply(Act.SAID, _("The trash is empty."))
        prompt = n_(
            "{n} publication and what you left in it. yes deletes it for good: ",
            "{n} publications and what you left in them. yes deletes them for good: ",
            count,
        )
        return reading.ask(prompt, lambda text: with_shelf(reading, empty) if is_yes(text) else unchanged())

    return with_shelf(reading, asked)


def delete(reading: Reading) -> Reply:
    """Deletes the entry of the trash for good, where somebody says so."""
    if reading.menu is None or reading.menu.delete is None:
        return Reply(Act.SAID, _("Open the trash with the command trash, go to a publication, and do this there."))
    return reading.menu.delete()


def add(reading: Reading) -> Reply:
    def taken_in(text: str) -> Reply:
        return with_shelf(reading, lambda shelf: arrived_at(reading, shelf.add(text))) if text else unchanged()

    return reading.ask_path(_("Add a file or an address: "), taken_in)


def remove(reading: Reading) -> Reply:
    menu = reading.menu
    if menu is None or menu.remove is None:
        return Reply(Act.SAID, _("Open the library with L, go to a publication, and do this there."))
    return menu.remove(menu.current)


def cancel(reading: Reading) -> Reply:
    if reading.behind:
        reading.behind.opening.cancel()
        reading.behind = None
        return Reply(Act.SAID, _("Cancelled."))
    return with_shelf(reading, lambda shelf: Reply(Act.SAID, shelf.cancel()))


def is_yes(answer: str) -> bool:
    """Whether somebody says yes, in English or in the language of the interface."""
    return answer.lower() in ("y", "yes", *_("yes").lower().split())


def _listing(reading: Reading, shelf: Shelf, is_trash: bool) -> Reply:
    found = shelf.listed(Wanted(is_trash, order=_order(reading)), reading.decoded)
    if not len(found):
        return Reply(Act.SAID, _("The trash is empty.") if is_trash else _("The library is empty."))
    if not is_trash:
        return reading.open(_library(reading, found))
    title = n_("Trash, {n} publication", "Trash, {n} publications", len(found))
    return reading.open(_menu(reading, found, "trash", title, is_trash))


def _library(reading: Reading, found: Listing) -> Menu:
    title = n_("Library, {n} publication", "Library, {n} publications", len(found))
    if fresh := found.fresh:
        title = _("{title}, {n} new").format(title=title, n=fresh)
    return _menu(reading, found, LIBRARY, title, False)


def restore_last(reading: Reading) -> Reply:
    """Takes out of the trash what was put there last, on another day too."""

    def restored(shelf: Shelf) -> Reply:
        if not (key := shelf.restore_last()):
            return Reply(Act.SAID, _("There is nothing to take back."))
        found = shelf.listed(Wanted(order=_order(reading)))
        menu = _library(reading, found)
        reading.open(menu)
        menu.go(found.number_of(key))
        return Reply(Act.MENU, _("Taken out of the trash: {text}").format(text=menu.current.line))

    return with_shelf(reading, restored)


def _order(reading: Reading) -> str:
    return str(reading.options.get("order"))


def shelved(reading: Reading, found: Listing, name: str, title: str) -> Reply:
    """A list of publications of the library, which does with them what the library does."""
    title = _("{title}, {count}").format(title=title, count=n_("{n} publication", "{n} publications", len(found)))
    return reading.open(_menu(reading, found, name, title, False))


def _menu(reading: Reading, found: Listing, name: str, title: str, is_trash: bool) -> Menu:
    entries = Entries(len(found), lambda number: entry_of(number, found[number]))
    here = found.first_fresh if found.fresh and not is_trash else found.number_of(reading.decoded.key)
    menu = Menu(name, title, entries, lambda entry: _opened(reading, entry, is_trash), here)
    menu.remove = lambda entry: with_shelf(reading, lambda shelf: _remove(reading, shelf, menu, is_trash))
    if is_trash:
        menu.delete = lambda: _delete(reading, menu)
    menu.find = lambda: reading.ask(
        _("Words of a title, an author or a tag: "),
        lambda text: with_shelf(reading, lambda shelf: _fitting(reading, shelf, text, is_trash)),
    )
    return menu


def _fitting(reading: Reading, shelf: Shelf, text: str, is_trash: bool) -> Reply:
    """A list of what has these words in its title or its tags, over the whole list."""
    if not text:
        return Reply(Act.SAID, _("Nothing to find."))
    found = shelf.listed(Wanted(is_trash, text, order=_order(reading)))
    if not len(found):
        return Reply(Act.SAID, _("No title, author or tag has “{text}”.").format(text=text))
    title = _("“{text}”, {count}").format(text=text, count=n_("{n} publication", "{n} publications", len(found)))
    return reading.open(_menu(reading, found, "fitting", title, is_trash))


def _opened(reading: Reading, entry: Entry, is_trash: bool) -> Reply:
    known = entry.value
    if not isinstance(known, Listed):
        return Reply(Act.SAID, entry.line)

    def opened(shelf: Shelf) -> Reply:
        if known.key == reading.decoded.key:
            reading.menus.clear()
            return seen(shelf, _shown(reading))
        return arrived(reading, shelf.open(known.key), lambda publication: seen(shelf, _turned(reading, publication)))

    def seen(shelf: Shelf, reply: Reply) -> Reply:
        """What somebody reads is not in the trash."""
        shelf.seen(known.key)
        if not is_trash:
            return reply
        shelf.restore(known.key)
        return reply._replace(text=_("Taken out of the trash: {text}").format(text=reply.text))

    return with_shelf(reading, opened)


def arrived_at(reading: Reading, found: Publication | OnItsWay) -> Reply:
    """Reads what was opened, now or when it has come, with a way back."""
    return arrived(reading, found, lambda publication: _turned(reading, publication))


def _turned(reading: Reading, publication: Publication) -> Reply:
    reading.turn_to(publication)
    return _shown(reading)


def _shown(reading: Reading) -> Reply:
    """The list of articles, or where there is only one, that."""
    if len(reading.publication.articles) > 1:
        return list_articles(reading)
    return Reply(Act.READING, reading.session.text(Unit.SENTENCE))


def _remove(reading: Reading, shelf: Shelf, menu: Menu, is_trash: bool) -> Reply:
    """Into the trash, or, in the trash, out of it; again, and it is where it was."""
    known = menu.current.value
    if isinstance(known, Listed):
        key = known.key

        def put_back(shelf: Shelf) -> None:
            if is_trash:
                shelf.remove(key)
            elif not shelf.restore(key):
                raise ReaderError(_("{title} is not in the trash any more.").format(title=known.title))
            renew(reading, shelf, menu)

        (shelf.restore if is_trash else shelf.remove)(key)
        renew(reading, shelf, menu)
        what = _("taken out of the trash; U puts it back") if is_trash else _("removed; U puts it back")
        return taken_away(reading, menu, put_back, what)
    return again(reading, menu)


def _delete(reading: Reading, menu: Menu) -> Reply:
    known = menu.current.value
    if not isinstance(known, Listed):
        return Reply(Act.MENU, menu.current.line)

    def deleted(shelf: Shelf) -> Reply:
        shelf.empty_trash([known.key])
        menu.replace(Entry(menu.current.text, _("deleted for good")))
        return Reply(Act.MENU, menu.current.line)

    prompt = _("{title} and what you left in it. yes deletes it for good: ").format(title=known.title)
    return reading.ask(prompt, lambda text: with_shelf(reading, deleted) if is_yes(text) else unchanged())


def renew(reading: Reading, shelf: Shelf, changed: Menu) -> None:
    """Another list has changed what the library's list, if that is open too, shows when somebody comes back to it."""
    below = next((each for each in reading.menus if each.name == LIBRARY and each is not changed), None)
    if below is None:
        return
    found = shelf.listed(Wanted(order=_order(reading)))
    made = _library(reading, found)
    made.go(below.index)
    reading.menus = [made if each is below else each for each in reading.menus if each is not below or len(found)]
