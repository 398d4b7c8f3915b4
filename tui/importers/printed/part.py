"""Some pages of a long book: whole paragraphs, also one that goes on behind them, but none that begins before."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.core.publication import Block, Kind
from tui.importers.printed.book import BETWEEN_PAGES, block_of, continues, glue_of, printed_lines, units_of
from tui.importers.printed.chapters import Listed
from tui.importers.printed.edges import AROUND, edges_of
from tui.importers.printed.line import Printed, page_lines
from tui.newspaper.running import shape_of
from tui.newspaper.typeset import Typeset

Page = tuple[str, Typeset]
Lines = frozenset[tuple[int, int]]
"""Lines by their page, counted from where a book is cut, and their number on it."""


def going_on(pages: Sequence[Page], cut: int, contents: Sequence[Listed] = ()) -> Lines:
    """The lines from the page `cut` on that go on with a paragraph which begins before it. `contents`: entries that
    lead to these pages, counted from 0."""
    printed, edges = printed_lines(pages, contents)
    where = _where(pages)
    body = [number for number in range(len(printed)) if number not in edges]
    before = [number for number in body if where[number][0] < cut]
    behind = [number for number in body if where[number][0] >= cut]
    found = []
    for above, number in pairwise([*before[-1:], *behind]):
        if not before or not continues(printed[above], printed[number]):
            break
        found.append((where[number][0] - cut, where[number][1]))
    return frozenset(found)


class Around(NamedTuple):
    """The pages beside a part, which show what runs along the edges of all of them. `without`: lines of the part that
    belong to the pages before; `more`: lines of the pages behind that go on with its last paragraph."""

    before: Sequence[Page] = ()
    behind: Sequence[Page] = ()
    without: Lines = frozenset()
    more: Lines = frozenset()


class Part(NamedTuple):
    """`blocks`; what runs along the edges of the pages stands at the end, each thing once. `begins`: page, counted
    from the first of the part, and how far down on it, of each of the others."""

    blocks: list[Block]
    begins: list[tuple[int, float]]


def part_of(pages: Sequence[Page], language: str, around: Around, contents: Sequence[Listed] = ()) -> Part:
    """What some pages hold. `contents`: entries that lead to them, counted from 0."""
    everything, without = [*pages, *around.behind], around.without
    printed, _edges = printed_lines(everything, contents)
    placed = list(zip(_where(everything), printed, strict=True))
    running = edges_of([*around.before, *everything])
    edges = {(page, line) for page, each in enumerate(running, -len(around.before)) for line in each} - without
    own = [(at, line) for at, line in placed if at[0] < len(pages) and at not in without]
    edges = edges if any(at not in edges for at, _line in own) else set()
    units = units_of([line for at, line in own if at not in edges])
    tail = [line for (page, number), line in placed if (page - len(pages), number) in around.more]
    if units and tail:
        units[-1] += tail
    elif tail:
        units = [tail]
    glue = glue_of(BETWEEN_PAGES.join(page.text for _label, page in everything), language)
    heads = _distinct([line for at, line in own if at in edges])
    last = [block_of(glue, [line], language)._replace(kind=Kind.RUNNING_HEAD, level=0) for line in heads]
    begins = [(unit[0].sheet, unit[0].top) for unit in units]
    return Part([*(block_of(glue, unit, language) for unit in units), *last], begins)


def _where(pages: Sequence[Page]) -> list[tuple[int, int]]:
    """Page and number of each line."""
    return [(page, line) for page, (_label, each) in enumerate(pages) for line in range(len(page_lines(each.text)))]


def _distinct(lines: Sequence[Printed]) -> Iterator[Printed]:
    """Each once, whatever its figures are; page numbers, which count the pages or are what these are called, not at
    all."""
    numbers = [line for line in lines if _is_number(line)]
    counted = Counter(int(line.line.text.strip(AROUND)) - line.sheet for line in numbers)
    seen = set()
    for line in lines:
        shape, text = shape_of(line.line.text), line.line.text.strip(AROUND)
        if text == line.page or (_is_number(line) and (counted[int(text) - line.sheet] > 1 or line.page in text)):
            continue
        if shape not in seen or _is_number(line):
            seen.add(shape)
            yield line


def _is_number(line: Printed) -> bool:
    """Of the page, or of something that nobody else tells."""
    return line.line.text.strip(AROUND).isdecimal()
