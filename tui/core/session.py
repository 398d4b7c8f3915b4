"""One reader in one publication: a place, and the ways to move it.

Both front ends, the voice and the search ask the same session, so they cannot disagree about where the
reader is. Nothing here knows a screen.
"""

from bisect import bisect_left, bisect_right

from tui.core.blocks import block_after, block_at, block_before, last_block, nearest_block, numbered
from tui.core.commands import Unit
from tui.core.light import Callable, Iterator, Sequence
from tui.core.publication import HEADINGS, Article, Block, Kind, LazyBlocks, Place, Publication

Range = tuple[int, int]
_HISTORY = 100
_SMALL = frozenset({Unit.CHARACTER, Unit.WORD, Unit.SENTENCE})


class ReadingSession:
    """A place in a publication with at least one article, moved by units, with a way back.

    Moves smaller than a block run on over the ends of blocks and articles: the issue is one path.
    """

    def __init__(self, publication: Publication, place: Place | None = None) -> None:
        self.publication = publication
        self.place = self.nearest(place or Place())
        self._history: list[Place] = []
        self._ahead: list[Place] = []
        self.has_jumped = False
        self._headings: dict[int, list[Place]] = {}  # by article, of those that were asked for

    @property
    def article(self) -> Article:
        return self.publication.articles[self.place.article]

    @property
    def block(self) -> Block:
        return self.article.blocks[self.place.block]

    def nearest(self, place: Place) -> Place:
        """The place itself where it exists, otherwise the last one before it that does."""
        articles = self.publication.articles
        if place.article >= len(articles):
            return Place(len(articles) - 1, last_block(articles[-1].blocks), 0)
        article = max(0, place.article)
        blocks = articles[article].blocks
        block = nearest_block(blocks, place.block)
        if block < place.block:
            return Place(article, block, 0)
        if place.offset <= 0:
            return Place(article, block)  # without making the block
        return Place(article, block, min(place.offset, len(blocks[block].text) - 1))

    def replace(self, publication: Publication, moved: Callable[[Place], Place]) -> None:
        """Reads the same text cut otherwise. `moved` says where a place of the old publication is in the new."""
        place, history = moved(self.place), [moved(place) for place in self._history]
        self.publication = publication
        self.place = self.nearest(place)
        self._history = [self.nearest(place) for place in history]
        self._ahead = []
        self._headings = {}

    def go(self, place: Place) -> None:
        """Jumps, remembering where it jumped from, unless it is there already."""
        place = self.nearest(place)
        if place != self.place:
            self._history = [*self._history, self.place][-_HISTORY:]
            self._ahead = []
            self.has_jumped = True
            self.place = place

    def remember(self, place: Place) -> None:
        """Somebody begins to listen here, and may want to come back, wherever the voice has gone."""
        if self._history[-1:] != [place]:
            self._history = [*self._history, place][-_HISTORY:]

    @property
    def trail(self) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
        """The places that lie back, and those that lie ahead after going back, the nearest last; none is here."""
        behind = self._history
        while behind[-1:] == [self.place]:
            behind = behind[:-1]
        return tuple(behind), tuple(self._ahead)

    def resume(self, place: Place, history: Sequence[Place], ahead: Sequence[Place]) -> None:
        """Goes on where another session in the same publication was left."""
        self.place = self.nearest(place)
        self._history = [self.nearest(each) for each in history]
        self._ahead = [self.nearest(each) for each in ahead]

    def follow(self, place: Place) -> None:
        """Goes along with the voice or the screen, without remembering."""
        self.place = self.nearest(place)

    def back(self) -> bool:
        """To where the last jump came from, or where listening began. False when there was neither."""
        self._history = [*self.trail[0]]
        if not self._history:
            return False
        self._ahead.append(self.place)
        self.place = self._history.pop()
        return True

    def forward(self) -> bool:
        """To where the last way back came from. False when there was none, or somebody has jumped since."""
        if not self._ahead:
            return False
        self._history.append(self.place)
        self.place = self._ahead.pop()
        return True

    def move(self, unit: Unit, step: int) -> bool:
        """One unit forward (step > 0) or back. Back from the middle of a unit is its own beginning.

        Returns False, without moving, at the end of the publication.
        """
        return self.move_to(self.target(unit, step), unit)

    def move_to(self, target: Place | None, unit: Unit) -> bool:
        """Moves to where `target` has led. False where that was nowhere."""
        if target is None:
            return False
        if unit in (Unit.HEADING, Unit.ARTICLE):
            self.go(target)
        else:
            self.place = target
        return True

    def target(self, unit: Unit, step: int, times: int = 1) -> Place | None:
        """Where one would be after so many moves, or as many as there is text for; None where there is none."""
        place: Place | None = None
        for _time in range(times):
            following = self._target(place or self.place, unit, step)
            if following is None:
                break
            place = self.standing(following)
        return place

    def standing(self, place: Place) -> Place:
        """The nearest place, what stands at which is made."""
        place = self.nearest(place)
        block_at(self.publication, place)
        return place

    def first_from_here(self, places: Sequence[Place]) -> int:
        """Which of the places, in the order of the text, is the first from the reader's on; 0 where none is."""
        return next((number for number, place in enumerate(places) if place >= self.place), 0)

    def text(self, unit: Unit) -> str:
        """The unit that holds the place; of an article, a heading or a block that is its whole block."""
        start, end = self.range(unit)
        return self.block.text[start:end]

    def range(self, unit: Unit) -> Range:
        """Where in its block the unit that holds the place begins and ends."""
        return self._at(self.place, unit)

    def to_start_of(self, unit: Unit) -> None:
        """Puts the place at the beginning of the unit that holds it."""
        self.place = self.place._replace(offset=self.range(unit)[0])

    def _target(self, place: Place, unit: Unit, step: int) -> Place | None:
        if unit is Unit.ARTICLE:
            return self._article(place, step)
        if unit is Unit.HEADING:
            return self._heading(place, step)
        if unit is Unit.BLOCK:
            if step < 0 and place.offset:
                return place._replace(offset=0)
            return self._block(place, step)
        return self._inside(place, unit, step)

    def _inside(self, place: Place, unit: Unit, step: int) -> Place | None:
        """A small move: within the block where it can, else to the first or last unit of the next one."""
        text, offset = block_at(self.publication, place).text, place.offset
        start, end = self._at(place, unit)
        if step > 0 and text[end : end + 1]:
            return place._replace(offset=self._at(place._replace(offset=end), unit)[0])
        if step < 0 and start < offset:
            return place._replace(offset=start)
        if step < 0 and start:
            return place._replace(offset=self._at(place._replace(offset=_before(text, start, unit)), unit)[0])
        neighbour = self._block(place, step)
        if neighbour is None or step > 0:
            return neighbour
        last = len(block_at(self.publication, neighbour).text) - 1
        return neighbour._replace(offset=self._at(neighbour._replace(offset=last), unit)[0])

    def _at(self, place: Place, unit: Unit) -> Range:
        """The unit that holds the place, looking at its surroundings only."""
        block = block_at(self.publication, place)
        # Imported where it is used: a list of articles is shown without cutting a sentence.
        from tui.core.sentences import sentence_at
        from tui.core.words import character_at, word_at

        if unit is Unit.SENTENCE and block.kind is not Kind.CODE:  # of which a line is whole, with what it is set in
            return sentence_at(block.text, place.offset, block.language or self.publication.language)
        if unit in _SMALL and unit is not Unit.SENTENCE:
            return (word_at if unit is Unit.WORD else character_at)(block.text, place.offset)
        return 0, len(block.text)

    def _block(self, place: Place, step: int) -> Place | None:
        blocks = self.publication.articles[place.article].blocks
        block = (block_after if step > 0 else block_before)(blocks, place.block)
        if block is not None:
            return Place(place.article, block)
        article = place.article + (1 if step > 0 else -1)
        if not 0 <= article < len(self.publication.articles):
            return None
        return Place(article, 0 if step > 0 else last_block(self.publication.articles[article].blocks))

    def _article(self, place: Place, step: int) -> Place | None:
        start = Place(place.article)
        if step < 0 and place > start:
            return start
        article = place.article + (1 if step > 0 else -1)
        return Place(article) if 0 <= article < len(self.publication.articles) else None

    def _heading(self, place: Place, step: int) -> Place | None:
        """An article at a time: the next heading is seldom far, and going through all of them may take long."""
        article = place.article
        while 0 <= article < len(self.publication.articles):
            if article not in self._headings:
                self._headings[article] = list(_headings(self.publication, article))
            found = self._headings[article]
            index = bisect_right(found, place) if step > 0 else bisect_left(found, place) - 1
            if 0 <= index < len(found):
                return found[index]
            article += 1 if step > 0 else -1
        return None


def _headings(publication: Publication, article: int) -> Iterator[Place]:
    blocks = publication.articles[article].blocks
    for number, block in numbered(blocks):
        if block.kind in HEADINGS:
            yield Place(article, number)
        elif isinstance(blocks, LazyBlocks) and blocks.is_plain:
            return


def _before(text: str, offset: int, unit: Unit) -> int:
    """The last character before the offset that can belong to a unit."""
    offset -= 1
    while unit is not Unit.CHARACTER and offset and text[offset].isspace():
        offset -= 1
    return offset
