"""The words of a PDF page: their boxes, as the page is seen, and their type."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tui.core._radicals import CHARACTERS, RADICALS
from tui.importers.pdf.fonts import Fonts
from tui.importers.pdf.letters import LIGATURES, NONE, UPRIGHT
from tui.importers.pdf.rows import Words
from tui.importers.pdf.signs import TICK, Signs
from tui.newspaper.sheet import MATH, leftwards

# What PDFium makes of the hyphen at a line end; the other half of the word follows right behind it.
_BROKEN = "\ufffe\x02"
_WORD = re.compile(rf"[^\s{_BROKEN}{NONE}][^\s{_BROKEN}]*[{_BROKEN}]?|[{_BROKEN}]")
_DOTS = "....."  # so many lead over white to a number: they are no part of the word before them
_DOTTED = re.compile(rf"\.{{5,}}|{NONE}*(?:(?!\.{{5}})[^\s{_BROKEN}])+[{_BROKEN}]?|[{_BROKEN}]")
_LEAST_UPRIGHT, _NEXT, _ASIDE = 2, 0.8, 0.3  # characters; of the height and the width of one
_MARK, _SMALLER = re.compile(r"\d{1,3}(?=[^\W\d_]{2}|[“„«\"'(\[][^\W\d_])"), 0.85
_SIGNS: dict[int, int | str] = str.maketrans(RADICALS + UPRIGHT[0], CHARACTERS + UPRIGHT[1]) | str.maketrans(
    {**dict.fromkeys(_BROKEN, "-"), **dict.fromkeys("\uf0b7\uf0a7\uf0a8\uf0d8\uf076", "•"), NONE: "", **LIGATURES}
)

_Sides = tuple[float, float, float, float]


def as_it_comes(text: str) -> Words:
    """Lines in the order of the file, which stand nowhere."""
    return [[[line.translate(_SIGNS), 0, 0, 0, 0, 0, False, -1, -1, 0]] for line in text.split("\n") if line.strip()]


def placed(text: str, place: "Placing") -> Words:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(list(_words(line, at, place)))
        at += len(line) + 1
    return [line for line in lines if line]


def _words(line: str, at: int, place: "Placing") -> Iterator[list[Any]]:
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


class Placing:
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
            if not _is_below(one, other) and not _is_beside(one, other):
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


def _is_below(one: _Sides, other: _Sides) -> bool:
    is_next = one[1] <= other[1] < one[3] + _NEXT * (one[3] - one[1])
    return is_next and abs(one[0] - other[0]) <= _ASIDE * (one[2] - one[0])


def _is_beside(one: _Sides, other: _Sides) -> bool:
    """On its right, as letters in brackets do that stand among words from right to left."""
    return abs(other[0] - one[2]) < _ASIDE * (one[3] - one[1]) > abs(other[3] - one[3])
