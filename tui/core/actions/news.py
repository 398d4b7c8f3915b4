"""Reading aloud what subscriptions have brought, one publication after the other."""

from tui.core.actions.awaiting import arrived, with_shelf
from tui.core.actions.speaking import is_off, read_aloud, voice_is_off
from tui.core.listening import Mode
from tui.core.menu import Act, Reply
from tui.core.publication import Place, Publication
from tui.core.reading import Reading
from tui.core.shelf import Shelf
from tui.core.wording import _


def read_new(reading: Reading) -> Reply:
    if is_off(reading):
        return voice_is_off(reading)

    def begun(shelf: Shelf) -> Reply:
        reading.programme = shelf.unseen()
        return _next(reading, shelf) if reading.programme else Reply(Act.SAID, _("There is nothing new."))

    return with_shelf(reading, begun)


def over(reading: Reading, reply: Reply) -> Reply:
    """What is new in this publication has been read, which is told by `reply`: on to the next, unless somebody has
    wished it to stop here."""
    (key, _names), *rest = reading.programme
    reading.programme, reading.listening.is_queue_over = rest, False

    def seen(shelf: Shelf) -> Reply:
        shelf.seen(key)
        if not rest:
            return Reply(Act.SAID, _("That was all that is new."))
        return reply if reading.listening.stops else _next(reading, shelf)

    return with_shelf(reading, seen)


def skipped(reading: Reading) -> Reply | None:
    """On to what is new next: in this publication, or in the next one. None where nothing of that was being read."""
    here, queue = reading.session.place.article, [place.article for place in reading.listening.queue]
    if not reading.listening.interrupted or here not in queue:
        return None
    rest = queue[queue.index(here) + 1 :]
    reading.listening.queue = [*map(Place, rest)]
    reading.listening.stops = False
    if not rest:
        reading.listening.interrupted = False  # the voice does not go on here
        return over(reading, Reply(Act.NOTHING))
    reading.session.go(Place(rest[0]))
    return Reply(Act.MOVED, reading.publication.articles[rest[0]].name)


def _next(reading: Reading, shelf: Shelf) -> Reply:
    """The first of the publications that are left. It stays in there until it was read to its end."""
    programme = reading.programme
    key, names = programme[0]

    def turned(publication: Publication) -> Reply:
        if publication is not reading.decoded:
            reading.turn_to(publication)
        reading.programme = programme
        return _aloud(reading, names)

    return turned(reading.decoded) if key == reading.decoded.key else arrived(reading, shelf.open(key), turned)


def _aloud(reading: Reading, names: frozenset[str]) -> Reply:
    """The articles with these names, or all where none has one, but for those that were read."""
    articles = reading.publication.articles
    new = [number for number, article in enumerate(articles) if article.key in names] or [*range(len(articles))]
    unread = [number for number in new if articles[number].key not in reading.read] or new
    reading.menus.clear()
    reading.listening.queue = [*map(Place, unread)]
    reading.session.go(Place(unread[0]))
    title = _("{title}, {n} new").format(title=reading.publication.title, n=len(new))
    reading.listening.say(title, "")
    return read_aloud(reading, Mode())
