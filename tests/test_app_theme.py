"""Contrast of the themes, on the palettes that terminals really come with."""

import re
from itertools import product

import pytest

from tui.app.frame import Role
from tui.app.theme import THEMES, base_code, change_code, theme_of
from tui.settings.fields import BY_NAME

# The sixteen colours of each, as hexadecimal numbers in order.
PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "Linux console": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "Windows": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
    "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
    "GNOME": "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc "
    "5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff",
    "Tango": "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf "
    "555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec",
    "macOS": "000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf "
    "666666 e50000 00d900 e5e500 0000ff e500e5 00e5e5 e5e5e5",
}
STYLES = [style for style in BY_NAME["emphasis_style"].choices if style != "theme"]
NAMES = [*THEMES, *(f"{theme} {style}" for theme in THEMES for style in STYLES)]
COLOURED = [name for name in NAMES if theme_of(name).background is not None]


def luminance(palette: str, number: int) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    code = PALETTES[palette].split()[number]
    parts = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(palette: str, one: int, other: int) -> float:
    light, dark = sorted((luminance(palette, one), luminance(palette, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", COLOURED)
def test_every_role_can_be_read(name):
    theme, least = theme_of(name), 7 if name.startswith("contrast") else 4.5
    for palette, role in product(PALETTES, Role):
        color = theme.looks[role].color
        found = ratio(palette, theme.foreground if color is None else color, theme.background)
        assert found >= least, (palette, role)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("none")])
def test_without_colours_none_is_set_and_what_matters_still_differs(name):
    theme = theme_of(name)
    codes = base_code(theme) + "".join(change_code(theme, before, after) for before in Role for after in Role)
    assert base_code(theme) == "\x1b[0m"
    assert set(map(int, re.findall(r"\d+", codes))) <= {0, 1, 4, 7, 22, 24, 27}
    for role in (Role.HEADING, Role.SPOKEN, Role.SPOKEN_WORD, Role.RULER, Role.SELECTED, Role.MARK):
        assert theme.looks[role] != theme.looks[Role.TEXT]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_spoken_looks_different_from_what_is_around_it_and_a_heading_is_only_bold(name):
    looks = theme_of(name).looks
    assert len({looks[role] for role in (Role.TEXT, Role.SPOKEN, Role.SPOKEN_WORD)}) == 3
    assert len({looks[role] for role in (Role.HEADING, Role.SPOKEN_HEADING, Role.SPOKEN_WORD_HEADING)}) == 3
    assert looks[Role.HEADING] == looks[Role.TEXT]._replace(bold=True)


def test_changes_of_look_are_undone_in_one_sequence():
    dark = THEMES["dark"]
    assert change_code(dark, Role.TEXT, Role.SPOKEN) == "\x1b[4;93m"
    assert change_code(dark, Role.SPOKEN, Role.HEADING) == "\x1b[1;24;37m"
    assert change_code(dark, Role.MESSAGE, Role.HEADING) == ""
    assert base_code(dark) == "\x1b[0;37;40m"
    assert base_code(THEMES["light"]) == "\x1b[0;30;107m"
