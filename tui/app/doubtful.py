"""The words at which a page may have been understood wrongly, so that the eye can find them.

They get a look and no characters: a screen reader meets nothing, and hears of them where it asks.
"""

from tui.core.blocks import block_at
from tui.core.publication import Publication
from tui.core.reading import Reading
from tui.core.words import Range, word_at


class Doubtful:
    """Finds them by block; looked up once for each publication that the reading holds."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._of: Publication | None = None
        self._words: dict[tuple[int, int], list[Range]] = {}

    def words(self, article: int, block: int) -> list[Range]:
        """The doubtful words of a block, in order."""
        publication = self._reading.publication
        if publication is not self._of:
            self._of, self._words = publication, {}
            for place, _doubt in self._reading.doubts:
                text = block_at(publication, place).text
                self._words.setdefault(place[:2], []).append(word_at(text, place.offset))
        return self._words.get((article, block), [])
