"""hOCR: the HTML that Tesseract, OCRopus and others write."""

import re

from tui.core.publication import Publication
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.printed.issue import mended, publication_of
from tui.importers.tree import Element
from tui.newspaper.boxes import NOWHERE, Box
from tui.newspaper.sheet import WIDE, Row, Sheet, Word, rows_of
from tui.newspaper.steady import pieces, steady

_PAGE, _BLOCKS, _WORDS = "ocr_page", ("ocr_carea", "ocr_par"), ("ocrx_word", "ocr_word")
_LINES = ("ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption", "ocrx_line")
_KNOWN = frozenset((_PAGE, *_BLOCKS, *_WORDS, *_LINES))
_NUMBER = r"(-?\d{1,9}(?:\.\d{1,9})?)"
_BBOX = re.compile(rf"bbox {_NUMBER} {_NUMBER} {_NUMBER} {_NUMBER}")
_SIZE = re.compile(rf"x_f?size {_NUMBER}")
_TAIL = 200  # characters: in the last ones of a whole file it ends
_LEFT_OUT = 0.8  # of the size of type: a wider space stands for a character
_UNSEEN = ("script", "style", "title")


def parse(data: bytes, name: str) -> Publication:
    """The publication in an hOCR file; FormatError when there is no text in it."""
    reader = _Reader()
    text = decoded(data, name)
    reader.read(tree_of(text))
    reader.end_page()
    broken_off = reader.sheets and "</html" not in text[-_TAIL:].lower()
    return publication_of(mended(reader.sheets, name, text.count("\n") + 1 if broken_off else 0), name)


class _Reader:
    """Takes the words of each line; text that stands in no word counts as one."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._rows: list[Row] = []
        self._words: list[Word] = []
        self._block = -1
        self._size = 0.0
        self._box = NOWHERE
        self._spaced = True  # whether a space stands before what follows

    def read(self, root: Element) -> None:
        """Goes through a tree in order; nothing recurses, however deep it is."""
        waiting: list[Element | str | None] = [root]  # None: a line ends
        while waiting:
            item = waiting.pop()
            if item is None:
                self._end_line()
            elif isinstance(item, str):
                self._say(item)
            elif item.name not in _UNSEEN:
                name = next((each for each in item.get("class").split() if each in _KNOWN), "")
                self._begin(name, item.get("title"))
                waiting += [None] if name in _LINES else []
                waiting += reversed(item.children)

    def _begin(self, name: str, title: str) -> None:
        if name == _PAGE:
            self.end_page()
        elif name in _BLOCKS:
            self._end_line()
            self._block += 1
        elif name in _LINES:
            self._end_line()
            found = _SIZE.search(title)
            self._size = float(found[1]) if found else 0.0
        if name in _LINES or name in _WORDS:
            found = _BBOX.search(title)
            self._box = Box(*(float(number) for number in found.groups())) if found else NOWHERE

    def _say(self, text: str) -> None:
        if text.strip():
            joined = True if self._words and (self._close(text) or not (self._spaced or text[0].isspace())) else None
            self._words.append(Word(" ".join(text.split()), self._box, self._size, joined))
            self._spaced = text[-1].isspace()
        else:
            self._spaced = True

    def _close(self, text: str) -> bool:
        """Between Chinese words stands white space in the file, whatever stands on the page; their boxes are those of
        the ink, so that of a comma is small and far from the next."""
        last, box = self._words[-1], self._box
        size = self._size or max(last.box.height, box.height)
        return last.text[-1] >= WIDE and text.strip()[0] >= WIDE and box.left - last.box.right < _LEFT_OUT * size

    def _end_line(self) -> None:
        self._rows += pieces(rows_of(steady(self._words), self._block))
        self._words, self._spaced = [], True

    def end_page(self) -> None:
        """What was read since the last page makes one."""
        self._end_line()
        if self._rows:
            self.sheets.append(Sheet(tuple(self._rows)))
        self._rows, self._block = [], -1
