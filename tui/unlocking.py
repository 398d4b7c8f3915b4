"""Asking for the password of a locked document in the shell, and before there is a reader."""

import os

from tui.core.clean import printable
from tui.core.light import Callable, TypeVar
from tui.errors import LockedError
from tui.texts import _

T = TypeVar("T")


def unlocked(work: Callable[[], T]) -> T:
    """What the work gives, done again with the password that somebody types. Raises LockedError where nobody is asked
    or nothing is typed."""
    while True:
        try:
            return work()
        except LockedError as error:
            if not (password := _asked(error)):
                raise
            error.give(password)


def _asked(error: LockedError) -> str:
    """What is typed, on the terminal itself: standard input and output may be data."""
    if os.name == "posix":
        try:
            os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
        except OSError:
            return ""
    elif not os.isatty(0):
        return ""
    from getpass import getpass

    words = _("Password of {name}, which is not shown: ")
    if error.is_wrong:
        words = _("That password does not open {name}. Once more, or Enter to leave it: ")
    try:
        return getpass(printable(words.format(name=error.name)))
    except (EOFError, OSError):
        return ""
