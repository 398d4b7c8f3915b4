"""Waiting for a publication that is on its way: going on with it when it has come, or not waiting any more."""

from tui.core.light import Any, Callable, suppress
from tui.core.menu import Act, Reply
from tui.core.publication import Publication
from tui.core.reading import Reading
from tui.core.shelf import OnItsWay, Shelf
from tui.core.waiting import Waiting
from tui.core.wording import _
from tui.errors import LockedError, ReaderError

_ENDS = frozenset({"escape", "interrupt", "end-of-input"})
_COMMANDS = frozenset({"quit", "close", "stop", "cancel"})


def with_shelf(reading: Reading, act: Callable[[Shelf], Reply]) -> Reply:
    """What `act` does with the library; what cannot be done is said, and a password asked for."""

    def again() -> Reply:
        return with_shelf(reading, act)

    try:
        shelf = reading.shelf
        reply = act(shelf) if shelf else Reply(Act.SAID, _("There is no library here."))
    except LockedError as error:
        return _asked(reading, error, again)
    except ReaderError as error:
        return Reply(Act.SAID, str(error))

    if reply.act is Act.WAITING and reading.waiting:
        reading.waiting.again = again
    return reply


def with_marks(reading: Reading, act: Callable[[], Reply]) -> Reply:
    """What is done once all marks of the publication are found."""
    publication = reading.publication
    finding = [reading.memory.finding_bookmarks(publication)]
    with suppress(ReaderError):  # those that can be found are there all the same
        if reading.memory.has_highlights(publication) and reading.shelf:
            finding.append(reading.shelf.finding_highlights(publication))
    return reading.reach(lambda: [find() for find in finding], lambda _found: act())


def _asked(reading: Reading, error: LockedError, again: Callable[[], Reply]) -> Reply:
    """Asks for the password of a document, and opens it once more."""

    def answered(password: str) -> Reply:
        if not password:
            return Reply(Act.SAID, str(error))
        error.give(password)
        return again()

    words = _("Password of {name}, which is not shown: ")
    if error.is_wrong:
        words = _("That password does not open {name}. Once more: ")
    return reading.ask(words.format(name=error.name), answered, is_secret=True)


def arrived(reading: Reading, found: Publication | OnItsWay, then: Callable[[Publication], Reply]) -> Reply:
    """What `then` makes of the publication, now or when it has come, with what stands where it was left."""

    def come(publication: Publication) -> Reply:
        find = reading.memory.left_at(publication)
        return reading.reach(find, lambda _place: then(publication), publication.title)

    if isinstance(found, Publication):
        return come(found)
    return reading.wait(Waiting(found, come))


def later(reading: Reading, opening: OnItsWay, then: Callable[[Any], Reply], doing: str) -> Reply:
    """What `then` makes of the result when it has come; meanwhile somebody waits, or reads on."""
    return reading.wait(Waiting(opening, then, doing, can_stay_behind=True))


def pressed(reading: Reading, waiting: Waiting, key: str) -> Reply:
    """A key while somebody waits ends the waiting, or says how far it is."""
    if waiting.opening.is_done:
        return heard(reading)
    command = reading.keymap.command(key)
    if waiting.can_stay_behind and command is not None and command.name == "open":
        reading.waiting, reading.behind = None, waiting
        return Reply(Act.SAID, _("It goes on while you read; the command cancel ends it."))
    if key not in _ENDS and (command is None or command.name not in _COMMANDS):
        return Reply(Act.WAITING, waiting.line)
    waiting.opening.cancel()
    reading.waiting = None
    return Reply(Act.SAID, _("Cancelled."))


def heard(reading: Reading) -> Reply:
    """What is on its way has come further, or has come."""
    waiting = next((each for each in (reading.waiting, reading.behind) if each and each.opening.is_done), None)
    if waiting is None:
        return reading.waiting.report() if reading.waiting else _news(reading)
    if waiting is reading.waiting:
        reading.waiting = None
    else:
        reading.behind = None
    try:
        return waiting.then(waiting.opening.result())
    except LockedError as error:
        if waiting.again and not reading.question:
            return _asked(reading, error, waiting.again)
        return Reply(Act.SAID, str(error))
    except ReaderError as error:
        return Reply(Act.SAID, str(error))


def _news(reading: Reading) -> Reply:
    """How far the library is with what it does in the background, unless somebody is asked or listens."""
    shelf = None if reading.question or reading.listening.speaking else reading.shelf
    news = shelf.news() if shelf else ""
    return Reply(Act.SAID if news else Act.NOTHING, news)
