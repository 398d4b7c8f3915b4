"""Letters of the fonts of signs, which Word writes by their number in the font, as the signs that they show."""

import re

# From 0x20 and from 0xA0 on; the pieces that large brackets are put together from are left out.
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|-↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
)
_TABLES = {
    "symbol": dict(enumerate(_SYMBOL[0], 0x20)) | dict(enumerate(_SYMBOL[1], 0xA0)) | {0xF1: "〉", 0xF2: "∫"},
    "wingdings": {
        0x20: " ", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□",
        0x71: "❑", 0x73: "⬧", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "✧",
        0xD8: "➢", 0xDC: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "→", 0xEF: "⇦", 0xF0: "⇨",
        0xF1: "⇧", 0xF2: "⇩", 0xF3: "⇔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    } | {0x81 + digit: "①②③④⑤⑥⑦⑧⑨⑩"[digit] for digit in range(10)},
    "wingdings 2": {
        0x20: " ", 0x4F: "✗", 0x50: "✓", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0xA2: "■", 0xA3: "□",
    },
    "wingdings 3": {0x20: " ", 0x74: "▲", 0x75: "▼", 0x76: "◀", 0x77: "▶", 0x7D: "▶", 0x84: "▶", 0xA2: "←"},
}  # fmt: skip
_UNKNOWN = "•"  # most of them begin an item
# Without a font beside them nearly all are bullets.
_BARE = {0xF000 + number: sign for number, sign in _TABLES["symbol"].items()} | {0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓"}
_IN_TEXT = re.compile("[\\uf020-\\uf0ff]")


def sign_of(font: str, number: str) -> str:
    """The sign; `number` in hexadecimal, in the font or of Unicode. "" where it is no number."""
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", number):
        return ""
    code = int(number, 16)
    table = _TABLES.get(font.strip().lower())
    if table is not None:
        return table.get(code & 0xFF, _UNKNOWN) if code < 0x100 or 0xF000 <= code <= 0xF0FF else chr(code)
    code = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def with_signs(text: str) -> str:
    """The signs in a text in which they stand as letters for private use."""
    return text.translate(_BARE) if _IN_TEXT.search(text) else text
