"""Which commands are of most use where somebody is: help names them first."""

from tui.core.menu import Menu
from tui.core.publication import Kind
from tui.core.reading import Reading
from tui.core.things import standing

_SHELF = ("open", "stop", "undo", "mark-read", "about", "find", "tag", "tags", "trash", "add")
_MENUS = {
    "articles": ("open", "speak", "mark-read", "queue-add", "find", "library", "about", "quit"),
    "library": _SHELF,
    "fitting": _SHELF,
    "trash": ("open", "stop", "undo", "find", "delete", "empty-trash"),
    "subscriptions": ("open", "about", "stop", "undo", "subscribe", "update"),
    "bookmarks": ("open", "stop", "undo", "export-marks"),
    "highlights": ("open", "stop", "undo", "highlight", "note", "category", "export-marks"),
    "queue": ("open", "stop", "play-queue"),
    "help": ("open", "find", "change-key"),
    "commands": ("open", "change-key"),
    "settings": ("open", "find", "where"),
    "voices": ("open", "find"),
}
_LIST = ("open",)
_TABLE = ("next-cell", "previous-cell", "cell-below", "cell-above")
_ALOUD = ("speak", "stop", "repeat", "faster", "slower", "listening")


def of_use_here(reading: Reading) -> tuple[str, ...]:
    """Their names. None in plain text, where all that moves comes first anyway."""
    return _in_menu(reading.menu) if reading.menu else _in_text(reading)


def _in_menu(menu: Menu) -> tuple[str, ...]:
    names = _MENUS.get(menu.name, (*_LIST, "stop", "undo") if menu.remove else _LIST)
    return names if "quit" in names else (*names, "close")


def _in_text(reading: Reading) -> tuple[str, ...]:
    block, place = reading.session.block, reading.session.place
    return (
        *(_ALOUD if reading.listening.interrupted else ()),
        *(_TABLE if block.kind is Kind.TABLE else ()),
        *(("leave-thing",) if standing(reading.publication, place) else ()),
        *(("follow-link", "next-thing") if block.links or block.kind is Kind.NOTE else ()),
    )
