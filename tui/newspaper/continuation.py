"""Does the second of two body lines continue the paragraph of the first? Named evidence, weighed later; and what
speaks against it where it would join two articles."""

from itertools import pairwise

from tui.core.light import Sequence
from tui.newspaper.marks import ends_with_word
from tui.newspaper.page import Page, Sure

_STEPS = (10, 16, 24, 34, 46, 64)
_SHORT = 0.6
_CLOSE_BAR, _NEARLY_DISPLAY, _LIKE_DISPLAY, NEVER = 2.0, 4.0, 2.0, 8.0
_RUBBISH = 0.2  # of a line stands in what looks like words
_OPEN_ENDS, _REFERENCE_STARTS = ("bare", "function", "soft"), "[［-"
_MOST_HEADLINE, _ALONE, _OVER_HEADER = 3, 2.0, 3.0
_ENDED, _GOES_ON = ("stop", "ellipsis", "colon", "closed"), ("lower", "close")
_WANTING = ("function", "soft", "hyphen", "abbreviation")
_FEW_PARTS, _BRACKETS = 2, ")]}）】〕"
_SPARE = 4  # cells, for what may not begin a line
_OPENING, _LEAST_OPENING, _MOSTLY = 8, 4, 0.85  # letters in capitals that begin something; where they are a whole line
_FULL, _SMALL_BLOCK, _COLUMN = 0.88, 3, 44
_OVER_ENDED, _OVER_ENDED_CLOSE = 3.0, 1.5


def continuation_evidence(page: Page, before: int, after: int) -> list[str]:
    """Names of what speaks for or against one paragraph; `before` may stand above an interruption."""
    first, second = page.lines[before], page.lines[after]
    wrapped = bool(first.column and second.column)
    regime = ("W" if wrapped else "U") + ("x" if after - before > 1 else page.above(after).replace("3", "2"))
    end, begin = page.endings[before], page.beginnings[after]
    seen = [regime, f"{regime} {end}", f"{regime[0]} begins {begin}", f"{end}>{begin}"]
    if end == "hyphen" and begin == "upper" and second.gap > 1:
        seen.append("broken word, short capital" if second.width < _SHORT * second.column else "broken word, capital")
    if kind := page.openings[after]:
        seen.append(f"{regime[0]} opens {kind}")
    if kind := page.openings[before]:
        seen.append(f"{regime[0]} from {kind} {end}")
    if page.left_open[before]:
        seen.append(f"opened {end}")
    if not page.pack.spaced:
        if page.straddled(before, after):
            seen.append(f"straddles {regime[0]}")
        if page.cut_word(before, after):
            seen.append(f"cuts a word {regime[0]}")
    if second.indent >= 2 > first.indent:
        seen.append("indented")
    if wrapped:
        seen += _geometry(page, before, after, end)
    else:
        seen.append(f"{regime} {end} after {sum(first.width > step for step in _STEPS)}")
    return seen


def _geometry(page: Page, before: int, after: int, end: str) -> list[str]:
    first = page.lines[before]
    slack = first.column - first.width
    sizes = (("full", 2.0), ("near", 0.12 * first.column), ("gap", 0.35 * first.column))
    size = next((size for size, most in sizes if slack <= most), "short")
    fits = "fits" if page.first_token(after) <= slack else "tight"
    seen = [f"{size} {end}", f"{fits} {end}"]
    if kind := page.first_line(after):
        seen += [kind, f"{kind} {end} {page.indenting}", f"{kind} {page.indenting} {fits}"]
    return seen


class Reluctance:
    """How loath the decoder is to join a line to a paragraph, in log-odds taken from what speaks for it: to join two
    articles is worse than to part a paragraph. Where print is known it tells more than all of this. `display`: how
    much each line is like display type."""

    def __init__(self, page: Page, display: Sequence[float]) -> None:
        self._page = page
        self._display = display
        self._known: dict[tuple[int, int], float] = {}

    def __call__(self, before: int, index: int) -> float:
        """To join the line to the paragraph that ended with the line `before`."""
        if self._page.setting:
            return 0.0
        if (before, index) not in self._known:
            over = self._over_blank_line if self._page.lines[index].gap > 1 else self._to_next_line
            self._known[before, index] = over(before, index)
        return self._known[before, index]

    def _over_blank_line(self, before: int, index: int) -> float:
        score = _LIKE_DISPLAY * max(0.0, self._display[index], self._headline(index))
        score += NEVER if self._ended_twice(before, index) else 0.0
        if not self._page.pack.spaced:
            new = self._column_ends(before, index) or self._slogan(before) or self._slogan(index)
            score += _OVER_ENDED_CLOSE if self._page.endings[before] == "stop" else 0.0
            return score + (NEVER if new else 0.0)
        new = self._in_capitals(before, index) or self._rubbish(index) or self._apart(before, index)
        score += _OVER_ENDED if self._may_begin(before, index) else 0.0
        return score + (NEVER if new or self._alone(before, index) else 0.0)

    def _to_next_line(self, before: int, index: int) -> float:
        page = self._page
        if page.airy:
            new = self._short_head(before, index) or (page.pack.spaced and self._new_close_below(before, index))
            return NEVER if new else 0.0
        score = _CLOSE_BAR * max(0.0, self._display[index] + _NEARLY_DISPLAY)
        if not page.pack.spaced:
            new = self._column_ends(before, index) or self._slogan(before) or self._slogan(index)
            new = new or self._short_head(before, index)
            return score + (NEVER if new else 0.0)
        new = self._may_begin(before, index) or self._in_capitals(before, index) or self._rubbish(index)
        return score + (NEVER if new or self._alone(before, index) else 0.0)

    def _short_head(self, before: int, index: int) -> bool:
        """A sentence ends above, and the line ends none, though it has room for the beginning of the next."""
        page = self._page
        if page.endings[before] not in _ENDED or page.endings[index] != "bare" or index + 1 == len(page.lines):
            return False
        return page.beginnings[index] not in _GOES_ON and self._has_room(index, index + 1, _SPARE)

    def _slogan(self, index: int) -> bool:
        """A short line of Chinese between others has spaces between its words, and ends no sentence: an advertisement,
        a row of a table."""
        page, line = self._page, self._page.lines[index]
        start, end = page.blocks[index]
        marks = (page.pack.final + page.pack.soft).replace(":", "").replace("：", "")
        bare = page.endings[index] == "bare" and line.width <= _COLUMN and not any(map(line.text.count, marks))
        if not bare or not _set_apart(line.text) or page.left_open[index] or (page.airy and end - start > _SMALL_BLOCK):
            return False
        return page.airy or index == 0 or page.endings[index - 1] in _ENDED

    def _ended_twice(self, before: int, index: int) -> bool:
        """The line begins with the end of a sentence, and the one above ends with one."""
        page = self._page
        return page.endings[before] == "stop" and page.lines[index].text[0] in page.pack.final

    def _column_ends(self, before: int, index: int) -> bool:
        """The last of some lines above, which show their column, has much room."""
        start, end = self._page.blocks[before]
        wants = self._page.endings[before] in _WANTING
        return end - start > _SMALL_BLOCK and not wants and self._has_room(before, index, _SPARE)

    def _new_close_below(self, before: int, index: int) -> bool:
        """Something else begins right below, where blank lines stand between most things."""
        ended = self._page.endings[before] in _ENDED
        letters = any(map(str.isalpha, self._page.lines[index].text))
        return self._in_capitals(before, index) or (ended and (not letters or self._rubbish(index)))

    def _alone(self, before: int, index: int) -> bool:
        """The line above stands alone below the end of a text, and the next begins as texts do: a signature, an
        advertisement. Where no blank lines tell, it is the first after a sentence."""
        page = self._page
        if page.beginnings[index] in _GOES_ON or page.endings[before] in _WANTING:
            return False
        start, end = page.blocks[before]
        short = page.lines[before].column > 0 or page.lines[before].width <= _COLUMN
        first = short and end - start == 1 if page.airy else self._may_sign(before, index)
        return first and before > 0 and page.endings[before - 1] in _ENDED

    def _may_sign(self, before: int, index: int) -> bool:
        """The line does not begin in the middle of a sentence, nor does its last word want a name that follows."""
        page = self._page
        named = page.beginnings[index] == "upper" and page.lines[before].text.rsplit(None, 1)[-1].islower()
        return page.beginnings[before] not in _GOES_ON and not named

    def _may_begin(self, before: int, index: int) -> bool:
        """What begins here need not go on with anything: what is above may be over, and this begins as texts do."""
        page = self._page
        if not page.airy and self._aside(index):
            return True
        if page.beginnings[index] in _GOES_ON or page.endings[before] in _WANTING:
            return False
        over = page.endings[before] in _ENDED or (not page.airy and page.lines[before].text.isupper())
        over = over or not (
            ends_with_word(page.lines[before].text) or (self._in_figures(before, index) and not page.airy)
        )
        quoted = page.beginnings[index] == "quote" and page.lines[before].text[-1] in page.pack.closers
        return over or quoted or self._has_room(before, index)

    def _aside(self, index: int) -> bool:
        """A bracket is opened that does not close in the line, or closes at its end: a note, words of the editor."""
        page = self._page
        closes = any(map(page.lines[index].text.count, _BRACKETS))
        return page.beginnings[index] == "open" and (not closes or page.endings[index] == "closed")

    def _in_figures(self, before: int, index: int) -> bool:
        """Both lines are of the same row of figures: one ends with a figure, and the other begins with one."""
        page = self._page
        return page.endings[before] == "bare" and page.beginnings[index] == "digit"

    def _has_room(self, before: int, index: int, spare: int = 0) -> bool:
        """The line above would have had room for the first word of this one; or it was not set in lines at all, and
        blank lines do not tell either."""
        above = self._page.lines[before]
        if not above.column:
            return self._page.pack.spaced and not self._page.airy
        return self._page.first_token(index) + spare <= above.column - above.width

    def _in_capitals(self, before: int, index: int) -> bool:
        """The line begins in capitals, and the one above does not end in them."""
        first = _capitals_first(self._page.lines[index].text)
        return first and not self._page.lines[before].text[-_OPENING:].isupper()

    def _rubbish(self, index: int) -> bool:
        """The line can hardly be read: a picture, an ornament, an advertisement."""
        text = self._page.lines[index].text
        if all(letter.isalnum() or letter in " .,;:'’-()" for letter in text):
            return False
        from tui.newspaper.edges import readable  # not needed for all languages

        return readable([text]) < _RUBBISH

    def _apart(self, before: int, index: int) -> bool:
        """A sentence ends above, and a few lines stand between blank lines of which none fills its column."""
        page = self._page
        start, end = page.blocks[index]
        widest = page.widest[index] or max(line.width for line in page.lines[start:end]) / _COLUMN
        few = end - start <= _SMALL_BLOCK and widest < _FULL
        return few and page.endings[before] == "stop"

    def _headline(self, start: int) -> float:
        """How much the few lines from here to the next blank line, byline or dateline, which end no sentence, are like
        a headline: rather where a header stands below them too. What goes on in another column ends there, or is
        longer."""
        page = self._page
        end = next((at for at in range(start + 1, page.blocks[start][1]) if self._begins(at)), page.blocks[start][1])
        open_end = page.endings[end - 1] in _OPEN_ENDS or (
            page.endings[end - 1] == "hyphen" and page.widest[start] < _FULL
        )
        if end - start > _MOST_HEADLINE or not open_end:
            return 0.0
        if page.beginnings[start] == "close" and page.lines[start].text[0] in _REFERENCE_STARTS:
            return 0.0
        below = end < len(page.lines) and (self._begins(end) or self._display[end] > 0)
        return sum(self._display[start:end]) / (end - start) + (_OVER_HEADER if below else _ALONE)

    def _begins(self, index: int) -> bool:
        """The text of an article surely begins with this line."""
        return self._page.sure[index] is Sure.BYLINE or self._page.openings[index] == "dateline"


def _capitals_first(text: str) -> bool:
    """Two or more words in capitals stand at its beginning, or nearly all is in capitals."""
    letters = list(filter(str.isalpha, text))
    capitals = sum(map(str.isupper, letters))
    if capitals >= max(_LEAST_OPENING, _MOSTLY * len(letters)):
        return True
    first = text[: next((at for at, letter in enumerate(text) if letter.islower()), len(text))].rpartition(" ")[0]
    return sum(map(str.isupper, first)) >= _OPENING and len(first.split()) > 1


def _set_apart(text: str) -> bool:
    """Spaces stand between Chinese words, or between these and figures alone."""
    parts = text.split(" ")
    apart = any(before[-1:] >= "\u2e80" and after[:1] >= "\u2e80" for before, after in pairwise(parts))
    return apart or (len(parts) > _FEW_PARTS and not any(letter.isascii() and letter.isalpha() for letter in text))
