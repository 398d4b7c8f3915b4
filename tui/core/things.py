"""What there is to visit in a publication apart from its text: headings of a level, lists, tables, notes, links …"""

from bisect import bisect_left, bisect_right
from itertools import islice

from tui.core.blocks import backward, block_after, block_before, last_block, numbered
from tui.core.light import Iterator, NamedTuple
from tui.core.progress import told
from tui.core.publication import HEADINGS, LINES, Block, Blocks, Kind, LazyBlocks, Place, Publication

_GROUPED = LINES | {Kind.ITEM, Kind.QUOTE}
_GROUPS = {
    Kind.ITEM: "list",
    Kind.QUOTE: "quotation",
    Kind.TABLE: "table",
    Kind.CODE: "code",
    Kind.VERSE: "verse",
}
_LEFT = _GROUPED | {Kind.NOTE}
ORDER = (
    "article",
    "heading",
    "list",
    "table",
    "image",
    "note",
    "link",
    "quotation",
    "code",
    "verse",
    "page",
    "bookmark",
    "highlight",
    "unread",
)


class Sort(NamedTuple):
    """A sort of thing: a name of `ORDER`, and of headings and articles the level, 0 for all of them."""

    name: str
    level: int = 0


def rank(sort: Sort) -> tuple[int, int]:
    """By which sorts are put into the order of `ORDER`."""
    return ORDER.index(sort.name), sort.level


_PICTURE = Sort("image")
_MOST_SOUGHT = 50_000  # blocks, which take half a second: what leads to a note stands nearer
_LONG = 500  # items, rows: nobody counts more of them at a key


class Things:
    """All things of a publication by their sort, in the order of reading. Made in one pass when first wanted."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self._places: dict[Sort, list[Place]] = {}
        is_nested = any(article.level > 1 for article in publication.articles)
        for number, article in enumerate(told(publication.articles)):
            if is_nested and article.level:
                self._places.setdefault(Sort("article", article.level), []).append(Place(number))
            for index, sort, offset in _in(article.blocks):
                self._places.setdefault(sort, []).append(Place(number, index, offset))
        if publication.pages:
            self._places[Sort("page")] = sorted({page.place for page in publication.pages})

    def sorts(self) -> list[Sort]:
        """The sorts that there is something of, in the order of `ORDER`; a level where there are others beside it."""
        return sorted(filter(self._is_apart, self._places), key=rank)

    def _is_apart(self, sort: Sort) -> bool:
        return not sort.level or len(self._places[sort]) != len(self.places(Sort(sort.name)))

    def places(self, sort: Sort) -> list[Place]:
        return self._places.get(sort, [])


def neighbour(places: list[Place], here: Place, step: int) -> Place | None:
    """The next place, or the previous one, None where there is no other."""
    index = bisect_right(places, here) if step > 0 else bisect_left(places, here) - 1
    return places[index] if 0 <= index < len(places) else None


def standing(publication: Publication, place: Place) -> tuple[int, int] | None:
    """Which of how many in its list, table, quotation …, from 1; None outside of such, and in very long ones. Of a list
    in a list: among its own items."""
    blocks = publication.articles[place.article].blocks
    here = blocks[place.block]
    if here.kind not in _GROUPED:
        return None
    first, last = group(publication, place)
    if last - first >= _LONG:
        return None
    before, after = _beside(blocks, place.block, first), _beside(blocks, place.block, last)
    return before + 1, before + 1 + after


def _beside(blocks: Blocks, here: int, end: int) -> int:
    """How many stand beside a block of a list, up to the end of that list."""
    level, count = blocks[here].level if blocks[here].kind is Kind.ITEM else 0, 0
    step = block_after if end > here else block_before
    number: int | None = here
    while number != end and number is not None and (number := step(blocks, number)) is not None:
        if level and blocks[number].level < level:
            break
        count += not level or blocks[number].level == level
    return count


def group(publication: Publication, place: Place) -> tuple[int, int]:
    """The first and the last block of the list, table, quotation, note … that holds the place; of very long ones those
    near it."""
    blocks = publication.articles[place.article].blocks
    kind, first, last = blocks[place.block].kind, place.block, place.block
    for _each in range(_LONG):
        above = block_before(blocks, first)
        if blocks[first].first or above is None or blocks[above].kind is not kind:
            break
        first = above
    for _each in range(_LONG):
        below = block_after(blocks, last)
        if below is None or blocks[below].kind is not kind or blocks[below].first:
            break
        last = below
    return first, last


def page_at(publication: Publication, place: Place) -> str:
    """What the page of the print calls itself that holds the place; "" where nothing is known of it."""
    blocks = publication.articles[place.article].blocks
    if isinstance(blocks, LazyBlocks) and blocks[place.block].page:
        return blocks[place.block].page  # where the others begin would have to be found first
    index = bisect_right(publication.pages, place, key=lambda page: page.place) - 1
    if index >= 0:
        return publication.pages[index].label
    return blocks[place.block].page


def citing(publication: Publication, place: Place) -> Place | None:
    """Where the nearest link stands, before the note at the place or behind it, that leads to this note."""
    blocks = publication.articles[place.article].blocks
    first: int | None = place.block
    while first and blocks[first].kind is Kind.NOTE and not blocks[first].first:
        first = block_before(blocks, first)
    start, end = Place(place.article, first or 0), Place(place.article, place.block + 1)
    order = [*range(place.article, -1, -1), *range(place.article + 1, len(publication.articles))]
    for number, index, block in islice(_backward(publication, order), _MOST_SOUGHT):
        for link in block.links:
            if link.place is not None and start <= link.place < end:
                return Place(number, index, link.start)
    return None


def _backward(publication: Publication, order: list[int]) -> Iterator[tuple[int, int, Block]]:
    for number in order:
        blocks = publication.articles[number].blocks
        yield from ((number, index, block) for index, block in backward(blocks, last_block(blocks)))


def is_inside(publication: Publication, place: Place) -> bool:
    """Whether it is in a list, a table, a quotation, a note …"""
    return publication.articles[place.article].blocks[place.block].kind in _LEFT


def past(publication: Publication, place: Place) -> Place | None:
    """Where what follows the list, the table, the quotation … begins; None at the end of the publication."""
    blocks = publication.articles[place.article].blocks
    kind, block = blocks[place.block].kind, block_after(blocks, place.block)
    while block is not None and kind in _LEFT and blocks[block].kind is kind and not blocks[block].first:
        block = block_after(blocks, block)
    if block is not None:
        return Place(place.article, block)
    return Place(place.article + 1) if place.article + 1 < len(publication.articles) else None


def _in(blocks: Blocks) -> Iterator[tuple[int, Sort, int]]:
    """The things among the blocks of an article: number of the block, sort, offset."""
    above: Block | None = None
    is_told = False  # of the notes here, where each begins; libraries hold some of which it is not
    caption: int | None = None  # stands alone so far, above what it is about
    is_named = False  # what stands above may have this as its caption
    for index, block in numbered(blocks):
        if caption is not None and block.kind is not Kind.TABLE:
            yield caption, _PICTURE, 0
        if block.kind is Kind.IMAGE and caption is None:
            yield index, _PICTURE, 0
        is_caption = block.kind is Kind.CAPTION
        caption = index if is_caption and not is_named else None
        is_named = block.kind in (Kind.IMAGE, Kind.TABLE) or (is_caption and is_named)
        is_told = block.first or (is_told and above is not None and above.kind is block.kind)
        yield from ((index, sort, offset) for sort, offset in _of(block, above, is_told))
        above = block
        if isinstance(blocks, LazyBlocks) and blocks.is_plain:
            break
    if caption is not None:
        yield caption, _PICTURE, 0


def _of(block: Block, above: Block | None, is_told: bool) -> Iterator[tuple[Sort, int]]:
    if block.kind in HEADINGS:
        yield Sort("heading"), 0
        if block.level:
            yield Sort("heading", block.level), 0
    elif block.kind in _GROUPS and (block.first or above is None or above.kind is not block.kind):
        yield Sort(_GROUPS[block.kind]), 0
    elif block.kind is Kind.NOTE and (block.first or above is None or above.kind is not block.kind or not is_told):
        yield Sort("note"), 0
    for link in block.links:
        yield Sort("link"), link.start
    for picture in block.pictures:
        yield _PICTURE, picture
