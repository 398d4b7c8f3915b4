"""A page as the decoder sees it: its lines, its language's pack, and what each line shows on its own."""

from functools import cached_property
from itertools import pairwise
from operator import add

from tui.core.light import Callable, Protocol, StrEnum, TypeVar
from tui.core.publication import Kind
from tui.newspaper.issue import furniture_of, metadata_of
from tui.newspaper.lines import Line, blocks_of, is_scattered, lines_of_page
from tui.newspaper.marks import beginning, ending, opened, opens_paragraph
from tui.newspaper.pack import Pack
from tui.newspaper.people import credit_at_end, read_people, read_signature
from tui.newspaper.words import inside_word

Shown = TypeVar("Shown")
_ENDED = ("stop", "colon", "ellipsis")
_SHORT, _DEEPEST, _TELLING, _LONGEST_WORD, _FEW = 0.75, 0.3, 3, 30, 4
_WIDEST_HEAD, _NUMBERED, _NUMERALS = 44, 2, "一二三四五六七八九十"
_LEAST_BLANK, _EDGE = 0.01, 9  # of the lines of a page with blank lines; stands for many newlines


class Sure(StrEnum):
    """What a line is beyond doubt, by its own words."""

    FURNITURE = "furniture"
    BYLINE = "byline"
    CREDIT = "credit"
    JUMP = "jump"
    OPEN = ""


class Setting(Protocol):
    """What the setting of lines says of them, in log-odds; to be added to what their words say."""

    def display(self, index: int) -> float:
        """That the line is display type."""

    def continuation(self, before: int, after: int) -> float:
        """That the second of two lines goes on with the paragraph of the first."""

    def opening(self, start: int, end: int) -> float:
        """That a new article begins with the header lines `start` to `end`."""

    def title(self, start: int, end: int, index: int) -> float:
        """That of the header lines `start` to `end` this one is the title."""

    def parted(self, index: int) -> bool:
        """An article ends above the line, and another begins with it, by the word of a library."""

    def joined(self, index: int) -> float:
        """That a header line continues the one above it."""

    def scanned(self) -> bool:
        """The lines do not stand as evenly as those of a file that was never on paper."""


class Page:
    """Immutable text, cut into lines; everything found later is said in offsets into `text`.

    `blocks`, `widest`: for each line, the lines between the same blank lines and the greatest share of its
    column that one of them fills. `scattered`: see `is_scattered`. `signed`: bylines that are known by where they
    stand. `remembered`: scores of lines that are asked for again and again. `setting`: what the print shows, None
    where only the text is known.
    """

    setting: Setting | None = None

    def __init__(self, text: str, pack: Pack) -> None:
        self.text = text
        self.pack = pack
        self.lines: list[Line] = lines_of_page(text)
        self.scattered = is_scattered(self.lines)
        self.endings = self._each(ending)
        self.beginnings = self._each(beginning)
        self.openings = self._each(opens_paragraph)
        self.left_open = self._each(opened)
        self.blocks = [(0, 0)] * len(self.lines)
        self.widest = [0.0] * len(self.lines)
        for start, end in blocks_of(self.lines):
            self.blocks[start:end] = [(start, end)] * (end - start)
            shares = [line.width / line.column for line in self.lines[start:end] if line.column]
            self.widest[start:end] = [max(shares, default=0.0)] * (end - start)
        self.remembered: dict[tuple[str, int], float] = {}
        self._inline_credits: dict[int, bool] = {}
        self.sure = self._credits(self._each(self._sure))
        self.signed: set[int] = set()
        if pack.text("signature"):
            self._sign()
            self._stand_over()

    def _each(self, shown: Callable[[str, Pack], Shown]) -> list[Shown]:
        """What each line shows, found out once for all that are alike."""
        known: dict[str, Shown] = {}
        for line in self.lines:
            if line.text not in known:
                known[line.text] = shown(line.text, self.pack)
        return [known[line.text] for line in self.lines]

    @staticmethod
    def _sure(text: str, pack: Pack) -> Sure:
        if pack.full("jump", text):
            return Sure.JUMP
        if pack.full("imprint", text):
            return Sure.FURNITURE
        people = read_people(text, pack)
        if people is None or (not people.shot and pack.match("dateline", text)):
            return Sure.OPEN
        return Sure.CREDIT if people.shot else Sure.BYLINE

    def _credits(self, sure: list[Sure]) -> list[Sure]:
        """A line of names right above a credit is its first half."""
        for index in range(len(sure) - 2, -1, -1):
            if sure[index] is Sure.BYLINE and sure[index + 1] is Sure.CREDIT and self.lines[index + 1].gap == 1:
                sure[index] = Sure.CREDIT
        return sure

    def _sign(self) -> None:
        """What stands right below the end of a text and over a blank line, or over a headline where there are none,
        signs it, where it can be a name."""
        for index in range(1, len(self.lines)):
            line, above = self.lines[index], self.lines[index - 1]
            ended = self.endings[index - 1] in ("stop", "ellipsis") and not above.text.isupper()
            parted = self.gap_after(index) > 1 or (not self.airy and self.lines[index + 1].text.isupper())
            last = line.gap == 1 and parted and self.sure[index] is self.sure[index - 1] is Sure.OPEN
            if ended and last and read_signature(line.text, self.pack):
                self.sure[index] = Sure.BYLINE
                self.signed.add(index)

    def _stand_over(self) -> None:
        """A line in capitals that stands apart over text names what follows, also where it ends with a full stop, as
        names do that sign a text: FRANCE. But initials sign one."""
        for index, (line, below) in enumerate(pairwise(self.lines)):
            has_word = any(len(part) > 1 for part in line.text.replace("-", ".").replace(".", " ").split())
            alone = line.gap > 1 and line.text.isupper() and line.text.endswith(".") and has_word
            free = self.sure[index] in (Sure.OPEN, Sure.BYLINE) and self.sure[index + 1] is Sure.OPEN
            if alone and free and not below.text.isupper():
                self.sure[index], self.endings[index] = Sure.OPEN, "bare"

    def gap_after(self, index: int) -> int:
        """Newlines after a line; many at the end of the page."""
        return self.lines[index + 1].gap if index + 1 < len(self.lines) else _EDGE

    @cached_property
    def airy(self) -> bool:
        """Blank lines stand on this page: where there are none, what stands close together tells nothing."""
        blank = sum(line.gap > 1 for line in self.lines[1:])
        return blank >= max(1.0, _LEAST_BLANK * len(self.lines))

    def above(self, index: int) -> str:
        """Newlines above a line: 1, 2, or 3 for all more; 0 on a page without blank lines."""
        return self._shown_gap(self.lines[index].gap if index else _EDGE)

    def under(self, index: int) -> str:
        """The same under it."""
        return self._shown_gap(self.gap_after(index))

    def _shown_gap(self, gap: int) -> str:
        return str(min(gap, 3)) if self.airy or gap == _EDGE else "0"

    @cached_property
    def furniture(self) -> dict[int, Kind]:
        """The lines that belong to the issue, of a page that may have a masthead."""
        return furniture_of(self.lines, self.pack)

    @cached_property
    def said(self) -> dict[str, str | int]:
        """What they say of the issue."""
        return metadata_of(self.lines, self.furniture, self.pack)

    @cached_property
    def indenting(self) -> str:
        """Are first lines of paragraphs set in on this page: yes, no, or "" where the page does not tell.

        Extractors drop the indent but not the shorter line that it made.
        """
        set_in = flush = 0
        for index in range(1, len(self.lines) - 1):
            above, line = self.lines[index - 1], self.lines[index]
            if line.gap == 1 and above.width < _SHORT * above.column and self.endings[index - 1] == "stop":
                kind = self.first_line(index)
                set_in += kind == "set in"
                flush += kind == "flush"
        if set_in + flush < _TELLING:
            return ""
        return "yes" if set_in > 2 * flush else "no" if flush > set_in else ""

    @cached_property
    def marks_heads(self) -> bool:
        """Section heads have marks or numbers on this page of Chinese or Japanese: what has none is no section head."""
        if self.pack.spaced:
            return False
        marks = numbers = 0
        for index, line in enumerate(self.lines):
            if line.width > _WIDEST_HEAD or self.endings[index] != "bare" or self.sure[index] is not Sure.OPEN:
                continue
            marks += self.beginnings[index] == "mark" and not self.caption_mark(index)
            numbers += line.text[0] in _NUMERALS and line.text[1:3].find("、") >= 0
        return marks > 0 or numbers >= _NUMBERED

    def first_line(self, index: int) -> str:
        """set in: the line has room for the beginning of the next, as first lines that are indented have; flush:
        it has not; ragged: more room than an indent makes, as in headlines; "" where it cannot be told."""
        line = self.lines[index]
        if not line.column or self.gap_after(index) != 1 or self.endings[index] in _ENDED:
            return ""
        spare = line.column - line.width
        if spare < 2 or self.first_token(index + 1) > spare:
            return "flush"
        return "set in" if spare <= _DEEPEST * line.column else "ragged"

    def first_token(self, index: int) -> int:
        """Cells that the first unbreakable piece of a line would need at the end of the line before."""
        text, pack = self.lines[index].text, self.pack
        if pack.spaced:
            return len(text.split(None, 1)[0]) + 1
        if text[0].isascii() and text[0].isalnum():
            return min(len(text.split(None, 1)[0]), _LONGEST_WORD)
        following = text[1:2]
        return 4 if following and following in pack.closers + pack.soft + pack.final else 2

    @cached_property
    def pairs(self) -> set[str]:
        """Each two neighbouring characters of the page."""
        return set(map(add, self.text, self.text[1:]))

    def straddled(self, before: int, after: int) -> bool:
        """The last character of one line and the first of another stand together elsewhere: half a word each."""
        first, second = self.lines[before].text[-1], self.lines[after].text[0]
        return first.isalpha() and second.isalpha() and first + second in self.pairs

    def cut_word(self, before: int, after: int) -> bool:
        """The line end stands inside a Chinese word."""
        first, second = self.lines[before].text[-1], self.lines[after].text[0]
        return first >= "\u4e00" and second >= "\u4e00" and inside_word(first, second)

    def caption_mark(self, index: int) -> bool:
        """The line says that it stands under a picture, or is marked and stands right above a credit."""
        if self.pack.match("caption", self.lines[index].text):
            return True
        last = self.blocks[index][1] - 1
        credited = self.sure[last] is Sure.CREDIT or self.inline_credit(last)
        return self.beginnings[index] == "mark" and credited and last - index < _FEW

    def goes_on(self, index: int) -> bool:
        """The line stands below one that says from where an article goes on, and begins in the middle of a
        sentence."""
        jump = index > 0 and self.sure[index - 1] is Sure.JUMP and self.beginnings[index] in ("lower", "close")
        return jump and self.pack.search("jump_back", self.lines[index - 1].text) is not None

    def inline_credit(self, index: int) -> bool:
        """The line ends with who made the picture."""
        if index not in self._inline_credits:
            self._inline_credits[index] = credit_at_end(self.lines[index].text, self.pack) > 0
        return self._inline_credits[index]
