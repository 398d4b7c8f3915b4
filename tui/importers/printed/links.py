"""Links of printed pages: from their lines into the text of blocks, and to what stands where they lead."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tui.core.publication import Block, Kind, Link, Place
from tui.importers.book import LaterLink
from tui.importers.pdf.rows import HEAD, NOTE
from tui.importers.printed.line import Printed
from tui.newspaper.glue import Glue

_INSIDE = re.compile(r"(#page=(\d+))&top=(\d+)")
_LINE = 100.0  # tenths of points
Find = Callable[[int, float], Place | Callable[[], Place] | None]
"""What stands on a page, from 0, so far down."""


def links_of(glue: Glue, unit: Sequence[Printed], text: str) -> Iterator[Link]:
    """The links of a block in its text; one over several lines is one. Those to a page say so in their target."""
    last: Link | None = None
    starts = glue.starts(line.span for line in unit) if any(line.leads for line in unit) else [0] * len(unit)
    for at, line in zip(starts, unit, strict=True):
        for lead in line.leads:
            if lead.address.startswith(HEAD):
                continue
            target = lead.address or f"#page={lead.page + 1}&top={lead.top:.0f}"
            link = Link(min(at + lead.start, len(text)), min(at + lead.end, len(text)), target)
            if last and last.target == target and link.start - last.end <= 1:
                last = last._replace(end=link.end)
                continue
            if last and last.start < last.end:
                yield last
            last = link
    if last and last.start < last.end:
        yield last


def bound(block: Block, find: Find) -> Block:
    """The block, whose links to pages lead to the place that is found."""
    if not block.links:
        return block
    return block._replace(links=tuple(_bound(link, find) for link in block.links))


def _bound(link: Link, find: Find) -> Link:
    inside = _INSIDE.fullmatch(link.target)
    if not inside:
        return link
    found = find(int(inside[2]) - 1, float(inside[3]))
    if found is None or isinstance(found, Place):
        return link._replace(target=inside[1], place=found)
    later: Any = found
    return LaterLink(link.start, link.end, inside[1], later)


def with_notes(blocks: Sequence[Block], article: int) -> list[Block]:
    """The blocks of an article, and behind them the notes to which their links lead."""
    last: dict[tuple[str, str], Block] = {}
    made = []
    for block in blocks:
        links = []
        for link in block.links:
            if link.target.startswith(NOTE):
                key = block.page, link.target
                text = link.target.removeprefix(NOTE).partition(":")[2]
                last.setdefault(key, Block(text, Kind.NOTE, page=block.page, first=True))
                at = list(last).index(key)
                link = link._replace(target=f"#note-{at + 1}", place=Place(article, len(blocks) + at))
            links.append(link)
        made.append(block._replace(links=tuple(links)) if block.links else block)
    return [*made, *last.values()]


class Beginnings:
    """Where the blocks of pages begin."""

    def __init__(self) -> None:
        self._pages: dict[int, list[tuple[float, Place]]] = {}

    def add(self, page: int, top: float, place: Place) -> None:
        self._pages.setdefault(page, []).append((top, place))

    def find(self, page: int, top: float) -> Place | None:
        """The block that begins so far down on a page, or below; None where none begins on it. Many files say where
        the foot of its first line is."""
        begins = sorted(self._pages.get(page, ()))
        return next((place for at, place in begins if at >= top - _LINE), begins[-1][1] if begins else None)
