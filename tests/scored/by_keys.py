"""Somebody who knows the truth of a page and puts it right by keys alone, one difference after the other."""

from itertools import pairwise

from tests.make import MemoryStandIn, OptionsStandIn, press
from tests.scored.newspaper_score import FURNITURE
from tui.core.actions import correcting
from tui.core.corrections import Change
from tui.core.publication import Block, Publication
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.core.source import SourceMap
from tui.newspaper import corrections

KEYS = {
    **{change: f"E {digit}" for digit, change in correcting._CHANGES.items()},
    **{change: f"E end enter {digit}" for digit, change in correcting._MORE.items()},
    **{change: f"E end enter 0 {digit}" for digit, change in correcting._ASIDE.items()},
}


class Knowing:
    """`reader` is the one whose keys are pressed, `steps` says how many corrections it took."""

    def __init__(self, page: Publication, truth: dict) -> None:
        self.reader = Reader(page, MemoryStandIn(None), OptionsStandIn(), helpers=Helpers(corrector=corrections))
        self.steps = 0
        self._source = page.source
        self._unit = {at: unit for unit in truth["units"] for span in unit["spans"] for at in range(*span)}

    @property
    def page(self) -> Publication:
        return self.reader.reading.publication

    def put_right(self) -> None:
        """Until nothing differs. Each step must change something."""
        while any(step() for step in (self._bring_back, self._split, self._name, self._sort, self._join)):
            self.steps += 1

    def press(self, keys: str) -> None:
        press(self.reader, keys)

    def _bring_back(self) -> bool:
        """What belongs to an article from what was set aside."""
        for number, block in enumerate(self.page.furniture, 1):
            if any(self._unit[at]["role"] not in FURNITURE for at in self._letters(block)):
                return self._changed(f"E end enter end enter {' '.join(str(number))} enter")
        return False

    def _split(self) -> bool:
        """Where one block holds two units."""
        for block in self._blocks():
            for one, other in pairwise(self._letters(block)):
                if self._unit[one] is not self._unit[other]:
                    return self._do(Change.SPLIT, other)
        return False

    def _name(self) -> bool:
        """A block that is of another kind."""
        for block in self._blocks():
            role = self._truth(block)["role"]
            if role != block.kind:
                return self._do(Change(role), block.spans[0].start)
        return False

    def _sort(self) -> bool:
        """A block that stands in another article. The block that comes first on the page says which is which."""
        home: dict[int, int] = {}
        for block in sorted(self._blocks(), key=lambda block: block.spans):
            start, wanted = block.spans[0].start, self._truth(block)["article"]
            article, index, _offset = SourceMap(self.page).place(start)
            if wanted not in home and article in home.values():
                return self._do(Change.OPEN, start)
            there = home.setdefault(wanted, article)
            if there != article:
                return self._move(start, article, index, there)
        return False

    def _move(self, start: int, article: int, index: int, there: int) -> bool:
        if abs(there - article) == 1:
            first = not index and there < article
            return self._do(Change.MERGE if first else Change.BEFORE if there < article else Change.AFTER, start)
        self._go(start)
        return self._changed(f"{KEYS[Change.TO]} {' '.join(str(there + 1))} enter")

    def _join(self) -> bool:
        """Blocks that are one unit."""
        begun = set()
        for block in self._blocks():
            unit = self._truth(block)["id"]
            if unit in begun:
                return self._do(Change.JOIN, block.spans[0].start)
            begun.add(unit)
        return False

    def _do(self, change: Change, offset: int) -> bool:
        self._go(offset)
        return self._changed(KEYS[change])

    def _changed(self, keys: str) -> bool:
        before = self.page
        self.press(keys)
        assert self.page != before, keys
        return True

    def _go(self, offset: int) -> None:
        """By the number of the article, paragraphs and characters."""
        article, block, inside = SourceMap(self.page).place(offset)
        self.press(f"l {' '.join(str(article + 1))} enter g" + " p" * block + " c" * inside)
        assert self.reader.reading.session.place == (article, block, inside)

    def _blocks(self) -> list[Block]:
        return [block for article in self.page.articles for block in article.blocks]

    def _truth(self, block: Block) -> dict:
        return self._unit[block.spans[0].start]

    def _letters(self, block: Block) -> list[int]:
        return [at for span in block.spans for at in range(*span) if not self._source[at].isspace()]
