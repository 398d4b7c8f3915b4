"""The commands of the shell on the library: add, library, search, subscribe, update, remove, tag."""

import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from tui import charset, config, updating
from tui.chosen import chosen_of
from tui.config import Settings
from tui.core.clean import printable
from tui.core.search import surroundings
from tui.core.shelf import Listed, Subscription
from tui.database import MEMORY
from tui.errors import LibraryError, ReaderError, UsageError
from tui.export import opml
from tui.fetch import is_address
from tui.librarian import Librarian
from tui.library import open_library, subscriptions
from tui.texts import _, n_

_LONG = 1.0  # seconds


@contextmanager
def librarian(is_reading: bool = False) -> Iterator[Librarian]:
    """At work on the library of whoever uses the program; what is not as it should be is told. Raises LibraryError
    where it cannot be written, and for those who are only `reading` where it cannot even be read."""
    library, warning = open_library(config.library_path())
    try:
        if library.path == MEMORY and not (is_reading and "kept" in library.schemas):
            raise LibraryError(warning)
        _complain([warning] if warning else [])
        yield Librarian(library)
        _complain([library.warning] if library.warning else [])
    finally:
        library.close()


def add(options: Namespace, settings: Settings) -> int:
    """Takes files, folders and addresses in: all that can be read, or nothing when it is interrupted."""
    with librarian() as at_work:
        keys, problems = at_work.add_all(options.sources, Percent(_("read")))
        at_work.index_all(Percent(_("made searchable")))
        made = [each for each in at_work.listed() if each.key in set(keys)]
    _complain(problems)
    if options.json:
        _print_json([_row(number, each) for number, each in enumerate(made)])
    else:
        for each in made:
            print(printable(each.title))
    return problems[0].exit_code if problems and (not keys or len(options.sources) == len(problems)) else 0


def taken_in(sources: str | list[str]) -> str:
    """Adds a folder or several sources; the name in the library of the first, to be read, the others follow it there.
    Raises ReaderError."""
    with librarian() as at_work:
        keys, problems = at_work.add_all([sources] if isinstance(sources, str) else sources, Percent(_("read")))
    _complain(problems)
    if not keys:
        raise problems[0]
    return f"@{keys[0]}"


def library(options: Namespace, settings: Settings) -> int:
    """What is in the library: number, state, date, minutes, title; or what is in the trash."""
    with librarian(is_reading=True) as at_work:
        rows = [_row(number, each) for number, each in enumerate(at_work.listed(options.trash)) if _fits(each, options)]
    if options.json:
        return _print_json(rows)
    for row in rows:
        print(row["number"], row["state"], row["date"] or "-", row["minutes"], printable(str(row["title"])), sep="\t")
    return 0


def search(options: Namespace, settings: Settings) -> int:
    """Where words stand in the whole library, with what is around them."""
    with librarian(is_reading=True) as at_work:
        try:
            at_work.index_all(Percent(_("made searchable")))
        except LibraryError as error:
            at_work.library.warning = str(error)
        hits = at_work.search(" ".join(options.words))
    if options.json:
        names = ("publication", "title", "article", "block", "offset", "text")
        _print_json([dict(zip(names, hit, strict=True)) for hit in hits])
        return 0 if hits else 1
    for hit in hits:
        print(printable(hit.title), hit.article + 1, surroundings(printable(hit.text), hit.offset), sep="\t")
    if not hits:
        raise NothingFoundError(_("“{text}” is nowhere in the library.").format(text=" ".join(options.words)))
    return 0


class NothingFoundError(ReaderError):
    """As grep has it: no hit is 1."""


def subscribe(options: Namespace, settings: Settings) -> int:
    """Begins subscriptions, or ends them, or lists them; what is there already is taken in at once."""
    with librarian() as at_work:
        if options.end:
            _end(at_work, options.sources)
        made = (
            [] if options.end else [each for source in options.sources for each in updating.subscribe(at_work, source)]
        )
        problems = _update(at_work, made) if made else []
        rows = [each._asdict() for each in subscriptions.listed(at_work.library)]
    if options.opml:
        print(opml.listed([(row["title"], row["source"]) for row in rows if is_address(row["source"])]))
        return 0
    if options.json:
        return _print_json(rows) or (3 if problems else 0)
    for row in rows:
        print(row["id"], printable(row["title"]), printable(row["source"]), sep="\t")
    return 3 if problems else 0


def update(options: Namespace, settings: Settings) -> int:
    """Looks for new issues of all subscriptions; the titles of what is new."""
    with librarian() as at_work:
        results = updating.update(at_work, subscriptions.listed(at_work.library), Percent(_("looked at")))
        at_work.index_all(Percent(_("made searchable")))
    rows = [{"subscription": each.title, "new": titles, "problem": problem} for each, titles, problem in results]
    problems = [problem for _each, _titles, problem in results if problem]
    if options.json:
        return _print_json(rows) or (3 if problems else 0)
    _complain(problems)
    for each, titles, _problem in results:
        for title in titles:
            print(printable(each.title), printable(title), sep="\t")
    return 3 if problems else 0


def remove(options: Namespace, settings: Settings) -> int:
    """Puts publications into the trash, or takes them out again, or empties it."""
    with librarian() as at_work:
        if options.empty_trash:
            count = at_work.empty_trash()
            return _print_json({"deleted": count}) if options.json else _say(_deleted(count))
        chosen = [chosen_of(at_work.listed(options.undo), name) for name in options.entries]
        for each in chosen:
            (at_work.restore if options.undo else at_work.remove)(each.key)
    if options.json:
        return _print_json([_row(number, each) for number, each in enumerate(chosen)])
    return 0


def tag(options: Namespace, settings: Settings) -> int:
    """Gives a publication tags; none takes all away."""
    with librarian() as at_work:
        key = chosen_of(at_work.listed(), options.entry).key
        at_work.tag(key, options.tags)
        rows = [_row(number, each) for number, each in enumerate(at_work.listed()) if each.key == key]
    return _print_json(rows) if options.json else 0


def _end(at_work: Librarian, sources: list[str]) -> None:
    for source in sources:
        found = [e for e in subscriptions.listed(at_work.library) if source in (str(e.id), e.source, e.title)]
        if not found:
            raise UsageError(_("There is no subscription {name}.").format(name=printable(source)))
        subscriptions.end(at_work.library, found[0].id)


def _update(at_work: Librarian, chosen: list[Subscription]) -> list[str]:
    results = updating.update(at_work, chosen, Percent(_("looked at")))
    at_work.index_all(Percent(_("made searchable")))
    problems = [problem for _each, _titles, problem in results if problem]
    _complain(problems)
    return problems


def _row(number: int, each: Listed) -> dict[str, object]:
    from tui.core.listing import state

    return {"number": number + 1, "state": state(each), **each._asdict()}


def _fits(each: Listed, options: Namespace) -> bool:
    """Whether all the words stand in its title or its tags."""
    text = " ".join((each.title, *each.tags)).lower()
    return all(word.lower() in text for word in options.words)


def _deleted(count: int) -> str:
    return n_("{n} publication deleted for good.", "{n} publications deleted for good.", count)


def _say(text: str) -> int:
    print(text, file=sys.stderr)
    return 0


def _complain(problems: list[str] | list[ReaderError]) -> None:
    for problem in problems:
        print("mangdao:", printable(str(problem)), file=sys.stderr)


class Percent:
    """Progress for people: a line every tenth part, and none for what is done at once; of a single thing only what
    takes long."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._told = 0
        self._until = time.monotonic() + _LONG

    def __call__(self, done: float, count: int) -> None:
        tenth = int(10 * done / count) if count else 0
        if tenth <= self._told or (count == 1 and time.monotonic() < self._until):
            return
        self._told, self._until = tenth, time.monotonic() + _LONG
        line = _("{percent}%, {n} of {count} {what}") if count > 1 else _("{percent}%")
        percent = int(100 * done / count)
        print(line.format(percent=percent, n=int(done), count=count, what=self._what), file=sys.stderr, flush=True)


def _print_json(data: object) -> int:
    import json

    json.dump(data, sys.stdout, ensure_ascii=not charset.is_utf8(sys.stdout.encoding), indent=1)
    print()
    return 0
