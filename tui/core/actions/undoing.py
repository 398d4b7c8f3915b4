"""What was taken away from a list: it stays there until the list closes, and comes back by undo or by the same key."""

from tui.core.actions.awaiting import with_shelf
from tui.core.light import Callable, NamedTuple
from tui.core.menu import Act, Entry, Menu, Reply
from tui.core.reading import Reading
from tui.core.shelf import Shelf
from tui.core.wording import _


class Gone(NamedTuple):
    """The value of an entry that was taken away."""

    put_back: Callable[[], Reply]


class Made:
    """What takes a mark away that somebody has made in the text."""

    def __init__(self, take_back: Callable[[], Reply]) -> None:
        self._take_back = take_back

    def __call__(self) -> Reply:
        return self._take_back()


def struck_out(reading: Reading, name: str, value: object) -> Reply | None:
    """Says of the entry for a mark that it has been taken away, when a list of that name is open; else None."""
    menu = reading.menu if reading.menu and reading.menu.name == name else None
    index = next((n for n, each in enumerate(menu.entries) if each.value == value), None) if menu else None
    if menu is None or index is None:
        return None
    menu.go(index)
    menu.replace(Entry(menu.current.text, _("taken away")))
    return Reply(Act.MENU, menu.current.line)


def gone(reading: Reading, menu: Menu, put_back: Callable[[], Reply], what: str) -> Reply:
    """Says of the current entry what has become of it, and lets the command undo bring it back."""
    reading.undone.append(put_back)
    menu.replace(Entry(menu.current.text, what, Gone(put_back)))
    return Reply(Act.MENU, menu.current.line)


def again(reading: Reading, menu: Menu) -> Reply:
    """The key that took the current entry away, a second time: this one is where it was, whatever went after it."""
    value = menu.current.value
    if isinstance(value, Gone) and value.put_back in reading.undone:
        reading.undone.remove(value.put_back)
        return value.put_back()
    return Reply(Act.MENU, menu.current.line)


def taken_away(reading: Reading, menu: Menu, work: Callable[[Shelf], None], what: str) -> Reply:
    """The current entry of a list of the library, which `work` brings back."""
    index, entry = menu.index, menu.current

    def take_back(shelf: Shelf) -> Reply:
        work(shelf)
        menu.entries[index] = entry
        if reading.menu is menu:
            menu.go(index)
            return Reply(Act.MENU, entry.line)
        return Reply(Act.SAID, _("taken back: {change}").format(change=entry.text))

    return gone(reading, menu, lambda: with_shelf(reading, take_back), what)
