"""The commands of the shell on the library: add, library, remove, tag."""

from argparse import Namespace
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from tui import folders
from tui.charset import put_json
from tui.core.actions.listed import changed
from tui.core.clean import printable
from tui.core.dates import day_of
from tui.core.letters import folded
from tui.core.shelf import EVERYTHING, TRASH, Listed, Wanted
from tui.errors import LibraryError, UsageError
from tui.keeping.chosen import chosen_of
from tui.keeping.errands import added
from tui.keeping.librarian import Librarian
from tui.library import open_library, shelf
from tui.library.database import MEMORY
from tui.settings import Settings
from tui.shell.telling import Percent, complain, print_lines, say
from tui.texts import _, n_


@contextmanager
def librarian(is_reading: bool = False) -> Iterator[Librarian]:
    """At work on the library of whoever uses the program; what is not as it should be is told. Raises LibraryError
    where it cannot be written, and for those who are only `reading` where it cannot even be read."""
    library, warning = open_library(folders.library_path())
    try:
        if library.path == MEMORY and not (is_reading and "kept" in library.schemas):
            alone = _("The library is in memory only and would be lost at once; name a file with MANGDAO_LIBRARY.")
            raise LibraryError(warning or alone)
        complain([warning] if warning else [])
        yield Librarian(library)
        complain([library.warning] if library.warning else [])
    finally:
        library.close()


def add(options: Namespace, settings: Settings) -> int:
    """Takes files, folders and addresses in: all that can be read, or nothing when it is interrupted."""
    with librarian() as at_work:
        keys, problems = at_work.add_all(options.sources, Percent(_("taken in")))
        made = _among(at_work.listed(), keys)
        complain(problems)
        if options.json:
            put_json(made)
        else:
            print_lines((str(each["title"]),) for each in made)
        code = make_searchable(at_work)
    # A folder may hold anything; what was named itself was to be read.
    missed = [each for each in problems if each.source in options.sources or not keys]
    return missed[0].exit_code if missed else code


def _among(listed: Sequence[Listed], keys: Collection[str]) -> list[dict[str, object]]:
    """Those with these keys, as JSON has them, with their numbers in the list."""
    return [row_of(number, each) for number, each in enumerate(listed) if each.key in set(keys)]


def taken_in(sources: str | list[str]) -> tuple[str, str]:
    """Adds a folder or several sources; the name in the library of the first, to be read, the others follow it there;
    and what has come of it, for people. Raises ReaderError."""
    begun = _("Files are being added to the library; Control-C cancels that.")
    progress = Percent(_("taken in"), begun)
    with librarian() as at_work:
        keys, problems = at_work.add_all([sources] if isinstance(sources, str) else sources, progress, opens=True)
    if not keys:
        complain(problems[1:])
        raise problems[0]
    return f"@{keys[0]}", added(keys, problems)


def library(options: Namespace, settings: Settings) -> int:
    """What is in the library: number, state, date, minutes, title, author; or what is in the trash, or the tags."""
    if options.tags:
        return _tags(options)
    with librarian(is_reading=True) as at_work:
        listed = at_work.listed(Wanted(options.trash))
        numbers = {key: number for number, key in enumerate(listed.keys)}  # by which it is called, in any order
        chosen = [each for each in at_work.listed(Wanted(options.trash, order=options.sort)) if _fits(each, options)]
        rows = [row_of(numbers.get(each.key, 0), each) for each in chosen]
    code = 1 if (options.words or options.state) and not rows else 0
    if options.json:
        return put_json(rows) or code
    for row in rows:
        print(
            row["number"],
            _(str(row["state"])),
            printable(day_of(str(row["date"]))) or "-",
            row["minutes"],
            printable(str(row["title"])),
            printable(str(row["author"])) or "-",
            sep="\t",
        )
    return code if rows else say(_nothing(options)) or code


def _nothing(options: Namespace) -> str:
    if options.words:
        return _("No title, author or tag has “{text}”.").format(text=printable(" ".join(options.words)))
    if options.state:
        return _("No publication is {state}.").format(state=_(options.state))
    return _("The trash is empty.") if options.trash else _("The library is empty.")


def _tags(options: Namespace) -> int:
    """All tags, each with how many publications have it."""
    with librarian(is_reading=True) as at_work:
        found = at_work.tags()
    if options.json:
        return put_json([{"tag": name, "publications": count} for name, count in found])
    for name, count in found:
        print(printable(name), count, sep="\t")
    return 0 if found else say(_("No publication has a tag."))


def remove(options: Namespace, settings: Settings) -> int:
    """Puts publications into the trash, or takes them out again, or empties it."""
    with librarian() as at_work:
        if options.empty_trash:
            trash = at_work.listed(TRASH) if options.entries else []
            count = at_work.empty_trash([chosen_of(trash, name).key for name in options.entries] or None)
            return put_json({"deleted": count}) if options.json else say(_deleted(count))
        chosen = _taken_back(at_work, options.entries) if options.undo else _removed(at_work, options.entries)
        rows = _among(at_work.listed(EVERYTHING if options.undo else TRASH), [each.key for each in chosen])
    return put_json(rows) if options.json else 0


def _removed(at_work: Librarian, names: Sequence[str]) -> list[Listed]:
    if not names:
        raise UsageError(_("Name a publication: its number in mangdao library, or its title."))
    listed = at_work.listed()
    chosen = [chosen_of(listed, name) for name in names]
    for each in chosen:
        at_work.remove(each.key)
        say(_("{title}: removed; mangdao remove --undo puts it back.").format(title=printable(each.title)))
    return chosen


def _taken_back(at_work: Librarian, names: Sequence[str]) -> list[Listed]:
    """What is named; where nothing is, the last that was removed."""
    listed = at_work.listed(TRASH)
    if not len(listed):
        raise UsageError(_("The trash is empty."))
    chosen = [chosen_of(listed, name) for name in names or [f"@{shelf.last_removed(at_work.library)}"]]
    for each in chosen:
        at_work.restore(each.key)
        say(_("{title}: taken out of the trash.").format(title=printable(each.title)))
    return chosen


def tag(options: Namespace, settings: Settings) -> int:
    """Gives a publication tags, and tells which it has."""
    with librarian() as at_work:
        known = chosen_of(at_work.listed(), options.entry)
        tags = changed(known.tags, options.tags) if options.tags else known.tags
        at_work.tag(known.key, tags)
        rows = _among(at_work.listed(), [known.key])
    if options.json:
        return put_json(rows)
    for each in tags:
        print(printable(each))
    return 0 if tags else say(_("{title} has no tags.").format(title=printable(known.title)))


def make_searchable(at_work: Librarian) -> int:
    """What has been taken in stays, whatever happens here. The exit code."""
    try:
        at_work.index_all(Percent(_("made searchable")))
    except LibraryError as error:
        text = _("What was taken in stays, and what is not searchable yet will be the next time.")
        complain([f"{error} {text}"])
        return error.exit_code
    return 0


def row_of(number: int, each: Listed) -> dict[str, object]:
    """A publication as JSON has it."""
    from tui.core.listing import state

    return {"number": number + 1, "state": state(each), **each._asdict()}


def _fits(each: Listed, options: Namespace) -> bool:
    """Whether all the words stand in its title, its author or its tags, and it is in the state that is wanted."""
    from tui.core.listing import state

    if options.state and state(each) != options.state:
        return False
    text = folded(" ".join((each.title, each.author, *each.tags)))
    return all(folded(word) in text for word in options.words)


def _deleted(count: int) -> str:
    return n_("{n} publication deleted for good.", "{n} publications deleted for good.", count)
