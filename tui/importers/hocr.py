"""hOCR: the HTML that Tesseract, OCRopus and others write."""

import re
from html.parser import HTMLParser

from tui.core.publication import Publication
from tui.importers.encoding import decode
from tui.importers.printed import publication_of
from tui.newspaper.sheet import NOWHERE, Box, Row, Sheet, Word, rows_of

_PAGE, _BLOCKS, _WORDS = "ocr_page", ("ocr_carea", "ocr_par"), ("ocrx_word", "ocr_word")
_LINES = ("ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption", "ocrx_line")
_NUMBER = r"(-?\d{1,9}(?:\.\d{1,9})?)"
_BBOX = re.compile(rf"bbox {_NUMBER} {_NUMBER} {_NUMBER} {_NUMBER}")
_SIZE = re.compile(rf"x_f?size {_NUMBER}")
_EMPTY = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_UNSEEN = frozenset(("script", "style", "title"))
_DEEPEST = 200


def parse(data: bytes, name: str) -> Publication:
    """The publication in an hOCR file; FormatError when there is no text in it."""
    reader = _Reader()
    reader.feed(decode(data, name))
    reader.close()
    reader.end_page()
    return publication_of(reader.sheets, name)


class _Reader(HTMLParser):
    """Takes the words of each line; text that stands in no word counts as one."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self._open: list[tuple[str, str]] = []  # the elements that are open: tag and what hOCR calls it
        self._rows: list[Row] = []
        self._words: list[Word] = []
        self._block = -1
        self._size = 0.0
        self._box = NOWHERE
        self._spaced = True  # whether a space stands before what follows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        names, title = (about.get("class") or "").split(), about.get("title") or ""
        known = (_PAGE, *_BLOCKS, *_LINES, *_WORDS)
        name = next((each for each in names if each in known), "")
        if tag not in _EMPTY and len(self._open) < _DEEPEST:
            self._open.append((tag, name))
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

    def handle_endtag(self, tag: str) -> None:
        opened = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at][0] == tag), None)
        if opened is None:
            return
        names = [name for _tag, name in self._open[opened:]]
        del self._open[opened:]
        if any(name in _LINES for name in names):
            self._end_line()

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(tag in _UNSEEN for tag, _name in self._open):
            joined = None if not self._words or self._spaced else True
            self._words.append(Word(" ".join(data.split()), self._box, self._size, joined))
            self._spaced = data[-1:].isspace()
        else:
            self._spaced = True

    def _end_line(self) -> None:
        self._rows += rows_of(self._words, self._block)
        self._words, self._spaced = [], True

    def end_page(self) -> None:
        self._end_line()
        if self._rows:
            self.sheets.append(Sheet(tuple(self._rows)))
        self._rows, self._block = [], -1
