"""A printed page as importers find it: lines of words with their boxes.

Boxes are in any unit, the same on one page, with y growing downwards. A box without area says nothing.
"""

import re
from itertools import pairwise

from tui.core.light import Iterable, NamedTuple
from tui.newspaper.boxes import Box, around
from tui.newspaper.gutters import Gutters

_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
WIDE = "\u2e80"  # from here on characters stand without spaces between
MONO, BOLD, MATH, SIGNS, FURTHER = 1, 2, 4, 8, 16
"""Type of which all letters are equally wide, heavy type, that of formulas, and large signs, and further ones, of which
only numbers are known."""
_NEARLY, _MOST_IN_CODE = 0.8, 12.0  # of the letters of a row; heights of a line
_BACK, _BELOW, _SPACE = 2.0, 0.75, 0.45
_ANY, _LISTED, _MARK = 1e9, 4, 4
_PROSE = 0.1  # of all letters of a page that is about code
_SQUARE, _OVER = 1.3, 0.7  # of the height of a character; of the width of the narrower one
_TALLER, _UNLIKE = 1.3, 0.5  # other type beside: half as wide a space parts


class Word(NamedTuple):
    """`size` of its type, in any unit; 0 where it is not known. `joined`: no space stands before it, None where
    nobody says. `style`: `MONO` and `BOLD`, where they are known."""

    text: str
    box: Box
    size: float = 0.0
    joined: bool | None = None
    style: int = 0


class Told(NamedTuple):
    """What a library says of a line: which of its articles it belongs to, and whether it is that one's title."""

    article: int
    title: bool


class Row(NamedTuple):
    """A line of print. `block`: rows with the same number were found to belong together, -1 where nobody says.
    `more`: the file has it in one line with the row before, from which its box parts it. `style`: what nearly all its
    words have."""

    text: str
    box: Box
    size: float = 0.0
    block: int = -1
    told: Told | None = None
    more: bool = False
    style: int = 0


class Sheet(NamedTuple):
    """A page: its rows in the order in which they were found, and what it is called, "4" or "xii". `ordered`: that
    is the order of reading, by the word of the file."""

    rows: tuple[Row, ...]
    label: str = ""
    ordered: bool = False


def rows_of(
    words: Iterable[Word],
    block: int = -1,
    widest: float = _ANY,
    told: Told | None = None,
    gutters: Gutters | None = None,
) -> list[Row]:
    """The rows that words make which follow each other: a word that stands below the last one, or left of it,
    begins a row, whatever was said of lines; and so does one that is set apart by a space of more than `widest`
    heights, or by a gutter. Blank words are left out."""
    rows: list[list[Word]] = []
    for word in words:
        if not word.text.strip():
            continue
        if rows and not _begins(rows[-1], word) and not _apart(rows[-1], word, widest, gutters):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_row(row, block)._replace(told=told) for row in rows]


def leftwards(text: str) -> bool:
    """The letters of a word are Hebrew or Arabic: the next word stands left of it."""
    return bool(_LEFTWARDS.search(text))


def _begins(row: list[Word], word: Word) -> bool:
    """The words cannot stand on one line."""
    last, box = row[-1].box, word.box
    if min(last.width, last.height, box.width, box.height) <= 0 or downwards(last, box):
        return False
    below = box.top > last.bottom - (1 - _BELOW) * min(last.height, box.height)
    above = box.bottom < last.top + (1 - _BELOW) * min(last.height, box.height)
    return below or above or (box.right < last.left and _is_far_left(row, word))


def _is_far_left(row: list[Word], word: Word) -> bool:
    """And the row does not go on there, as lines from right to left do."""
    if not any(leftwards(each.text) for each in (*row, word)):
        return True
    return word.box.right < min(each.box.left for each in row) - _BACK * row[-1].box.height


def downwards(last: Box, box: Box) -> bool:
    """One stands right below the other, as single characters and pieces of lines from top to bottom do."""
    narrow = last.width < _SQUARE * last.height and box.width < _SQUARE * box.height
    wide = min(last.width, box.width)
    beside = min(last.right, box.right) - max(last.left, box.left)
    return narrow and beside > _OVER * wide and -_OVER * wide < box.top - last.bottom < wide


def _apart(row: list[Word], word: Word, widest: float, gutters: Gutters | None) -> bool:
    """A space as between columns, and not as behind the number or the mark of a list."""
    last = row[-1].box
    if row[-1].style & word.style & MONO:  # code stands in columns of its own
        return word.box.left - last.right > _MOST_IN_CODE * last.height
    if gutters and gutters.between(last, word.box):
        return True
    most = widest * (_LISTED if len(row) == 1 and _is_mark(row[0].text) else 1)
    heights = sorted((last.height, word.box.height))
    most *= _UNLIKE if heights[1] > _TALLER * heights[0] else 1.0
    wide = word.box.left - last.right > most * heights[0]
    return wide and not (gutters and gutters.crossed(last, word.box))


def is_solid(letter: str) -> bool:
    """Words of its script stand without spaces between, unlike those of Korean."""
    return letter >= WIDE and not "\uac00" <= letter <= "\ud7a3"


def _spaced(last: Box, box: Box) -> bool:
    """White stands between characters as if one had been left out."""
    return box.left - last.right > _SPACE * min(last.height, box.height) > 0


def _is_mark(text: str) -> bool:
    """ "1.", "•", "a)", "一、": what a list may begin with, and no short word."""
    return len(text) <= _MARK and (len(text) == 1 or not text.isalpha()) and (text[0] < WIDE or text[-1] in "、．.")


def _row(words: list[Word], block: int) -> Row:
    text = words[0].text
    for last, word in pairwise(words):
        joined = word.joined
        if joined is None:
            wide = is_solid(text[-1]) and is_solid(word.text[0])
            joined = wide and (len(word.text) == len(last.text) == 1 or not _spaced(last.box, word.box))
        text += word.text if joined else " " + word.text
    style = _style(words)
    # Code among other words is often set smaller, and tells nothing of their type.
    told = words if style & MONO else [word for word in words if not (word.style & MONO and word.text.isascii())]
    sizes = sorted((word.size, len(word.text)) for word in told if word.size > 0)
    return Row(text, around(word.box for word in words), _median(sizes), block, style=style)


def _style(words: list[Word]) -> int:
    if not any(word.style for word in words):
        return 0
    least = _NEARLY * sum(len(word.text) for word in words)
    return sum(bit for bit in (MONO, BOLD) if sum(len(word.text) for word in words if word.style & bit) >= least)


def _median(sizes: list[tuple[float, int]]) -> float:
    """The middle one of sorted sizes, each counted as often as said; 0 of none."""
    half = sum(count for _size, count in sizes) / 2
    for size, count in sizes:
        half -= count
        if half <= 0:
            return size
    return 0.0


def body_size(rows: Iterable[Row]) -> float:
    """The size that most of the text is set in, and not the code in it, unless that is nearly all; 0 where no row has
    one."""
    sizes = [(row.size, len(row.text), row.style & MONO) for row in rows if row.size > 0]
    text = sorted((size, count) for size, count, is_code in sizes if not is_code)
    is_some = _PROSE * sum(count for _size, count, _code in sizes) <= sum(count for _size, count in text)
    return _median(text if is_some else sorted((size, count) for size, count, _code in sizes))
