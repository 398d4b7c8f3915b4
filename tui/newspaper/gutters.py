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
_BESIDE = 1.5  # of the height of most words: words stand at a gutter, and not at any white where a column has ended
_EXACT, _EDGES = 0.03, 5  # of the height of most words; lines that show where a column begins or ends


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
        runs = self._runs(place, band, 1) or self._runs(place, band, -1)
        return runs or self._edges(last.right, box.left, band)

    def _edges(self, right: float, left: float, band: int) -> bool:
        """Enough of the lines around end exactly where the first word does, or begin exactly where the second does."""
        ends = begins = 0
        exact, white = _EXACT * self._height, _LEAST * self._height
        for number in (*range(band - _FARTHEST, band), *range(band + 1, band + _FARTHEST + 1)):
            words = self._bands.get(number, [])
            at = bisect(words, (right,))
            after = words[at][0] - right > white if at < len(words) else True
            ends += at > 0 and abs(words[at - 1][1] - right) < exact and after
            at = bisect(words, (left - exact,))
            begins += 0 < at < len(words) and words[at][0] - left < exact and left - words[at - 1][1] > white
        return max(ends, begins) >= _EDGES

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
        """How many of the bands near have words in this white, where no gutter runs through it in all of them, and 0
        where one does; `_NOTHING` where no words stand around it."""
        free, words = [(left, right)], 0
        for number in range(band + step, band + step * (_NEAREST + 1), step):
            inside = [word for word in self._bands.get(number, ()) if word[0] < right and word[1] > left]
            words += bool(inside)
            free = [each for white in free for each in self._left_free(white, inside)]
        return _NOTHING if not words else 0 if free else words

    def _left_free(self, white: tuple[float, float], words: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """What words leave of white, without what is too narrow for a gutter."""
        starts, ends = [white[0], *(end for _start, end in words)], [*(start for start, _end in words), white[1]]
        pieces = [(max(white[0], start), min(white[1], end)) for start, end in zip(starts, ends, strict=True)]
        return [(start, end) for start, end in pieces if end - start >= _LEAST * self._height]

    def _runs(self, place: float, band: int, step: int, far: int = _FARTHEST, begins: float | None = None) -> bool:
        """White with words on both sides of it goes on, down or up from a line, and lines begin at its right edge,
        where that is told."""
        found, least, near = 0, _AROUND * self._height, _BESIDE * self._height
        for number in range(band + step, band + step * (far + 1), step):
            words = self._bands.get(number, [])
            at = bisect(words, (place,))
            if any(right > place - least for _left, right in words[max(0, at - 2) : at]):
                return False
            if at < len(words) and words[at][0] < place + least:
                return False
            if begins is None:
                found += 0 < at < len(words) and min(words[at][0] - place, place - words[at - 1][1]) < near
            else:
                found += at < len(words) and abs(words[at][0] - begins) < _NEAR * self._height
            if found == (_ENOUGH if begins is None else _ALIGNED):
                return True
        return False
