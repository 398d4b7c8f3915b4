"""Where white runs down between the columns of a page: no line of print goes over it.

A space in a line is white like any other; that it stands above spaces in one line after another makes it a gutter.
"""

from bisect import bisect

from tui.core.light import Iterable
from tui.newspaper.boxes import Box

_ENOUGH, _FARTHEST = 4, 8  # lines in which the white goes on, of so many above or below
_NEAREST, _WIDEST = 4, 8.0  # lines; of the height of most words: no space in a line is wider
_NOTHING, _LARGE, _ALIGNED = -1, 1.3, 2
_LEAST, _OWN = 0.5, 0.4  # of the height of most words, and of those beside it
_AROUND, _NEAR = 0.15, 0.3  # of the height of most words: white around a place; from it to the next column


class Gutters:
    """Knows the words of a page by where they stand."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        placed = [box for box in boxes if box.width > 0 and box.height > 0]
        heights = sorted(box.height for box in placed)
        self._height = heights[len(heights) // 2] if heights else 0.0
        self._bands: dict[int, list[tuple[float, float]]] = {}
        for box in sorted(placed):
            self._bands.setdefault(self._band(box), []).append((box.left, box.right))

    def _band(self, box: Box) -> int:
        return int((box.top + box.bottom) / 2 // self._height)

    def between(self, last: Box, box: Box) -> bool:
        """The space between two words of one line is of white that runs down above or below it."""
        white = box.left - last.right
        if white < _LEAST * self._height or white < _OWN * min(last.height, box.height) or not self._height:
            return False
        place, band = self._edge(last, box), self._band(last)
        large = min(last.height, box.height) / self._height
        if large > _LARGE:  # headlines side by side: the second begins where the column under it does
            return self._runs(place, band, 1, round(_FARTHEST * large), box.left)
        return self._runs(place, band, 1) or self._runs(place, band, -1)

    def _edge(self, last: Box, box: Box) -> float:
        """A place in the white that is in the gutter where there is one: the line before it may end early."""
        return box.left - min((box.left - last.right) / 2, _NEAR * self._height)

    def crossed(self, last: Box, box: Box) -> bool:
        """Lines near above and below go over all of the space between two words of one line: it is only wide. At
        the head or the foot of a column two of them on one side do."""
        if box.left - last.right > _WIDEST * self._height:
            return False
        above, below = (self._over(last.right, box.left, self._band(last), step) for step in (-1, 1))
        return min(above, below) > 0 or (min(above, below) == _NOTHING and max(above, below) > 1)

    def _over(self, left: float, right: float, band: int, step: int) -> int:
        """How many of the bands near go over this white; `_NOTHING` where no words stand around it in them."""
        bands = range(band + step, band + step * (_NEAREST + 1), step)
        if covered := sum(self._covered(left, right, each) for each in bands):
            return covered
        around = any(start < right and end > left for each in bands for start, end in self._bands.get(each, ()))
        return 0 if around else _NOTHING

    def _covered(self, left: float, right: float, band: int) -> bool:
        """No gutter runs through this white in a band of words."""
        reached = left
        for start, end in self._bands.get(band, ()):
            if start >= right or start - reached >= _LEAST * self._height:
                break
            reached = max(reached, end)
        return right - reached < _LEAST * self._height

    def _runs(self, place: float, band: int, step: int, far: int = _FARTHEST, begins: float | None = None) -> bool:
        """White with words on both sides of it goes on, down or up from a line, and lines begin at its right edge,
        where that is told."""
        found, least = 0, _AROUND * self._height
        for number in range(band + step, band + step * (far + 1), step):
            words = self._bands.get(number, [])
            at = bisect(words, (place,))
            if any(right > place - least for _left, right in words[max(0, at - 2) : at]):
                return False
            if at < len(words) and words[at][0] < place + least:
                return False
            if begins is None:
                found += 0 < at < len(words)
            else:
                found += at < len(words) and abs(words[at][0] - begins) < _NEAR * self._height
            if found == (_ENOUGH if begins is None else _ALIGNED):
                return True
        return False
