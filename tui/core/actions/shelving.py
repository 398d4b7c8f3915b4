"""The library in the reader: its list, opening, removing, tags, the trash, searching in all of it, subscriptions."""

from tui.core.actions.awaiting import arrived
from tui.core.actions.going import list_articles
from tui.core.clean import clean_line
from tui.core.commands import Unit
from tui.core.light import Callable
from tui.core.menu import Act, Entries, Entry, Menu, Reply
from tui.core.publication import Publication
from tui.core.reading import Reading
from tui.core.search import surroundings
from tui.core.shelf import MOST_HITS, Hit, Listed, Listing, Opening, Shelf, Subscription
from tui.core.wording import _, n_
from tui.errors import ReaderError

_MENU = "library"


def list_library(reading: Reading) -> Reply:
    return with_shelf(reading, lambda shelf: _listing(reading, shelf, False))


def list_trash(reading: Reading) -> Reply:
    return with_shelf(reading, lambda shelf: _listing(reading, shelf, True))


def empty_trash(reading: Reading) -> Reply:
    def empty(shelf: Shelf) -> Reply:
        count = shelf.empty_trash()
        reading.undone.clear()
        return Reply(Act.SAID, n_("{n} publication deleted for good.", "{n} publications deleted for good.", count))

    return with_shelf(reading, empty)


def find_everywhere(reading: Reading) -> Reply:
    return reading.ask(
        _("Find everywhere: "), lambda text: with_shelf(reading, lambda shelf: _found(reading, shelf, clean_line(text)))
    )


def add(reading: Reading) -> Reply:
    def taken_in(text: str) -> Reply:
        return with_shelf(reading, lambda shelf: _arrived(reading, shelf.add(text))) if text else _nothing()

    return reading.ask(_("Add a file or an address: "), taken_in)


def tag(reading: Reading) -> Reply:
    menu = reading.menu
    if menu is None or not isinstance(menu.current.value, Listed):
        return Reply(Act.SAID, _("Open the library with L, go to a publication, and do this there."))
    known = menu.current.value

    def tagged(text: str) -> Reply:
        return with_shelf(reading, lambda shelf: _tagged(shelf, menu, known, tuple(text.split())))

    return reading.ask(_("Tags, with spaces between; now {tags}: ").format(tags=" ".join(known.tags) or "-"), tagged)


def remove(reading: Reading) -> Reply:
    menu = reading.menu
    if menu is None or menu.remove is None:
        return Reply(Act.SAID, _("Open the library with L, go to a publication, and do this there."))
    return menu.remove(menu.current)


def subscribe(reading: Reading) -> Reply:
    def subscribed(text: str) -> Reply:
        return with_shelf(reading, lambda shelf: _subscribed(shelf, text)) if text else _nothing()

    return reading.ask(_("Subscribe to an address or a folder: "), subscribed)


def list_subscriptions(reading: Reading) -> Reply:
    def listing(shelf: Shelf) -> Reply:
        found = shelf.subscriptions()
        if not found:
            return Reply(Act.SAID, _("No subscriptions yet; the command subscribe makes one."))
        entries = [_subscription_entry(number, each) for number, each in enumerate(found)]
        menu = Menu("subscriptions", _("Subscriptions"), entries, lambda entry: list_library(reading))
        menu.remove = lambda entry: with_shelf(reading, lambda shelf: _unsubscribe(reading, shelf, menu))
        return reading.open(menu)

    return with_shelf(reading, listing)


def update(reading: Reading) -> Reply:
    return with_shelf(reading, lambda shelf: Reply(Act.SAID, shelf.update()))


def cancel(reading: Reading) -> Reply:
    if reading.behind:
        reading.behind.opening.cancel()
        reading.behind = None
        return Reply(Act.SAID, _("Cancelled."))
    return with_shelf(reading, lambda shelf: Reply(Act.SAID, shelf.cancel()))


def with_shelf(reading: Reading, act: Callable[[Shelf], Reply]) -> Reply:
    """What `act` does with the library; what cannot be done is said."""
    try:
        shelf = reading.shelf
        return act(shelf) if shelf else Reply(Act.SAID, _("There is no library here."))
    except ReaderError as error:
        return Reply(Act.SAID, str(error))


def _nothing() -> Reply:
    return Reply(Act.SAID, _("Nothing has changed."))


def _listing(reading: Reading, shelf: Shelf, is_trash: bool) -> Reply:
    found = shelf.listed(is_trash, reading.decoded)
    if not len(found):
        return Reply(Act.SAID, _("The trash is empty.") if is_trash else _("The library is empty."))
    title = n_("Trash, {n} publication", "Trash, {n} publications", len(found))
    if not is_trash:
        title = n_("Library, {n} publication", "Library, {n} publications", len(found))
        if fresh := found.fresh:
            title = _("{title}, {n} new").format(title=title, n=fresh)
    return reading.open(_menu(reading, found, "trash" if is_trash else _MENU, title, is_trash))


def _menu(reading: Reading, found: Listing, name: str, title: str, is_trash: bool) -> Menu:
    entries = Entries(len(found), lambda number: entry_of(number, found[number]))
    menu = Menu(name, title, entries, lambda entry: _opened(reading, entry))
    menu.remove = lambda entry: with_shelf(reading, lambda shelf: _remove(reading, shelf, menu, is_trash))
    menu.find = lambda: reading.ask(
        _("Words of a title or a tag: "),
        lambda text: with_shelf(reading, lambda shelf: _fitting(reading, shelf, text, is_trash)),
    )
    return menu


def _fitting(reading: Reading, shelf: Shelf, text: str, is_trash: bool) -> Reply:
    """A list of what has these words in its title or its tags, over the whole list."""
    if not text:
        return Reply(Act.SAID, _("Nothing to find."))
    found = shelf.listed(is_trash, words=text)
    if not len(found):
        return Reply(Act.SAID, _("No title and no tag has “{text}”.").format(text=text))
    title = _("{count}: {text}").format(count=n_("{n} publication", "{n} publications", len(found)), text=text)
    return reading.open(_menu(reading, found, "fitting", title, is_trash))


def entry_of(number: int, known: Listed) -> Entry:
    """A publication in the list: number and title first, then what else is known."""
    notes = [
        known.date if known.date not in known.title else "",
        n_("{n} article", "{n} articles", known.articles) if known.articles else "",
        n_("{n} minute", "{n} minutes", known.minutes) if known.minutes else "",
        _("{n} new").format(n=known.fresh) if known.fresh else "",
        state(known),
        _("tags: {tags}").format(tags=" ".join(known.tags)) if known.tags else "",
    ]
    return Entry(f"{number + 1} {known.title}", _(", ").join(filter(None, notes)), known)


def state(known: Listed) -> str:
    """Whether it was read."""
    if known.articles and known.read >= known.articles:
        return _("read")
    return _("begun") if known.is_begun or known.read else _("unread")


def _opened(reading: Reading, entry: Entry) -> Reply:
    known = entry.value
    if not isinstance(known, Listed):
        return Reply(Act.NOTHING)

    def opened(shelf: Shelf) -> Reply:
        if known.key == reading.decoded.key:
            shelf.seen(known.key)
            return list_articles(reading)
        return arrived(reading, shelf.open(known.key), lambda publication: seen(shelf, publication))

    def seen(shelf: Shelf, publication: Publication) -> Reply:
        shelf.seen(known.key)
        return _turned(reading, publication)

    return with_shelf(reading, opened)


def _arrived(reading: Reading, found: Publication | Opening) -> Reply:
    return arrived(reading, found, lambda publication: _turned(reading, publication))


def _turned(reading: Reading, publication: Publication) -> Reply:
    reading.turn_to(publication)
    if len(reading.publication.articles) > 1:
        return list_articles(reading)
    return Reply(Act.READING, reading.session.text(Unit.SENTENCE))


def _remove(reading: Reading, shelf: Shelf, menu: Menu, is_trash: bool) -> Reply:
    """Into the trash, or, in the trash, out of it; again, and it is where it was."""
    known = menu.current.value
    if isinstance(known, Listed):
        (shelf.restore if is_trash else shelf.remove)(known.key)
        _take_back_with(reading, menu, lambda shelf: (shelf.remove if is_trash else shelf.restore)(known.key))
        what = _("taken out of the trash; U puts it back") if is_trash else _("removed; U puts it back")
        menu.replace(Entry(menu.current.text, what))
    elif reading.undone:
        return reading.undone.pop()()
    return Reply(Act.MENU, menu.current.line)


def _take_back_with(reading: Reading, menu: Menu, work: Callable[[Shelf], None]) -> None:
    """Lets the command undo bring the current entry back."""
    index, entry = menu.index, menu.current

    def take_back(shelf: Shelf) -> Reply:
        work(shelf)
        menu.entries[index] = entry
        if reading.menu is menu:
            menu.go(index)
            return Reply(Act.MENU, entry.line)
        return Reply(Act.SAID, _("taken back: {change}").format(change=entry.text))

    reading.undone.append(lambda: with_shelf(reading, take_back))


def _tagged(shelf: Shelf, menu: Menu, known: Listed, tags: tuple[str, ...]) -> Reply:
    shelf.tag(known.key, tags)
    menu.replace(entry_of(menu.index, known._replace(tags=tags)))
    return Reply(Act.MENU, menu.current.line)


def _found(reading: Reading, shelf: Shelf, text: str) -> Reply:
    if not text:
        return Reply(Act.SAID, _("Nothing to find."))
    hits = shelf.search(text, reading.decoded)
    unsearched = shelf.unsearched()
    if not hits:
        told = _("“{text}” is nowhere in the library.").format(text=text)
        return Reply(Act.SAID, " ".join(filter(None, [told, unsearched])))
    entries = Entries(
        len(hits),
        lambda n: Entry(f"{n + 1} {surroundings(hits[n].text, hits[n].offset)}", hits[n].title, hits[n]),
    )
    title = n_("{n} hit in the library", "{n} hits in the library", len(hits))
    if len(hits) == MOST_HITS:
        title = _("The first {n} hits in the library").format(n=MOST_HITS)
    title = _("; ").join(filter(None, [title, unsearched]))
    return reading.open(Menu("found", title, entries, lambda entry: _went(reading, entry)))


def _went(reading: Reading, entry: Entry) -> Reply:
    hit = entry.value
    if not isinstance(hit, Hit):
        return Reply(Act.NOTHING)

    def went(shelf: Shelf) -> Reply:
        if hit.key == reading.decoded.key:
            return reading.show(shelf.place_of(reading.publication, hit))
        return arrived(reading, shelf.open(hit.key), lambda publication: turned(shelf, publication))

    def turned(shelf: Shelf, publication: Publication) -> Reply:
        reading.turn_to(publication)
        return reading.show(shelf.place_of(reading.publication, hit))

    return with_shelf(reading, went)


def _subscribed(shelf: Shelf, source: str) -> Reply:
    made = shelf.subscribe(source)
    text = _("Subscribed to {title}; what is there is being looked for, and L lists it.")
    return Reply(Act.SAID, text.format(title=_(", ").join(each.title for each in made[:3])))


def _subscription_entry(number: int, each: Subscription) -> Entry:
    notes = [_("{n} new").format(n=each.fresh) if each.fresh else "", each.problem]
    return Entry(f"{number + 1} {each.title}", _(", ").join(filter(None, notes)), each)


def _unsubscribe(reading: Reading, shelf: Shelf, menu: Menu) -> Reply:
    each = menu.current.value
    if isinstance(each, Subscription):
        shelf.unsubscribe(each)
        _take_back_with(reading, menu, lambda shelf: _again(shelf, each))
        menu.replace(Entry(menu.current.text, _("ended; what it has brought stays; U takes that back")))
    return Reply(Act.MENU, menu.current.line)


def _again(shelf: Shelf, each: Subscription) -> None:
    shelf.subscribe(each.source)
