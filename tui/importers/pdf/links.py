"""What leads elsewhere from a page of a PDF: its links, and the words on which they lie."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from tui.core.clean import clean
from tui.importers.pdf.rows import HEAD, NOTE, Words
from tui.newspaper.typeset import Lead, Typeset

_MOST, _LONGEST = 2_000, 2_000  # links of a page; characters of an address
_ADDRESS = ("http://", "https://", "mailto:", "ftp://")
_TENTHS = 10
_NEAR = 30  # tenths of points
Seen = Callable[[float, float, float, float], tuple[float, float, float, float]]
Target = tuple[str, int, float]


class Linked(NamedTuple):
    """Words of one line: what they are, and how far down their line begins."""

    text: str
    top: float
    target: Target


def linked(document: Any, page: Any, words: "Placed", seen: Seen) -> list[Linked]:  # noqa: ANN401 - the library has no types
    """The words under each link. A file without links, or whose links are damaged, has none."""
    found: list[Linked] = []
    try:
        for number, (link, target) in enumerate(_links(document, page)):
            if number >= _MOST:
                break
            for box in _boxes(page, link):
                found += words.under(seen(*box), target)
    except Exception:  # noqa: BLE001 - links are no reason to lose a page
        return found
    return found


def _links(document: Any, page: Any) -> Iterator[tuple[Any, Target]]:  # noqa: ANN401 - the library has no types
    from ctypes import byref, c_int

    from pypdfium2 import raw

    position, link = c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, byref(position), byref(link)):
        if target := _target(document, link):
            yield link, target


def _target(document: Any, link: Any) -> Target | None:  # noqa: ANN401 - the library has no types
    from ctypes import create_string_buffer

    from pypdfium2 import raw

    place = raw.FPDFLink_GetDest(document, link)
    action = None if place else raw.FPDFLink_GetAction(link)
    if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_GOTO:
        place = raw.FPDFAction_GetDest(document, action)
    if place:
        return _place(document, place)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return None
    buffer = create_string_buffer(_LONGEST)
    size = raw.FPDFAction_GetURIPath(document, action, buffer, _LONGEST)
    address = buffer.raw[: max(0, size - 1)].decode("utf-8", "replace") if 1 < size <= _LONGEST else ""
    address = "".join(clean(address).split())
    return (address, -1, 0.0) if address.lower().startswith(_ADDRESS) else None


def _place(document: Any, place: Any) -> Target | None:  # noqa: ANN401 - the library has no types
    from ctypes import byref, c_float, c_int

    from pypdfium2 import raw

    page = raw.FPDFDest_GetDestPageIndex(document, place)
    if page < 0:
        return None
    has_x, has_y, has_zoom, x, y, zoom = c_int(), c_int(), c_int(), c_float(), c_float(), c_float()
    told = raw.FPDFDest_GetLocationInPage(
        place, byref(has_x), byref(has_y), byref(has_zoom), byref(x), byref(y), byref(zoom)
    )
    size = raw.FS_SIZEF()
    if not told or not has_y.value or not raw.FPDF_GetPageSizeByIndexF(document, page, byref(size)):
        return "", page, 0.0
    return "", page, max(0.0, _TENTHS * (size.height - y.value))


def _boxes(page: Any, link: Any) -> Iterator[tuple[float, float, float, float]]:  # noqa: ANN401 - the library has no types
    """Left, bottom, right and top of each line of it."""
    from ctypes import byref

    from pypdfium2 import raw

    corners, count = raw.FS_QUADPOINTSF(), raw.FPDFLink_CountQuadPoints(link)
    for number in range(count):
        if raw.FPDFLink_GetQuadPoints(link, number, byref(corners)):
            across = corners.x1, corners.x2, corners.x3, corners.x4
            down = corners.y1, corners.y2, corners.y3, corners.y4
            yield min(across), min(down), max(across), max(down)
    box = raw.FS_RECTF()
    if not count and raw.FPDFLink_GetAnnotRect(link, byref(box)):
        yield box.left, box.bottom, box.right, box.top


class Placed:
    """The words of a page by how far down they stand: an index has a thousand words, and as many links."""

    def __init__(self, lines: Words) -> None:
        self._lines = lines
        every = [(number, at, word) for number, line in enumerate(lines) for at, word in enumerate(line)]
        middles = sorted(((word[2] + word[4]) / 2, (word[1] + word[3]) / 2, number, at) for number, at, word in every)
        self.characters = sum(len(word[0]) for _number, _at, word in every)
        self._downs, self._middles = [middle[0] for middle in middles], middles

    def under(self, box: tuple[float, float, float, float], target: Target) -> Iterator[Linked]:
        """The words whose middles are in the box, of each line those that follow each other."""
        left, top, right, bottom = (_TENTHS * side for side in box)
        level = self._middles[bisect_left(self._downs, top) : bisect_right(self._downs, bottom)]
        inside = sorted((number, at) for _down, across, number, at in level if left <= across <= right)
        for (number, _before), group in groupby(enumerate(inside), lambda each: (each[1][0], each[1][1] - each[0])):
            words = [self._lines[number][at] for _index, (_line, at) in group]
            text = "".join(("" if word[6] or not at else " ") + word[0] for at, word in enumerate(words))
            yield Linked(text.lstrip("([").rstrip(").,;:]") or text, words[0][2], target)

    def beside(self, box: tuple[float, float, float, float], target: Target) -> Iterator[Linked]:
        """The word that stands nearest to the box, on the line nearest to it."""
        left, top, right, bottom = (_TENTHS * side for side in box)
        x, y = (left + right) / 2, (top + bottom) / 2
        nearest = min(self._middles, key=lambda each: (abs(each[0] - y) // _NEAR, abs(each[1] - x)), default=None)
        if nearest:
            word = self._lines[nearest[2]][nearest[3]]
            yield Linked(word[0], word[2], target)


def found_in(page: Typeset, leads: list[Linked]) -> tuple[Lead, ...]:
    """The links in the lines of a page that is typeset; one whose words stand in no line is left out."""
    if not leads or not page.tops:
        return ()
    texts = [line for line in page.text.split("\n") if line]
    taken: set[tuple[int, int]] = set()
    found = []
    downwards = sorted(range(len(texts)), key=page.tops.__getitem__)
    downs = [page.tops[number] for number in downwards]
    for lead in leads:
        level = downwards[bisect_left(downs, lead.top - _NEAR) : bisect_right(downs, lead.top + _NEAR)]
        is_note = lead.target[0].startswith((NOTE, HEAD))  # which may lie on the words of a link, and on each other
        for number in sorted(level, key=lambda at: (abs(page.tops[at] - lead.top), at)):
            start = _free(texts[number], lead.text, number, set() if is_note else taken)
            if start >= 0:
                taken |= set() if is_note else {(number, start)}
                found.append(Lead(number, start, start + len(lead.text), *lead.target))
                break
        else:
            if lead.target[0].startswith(NOTE) and level:  # no note is lost for words that are set otherwise by now
                found.append(Lead(level[0], 0, len(texts[level[0]]), *lead.target))
    return tuple(sorted(found))


def _free(line: str, text: str, number: int, taken: set[tuple[int, int]]) -> int:
    """Where the words stand in a line that no other link has; -1 where nowhere."""
    start = line.find(text)
    while start >= 0 and (number, start) in taken:
        start = line.find(text, start + 1)
    return start
