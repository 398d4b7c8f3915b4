"""ALTO: what library scanning makes of a page, as the Library of Congress, Europeana and others write it."""

from collections.abc import Mapping

from tui.core.publication import Publication
from tui.importers.elements import walk
from tui.importers.printed.issue import mended, publication_of
from tui.newspaper.boxes import Box
from tui.newspaper.sheet import Row, Sheet, Told, Word, rows_of
from tui.newspaper.steady import pieces, steady


def parse(data: bytes, name: str) -> Publication:
    """The publication in an ALTO file; FormatError when it is damaged or there is no text in it."""
    return publication_of(sheets_of(data, name), name)


def sheets_of(data: bytes, name: str, told: Mapping[str, Told] | None = None) -> list[Sheet]:
    """The pages of an ALTO file. `told`: what is said elsewhere of its blocks, by their ids. Raises FormatError."""
    reader = _Reader(told or {})
    fault = walk(data, name, reader.start, reader.end)
    return mended(reader.sheets, name, fault)


class _Reader:
    """Takes the words of each line as they come; blocks are counted."""

    def __init__(self, told: Mapping[str, Told]) -> None:
        self._all_told = told
        self._told: list[Told | None] = []  # of the blocks that are open
        self.sheets: list[Sheet] = []
        self._rows: list[Row] = []
        self._words: list[Word] = []
        self._label = ""
        self._block = -1
        self._sizes: dict[str, float] = {}
        self._styles = ["", "", ""]  # of the block, the line and the word
        self._spaced = False  # whether spaces are elements of this file
        self._space = False  # whether one stands before the next word
        self._broken = False  # whether the last word goes on in the next line

    def start(self, tag: str, about: dict[str, str]) -> None:
        match tag:
            case "TextStyle":
                self._sizes[about.get("ID", "")] = _number(about.get("FONTSIZE"))
            case "Page":
                self._label = about.get("PRINTED_IMG_NR") or about.get("PHYSICAL_IMG_NR", "")
            case "TextBlock":
                self._block += 1
                self._tell(about.get("ID", ""))
                self._styles[:2] = about.get("STYLEREFS", ""), ""
            case "ComposedBlock":
                self._tell(about.get("ID", ""))
            case "TextLine":
                self._styles[1] = about.get("STYLEREFS", "")
            case "SP":
                self._space = self._spaced = True
            case "String":
                self._word(about)
            case "HYP" if self._words:
                self._hyphen(about.get("CONTENT", "-"))

    def end(self, tag: str, _text: str) -> None:
        if tag == "TextLine":
            if self._broken:
                self._hyphen("-")
            told = self._told[-1] if self._told else None
            self._rows += pieces(rows_of(steady(self._words), self._block, told=told))
            self._words, self._space = [], False
        elif tag in ("TextBlock", "ComposedBlock"):
            self._told.pop()
        elif tag == "Page":
            self.sheets.append(Sheet(tuple(self._rows), self._label))
            self._rows, self._block = [], -1

    def _tell(self, block: str) -> None:
        """Blocks within a block are what that is, where nothing is said of them."""
        self._told.append(self._all_told.get(block, self._told[-1] if self._told else None))

    def _word(self, about: dict[str, str]) -> None:
        left, top = _number(about.get("HPOS")), _number(about.get("VPOS"))
        box = Box(left, top, left + _number(about.get("WIDTH")), top + _number(about.get("HEIGHT")))
        self._styles[2] = about.get("STYLEREFS", "")
        joined = not self._space if self._spaced and self._words else None
        self._words.append(Word(about.get("CONTENT", ""), box, self._size(), joined))
        self._broken = about.get("SUBS_TYPE") == "HypPart1"
        self._space = False

    def _size(self) -> float:
        """The size of type that is nearest to a word."""
        named = (name for styles in reversed(self._styles) for name in styles.split())
        return next((self._sizes[name] for name in named if self._sizes.get(name)), 0.0)

    def _hyphen(self, mark: str) -> None:
        """Puts the hyphen to the word; some files have it in both."""
        last = self._words[-1]
        if not last.text.endswith(tuple("-\u2010\u00ad\u00ac")):
            self._words[-1] = last._replace(text=last.text + (mark or "-"))
        self._broken = False


def _number(text: str | None) -> float:
    try:
        number = float(text or 0)
    except ValueError:
        return 0.0
    return number if abs(number) < 1e9 else 0.0
