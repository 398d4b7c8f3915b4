"""Looking things up: where am I, help, commands by name, settings."""

from tui.core import describe
from tui.core.actions.here import of_use_here
from tui.core.commands import BY_NAME, COMMANDS, Command
from tui.core.doubts import doubt_text
from tui.core.light import Callable
from tui.core.menu import Act, Entry, Menu, Reply, unchanged
from tui.core.reading import Reading
from tui.core.shelf import Listed
from tui.core.wording import _
from tui.errors import ReaderError


def where(reading: Reading) -> Reply:
    menu = reading.menu
    if menu is None:
        gone_to = reading.column[1] if reading.column and reading.column[0] == reading.session.place else None
        here = describe.where(reading.publication, reading.session.place, gone_to)
        return Reply(Act.SAID, _("; ").join([here, *_doubts(reading), *_highlight(reading)]))
    number, count, entry = menu.index + 1, len(menu.entries), menu.current.text
    if explained := _explained(reading, menu):
        here = _("{title}, {number} of {count}").format(title=menu.title, number=number, count=count)
        return Reply(Act.SAID, _("; ").join([entry, explained, here]))
    told = _("{title}, {number} of {count}: {entry}")
    return Reply(Act.SAID, told.format(title=menu.title, number=number, count=count, entry=entry))


def _explained(reading: Reading, menu: Menu) -> str:
    """What the line of an entry leaves open: what a setting is, how a command is called."""
    if menu.name == "settings":
        return reading.options.help(str(menu.current.value))
    return _("by name {name}").format(name=menu.current.value) if menu.name in ("help", "commands") else ""


def _doubts(reading: Reading) -> list[str]:
    """What is doubtful about the block that is being read."""
    here = reading.session.place
    found = [(place, doubt) for place, doubt in reading.doubts if place[:2] == here[:2]]
    return [_("doubtful: {doubt}").format(doubt=doubt_text(reading.publication, *each)) for each in found]


def _highlight(reading: Reading) -> list[str]:
    """What somebody has marked in the place where the reader is."""
    if not reading.highlights_of(reading.session.place.article):
        return []
    from tui.core.actions import highlighting

    found = highlighting.here(reading, reading.session.place)
    if found is None:
        return []
    text = highlighting.about(found)
    return [_("highlighted: {text}").format(text=text) if text else _("highlighted")]


def about(reading: Reading) -> Reply:
    """Of the publication that is read, or in a list of publications or subscriptions of the current one."""
    if reading.menu and reading.menu.about:
        return reading.menu.about(reading.menu.current)
    if reading.menu and isinstance(reading.menu.current.value, Listed):
        from tui.core import listing

        return Reply(Act.SAID, listing.about(reading.menu.current.value))
    return Reply(Act.SAID, describe.about(reading.publication))


def settings(reading: Reading) -> Reply:
    return settings_at(reading, reading.options.names()[0])


def settings_at(reading: Reading, name: str) -> Reply:
    """The list of settings, on this one."""
    names = reading.options.names()
    entries = [_setting(reading, each) for each in names]

    def choose(entry: Entry) -> Reply:
        name = str(entry.value)
        step_round(reading, name)
        menu.replace(_setting(reading, name))
        return Reply(Act.MENU, menu.current.line)

    menu = Menu("settings", _("Settings"), entries, choose, names.index(name))
    menu.find = lambda: find_entry(reading, menu, lambda entry: reading.options.help(str(entry.value)))
    return reading.open(menu)


def find_entry(reading: Reading, menu: Menu, further: Callable[[Entry], str] = lambda _entry: "") -> Reply:
    """Asks for words and goes to the next entry that has them, in its line or in what is `further` known of it."""
    from tui.core.letters import folded  # its tables are for searching, which comes later than the first line

    def found(text: str) -> Reply:
        words = folded(text).split()
        if not words:
            return Reply(Act.SAID, _("Nothing to find."))
        numbers = [*range(menu.index + 1, len(menu.entries)), *range(menu.index + 1)]
        for number in numbers:
            line = folded(f"{menu.entries[number].line} {further(menu.entries[number])}")
            if all(word in line for word in words):
                menu.go(number)
                return Reply(Act.MENU, menu.current.line)
        return Reply(Act.SAID, _("Nothing in this list has “{text}”.").format(text=text))

    return reading.ask(_("Find in this list: "), found)


def step_round(reading: Reading, name: str) -> None:
    """The next value of a setting, after the last the first."""
    if not reading.options.step(name, 1):
        while reading.options.step(name, -1):
            pass
    _taken_up(reading, name)


def put_setting(reading: Reading, name: str, value: str) -> Reply:
    """Gives a setting a value that somebody has typed."""
    try:
        reading.options.put(name, value)
    except ReaderError as problem:
        return Reply(Act.SAID, str(problem))
    _taken_up(reading, name)
    return Reply(Act.SAID, setting_line(reading, name))


def _taken_up(reading: Reading, name: str) -> None:
    if name == "readings":
        from tui.core.actions.righting import read_anew  # seldom changed

        read_anew(reading)


def list_keys(reading: Reading) -> Reply:
    """All of them, those first that are of most use where somebody is."""
    first = of_use_here(reading)
    commands = [*map(BY_NAME.__getitem__, first), *(command for command in COMMANDS if command.name not in first)]
    title = _("Keys and commands")
    if first:
        title = _("{title}, the first {n} for here").format(title=title, n=len(first))
    menu = Menu("help", title, [command_entry(reading, command) for command in commands], run_entry(reading))
    menu.find = lambda: find_entry(reading, menu, lambda entry: str(entry.value).replace("-", " "))
    return reading.open(menu)


def command_entry(reading: Reading, command: Command) -> Entry:
    """A command as a line of help: what it does, then its keys."""
    keys = _(" or ").join(map(key_name, reading.keymap.keys(command)))
    return Entry(_(command.help), keys or by_name(reading, command), command.name)


def by_name(reading: Reading, command: Command) -> str:
    """How a command without a key is done."""
    return f":{command.name}" if reading.keymap.keys(BY_NAME["command"]) else _("no key")


def describe_keys(reading: Reading) -> Reply:
    reading.next_key = lambda key: _described(reading, key)
    return Reply(Act.SAID, _("Press keys to hear what they do; press this one again to end."))


def change_key(reading: Reading) -> Reply:
    menu = reading.menu
    if menu is None or menu.name not in ("help", "commands"):
        return Reply(Act.SAID, _("Open the list of keys with ?, go to a command, and do this there."))
    command = BY_NAME[str(menu.current.value)]
    reading.next_key = lambda key: _changed(reading, command, key)
    return Reply(Act.SAID, _("Press the new key for: {command}. A digit leaves it.").format(command=_(command.help)))


def key_name(key: str) -> str:
    """A key as people say it: arrows and marks by name, because voices pass marks over; capitals told apart."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]()
    return _("capital {letter}").format(letter=key) if len(key) == 1 and key.isupper() else key


def setting_line(reading: Reading, name: str) -> str:
    """What a setting is now."""
    return _("{label}: {value}").format(label=reading.options.label(name), value=reading.options.value(name))


def _setting(reading: Reading, name: str) -> Entry:
    return Entry(setting_line(reading, name), value=name)


def _described(reading: Reading, key: str) -> Reply:
    command = reading.keymap.command(key)
    if key == "escape" or (command and command.name == "describe-keys"):
        return Reply(Act.SAID, _("Keys work again."))
    reading.next_key = lambda following: _described(reading, following)
    name = key_name(key)
    if key.isdecimal():
        return Reply(Act.SAID, _("{key}: go to the number").format(key=name))
    return Reply(Act.SAID, _("{key}: {command}").format(key=name, command=_(command.help) if command else _("nothing")))


def _changed(reading: Reading, command: Command, key: str) -> Reply:
    if key == "escape" or key.isdecimal():
        return unchanged()
    owner = reading.keymap.command(key)
    reading.options.put("keys", reading.keymap.with_key(command, key))
    if not reading.menu:
        return Reply(Act.MENU)
    reading.menu.entries = [command_entry(reading, BY_NAME[str(entry.value)]) for entry in reading.menu.entries]
    line = reading.menu.current.line
    if owner and owner.name != command.name:
        told = _("{line}; until now the key was for: {command}")
        return Reply(Act.SAID, told.format(line=line, command=_(owner.help)))
    return Reply(Act.MENU, line)


def run_entry(reading: Reading) -> Callable[[Entry], Reply]:
    """Does the command of an entry."""

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
    ",": lambda: _("comma"),
    ".": lambda: _("period"),
    ":": lambda: _("colon"),
    "?": lambda: _("question mark"),
    "/": lambda: _("slash"),
    "<": lambda: _("less than"),
    ">": lambda: _("greater than"),
    "+": lambda: _("plus"),
    "-": lambda: _("minus"),
    "=": lambda: _("equals"),
    "*": lambda: _("star"),
    "%": lambda: _("percent sign"),
    "'": lambda: _("apostrophe"),
    "$": lambda: _("dollar sign"),
    "\\": lambda: _("backslash"),
    ")": lambda: _("right parenthesis"),
    "[": lambda: _("left bracket"),
    "]": lambda: _("right bracket"),
    "{": lambda: _("left brace"),
    "}": lambda: _("right brace"),
    "|": lambda: _("vertical bar"),
    "!": lambda: _("exclamation mark"),
    "&": lambda: _("ampersand"),
    "@": lambda: _("at sign"),
}
