"""Characters of a PDF that nothing but the names of their glyphs tells, such as the ligatures of many fonts.

PDFium knows names that are those of single characters, and tells of all others the number in the font. It has no way
to ask what a file says of these numbers, but it can write a page of it as a file, without what is packed or locked in
it: in that it is found by looking for it.
"""

import re
from collections.abc import Iterator
from ctypes import byref, c_size_t, c_uint8, c_void_p, cast, create_string_buffer, string_at
from itertools import islice
from typing import Any

from tui.importers.glyph_names import text_of
from tui.importers.pdf.letters import LIGATURES

_MOST, _LARGEST, _LONGEST = 24 << 20, 2 << 20, 200  # bytes of a page, of the program of a font, and of a name
_MOST_FONTS, _MOST_TOGETHER, _NUMBERS = 200, 200, 256  # that are asked for; that mean several characters; of a font
_OBJECT = re.compile(rb"\n(\d{1,8}) \d{1,5} obj\r\n([<\[][^\r]{1,60000})\r\nendobj")
_SAID = (b"/Differences", b"/BaseFont", b"[")
_FONT = re.compile(rb"/BaseFont\s?/([^\s/<>\[\]()]+)")
_PART = re.compile(rb"[A-Z]{6}\+")  # what stands before the name of a font of which only some glyphs are there
_DIFFERENT = re.compile(rb"/Differences\s?(?:\[([^\[\]]*)\]|(\d+))")
_ENCODING = re.compile(rb"/Encoding (\d+)")
_NUMBER_OR_NAME = re.compile(rb"(\d{1,4})\b|/([^\s/<>\[\]()]+)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_PUT = re.compile(rb"\bdup\s+(\d{1,3})\s*/([^\s/\[\](){}<>%]+)\s+put\b")
_ENCRYPTED = b"eexec"  # what stands behind it in a font of Type 1
_STANDING_IN = 0x10FF00  # the first of characters that no file has, each for several
Meant = dict[int, str]


class Glyphs:
    """Of a document. `parts`: what stands for several characters until the words are made, and for which."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - the library has no types
        from pypdfium2 import raw

        self._document, self._raw = document, raw
        self.parts: dict[int, str] = {}
        self._standing: dict[str, str] = {text: letter for letter, text in LIGATURES.items()}
        self._name, self._size = create_string_buffer(_LONGEST), c_size_t()
        self._fonts: dict[tuple[bytes, int], Meant] = {}
        self._different: Different | None = None

    def told(self, text: str, text_page: Any, number: int) -> str:  # noqa: ANN401 - the library has no types
        """The characters of a page, with those that only their names tell. Each stays where it is."""
        page, is_unknown = text_page.raw, self._raw.FPDFText_HasUnicodeMapError
        unknown = [at for at in range(len(text)) if is_unknown(page, at) == 1]
        if not unknown:
            return text
        letters, fonts = list(text), dict[int | None, Meant]()
        self._fonts, self._different = {}, None  # what has the same name may be another font on another page
        for at in unknown:
            font = self._raw.FPDFTextObj_GetFont(self._raw.FPDFText_GetTextObject(page, at))
            address = cast(font, c_void_p).value
            if address not in fonts:
                fonts[address] = self._meant(font, number) if address else {}
            meant = fonts[address].get(self._raw.FPDFText_GetUnicode(page, at), "")
            letters[at] = self._one_for(meant) or letters[at]
        return "".join(letters)

    def _one_for(self, text: str) -> str:
        if len(text) > 1 and text not in self._standing and len(self.parts) < _MOST_TOGETHER:
            self._standing[text] = chr(_STANDING_IN + len(self.parts))
            self.parts[_STANDING_IN + len(self.parts)] = text
        return text if len(text) == 1 else self._standing.get(text, "")

    def _meant(self, font: Any, number: int) -> Meant:  # noqa: ANN401 - the library has no types
        """What the numbers of a font mean: by the file, or where it says nothing by the font's own program."""
        size = self._raw.FPDFFont_GetBaseFontName(font, self._name, _LONGEST)
        name = self._name.raw[: max(0, min(size, _LONGEST) - 1)]
        self._raw.FPDFFont_GetFontData(font, None, 0, byref(self._size))
        which = name, self._size.value
        if which not in self._fonts and len(self._fonts) < _MOST_FONTS:
            self._different = self._different or Different(written(self._document, number))
            self._fonts[which] = meant_by(self._program(font)) | self._different.meant(name)
        return self._fonts.get(which, {})

    def _program(self, font: Any) -> bytes:  # noqa: ANN401 - the library has no types
        if self._size.value > _LARGEST:
            return b""
        data = (c_uint8 * self._size.value)()
        self._raw.FPDFFont_GetFontData(font, data, len(data), byref(self._size))
        return bytes(data)


def written(document: Any, number: int) -> bytes:  # noqa: ANN401 - the library has no types
    """A page as PDFium writes it, packed and locked no more, with all that it uses; of one that is too large the
    beginning. The other pages cost nothing: they may be many megabytes."""
    import pypdfium2

    page = pypdfium2.PdfDocument.new()
    try:
        page.import_pages(document, [number])
    except pypdfium2.PdfiumError:  # names are no reason to lose a page
        return b""
    return _saved(page)


def _saved(document: Any) -> bytes:  # noqa: ANN401 - the library has no types
    from pypdfium2 import raw

    pieces: list[bytes] = []
    left = [_MOST]

    def take(_file: Any, data: Any, size: int) -> int:  # noqa: ANN401 - the library has no types
        left[0] -= size
        pieces.append(string_at(data, size))
        return int(left[0] > 0)

    file = raw.FPDF_FILEWRITE(version=1)
    file.WriteBlock = type(file.WriteBlock)(take)
    raw.FPDF_SaveAsCopy(document.raw, file, raw.FPDF_REMOVE_SECURITY)
    return b"".join(pieces)


class Different:
    """What a file says of the fonts in it: which glyphs their numbers have."""

    def __init__(self, file: bytes) -> None:
        said = _OBJECT.finditer(file)
        self._objects = {found[1]: found[2] for found in said if any(each in found[2] for each in _SAID)}
        self._fonts: dict[bytes, set[bytes]] = {}
        for each in self._objects.values():
            if name := _FONT.search(each):
                encoding = _ENCODING.search(each)
                self._fonts.setdefault(_whole(_name(name[1])), set()).add(encoding[1] if encoding else each)

    def meant(self, font: bytes) -> Meant:
        """By the name of a font: what its numbers mean that have other glyphs. Of several fonts of one name nobody
        knows which it is, but what is asked for is nothing that PDFium knows, as it does single letters."""
        texts: dict[int, set[str]] = {}
        for each in islice(self._fonts.get(_whole(font), ()), _MOST_FONTS):
            for number, glyph in self._named(self._objects.get(each, each)):
                texts.setdefault(number, set()).add(text_of(glyph) if len(glyph) > 1 else "")
        return {number: _only(found - {""}) for number, found in texts.items()}

    def _named(self, encoding: bytes) -> Iterator[tuple[int, str]]:
        found = _DIFFERENT.search(encoding)
        said = found and (found[1] or self._objects.get(found[2] or b""))
        number = 0
        for each in islice(_NUMBER_OR_NAME.finditer(said or b""), 2 * _NUMBERS):
            if each[1]:
                number = int(each[1])
            else:
                yield number, _name(each[2]).decode("latin-1")
                number += 1


def _only(texts: set[str]) -> str:
    return texts.pop() if len(texts) == 1 else ""


def _name(written: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), written)


def _whole(font: bytes) -> bytes:
    return font[7:] if _PART.match(font) else font


def meant_by(program: bytes) -> Meant:
    """What the numbers of a font of Type 1 mean by its own program."""
    if not program.startswith((b"%!", b"\x80")):
        return {}
    named = islice(_PUT.finditer(program.partition(_ENCRYPTED)[0]), _NUMBERS)
    return {int(found[1]): text_of(found[2].decode("latin-1")) for found in named}
