"""The words of a document as the standard library's own parsers find them, and of a PDF as Poppler does, to be held
against what was read."""

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

from tui.core.clean import clean
from tui.core.letters import folded
from tui.core.publication import Publication

# Runs of letters of one kind: what stands between them, and how things are put together, is another matter.
_WORD = re.compile(r"[^\W\d_]{2,}")
_FOLDERS = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\(?:[^\\\n]{1,80}\\)+")  # of the picture that a description names
_CUT = re.compile(r"[-\u2010\u00ad]\n(?=[^\W\dA-Z_])")
_GUESSED = frozenset({"pdf"})  # of which fonts do not always tell the letters
_FEW, _MOST = 8, 0.01  # words; of those that stand in such a document
_LARGE = 20_000_000  # bytes: more is not read either
_BETWEEN = frozenset(
    {"tab", "br", "cr", "p", "noBreakHyphen", "footnoteReference", "endnoteReference", "commentReference"}
)
_PROPERTIES = frozenset({"rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "Fallback", "del", "moveFrom", "instrText"})


def missing(form: str, data: bytes, publication: Publication) -> list[str]:
    """Words that are in the document more often than in what was read; none where the format tells nothing."""
    words = _SOURCES.get(form)
    if not words:
        return []
    plain = folded if form in _GUESSED else str  # Poppler leaves letters as they are joined, and radicals
    try:
        there = Counter(_words(plain(" ".join(words(data)))))
    except (ParseError, KeyError, ValueError, LookupError, zipfile.BadZipFile, OSError, RuntimeError):
        return []  # what those parsers cannot read tells nothing
    blocks = [*publication.furniture, *(block for article in publication.articles for block in article.blocks)]
    texts = [*(block.text for block in blocks), *(article.title for article in publication.articles)]
    read = Counter(_words(plain(" ".join(texts))))
    lacking = [word for word, count in there.items() if read[word] < min(count, 1)]
    everything = plain("".join("".join(block.text for block in blocks).split())).casefold()
    everything += everything.replace("-", "") if form in _GUESSED else ""  # Poppler takes them away at line ends
    readings = {word for block in blocks for reading in block.readings for word in _words(reading.text)}
    lacking = [word for word in lacking if not any(each in everything for each in _without(word, readings))]
    few = max(_FEW, int(_MOST * len(there))) if form in _GUESSED else 0
    return lacking if len(lacking) > few else []


def _without(word: str, readings: set[str]) -> list[str]:
    """A word with and without how it is read, which stands beside the text here and in it there."""
    rest = word
    for reading in readings:
        rest = rest.replace(reading, "")
    return [word, rest]


def _words(text: str) -> list[str]:
    text = _FOLDERS.sub("", text)
    return _WORD.findall(clean(text).replace("\u00ad", "").casefold())


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "\0"


def _texts(element: Element, without: frozenset[str]) -> Iterator[str]:
    """All text in an element, in pieces, without that in elements of these names."""
    if _local(element) not in without:
        yield element.text or ""
        for child in element:
            yield from _texts(child, without)
            yield child.tail or ""


def _word(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    again = {id(element) for each in root.iter() if _local(each) == "Fallback" for element in each.iter()}
    for paragraph in root.iter():
        if _local(paragraph) == "p" and id(paragraph) not in again:
            runs = (_runs(child) for child in paragraph)
            yield "".join("".join(run) for run in runs)


def _runs(element: Element) -> Iterator[str]:
    name = _local(element)
    if name in _PROPERTIES or name == "\0":
        return
    if name == "t":
        yield f" {element.text} " if element.tag.endswith("/math}t") else element.text or ""
    elif name in _BETWEEN:
        yield " "
    for child in element:
        yield from _runs(child)


def _open(data: bytes) -> Iterator[str]:
    content = data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            content = archive.read("content.xml")
    without = frozenset({"tracked-changes", "annotation", "binary-data", "sequence-decls", "forms", "\0"})
    for text in ElementTree.fromstring(content).iter():
        if _local(text) == "text" and text.tag.endswith("office:1.0}text"):
            yield " ".join(_texts(text, without))


_PARTED = frozenset(["p", "div", "br", "td", "li", "h1", "h2", "h3", "tr", "dt", "dd", "mi", "mo", "mn", "mtext"])
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "annotation", "annotation-xml"})


class _Page(HTMLParser):
    """The text of a page's body."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in _UNSEEN
        self.found.append(" " if tag in _PARTED else "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _UNSEEN

    def handle_data(self, data: str) -> None:
        if self._hidden <= 0:
            self.found.append(data)


def _book(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
        path = next(each.get("full-path", "") for each in container.iter() if _local(each) == "rootfile")
        package = ElementTree.fromstring(archive.read(path))
        items = {each.get("id"): each for each in package.iter() if _local(each) == "item"}
        for reference in (each for each in package.iter() if _local(each) == "itemref"):
            item = items.get(reference.get("idref"))
            if item is None or "nav" in item.get("properties", "").split() or "html" not in item.get("media-type", ""):
                continue
            file = normpath(join(dirname(path), unquote(item.get("href", ""))))
            if file in archive.namelist() and archive.getinfo(file).file_size < _LARGE:
                page = _Page()
                page.feed(archive.read(file).decode())
                yield "".join(page.found)


def _feed(data: bytes) -> Iterator[str]:
    for element in ElementTree.fromstring(data).iter():
        if _local(element) in ("item", "entry"):
            for child in element:
                plain = "itunes" not in child.tag and "mrss" not in child.tag and "mode" not in child.attrib
                plain = plain and "/" not in child.get("type", "").replace("text/", "")
                if _local(child) == "title" and plain and child.text and not ("<" in child.text or "&" in child.text):
                    yield child.text


def _fiction(data: bytes) -> Iterator[str]:
    for element in ElementTree.fromstring(data):
        if _local(element) == "body":
            for paragraph in element.iter():
                if _local(paragraph) in ("p", "v", "subtitle", "text-author"):
                    yield "".join(_texts(paragraph, frozenset()))


def _plain(data: bytes) -> Iterator[str]:
    yield data.decode()


def _printed(data: bytes) -> Iterator[str]:
    """What Poppler finds, where it is installed."""
    if not (program := shutil.which("pdftotext")):
        raise OSError
    told = subprocess.run([program, "-q", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, timeout=60)
    yield _CUT.sub("", told.stdout.decode("utf-8", "replace"))


_SOURCES: dict[str, Callable[[bytes], Iterator[str]]] = {
    "docx": _word,
    "odt": _open,
    "epub": _book,
    "feed": _feed,
    "fb2": _fiction,
    "text": _plain,
    "pdf": _printed,
}
