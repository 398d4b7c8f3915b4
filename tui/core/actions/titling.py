"""Going to an article or a heading by words of its title: "7.2", "chapter 7"."""

from tui.core.blocks import block_at, is_lazy
from tui.core.menu import Entry, Menu, Reply
from tui.core.publication import Place
from tui.core.reading import Reading
from tui.core.things import Sort, Things
from tui.core.wording import _, n_


def to_title(reading: Reading, text: str) -> Reply | None:
    """Where a title is just this, or else begins with it, or else has it, in whole words where it is of letters; a
    list where there are several. None where there is none: who mistypes a command waits for nothing to be made."""
    from tui.core.letters import folded  # its tables are for searching

    wanted = " ".join(folded(text).split())
    ranks: dict[int, dict[str, tuple[Place, str]]] = {}
    for place, title in _titles(reading):
        rank = _rank(wanted, " ".join(folded(title).split()))
        ranks.setdefault(rank, {})[f"{place.article} {title}"] = place, title  # behind a tag, where it stands itself
    ranks.pop(0, None)
    if not wanted or not ranks:
        return None
    found = list(ranks[max(ranks)].values())
    return reading.show(found[0][0]) if len(found) == 1 else _listed(reading, text, found)


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


def _titles(reading: Reading) -> list[tuple[Place, str]]:
    """The titles of articles, and the headings in them where all are made."""
    publication = reading.publication
    found = [(Place(number), article.title) for number, article in enumerate(publication.articles)]
    is_known = reading.things is not None and reading.things.publication is publication
    if not is_known and not is_lazy(publication):
        reading.things = Things(publication)
    if reading.things and reading.things.publication is publication:
        places = reading.things.places(Sort("heading"))
        found += [(place, block_at(publication, place).text) for place in places]
    return found


def _listed(reading: Reading, text: str, found: list[tuple[Place, str]]) -> Reply:
    entries = [
        Entry(f"{number} {title}", _("article {number}").format(number=place.article + 1), place)
        for number, (place, title) in enumerate(sorted(found), 1)
    ]
    here = reading.session.first_from_here([place for place, _title in sorted(found)])
    title = _("“{text}”, {count}").format(text=text, count=n_("{n} heading", "{n} headings", len(found)))
    return reading.open(Menu("things of a sort", title, entries, reading.show_entry, here))
