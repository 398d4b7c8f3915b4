"""Text of ASCII in the bytes of a long text, told by the one of its characters that is most seldom there.

To find a byte costs next to nothing; to find a word, or to make capitals small, costs ten times as much. So a pattern
goes from each such character on to the end of what is looked for, and where that fits another goes back to the
beginning. Both know what a line end does: white space anywhere, and between two letters only behind a hyphen.
"""

import re

from tui.core.light import Callable, NamedTuple, Sequence
from tui.importers.cutting import Pieces

Look = Callable[[bytes], bool]
"""Whether bytes may hold something."""

_LETTERS = b"0123456789abcdefghijklmnopqrstuvwxyz"
_WHITE = b"[\\0- \x7f-\xff]"  # with what encodings have for it behind ASCII
HYPHENS = "-\u2010\u00ad\u00ac"  # at line ends, as `tui.newspaper.glue` has them
_INDENT = 12  # bytes over which a pattern looks back to a hyphen
_SAMPLE = 65_536  # bytes in which characters are counted
_RARE = 0.001  # of all bytes: found one by one
_FEW = 80  # times that it is found so in one go
_NEAR = 512  # bytes that are looked at on the way back
_WHITE_BYTES = bytes(each for each in range(256) if each <= 0x20 or each >= 0x7F)


class _Sought(NamedTuple):
    """`letters`: characters without white space. `is_inside`: of each whether it goes on with a word. `hyphens`: that
    may part words."""

    letters: Sequence[bytes]
    is_inside: Sequence[bool]
    hyphens: Sequence[bytes]

    def onward(self, at: int, end: int) -> bytes:
        """A pattern of what follows a character, as far as the end."""
        hyphen = b"|".join(map(re.escape, self.hyphens))
        pattern = b""
        for each in range(at + 1, end):
            letter = re.escape(self.letters[each])
            if self.is_inside[each]:
                pattern += b"(?:%s|(?:%s)%s+%s)" % (letter, hyphen, _WHITE, letter)
            else:
                pattern += b"%s*%s" % (_WHITE, letter)
        return pattern

    def around(self, at: int) -> bytes:
        """A pattern of all from a character on, that looks back from there, too, as far as that costs nothing. Each of
        its ways begins with a byte by which it is left in a moment."""
        count = len(self.letters)
        end = next((each for each in range(at + 1, count) if not self.is_inside[each]), count)
        here, *word = map(re.escape, self.letters[at:end])
        whole = b"".join((here, *word))
        before = self._before(at, whole)
        if word:
            rest = word[0] + self.onward(at + 1, end)
            parted = [hyphen + _WHITE + b"+" + rest for hyphen in map(re.escape, self.hyphens)]
            one = b"%s(?:%s%s|%s(?<!%s))" % (word[0], b"".join(word[1:]), before, rest[len(word[0]) :], whole)
            before = b"(?:%s)" % b"|".join((one, *parted))
        return here + before + self.onward(end - 1, count)

    def back(self, at: int) -> bytes:
        """A pattern of what stands before it, the last byte first."""
        hyphen = b"|".join(re.escape(each[::-1]) for each in self.hyphens)
        gaps = (b"%s*" % _WHITE, b"(?:%s+(?:%s))?" % (_WHITE, hyphen))
        return b"".join(gaps[self.is_inside[each]] + re.escape(self.letters[each - 1]) for each in range(at, 0, -1))

    def _before(self, at: int, here: bytes) -> bytes:
        """A pattern of what stands before a character and what follows it, looking back from there."""
        if not at:
            return b""
        last = re.escape(self.letters[at - 1])
        if not self.is_inside[at]:
            return b"(?<=(?:%s|%s)%s)" % (last, _WHITE, here)
        nearest = (b"[^%s]" % _LETTERS.replace(self.letters[at - 2], b"") if at > 1 else b"") + last
        ends = re.escape(b"".join(hyphen[-1:] for hyphen in self.hyphens))
        parted = [b"(?<=[%s]%s{%d}%s)" % (ends, _WHITE, width, here) for width in range(1, _INDENT)]
        far = b"(?<=%s{%d}%s)" % (_WHITE, _INDENT, here)
        return b"(?:(?<=%s%s)|(?<=%s%s)(?:%s|%s))" % (nearest, here, _WHITE, here, b"|".join(parted), far)


def look_for(text: str, encoding: str, pieces: Pieces) -> Look:
    """For text of ASCII, in capitals or not, that is not blank, in an encoding that has its characters as bytes."""
    sought = _sought(text.lower(), encoding)
    share, at = _most_seldom(sought.letters, pieces)
    letter = sought.letters[at]
    pattern = sought.around(at)
    back = re.compile(sought.back(at), re.IGNORECASE).match
    find = re.compile(pattern).finditer

    def begins(data: bytes, found: int) -> bool:
        head = data[max(0, found - _NEAR) : found][::-1]
        if back(head):
            return True
        return found > _NEAR and len(head.translate(None, _WHITE_BYTES)) < 2 * at + 1  # too little to tell

    def may_hold(data: bytes) -> bool:
        small = data.lower()
        return any(begins(small, found.start()) for found in find(small))

    if share >= _RARE:
        return may_hold
    match = re.compile(pattern, re.IGNORECASE).match
    return _one_by_one(letter, lambda data, found: bool(match(data, found)) and begins(data, found), may_hold)


def _one_by_one(letter: bytes, is_there: Callable[[bytes, int], bool], look: Look) -> Look:
    """At each place where the letter stands, where these are few."""

    def may_hold(data: bytes) -> bool:
        for each in {letter, letter.upper()}:
            found, times = data.find(each), 0
            while found >= 0:
                if (times := times + 1) > _FEW:
                    return look(data)
                if is_there(data, found):
                    return True
                found = data.find(each, found + 1)
        return False

    return may_hold


def _sought(text: str, encoding: str) -> _Sought:
    letters: list[bytes] = []
    is_inside: list[bool] = []
    for before, letter in zip(" " + text, text, strict=False):
        if not letter.isspace():
            letters.append(letter.encode())
            is_inside.append(before.isalnum() and letter.isalnum())
    return _Sought(letters, is_inside, list(filter(None, (hyphen.encode(encoding, "ignore") for hyphen in HYPHENS))))


def _most_seldom(letters: Sequence[bytes], pieces: Pieces) -> tuple[float, int]:
    """The share that a character has in all bytes, and which it is."""
    middle = pieces.size // 2
    sample = pieces.read(middle, middle + _SAMPLE).lower()
    return min((sample.count(letter) / max(1, len(sample)), at) for at, letter in enumerate(letters))
