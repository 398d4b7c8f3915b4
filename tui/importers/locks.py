"""Passwords of locked documents, known as long as the program runs and written nowhere."""

from hashlib import blake2b

from tui.errors import LockedError
from tui.texts import _

_given: dict[str, str] = {}  # by what stands for the document


def lock_of(data: bytes) -> str:
    """What stands for a document: no part of it, and not its name."""
    return blake2b(data, digest_size=16).hexdigest()


def password_of(data: bytes) -> str:
    """The one that was given for it, "" where there was none. Most documents are never looked at for it."""
    return _given.get(lock_of(data), "") if _given else ""


def locked(data: bytes, name: str) -> LockedError:
    """What to raise where a document does not open, with the password that was given for it or without one."""
    lock = lock_of(data)
    is_wrong = _given.pop(lock, "") != ""
    words = _("{name} is locked with a password: open it in a terminal, where the password is asked for.")
    if is_wrong:
        words = _("That password does not open {name}.")
    return LockedError(words.format(name=name), name, is_wrong, lambda password: _given.update({lock: password}))


def given() -> dict[str, str]:
    """All of them, for a process that works for this one."""
    return dict(_given)


def take(passwords: dict[str, str]) -> None:
    """Those that the process has been given for which this one works."""
    _given.update(passwords)
