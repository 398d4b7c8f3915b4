"""Pieces of text as they come → blocks, with the places of links, anchors and pages in them."""

from tui.core.clean import clean, clean_line
from tui.core.light import NamedTuple
from tui.core.publication import Block, Kind, Link, Reading
from tui.importers.attributes import page_label
from tui.importers.written import Line, arranged, cleaned, languages_of, spaced

_LINES = frozenset({Kind.CODE, Kind.VERSE})
_FIRST_WIDE = "\u2e80"
_NEAR, _FEW = 300, 8  # characters of pieces of a line, and pieces


class Flow(NamedTuple):
    """Blocks, and where in them (block, offset) anchors and pages stand. `ends`: where what an anchor names ends; the
    block may be the one behind the last."""

    blocks: list[Block]
    anchors: dict[str, tuple[int, int]]
    pages: list[tuple[str, int, int]]
    ends: dict[str, tuple[int, int]]


class Writer:
    """Takes text and marks in order; `flush` makes a block, or several lines, of what has come since the last.

    `language`: of the text that comes."""

    def __init__(self) -> None:
        self.language = ""
        self._flow = Flow([], {}, [], {})
        self._lines: list[Line] = [Line()]
        self._link = ""
        self._base = 0  # where the words begin that what stands above them reads
        self._marker = ""
        self._begins = False
        self._blank = 0  # lines of code since the last one that was not
        self._cells = 0
        self._covered = 0  # of them, the last so many
        self._explained = set[str]()
        self._closed = 0
        self._waiting = Line()  # marks that stood where there was no text

    def flow(self) -> Flow:
        """All blocks. Anchors behind the last text stand at its end."""
        blocks = self._flow.blocks
        if blocks:
            for name, _offset in self._waiting.ends:
                self._flow.ends.setdefault(name, (len(blocks), 0))
            self._waiting.ends.clear()
            self._mark(self._waiting, len(blocks) - 1, len(blocks[-1].text) - 1)
        return self._flow

    def text(self, text: str, keep: bool = False) -> None:
        """`keep`: white space means something."""
        if not keep and self._lines[-1].last == " " and text.isspace():
            return  # what stands between the tags of most documents
        text = cleaned(text).replace("\n", " ").expandtabs(4) if keep else spaced(text)
        self._lines[-1].add(text, keep, self.language)

    def whole(self, text: str, kind: Kind, level: int, language: str) -> bool:
        """All of a block at once, where nothing else has come since the last; False, and nothing done, where marks
        wait that belong to it."""
        if self._link or self._marker or kind is Kind.TABLE or not (self._waiting.is_new and self._lines[-1].is_new):
            return False
        text = spaced(text).strip(" ").rstrip()
        if text.strip():
            self._flow.blocks.append(Block(text, kind, (), clean_line(language), level=level, first=self._begins))
            self._begins = False
        return True

    def image(self, told: str, is_picture: bool = True) -> None:
        """What is told of a picture, or of a film and the like, apart from the words around it."""
        if not told.strip():
            return
        line = self._lines[-1]
        written = line.written
        self.text(" ")
        line.pictures.append(line.length)
        self.text(told)
        line.parted = True
        line.written = written or not is_picture

    def close(self, sign: str) -> None:
        """Ends what a sign stands around."""
        self.text(sign)
        self._closed = self._lines[-1].length

    def goes_on(self, sign: str) -> bool:
        """Whether nothing has come since such a sign; it is taken back then, as what it stands around goes on."""
        line = self._lines[-1]
        if line.length != self._closed or line.parts[-1:] != [sign]:
            return False
        line.parts.pop()
        line.length -= len(sign)
        line.last = line.parts[-1][-1]
        return True

    def is_new(self, meaning: str) -> bool:
        """Whether nobody has asked this of the same words, nor do they stand just before."""
        meaning = meaning.casefold()
        near = "".join(part[-_NEAR:] for part in self._lines[-1].parts[-_FEW:])
        is_new = meaning not in self._explained and meaning not in near.casefold()
        self._explained.add(meaning)
        return is_new

    def base(self) -> None:
        """What comes next is told how to read."""
        self._base = self._lines[-1].length

    def reading(self, text: str) -> None:
        """How what has come since the base is read; words of their own where nothing has. Dots above characters only
        stress them."""
        text = spaced(text).strip()
        if any(map(str.isalnum, text)) and not self._lines[-1].read_as(self._base, text):
            self.text(f"({text})")

    def line(self) -> None:
        """The text goes on in another line."""
        if self._link:
            self._lines[-1].end_link(self._link)
        self._lines.append(Line())
        if self._link:
            self._lines[-1].begin_link()

    def cell(self, is_covered: bool = False) -> None:
        """The next cell of a row. One that is covered by that before it is empty, and nothing parts the two."""
        if self._cells:
            line = self._lines[-1]
            line.strip()
            line.end_cells()
            if not is_covered:
                line.add("；" if line.last >= _FIRST_WIDE else "; ", language=self.language)
                line.cells[len(line.cells) - self._covered :] = [line.length] * self._covered
            line.cells.append(line.length)
        self._cells += 1
        self._covered = self._covered + 1 if is_covered else 0

    def begins(self) -> None:
        """What comes next begins a list, a table … of its own."""
        self._begins = True

    def marker(self, marker: str) -> None:
        """Stands before the next text: the number of a list item."""
        self._marker = cleaned(marker).replace("\n", " ")

    def begin_link(self, target: str) -> None:
        self.end_link()
        self._link = target
        self._lines[-1].begin_link()

    def end_link(self) -> None:
        if self._link:
            self._lines[-1].end_link(self._link)
            self._link = ""

    def anchor(self, name: str) -> None:
        line = self._lines[-1]
        line.anchors.append((name, line.length))

    def anchor_end(self, name: str) -> None:
        line = self._lines[-1]
        line.ends.append((name, line.length))

    def page(self, label: str) -> None:
        line = self._lines[-1]
        label = page_label(" ".join(clean(label).split()))[:40]
        line.pages.append((label, line.length)) if label else None

    def flush(self, kind: Kind, level: int, language: str) -> None:
        """What has come since the last time becomes blocks of this kind; nothing where there was no text."""
        self._cells = self._covered = 0
        if not self._link and self._lines[-1].is_new and len(self._lines) == 1:
            return
        lines, self._lines = self._lines, [Line()]
        if self._link:
            lines[-1].end_link(self._link)
            self._lines[-1].begin_link()
        if len(lines) > 1 and kind not in _LINES:
            self._begins = True
            kind, lines = arranged(kind, lines)
        if kind is Kind.TABLE:
            lines[-1].strip("; ；")
        for line in lines:
            self._write(line, kind, level, language)
        self._blank = max(0, self._blank - 1)  # behind the last line break there is no line

    def _write(self, line: "Line", kind: Kind, level: int, language: str) -> None:
        text = "".join(line.parts)
        if not text.strip():
            self._waiting.anchors += line.anchors
            self._waiting.ends += line.ends
            self._waiting.pages += line.pages
            self._blank += kind in _LINES
            return
        kind = Kind.IMAGE if not line.written and kind is Kind.PARAGRAPH else kind
        if kind is Kind.CAPTION and not line.links and self._is_told(text):
            self._mark(line, len(self._flow.blocks) - 1, 0, 0)
            return
        marker = len(self._marker)
        text, self._marker = self._marker + text.rstrip(), ""
        blocks = self._flow.blocks
        if not self._waiting.is_new:
            self._mark(self._waiting, len(blocks), 0)
            self._waiting = Line()
        self._mark(line, len(blocks), marker, len(text) - 1)
        within = [(start + marker, min(end + marker, len(text)), target) for start, end, target in line.links]
        links = tuple(Link(start, end, clean_line(target)) for start, end, target in within if start < end)
        language, foreign = languages_of(line, language, marker, len(text))
        first, gap = self._above(kind)
        cells = (0, *(min(at, len(text)) for at in line.cells)) if kind is Kind.TABLE else ()
        readings = [each for each in line.readings if each.end + marker <= len(text)]
        read = tuple(Reading(start + marker, end + marker, words) for start, end, words in readings) if readings else ()
        seen = line.pictures and kind is not Kind.IMAGE
        pictures = tuple(min(at + marker, len(text) - 1) for at in line.pictures) if seen else ()
        blocks.append(Block(text, kind, (), language, "", level, first, links, foreign, (), cells, gap, pictures, read))

    def _is_told(self, caption: str) -> bool:
        """Whether the picture above was described in the same words."""
        above = self._flow.blocks[-1] if self._flow.blocks else None
        return above is not None and above.kind is Kind.IMAGE and above.text == caption.strip()

    def _above(self, kind: Kind) -> tuple[bool, int]:
        """Whether a block of this kind begins something, and how many blank lines of code stand before it."""
        first, blank = self._begins, self._blank
        self._begins, self._blank = False, 0
        is_more = not first and bool(self._flow.blocks) and self._flow.blocks[-1].kind is kind
        if kind is Kind.VERSE and is_more and blank:
            return True, 0  # the next stanza
        return first, blank if kind is Kind.CODE and is_more else 0

    def _mark(self, line: "Line", block: int, by: int, last: int | None = None) -> None:
        for name, offset in line.anchors:
            self._flow.anchors.setdefault(name, (block, offset + by if last is None else min(offset + by, last)))
        for name, offset in line.ends:
            self._flow.ends.setdefault(name, (block, offset + by if last is None else min(offset + by, last + 1)))
        for label, offset in line.pages:
            self._flow.pages.append((label, block, offset + by if last is None else min(offset + by, last)))
