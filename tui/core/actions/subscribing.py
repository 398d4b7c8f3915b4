"""Subscriptions in the reader: beginning them, what they have brought, looking for more, ending them."""

from tui.core.actions.awaiting import with_shelf
from tui.core.actions.shelving import shelved
from tui.core.actions.undoing import again, taken_away
from tui.core.menu import Act, Entry, Menu, Reply, unchanged
from tui.core.reading import Reading
from tui.core.shelf import Shelf, Subscription, Wanted
from tui.core.wording import _, n_


def subscribe(reading: Reading) -> Reply:
    def subscribed(text: str) -> Reply:
        if not text:
            return unchanged()
        return with_shelf(reading, lambda shelf: _subscribed(shelf, text))

    return reading.ask_path(_("Subscribe to an address or a folder: "), subscribed)


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


def _subscribed(shelf: Shelf, source: str) -> Reply:
    made = shelf.subscribe(source)
    text = _("Subscribed to {title}; what is there is being looked for, and L lists it.")
    return Reply(Act.SAID, text.format(title=_(", ").join(each.title for each in made[:3])))


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
