"""Signs of formulas, of which fonts of TeX tell but the numbers."""

from typing import Any

from tui.importers.pdf.fonts import Fonts
from tui.importers.pdf.letters import NONE
from tui.newspaper.sheet import FURTHER, SIGNS

_BRACKETS = "()[]⌊⌋⌈⌉{}⟨⟩"
_LARGE = {
    0x46: "⨆", 0x48: "∮", 0x4A: "⨀", 0x4C: "⨁", 0x4E: "⨂", 0x50: "∑", 0x51: "∏", 0x52: "∫", 0x53: "⋃", 0x54: "⋂",
    0x55: "⨄", 0x56: "⋀", 0x57: "⋁", 0x60: "∐", 0x70: "√",
}  # fmt: skip
_SIGNS = {
    **dict(enumerate(_BRACKETS + "|‖/\\")),
    **dict(enumerate("()" + _BRACKETS, 0x10)),
    **dict(enumerate(_BRACKETS[2:], 0x14)),
    **dict(enumerate(_BRACKETS, 0x20)),
    **dict(enumerate("[]⌊⌋⌈⌉{}", 0x68)),
    0x1E: "/", 0x1F: "\\", 0x2C: "/", 0x2D: "\\", 0x2E: "/", 0x2F: "\\",
    **_LARGE,
    **{number + 8: sign for number, sign in _LARGE.items() if 0x50 <= number <= 0x57},
    **{number + 1: sign for number, sign in _LARGE.items() if number < 0x50 or number == 0x60},
    **dict.fromkeys(range(0x71, 0x75), "√"),
    **dict.fromkeys([*range(0x30, 0x46), *range(0x62, 0x68), *range(0x75, 0x80)], NONE),
}  # fmt: skip


_FURTHER = (  # the first of the two fonts of further signs that the American Mathematical Society made
    "⊡⊞⊠□■·◊⧫↻↺⇌⇋⊟⊩⊪⊨↠↞⇇⇉⇈⇊↾⇂↿⇃↣↢⇆⇄↰↱⇝↭↫↬≗≿≳⪆⊸∴∵≑≜≾≲⪅⪕⪖⋞⋟≼≦⩽≶‵ ≓≒≽≧⩾≷"
    "⊏⊐▷◁⊵⊴★≬▼▶◀→←△▲▽≖⋚⋛⪋⪌¥⇛⇚✓⊻⊼⩞∠∡∢∝⌣⌢⋐⋑⋓⋒⋏⋎⋋⋌⫅⫆≏≎⋘⋙⌜⌝®Ⓢ⋔∔∽⋍⌞⌟✠∁⊺⊚⊛⊝"
)
TICK = "✓"


def further_sign_of(letter: str) -> str:
    """What a number of the font of further signs stands for."""
    return _FURTHER[ord(letter)] if letter < "\x80" else letter


def sign_of(letter: str) -> str:
    """What a number of such a font stands for; nothing where that is a part of a sign, or stands over a letter."""
    return _SIGNS.get(ord(letter), letter)


def is_number(letter: str) -> bool:
    """It can be nothing but a number of the font: the letters and signs of the alphabet are not in it."""
    return letter < " " or letter.isalpha()


class Signs:
    """Of one page: what its characters are where their fonts have nothing but signs."""

    def __init__(self, text_page: Any, fonts: Fonts) -> None:  # noqa: ANN401 - the library has no types
        from pypdfium2.raw import FPDFText_GetUnicode

        self._letter, self._text = FPDFText_GetUnicode, text_page
        self._fonts, self._numbers = fonts, False

    def told(self, text: str, start: int) -> str:
        """The characters from `start` on, with signs for numbers of such fonts."""
        if not self._fonts.has_signs and not self._fonts.style(start) & (SIGNS | FURTHER):
            return text
        return "".join(self._sign(letter, at) for at, letter in enumerate(text, start))

    def _sign(self, letter: str, at: int) -> str:
        number = chr(self._letter(self._text, at))
        if self._fonts.style(at) & FURTHER:
            return letter if self._spells(at - 1) or self._spells(at + 1) else further_sign_of(number)
        if not number.isascii() or not self._fonts.style(at) & SIGNS:
            return letter
        self._numbers = self._numbers or is_number(number)
        return sign_of(number) if self._numbers else letter

    def _spells(self, at: int) -> bool:
        """A letter of a font of further signs: where several stand together they tell in words what a sign is."""
        return at >= 0 and bool(self._fonts.style(at) & FURTHER) and chr(self._letter(self._text, at)).isalpha()
