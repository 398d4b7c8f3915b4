"""Readings of characters, which a source has above them (ruby): left out, in place of the characters, or behind them.

What is shown, said, spelled and felt is one text, so it is made before anybody reads.
"""

from tui.core.blocks import block_at
from tui.core.lazily import Chapter
from tui.core.light import Callable
from tui.core.publication import Article, Block, Place, Publication

WAYS = ("base", "both", "reading")
_FIRST = WAYS[0]


def read_as(publication: Publication, way: str) -> Publication:
    """The publication with its readings as one of the `WAYS` has them; the same one where nothing changes."""
    if way == _FIRST or way not in WAYS or not any(map(_may_have, publication.articles)):
        return publication
    articles = tuple(article._replace(blocks=_changed(article, way)) for article in publication.articles)
    pages = publication.pages
    if not any(isinstance(article.blocks, Chapter) for article in publication.articles):
        pages = tuple(page._replace(place=moved(publication, page.place, way)) for page in pages)
    return publication._replace(articles=articles, pages=pages)


def moved(publication: Publication, place: Place, way: str, back: bool = False) -> Place:
    """Where a place of the publication is when it is read in one of the `WAYS`, or `back` from there."""
    block = block_at(publication, place)
    if way == _FIRST or not block.readings:
        return place
    find = _shifts(block, way)
    if not back:
        return place._replace(offset=find(place.offset))
    offset = place.offset
    while offset and find(offset) > place.offset:
        offset -= 1
    return place._replace(offset=offset)


def _may_have(article: Article) -> bool:
    if isinstance(article.blocks, Chapter):
        return True
    return isinstance(article.blocks, (list, tuple)) and any(block.readings for block in article.blocks)


def _changed(article: Article, way: str) -> "Chapter | tuple[Block, ...]":
    if isinstance(article.blocks, Chapter):
        return article.blocks.changed(lambda block: _block(block, way))
    return tuple(_block(block, way) for block in article.blocks)


def _block(block: Block, way: str) -> Block:
    if not block.readings:
        return block
    find, text, at = _shifts(block, way), "", 0
    for start, end, reading in block.readings:
        text += block.text[at:start] + (reading if way == "reading" else f"{block.text[start:end]}({reading})")
        at = end
    return block._replace(
        text=text + block.text[at:],
        links=tuple(each._replace(start=find(each.start), end=find(each.end)) for each in block.links),
        foreign=tuple(each._replace(start=find(each.start), end=find(each.end)) for each in block.foreign),
        recordings=tuple(each._replace(start=find(each.start), end=find(each.end)) for each in block.recordings),
        cells=tuple(map(find, block.cells)),
        pictures=tuple(map(find, block.pictures)),
        readings=(),
    )


def _shifts(block: Block, way: str) -> Callable[[int], int]:
    """Where a character of a block is among its readings."""

    def find(offset: int) -> int:
        by = 0
        for start, end, reading in block.readings:
            if offset < end:
                return by + (min(offset, start + len(reading) - 1) if way == "reading" and offset > start else offset)
            by += len(reading) - (end - start) if way == "reading" else len(reading) + 2
        return offset + by

    return find
