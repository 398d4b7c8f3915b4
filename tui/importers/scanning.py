"""Which parts of a long text may hold what is looked for: told by their bytes, long before they are paragraphs.

White space and hyphens are taken out of both, so that what a line end has parted is found, and capitals of ASCII are
small. That finds a little more than is there, but nothing is missed.
"""

from tui.core.light import Iterator, Sequence
from tui.core.progress import tell
from tui.importers.cutting import Cutter, Pieces

_TOGETHER = 32  # parts that are looked at in one go
_SMALL = bytes(range(256)).lower()  # of each byte
_NOTHING = b" \t\n\r\f-"
_WIDE = ("utf-16", "utf-32")


def parts_holding(
    pieces: Pieces, cutter: Cutter, encoding: str, wanted: Sequence[str], first: int, step: int
) -> Iterator[int]:
    """The parts that may hold one of the texts, from one on, or back to the first of all."""
    nothing = _NOTHING + b"\0" * encoding.startswith(_WIDE)
    needles = {
        _encoded(text, encoding).translate(_SMALL, nothing) for text in wanted if _encoded(text, encoding) or not text
    }

    def may_hold(start: int, stop: int) -> bool:
        data = pieces.read(start, stop).translate(_SMALL, nothing)
        return any(needle in data for needle in needles)

    count = cutter.count - first if step > 0 else first + 1
    for done in range(0, count, _TOGETHER):
        tell(done, count)
        parts = range(first + step * done, first + step * min(count, done + _TOGETHER), step)
        low, high = min(parts), max(parts)
        if may_hold(cutter.start(low), cutter.start(high + 1)):
            yield from (part for part in parts if may_hold(cutter.start(part), cutter.start(part + 1)))


def _encoded(text: str, encoding: str) -> bytes:
    """Nothing where this encoding has not these characters: then they are nowhere."""
    return text.encode(encoding, "ignore") if text.encode(encoding, "replace").decode(encoding) == text else b""
