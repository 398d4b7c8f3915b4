"""Visiting headings of a level, lists, tables, notes, links, pages: one after the other, or from a list of them."""

from tui.core.light import Callable
from tui.core.menu import Act, Entry, Menu, Reply
from tui.core.publication import Link, Place
from tui.core.reading import Reading
from tui.core.search import surroundings
from tui.core.things import Sort, Things, neighbour, past
from tui.core.wording import _, n_

_HEADINGS = Sort("heading")
_COUNTED: dict[str, Callable[[int], str]] = {
    "heading": lambda n: n_("{n} heading", "{n} headings", n),
    "list": lambda n: n_("{n} list", "{n} lists", n),
    "table": lambda n: n_("{n} table", "{n} tables", n),
    "image": lambda n: n_("{n} picture", "{n} pictures", n),
    "note": lambda n: n_("{n} note", "{n} notes", n),
    "link": lambda n: n_("{n} link", "{n} links", n),
    "quotation": lambda n: n_("{n} quotation", "{n} quotations", n),
    "code": lambda n: n_("{n} piece of code", "{n} pieces of code", n),
    "verse": lambda n: n_("{n} stanza", "{n} stanzas", n),
    "page": lambda n: n_("{n} page", "{n} pages", n),
    "bookmark": lambda n: n_("{n} bookmark", "{n} bookmarks", n),
    "highlight": lambda n: n_("{n} highlight", "{n} highlights", n),
}


def list_things(reading: Reading) -> Reply:
    """The sorts of things that are here; each leads to the list of them."""
    sorts = [*_things(reading).sorts(), Sort("bookmark"), Sort("highlight")]
    entries = [Entry(_counted(sort, len(places)), value=sort) for sort in sorts if (places := _places(reading, sort))]
    if not entries:
        return Reply(Act.SAID, _("There is nothing here but text: no headings, lists, tables, pictures or links."))
    return reading.open(Menu("things", _("Go to"), entries, lambda entry: _list(reading, entry)))


def next_thing(reading: Reading) -> Reply:
    return _go(reading, 1)


def previous_thing(reading: Reading) -> Reply:
    return _go(reading, -1)


def leave_thing(reading: Reading) -> Reply:
    """Out of a list, a table, a quotation: to what follows it."""
    place = past(reading.publication, reading.session.place)
    return reading.show(place) if place else Reply(Act.SAID, _("End of the publication."))


def follow_link(reading: Reading) -> Reply:
    """To where the link at the place, or the next one in its block, leads."""
    link = _link(reading)
    if link is None:
        return Reply(Act.SAID, _("There is no link in this paragraph."))
    if link.place is None:
        return Reply(Act.SAID, _("Leads to {address}").format(address=link.target))
    return reading.show(link.place)


def go_to_page(reading: Reading) -> Reply:
    pages = reading.publication.pages
    if not pages:
        return Reply(Act.SAID, _("This publication tells of no printed pages."))
    prompt = _("Page, {first} to {last}: ").format(first=pages[0].label, last=pages[-1].label)
    return reading.ask(prompt, lambda text: _page(reading, text))


def _page(reading: Reading, label: str) -> Reply:
    found = next((page for page in reading.publication.pages if page.label.lower() == label.lower()), None)
    if found is None:
        return Reply(Act.SAID, _("There is no page {label}.").format(label=label))
    return reading.show(found.place)


def _things(reading: Reading) -> Things:
    if reading.things is None or reading.things.publication is not reading.publication:
        reading.things = Things(reading.publication)
    return reading.things


def _places(reading: Reading, sort: Sort) -> list[Place]:
    if sort.name == "bookmark":
        return sorted(mark.place for mark in reading.memory.bookmarks(reading.publication))
    if sort.name == "highlight":
        return [each.place for each in reading.highlights]
    return _things(reading).places(sort)


def _counted(sort: Sort, count: int) -> str:
    text = _COUNTED[sort.name](count)
    return _("{headings} of level {level}").format(headings=text, level=sort.level) if sort.level else text


def _list(reading: Reading, entry: Entry) -> Reply:
    if not isinstance(entry.value, Sort):
        return Reply(Act.NOTHING)
    sort = reading.sort = entry.value
    places = _places(reading, sort)
    following = next((number for number, place in enumerate(places) if place >= reading.session.place), 0)
    entries = [_entry(reading, sort, number, place) for number, place in enumerate(places)]
    return reading.open(Menu("things of a sort", entry.text, entries, reading.show_entry, following))


def _entry(reading: Reading, sort: Sort, number: int, place: Place) -> Entry:
    block = reading.publication.articles[place.article].blocks[place.block]
    end = next((link.end for link in block.links if sort.name == "link" and link.start == place.offset), None)
    text = surroundings(block.text[place.offset : end], 0)
    return Entry(f"{number + 1} {text}", _("article {number}").format(number=place.article + 1), place)


def _go(reading: Reading, step: int) -> Reply:
    sort = reading.sort or _HEADINGS
    places = _places(reading, sort)
    place = neighbour(places, reading.session.place, step)
    if place is not None:
        return reading.show(place)
    none = _("{things}, none of them further on.") if step > 0 else _("{things}, none of them further back.")
    return Reply(Act.SAID, none.format(things=_counted(sort, len(places))))


def _link(reading: Reading) -> Link | None:
    links, at = reading.session.block.links, reading.session.place.offset
    return next((link for link in links if link.end > at), None)
