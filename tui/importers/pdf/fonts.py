"""The letters of a PDF page: which are of one width, as code is set, and which are bold."""

import re
from ctypes import byref, c_int, c_void_p, cast, create_string_buffer
from typing import Any

from tui.newspaper.sheet import BOLD, FURTHER, MATH, MONO, SIGNS

_LONGEST, _OF_ONE_WIDTH = 200, 1  # bytes of a name; the flag of a font
_MONO = re.compile(
    r"mono(?!type)|nimbusmon|courier|consol|typewriter|menlo|inconsolata|fixed|lucidacons|andale|terminal"
    r"|(cm|lm|sf|ec|la|tx|mk)(sl|it|tc|vt)*tt|\btt\d|code(?!2000|c)"
)
_SIGNS = re.compile(r"(cm|lm|eu|tx|px|yh)ex")
_MATH = re.compile(r"^(cm|lm|eu|tx|px|ms|mt|yh|zp|rm|rtx)(mi|sy|ex|am|bm|mib|bsy|fm)|math")
_FURTHER = re.compile(r"^(msam\d|[tp]xsya)")
_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|cmb\d|lmb|sfbx|ecbx|[-,]b$|-medi\b|hei(?!ght)|gothic")


class Fonts:
    """Of one page. What a font is, is asked once."""

    def __init__(self, text_page: Any) -> None:  # noqa: ANN401 - the library has no types
        from pypdfium2 import raw

        self._raw, self._text = raw, text_page.raw
        self.has_signs = False  # among the characters that were asked for
        self._things: dict[int | None, int] = {None: 0}
        self._fonts: dict[int | None, int] = {None: 0}
        self._name, self._flags = create_string_buffer(_LONGEST), c_int()

    def style(self, character: int) -> int:
        """MONO, BOLD, MATH, SIGNS and FURTHER, as far as the font of a character is known to be so."""
        thing = self._raw.FPDFText_GetTextObject(self._text, character)
        address = cast(thing, c_void_p).value
        if address not in self._things:
            font = cast(self._raw.FPDFTextObj_GetFont(thing), c_void_p).value
            if font not in self._fonts:
                self._fonts[font] = self._style(character)
                self.has_signs = self.has_signs or bool(self._fonts[font] & (SIGNS | FURTHER))
            self._things[address] = self._fonts[font]
        return self._things[address]

    def _style(self, character: int) -> int:
        size = self._raw.FPDFText_GetFontInfo(self._text, character, self._name, _LONGEST, byref(self._flags))
        name = self._name.raw[: max(0, min(size, _LONGEST) - 1)].decode("utf-8", "replace")
        return style_of(name.rpartition("+")[2], self._flags.value)


def style_of(name: str, flags: int) -> int:
    """The same of a font by its name."""
    name = name.casefold().replace(" ", "")
    mono = MONO if flags & _OF_ONE_WIDTH or _MONO.search(name) else 0
    mono |= MATH if _MATH.search(name) else 0
    mono |= SIGNS if _SIGNS.match(name) else FURTHER if _FURTHER.match(name) else 0
    return mono | (BOLD if _BOLD.search(name) else 0)
