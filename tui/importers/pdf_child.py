"""The pages of a PDF, typeset, some at a time: read by PDFium. Runs in a process of its own: see `apart`."""

import re
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from typing import Any

from tui.core._radicals import CHARACTERS, RADICALS
from tui.core.progress import tell
from tui.importers.pdf_about import about, label, outline
from tui.importers.pdf_figures import with_figures
from tui.importers.pdf_filled import filled
from tui.importers.pdf_fonts import Fonts
from tui.importers.pdf_glyphs import Glyphs
from tui.importers.pdf_heads import heads
from tui.importers.pdf_letters import LIGATURES, NONE, is_no_text, legible
from tui.importers.pdf_links import Linked, Placed, found_in, linked
from tui.importers.pdf_notes import notes
from tui.importers.pdf_order import in_order
from tui.importers.pdf_pieces import pieces_of
from tui.importers.pdf_rows import Words, sheet_of
from tui.importers.pdf_signs import TICK, Signs
from tui.importers.pdf_tables import with_tables
from tui.importers.pdf_tree import tree_of
from tui.newspaper.sheet import MATH, leftwards
from tui.newspaper.typeset import Typeset, typeset

_SECONDS = 4.0  # after which the pages that were read must do
_MOST_MISSING = 50  # pages one after another that only the file's own count tells of
_FEW = 8  # pages, for which nobody waits long
_MOST_WORDS = 100_000  # at a time
_MOST_PAGES = 20_000  # of which it tells labels
# What PDFium makes of the hyphen at a line end; the other half of the word follows right behind it.
_BROKEN = "\ufffe\x02"
_WORD = re.compile(rf"[^\s{_BROKEN}{NONE}][^\s{_BROKEN}]*[{_BROKEN}]?|[{_BROKEN}]")
_DOTS = "....."  # so many lead over white to a number: they are no part of the word before them
_DOTTED = re.compile(rf"\.{{5,}}|{NONE}*(?:(?!\.{{5}})[^\s{_BROKEN}])+[{_BROKEN}]?|[{_BROKEN}]")
_LEAST_UPRIGHT, _NEXT, _ASIDE = 2, 0.8, 0.3  # characters; of the height and the width of one
_MARK, _SMALLER = re.compile(r"\d{1,3}(?=[^\W\d_]{2}|[“„«\"'(\[][^\W\d_])"), 0.85
_LONG, _ENOUGH = re.compile(r"\w{4,}"), 100
_SIGNS: dict[int, int | str] = str.maketrans(RADICALS, CHARACTERS) | str.maketrans(
    {**dict.fromkeys(_BROKEN, "-"), **dict.fromkeys("\uf0b7\uf0a7\uf0a8\uf0d8\uf076", "•"), NONE: "", **LIGATURES}
)


def read(data: bytes) -> dict[str, Any]:
    """Before the file stand a line with the first page, counted from 0, and the one behind the last, of how many pages
    all are read where the whole is to be told of as well, else 0, and the bytes of a password as hexadecimal digits.
    `pages`: of each its `label`, what `Typeset` holds, its words taken in tenths of points from the top left, and as
    `tagged` the same by the tags of the file, or None; fewer pages where there was no time for all. `count`: of all
    pages. `missing`: pages at the end that are not there. Of the whole: `labels` of all pages, `outline` and `about`.
    `error`: why nothing could be read: "password", "damaged" or "library"."""
    head, _line, file = data.partition(b"\n")
    (start, stop, whole), password = map(int, head.split()[:3]), b"".join(head.split()[3:])
    return of_document(file, lambda document: _told(document, start, stop, whole), bytes.fromhex(password.decode()))


def of_document(file: bytes, told: Callable[[Any], dict[str, Any]], password: bytes = b"") -> dict[str, Any]:
    """What is told of a PDF, or why it cannot be opened, as `error`."""
    try:
        import pypdfium2
    except ImportError:
        return {"error": "library"}
    try:
        return told(pypdfium2.PdfDocument(file, password=password.decode() or None))
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if "assword" in str(error) else "damaged"}


def _told(document: Any, start: int, stop: int, whole: int) -> dict[str, Any]:  # noqa: ANN401 - the library has no types
    if document.get_formtype():
        document.init_forms()  # which writes what is in its fields where nothing shows it yet
    count = len(document)
    answer = _pages(document, start, min(stop, count), count, count if count <= whole else stop - start)
    if whole:
        if len(answer["pages"]) < answer["count"] and not _is_there(document, count - 1):
            answer["count"] = _there(document, len(answer["pages"]), count)
            answer["missing"] = count - answer["count"]
        answer["labels"] = [label(document, number) for number in range(min(answer["count"], _MOST_PAGES))]
        answer |= {"outline": outline(document), "about": about(document)}
    return answer


def _pages(document: Any, start: int, stop: int, count: int, of: int) -> dict[str, Any]:  # noqa: ANN401 - the library has no types
    """`of`: how many pages somebody waits for."""
    pages: list[dict[str, Any]] = []
    until, words, missing, glyphs = time.monotonic() + _SECONDS, 0, 0, Glyphs(document)
    for number in range(start, stop):
        if pages and (time.monotonic() > until or words > _MOST_WORDS):
            break
        if pages and of > _FEW:
            tell(number - start, of)
        lines, leads, tagged = _lines(document, number, glyphs)
        missing = 0 if lines or _is_there(document, number) else missing + 1
        if missing > _MOST_MISSING:
            del pages[1 - missing :]
            return {"pages": pages, "count": start + len(pages), "missing": count - start - len(pages)}
        words += sum(map(len, lines))
        page = typeset(sheet := sheet_of(lines))
        tagged = tagged or with_tables(sheet)
        by_tags = _with_links(tagged, leads) if tagged else None
        pages.append({**_with_links(page, leads), "label": label(document, number), "tagged": by_tags})
    return {"pages": pages, "count": count, "missing": 0}


def _with_links(page: Typeset, leads: list[Linked]) -> dict[str, Any]:
    return page._replace(links=found_in(page, leads))._asdict()


def _there(document: Any, start: int, count: int) -> int:  # noqa: ANN401 - the library has no types
    """How many pages there are before those that only the file's own count tells of."""
    until, found = time.monotonic() + _SECONDS / 2, start
    for number in range(start, count):
        if _is_there(document, number):
            found = number + 1
        elif number - found > _MOST_MISSING or time.monotonic() > until:
            return found
    return found


def _is_there(document: Any, number: int) -> bool:  # noqa: ANN401 - the library has no types
    import pypdfium2

    try:
        document[number].close()
    except pypdfium2.PdfiumError:
        return False
    return True


def _lines(
    document: Any,  # noqa: ANN401 - the library has no types
    number: int,
    glyphs: Glyphs,
) -> tuple[Words, list[Linked], Typeset | None]:
    """The words of a page, what leads elsewhere from them, and the page by its tags where these can be believed."""
    import pypdfium2

    try:
        page = document[number]
        shown = filled(document, number, page)
        text_page = shown.get_textpage()
        text = text_page.get_text_range()
        if len(text) != text_page.count_chars():
            text = _by_character(text_page)  # its offsets are those of the page, which has rare characters in halves
        text = glyphs.told(text, text_page)
        turned = page.get_rotation()
        if turned and _lies(text, text_page):
            turned = 0
        if is_no_text(text):
            return [], [], None
        placing = _Placing(shown, text_page, turned, glyphs.parts)
        lines = with_figures(page, _placed(legible(text, placing.at), placing), placing.seen)
        words = Placed(lines)
        leads = [*linked(document, page, words, placing.seen), *notes(page, words, placing.seen)]
        tagged = _by_tags(page, shown, text_page, lines, placing)
        return lines, leads if tagged else [*leads, *heads(page, words, placing.seen)], tagged
    except (pypdfium2.PdfiumError, ValueError, UnicodeError):
        return [], [], None  # a page that cannot be read is one without text


def _by_tags(page: Any, shown: Any, text_page: Any, lines: Words, placing: "_Placing") -> Typeset | None:  # noqa: ANN401 - the library has no types
    try:
        tree = tree_of(page)
        return in_order(pieces_of(shown, text_page, lines, tree, placing.box), tree) if tree else None
    except Exception:  # noqa: BLE001 - tags are no reason to lose a page
        return None


def _by_character(text_page: Any) -> str:  # noqa: ANN401 - the library has no types
    import pypdfium2.raw

    told, raw = pypdfium2.raw.FPDFText_GetUnicode, text_page.raw
    return "".join(chr(min(told(raw, at), sys.maxunicode)) for at in range(text_page.count_chars()))


def _placed(text: str, place: "_Placing") -> Words:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(list(_words(line, at, place)))
        at += len(line) + 1
    return [line for line in lines if line]


def _lies(text: str, text_page: Any) -> bool:  # noqa: ANN401 - the library has no types
    """The words run from left to right before the page is turned: it was turned for a picture, not for them."""
    across = down = 0.0
    for found in islice(_LONG.finditer(text), _ENOUGH):
        first, last = (text_page.get_charbox(at) for at in (found.start(), found.end() - 1))
        across, down = across + last[0] - first[0], down + last[1] - first[1]
    return across > abs(down)


def _words(line: str, at: int, place: "_Placing") -> Iterator[list[Any]]:
    for found in (_DOTTED if _DOTS in line else _WORD).finditer(line):
        broken = line[: found.start()].endswith(tuple(_BROKEN))
        mark = _MARK.match(found[0])
        begins, ends = at + found.start(), at + found.end()
        runs = [(begins, ends)]
        if not leftwards(found[0]):
            runs = place.runs(begins, ends, mark.end() if mark else 0)
        for start, end in runs:
            text = line[start - at : end - at]
            text = place.with_signs(text, start)
            text = text if text.isascii() and text.isprintable() else text.translate(place.meant)
            if text:
                style = place.style(start) & (~MATH if text == TICK else ~0)  # which says yes, and is no formula
                yield [_whole(text), *place.box(start, end - 1), broken, start, end, style]


def _whole(text: str) -> str:
    """Both halves of rare characters make one again."""
    if text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class _Placing:
    """Boxes as the page is seen: turned, and with y growing downwards."""

    def __init__(self, page: Any, text_page: Any, turned: int, parts: dict[int, str]) -> None:  # noqa: ANN401 - the library has no types
        import pypdfium2.raw

        self._find = pypdfium2.raw.FPDFText_GetLooseCharBox
        self._letter = pypdfium2.raw.FPDFText_GetUnicode
        self._text = text_page.raw
        fonts = Fonts(text_page)
        self.style, self.with_signs = fonts.style, Signs(text_page.raw, fonts).told
        self.meant: dict[int, int | str] = {**_SIGNS, **parts}
        self._box = pypdfium2.raw.FS_RECTF()  # one for all, as making them takes longer than filling them
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turned = turned

    def runs(self, start: int, end: int, mark: int = 0) -> list[tuple[int, int]]:
        """The characters from `start` to before `end`, parted where those of lines from top to bottom begin anew, and
        behind so many that may be the number of a note: they are if they stand higher, in smaller type."""
        if mark:
            number, text = self.at(start), self.at(start + mark)
            is_small = number[3] - number[1] < _SMALLER * (text[3] - text[1])
            return [(start, start + mark), (start + mark, end)] if is_small and number[3] < text[3] else [(start, end)]
        if end - start < _LEAST_UPRIGHT or not self._upright(start, end - 1):
            return [(start, end)]
        boxes = [self.at(at) for at in range(start, end)]
        places = [start]
        for at, (one, other) in enumerate(pairwise(boxes), start + 1):
            if not one[1] <= other[1] < one[3] + _NEXT * (one[3] - one[1]) or abs(one[0] - other[0]) > _ASIDE * (
                one[2] - one[0]
            ):
                places.append(at)
        return list(pairwise([*places, end]))

    def _upright(self, first: int, last: int) -> bool:
        """The characters stand below each other, or in several such lines."""
        one, two, end = self.at(first), self.at(first + 1), self.at(last)
        below = two[1] >= one[1] + 0.5 * (one[3] - one[1]) and abs(two[0] - one[0]) < _ASIDE * (one[2] - one[0])
        return below or end[0] < one[0] or end[1] > one[3]

    def box(self, first: int, last: int) -> list[int]:
        """Left, top, right, bottom and the height of type of the characters from `first` to `last`."""
        left, top, right, bottom = self.at(first)
        size = bottom - top
        if last > first:
            other = self.at(last)
            # Words that lie on a slope, or whose last character is elsewhere, keep to the first.
            if other[2] <= right and self._is_leftwards(first, last) and other[1] <= bottom and other[3] >= top:
                left, top, bottom = other[0], min(top, other[1]), max(bottom, other[3])
            elif other[0] >= left and other[1] <= bottom and other[3] >= top:
                top, right, bottom = min(top, other[1]), max(right, other[2]), max(bottom, other[3])
            elif abs(other[0] - left) < _ASIDE * (right - left) and other[1] > top:
                middle, half = (left + right) / 2, min(size, right - left) / 2
                left, right, bottom = middle - half, middle + half, other[3]
        return [int(10 * left), int(10 * top), int(10 * right), int(10 * bottom), int(10 * size)]

    def _is_leftwards(self, first: int, last: int) -> bool:
        """Letters of a word that is written from right to left."""
        return all(leftwards(chr(self._letter(self._text, at))) for at in (first, last))

    def at(self, at: int) -> tuple[float, float, float, float]:
        if not self._find(self._text, at, self._box):
            return 0.0, 0.0, 0.0, 0.0
        return self.seen(self._box.left, self._box.bottom, self._box.right, self._box.top)

    def seen(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, in points, of what has these sides where nothing is turned."""
        if not self._turned:
            return left - self._left, self._top - top, right - self._left, self._top - bottom
        if self._turned == 90:
            return bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
        if self._turned == 180:
            return self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
        return self._top - top, self._right - right, self._top - bottom, self._right - left
