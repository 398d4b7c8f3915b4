"""Which parts of a long text may hold what is looked for: told by their bytes, long before they are paragraphs.

White space and hyphens are taken out of both, so that what a line end has parted is found, and capitals of ASCII are
small. That finds a little more than is there, but nothing is missed. Where all is of ASCII only hyphens and what stands
behind them are taken out, which is twice as fast: nothing else parts such a word. Most of a text has not even all
characters of what is looked for, where these are not of ASCII: that is told without a copy.
"""

import re

from tui.core.light import Iterator, NamedTuple, Sequence
from tui.core.progress import tell
from tui.importers.cutting import Cutter, Pieces

_TOGETHER = 4  # parts that are looked at in one go: memory for more would come from the system each time
_SMALL = bytes(range(256)).lower()  # of each byte
_NOTHING = b" \t\n\r\f-"
_PARTED = re.compile(rb"-\s+")  # nothing else parts a word of ASCII where all is of ASCII
_WIDE = ("utf-16", "utf-32")


class _Needle(NamedTuple):
    """`letters`: the bytes of each character that is looked for first; no line end can part these. `folded`: what it
    is where there is no white space."""

    letters: tuple[bytes, ...]
    folded: bytes


def parts_holding(
    pieces: Pieces, cutter: Cutter, encoding: str, wanted: Sequence[str], first: int, step: int
) -> Iterator[int]:
    """The parts that may hold one of the texts, from one on, or back to the first of all."""
    nothing = _NOTHING + b"\0" * encoding.startswith(_WIDE)
    needles = _needles(wanted, encoding, nothing)
    is_latin = not encoding.startswith(_WIDE) and not any(map(_is_escaped, needles))

    def may_hold(start: int, stop: int) -> bool:
        data = pieces.read(start, stop)
        near = _near(needles, data)
        if near and is_latin and data.isascii():
            folded = _PARTED.sub(b"", data.lower())
        else:
            folded = data.translate(_SMALL, nothing) if near else b""
        return any(needle in folded for needle in near)

    count = cutter.count - first if step > 0 else first + 1
    for done in range(0, count, _TOGETHER):
        tell(done, count)
        parts = range(first + step * done, first + step * min(count, done + _TOGETHER), step)
        low, high = min(parts), max(parts)
        if may_hold(cutter.start(low), cutter.start(high + 1)):
            yield from (part for part in parts if may_hold(cutter.start(part), cutter.start(part + 1)))


def _near(needles: set[_Needle], data: bytes) -> set[bytes]:
    """Those whose letters are all there, folded."""
    known = dict[bytes, bool]()

    def is_there(letter: bytes) -> bool:
        if letter not in known:
            known[letter] = letter in data
        return known[letter]

    if data.isascii():
        return {needle.folded for needle in needles if needle.folded.isascii()}
    return {needle.folded for needle in needles if all(map(is_there, needle.letters))}


def _needles(wanted: Sequence[str], encoding: str, nothing: bytes) -> set[_Needle]:
    """Without those that this encoding has no characters for: they are nowhere."""
    found = set()
    for text in wanted:
        encoded = text.encode(encoding, "ignore")
        if encoded.decode(encoding) == text:
            letters = (letter.encode(encoding) for letter in dict.fromkeys(text) if not _is_latin(letter))
            found.add(_Needle(tuple(letters), encoded.translate(_SMALL, nothing)))
    return found


def _is_escaped(needle: _Needle) -> bool:
    """Letters that the encoding writes with signs of ASCII: a line end can part these without a hyphen."""
    return needle.folded.isascii() and not needle.folded.isalnum()


def _is_latin(letter: str) -> bool:
    """Of ASCII, or as wide as a Chinese character: a word of these is rarer than each of its letters, and longer."""
    return letter.isascii() or "\uff01" <= letter <= "\uff5e"
