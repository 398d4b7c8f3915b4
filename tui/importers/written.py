"""The lines that blocks are made of: their text in pieces, and where in it links, languages and other things stand."""

import re

from tui.core.clean import clean, clean_line
from tui.core.publication import Foreign, Kind, Reading

_SPACE = re.compile(r"[ \t\n\r]+")
_APART = frozenset({Kind.PARAGRAPH, Kind.QUOTE})
_SHORT = 60  # characters: lines that are shorter were broken for their own sake


def cleaned(text: str) -> str:
    return text if text.isascii() and text.isprintable() else clean(text).replace("\u00ad", "")


def spaced(text: str) -> str:
    """Cleaned, and one space for white space of any length."""
    text = cleaned(text)
    return _SPACE.sub(" ", text) if "  " in text or not text.isprintable() else text


class Line:
    """A block to be. `written`: it holds more than what is told of pictures."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.last = " "
        self.written = False
        self.parted = False  # what comes next is another word
        self.links: list[tuple[int, int, str]] = []
        self.cells: list[int] = []  # where those of a row begin, but for the first
        self.anchors: list[tuple[str, int]] = []
        self.ends: list[tuple[str, int]] = []
        self.pages: list[tuple[str, int]] = []
        self.pictures: list[int] = []
        self.readings: list[Reading] = []
        self.languages: list[tuple[int, str]] = []  # from which character on, as far as it holds more than space
        self._link = 0

    @property
    def is_new(self) -> bool:
        return not (self.parts or self.anchors or self.ends or self.pages)

    def add(self, text: str, keep: bool = False, language: str = "") -> None:
        if self.last == " " and not keep:
            text = text.lstrip(" ")
        if self.parted and text:
            text = f" {text}" if text[0].isalnum() or text[0] in "([“" else text
            self.parted = False
        if text:
            if (not self.languages or self.languages[-1][1] != language) and not text.isspace():
                self.languages.append((self.length, language))
            self.parts.append(text)
            self.length += len(text)
            self.last = text[-1]
            self.written = self.written or not text.isspace()

    def read_as(self, since: int, reading: str) -> bool:
        """Notes how the words from a character on are read; False where there are none. What is read twice, as one
        side of them says and the other, has both readings."""
        last = self.readings[-1] if self.readings and self.readings[-1].end > since else None
        base = "".join(self.parts)[last.end if last else since :]
        if last and not base.strip():
            self.readings[-1] = last._replace(text=f"{last.text} {reading}")
            return True
        start = self.length - len(base.lstrip())
        end = start + len(base.strip())
        if start < end:
            self.readings.append(Reading(start, end, reading))
        return start < end

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

    def end_cells(self) -> None:
        """Those at its end that hold nothing begin where it ends."""
        full = len(self.cells)
        while full and self.cells[full - 1] > self.length:
            full -= 1
        self.cells[full:] = [self.length] * (len(self.cells) - full)

    def begin_link(self) -> None:
        self._link = self.length

    def end_link(self, target: str) -> None:
        end = self.length - (self.last == " ")
        if end > self._link:
            self.links.append((self._link, end, target))

    def join(self, other: "Line") -> None:
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
        self.readings += [Reading(start + by, end + by, text) for start, end, text in other.readings]


def languages_of(line: Line, language: str, by: int, length: int) -> tuple[str, tuple[Foreign, ...]]:
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


def arranged(kind: Kind, lines: list[Line]) -> tuple[Kind, list[Line]]:
    """Lines of a paragraph: verse when they are short, otherwise paragraphs. Anything else is one line."""
    if kind in _APART:
        full = [line.length for line in lines if line.written]
        if kind is Kind.PARAGRAPH and len(full) > 1 and sum(full) <= _SHORT * len(full):
            kind = Kind.VERSE
        return kind, lines
    first = lines[0]
    for line in lines[1:]:
        first.join(line)
    return kind, [first]
