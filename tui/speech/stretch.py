"""Speech faster or slower without another pitch: pieces of it, laid over each other where the waves fit (WSOLA)."""

from array import array
from collections.abc import Callable, Iterator
from operator import mul

_PIECE = 0.024  # seconds that are taken from the sound at once; half of it lies over the piece before
_SEARCH = 0.010  # how much later a piece may be taken than the speed asks for: a wave of the deepest voice fits in
_COARSE = 4  # frames between the places that are tried first

Samples = Callable[[int, int], "array[int]"]
"""The frames from one to another; silence where the sound has none."""


class Stretcher:
    """Goes through a sound at a speed. What is asked for next goes on in the very wave, when it begins where the last
    ended; otherwise it begins anew."""

    def __init__(self, sample_rate: int) -> None:
        self._hop = int(_PIECE * sample_rate / 2)
        self._reach = int(_SEARCH * sample_rate)
        up = [index / self._hop for index in range(self._hop)]
        self._up, self._down = up, [1 - share for share in up]
        self._tail: array[int] | None = None  # fades out, under what comes next
        self._at = 0.0

    def forget(self) -> "array[int]":
        """What still has to be heard of the last piece, for somebody who does not go on there."""
        tail, self._tail = self._tail, None
        return array("h", map(int, map(mul, tail, self._down))) if tail else array("h")

    def stretch(self, samples: Samples, start: int, end: int, rate: int) -> "Iterator[array[int]]":
        """The frames from `start` to `end`, at `rate` percent of their speed, a small piece at a time."""
        if self._tail is None or abs(self._at - start) > 2 * self._hop * max(1, rate // 100):
            yield self.forget()
            self._at = start
        step = self._hop * rate / 100
        while self._at < end:
            yield self._next(samples, int(self._at))
            self._at += step

    def _next(self, samples: Samples, at: int) -> "array[int]":
        hop = self._hop
        if self._tail is None:
            piece = samples(at, at + 2 * hop)
            self._tail = piece[hop:]
            return piece[:hop]
        around = samples(at, at + 2 * hop + self._reach)
        best = _best_place(around, self._tail, self._reach)
        fading = map(mul, self._tail, self._down)
        rising = map(mul, around[best : best + hop], self._up)
        made = array("h", map(int, map(float.__add__, fading, rising)))
        self._tail = around[best + hop : best + 2 * hop]
        return made


def _best_place(around: "array[int]", wanted: "array[int]", reach: int) -> int:
    """Where in `around`, up to `reach`, the waves are most like the wanted ones; first roughly, then exactly."""
    rough = wanted[::_COARSE]
    size = len(wanted)
    coarse = max(range(0, reach, _COARSE), key=lambda at: _likeness(around[at : at + size : _COARSE], rough))
    near = range(max(0, coarse - _COARSE + 1), min(reach, coarse + _COARSE))
    return max(near, key=lambda at: _likeness(around[at : at + size], wanted))


def _likeness(one: "array[int]", other: "array[int]") -> float:
    """Their correlation, with its sign; what is loud everywhere is no better for that."""
    product: int = sum(map(mul, one, other))
    energy: int = sum(map(mul, one, one))
    return float(product / (energy + 1) ** 0.5)
