"""Links of an entry of a feed to what stands in the entry itself: its notes, and from there back."""

from collections.abc import Callable, Iterable, Sequence
from urllib.parse import unquote

from tui.core.lazily import Chapter
from tui.core.publication import Article, Block, Blocks, LazyBlocks, Link, Place
from tui.importers.writer import Flow


def bound(flow: Flow, before: int, address: str) -> list[Block]:
    """`before`: how many blocks of the article stand before these. `address`: of the entry, by which its own links may
    call it. The article has no number yet."""

    def leading(link: Link) -> Link:
        page, _mark, name = link.target.strip().partition("#")
        found = flow.anchors.get(unquote(name)) if name and page in ("", address) else None
        if found is None or found[0] >= len(flow.blocks):
            return link
        return link._replace(place=Place(0, before + found[0], found[1]))

    return [block._replace(links=tuple(map(leading, block.links))) if block.links else block for block in flow.blocks]


def numbered(articles: Iterable[Article], first: int = 0) -> list[Article]:
    """Articles that have other numbers now, the first of them this."""
    return [each._replace(blocks=_numbered(each.blocks, number)) for number, each in enumerate(articles, first)]


def _numbered(blocks: Blocks, number: int) -> Blocks:
    if isinstance(blocks, Chapter):
        return blocks.changed(lambda block: placed((block,), number)[0])
    return blocks if isinstance(blocks, LazyBlocks) else placed(blocks, number)


def placed(blocks: Sequence[Block], number: int) -> Sequence[Block]:
    """Blocks of the article that has this number now."""
    if all(link.place is None or link.place.article == number for block in blocks for link in block.links):
        return blocks

    def leading(link: Link) -> Link:
        return link._replace(place=link.place._replace(article=number)) if link.place else link

    return tuple(block._replace(links=tuple(map(leading, block.links))) if block.links else block for block in blocks)


def made_of(make: Callable[[int, int], Sequence[Block]], start: int, end: int, number: int) -> Sequence[Block]:
    """Blocks of the article of this number, made of the part of a source from `start` to `end`."""
    return placed(tuple(make(start, end)), number)
