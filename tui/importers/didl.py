"""DIDL: an issue as Delpher of the Dutch national library gives it away, with its ALTO files beside it; and its
articles one by one, as text."""

from tui.core.clean import clean_line
from tui.core.light import NamedTuple
from tui.core.publication import Publication
from tui.errors import FormatError
from tui.importers import Beside
from tui.importers.elements import walk
from tui.importers.neighbours import sheets_beside
from tui.importers.printed.issue import About, mended, publication_of
from tui.newspaper.sheet import Told
from tui.texts import _

_FLAT = 0.15  # how high the first part of an article is at most, against its width, where it is the headline


def parse(data: bytes, name: str) -> Publication:
    """Refused: without its neighbours a DIDL file has no text."""
    raise _missing(name)


def gather(data: bytes, name: str, beside: Beside) -> Publication:
    """The issue; `beside` opens the files that stand with it. FormatError when none of its pages can be had."""
    reader = _Reader()
    fault = walk(data, name, reader.start, reader.end)
    pages = [(file, reader.told.get(file)) for file in reader.pages]
    sheets = sheets_beside(pages, beside, _missing(name))
    return publication_of(mended(sheets, name, fault), name, reader.about())


def _missing(name: str) -> FormatError:
    message = _("{name} is a DIDL file, which only names the pages of an issue: keep it in one folder with them.")
    return FormatError(message.format(name=name))


class _Area(NamedTuple):
    width: float
    height: float


class _Reader:
    """Takes the ALTO files, and which of their blocks make an article."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.told: dict[str, dict[str, Told]] = {}  # by files, and by blocks in them
        self._said: dict[str, str] = {}
        self._article = 0
        self._part = 0  # of the article
        self._areas: list[_Area] = []
        self._blocks: list[str] = []
        self._file = ""

    def start(self, tag: str, about: dict[str, str]) -> None:
        match tag:
            case "Resource":
                file = about.get("dcx:filename", about.get("filename", "")) or about.get("ref", "")
                if file.lower().endswith("alto.xml"):
                    self.pages.append(file)
            case "zoning":
                self._article, self._part = self._article + 1, 0
            case "article-part":
                self._areas, self._blocks, self._file = [], [], ""
                self._part += 1
            case "area":
                self._areas.append(_Area(_number(about.get("width", "")), _number(about.get("height", ""))))
            case "blocks":
                self._file = about.get("alto", "")
            case "TextBlock" if self._file:
                self._blocks.append(about.get("ID", ""))

    def end(self, tag: str, text: str) -> None:
        if tag == "article-part":
            headed = self._part == 1 and len(self._areas) == len(self._blocks) > 1 and _flat(self._areas[0])
            for index, block in enumerate(self._blocks):
                self.told.setdefault(self._file, {})[block] = Told(self._article, headed and not index)
        elif tag in ("title", "date", "issuenumber", "language") and text.strip():
            self._said.setdefault(tag, clean_line(text))

    def about(self) -> About:
        """What the file says of the issue: what it says first."""
        fields = (("title", "paper"), ("date", "date"), ("issuenumber", "issue_number"))
        metadata: dict[str, str | int] = {field: self._said[key] for key, field in fields if key in self._said}
        title = " ".join(str(metadata[key]) for key in ("paper", "date") if key in metadata)
        return About(title, news=True, metadata=metadata)


def _flat(area: _Area) -> bool:
    return 0 < area.height < _FLAT * area.width


def _number(text: str) -> float:
    return float(text) if text.isdecimal() and len(text) < 9 else 0.0
