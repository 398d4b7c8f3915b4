"""Long work on a library, by name: done in this process or, so that nobody's keys wait for it, in one of its own.

What an errand is given and gives is what JSON can hold.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any, NamedTuple

from tui.core.progress import listening, part
from tui.errors import ReaderError
from tui.fetch import fetch
from tui.keeping.intake import understood
from tui.keeping.librarian import Librarian, Progress, catch_up
from tui.library import Library, shelf, subscriptions, words
from tui.texts import _, n_

_AGAIN = 0.1  # of the work on a file that is being opened: to understand it once more


class Report(NamedTuple):
    """How far an errand is: `done` of `whole` are done. `what`: that, as a word for people. `said`: what has come of it
    and will stay, whatever happens to the rest."""

    what: str = ""
    done: float = 0.0
    whole: int = 0
    said: str = ""


Hear = Callable[[Report], None]
"""What it raises ends the errand, with nothing kept that is not whole."""
Errand = Callable[[Librarian, Hear, Sequence[Any]], Any]


def here(path: str, name: str, arguments: Sequence[Any], hear: Hear) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Does an errand on the library at a path in this process, on a connection of its own. Raises ReaderError."""
    with closing(Library(path)) as library:
        return do(library, name, arguments, hear)


def do(library: Library, name: str, arguments: Sequence[Any], hear: Hear) -> Any:  # noqa: ANN401 - the same
    return _ERRANDS[name](Librarian(library), hear, arguments)


def added(keys: Sequence[str], problems: Sequence[ReaderError]) -> str:
    """What has come of adding, for people: how much there is, and what could not be read."""
    rest = len(problems) - 1
    sentences = [
        n_("Added {n} publication; L lists it.", "Added {n} publications; L lists them.", len(keys)) if keys else "",
        *map(str, problems[:1]),
        n_("{n} more could not be read.", "{n} more could not be read.", rest) if rest > 0 else "",
    ]
    return " ".join(filter(None, sentences))


def _add(librarian: Librarian, hear: Hear, sources: Sequence[str]) -> str:
    """What has come of it, for people."""
    keys, problems = librarian.add_all(sources, _telling(hear, _("taken in")))
    text = added(keys, problems)
    hear(Report(said=text))
    librarian.index_all(_telling(hear, _("made searchable")))
    return text


def _keep(librarian: Librarian, hear: Hear, paths: Sequence[str]) -> None:
    """Takes a file in that is being opened."""
    with listening(lambda share: hear(Report(_("taken in"), share, 1))):
        found = fetch(paths[0])
        with part(0.0, _AGAIN):
            publication = understood(librarian.library, found)
        with part(_AGAIN, 1.0):
            librarian.keep_whole(found, publication)


def _text(librarian: Librarian, hear: Hear, keys: Sequence[str]) -> None:
    """Keeps whole what was opened from a file, for the day on which that is gone."""
    with listening(lambda share: hear(Report(_("taken in"), share, 1))):
        publication = librarian.searchable(keys[0])
        is_there = shelf.path_of(librarian.library, keys[0])  # nobody has deleted it meanwhile
        if publication and publication.key == keys[0] and is_there:
            shelf.keep_text(librarian.library, publication)


def _update(librarian: Librarian, hear: Hear, wanted: Sequence[Any]) -> str:
    """Of the subscriptions with these numbers, or of all. With a number may stand what has come from there."""
    from tui.keeping import feeds, updating

    come = {each[0]: feeds.from_line(*each[1:]) for each in wanted if isinstance(each, list)}
    numbers = [each[0] if isinstance(each, list) else each for each in wanted]
    chosen = [each for each in subscriptions.listed(librarian.library) if not numbers or each.id in numbers]
    known = {each.id for each in chosen if not subscriptions.is_first(librarian.library, each.id)}
    text = updating.told(updating.update(librarian, chosen, _telling(hear, _("looked at")), come=come), known)
    hear(Report(said=text))
    librarian.index_all(_telling(hear, _("made searchable")))
    return text


def _index(librarian: Librarian, hear: Hear, keys: Sequence[str]) -> bool:
    """Makes a publication searchable; False where its text is not to be had, or somebody else is at it."""
    with listening(lambda share: hear(Report(_("made searchable"), share, 1))):
        publication = librarian.searchable(keys[0])
        return publication is not None and words.index(librarian.library, publication)


def _index_all(librarian: Librarian, hear: Hear, _nothing: Sequence[Any]) -> str:
    librarian.index_all(_telling(hear, _("made searchable")))
    return _("All of the library is searchable now.")


def _rest(librarian: Librarian, hear: Hear, numbers_and_keys: Sequence[Any]) -> str:
    """What is new in the folders of these subscriptions; and makes these publications searchable, and what has come,
    but for what is long."""
    from tui.keeping import updating

    library, (numbers, keys) = librarian.library, numbers_and_keys
    chosen = [each for each in subscriptions.listed(library) if each.id in numbers]
    results = updating.update(librarian, chosen, _telling(hear, _("looked at")))
    has_brought = any(titles for _each, titles, _problem in results)
    said = updating.told(results, {each.id for each in chosen}) if has_brought else ""
    hear(Report(said=said))
    for key in dict.fromkeys((*keys, *(words.pending(library) if chosen else ()))):
        hear(Report(said=said))
        if publication := shelf.text(library, key):
            catch_up(library, publication)
    return said


def _telling(hear: Hear, what: str) -> Progress:
    return lambda done, count: hear(Report(what, done, count))


_ERRANDS: dict[str, Errand] = {
    "add": _add,
    "keep": _keep,
    "text": _text,
    "update": _update,
    "index": _index,
    "index-all": _index_all,
    "rest": _rest,
}
WAITED_FOR = frozenset({"keep"})
"""Errands for which somebody waits: they need not stand back for the reader."""
