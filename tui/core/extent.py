"""How long something is and how far one is in it, also where nobody has counted; then it is about so much."""

from bisect import bisect_right
from itertools import accumulate

from tui.core.blocks import is_lazy
from tui.core.publication import Article, LazyBlocks, Place, Publication


def is_certain(article: Article) -> bool:
    """Whether `Article.characters` is what it has and not an estimate."""
    return not isinstance(article.blocks, LazyBlocks) or article.blocks.length()[1]


class Extent:
    """The characters of a publication, counted once where its blocks are there, estimated where they are not."""

    def __init__(self, publication: Publication) -> None:
        self._articles = publication.articles
        self._starts = list(accumulate(map(_weight, self._articles), initial=0))
        self._counted: dict[int, list[int]] = {}
        self.is_certain = not is_lazy(publication)

    def percent(self, place: Place) -> int:
        """How much of the publication lies before the place, 0 to 100."""
        return min(100, 100 * self._before(place) // max(1, self._starts[-1]))

    def left(self, place: Place) -> tuple[int, int]:
        """The characters from the place on: of its article, and of the publication."""
        before = self._before(place)
        return max(0, self._starts[place.article + 1] - before), max(0, self._starts[-1] - before)

    def _before(self, place: Place) -> int:
        blocks = self._articles[place.article].blocks
        if isinstance(blocks, LazyBlocks):
            inside = round(blocks.weight * blocks.share(place.block, place.offset))
        else:
            inside = self._count(place.article)[place.block] + place.offset
        return self._starts[place.article] + inside

    def at(self, percent: int) -> Place:
        """The first place before which so much of the publication lies, at 100 the last character."""
        total = self._starts[-1]
        left = max(0, min(-(-percent * total // 100), total - 1))
        article = min(bisect_right(self._starts, left), len(self._articles)) - 1
        left -= self._starts[article]
        blocks = self._articles[article].blocks
        if isinstance(blocks, LazyBlocks):
            number, offset = blocks.at(1.0 if percent >= 100 else left / blocks.weight)
            return Place(article, number, offset)
        starts = self._count(article)
        number = min(bisect_right(starts, left), len(starts) - 1) - 1
        return Place(article, max(0, number), left - starts[max(0, number)])

    def _count(self, article: int) -> list[int]:
        """The characters before each block of an article, and all of them."""
        if article not in self._counted:
            sizes = (len(block.text) for block in self._articles[article].blocks)
            self._counted[article] = list(accumulate(sizes, initial=0))
        return self._counted[article]


def _weight(article: Article) -> int:
    if isinstance(article.blocks, LazyBlocks):
        return article.blocks.weight
    return sum(len(block.text) for block in article.blocks)
