"""Visiting headings of a level, lists, tables, notes, links, pages: one after the other, or from a list of them."""

from tui.core.actions.awaiting import with_marks, with_shelf
from tui.core.actions.highlighting import about, list_highlights
from tui.core.actions.marking import list_bookmarks
from tui.core.actions.shelving import arrived_at
from tui.core.blocks import block_at
from tui.core.clean import legible
from tui.core.light import Callable
from tui.core.menu import Act, Entry, Menu, Reply
from tui.core.progress import told
from tui.core.publication import Kind, Link, Place
from tui.core.reading import Reading
from tui.core.search import surroundings
from tui.core.structure import extent
from tui.core.things import Sort, Things, citing, is_inside, neighbour, page_at, past, rank, standing
from tui.core.wording import _, n_
from tui.errors import ReaderError

_HEADINGS = Sort("heading")
_KEPT = ("bookmark", "highlight", "unread")  # which are no things of the publication
_LISTED = ("bookmark", "highlight")  # of these
_COUNTED: dict[str, Callable[[int], str]] = {
    "article": lambda n: n_("{n} article", "{n} articles", n),
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
    "unread": lambda n: n_("{n} unread article", "{n} unread articles", n),
}


def list_things(reading: Reading) -> Reply:
    """The sorts of things that are here; each leads to the list of them."""
    return with_things(reading, lambda: with_marks(reading, lambda: _list_of_sorts(reading)))


def _list_of_sorts(reading: Reading) -> Reply:
    sorts = sorted({*(reading.things.sorts() if reading.things else ()), *map(Sort, ("note", *_LISTED))}, key=rank)
    entries = [Entry(_counted(sort, len(places)), value=sort) for sort in sorts if (places := _places(reading, sort))]
    if not entries:
        return Reply(Act.SAID, _("There is nothing here but text: no headings, lists, tables, pictures or links."))
    current = next((number for number, each in enumerate(entries) if each.value == reading.sort), 0)
    return reading.open(Menu("things", _("Go to"), entries, lambda entry: _chosen(reading, entry), current))


def next_thing(reading: Reading) -> Reply:
    return go(reading, reading.sort or _HEADINGS, 1)


def previous_thing(reading: Reading) -> Reply:
    return go(reading, reading.sort or _HEADINGS, -1)


def leave_thing(reading: Reading) -> Reply:
    """Out of a list, a table, a quotation: to what follows it."""
    if not is_inside(reading.publication, reading.session.place):
        return Reply(Act.SAID, _("There is no list, table, quotation or note here to leave."))
    place = past(reading.publication, reading.session.place)
    return reading.show(place) if place else Reply(Act.SAID, _("End of the publication."))


def follow_link(reading: Reading) -> Reply:
    """To where the link at the place, or the next one in its block, leads."""
    link = _link(reading)
    if link is None and reading.session.block.kind is Kind.NOTE:
        return _back_from_note(reading)
    if link is None and reading.session.block.links:
        return Reply(Act.SAID, _("No link from here to the end of the paragraph; one stands before."))
    if link is None:
        return Reply(Act.SAID, _("There is no link in this paragraph."))

    def place() -> Place | None:
        return reading.session.standing(link.place) if link.place else None

    return reading.reach(place, lambda found: reading.show(found) if found else _outside(reading, link.target))


def _back_from_note(reading: Reading) -> Reply:
    """To where the note is cited."""

    def shown(cited: Place | None) -> Reply:
        return reading.show(cited) if cited else Reply(Act.SAID, _("Nothing here leads to this note."))

    return reading.reach(lambda: citing(reading.publication, reading.session.place), shown)


def _outside(reading: Reading, target: str) -> Reply:
    """Where a link out of the publication leads is told first: a network is asked only for who wants that."""
    try:
        source = reading.shelf.leads_to(reading.decoded.key, target) if reading.shelf else ""
    except ReaderError:
        source = ""
    here = (reading.session.place, target)
    if source and reading.told.link == here:
        reading.told.link = None
        return with_shelf(reading, lambda shelf: arrived_at(reading, shelf.visit(source)))
    reading.told.link = here if source else None
    told = _("Leads to {address}; once more opens it.")
    if not source:
        told = _("Leads to {address}, which cannot be opened here.")
    return Reply(Act.SAID, told.format(address=legible(target)))


def go_to_page(reading: Reading) -> Reply:
    pages = reading.publication.pages
    if not pages:
        return Reply(
            Act.SAID, _("This publication tells of no printed pages; the command percent goes to a part of it.")
        )
    prompt = _("Page, {first} to {last}: ").format(first=pages[0].label, last=pages[-1].label)
    return reading.ask(prompt, lambda text: page(reading, text))


def page(reading: Reading, label: str) -> Reply:
    """To the page of the print that calls itself so."""
    pages = reading.publication.pages
    found = next((page for page in pages if page.label.lower() == label.lower()), None)
    if found is None and pages:
        told = _("There is no page {label}; they go from {first} to {last}.")
        return Reply(Act.SAID, told.format(label=label, first=pages[0].label, last=pages[-1].label))
    if found is None:
        return go_to_page(reading)
    return reading.show(lambda: found.place)


def with_things(reading: Reading, act: Callable[[], Reply], sort: Sort | None = None) -> Reply:
    """What is done once all things are known: to find them in what is long, or has yet to be made, takes a while."""
    publication = reading.publication
    is_known = reading.things is not None and reading.things.publication is publication
    if is_known or (sort and sort.name in _KEPT):
        return act()

    def found(things: Things) -> Reply:
        reading.things = things
        return act()

    return reading.later(lambda: Things(publication), found)


def _among(reading: Reading, sort: Sort, act: Callable[[list[Place]], Reply]) -> Reply:
    """What is done with the places of all things of a sort."""

    def known() -> Reply:
        places = _places(reading, sort)
        if not places and sort.name in _LISTED:  # it tells how one is made
            return (list_bookmarks if sort.name == "bookmark" else list_highlights)(reading)
        if not places:
            return Reply(Act.SAID, _("Nothing of that here: {things}.").format(things=_counted(sort, 0)))
        return act(places)

    has_marks = sort.name in ("note", *_LISTED)
    return with_things(reading, lambda: with_marks(reading, known) if has_marks else known(), sort)


def _places(reading: Reading, sort: Sort) -> list[Place]:
    if sort.name == "bookmark":
        return sorted(mark.place for mark in reading.memory.bookmarks(reading.publication))
    if sort.name == "highlight":
        return [each.place for each in reading.highlights]
    if sort.name == "unread":
        articles = enumerate(reading.publication.articles)
        return [Place(number) for number, article in articles if article.key not in reading.read]
    places = reading.things.places(sort) if reading.things else []
    return sorted({*places, *_own_notes(reading)}) if sort.name == "note" else places


def _own_notes(reading: Reading) -> dict[Place, str]:
    """What somebody has written on sentences."""
    try:
        return {each.place: each.note for each in reading.highlights if each.note}
    except ReaderError:  # those of the text are there all the same
        return {}


def _counted(sort: Sort, count: int) -> str:
    text = _COUNTED[sort.name](count)
    return _("{headings} of level {level}").format(headings=text, level=sort.level) if sort.level else text


def _chosen(reading: Reading, entry: Entry) -> Reply:
    return list_of(reading, entry.value) if isinstance(entry.value, Sort) else Reply(Act.NOTHING)


def list_of(reading: Reading, sort: Sort) -> Reply:
    """All things of a sort, on the next of them; from now on these are what is gone to."""
    return _among(reading, sort, lambda places: _list_of(reading, sort, places))


def _list_of(reading: Reading, sort: Sort, places: list[Place]) -> Reply:
    reading.sort = sort
    if sort.name == "bookmark":
        return list_bookmarks(reading, from_here=True)
    if sort.name == "highlight":
        return list_highlights(reading, from_here=True)
    following = reading.session.first_from_here(places)

    def choose(entry: Entry) -> Reply:
        return _show(reading, sort, entry.value) if isinstance(entry.value, Place) else Reply(Act.NOTHING)

    def listed(entries: list[Entry]) -> Reply:
        return reading.open(Menu("things of a sort", _counted(sort, len(places)), entries, choose, following))

    return reading.reach(
        lambda: [_entry(reading, sort, number, place) for number, place in enumerate(told(places))], listed
    )


def go_to_number(reading: Reading, sort: Sort, number: int) -> Reply:
    """To one by its number, from 1."""
    return _among(reading, sort, lambda places: _go_to_number(reading, sort, places, number))


def _go_to_number(reading: Reading, sort: Sort, places: list[Place], number: int) -> Reply:
    if not 1 <= number <= len(places):
        return no_number(sort, number, len(places))
    reading.sort = sort
    return _show(reading, sort, places[number - 1])


def no_number(sort: Sort, number: int, count: int) -> Reply:
    none = _("There is no number {number} here: {things}.")
    return Reply(Act.SAID, none.format(number=number, things=_counted(sort, count)))


def _entry(reading: Reading, sort: Sort, number: int, place: Place) -> Entry:
    block = block_at(reading.publication, place)
    end = next((link.end for link in block.links if sort.name == "link" and link.start == place.offset), None)
    text = surroundings(block.text[place.offset : end], 0)
    notes = [_("article {number}").format(number=place.article + 1)]
    if sort.name == "page":
        notes.insert(0, _("page {label}").format(label=page_at(reading.publication, place)))
    elif sort.name == "note" and (note := _own_notes(reading).get(place)):
        notes.insert(0, note)
    elif sort == _HEADINGS and block.level:
        notes.insert(0, _("level {level}").format(level=block.level))
    return Entry(f"{number + 1} {text}", _(", ").join(notes), place)


def go(reading: Reading, sort: Sort, step: int) -> Reply:
    """To the next or the previous one; from now on these are what is gone to."""
    return _among(reading, sort, lambda places: _go(reading, sort, places, step))


def _go(reading: Reading, sort: Sort, places: list[Place], step: int) -> Reply:
    reading.sort = sort
    place = neighbour(places, reading.session.place, step)
    if place is not None:
        return _show(reading, sort, place)
    none = _("{things}, none of them further on.") if step > 0 else _("{things}, none of them further back.")
    return Reply(Act.SAID, none.format(things=_counted(sort, len(places))))


def _show(reading: Reading, sort: Sort, place: Place) -> Reply:
    """Goes there, and says what a sighted reader sees it to be: how long a list is, what of a sentence is a link."""

    def said(reply: Reply) -> Reply:
        what = _what(reading, sort)
        return Reply(reply.act, _("{what}: {text}").format(what=what, text=reply.text)) if what else reply

    return reading.show(place, said)


def _what(reading: Reading, sort: Sort) -> str:
    publication, place, block = reading.publication, reading.session.place, reading.session.block
    if sort.name == "link":
        words = next((block.text[link.start : link.end] for link in block.links if link.start == place.offset), "")
        return _("link {words}").format(words=words) if words else ""
    if sort.name == "page":
        return _("page {label}").format(label=page_at(publication, place))
    if sort.name in ("note", "highlight"):
        return next((about(each) for each in reading.highlights_of(place.article) if each.place == place), "")
    inside = standing(publication, place)
    return extent(block, inside[1]) if inside and sort.name in ("list", "table") else ""


def _link(reading: Reading) -> Link | None:
    links, at = reading.session.block.links, reading.session.place.offset
    return next((link for link in links if link.end > at), None)
