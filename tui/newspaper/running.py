"""What stands at the top and the foot of page after page: running heads, page numbers, the printer's marks."""

from collections import Counter

from tui.core.light import Sequence
from tui.newspaper.lines import Line

_EDGE, _OUTER, _OFTEN = 12, 3, 3
_AROUND_NUMBERS = " -–—·.[]()"


def running_lines(pages: Sequence[Sequence[Line]]) -> list[set[int]]:
    """The indices of such lines, of each page: page numbers, and what is the same on several pages but for its
    figures. None where there is only one page."""
    if len(pages) < 2:
        return [set() for _page in pages]
    shapes = [[(index, _shape(lines[index].text)) for index in _edges(len(lines), _EDGE)] for lines in pages]
    often = Counter(shape for page in shapes for shape in {shape for _index, shape in page})
    everywhere = max(_OFTEN, len(pages) // 2)
    running = []
    for lines, page in zip(pages, shapes, strict=True):
        outer = _edges(len(lines), _OUTER)
        running.append(
            {
                index
                for index, shape in page
                if often[shape] >= everywhere or (index in outer and (shape == "#" or often[shape] >= _OFTEN))
            }
        )
    return running


def _edges(count: int, most: int) -> list[int]:
    """The indices at both ends of so many lines, at most a quarter of them at each."""
    edge = min(most, -(-count // 4))
    return [*range(min(edge, count)), *range(max(edge, count - edge), count)]


def _shape(text: str) -> str:
    """A line with its numbers left open."""
    shape = "".join("#" if letter.isdigit() else letter for letter in text.strip(_AROUND_NUMBERS))
    while "##" in shape:
        shape = shape.replace("##", "#")
    return shape
