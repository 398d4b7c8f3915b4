"""Pieces of text as they come → blocks, with the places of links, anchors and pages in them."""

import re

from tui.core.clean import clean, clean_line
from tui.core.light import NamedTuple
from tui.core.publication import Block, Foreign, Kind, Link

_SPACE = re.compile(r"[ \t\n\r]+")
_LINES = frozenset({Kind.CODE, Kind.VERSE})
_APART = frozenset({Kind.PARAGRAPH, Kind.QUOTE})
_SHORT = 60  # characters: lines that are shorter were broken for their own sake
_FIRST_WIDE = "\u2e80"


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
        self._lines: list[_Line] = [_Line()]
        self._link = ""
        self._marker = ""
        self._begins = False
        self._blank = 0  # lines of code since the last one that was not
        self._cells = 0
        self._waiting = _Line()  # marks that stood where there was no text

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
        text = _cleaned(text).replace("\n", " ").expandtabs(4) if keep else _spaced(text)
        self._lines[-1].add(text, keep, self.language)

    def whole(self, text: str, kind: Kind, level: int, language: str) -> bool:
        """All of a block at once, where nothing else has come since the last; False, and nothing done, where marks
        wait that belong to it."""
        if self._link or self._marker or kind is Kind.TABLE or not (self._waiting.is_new and self._lines[-1].is_new):
            return False
        text = _spaced(text).strip(" ").rstrip()
        if text.strip():
            self._flow.blocks.append(Block(text, kind, (), clean_line(language), level=level, first=self._begins))
            self._begins = False
        return True

    def image(self, told: str) -> None:
        """What is told of a picture, apart from the words around it."""
        if not told.strip():
            return
        line = self._lines[-1]
        written = line.written
        self.text(" ")
        line.pictures.append(line.length)
        self.text(f"{told} ")
        line.written = written

    def line(self) -> None:
        """The text goes on in another line."""
        if self._link:
            self._lines[-1].end_link(self._link)
        self._lines.append(_Line())
        if self._link:
            self._lines[-1].begin_link()

    def cell(self) -> None:
        """The next cell of a row."""
        if self._cells:
            line = self._lines[-1]
            line.strip()
            if line.cells:
                line.cells[-1] = min(line.cells[-1], line.length)  # one that is empty
            line.add("；" if line.last >= _FIRST_WIDE else "; ", language=self.language)
            line.cells.append(line.length)
        self._cells += 1

    def begins(self) -> None:
        """What comes next begins a list, a table … of its own."""
        self._begins = True

    def marker(self, marker: str) -> None:
        """Stands before the next text: the number of a list item."""
        self._marker = _cleaned(marker).replace("\n", " ")

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
        label = " ".join(clean(label).split())[:40]
        line.pages.append((label, line.length)) if label else None

    def flush(self, kind: Kind, level: int, language: str) -> None:
        """What has come since the last time becomes blocks of this kind; nothing where there was no text."""
        self._cells = 0
        if not self._link and self._lines[-1].is_new and len(self._lines) == 1:
            return
        lines, self._lines = self._lines, [_Line()]
        if self._link:
            lines[-1].end_link(self._link)
            self._lines[-1].begin_link()
        if len(lines) > 1 and kind not in _LINES:
            self._begins = True
            kind, lines = _arranged(kind, lines)
        if kind is Kind.TABLE:
            lines[-1].strip("; ；")
        for line in lines:
            self._write(line, kind, level, language)
        self._blank = max(0, self._blank - 1)  # behind the last line break there is no line

    def _write(self, line: "_Line", kind: Kind, level: int, language: str) -> None:
        text = "".join(line.parts)
        if not text.strip():
            self._waiting.anchors += line.anchors
            self._waiting.ends += line.ends
            self._waiting.pages += line.pages
            self._blank += kind in _LINES
            return
        kind = Kind.IMAGE if not line.written and kind is Kind.PARAGRAPH else kind
        marker = len(self._marker)
        text, self._marker = self._marker + text.rstrip(), ""
        blocks = self._flow.blocks
        self._mark(self._waiting, len(blocks), 0)
        self._waiting = _Line()
        self._mark(line, len(blocks), marker, len(text) - 1)
        within = [(start + marker, min(end + marker, len(text)), target) for start, end, target in line.links]
        links = tuple(Link(start, end, clean_line(target)) for start, end, target in within if start < end)
        language, foreign = _languages(line, language, marker, len(text))
        first, gap = self._above(kind)
        cells = (0, *(min(at, len(text)) for at in line.cells)) if kind is Kind.TABLE else ()
        seen = () if kind is Kind.IMAGE else tuple(min(at + marker, len(text) - 1) for at in line.pictures)
        blocks.append(
            Block(text, kind, (), language, "", level, first, links, foreign, cells=cells, gap=gap, pictures=seen)
        )

    def _above(self, kind: Kind) -> tuple[bool, int]:
        """Whether a block of this kind begins something, and how many blank lines of code stand before it."""
        first, blank = self._begins, self._blank
        self._begins, self._blank = False, 0
        is_more = not first and bool(self._flow.blocks) and self._flow.blocks[-1].kind is kind
        if kind is Kind.VERSE and is_more and blank:
            return True, 0  # the next stanza
        return first, blank if kind is Kind.CODE and is_more else 0

    def _mark(self, line: "_Line", block: int, by: int, last: int | None = None) -> None:
        for name, offset in line.anchors:
            self._flow.anchors.setdefault(name, (block, offset + by if last is None else min(offset + by, last)))
        for name, offset in line.ends:
            self._flow.ends.setdefault(name, (block, offset + by if last is None else min(offset + by, last + 1)))
        for label, offset in line.pages:
            self._flow.pages.append((label, block, offset + by if last is None else min(offset + by, last)))


def _cleaned(text: str) -> str:
    return text if text.isascii() and text.isprintable() else clean(text).replace("\u00ad", "")


def _spaced(text: str) -> str:
    """Cleaned, and one space for white space of any length."""
    text = _cleaned(text)
    return _SPACE.sub(" ", text) if "  " in text or not text.isprintable() else text


class _Line:
    """A block to be. `written`: it holds more than what is told of pictures."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.last = " "
        self.written = False
        self.links: list[tuple[int, int, str]] = []
        self.cells: list[int] = []  # where those of a row begin, but for the first
        self.anchors: list[tuple[str, int]] = []
        self.ends: list[tuple[str, int]] = []
        self.pages: list[tuple[str, int]] = []
        self.pictures: list[int] = []
        self.languages: list[tuple[int, str]] = []  # from which character on, as far as it holds more than space
        self._link = 0

    @property
    def is_new(self) -> bool:
        return not (self.parts or self.anchors or self.ends or self.pages)

    def add(self, text: str, keep: bool = False, language: str = "") -> None:
        if self.last == " " and not keep:
            text = text.lstrip(" ")
        if text:
            if (not self.languages or self.languages[-1][1] != language) and not text.isspace():
                self.languages.append((self.length, language))
            self.parts.append(text)
            self.length += len(text)
            self.last = text[-1]
            self.written = self.written or not text.isspace()

    def strip(self, what: str = " ") -> None:
        """Takes these away from the end."""
        while self.parts:
            text = self.parts.pop()
            kept = text.rstrip(what)
            self.length -= len(text) - len(kept)
            if kept:
                self.parts.append(kept)
                self.last = kept[-1]
                return
        self.last = " "

    def begin_link(self) -> None:
        self._link = self.length

    def end_link(self, target: str) -> None:
        end = self.length - (self.last == " ")
        if end > self._link:
            self.links.append((self._link, end, target))

    def join(self, other: "_Line") -> None:
        """Goes on with another line behind a space."""
        self.add(" ")
        by = self.length
        self.parts += other.parts
        self.length += other.length
        self.last = other.last
        self.written = self.written or other.written
        self.links += [(start + by, end + by, target) for start, end, target in other.links]
        self.languages += [(at + by, language) for at, language in other.languages]
        self.anchors += [(name, at + by) for name, at in other.anchors]
        self.ends += [(name, at + by) for name, at in other.ends]
        self.pages += [(label, at + by) for label, at in other.pages]
        self.pictures += [at + by for at in other.pictures]


def _languages(line: _Line, language: str, by: int, length: int) -> tuple[str, tuple[Foreign, ...]]:
    """The language of a text of this length, and what in it is in another. A text that is all in one is in that."""
    if all(other == language for _at, other in line.languages):
        return clean_line(language), ()
    if len(line.languages) == 1:
        return clean_line(line.languages[0][1]), ()
    ends = [*(at for at, _language in line.languages[1:]), length]
    runs = [(at + by, min(end + by, length), other) for (at, other), end in zip(line.languages, ends, strict=True)]
    foreign = (
        Foreign(start, end, clean_line(other)) for start, end, other in runs if other != language and start < end
    )
    return clean_line(language), tuple(foreign)


def _arranged(kind: Kind, lines: list[_Line]) -> tuple[Kind, list[_Line]]:
    """Lines of a paragraph: verse when they are short, otherwise paragraphs. Anything else is one line."""
    if kind in _APART:
        full = [line.length for line in lines if line.length]
        if kind is Kind.PARAGRAPH and len(full) > 1 and sum(full) <= _SHORT * len(full):
            kind = Kind.VERSE
        return kind, lines
    first = lines[0]
    for line in lines[1:]:
        first.join(line)
    return kind, [first]
