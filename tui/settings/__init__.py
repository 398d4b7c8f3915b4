"""How a person reads, and changing that while the program runs. `tui.settings.fields` is the table of what can be set,
`tui.settings.config` says where the values come from.
"""

from tui.core.light import TYPE_CHECKING, Callable, NamedTuple
from tui.texts import _

if TYPE_CHECKING:
    from tui.settings.fields import Field, Value


class Settings(NamedTuple):
    """How this person reads; `tui.settings.fields.FIELDS` says what each is and may be."""

    language: str = ""
    theme: str = "dark"
    width: int = 0
    spacing: int = 1
    paragraphs: str = "indent"
    columns: bool = True
    emphasis: str = "sentence"
    emphasis_style: str = "theme"
    ruler: str = "off"
    follow: bool = True
    speech: str = "asked"
    backend: str = ""
    model: str = ""
    speaker: str = ""
    voice: str = ""
    rate: int = 100
    volume: int = 100
    pitch: int = 50
    pauses: int = 100
    stop_after: str = "never"
    skip: str = ""
    numbers: str = "whole"
    punctuation: str = "none"
    switching: bool = True
    recordings: bool = True
    readings: str = "base"
    look_up: str = ""
    order: str = "recent"
    plain: bool = False
    speaking: bool = False
    kinds: bool = False
    doubts: bool = False
    bell: bool = False
    ambiguous: int = 1
    letters: bool = True
    keys: str = ""


class Options:
    """The settings while the program runs, for the commands that change them.

    `changed` is told the name of what somebody changed, after `settings` holds it.
    """

    def __init__(self, settings: Settings, changed: Callable[[str], None] = lambda _name: None) -> None:
        self.settings = settings
        self._changed = changed

    def names(self) -> list[str]:
        return list(Settings._fields)

    def label(self, name: str) -> str:
        from tui.settings.fields import BY_NAME

        return _(BY_NAME[name].label)

    def help(self, name: str) -> str:
        """What it is, in a few words."""
        from tui.settings.fields import BY_NAME

        return _(BY_NAME[name].help)

    def named(self, text: str) -> tuple[str, str] | None:
        """Which setting words begin with, and the value behind it, "" for none."""
        return _named(text)

    def get(self, name: str) -> "Value":
        """The value as it is kept."""
        value: Value = getattr(self.settings, name)
        return value

    def value(self, name: str) -> str:
        """The value as people read it."""
        from tui.settings.shown import shown

        return shown(name, getattr(self.settings, name))

    def choices(self, name: str) -> list[str]:
        """The names that a setting may hold."""
        from tui.settings.fields import BY_NAME

        return [str(choice) for choice in BY_NAME[name].choices]

    def step(self, name: str, direction: int) -> bool:
        """To the next or previous value. False at the end of the range."""
        from tui.settings.fields import BY_NAME

        values, now = BY_NAME[name].values, getattr(self.settings, name)
        if now in values:
            index = values.index(now) + direction
        else:  # a number between two steps, or a name of somebody's own, which stands before all others
            below = sum(int(value) < now for value in values) if isinstance(now, int) else 0
            index = below if direction > 0 else below - 1
        if not 0 <= index < len(values):
            return False
        self._set(name, values[index])
        return True

    def put(self, name: str, value: str) -> None:
        """Sets a value that somebody chose or typed. Raises UsageError for what it cannot be."""
        from tui.settings.fields import parse

        self._set(name, parse(name, value, self.label(name)))

    def _set(self, name: str, value: "Value") -> None:
        self.settings = self.settings._replace(**{name: value})  # type: ignore[arg-type]  # checked by `parse`
        self._changed(name)


def _named(text: str) -> tuple[str, str] | None:
    """The field that words begin with, by its name or as the interface calls it, and the value that follows, as it is
    kept or as people read it; "" where none does. None where no field is meant."""
    from tui.settings.fields import FIELDS

    ways = [[field.name.replace("_", between) for between in "_ -"] + [_(field.label)] for field in FIELDS]
    calls = [(call, field) for field, names in zip(FIELDS, ways, strict=True) for call in names]
    for call, field in sorted(calls, key=lambda each: -len(each[0])):
        begin, rest = text[: len(call)], text[len(call) :]
        if begin.lower() == call.lower() and (not rest or rest[0] in " :：=" or not call.isascii()):
            return field.name, _kept(field, rest.strip(" :：="))
    return None


def _kept(field: "Field", value: str) -> str:
    """What is kept for a value that somebody has written as it is shown."""
    from tui.settings.shown import shown

    as_shown = (each for each in field.values if shown(field.name, each).lower() == value.lower())
    return next((str(each) or "auto" for each in as_shown), value) if value else ""
