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
