"""Which parts of a long text may hold what is looked for: told by their bytes, long before they are paragraphs.

What is of ASCII is looked for as it is (`seldom.py`). Of everything else, and of ASCII in full width, the longest part
is looked for that is written with letters: white space and hyphens are taken out of both, so that what a line end has
parted is found. Either finds a little more than is there, but nothing is missed. Most of a text has not even all
characters of what is looked for: that is told without a copy.
"""

import re

from tui.core.light import Iterator, NamedTuple, Sequence
from tui.core.progress import tell
from tui.core.search import parts_of, spellings
from tui.importers.cutting import Cutter, Pieces
from tui.importers.seldom import HYPHENS, Look, look_for

_TOGETHER = 4  # parts that are looked at in one go: memory for more would come from the system each time
_SMALL = bytes(range(256)).lower()  # of each byte
_NOTHING = b" \t\n\r\f-"
_FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_GAP = rf"[\s\0-\x1f\x7f-\x9f{re.escape(HYPHENS)}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]*"
_OTHERS = "é中！Ａ"


class _Needle(NamedTuple):
    """`letters`: the bytes of each character that is looked for first; no line end can part these. `folded`: what it
    is where there is no white space."""

    letters: tuple[bytes, ...]
    folded: bytes


class _Looks(NamedTuple):
    """What tells whether bytes may hold what is looked for: at first sight, and then with more care."""

    first: Look
    second: Look


class Sieve:
    """The parts of a text that may hold what is looked for. `before`: the same for what it begins with: where that does
    not stand it does not either. Two threads may look at once."""

    def __init__(
        self, pieces: Pieces, cutter: Cutter, encoding: str, query: str, before: "Sieve | None" = None
    ) -> None:
        self.query = query
        self._pieces = pieces
        self._cutter = cutter
        self._looks = _looks_for(query, encoding, pieces)
        self._without = bytearray(cutter.count)  # 1 for a part that does not hold it
        if before:
            self._without[:] = before._without

    def holding(self, first: int, step: int) -> Iterator[int]:
        """Those from one on, or back to the first of all."""
        for parts in self._groups(first, step):
            for part in parts:
                if self._looks.second(self._read(part, part)):
                    yield part
                else:
                    self._without[part] = 1

    def sift(self) -> None:
        """Finds out which they are."""
        for _part in self.holding(0, 1):
            pass

    def _groups(self, first: int, step: int) -> Iterator[list[int]]:
        """Some that are beside each other, of which one may hold it. Tells how far it is."""
        count = self._cutter.count - first if step > 0 else first + 1
        for done in range(0, count, _TOGETHER):
            tell(done, count)
            parts = range(first + step * done, first + step * min(count, done + _TOGETHER), step)
            if not (unsure := [part for part in parts if not self._without[part]]):
                continue
            if self._looks.first(self._read(min(unsure), max(unsure))):
                yield unsure
            else:
                for part in unsure:
                    self._without[part] = 1

    def _read(self, first: int, last: int) -> bytes:
        return self._pieces.read(self._cutter.start(first), self._cutter.start(last + 1))


def _looks_for(query: str, encoding: str, pieces: Pieces) -> _Looks:
    folded = _Folded(query, encoding)
    if not query.isascii() or not _has_ascii_as_bytes(encoding):
        return _Looks(folded.may_hold, folded.holds_all)
    look, is_wide = look_for(query, encoding, pieces), _full_width(query, encoding)
    if is_wide is None:
        return _Looks(look, look)
    return _Looks(
        lambda data: look(data) or is_wide(data), lambda data: look(data) or (is_wide(data) and folded.holds_all(data))
    )


def _has_ascii_as_bytes(encoding: str) -> bool:
    """And no other characters as signs of ASCII: a line end can part what is written so without a hyphen."""
    others = (letter.encode(encoding, "ignore") for letter in _OTHERS)
    return "a~".encode(encoding) == b"a~" and not any(each and each.isascii() for each in others)


def _full_width(query: str, encoding: str) -> Look | None:
    """Whether there is one of its characters in full width; None where the encoding has none."""
    ends: dict[bytes, bytes] = {}
    for letter in {*query.lower(), *query.upper()}:
        if encoded := letter.translate(_FULL).encode(encoding, "ignore") if letter > " " else b"":
            ends[encoded[:-1]] = ends.get(encoded[:-1], b"") + encoded[-1:]
    if not ends:
        return None
    leads = {start[:1] for start in ends}
    search = re.compile(b"|".join(re.escape(start) + b"[%s]" % re.escape(end) for start, end in ends.items())).search
    return lambda data: any(lead in data for lead in leads) and bool(search(data))


class _Folded:
    """What is looked for without white space, hyphens and capitals of ASCII."""

    def __init__(self, query: str, encoding: str) -> None:
        self._nothing = _NOTHING + b"\0" * encoding.startswith(("utf-16", "utf-32"))
        parts = parts_of(query)
        longest = max(parts, key=lambda part: len(part.encode()))
        self._longest = self._needles(longest, encoding)
        self._encoding = encoding
        letters = ({*map(re.escape, (letter, *spellings(letter)))} for letter in query if not letter.isspace())
        self._whole = re.compile(_GAP.join(f"(?:{'|'.join(each)})" for each in letters), re.IGNORECASE)

    def may_hold(self, data: bytes) -> bool:
        """Of its parts the longest."""
        near = _near(self._longest, data)
        folded = data.translate(_SMALL, self._nothing) if near else b""
        return any(needle.folded in folded for needle in near)

    def holds_all(self, data: bytes) -> bool:
        """All of it, one after the other."""
        return bool(_near(self._longest, data) and self._whole.search(data.decode(self._encoding, "replace")))

    def _needles(self, part: str, encoding: str) -> list[_Needle]:
        """Without those that this encoding has no characters for: they are nowhere."""
        found = []
        for text in spellings(part):
            encoded = text.encode(encoding, "ignore")
            if encoded.decode(encoding) == text:
                letters = (letter.encode(encoding) for letter in dict.fromkeys(text) if not _is_latin(letter))
                found.append(_Needle(tuple(letters), encoded.translate(_SMALL, self._nothing)))
        return found


def _near(needles: Sequence[_Needle], data: bytes) -> list[_Needle]:
    """Those whose letters are all there."""
    if data.isascii():
        return [needle for needle in needles if needle.folded.isascii()]
    known = dict[bytes, bool]()

    def is_there(letter: bytes) -> bool:
        if letter not in known:
            known[letter] = letter[:1] in data and letter in data
        return known[letter]

    return [needle for needle in needles if all(map(is_there, needle.letters))]


def _is_latin(letter: str) -> bool:
    """Of ASCII, or as wide as a Chinese character: a word of these is rarer than each of its letters, and longer."""
    return letter.isascii() or "\uff01" <= letter <= "\uff5e"
