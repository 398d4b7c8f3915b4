"""What the setting of lines says of them, in log-odds: added to what their words say.

The figures were chosen by hand on pages with geometry and truth: type that is larger, set in the middle or set
apart is display; a line that is set in, or follows a short one, begins a paragraph.
"""

from functools import cached_property

from tui.core.light import Sequence
from tui.newspaper.pack import Pack
from tui.newspaper.page import Page, Sure
from tui.newspaper.typeset import Set, Typeset

_HUGE, _LARGE, _LARGER, _SAME = 2.0, 1.5, 1.18, 1.12  # times the size of other type
_SMALL, _EXACT = 0.75, 1.06  # of a file that was never on paper type is as large as it says
_SET_IN, _DEEPEST, _FLUSH = 0.6, 3.0, 0.4  # of the height of a line
_MIDDLE, _NEARLY, _WHITE = 0.3, 0.6, 0.6
_PARTING, _UNTOLD = 1.6, 50.0  # of the height of a line: what stands above an article and not above a section head
_UNDER, _EQUAL = 0.5, 0.7  # of the size of a headline over several columns
_HEAD, _ENOUGH = 0.75, 3  # of the size of titles, where so many lines of them are known
_WORD = 10.0  # of a library
_MOST_ALIKE = 12  # lines of one headline
_WIDE, _BANNER, _NARROW = 1.5, 2.0, 1.3  # times the column that text is set in
_EVEN, _MOSTLY = 0.06, 0.5  # of the height of a line; of the lines
_HALF, _MOST_SHORT = 0.5, 0.4  # of its column
_BARE, _ENDED, _GOES_ON = ("bare", "function"), ("stop", "ellipsis", "colon"), ("lower", "close")
_FEW = 2  # lines of a headline that is set neither in the middle nor larger


def printed_page(typeset: Typeset, pack: Pack) -> Page:
    """A page to be decoded with all that is known of its print."""
    page = Page(typeset.text, pack)
    if typeset.lines:
        page.setting = Printed(page, typeset.lines)
    for index, line in enumerate(typeset.lines):
        if line.told and line.told.title:
            page.sure[index] = Sure.OPEN  # a library knows better than names that look like somebody's
    return page


class Printed:
    """What a printed page shows: see `tui.newspaper.page.Setting`."""

    def __init__(self, page: Page, sets: Sequence[Set]) -> None:
        self._page = page
        self._sets = sets
        self._sizes = [each.size for each in sets]

    def display(self, index: int) -> float:
        """That the line is display type."""
        own, size = self._sets[index], self._beside(index)
        score = 5.0 if size >= _LARGE else 2.5 if size >= _LARGER else -1.0 if size <= 1.0 else 0.0
        score -= 3.0 if own.size < _SMALL else 0.0
        score += _WORD if own.told and own.told.title else 0.0
        above, below = self._white_around(index)
        if centred(own, _NEARLY if above and below else 1.0):
            score += 3.0
        elif size < _LARGER and self._begins_paragraph(index):
            score -= 4.0
        elif own.indent < _FLUSH and own.room < _FLUSH and size < _LARGER and not (above and below):
            score -= 2.5
        if above and below:
            return score + 1.5
        tail = own.indent < _FLUSH and not above and size < _LARGER and index > 0
        return score - (3.0 if tail and self._sets[index - 1].room < 1.0 + _FLUSH else 0.5)

    def _begins_paragraph(self, index: int) -> bool:
        """The line is set in and fills its column, and the next one goes on below it from the left."""
        own, below = self._sets[index], self._sets[index + 1] if index + 1 < len(self._sets) else None
        if below is None or not _SET_IN <= own.indent <= _DEEPEST or own.room > _FLUSH:
            return False
        alike = max(own.size, below.size) < _SAME * min(own.size, below.size)
        near = below.white - self._leading < _WHITE or below.white > _UNTOLD
        return alike and below.indent < _FLUSH and near

    def _white_around(self, index: int) -> tuple[bool, bool]:
        """White above and below the line, and the lines that are set like it, in the middle. A few lines between
        other ones are one."""
        own = self._sets[index]
        start, end = self._page.blocks[index]
        if end - start <= _FEW and own.size * _SAME > 1.0 and self._wide_white(start) and self._wide_white(end):
            return True, True
        last = index
        for other in range(index + 1, min(len(self._sets), index + _MOST_ALIKE)):
            if not centred(self._sets[other]) or abs(self._sets[other].size - own.size) >= 0.02:
                break
            last = other
        return self._wide_white(index), self._wide_white(last + 1)

    def _wide_white(self, index: int) -> bool:
        """More white than usual stands above the line; also where the page ends."""
        return index >= len(self._sets) or self._sets[index].white - self._leading > _WHITE

    def _beside(self, index: int) -> float:
        """How large the type is, against that of the text near it."""
        own = self._sets[index].size
        near = sorted(self._sizes[max(0, index - 8) : index + 9])
        return own / max(0.01, min(1.0, near[len(near) // 2]) if own > 1.0 else near[len(near) // 2])

    def continuation(self, before: int, after: int) -> float:
        """That the second of two lines goes on with the paragraph of the first."""
        first, second = self._sets[before], self._sets[after]
        if any(self.parted(index) for index in range(before + 1, after + 1)):
            return -2 * _WORD
        if self._begins_anew(before, after):
            return -_WORD
        apart = second.white - self._leading > _WHITE and not self._scanned
        if max(first.size, second.size) > (_EXACT if apart else _LARGER) * min(first.size, second.size):
            return -4.0
        elsewhere = second.white > _UNTOLD and not 1 / _NARROW < second.column / max(0.01, first.column) < _NARROW
        score = -4.0 if elsewhere else 0.0
        score -= (
            2.0 if second.white - self._leading > _WHITE and after == before + 1 and second.white < _UNTOLD else 0.0
        )
        if centred(first) != centred(second) or second.indent > max(_DEEPEST, 2 * second.room, first.indent + 1.0):
            return score - 5.0
        fits = self._page.first_token(after) * self._cell(before)
        short = first.room > max(1.0, fits)
        if _SET_IN <= second.indent - min(first.indent, _FLUSH) <= _DEEPEST:
            score -= 4.0 if self._set_in else 1.0
        elif second.indent < _FLUSH:
            score += 3.0 if self._set_in and not short else 0.0
        return score + (-3.0 if short else 1.5)

    def _begins_anew(self, before: int, after: int) -> bool:
        """The second line stands apart from the first, or elsewhere, and one of them shows that the second goes on with
        nothing: a short line that ends no sentence, what begins where a sentence has ended, or in the middle of one
        below an end."""
        page, second = self._page, self._sets[after]
        if second.white - self._leading <= _WHITE:
            return False
        ended, begins = page.endings[before] == "stop", page.beginnings[after] not in _GOES_ON
        if begins and page.endings[after] in _BARE and self._is_last(after, ended):
            return True
        if second.white > _UNTOLD:
            return ended and page.beginnings[after] == "lower"
        if begins and page.pack.spaced and not self._scanned and page.endings[before] in ("bare", "closed"):
            return True
        wide = self._sets[before].column / max(0.01, second.column)
        return page.endings[before] in _ENDED and (begins or not 1 / _WIDE < wide < _WIDE)

    def _is_last(self, index: int, ended: bool) -> bool:
        """The line fills less than half of its column; or it has room for the next word, where a sentence has ended
        above."""
        own = self._sets[index]
        if not ended:
            return own.room > _HALF * own.column
        room = (
            1.0 + self._page.first_token(index + 1) * self._cell(index) if index + 1 < len(self._sets) else own.column
        )
        return own.room > min(room, _MOST_SHORT * own.column)

    def _cell(self, index: int) -> float:
        """The width of a cell of a line, in heights."""
        own = self._sets[index]
        return max(0.0, own.column - own.indent - own.room) / max(1, self._page.lines[index].width)

    def opening(self, start: int, end: int) -> float:
        """That a new article begins with the header lines `start` to `end`."""
        if self._sets[start].told and start:
            return _WORD if self.parted(start) else -_WORD
        if self.parted(start):
            return _WORD
        size = max(self._sets[index].size for index in range(start, end))
        wide = max(self._sets[index].column for index in range(start, end)) > _WIDE * self._measure
        white = self._sets[start].white - self._leading
        if white > _UNTOLD:
            told = 2.0 if size > _LARGE else -0.5
        else:
            told = max(-6.0 if size < _LARGE else -3.0, min(3.0, 4.0 * (white - _PARTING)))
        if size < _HEAD * self._titles and white < _UNTOLD:
            told -= 1.5
        elif size < _HEAD * self._titles and centred(self._sets[start]):
            told -= 2.5
        told -= 3.0 if size < _UNDER * self._over[start] else 0.0
        return told + (1.5 if size >= _HUGE else 0.0) + (2.0 if wide else 0.0)

    def title(self, start: int, end: int, index: int) -> float:
        """That of the header lines `start` to `end` this one is the title: it is set largest."""
        if told := self._sets[index].told:
            return 0.0 if told.title else -3.0
        largest = max(self._sets[each].size for each in range(start, end))
        return 0.0 if self._sets[index].size * _SAME >= largest else -3.0

    def parted(self, index: int) -> bool:
        """An article ends above the line, and another begins with it: by the word of a library, or because a
        headline in one column follows a smaller one over several."""
        if not index:
            return False
        above, own = self._sets[index - 1], self._sets[index]
        if own.told:
            return own.told.article != self._told_above[index]
        narrow = above.column > _BANNER * self._measure and own.column < _NARROW * self._measure
        return narrow and own.size >= _LARGE and own.size > above.size and own.white - self._leading > _PARTING

    def joined(self, index: int) -> float:
        """That a header line continues the one above it: both are set alike, close together."""
        above, own = self._sets[index - 1], self._sets[index]
        if own.white > _UNTOLD and not self._scanned:
            return -_UNTOLD
        if max(above.size, own.size) > _SAME * min(above.size, own.size):
            return -4.0
        return 1.5 if own.white < 1.5 * own.size else 0.0

    def scanned(self) -> bool:
        """The lines do not stand as evenly as those of a file that was never on paper."""
        return self._scanned

    @cached_property
    def _scanned(self) -> bool:
        whites = [each.white for each in self._sets if each.white < _UNTOLD]
        return sum(abs(white - self._leading) < _EVEN for white in whites) < _MOSTLY * len(whites)

    @cached_property
    def _leading(self) -> float:
        """White between most lines."""
        return _middle([each.white for each in self._sets])

    @cached_property
    def _measure(self) -> float:
        """The width of the column that most lines stand in."""
        return _middle([each.column for each in self._sets])

    @cached_property
    def _told_above(self) -> list[int]:
        """For each line which article the last line above it is of that is told to be of one; -1 for none."""
        above, last = [], -1
        for each in self._sets:
            above.append(last)
            last = each.told.article if each.told else last
        return above

    @cached_property
    def _over(self) -> list[float]:
        """For each line the size of the headline over several columns that it stands under, 0 where there is none."""
        over, last = [], 0.0
        for each, sure in zip(self._sets, self._page.sure, strict=True):
            over.append(last)
            if sure is Sure.FURNITURE:
                continue
            if each.size >= _HUGE and each.column > _WIDE * self._measure:
                last = each.size
            elif each.size >= _EQUAL * last:
                last = 0.0
        return over

    @cached_property
    def _titles(self) -> float:
        """The size of type of most titles, 0 where too few are known."""
        large = [each.size for each in self._sets if each.size >= _LARGE]
        return _middle(large) if len(large) >= _ENOUGH else 0.0

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
