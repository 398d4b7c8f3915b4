"""Large signs of formulas, of which fonts of TeX tell but the numbers."""

from tui.importers.pdf_letters import NONE

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


def sign_of(letter: str) -> str:
    """What a number of such a font stands for; nothing where that is a part of a sign, or stands over a letter."""
    return _SIGNS.get(ord(letter), letter)


def is_number(letter: str) -> bool:
    """It can be nothing but a number of the font: the letters and signs of the alphabet are not in it."""
    return letter < " " or letter.isalpha()
