"""Looking things up: where am I, help, commands by name, settings."""

from collections.abc import Callable

from tui.core import describe
from tui.core.commands import COMMANDS, Command, matching
from tui.core.menu import Act, Entry, Menu, Reply
from tui.core.reading import Reading
from tui.core.wording import _


def where(reading: Reading) -> Reply:
    menu = reading.menu
    if menu is None:
        return Reply(Act.SAID, describe.where(reading.publication, reading.session.place))
    text = _("{title}, {number} of {count}: {entry}").format(
        title=menu.title, number=menu.index + 1, count=len(menu.entries), entry=menu.current.text
    )
    return Reply(Act.SAID, text)


def about(reading: Reading) -> Reply:
    return Reply(Act.SAID, describe.about(reading.publication))


def settings(reading: Reading) -> Reply:
    entries = [_setting(reading, name) for name in reading.options.names()]

    def choose(entry: Entry) -> Reply:
        name = str(entry.value)
        if not reading.options.step(name, 1):
            while reading.options.step(name, -1):
                pass
        menu.replace(_setting(reading, name))
        return Reply(Act.MENU, menu.current.line)

    menu = Menu("settings", _("Settings"), entries, choose)
    return reading.open(menu)


def list_keys(reading: Reading) -> Reply:
    return reading.open(Menu("help", _("Keys and commands"), list(map(command_entry, COMMANDS)), _run_entry(reading)))


def find_command(reading: Reading) -> Reply:
    return reading.ask(_("Command: "), lambda text: _named(reading, text))


def command_entry(command: Command) -> Entry:
    """A command as a line of help: what it does, then its keys."""
    return Entry(_(command.help), _(" or ").join(map(key_name, command.keys)), command.name)


def key_name(key: str) -> str:
    """A key as people say it: arrows in their language, capital letters told apart."""
    if len(key) > 1:
        return _KEY_NAMES[key]()
    return _("capital {letter}").format(letter=key) if key.isupper() else key


def _setting(reading: Reading, name: str) -> Entry:
    label, value = reading.options.label(name), reading.options.value(name)
    return Entry(_("{label}: {value}").format(label=label, value=value), value=name)


def _named(reading: Reading, text: str) -> Reply:
    found = matching(text) or [command for command in COMMANDS if text and text in _(command.help)]
    if not found:
        return Reply(Act.SAID, _("No command is called “{text}”; ? lists them all.").format(text=text))
    if len(found) == 1:
        return Reply(Act.DO, found[0].name)
    return reading.open(Menu("commands", _("Commands"), list(map(command_entry, found)), _run_entry(reading)))


def _run_entry(reading: Reading) -> Callable[[Entry], Reply]:
    def run(entry: Entry) -> Reply:
        reading.menus.pop()
        return Reply(Act.DO, str(entry.value))

    return run


_KEY_NAMES: dict[str, Callable[[], str]] = {
    "up": lambda: _("Up"),
    "down": lambda: _("Down"),
    "left": lambda: _("Left"),
    "right": lambda: _("Right"),
    "pageup": lambda: _("Page Up"),
    "pagedown": lambda: _("Page Down"),
    "home": lambda: _("Home"),
    "end": lambda: _("End"),
    "enter": lambda: _("Enter"),
    "escape": lambda: _("Escape"),
    "backspace": lambda: _("Backspace"),
    "space": lambda: _("Space"),
}
