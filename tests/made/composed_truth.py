"""The truth of composed pages, as newspage-truth/1: what a publication must say that was read from them."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tests.made.composed import Composed

_FAR = 200  # characters around a line that show which of several alike it is


class Owner(NamedTuple):
    """The unit that characters of a source are of."""

    start: int
    end: int
    unit: int


def truth_of(composed: Composed, source: str) -> dict:
    """What a publication must say whose source holds the composed lines, in whatever order; ValueError where it
    holds other ones."""
    owners = list(owners_of(composed, source))
    spans: dict[int, list[list[int]]] = {}
    for start, end, unit in owners:
        spans.setdefault(unit, []).append([start, end])
    units = [
        {"article": article, "role": role, "spans": spans.get(number, []), "text": text}
        for number, (article, role, text) in enumerate(composed.units)
    ]
    numbers = sorted({article for article, _role, _text in composed.units if article is not None})
    titles = {article: text for article, role, text in composed.units[::-1] if role == "title"}
    articles = [{"id": number, "title": titles.get(number, "")} for number in numbers]
    return {"issue": {}, "articles": articles, "units": units, "boundaries": _boundaries(source, owners, composed)}


def owners_of(composed: Composed, source: str) -> Iterator[Owner]:
    """The units of all that stands in the source, in its order."""
    printed = _Printed(composed, source)
    start = 0
    for text in source.split("\n"):
        at, end = start, start + len(text)
        while at < end:
            if source[at].isspace():
                at += 1
                continue
            stop, unit = printed.found(at, end)
            yield Owner(at, stop, unit)
            at = stop
        start = end + 1


class _Printed:
    """The lines of print that the source has not shown yet."""

    def __init__(self, composed: Composed, source: str) -> None:
        lines = [line for page in composed.pages for line in page]
        self._lines = sorted(lines, key=lambda line: line.unit)  # those of one unit stay in order
        self._texts = ["".join(line.text.split()) for line in self._lines]
        self._waiting: dict[str, list[int]] = {}
        for number, text in enumerate(self._texts):
            self._waiting.setdefault(text, []).append(number)
        self._source = source
        self._last, self._rest = -1, ""  # the line found last, and what is left of it

    def found(self, at: int, end: int) -> tuple[int, int]:
        """The line of print that the source goes on with, or that this is a part of, or else the longest one that
        stands here: where it ends, and its unit."""
        source, part = self._source, "".join(self._source[at:end].split())
        if self._rest.startswith(part) and not self._whole(at, end):
            self._rest = self._rest[len(part) :]
            return end, self._lines[self._last].unit
        shorter = (n for n in range(end - 1, at, -1) if source[n].isspace() or source[n] >= "\u2e80")
        for stop in (end, *shorter) if not any(part in text for text in self._texts) else (end,):
            if self._whole(at, stop):
                return stop, self._lines[self._last].unit
        self._last = self._holding(part, "".join(source[at : end + _FAR].split()))
        self._rest = self._texts[self._last].partition(part)[2]
        return end, self._lines[self._last].unit

    def _whole(self, at: int, stop: int) -> bool:
        """These characters are a line, which is found now."""
        waiting = self._waiting.get("".join(self._source[at:stop].split()))
        if not waiting:
            return False
        self._last, self._rest = max(waiting, key=lambda number: (self._fits(number, at, stop), -number)), ""
        if len(waiting) > 1:
            waiting.remove(self._last)
        return True

    def _fits(self, number: int, at: int, stop: int) -> int:
        """How well a line stands there, by those before and after it in its unit."""
        above, below = (self._beside(number, step) for step in (-1, 1))
        before = "".join(self._source[max(0, at - _FAR) : at].split())
        after = "".join(self._source[stop : stop + _FAR].split())
        fits = 2 * (above >= 0 and above == self._last)
        if above >= 0:
            fits += 1 if before.endswith(self._texts[above]) else -1
        if below >= 0:
            fits += 1 if after.startswith(self._texts[below]) else -1
        return fits

    def _beside(self, number: int, step: int) -> int:
        """The next line of the same unit, or the one before; -1 for none."""
        other = number + step
        inside = 0 <= other < len(self._lines) and self._lines[other].unit == self._lines[number].unit
        return other if inside else -1

    def _holding(self, part: str, onward: str) -> int:
        """The line that this is a part of: rather the one that the source shows whole, or one of the unit found
        last."""
        holding = [number for number, text in enumerate(self._texts) if part in text]
        if not holding:
            raise ValueError(f"not printed: {part[:80]!r}")
        unit = self._lines[self._last].unit if self._last >= 0 else -1

        def likely(number: int) -> tuple[bool, bool, bool]:
            text = self._texts[number]
            return onward.startswith(text), self._lines[number].unit == unit, text.startswith(part)

        return max(holding, key=likely)


def _boundaries(source: str, owners: list[Owner], composed: Composed) -> list[dict]:
    return [
        {"before": first.end - 1, "after": second.start, "label": _label(composed, first.unit, second.unit)}
        for first, second in pairwise(owners)
        if "\n" in source[first.end : second.start]
    ]


def _label(composed: Composed, one: int, other: int) -> str:
    first, second = composed.units[one], composed.units[other]
    if one == other:
        return "join"
    return "para" if first[:2] == second[:2] and first[1] == "para" else "struct"
