"""What runs along the edges of the pages of a book, told from text that happens to stand there by where it stands."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tui.importers.printed.line import page_lines
from tui.importers.printed.steps import holders
from tui.newspaper.lines import Line
from tui.newspaper.running import running_lines, shape_of
from tui.newspaper.typeset import EDGE, Typeset

_NEAR, _ENOUGH = 8, 2  # pages on both sides; of them that have the same so far down
_LEVEL = 0.006  # of the height of the print on a page
AROUND = " -–—·.[]()"
"""What stands around the number of a page."""
_LEAST, _MOSTLY = 4, 0.5  # pages: of fewer nobody can tell; of them
_NUMBER = re.compile(r"(?<!\S)\d{1,4}(?!\S)")
Labelled = tuple[str, Typeset]
Place = tuple[str, float]  # the shape of a line, and how far down it stands


def edges_of(pages: Sequence[Labelled]) -> list[set[int]]:
    """The indices of such lines, of each page; none where they are all that stands on most pages."""
    found = _on_all(pages, holders([page_lines(page.text) for _label, page in pages]))
    emptied = sum(
        0 < len(page_lines(page.text)) == len(edges) for (_label, page), edges in zip(pages, found, strict=True)
    )
    return found if emptied <= _MOSTLY * len(pages) else [set() for _page in pages]


def _on_all(pages: Sequence[Labelled], held: Sequence[int]) -> list[set[int]]:
    """What is the same on the steps of one slide runs along no edge: each slide counts once."""
    whole = [at for at, holder in enumerate(held) if at == holder]
    found = dict(zip(whole, _found([pages[at] for at in whole], whole), strict=True))
    lines = [page_lines(page.text) for _label, page in pages]
    places = {at: set(_places(pages[at][1], lines[at], found[at]).values()) for at in whole}
    steps = (
        {at for at, place in _places(page, each, set(range(len(each)))).items() if place in places[holder]}
        for (_label, page), each, holder in zip(pages, lines, held, strict=True)
    )
    return [found.get(at, each) for at, each in enumerate(steps)]


def _found(pages: Sequence[Labelled], numbers: Sequence[int]) -> list[set[int]]:
    """`numbers`: of the pages, from 0. Where a page tells how far down its lines stand, they have to stand at
    the same height on pages near; the number of the page counts where it is the first or the last line."""
    lines = [page_lines(page.text) for _label, page in pages]
    running = running_lines(lines)
    if len(pages) < _LEAST:
        return [_untagged(page, found) for (_label, page), found in zip(pages, running, strict=True)]
    high = _LEVEL * max((max(page.tops) - min(page.tops) for _label, page in pages if page.tops), default=0.0)
    every = list(zip(pages, lines, running, strict=True))
    places = [_places(page, each, found) for (_label, page), each, found in every]
    first = _first(_firsts(pages, lines, numbers, high), len(pages))
    edges = []
    for at, ((label, page), each, found) in enumerate(every):
        beside = [*places[max(0, at - _NEAR) : at], *places[at + 1 : at + _NEAR + 1]]
        called = {label, "" if first is None else str(first + numbers[at])}
        steady = {index for index, place in places[at].items() if _is_steady(place, beside, high)}
        edges.append(steady | set(_beside(steady, called, page, each, high)) if page.tops else found)
    return [_untagged(page, found) for (_label, page), found in zip(pages, edges, strict=True)]


def _untagged(page: Typeset, found: set[int]) -> set[int]:
    """Of the lines that were found those that the file does not call text, where there are some, and those of which it
    says that they are none; otherwise those that stand in nothing else."""
    if not page.tags:
        return found
    said = {index for index, tag in enumerate(page.tags) if tag and tag.kind == EDGE}
    told = said | {index for index in found if not page.tags[index]}
    others = {tag.unit for index, tag in enumerate(page.tags) if tag and index not in found}
    return told or {index for index in found if (tag := page.tags[index]) and tag.unit not in others}


def _places(page: Typeset, lines: Sequence[Line], found: set[int]) -> dict[int, Place]:
    return {index: (shape_of(lines[index].text), page.tops[index]) for index in found} if page.tops else {}


def _is_steady(place: Place, beside: Sequence[dict[int, Place]], high: float) -> bool:
    same = (any(one == place[0] and abs(top - place[1]) <= high for one, top in each.values()) for each in beside)
    return sum(same) >= _ENOUGH


def _outer(page: Typeset, lines: Sequence[Line], high: float) -> Iterator[tuple[int, Line]]:
    """The lines above or below which nothing stands."""
    if page.tops:
        first, last = min(page.tops) + high, max(page.tops) - high
        yield from ((at, line) for at, line in enumerate(lines) if not first < page.tops[at] < last)


def _beside(steady: set[int], called: set[str], page: Typeset, lines: Sequence[Line], high: float) -> Iterator[int]:
    """The number of the page, and what stands beside it or beside what runs along the edge."""
    outer = list(_outer(page, lines, high))
    tops = [page.tops[at] for at, line in outer if at in steady or line.text.strip(AROUND) in called]
    return (at for at, _line in outer if any(abs(page.tops[at] - top) <= high for top in tops))


def _firsts(
    pages: Sequence[Labelled], lines: Sequence[Sequence[Line]], numbers: Sequence[int], high: float
) -> Iterator[set[int]]:
    """What the first page would be called if the numbers at the edges of each were those of the pages."""
    for at, (_label, page), each in zip(numbers, pages, lines, strict=True):
        found = (_NUMBER.findall(line.text) for _index, line in _outer(page, each, high))
        yield {int(number) - at for several in found for number in several}


def _first(numbers: Iterator[set[int]], count: int) -> int | None:
    votes = Counter(number for each in numbers for number in each)
    [(first, most)] = votes.most_common(1) or [(0, 0)]
    return first if most > _MOSTLY * count else None
