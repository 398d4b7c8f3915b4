"""What glyphs of fonts stand for by their names, as the Adobe Glyph List has it: where its list has no whole name, the
parts of one, and the names of signs that the fonts of TeX have."""

import re

_CODED = re.compile(r"uni(?:[0-9A-F]{4})+|u[0-9A-F]{4,6}")
_WORDS = {"longs": "ſ", "germandbls": "ß", "dotlessi": "ı", "dotlessj": "ȷ"}
_SIGNS = {
    "angbracketleft": "⟨", "angbracketright": "⟩", "triangleleft": "◁", "triangleright": "▷",
    "turnstileleft": "⊢", "turnstileright": "⊣", "prime": "′", "minusplus": "∓", "circleminus": "⊖",
    "circledivide": "⊘", "circledot": "⊙", "circlecopyrt": "◯", "openbullet": "◦", "diamondmath": "⋄",
    "equivasymptotic": "≍", "precedesequal": "⪯", "followsequal": "⪰", "lessmuch": "≪", "greatermuch": "≫",
    "precedes": "≺", "follows": "≻", "arrownortheast": "↗", "arrowsoutheast": "↘", "arrownorthwest": "↖",
    "arrowsouthwest": "↙", "similarequal": "≃", "owner": "∋", "triangle": "△", "triangleinv": "▽", "latticetop": "⊤",
    "unionmulti": "⊎", "floorleft": "⌊", "floorright": "⌋", "ceilingleft": "⌈", "ceilingright": "⌉", "bardbl": "‖",
    "arrowbothv": "↕", "arrowdblbothv": "⇕", "wreathproduct": "≀", "coproduct": "⨿", "unionsq": "⊔",
    "intersectionsq": "⊓", "subsetsqequal": "⊑", "supersetsqequal": "⊒", "harpoonleftup": "↼", "harpoonleftdown": "↽",
    "harpoonrightup": "⇀", "harpoonrightdown": "⇁", "lscript": "ℓ", "natural": "♮", "flat": "♭", "sharp": "♯",
    "negationslash": "\u0338", "mapstochar": "↦", "slurabove": "⌢", "slurbelow": "⌣", "star": "⋆",
}  # fmt: skip


def text_of(name: str) -> str:
    """What a glyph of this name stands for; "" where the name does not tell."""
    name = name.partition(".")[0]
    if name in _SIGNS:
        return _SIGNS[name]
    parts = [_part(part) for part in name.split("_")]
    return "".join(parts) if all(parts) else ""


def _part(name: str) -> str:
    if len(name) == 1:
        return name if name.isascii() and name.isalpha() else ""
    if not _CODED.fullmatch(name):
        return _WORDS.get(name, "")
    digits = [name[1:]] if name[1] != "n" else [name[at : at + 4] for at in range(3, len(name), 4)]
    codes = [int(each, 16) for each in digits]
    return "".join(map(chr, codes)) if all(_is_one(code) for code in codes) else ""


def _is_one(code: int) -> bool:
    """A character that may be read: no control, no half of one, none that everybody means otherwise."""
    return 0xA0 < code < 0xD800 or 0xF900 <= code < 0xF0000 or 0x20 < code < 0x7F
