"""Going to an article or a heading by words of its title: "7.2", "chapter 7"."""

from itertools import islice

from tui.core.actions.visiting import with_things
from tui.core.blocks import block_at, numbered
from tui.core.light import Callable, Iterable
from tui.core.menu import Entry, Menu, Reply
from tui.core.publication import HEADINGS, Place
from tui.core.reading import Reading
from tui.core.things import Sort
from tui.core.wording import _, n_

_FIRST = 20  # blocks
_Title = tuple[Place, str]


def to_article(reading: Reading, text: str) -> Reply | None:
    """Where the title of an article is just this, or else begins with it, or else has it, in whole words where it is of
    letters; a list where there are several. None where there is none."""
    articles = reading.publication.articles
    found = _best(text, ((Place(number), article.title) for number, article in enumerate(articles)))
    if len(found) == 1:
        return reading.show(lambda: _itself(reading, *found[0]))
    return _listed(reading, text, found) if found else None


def to_heading(reading: Reading, text: str, none: Callable[[], Reply]) -> Reply:
    """The same with the headings inside, which may have to be found. `none`: what is said where there is no such."""

    def known() -> Reply:
        places = reading.things.places(Sort("heading")) if reading.things else []
        found = _best(text, ((place, block_at(reading.publication, place).text) for place in places))
        if len(found) == 1:
            return reading.show(found[0][0])
        return _listed(reading, text, found) if found else none()

    return with_things(reading, known)


def _itself(reading: Reading, place: Place, title: str) -> Place:
    """Where the title of an article stands itself: behind a tag, a kicker."""
    blocks = islice(numbered(reading.publication.articles[place.article].blocks), _FIRST)
    here = (number for number, block in blocks if block.kind in HEADINGS and block.text == title)
    return place._replace(block=next(here, 0))


def _best(text: str, titles: Iterable[_Title]) -> list[_Title]:
    from tui.core.letters import folded  # its tables are for searching

    wanted = " ".join(folded(text).split())
    ranks: dict[int, list[_Title]] = {}
    for place, title in titles if wanted else ():
        ranks.setdefault(_rank(wanted, " ".join(folded(title).split())), []).append((place, title))
    ranks.pop(0, None)
    return ranks[max(ranks)] if ranks else []


def _rank(wanted: str, title: str) -> int:
    at = title.find(wanted)
    if at < 0 or not _is_whole(title, at, at + len(wanted)):
        return 0
    return 3 if title == wanted else 2 if at == 0 else 1


def _is_whole(title: str, start: int, end: int) -> bool:
    """Whether no word is cut there; characters of scripts without spaces are words of their own."""
    return not any(_is_one(title[at - 1 : at + 1]) for at in (start, end) if 0 < at < len(title))


def _is_one(pair: str) -> bool:
    from tui.core.letters import is_apart

    return pair.isalnum() and not is_apart(pair[0]) and not is_apart(pair[1])


def _listed(reading: Reading, text: str, found: list[_Title]) -> Reply:
    entries = [
        Entry(f"{number} {title}", _("article {number}").format(number=place.article + 1), place)
        for number, (place, title) in enumerate(found, 1)
    ]
    count = n_("{n} heading", "{n} headings", len(found))
    title = _("“{text}”, {count}").format(text=text, count=count)
    here = reading.session.first_from_here([place for place, _title in found])
    return reading.open(Menu("things of a sort", title, entries, reading.show_entry, here))
