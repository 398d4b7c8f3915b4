"""What the setting of lines says of them, in log-odds: added to what their words say.

The figures were chosen by hand on pages with geometry and truth: type that is larger, set in the middle or set
apart is display; a line that is set in, or follows a short one, begins a paragraph.
"""

from collections.abc import Sequence
from functools import cached_property

from tui.newspaper.pack import Pack
from tui.newspaper.page import Page
from tui.newspaper.typeset import Set, Typeset

_HUGE, _LARGE, _LARGER, _SAME = 2.0, 1.5, 1.18, 1.12  # times the size of other type
_SMALL = 0.75
_SET_IN, _DEEPEST, _FLUSH = 0.6, 3.0, 0.4  # of the height of a line
_MIDDLE, _NEARLY, _WHITE = 0.3, 0.6, 0.6
_WITHIN, _PARTING, _UNTOLD = 1.55, 1.9, 50.0  # of the height of a line: above a section head, above an article
_WORD = 10.0  # of a library
_MOST_ALIKE = 12  # lines of one headline
_WIDE = 1.5  # times the column that text is set in


def printed_page(typeset: Typeset, pack: Pack) -> Page:
    """A page to be decoded with all that is known of its print."""
    page = Page(typeset.text, pack)
    if typeset.lines:
        page.setting = Printed(page, typeset.lines)
    return page


class Printed:
    """What a printed page shows: see `tui.newspaper.page.Setting`."""

    def __init__(self, page: Page, sets: Sequence[Set]) -> None:
        self._page = page
        self._sets = sets

    def display(self, index: int) -> float:
        """That the line is display type."""
        own, size = self._sets[index], self._beside(index)
        score = 5.0 if size >= _LARGE else 2.5 if size >= _LARGER else -1.0 if size <= 1.0 else 0.0
        score -= 3.0 if own.size < _SMALL else 0.0
        score += _WORD if own.told and own.told.title else 0.0
        above, below = self._white_around(index)
        if centred(own, _NEARLY if above and below else 1.0):
            score += 3.0
        elif own.indent < _FLUSH and own.room < _FLUSH and size < _LARGER:
            score -= 2.5
        if above and below:
            return score + 1.5
        tail = own.indent < _FLUSH and not above and size < _LARGER and index > 0
        return score - (3.0 if tail and self._sets[index - 1].room < 1.0 + _FLUSH else 0.5)

    def _white_around(self, index: int) -> tuple[bool, bool]:
        """White above and below the line, and the lines that are set like it, in the middle."""
        own = self._sets[index]
        last = index
        for other in range(index + 1, min(len(self._sets), index + _MOST_ALIKE)):
            if not centred(self._sets[other]) or abs(self._sets[other].size - own.size) >= 0.02:
                break
            last = other
        below = last + 1 == len(self._sets) or self._sets[last + 1].white - self._leading > _WHITE
        return own.white - self._leading > _WHITE, below

    def _beside(self, index: int) -> float:
        """How large the type is, against that of the text near it."""
        own = self._sets[index].size
        near = sorted(each.size for each in self._sets[max(0, index - 8) : index + 9])
        return own / max(0.01, min(1.0, near[len(near) // 2]) if own > 1.0 else near[len(near) // 2])

    def continuation(self, before: int, after: int) -> float:
        """That the second of two lines goes on with the paragraph of the first."""
        first, second = self._sets[before], self._sets[after]
        if any(self.parted(index) for index in range(before + 1, after + 1)):
            return -2 * _WORD
        if max(first.size, second.size) > _LARGER * min(first.size, second.size):
            return -4.0
        score = -2.0 if second.white - self._leading > _WHITE and after == before + 1 and second.white < 90 else 0.0
        if centred(first) != centred(second) or second.indent > max(_DEEPEST, 2 * second.room, first.indent + 1.0):
            return score - 5.0
        fits = self._page.first_token(after) * self._cell(before)
        short = first.room > max(1.0, fits)
        if _SET_IN <= second.indent - min(first.indent, _FLUSH) <= _DEEPEST:
            score -= 4.0 if self._set_in else 1.0
        elif second.indent < _FLUSH:
            score += 3.0 if self._set_in and not short else 0.0
        return score + (-3.0 if short else 1.5)

    def _cell(self, index: int) -> float:
        """The width of a cell of a line, in heights."""
        own = self._sets[index]
        return max(0.0, own.column - own.indent - own.room) / max(1, self._page.lines[index].width)

    def opening(self, start: int, end: int) -> float:
        """That a new article begins with the header lines `start` to `end`."""
        if self._sets[start].told and start and self._sets[start - 1].told:
            return _WORD if any(self.parted(index) for index in range(start, end)) else -_WORD
        size = max(self._sets[index].size for index in range(start, end))
        wide = max(self._sets[index].column for index in range(start, end)) > _WIDE * self._measure
        white = self._sets[start].white - self._leading
        if white > _UNTOLD:
            told = 2.0 if size > _LARGE else -1.5
        elif white < _WITHIN:
            told = -6.0 if size < _LARGE else -3.0
        else:
            told = 3.0 if white > _PARTING else 0.0
        return told + (1.5 if size >= _HUGE else 0.0) + (2.0 if wide else 0.0)

    def title(self, start: int, end: int, index: int) -> float:
        """That of the header lines `start` to `end` this one is the title: it is set largest."""
        if told := self._sets[index].told:
            return 0.0 if told.title else -3.0
        largest = max(self._sets[each].size for each in range(start, end))
        return 0.0 if self._sets[index].size * _SAME >= largest else -3.0

    def parted(self, index: int) -> bool:
        """An article ends above the line, and another begins with it, by the word of a library."""
        above, told = self._sets[index - 1].told if index else None, self._sets[index].told
        return told is not None and above is not None and told.article != above.article

    def joined(self, index: int) -> float:
        """That a header line continues the one above it: both are set alike, close together."""
        above, own = self._sets[index - 1], self._sets[index]
        if max(above.size, own.size) > _SAME * min(above.size, own.size):
            return -4.0
        return 1.5 if own.white < 1.5 * own.size else 0.0

    @cached_property
    def _leading(self) -> float:
        """White between most lines."""
        return _middle([each.white for each in self._sets])

    @cached_property
    def _measure(self) -> float:
        """The width of the column that most lines stand in."""
        return _middle([each.column for each in self._sets])

    @cached_property
    def _set_in(self) -> bool:
        """Lines that begin paragraphs are set in."""
        body = [each for each in self._sets if abs(each.size - 1.0) < 0.2]
        return sum(_SET_IN <= each.indent <= _DEEPEST and each.room < 2.0 for each in body) > 0.03 * len(body)


def centred(own: Set, least: float = 1.0) -> bool:
    """There is white on both sides, at least so much, and about the same."""
    return min(own.indent, own.room) > least and abs(own.indent - own.room) < _MIDDLE * (own.indent + own.room)


def _middle(numbers: list[float]) -> float:
    return sorted(numbers)[len(numbers) // 2]
