"""One text in rows of at most so many cells: offsets only, nothing of blocks, indents or screens."""

from bisect import bisect_left, bisect_right

from tui.core.cells import columns
from tui.core.light import NamedTuple
from tui.core.linebreak import breaks, kind_of
from tui.core.words import character_at, characters

# Chinese typography adds these to what UAX #14 keeps from the beginning of a line.
_NEVER_FIRST = frozenset("·～／")
# Where no rule allows a break, one beside these classes is the last resort.
_NOT_FIRST = frozenset({"CL", "CLw", "CP", "EX", "EXw", "IS", "SY", "NS", "NSw", "QUf", "IN", "INw", "PO", "POw", "BA"})
_NOT_LAST = frozenset({"OP", "OPw", "QUi", "PR", "PRw"})
_SENTENCE_MARKS = frozenset("。！？.!?…")
_CLAUSE_MARKS = _SENTENCE_MARKS | frozenset("，、；：,;:—")
_CLOSERS = "”’」』）)】》〉]\"'"
_JOINER = "\u200d"


class Part(NamedTuple):
    """The characters `start` to `end` of a text stand in a row of a screen, from its character `at` on."""

    at: int
    start: int
    end: int


def wrap(text: str, width: int, indent: int = 0, ambiguous: int = 1, clauses: bool = False) -> list[tuple[int, int]]:
    """First offset and the one behind the last of each row, the white space around rows left out.

    `width`: the cells of a row; the first row has `indent` less, and a row is wider only when a single
    character is. `ambiguous`: see `cells.columns`. `clauses`: rows end after a clause where that leaves them
    at least half full. Blank text has no rows.
    """
    cells = columns(text, ambiguous)
    if cells[-1] > width - indent or len(text.splitlines()) > 1:
        return _Wrapping(text, cells, clauses).rows(width, indent)
    start, end = _skip_space(text, 0), len(text.rstrip())
    return [(start, end)] if start < end else []


class _Wrapping:
    """A text that does not fit in one row, with all that cutting it needs to know."""

    def __init__(self, text: str, cells: list[int], clauses: bool) -> None:
        self._text = text
        self._columns = cells
        self._clauses = clauses
        self._stops, self._hard = _stops(text)
        self._ends = _visible_ends(text, self._stops)

    def rows(self, width: int, indent: int) -> list[tuple[int, int]]:
        found = []
        start, room = _skip_space(self._text, 0), width - indent
        while start < len(self._text):
            end, following = self._row(start, room)
            found.append((start, end))
            start, room = _skip_space(self._text, following), width
        return found

    def _row(self, start: int, room: int) -> tuple[int, int]:
        """Where the row that begins at `start` ends, and where what follows begins."""
        fits = bisect_right(self._columns, self._columns[start] + room) - 1
        stop = bisect_right(self._ends, fits) - 1
        hard = bisect_right(self._hard, start)
        if hard < len(self._hard):
            stop = min(stop, bisect_left(self._stops, self._hard[hard]))
        stop = self._between_characters(start, stop)
        if stop < 0 or self._ends[stop] <= start:
            end = self._forced(start, fits)
            return start + len(self._text[start:end].rstrip()), end
        if self._clauses and stop < len(self._stops) - 1:
            stop = self._clause(start, room, stop)
        return self._ends[stop], self._stops[stop]

    def _between_characters(self, start: int, stop: int) -> int:
        """The last stop not behind this one that does not cut a character; -1 when no stop is left."""
        if stop >= 0 and not _surely_between(self._text, self._stops[stop]):
            cuts = {start + cut for cut, _ in characters(self._text[start : self._stops[stop] + 1])}
            while stop >= 0 and self._ends[stop] > start and self._stops[stop] not in cuts:
                stop -= 1
        return stop

    def _clause(self, start: int, room: int, stop: int) -> int:
        """The last stop after a clause in the second half of the row, or the same stop again."""
        half = self._columns[start] + room // 2
        for earlier in range(stop, -1, -1):
            end = self._ends[earlier]
            if end <= start or self._columns[end] < half:
                break
            if (
                _last_mark(self._text, start, end) in _CLAUSE_MARKS
                and self._between_characters(start, earlier) == earlier
            ):
                return earlier
        return stop

    def _forced(self, start: int, fits: int) -> int:
        """Where to cut what no rule allows to be cut: between characters, if possible not beside a mark."""
        text = self._text
        ends = [start + end for _, end in characters(text[start : fits + 1]) if start + end <= fits]
        ends = [end for end in ends if text[end - 1] != _JOINER]
        for end in reversed(ends):
            if kind_of(text[end]) not in _NOT_FIRST and kind_of(text[end - 1]) not in _NOT_LAST:
                return end
        return ends[-1] if ends else self._character_end(start)

    def _character_end(self, start: int) -> int:
        """Behind the character, and what a joiner at its end joins to it."""
        end, size = start, 64
        while end == start or (end < len(self._text) and self._text[end - 1] == _JOINER):
            found = end + characters(self._text[end : end + size])[0][1]
            if found < end + size or found >= len(self._text):
                end, size = found, 64
            else:
                size *= 4
        return end


def _skip_space(text: str, offset: int) -> int:
    """Behind the white space that stands here. A space that carries a mark is none."""
    while offset < len(text) and text[offset].isspace() and not _is_marked(text, offset):
        offset += 1
    return offset


def _is_marked(text: str, offset: int) -> bool:
    return (
        offset + 1 < len(text) and not _is_plain(text[offset + 1]) and len(characters(text[offset : offset + 2])) == 1
    )


def _surely_between(text: str, offset: int) -> bool:
    return offset >= len(text) or (_is_plain(text[offset - 1]) and _is_plain(text[offset]))


def _is_plain(character: str) -> bool:
    """Certainly a character by itself."""
    return character < "\u0300" or "\u3400" <= character <= "\u9fff" or character in "，。、；：？！“”‘’《》（）「」…—"


def _stops(text: str) -> tuple[list[int], list[int]]:
    """Where rows may end, and where they must."""
    allowed, mandatory = breaks(text)
    if not _NEVER_FIRST.isdisjoint(text):
        hard = set(mandatory)
        allowed = [offset for offset in allowed if text[offset : offset + 1] not in _NEVER_FIRST or offset in hard]
    return allowed, mandatory


def _visible_ends(text: str, stops: list[int]) -> list[int]:
    """For each stop the end of what can be seen before it: white space hangs over the edge."""
    ends = stops.copy()
    for index in [index for index, stop in enumerate(stops) if text[stop - 1].isspace()]:
        lowest = stops[index - 1] if index else 0
        end = stops[index]
        while end > lowest and text[end - 1].isspace():
            end -= 1
        ends[index] = end if end > lowest or not index else ends[index - 1]
    return ends


def piece_start(text: str, number: int, size: int) -> int:
    """Where the piece `number` of a very long text begins, when it is cut about every `size` characters.

    After a sentence, a clause, a word, a character: the first of these that ends in the last tenth before
    `number * size`. Looks at that tenth only.
    """
    at = number * size
    if at <= 0 or at >= len(text):
        return max(0, min(at, len(text)))
    lowest = at - size // 10
    stops = [lowest + stop for stop in breaks(text[lowest : at + 8]).allowed if stop <= at - lowest]
    for marks in (_SENTENCE_MARKS, _CLAUSE_MARKS, None):
        for stop in reversed(stops):
            if (marks is None or _last_mark(text, lowest, stop) in marks) and character_at(text, stop)[0] == stop:
                return stop
    return character_at(text, at)[0]


def _last_mark(text: str, start: int, end: int) -> str:
    """The last character before `end`, closing quotation marks and brackets apart."""
    return text[max(start, end - 4) : end].rstrip().rstrip(_CLOSERS)[-1:]
