"""Every line gets its part on the page: one best path over what lines show and what pairs of lines show.

A line alone cannot tell: the short first half of a broken paragraph looks like a title, and so does a short
last paragraph. So all parts of all lines are weighed together (Viterbi), with the open paragraph carried
through what stands in between: captions, credits, jump lines.
"""

from math import exp, log1p

from tui.core.light import TYPE_CHECKING, IntEnum, NamedTuple
from tui.core.publication import Kind
from tui.newspaper.continuation import NEVER, Reluctance, continuation_evidence
from tui.newspaper.display import display_evidence
from tui.newspaper.marks import is_table_row
from tui.newspaper.page import Page, Sure
from tui.newspaper.weights import weigh

if TYPE_CHECKING:
    from tui.newspaper.indents import Indents


class Part(IntEnum):
    """What a line does: begins or continues something."""

    HEADER = 0
    BYLINE = 1
    PARAGRAPH = 2
    MORE = 3
    CAPTION = 4
    MORE_CAPTION = 5
    CREDIT = 6
    JUMP = 7
    FURNITURE = 8

    __hash__ = object.__hash__  # members are single, and hashing their names would cost a third of the decoding


class Placed(NamedTuple):
    """A line's part. `of`: the last line of the paragraph that is open above it, -1 for none.
    `margin`: how sure, in log-odds, and `instead`: what else it could be, as in `Doubt`; "" where nothing has
    been weighed."""

    part: Part
    of: int
    margin: float
    instead: str = ""


class _State(NamedTuple):
    score: float
    body: int
    """The last line of the paragraph that is open, -1 when none is."""
    previous: Part


_BODY = (Part.PARAGRAPH, Part.MORE)
_IN_CAPTION = (Part.CAPTION, Part.MORE_CAPTION)
_TEXT = (Part.HEADER, Part.PARAGRAPH, Part.MORE)
_ALLOWED = {
    Sure.FURNITURE: (Part.FURNITURE,),
    Sure.BYLINE: (Part.BYLINE,),
    Sure.CREDIT: (Part.CREDIT,),
    Sure.JUMP: (Part.JUMP,),
}
_START, _SIGNATURE = -0.5, -1.0
_CAPTION_START, _CAPTION_SHOWN, _CAPTION_CREDITED, _CAPTION_ALONE, _CAPTION_LINE = -2.0, 5.0, 9.0, -6.0, -0.6
_NEAR_CAPTION, _CAPTION_APART = 2, 2.0  # newlines; against more
_CAPTION_GOES_ON = 2.0  # weights are of paragraphs, and few captions have two
_MOST_CAPTION, _LONGEST_CAPTION = 12, 10
_SURE, _IN_MID_SENTENCE = 99.0, 8.0
_IN_CAPITALS, _FEW_CAPITALS = 2.0, 3
_TABLE_ROW, _SECTION, _NEXT_ITEM, _SERIAL = 6.0, 4.0, 6.0, 6.0


def decode(page: Page) -> list[Placed]:
    """The part of every line, from the best path over the whole page."""
    return _Decoder(page).run() if page.lines else []


class _Decoder:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.pairs: dict[tuple[int, int], float] = {}
        # To join two articles is worse than to break a paragraph: what joins over a blank line has to win by this.
        self.bar = float(page.pack.text("blank_bar"))
        self.indents = _indents(page)
        self.display = [self._display(index) if sure is Sure.OPEN else 0.0 for index, sure in enumerate(page.sure)]
        self.reluctance = Reluctance(page, self.display)
        self.caption = [self._caption(index) if sure is Sure.OPEN else 0.0 for index, sure in enumerate(page.sure)]

    def _display(self, index: int) -> float:
        words = weigh("display", display_evidence(self.page, index), self.page)
        words -= _IN_MID_SENTENCE if self.page.goes_on(index) else 0.0
        words += _SECTION if self._names_section(index) else 0.0
        words += _SERIAL if self.page.lines[index].gap > 1 and self._is_serial(index) else 0.0
        words += _IN_CAPITALS if self._in_capitals(index) else 0.0
        words -= _TABLE_ROW if is_table_row(self.page.lines[index].text) else 0.0
        words += self.indents.display(index) if self.indents else 0.0
        return words + (self.page.setting.display(index) if self.page.setting else 0.0)

    def _is_serial(self, index: int) -> bool:
        return self.page.pack.match("serial", self.page.lines[index].text) is not None

    def _in_capitals(self, index: int) -> bool:
        """A few lines stand between blank lines, all in capitals."""
        page, (start, end) = self.page, self.page.blocks[index]
        few = page.pack.spaced and page.airy and end - start <= _FEW_CAPITALS
        return few and all(line.text.isupper() for line in page.lines[start:end])

    def _names_section(self, index: int) -> bool:
        """A name of a part of the paper, and no more, stands above a block: what follows is under it."""
        page = self.page
        above = page.lines[index].gap > 1 and page.gap_after(index) == 1 and not page.pack.spaced
        return above and page.pack.full("tag", page.lines[index].text) is not None

    def run(self) -> list[Placed]:
        columns: list[dict[Part, _State]] = []
        pictured = _near_picture(self.page)
        for index, sure in enumerate(self.page.sure):
            free = (*_TEXT, *_IN_CAPTION) if pictured[index] else _TEXT
            columns.append(self._column(columns[-1] if columns else {}, index, _ALLOWED.get(sure, free)))
        part = max(columns[-1], key=lambda last: self._close(columns[-1][last], last))
        placed = []
        for index in range(len(columns) - 1, -1, -1):
            state = columns[index][part]
            before = columns[index - 1].get(state.previous) if index else None
            body = before.body if before else -1
            placed.append(Placed(part, body, *self._margin(index, part, body)))
            part = state.previous
        return placed[::-1]

    def _column(self, before: dict[Part, _State], index: int, allowed: tuple[Part, ...]) -> dict[Part, _State]:
        column: dict[Part, _State] = {}
        for part in allowed:
            own = self._own(index, part)
            best = None if before else _first(index, part, own)
            for last, state in before.items():
                step = self._step(state, last, index, part)
                if step is not None and (best is None or state.score + step + own > best.score):
                    body = index if part in _BODY else -1 if part in (Part.HEADER, Part.BYLINE) else state.body
                    best = _State(state.score + step + own, body, last)
            if best:
                column[part] = best
        return column or {Part.PARAGRAPH: self._restart(before, index)}

    def _restart(self, before: dict[Part, _State], index: int) -> _State:
        last = max(before, key=lambda part: before[part].score)
        return _State(before[last].score, index, last)

    def _own(self, index: int, part: Part) -> float:
        """What the line says of itself."""
        if self.page.sure[index] is not Sure.OPEN:
            return 0.0
        if part is Part.HEADER:
            return _log_likely(self.display[index])
        return _log_likely(-self.display[index]) + (self.caption[index] if part in _IN_CAPTION else 0.0)

    def _step(self, state: _State, last: Part, index: int, part: Part) -> float | None:
        """What it adds that `part` follows `last`; None where it cannot."""
        if part is Part.MORE:
            near = state.body >= 0 and index - state.body <= _MOST_CAPTION
            return _log_likely(self._pair(state.body, index)) - self.reluctance(state.body, index) if near else None
        if part is Part.PARAGRAPH:
            return self._broken(state, index) + self._parted(state, index) + self._caption_ends(last, index)
        if part is Part.MORE_CAPTION:
            near = self.page.airy and self.page.lines[index].gap <= _NEAR_CAPTION
            against = 0.0 if near else _CAPTION_APART + self.reluctance(index - 1, index)
            goes_on = _log_likely(self._pair(index - 1, index) + _CAPTION_GOES_ON) - against
            return goes_on if self._caption_open(last, index) else None
        if part in (Part.HEADER, Part.BYLINE):
            return self._caption_ends(last, index) + self._broken(state, index) + self._signature(last, part)
        if part is Part.CAPTION:
            return self._caption_ends(last, index) + (_CAPTION_START if last in _BODY else 0.0)
        if part is Part.CREDIT:
            return _CAPTION_CREDITED if last in _IN_CAPTION else 0.0 if last is Part.CREDIT else _CAPTION_ALONE
        return self._caption_ends(last, index)

    def _parted(self, state: _State, index: int) -> float:
        """What looks like the rest of a paragraph and is not joined to be safe is text all the same."""
        if self.page.airy or self.page.setting or state.body < 0:
            return 0.0
        against = self.reluctance(state.body, index) - NEVER
        return max(0.0, self._pair(state.body, index) - against) if against >= 0 else 0.0

    def _signature(self, last: Part, part: Part) -> float:
        return _SIGNATURE if part is Part.BYLINE and last in _BODY else 0.0

    def _broken(self, state: _State, index: int) -> float:
        """That the open paragraph is not continued here."""
        return _log_likely(-self._pair(state.body, index)) if state.body >= 0 else 0.0

    def _caption_open(self, last: Part, index: int) -> bool:
        page = self.page
        return last in _IN_CAPTION and not page.inline_credit(index - 1) and not page.caption_mark(index)

    def _caption_ends(self, last: Part, index: int) -> float:
        """A caption without a credit needs words of its own that say it is one."""
        if last not in _IN_CAPTION:
            return 0.0
        return 0.0 if self.page.inline_credit(index - 1) else _CAPTION_ALONE

    def _close(self, state: _State, last: Part) -> float:
        return state.score + self._caption_ends(last, len(self.page.lines))

    def _pair(self, before: int, after: int) -> float:
        key = (before, after)
        if key not in self.pairs:
            score = weigh("continuation", continuation_evidence(self.page, before, after), self.page)
            if self.page.setting:  # print shows more than blank lines do
                score += self.page.setting.continuation(before, after)
            else:
                score += self._shown(before, after)
            self.pairs[key] = score
        return self.pairs[key]

    def _shown(self, before: int, after: int) -> float:
        """What blank lines, marks and white space say of two lines."""
        page = self.page
        score = -self.bar if page.lines[after].gap > 1 else 0.0
        if page.beginnings[after] == "mark" and page.endings[before] == "stop":
            score -= _NEXT_ITEM
        return score + (self.indents.continuation(before, after) if self.indents else 0.0)

    def _caption(self, index: int) -> float:
        page = self.page
        score = _CAPTION_LINE
        if page.pack.match("dateline", page.lines[index].text):
            return score + _CAPTION_ALONE
        if page.caption_mark(index) or page.pack.holds("caption_tail", page.lines[index].text):
            score += _CAPTION_SHOWN
        return score + (_CAPTION_CREDITED if page.inline_credit(index) else 0.0)

    def _margin(self, index: int, part: Part, of: int) -> tuple[float, str]:
        """How far the nearest other reading of this one line is away, and which it is."""
        if self.page.sure[index] is not Sure.OPEN:
            return _SURE, ""
        if part is Part.HEADER:
            return self.display[index], Kind.PARAGRAPH.value
        if part not in _BODY:
            return _SURE, ""
        pair = abs(self._pair(of, index)) if of >= 0 else _SURE
        if -self.display[index] < pair:
            return -self.display[index], Kind.HEAD.value
        return pair, Kind.PARAGRAPH.value if part is Part.MORE else f"+{Kind.PARAGRAPH}"


def _indents(page: Page) -> "Indents | None":
    """What white space says; None where it says nothing."""
    if page.setting or not any(line.indent for line in page.lines):
        return None
    from tui.newspaper.indents import Indents, sets_in  # few texts have any left

    return Indents(page) if sets_in(page) else None


def _near_picture(page: Page) -> list[bool]:
    """The lines that may be a caption's: a credit follows soon, or a mark of captions stands just above."""
    near = [False] * len(page.lines)
    for index, sure in enumerate(page.sure):
        if sure is Sure.CREDIT or (sure is Sure.OPEN and page.inline_credit(index)):
            near[max(0, index - _LONGEST_CAPTION) : index + 1] = [True] * (index + 1 - max(0, index - _LONGEST_CAPTION))
        if page.caption_mark(index):
            end = min(len(near), index + _LONGEST_CAPTION)
            near[index:end] = [True] * (end - index)
    return near


def _log_likely(odds: float) -> float:
    """The logarithm of how likely something is, from its log-odds."""
    return -log1p(exp(-odds)) if odds > 0 else odds - log1p(exp(odds))


def _first(index: int, part: Part, own: float) -> _State:
    return _State(own + (_START if part in _BODY else 0.0), index if part in _BODY else -1, part)
