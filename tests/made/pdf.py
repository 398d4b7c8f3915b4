"""PDF files as plain as they can be, made where a test needs one."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import pytest

from tui.importers.pdf import child as pdf_child
from tui.importers.pdf import long as long_pdf
from tui.importers.pdf import opening as pdf_module

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
SONG = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font"
    b" /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement"
    b" 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 >> /DW 1000 >>] >>"
)
LOCK = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"5a" * 32 + b"> /U <" + b"a5" * 32 + b"> >>"
# x, y from the top, size, text; what spaces of Latin and all characters of Chinese lines are wider than usual
Line = tuple[float, float, float, str] | tuple[float, float, float, str, float]


def pdf(
    pages: Sequence[Sequence[Line]],
    locked: bool = False,
    turned: int = 0,
    size: tuple[float, float] = (600, 800),
    outline: Sequence[tuple[str, int] | tuple[str, int, int]] = (),
    links: Sequence[tuple[int, tuple[float, float, float, float], str | tuple[int, float]]] = (),
    says: Mapping[str, str] = {},
    language: str = "",
    written: Sequence[tuple[int, float, float, str, str]] = (),
    notes: Sequence[tuple[int, str, tuple[float, float, float, float], str, str]] = (),
) -> bytes:
    """A file with these lines on pages of so many points. Text outside of Windows' Latin is set in a Chinese font.
    `outline`: titles, pages from 0, and levels from 1 where it has several. `links`: their page, from 0, their box from
    the top left, and an address or a page with how far down on it. `says`: what the file says of itself. `written`:
    what is written over pages: the page, from 0, x, y from the top, what kind of thing it is, and the text.
    `notes`: their page, what kind of thing they are, their box from the top left, their text and who wrote it."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", HELVETICA, SONG]
    kids = []
    for page in pages:
        stream = b"\n".join(_shown(line, size[1]) for line in page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        about = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R /Rotate %d"
        objects.append(about % (*size, len(objects), turned) + b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>")
        kids.append(b"%d 0 R" % len(objects))
    if outline:
        _outline(objects, [(*entry, 1)[:3] for entry in outline], kids)
    for page, (left, top, right, bottom), target in links:
        box = b"%g %g %g %g" % (left, size[1] - bottom, right, size[1] - top)
        objects.append(b"<< /Type /Annot /Subtype /Link /Rect [%s] %s >>" % (box, _leads(target, kids, size[1])))
        _annotate(objects, kids[page])
    for page, x, y, kind, text in written:
        shown = b"BT /F1 12 Tf 2 4 Td (%s) Tj ET" % text.encode("latin-1")
        form = (
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 300 20] /Resources << /Font << /F1 3 0 R >> >> /Length %d >>"
        )
        objects.append(form % len(shown) + b"\nstream\n%s\nendstream" % shown)
        box = b"%g %g %g %g" % (x, size[1] - y - 20, x + 300, size[1] - y)
        annotation = b"<< /Type /Annot /Subtype /%s /F 4 /Rect [%s] /AP << /N %d 0 R >> >>"
        objects.append(annotation % (kind.encode(), box, len(objects)))
        _annotate(objects, kids[page])
    for page, kind, (left, top, right, bottom), text, author in notes:
        low, high = size[1] - bottom, size[1] - top
        quad = (left, high, right, high, left, low, right, low) if kind != "Text" else ()
        told = b"<< /Type /Annot /Subtype /%s /Rect [%g %g %g %g] /Contents <feff%s> /T (%s)%s >>"
        points = b" /QuadPoints [%s]" % b" ".join(b"%g" % each for each in quad) if quad else b""
        shown = text.encode("utf-16-be").hex().encode()
        objects.append(told % (kind.encode(), left, low, right, high, shown, author.encode(), points))
        _annotate(objects, kids[page])
    if language:
        objects[0] = objects[0].replace(b" >>", b" /Lang (%s) >>" % language.encode())
    told = b""
    if says:
        told = b" /Info %d 0 R" % (len(objects) + 1)
        objects.append(
            b"<< %s >>" % b" ".join(b"/%s (%s)" % (k.encode(), v.encode("latin-1")) for k, v in says.items())
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return file_of(objects, told + b" /Encrypt %s /ID [<00> <00>]" % LOCK if locked else told)


def _outline(objects: list[bytes], entries: Sequence[tuple[str, int, int]], kids: Sequence[bytes]) -> None:
    """Those below an entry follow it."""
    root = len(objects) + 1
    objects[0] = objects[0].replace(b" >>", b" /Outlines %d 0 R >>" % root)
    levels = [0, *(level for _title, _page, level in entries)]
    parents = [0] + [max(n for n in range(at) if levels[n] < levels[at]) for at in range(1, len(levels))]
    for at in range(len(levels)):
        below = [n for n in range(1, len(levels)) if parents[n] == at]
        beside = [n for n in range(at + 1, len(levels)) if parents[n] == parents[at]] if at else []
        entry = b"/First %d 0 R /Last %d 0 R " % (root + below[0], root + below[-1]) if below else b""
        entry += b"/Next %d 0 R " % (root + beside[0]) if beside else b""
        if at:
            title, page, _level = entries[at - 1]
            told = title.encode("latin-1"), root + parents[at], kids[page]
            entry += b"/Title (%s) /Parent %d 0 R /Dest [%s /Fit]" % told
        objects.append(b"<< %s >>" % entry)


def _annotate(objects: list[bytes], page: bytes) -> None:
    """The last object belongs to a page."""
    number = int(page.split()[0]) - 1
    had = objects[number].partition(b" /Annots [")
    before = had[0] if had[1] else had[0].removesuffix(b" >>")
    objects[number] = before + b" /Annots [%d 0 R " % len(objects) + (had[2] or b"] >>")


def _leads(target: str | tuple[int, float], kids: Sequence[bytes], height: float) -> bytes:
    if isinstance(target, str):
        return b"/A << /S /URI /URI (%s) >>" % target.encode()
    return b"/Dest [%s /XYZ 0 %g 0]" % (kids[target[0]], height - target[1])


def scan(pages: Sequence[tuple[int, int, bytes]]) -> bytes:
    """A file with a picture on each page: its width, its height and its grey pixels, 200 to the inch."""
    objects, kids = [b"<< /Type /Catalog /Pages 2 0 R >>", b""], []
    for width, height, pixels in pages:
        packed = zlib.compress(pixels)
        about = b"/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
        size = b"/Width %d /Height %d /Length %d" % (width, height, len(packed))
        objects.append(b"<< %s %s >>\nstream\n%s\nendstream" % (about, size, packed))
        box = 0.36 * width, 0.36 * height
        shown = b"%g 0 0 %g 0 0 cm /P Do" % box
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        number = len(objects)
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R"
        objects.append(page % (*box, number) + b" /Resources << /XObject << /P %d 0 R >> >> >>" % (number - 1))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return file_of(objects)


def column(x: float, y: float, lines: Sequence[str], size: float = 10, leading: float = 12) -> list[Line]:
    """Lines below each other; one that begins with spaces is set in by as many thirds of its size."""
    return [
        (x + (len(line) - len(line.lstrip())) * size / 3, y + number * leading, size, line.strip())
        for number, line in enumerate(lines)
    ]


def _shown(line: Line, height: float) -> bytes:
    x, y, size, text, *spread = line
    try:
        shown = b"(%s)" % text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        font, spaces = b"F1", b"%g Tw 0 Tc "
    except UnicodeEncodeError:
        shown, font, spaces = b"<%s>" % text.encode("utf-16-be").hex().encode(), b"F2", b"0 Tw %g Tc "
    wide = spaces % (spread[0] if spread else 0)
    return b"BT %s/%s %g Tf %g %g Td %s Tj ET" % (wide, font, size, x, height - y - size, shown)


def file_of(objects: list[bytes], more: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1, the catalogue first; `more`: of its trailer."""
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return data + b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (size, more, start)


def tagged_file(shown: bytes, structure: list[bytes]) -> bytes:
    """A tagged file of one page; the objects of its structure are numbered from 6, the root of the tree first."""
    page = [
        b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        HELVETICA,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /StructParents 0"
        b" /Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
    ]
    return file_of([*page, *structure])


_Placed = tuple[int, float, float, float, str]


class Tagged(NamedTuple):
    """An element of the structure of a file: what it is, what stands in it, and what more is said of it. Lines in it
    (page from 0, x, y from the top, size, text) are in the order of reading, whatever the order in which they are
    drawn."""

    name: str
    inside: "Sequence[Tagged | _Placed]"
    more: str = ""


def structured(
    elements: Sequence[Tagged], drawn: Callable[[Any], Any] | None = None, beside: Sequence[Line] = (), mark: str = ""
) -> bytes:
    """A tagged file. `drawn`: by which its lines are sorted as they are drawn. `beside`: lines of each page that no
    element has, marked so."""
    objects = [b"", b"", HELVETICA, b"<< /Type /StructTreeRoot >>"]
    lines: list[tuple[int, int, _Placed]] = []
    kids = [_element(each, 4, objects, lines) for each in elements]
    pages = max(page for *_numbers, (page, *_line) in lines) + 1
    first = len(objects) + 1
    numbers = b""
    for page in range(pages):
        own = [each for each in lines if each[2][0] == page]
        owners = b" ".join(b"%d 0 R" % owner for owner, _at, _line in own)
        numbers += b"%d [%s] " % (page, owners)
        order = sorted(own, key=lambda each: drawn(each[2])) if drawn else own
        shown = [b"/P << /MCID %d >> BDC %s EMC" % (at, _shown(line[1:], 800)) for _owner, at, line in order]
        around = b"/%s BMC %%s EMC" % mark.encode() if mark else b"%s"
        stream = b"\n".join([*shown, *(around % _shown(line, 800) for line in beside)])
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        about = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /StructParents %d"
        objects.append(about % (len(objects), page) + b" /Resources << /Font << /F1 3 0 R >> >> >>")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 4 0 R >>"
    listed = b" ".join(b"%d 0 R" % (first + 2 * page + 1) for page in range(pages))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, listed)
    told = b" ".join(b"%d 0 R" % kid for kid in kids), numbers
    objects[3] = b"<< /Type /StructTreeRoot /K [%s] /ParentTree << /Nums [%s] >> >>" % told
    for page in range(pages):
        objects[:] = [each.replace(b"/Pg p%d " % page, b"/Pg %d 0 R " % (first + 2 * page + 1)) for each in objects]
    return file_of(objects)


def _element(
    element: Tagged,
    parent: int,
    objects: list[bytes],
    lines: list[tuple[int, int, _Placed]],
) -> int:
    """The number of the object that an element becomes; its lines get those of the element and of their page."""
    objects.append(b"")
    own, kids = len(objects), b""
    for each in element.inside:
        if isinstance(each, Tagged):
            kids += b"%d 0 R " % _element(each, own, objects, lines)
            continue
        number = sum(line[0] == each[0] for *_numbers, line in lines)
        lines.append((own, number, each))
        kids += b"<< /Type /MCR /Pg p%d /MCID %d >> " % (each[0], number)
    told = element.name.encode(), parent, kids, element.more.encode()
    objects[own - 1] = b"<< /Type /StructElem /S /%s /P %d 0 R /K [%s] %s >>" % told
    return own


_SQUARE = b"1000 0 0 -120 1000 880 d1 0 0 900 800 re f"
_FONT = (
    b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 32"
    b" /LastChar %d /Widths [%s] /Encoding << /Differences [32 %s] >> /CharProcs << %s >> /ToUnicode %d 0 R >>"
)
_OF_FONT = 200


def drawn(pages: Sequence[Sequence[tuple[float, float, float, str]]], size: tuple[float, float]) -> bytes:
    """A file in which each character stands by itself (x, y from the top, size, character), in fonts that the file
    brings with it: squares, whatever the character."""
    letters = sorted({letter for page in pages for *_place, letter in page})
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _stream(_SQUARE)]
    fonts = b""
    for number, start in enumerate(range(0, len(letters), _OF_FONT)):
        objects += _font(letters[start : start + _OF_FONT], len(objects) + 1)
        fonts += b"/T%d %d 0 R " % (number, len(objects))
    kids = []
    for page in pages:
        objects.append(_stream(b"\n".join(_drawn(letters, size[1], *one) for one in page)))
        about = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R /Resources << /Font << %s>> >> >>"
        objects.append(about % (*size, len(objects), fonts))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return file_of(objects)


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _font(letters: Sequence[str], number: int) -> list[bytes]:
    """The map from codes to characters, which is to be object `number`, and the font."""
    codes = b"".join(b"<%02x> <%s>\n" % (32 + at, c.encode("utf-16-be").hex().encode()) for at, c in enumerate(letters))
    cmap = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange %d beginbfchar\n%sendbfchar endcmap"
    names = [b"/c%d" % at for at in range(len(letters))]
    widths, glyphs = b" ".join([b"1000"] * len(letters)), b" ".join(name + b" 3 0 R" for name in names)
    return [
        _stream(cmap % (len(letters), codes)),
        _FONT % (31 + len(letters), widths, b" ".join(names), glyphs, number),
    ]


def _drawn(letters: Sequence[str], height: float, x: float, y: float, size: float, letter: str) -> bytes:
    font, code = divmod(letters.index(letter), _OF_FONT)
    return b"BT /T%d %g Tf %g %g Td <%02x> Tj ET" % (font, size, x, height - y - size * 0.88, 32 + code)


def answer_of(data: bytes) -> dict[str, Any]:
    """What the process that reads PDF files answers in all."""
    whole: dict[str, Any] = {}
    for answer in pdf_child.read(data):
        for name, value in answer.items():
            whole[name] = [*whole.get(name, []), *value] if isinstance(value, list) else value
    return whole


def read_in_parts(monkeypatch: pytest.MonkeyPatch, first: int, together: int) -> None:
    """From now on files of more than `first` pages are long: read in parts of so many pages, none ahead."""
    monkeypatch.setattr(pdf_module, "_FIRST", first)
    monkeypatch.setattr(pdf_module, "_EAGER", first)
    monkeypatch.setattr(long_pdf, "_AHEAD", 0)
    monkeypatch.setattr(long_pdf, "_TOGETHER", together)
