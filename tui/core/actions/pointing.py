"""What a command is about: the place in the text, or, in a list, where the current entry leads."""

from tui.core.menu import Act, Reply
from tui.core.publication import Place
from tui.core.reading import Bookmark, Reading
from tui.core.session import ReadingSession
from tui.core.shelf import Highlight, Listed
from tui.core.wording import _


def pointed(reading: Reading) -> ReadingSession | None:
    """A session at that place; None in a list whose entry leads to no place of this publication."""
    menu, session = reading.menu, reading.session
    if menu is None:
        return session
    value = menu.current.value
    if menu.name == "articles":
        number = int(str(value))
        value = session.place if number == session.place.article else Place(number)
    if isinstance(value, (Bookmark, Highlight)):
        value = value.place
    return ReadingSession(reading.publication, value) if isinstance(value, Place) else None


def nowhere(reading: Reading) -> Reply:
    """What is said where there is no such place: the way to one."""
    if reading.menu is None or isinstance(reading.menu.current.value, Listed):
        return Reply(Act.SAID, _("Open something to read first."))
    return Reply(Act.SAID, _("That is for the text; q closes this list."))
