"""Searching in the whole library: a list of the hits, and going through them one after the other."""

from tui.core.actions.awaiting import arrived, with_shelf
from tui.core.clean import clean_line
from tui.core.describe import gone_round
from tui.core.light import Callable
from tui.core.menu import Act, Entries, Entry, Menu, Reply
from tui.core.publication import Publication
from tui.core.reading import Reading
from tui.core.search import surroundings
from tui.core.shelf import MOST_HITS, Hit, Shelf, Wanted
from tui.core.waiting import Waiting
from tui.core.wording import _, n_


def find(reading: Reading) -> Reply:
    return reading.ask(
        _("Find everywhere: "), lambda text: with_shelf(reading, lambda shelf: _found(reading, shelf, clean_line(text)))
    )


def hit(reading: Reading, step: int) -> Reply:
    """The next or the previous hit in the library, after the last the first."""
    count, before = len(reading.found), reading.found_at
    following = before + step if before is not None else 0 if step > 0 else -1
    reading.found_at = following % count

    def told(reply: Reply, is_other: bool) -> Reply:
        text = reply.text
        if is_other:
            text = _("{title}: {text}").format(title=reading.publication.title, text=text)
        return Reply(reply.act, text if 0 <= following < count else gone_round(text, step))

    return _went(reading, reading.found[reading.found_at], told)


def _found(reading: Reading, shelf: Shelf, text: str) -> Reply:
    if not text:
        return Reply(Act.SAID, _("Nothing to find."))
    found = shelf.search(text, reading.decoded)
    if isinstance(found, list):
        return _told(reading, shelf, text, found)
    return reading.wait(Waiting(found, lambda hits: _told(reading, shelf, text, hits), _("Searching for {name}")))


def _told(reading: Reading, shelf: Shelf, text: str, hits: list[Hit]) -> Reply:
    unsearched = shelf.unsearched()
    reading.found, reading.found_at = hits, None
    if not hits:
        reading.hits, reading.sought, reading.sought_in = [], text, None  # to be said again where the next is wanted
        told = _("“{text}” is nowhere in the library.").format(text=text)
        if named := len(shelf.listed(Wanted(words=text))):
            told = _("“{text}” is in no text, but in {named}: L, then / lists them.").format(
                text=text, named=n_("{n} title or tag", "{n} titles or tags", named)
            )
        return Reply(Act.SAID, " ".join(filter(None, [told, unsearched])))
    return _list(reading, hits, unsearched)


def again(reading: Reading) -> Reply:
    """The hits that there were, on the one that was gone to last."""
    return _list(reading, reading.found, "", reading.found_at or 0)


def _list(reading: Reading, hits: list[Hit], unsearched: str, current: int = 0) -> Reply:
    entries = Entries(
        len(hits), lambda n: Entry(f"{n + 1} {surroundings(hits[n].text, hits[n].offset)}", hits[n].title, n)
    )
    title = n_("{n} hit in the library", "{n} hits in the library", len(hits))
    if len(hits) == MOST_HITS:
        title = _("The first {n} hits in the library").format(n=MOST_HITS)
    if not hits[0].is_whole:
        title = _("Not one after the other, but all in one paragraph: {title}").format(title=title)
    title = _("; ").join(filter(None, [title, unsearched]))
    return reading.open(Menu("found", title, entries, lambda entry: _chosen(reading, hits, entry), current))


def _chosen(reading: Reading, hits: list[Hit], entry: Entry) -> Reply:
    if not isinstance(entry.value, int):
        return Reply(Act.NOTHING)
    reading.found, reading.found_at = hits, entry.value
    return _went(reading, hits[entry.value])


def _went(reading: Reading, hit: Hit, told: Callable[[Reply, bool], Reply] = lambda reply, is_other: reply) -> Reply:
    """To a hit. `told`: how that is said, also of one in another publication."""

    def went(shelf: Shelf) -> Reply:
        if hit.key == reading.decoded.key:
            return reading.show(lambda: shelf.place_of(reading.publication, hit), lambda reply: told(reply, False))
        return arrived(reading, shelf.open(hit.key), lambda publication: turned(shelf, publication))

    def turned(shelf: Shelf, publication: Publication) -> Reply:
        reading.turn_to(publication)
        return reading.show(lambda: shelf.place_of(reading.publication, hit), lambda reply: told(reply, True))

    return with_shelf(reading, went)
