"""How many cells of a terminal a text takes.

The widths are those of `rich.cells`; it is only imported for characters outside the ranges below, because a page of a
newspaper rarely has any. But a mark that takes a place of its own, as the vowels of Hindi and Tamil do, has a cell as
in the tables that most terminals go by: one that is written into the cell of its letter is gone there.
"""

from itertools import accumulate
from unicodedata import category, east_asian_width

# First and last character of ranges in which all characters are equally wide.
_SURE = (
    ("\x20", "\x7e", 1),
    ("\xa0", "\xac", 1),
    ("\xae", "\u02ff", 1),
    ("\u0370", "\u0482", 1),
    ("\u2010", "\u2027", 1),
    ("\u3000", "\u3029", 2),
    ("\u3041", "\u3096", 2),
    ("\u309b", "\u30ff", 2),
    ("\u3400", "\u4dbf", 2),
    ("\u4e00", "\u9fff", 2),
    ("\uac00", "\ud7a3", 2),
    ("\uff01", "\uff60", 2),
)
_JOINER, _PICTURE = "\u200d", "\ufe0f"  # ZERO WIDTH JOINER, VARIATION SELECTOR-16


class _Cells(dict[str, int]):
    """The width of every character, found when first met."""

    def __init__(self, ambiguous: int) -> None:
        self._ambiguous = ambiguous

    def __missing__(self, character: str) -> int:
        cells = _cells(character)
        if cells == 1 and self._ambiguous == 2 and east_asian_width(character) == "A":
            cells = 2
        if len(self) < 0x8000:
            self[character] = cells
        return cells


_TABLES = {1: _Cells(1), 2: _Cells(2)}


def columns(text: str, ambiguous: int = 1) -> list[int]:
    """In which cell each character of a line begins, from 0, and behind the last one the width of the whole.

    A tab counts one cell: it is shown as a space. `ambiguous`: the cells (1 or 2) that the terminal gives to
    characters of East Asian Width Ambiguous: curly quotation marks, dashes, ellipses, Greek letters …
    """
    if text.isascii() and text.isprintable():
        return list(range(len(text) + 1))
    cells = map(_TABLES[ambiguous].__getitem__, text)
    if _JOINER in text or _PICTURE in text:
        return list(accumulate(_in_sequences(text, list(cells)), initial=0))
    return list(accumulate(cells, initial=0))


def width_of(text: str, ambiguous: int = 1) -> int:
    """The cells of a line; see `columns`."""
    return columns(text, ambiguous)[-1]


def _cells(character: str) -> int:
    if character == "\t":
        return 1
    for first, last, cells in _SURE:
        if first <= character <= last:
            return cells
    from rich.cells import get_character_cell_size

    return get_character_cell_size(character) or int(is_beside(character))


def is_beside(mark: str) -> bool:
    """Whether it belongs to the character before it and yet takes a place of its own."""
    return category(mark) == "Mc"


def _in_sequences(text: str, cells: list[int]) -> list[int]:
    """A joiner takes the width of what it joins, a variation selector makes a narrow symbol a picture."""
    last, at = "", 0
    while at < len(text):
        if text[at] == _JOINER:
            cells[at : at + 2] = [0] * len(cells[at : at + 2])
            at += 1
        elif text[at] == _PICTURE:
            cells[at] = _widening(last) if last and cells[at - 1] < 2 else 0
            last = ""
        elif cells[at]:
            last = text[at]
        at += 1
    return cells


def _widening(character: str) -> int:
    from rich.cells import cell_len

    return cell_len(character + _PICTURE) - cell_len(character)
