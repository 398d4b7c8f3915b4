"""How roles look: the sixteen colours of the terminal only, so that they work over any line and obey the
palette a person has chosen. "none" sets no colour at all.
"""

from functools import cache

from tui.app.frame import IN_HEADING, Role
from tui.core.light import NamedTuple


class Look(NamedTuple):
    """`color`: 0 to 15, or None for the theme's own foreground."""

    color: int | None = None
    bold: bool = False
    underline: bool = False
    reverse: bool = False


class Theme(NamedTuple):
    """Colours 0 to 15, or None for what the terminal has by itself."""

    foreground: int | None
    background: int | None
    looks: dict[Role, Look]


def _theme(foreground: int | None, background: int | None, note: int | None, spoken: Look) -> Theme:
    looks = {
        Role.TEXT: Look(),
        Role.DOUBT: Look(underline=True),
        Role.HIGHLIGHT: Look(bold=True),
        Role.RULER: Look(underline=True),
        Role.SELECTED: Look(reverse=True),
        Role.NOTE: Look(note),
        Role.MESSAGE: Look(bold=True),
        Role.MARK: Look(reverse=True),
    }
    return _spoken(Theme(foreground, background, looks), spoken)


def _spoken(theme: Theme, spoken: Look) -> Theme:
    """The theme with this look for what is spoken."""
    word = spoken._replace(bold=True, reverse=not spoken.reverse, underline=spoken.reverse)
    looks = {**theme.looks, Role.SPOKEN: spoken, Role.SPOKEN_WORD: word}
    looks |= {heading: looks[role]._replace(bold=True) for role, heading in IN_HEADING.items()}
    looks[Role.HIGHLIGHT_HEADING] = Look(bold=True, underline=True)
    if spoken == Look(bold=True):  # as headings are anyhow
        looks[Role.SPOKEN_HEADING] = Look(bold=True, underline=True)
    return theme._replace(looks=looks)


_BLACK, _BLUE, _WHITE, _YELLOW, _CYAN, _BRIGHT_WHITE = 0, 4, 7, 11, 14, 15

THEMES = {
    "dark": _theme(_WHITE, _BLACK, _CYAN, Look(_YELLOW, underline=True)),
    "light": _theme(_BLACK, _BRIGHT_WHITE, _BLUE, Look(underline=True)),
    "contrast": _theme(_BRIGHT_WHITE, _BLACK, None, Look(reverse=True)),
    "none": _theme(None, None, None, Look(underline=True)),
}


# What is spoken, by the setting `emphasis_style`; "colour" by theme, underlined where there are no colours.
_STYLES = {"reverse": Look(reverse=True), "underline": Look(underline=True), "bold": Look(bold=True)}
_COLOURS = {"dark": _YELLOW, "light": _BLUE, "contrast": _YELLOW}


@cache
def theme_of(name: str) -> Theme:
    """A theme, or one with a style of emphasis: "dark", "dark reverse"."""
    theme, _space, style = name.partition(" ")
    if not style:
        return THEMES[theme]
    if style == "colour":
        return _spoken(THEMES[theme], Look(_COLOURS[theme]) if theme in _COLOURS else Look(underline=True))
    return _spoken(THEMES[theme], _STYLES[style])


def base_code(theme: Theme) -> str:
    """The SGR sequence for plain text, whatever was set before."""
    return "\x1b[0" + _color(theme.foreground, 30, "") + _color(theme.background, 40, "") + "m"


def change_code(theme: Theme, before: Role, after: Role) -> str:
    """The SGR sequence from one role's look to another's, "" when they look the same."""
    old, new = theme.looks[before], theme.looks[after]
    codes = ""
    for is_old, is_new, on, off in zip(old[1:], new[1:], (1, 4, 7), (22, 24, 27), strict=True):
        if is_old is not is_new:
            codes += f";{on if is_new else off}"
    if old.color != new.color:
        codes += _color(theme.foreground if new.color is None else new.color, 30, ";39")
    return f"\x1b[{codes[1:]}m" if codes else ""


def _color(color: int | None, first: int, unset: str) -> str:
    if color is None:
        return unset
    return f";{first + color if color < 8 else first + 52 + color}"
