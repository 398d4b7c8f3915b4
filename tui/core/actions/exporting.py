"""Writing what is read, or what was marked in it, into a file."""

from tui.core.actions.awaiting import later, with_shelf
from tui.core.actions.shelving import is_yes
from tui.core.exports import Exports, Work
from tui.core.light import Callable
from tui.core.menu import Act, Reply, unchanged
from tui.core.reading import Reading
from tui.core.shelf import Shelf
from tui.core.wording import _
from tui.errors import ReaderError

_Prepared = Callable[[Exports, str], Work]


def export(reading: Reading) -> Reply:
    prompt = _("Write into (.txt .epub .mp3 …): ")
    return _asked(reading, prompt, lambda name: _whole(reading, name))


def export_marks(reading: Reading) -> Reply:
    bookmarks = [(mark.place, mark.name) for mark in reading.memory.bookmarks(reading.publication)]
    highlights = reading.highlights
    if not bookmarks and not highlights:
        return Reply(Act.SAID, _("No bookmarks and no highlights here."))

    def prepared(exports: Exports, name: str) -> Work:
        return exports.marks(name, reading.publication, bookmarks, highlights)

    prompt = _("Write the marks into a file (.md .json): ")
    return _asked(reading, prompt, lambda name: _careful(reading, name, prepared))


def take_marks(reading: Reading) -> Reply:
    """Takes in marks of another library, or what was exported here."""

    def taken(name: str) -> Reply:
        if not name:
            return unchanged()
        return with_shelf(reading, lambda shelf: _taken(reading, shelf, name))

    return reading.ask_path(_("Take in marks from a file (.json): "), taken)


def _taken(reading: Reading, shelf: Shelf, name: str) -> Reply:
    told = shelf.take_marks(name)
    reading.forget_highlights()
    return Reply(Act.SAID, told)


def _asked(reading: Reading, prompt: str, answer: Callable[[str], Reply]) -> Reply:
    if reading.behind:
        return Reply(Act.SAID, reading.behind.line)
    return reading.ask_path(prompt, lambda name: answer(name) if name else unchanged())


def _whole(reading: Reading, name: str) -> Reply:
    if not name.lower().endswith(".epub"):
        return _careful(reading, name, lambda exports, name: exports.publication(name, reading.whole, False))

    def heard(answer: str) -> Reply:
        is_heard = is_yes(answer)
        return _careful(
            reading,
            name,
            lambda exports, name: exports.publication(name, reading.whole, is_heard),
        )

    return reading.ask(_("With the voice in it? yes, or Enter for no: "), heard)


def _careful(reading: Reading, name: str, prepared: _Prepared) -> Reply:
    """Nothing is replaced unless somebody says so."""
    exports = reading.exports
    if exports is None:
        return Reply(Act.SAID, _("No files can be written here."))
    try:
        work = prepared(exports, name)
        if not exports.exists(name):
            return _begun(reading, name, work)
    except ReaderError as error:
        return Reply(Act.SAID, str(error))

    def replaced(answer: str) -> Reply:
        return _begun(reading, name, work) if is_yes(answer) else unchanged()

    return reading.ask(_("{name} is there already. yes replaces it: ").format(name=name), replaced)


def _begun(reading: Reading, name: str, work: Work) -> Reply:
    try:
        found = reading.begin(name, work)
    except ReaderError as error:
        return Reply(Act.SAID, str(error))
    if isinstance(found, str):
        return Reply(Act.SAID, found)
    return later(reading, found, lambda text: Reply(Act.SAID, text), _("Writing {name}"))
