"""What stands at the top and the foot of page after page: running heads, page numbers, the printer's marks."""

from collections import Counter

from tui.core.light import Sequence
from tui.newspaper.lines import Line

_EDGE, _OUTER, _OFTEN = 6, 3, 3
_NEAR = 4  # pages: what runs over a chapter stands on pages that follow each other, or on every second
_AROUND_NUMBERS = " -–—·.[]()"


def running_lines(pages: Sequence[Sequence[Line]]) -> list[set[int]]:
    """The indices of such lines, of each page: page numbers, and what is the same on several pages but for its
    figures. None where there is only one page."""
    if len(pages) < 2:
        return [set() for _page in pages]
    edges = [_shapes(lines, _EDGE) for lines in pages]
    outer = [_shapes(lines, _OUTER) for lines in pages]
    often = Counter(shape for page in edges for shape in set(page.values()))
    everywhere = max(_OFTEN, len(pages) // 2)
    running = []
    for number, page in enumerate(edges):
        beside = outer[max(0, number - _NEAR) : number + _NEAR + 1]
        near = Counter(shape for each in beside for shape in set(each.values()))
        running.append(
            {
                index
                for index, shape in page.items()
                if often[shape] >= everywhere or (index in outer[number] and (shape == "#" or near[shape] >= _OFTEN))
            }
        )
    return running


def _shapes(lines: Sequence[Line], most: int) -> dict[int, str]:
    """Of the lines at both ends, by their index."""
    return {index: shape_of(lines[index].text) for index in _edges(len(lines), most)}


def _edges(count: int, most: int) -> list[int]:
    """The indices at both ends of so many lines, at most a quarter of them at each."""
    edge = min(most, -(-count // 4))
    return [*range(min(edge, count)), *range(max(edge, count - edge), count)]


def shape_of(text: str) -> str:
    """A line with its numbers left open."""
    shape = "".join("#" if letter.isdigit() else letter for letter in text.strip(_AROUND_NUMBERS))
    while "##" in shape:
        shape = shape.replace("##", "#")
    return shape
