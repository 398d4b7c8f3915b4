"""Going to another place: the list of articles, the way back, searching."""

from itertools import takewhile

from tui.core import describe
from tui.core.blocks import block_after, block_before, is_lazy, is_long, last_block
from tui.core.commands import Unit
from tui.core.menu import Act, Entries, Entry, Menu, Reply
from tui.core.publication import Place
from tui.core.reading import Reading
from tui.core.search import hits, surroundings
from tui.core.session import ReadingSession
from tui.core.wording import _

_MOST_HITS = 10_000


def article_menu(reading: Reading) -> Menu:
    """The list of articles, opened on the one that is being read."""
    publication = reading.publication

    def choose(entry: Entry) -> Reply:
        here = reading.session.place
        return reading.show(here if entry.value == here.article else Place(int(str(entry.value))))

    def entry(number: int) -> Entry:
        is_read = publication.articles[number].key in reading.read
        return describe.article_entry(publication, number, is_read, reading.session.place)

    entries = Entries(len(publication.articles), entry)
    return Menu("articles", publication.title, entries, choose, reading.session.place.article)


def list_articles(reading: Reading) -> Reply:
    reading.menus.clear()
    return reading.open(article_menu(reading))


def close(reading: Reading) -> Reply:
    if reading.menu is None:
        return list_articles(reading)
    if reading.menu.name == "articles":
        return Reply(Act.SAID, _("This is the list of articles; q quits."))
    return reading.close()


def leave(reading: Reading) -> Reply:
    if reading.menu and reading.menu.name != "articles":
        return reading.close()
    return Reply(Act.QUIT)


def start(reading: Reading) -> Reply:
    if reading.menu:
        reading.menu.go(0)
        return Reply(Act.MENU, reading.menu.current.line)
    reading.session.go(Place(reading.session.place.article))
    return Reply(Act.MOVED, reading.session.text(Unit.SENTENCE))


def end(reading: Reading) -> Reply:
    if reading.menu:
        reading.menu.go(len(reading.menu.entries))
        return Reply(Act.MENU, reading.menu.current.line)
    session = reading.session
    last = last_block(session.article.blocks)
    session.go(Place(session.place.article, last, len(session.article.blocks[last].text)))
    session.to_start_of(Unit.SENTENCE)
    return Reply(Act.MOVED, session.text(Unit.SENTENCE))


def choose(reading: Reading) -> Reply:
    if reading.menu:
        return reading.menu.choose(reading.menu.current)
    from tui.core.actions.looking import list_keys  # seldom wanted on the way to the first line

    return list_keys(reading)


def nothing_there(reading: Reading) -> Reply:
    """What a key says that does nothing."""
    if reading.options.get("letters"):
        return Reply(Act.SAID, _("Nothing is on that key. ? lists the keys."))
    told = _("Letter keys are off. In an article, Enter lists the commands; among the settings they are put on again.")
    return Reply(Act.SAID, told)


def no_further(session: ReadingSession, unit: Unit, step: int) -> str:
    """Why a move leads nowhere: there is no more text, or there is, and none of that kind."""
    place, forward = session.place, step > 0
    edge = len(session.publication.articles) - 1 if forward else 0
    beside = (block_after if forward else block_before)(session.article.blocks, place.block)
    goes_on = beside is not None or place.article != edge
    if goes_on and unit is Unit.HEADING:
        return _("No heading further on.") if forward else _("No heading further back.")
    if goes_on and unit is Unit.ARTICLE:
        return _("This is the last article.") if forward else _("This is the first article.")
    return _("End of the publication.") if forward else _("Beginning of the publication.")


def find(reading: Reading) -> Reply:
    if reading.menu and reading.menu.find:
        return reading.menu.find()
    return _ask(reading, _("Find: "))


def find_here(reading: Reading) -> Reply:
    article = reading.session.place.article
    return _ask(reading, _("Find in this article: "), article)


def _ask(reading: Reading, prompt: str, article: int | None = None) -> Reply:
    if is_lazy(reading.publication):
        from tui.core.actions.finding import ask

        return ask(reading, prompt, lambda text: find_text(reading, text, article))
    return reading.ask(prompt, lambda text: find_text(reading, text, article))


def next_hit(reading: Reading) -> Reply:
    return _hit(reading, 1)


def previous_hit(reading: Reading) -> Reply:
    return _hit(reading, -1)


def find_text(reading: Reading, text: str, article: int | None = None) -> Reply:
    if not text:
        return Reply(Act.SAID, _("Nothing to find."))
    reading.sought_in = article
    reading.found = []
    if is_long(reading.publication):
        from tui.core.actions.finding import found  # for what is not searched in a moment

        return found(reading, text, _hit_entry)
    reading.sought = ""
    places = hits(reading.publication, text, Place(article or 0))
    if article is not None:
        places = takewhile(lambda place: place.article == article, places)
    reading.hits = [place for place, _number in zip(places, range(_MOST_HITS), strict=False)]
    if not reading.hits:
        from tui.core.actions.finding import is_nowhere

        reading.sought = text  # to be said again where somebody asks for the next one
        return Reply(Act.SAID, is_nowhere(reading, text))
    return _hits_menu(reading)


def _hits_menu(reading: Reading) -> Reply:
    entries = [_hit_entry(reading, number, place) for number, place in enumerate(reading.hits)]
    title = describe.hits_title(len(entries), len(entries) == _MOST_HITS)
    return reading.open(Menu("hits", title, entries, reading.show_entry, reading.session.first_from_here(reading.hits)))


def list_hits(reading: Reading) -> Reply:
    """Those of the last search, again."""
    if reading.found:
        from tui.core.actions.everywhere import again

        return again(reading)
    if reading.sought:
        from tui.core.actions.finding import found

        return found(reading, reading.sought, _hit_entry)
    if not reading.hits:
        return Reply(Act.SAID, _("Nothing has been searched for yet; / finds text."))
    return _hits_menu(reading)


def _hit_entry(reading: Reading, number: int, place: Place) -> Entry:
    article = reading.publication.articles[place.article]
    text = surroundings(article.blocks[place.block].text, place.offset)
    return Entry(f"{number + 1} {text}", _("article {number}").format(number=place.article + 1), place)


def _hit(reading: Reading, step: int) -> Reply:
    if reading.found:
        from tui.core.actions.everywhere import hit as hit_in_library

        return hit_in_library(reading, step)
    if reading.sought:
        from tui.core.actions.finding import hit

        return hit(reading, step)
    if not reading.hits:
        return Reply(Act.SAID, _("Nothing has been searched for yet; / finds text."))
    here = reading.session.place
    ahead = [place for place in reading.hits if (place > here if step > 0 else place < here)]
    reply = reading.show((ahead or reading.hits)[0 if step > 0 else -1])
    if ahead:
        return reply
    return Reply(reply.act, describe.gone_round(reply.text, step))
