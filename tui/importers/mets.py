"""METS: an issue of several pages, each an ALTO file that stands beside."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from tui.core.clean import clean_line
from tui.core.publication import Publication
from tui.errors import FormatError
from tui.importers.alto import sheets_of
from tui.importers.elements import walk
from tui.importers.neighbours import sheets_beside
from tui.importers.printed.issue import About, mended, publication_of
from tui.newspaper.sheet import Sheet, Told
from tui.texts import _

Beside = Callable[[str], bytes]  # as in tui.importers
_ARTICLE = frozenset(("ARTICLE", "ADVERTISEMENT", "OBITUARY", "LETTER", "SERIAL"))
_TITLE = frozenset(("TITLE", "HEADLINE", "MAIN_TITLE", "MAINTITLE"))
_TEXTS = re.compile("alto|fulltext|ocr|text", re.IGNORECASE)
_ALTO = re.compile(rb"<(?:\w+:)?alto[\s>]")
_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)|(\d\d?)[./](\d\d?)[./](\d{4})")


def parse(data: bytes, name: str) -> Publication:
    """Refused: without its neighbours a METS file has no text."""
    raise _missing(name)


def gather(data: bytes, name: str, beside: Beside) -> Publication:
    """The issue; `beside` opens the files that stand with it. FormatError when none of its pages can be had."""
    reader = _Reader()
    fault = walk(data, name, reader.start, reader.end)
    pages = [(path, reader.told.get(file)) for file, path in reader.pages()]
    sheets = sheets_beside(pages, beside, _missing(name), _text_of)
    return publication_of(mended(sheets, name, fault), name, reader.about())


def _text_of(data: bytes, name: str, told: Mapping[str, Told] | None) -> list[Sheet]:
    """Nothing of a file that is none of text, such as a picture of the page."""
    return sheets_of(data, name, told) if _ALTO.search(data[:4096]) else []


def _missing(name: str) -> FormatError:
    message = _("{name} is a METS file, which only names the pages of an issue: keep it in one folder with them.")
    return FormatError(message.format(name=name))


class _Reader:
    """Takes the files, their order and what is said of the issue as a whole."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}  # id → path
        self._in_texts: list[str] = []
        self._referred: list[str] = []
        self._groups: list[bool] = []
        self._file = ""
        self._physical = False
        self._newspaper = False
        self._said: dict[str, str] = {}
        self._articles = False
        self.told: dict[str, dict[str, Told]] = {}  # by the ids of files, and of blocks in them
        self._divs: list[str] = []  # the types of those that are open
        self._article = 0

    def start(self, tag: str, about: dict[str, str]) -> None:
        match tag:
            case "mets":
                self._newspaper = "newspaper" in about.get("TYPE", "").lower()
                self._say("title", about.get("LABEL", ""))
            case "fileGrp" | "file" | "FLocat":
                self._of_files(tag, about)
            case "structMap":
                self._physical = about.get("TYPE", "").upper() == "PHYSICAL"
            case "div" | "area" | "fptr":
                self._of_structure(tag, about)
            case "dmdSec":
                self._articles = "ARTICLE" in about.get("ID", "").upper()

    def _of_files(self, tag: str, about: dict[str, str]) -> None:
        if tag == "fileGrp":
            named = _TEXTS.search(f"{about.get('ID', '')} {about.get('USE', '')}") is not None
            self._groups.append(named or (bool(self._groups) and self._groups[-1]))
        elif tag == "file":
            self._file = about.get("ID", "")
            if about.get("MIMETYPE", "").endswith("xml") and self._groups and self._groups[-1]:
                self._in_texts.append(self._file)
        else:
            self._files.setdefault(self._file, about.get("xlink:href", about.get("href", "")))

    def _of_structure(self, tag: str, about: dict[str, str]) -> None:
        if tag == "div":
            kind = about.get("TYPE", "").upper()
            self._article += kind in _ARTICLE and not self._inside(_ARTICLE)
            self._divs.append(kind)
            self._newspaper = self._newspaper or kind == "NEWSPAPER"
        elif self._physical and "FILEID" in about:
            self._referred.append(about["FILEID"])
        elif "BEGIN" in about and self._inside(_ARTICLE):
            told = Told(self._article, self._inside(_TITLE))
            self.told.setdefault(about.get("FILEID", ""), {})[about["BEGIN"]] = told

    def end(self, tag: str, text: str) -> None:
        if tag == "fileGrp":
            self._groups.pop()
        elif tag == "div":
            self._divs.pop()
        elif tag in ("title", "partNumber", "dateIssued", "languageTerm") and not self._articles:
            self._say({"title": "paper"}.get(tag, tag), text)

    def _inside(self, kinds: frozenset[str]) -> bool:
        return not kinds.isdisjoint(self._divs)

    def pages(self) -> list[tuple[str, str]]:
        """The ids and the paths of the pages, in order."""
        texts = set(self._in_texts) or set(self._files)
        wanted = dict.fromkeys(id_ for id_ in self._referred if id_ in texts) or dict.fromkeys(self._in_texts)
        return [(id_, unquote(self._files[id_].removeprefix("file://"))) for id_ in wanted if id_ in self._files]

    def about(self) -> About:
        """What the file says of the issue; only what it says."""
        said: dict[str, str | int] = {}
        for key, field in (("paper", "paper"), ("partNumber", "issue_number")):
            if key in self._said:
                said[field] = self._said[key]
        if date := _DATE.search(self._said.get("dateIssued", "")):
            day, month, year = (date[3], date[2], date[1]) if date[1] else (date[4], date[5], date[6])
            said["date"] = f"{year}-{int(month):02}-{int(day):02}"
        return About(self._said.get("title", ""), news=self._newspaper or None, metadata=said)

    def _say(self, key: str, text: str) -> None:
        if text.strip():
            self._said.setdefault(key, clean_line(text))
