"""What there is to visit in a publication apart from its text: headings of a level, lists, tables, notes, links …"""

from bisect import bisect_left, bisect_right

from tui.core.blocks import block_after, numbered
from tui.core.light import Iterator, NamedTuple
from tui.core.publication import HEADINGS, LINES, Block, Kind, LazyBlocks, Place, Publication

_GROUPED = LINES | {Kind.ITEM, Kind.QUOTE}
_ALONE = {Kind.NOTE: "note", Kind.IMAGE: "image", Kind.CAPTION: "image"}
_GROUPS = {
    Kind.ITEM: "list",
    Kind.QUOTE: "quotation",
    Kind.TABLE: "table",
    Kind.CODE: "code",
    Kind.VERSE: "verse",
}
ORDER = (
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
)


class Sort(NamedTuple):
    """A sort of thing: a name of `ORDER`, and of headings the level, 0 for all of them."""

    name: str
    level: int = 0


class Things:
    """All things of a publication by their sort, in the order of reading. Made in one pass when first wanted."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self._places: dict[Sort, list[Place]] = {}
        for number, article in enumerate(publication.articles):
            above: Block | None = None
            for index, block in numbered(article.blocks):
                for sort, offset in _of(block, above):
                    self._places.setdefault(sort, []).append(Place(number, index, offset))
                above = block
                if isinstance(article.blocks, LazyBlocks) and article.blocks.is_plain:
                    break
        if publication.pages:
            self._places[Sort("page")] = sorted({page.place for page in publication.pages})

    def sorts(self) -> list[Sort]:
        """The sorts that there is something of, in the order of `ORDER`."""
        return sorted(self._places, key=lambda sort: (ORDER.index(sort.name), sort.level))

    def places(self, sort: Sort) -> list[Place]:
        return self._places.get(sort, [])


def neighbour(places: list[Place], here: Place, step: int) -> Place | None:
    """The next place, or the previous one, None where there is no other."""
    index = bisect_right(places, here) if step > 0 else bisect_left(places, here) - 1
    return places[index] if 0 <= index < len(places) else None


def past(publication: Publication, place: Place) -> Place | None:
    """Where what follows the list, the table, the quotation … begins; None at the end of the publication."""
    blocks = publication.articles[place.article].blocks
    kind, block = blocks[place.block].kind, block_after(blocks, place.block)
    while block is not None and kind in _GROUPED and blocks[block].kind is kind and not blocks[block].first:
        block = block_after(blocks, block)
    if block is not None:
        return Place(place.article, block)
    return Place(place.article + 1) if place.article + 1 < len(publication.articles) else None


def _of(block: Block, above: Block | None) -> Iterator[tuple[Sort, int]]:
    if block.kind in HEADINGS:
        yield Sort("heading"), 0
        if block.level:
            yield Sort("heading", block.level), 0
    elif block.kind in _GROUPS and (block.first or above is None or above.kind is not block.kind):
        yield Sort(_GROUPS[block.kind]), 0
    elif block.kind in _ALONE:
        yield Sort(_ALONE[block.kind]), 0
    for link in block.links:
        yield Sort("link"), link.start
