"""The paragraphs of each part of a long text, as they would be in the whole.

What a paragraph is depends on the lines around where short ones stand between longer ones, and on what the text does
elsewhere: of a part its neighbours are asked for that, and of all parts the beginning of the text.
"""

from itertools import pairwise

from tui.core.clean import clean
from tui.core.lazily import Recent
from tui.core.light import TYPE_CHECKING
from tui.core.publication import Block, Kind
from tui.importers.cutting import PART, Cutter, Pieces
from tui.importers.encoding import Told
from tui.newspaper.language import language_of
from tui.newspaper.lines import NEAR, Line, Shape, bare_lines, blocks_of, is_sure, most_of, shapes_of, with_columns

if TYPE_CHECKING:
    from tui.newspaper.glue import Words

_HEAD = 65_536  # bytes
_SAMPLE = 32_768  # bytes that hold as many characters as are asked for
_KEPT = 6  # parts as lines: those beside each other are asked for one after the other
_SHAPED = 64  # parts whose blocks are known: going on needs those behind again and again
_FAR = 8  # parts in which short paragraphs look for a longer one
_ENOUGH = NEAR + 1  # blocks beside a part
_MANY = 6  # lines of a longer one, where the beginning of the text has none


class Parts:
    """`language`: what the text begins in."""

    def __init__(self, pieces: Pieces, told: Told, part: int = PART) -> None:
        self.cutter = Cutter(pieces, told.encoding, told.begin, part)
        self.count = self.cutter.count
        self._pieces = pieces
        self._encoding = told.encoding
        self._lines: Recent[int, list[Line]] = Recent(_KEPT)
        self._shaped: Recent[int, list[Shape]] = Recent(_SHAPED)
        self._most: int | None = None
        self._words: Words | None = None
        begin = self.cutter.start(0)
        self.language = language_of(self._decoded(begin, begin + _SAMPLE))

    def text(self, part: int) -> str:
        """Decoded and cleaned."""
        return self._decoded(self.cutter.start(part), self.cutter.start(part + 1))

    def blocks(self, part: int) -> list[Block]:
        """In order; none where there is nothing but white space."""
        text = self.text(part)
        lines = [" ".join(line.split()) for line in text.split("\n")]
        if not any(above and line for above, line in pairwise(lines)):
            return [Block(line, Kind.PARAGRAPH, (), self.language) for line in lines if line]
        # Where it is used: most long texts have a paragraph in each line.
        from tui.importers.paragraphs import blocks_from, is_spaced
        from tui.newspaper.glue import Glue

        glue = Glue(text, is_spaced(self.language), self._known_words)
        found = blocks_from(self._columned(part), text, glue, self.language)
        return [block._replace(spans=()) for block in found]

    def first_lines(self) -> list[Line]:
        """The first lines of the text, two of them at least where it has as many."""
        lines: list[Line] = []
        for part in range(min(self.count, _FAR)):
            lines += self.lines(part)
            if len(lines) > 1:
                break
        return lines

    def lines(self, part: int) -> list[Line]:
        """The lines of a part without columns. A part begins a block of lines, wherever it was cut."""
        lines = self._lines.get(part)
        if lines is None:
            lines = bare_lines(self.text(part))
            if lines and part:
                lines[0] = lines[0]._replace(gap=2)
            self._lines.keep(part, lines)
        return lines

    def _columned(self, part: int) -> list[Line]:
        lines, most = self.lines(part), self._most_lines()
        blocks = [lines[start:end] for start, end in blocks_of(lines)]
        unsure = [number for number, block in enumerate(blocks) if len(block) > 1 and not is_sure(block, most)]
        above = self._beside(part, -1) if unsure and unsure[0] <= NEAR else []
        below = self._beside(part, 1) if unsure and unsure[-1] >= len(blocks) - _ENOUGH else []
        return with_columns(lines, most, above, below)

    def _beside(self, part: int, step: int) -> list[Shape]:
        """The blocks before a part or behind it, enough to tell what short paragraphs at its edge are."""
        shapes: list[Shape] = []
        for number in range(part + step, part + step * (_FAR + 1), step):
            if not 0 <= number < self.count:
                break
            here = self._shapes(number)
            shapes = [*here[-_ENOUGH:], *shapes] if step < 0 else [*shapes, *here[:_ENOUGH]]
            if len(shapes) >= _ENOUGH:
                break
        return shapes

    def _shapes(self, part: int) -> list[Shape]:
        shapes = self._shaped.get(part)
        if shapes is None:
            shapes = shapes_of(self.lines(part))
            if len(shapes) > 2 * _ENOUGH:  # what is further in is near to no other part
                shapes = [*shapes[:_ENOUGH], *shapes[-_ENOUGH:]]
            self._shaped.keep(part, shapes)
        return shapes

    def _most_lines(self) -> int:
        if self._most is None:
            head: list[Line] = []
            for part in range(self.count):
                if self.cutter.start(part) >= _HEAD:
                    break
                head += self.lines(part)
            self._most = most_of(head) or _MANY
        return self._most

    def _known_words(self) -> "Words":
        if self._words is None:
            from tui.newspaper.glue import words_of

            self._words = words_of(self._decoded(self.cutter.start(0), _HEAD))
        return self._words

    def _decoded(self, start: int, stop: int) -> str:
        return clean(self._pieces.read(start, stop).decode(self._encoding, "replace"))
