"""The way through the blocks of an article, which may be made only when somebody asks for them."""

from tui.core.light import Iterator
from tui.core.publication import Article, Block, Blocks, LazyBlocks, Place, Publication

_MANY = 10_000


def block_at(publication: Publication, place: Place) -> Block:
    """The block that holds a place. Raises IndexError where there is none."""
    return publication.articles[place.article].blocks[place.block]


def has_block(article: Article, number: int) -> bool:
    """Whether there is a block of this number."""
    blocks = article.blocks
    return number >= 0 and nearest_block(blocks, number) == number


def nearest_block(blocks: Blocks, number: int) -> int:
    """The number itself where it exists, otherwise the last one before it that does; -1 where there is no block."""
    if isinstance(blocks, LazyBlocks):
        return blocks.nearest(max(0, number))
    return min(max(0, number), len(blocks) - 1)


def block_after(blocks: Blocks, number: int) -> int | None:
    """The number that follows one that exists; None behind the last."""
    if isinstance(blocks, LazyBlocks):
        return blocks.after(number)
    return number + 1 if number + 1 < len(blocks) else None


def block_before(blocks: Blocks, number: int) -> int | None:
    """The number before one that exists; None before the first."""
    if isinstance(blocks, LazyBlocks):
        return blocks.before(number)
    return number - 1 if number else None


def last_block(blocks: Blocks) -> int:
    """The number of the last block."""
    return blocks.last() if isinstance(blocks, LazyBlocks) else len(blocks) - 1


def numbered(blocks: Blocks, first: int = 0) -> Iterator[tuple[int, Block]]:
    """The blocks from a number on, each with its number."""
    if isinstance(blocks, LazyBlocks):
        return blocks.numbered(first)
    return ((number, blocks[number]) for number in range(first, len(blocks)))


def backward(blocks: Blocks, last: int) -> Iterator[tuple[int, Block]]:
    """The blocks from a number back to the first, each with its number."""
    if isinstance(blocks, LazyBlocks):
        return blocks.backward(last)
    return ((number, blocks[number]) for number in range(min(last, len(blocks) - 1), -1, -1))


def is_lazy(publication: Publication) -> bool:
    """Whether some of its blocks have yet to be made: going through all of them may take long."""
    return any(isinstance(article.blocks, LazyBlocks) for article in publication.articles)


def is_long(publication: Publication) -> bool:
    """Whether a look at each of its blocks keeps the keys waiting."""
    blocks = [article.blocks for article in publication.articles]
    return sum(_MANY if isinstance(each, LazyBlocks) else len(each) for each in blocks) >= _MANY


def size_of(publication: Publication) -> int:
    """About how many characters, told in a moment."""
    blocks = [article.blocks for article in publication.articles]
    return sum(each.length()[0] if isinstance(each, LazyBlocks) else sum(len(b.text) for b in each) for each in blocks)
