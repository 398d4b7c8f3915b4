"""Subscriptions in the reader: beginning them, what they have brought, looking for more, ending them."""

from tui.core.actions.awaiting import later, with_shelf
from tui.core.actions.shelving import shelved
from tui.core.actions.undoing import again, taken_away
from tui.core.menu import Act, Entry, Menu, Reply, unchanged
from tui.core.reading import Reading
from tui.core.shelf import Feed, Shelf, Subscription, Wanted
from tui.core.wording import _, few, n_


def subscribe(reading: Reading) -> Reply:
    def sought(text: str) -> Reply:
        return with_shelf(reading, lambda shelf: _sought(reading, shelf, text)) if text else unchanged()

    return reading.ask_path(_("Subscribe to an address or a folder: "), sought)


def _sought(reading: Reading, shelf: Shelf, source: str) -> Reply:
    """A page may name feeds, which are somewhere else."""

    def come(found: list[Feed]) -> Reply:
        return with_shelf(reading, lambda shelf: _subscribed(shelf, found[0])) if len(found) == 1 else _asked(found)

    def _asked(found: list[Feed]) -> Reply:
        entries = [Entry(f"{number + 1} {each.title}", each.source, each) for number, each in enumerate(found)]
        title = n_("{n} feed, Enter subscribes", "{n} feeds, Enter subscribes", len(found))
        menu = Menu("feeds", title, entries, lambda entry: _chosen(reading, menu))
        return reading.open(menu)

    feeds = shelf.feeds(source)
    return come(feeds) if isinstance(feeds, list) else later(reading, feeds, come, _("Looking for a feed at {name}"))


def _chosen(reading: Reading, menu: Menu) -> Reply:
    """The list stays, for those who want several."""
    each = menu.current.value
    if not isinstance(each, Feed):
        return Reply(Act.SAID, menu.current.line)

    def chosen(shelf: Shelf) -> Reply:
        reply = _subscribed(shelf, each)
        menu.replace(Entry(menu.current.text, _("subscribed")))
        return reply

    return with_shelf(reading, chosen)


def list_subscriptions(reading: Reading) -> Reply:
    def listing(shelf: Shelf) -> Reply:
        found = shelf.subscriptions()
        if not found:
            return Reply(Act.SAID, _("No subscriptions yet; the command subscribe makes one."))
        entries = [_entry(number, each) for number, each in enumerate(found)]
        menu = Menu("subscriptions", _("Subscriptions"), entries, lambda entry: _brought(reading, entry))
        menu.remove = lambda entry: with_shelf(reading, lambda shelf: _unsubscribe(reading, shelf, menu))
        menu.about = lambda entry: _about(reading, entry)
        return reading.open(menu)

    return with_shelf(reading, listing)


def update(reading: Reading) -> Reply:
    return with_shelf(reading, lambda shelf: Reply(Act.SAID, shelf.update()))


def _about(reading: Reading, entry: Entry) -> Reply:
    """Its name, where it comes from, what it has brought, and why that failed the last time."""
    each = entry.value
    if not isinstance(each, Subscription):
        return Reply(Act.SAID, entry.line)

    def told(shelf: Shelf) -> Reply:
        count = len(shelf.listed(Wanted(subscription=each.id)))
        brought = n_("{n} publication", "{n} publications", count)
        fresh = _("{n} new").format(n=each.fresh) if each.fresh else ""
        parts = dict.fromkeys([each.title, each.source, brought, fresh, each.problem])
        return Reply(Act.SAID, _("; ").join(filter(None, parts)))

    return with_shelf(reading, told)


def _subscribed(shelf: Shelf, feed: Feed) -> Reply:
    known = {each.id for each in shelf.subscriptions()}
    made = shelf.subscribe(feed.source)
    text = _("Subscribed to {title}; what is there is being looked for, and L lists it.")
    if known.issuperset(each.id for each in made):
        text = _("You are subscribed to {title} already; the command update looks for what is new.")
    return Reply(Act.SAID, text.format(title=feed.title or few([each.title for each in made])))


def _entry(number: int, each: Subscription) -> Entry:
    notes = [_("{n} new").format(n=each.fresh) if each.fresh else "", each.problem]
    return Entry(f"{number + 1} {each.title}", _(", ").join(filter(None, notes)), each)


def _brought(reading: Reading, entry: Entry) -> Reply:
    """The issues that have come with it."""
    each = entry.value
    if not isinstance(each, Subscription):
        return Reply(Act.SAID, entry.line)

    def listing(shelf: Shelf) -> Reply:
        found = shelf.listed(Wanted(subscription=each.id))
        if not len(found):
            return Reply(Act.SAID, each.problem or _("It has brought nothing yet; the command update looks for more."))
        return shelved(reading, found, "brought", each.title)

    return with_shelf(reading, listing)


def _unsubscribe(reading: Reading, shelf: Shelf, menu: Menu) -> Reply:
    """Ends it; again, and it is there as before."""
    each = menu.current.value
    if isinstance(each, Subscription):
        shelf.unsubscribe(each)
        ended = _("ended; what it has brought stays; U takes that back")
        return taken_away(reading, menu, lambda shelf: shelf.resume(each), ended)
    return again(reading, menu)
