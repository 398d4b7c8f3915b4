"""PAGE-XML: what Transkribus, OCR-D and eScriptorium make of a page."""

from tui.core.publication import Publication
from tui.importers.elements import walk
from tui.importers.printed.issue import mended, publication_of
from tui.newspaper.boxes import NOWHERE, Box, around
from tui.newspaper.sheet import Row, Sheet

_MOST_POINTS, _WORST, _FARTHEST = 1000, 10_000, 1e9


def parse(data: bytes, name: str) -> Publication:
    """The publication in a PAGE-XML file; FormatError when it is damaged or there is no text in it."""
    reader = _Reader()
    fault = walk(data, name, reader.start, reader.end)
    return publication_of(mended(reader.sheets, name, fault), name)


class _Reader:
    """Takes the text of lines, where these have none that of their words, and without lines that of the region.
    Regions come in the order that the file says to read them in."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._inside: list[str] = []  # the elements that are open
        self._begin_page()

    def _begin_page(self) -> None:
        self._regions: list[str] = []  # the ids of those that are open
        self._rows: dict[str, list[Row]] = {}
        self._order: dict[str, int] = {}
        self._block = -1
        self._begin_line()

    def _begin_line(self) -> None:
        self._box = NOWHERE
        self._text = ""
        self._words: list[str] = []
        self._rank, self._index = _WORST, 0  # of several readings the one with the lowest index is the best

    def start(self, tag: str, about: dict[str, str]) -> None:
        self._inside.append(tag)
        if tag.startswith("RegionRef"):
            self._order.setdefault(about.get("regionRef", ""), len(self._order))
        elif tag == "TextRegion":
            self._block += 1
            self._regions.append(about.get("id") or f"#{self._block}")
        elif tag == "TextLine":
            self._begin_line()
        elif tag == "Coords" and self._inside[-2:-1] == ["TextLine"]:
            self._box = _box(about.get("points", ""))
        elif tag == "TextEquiv":
            index = about.get("index", "0")
            self._index = int(index) if index.isdecimal() and len(index) < 4 else 0

    def end(self, tag: str, text: str) -> None:
        self._inside.pop()
        match tag:
            case "Unicode" if self._inside[-2:] == ["TextLine", "TextEquiv"]:
                if self._index < self._rank:
                    self._text, self._rank = text, self._index
            case "Unicode" if self._inside[-2:] == ["Word", "TextEquiv"]:
                self._words += [text] if not self._index else []
            case "Unicode" if self._inside[-2:] == ["TextRegion", "TextEquiv"] and not self._rows.get(
                self._regions[-1]
            ):
                for line in text.splitlines():
                    self._add(line, NOWHERE)
            case "TextLine":
                self._add(self._text or " ".join(self._words), self._box)
            case "TextRegion":
                self._regions.pop()
            case "Page":
                self.sheets.append(Sheet(tuple(self._ordered()), ordered=bool(self._order)))
                self._begin_page()

    def _add(self, text: str, box: Box) -> None:
        if text.strip() and self._regions:
            self._rows.setdefault(self._regions[-1], []).append(Row(text, box, 0.0, self._block))

    def _ordered(self) -> list[Row]:
        last = len(self._order)
        keys = sorted(self._rows, key=lambda key: self._order.get(key, last))
        return [row for key in keys for row in self._rows[key]]


def _box(points: str) -> Box:
    """The box around a polygon written "x,y x,y …"."""
    corners = []
    for pair in points.split()[:_MOST_POINTS]:
        x, _comma, y = pair.partition(",")
        try:
            corner = Box(float(x), float(y), float(x), float(y))
        except ValueError:
            return NOWHERE
        if not all(abs(number) < _FARTHEST for number in corner):
            return NOWHERE
        corners.append(corner)
    return around(corners) if corners else NOWHERE
