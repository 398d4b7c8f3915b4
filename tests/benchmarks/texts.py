"""What is read in the benchmarks: the page in seeds/, and mixed Chinese and English prose of any length."""

import random
from itertools import cycle
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

from tests.machine.process import ROOT

EPUB = "EPUB"
_CHAPTERS, _TITLE = 50, 30  # characters
SEED = ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt"
_ENGLISH = (
    "The ramp at the north gate was rebuilt last spring, and the tactile paving leads from the bus stop to the door.",
    "Residents had asked for it since 2019; nobody could say why it had taken so long.",
    "“We counted forty steps,” said one reader, “and not a single handrail.”",
    "The committee meets again on the second Tuesday of the month (room 3, at half past nine).",
    "Until then, bicycles parked on the guide strip will be moved, not fined.",
)


def mixed(size: int) -> str:
    """About so many bytes of paragraphs in both languages, a paragraph a line, a blank line between."""
    chance = random.Random(1)
    lines = SEED.read_text("utf-8").splitlines()
    chinese = [part + "。" for part in "".join("".join(lines).split()).split("。") if 8 < len(part) < 120]
    sources = cycle((chinese, _ENGLISH))
    made: list[str] = ["Tactile paving 盲道", ""]
    bytes_left = size
    while bytes_left > 0:
        source = next(sources)
        sentences = [chance.choice(source) for _number in range(chance.randint(2, 7))]
        made += [("" if source is chinese else " ").join(sentences), ""]
        bytes_left -= len(made[-2].encode()) + 2
    return "\n".join(made)


def write_texts(folder: Path, names: list[str]) -> dict[str, Path]:
    """The named sources as files: "seed", "EPUB" (a book of a megabyte), or a number of megabytes such as "50MB"."""
    found: dict[str, Path] = {}
    for name in names:
        found[name] = folder / {"seed": "page.txt", EPUB: "book.epub"}.get(name, f"{name}.txt")
        if name == "seed":
            found[name].write_bytes(SEED.read_bytes())
        elif name == EPUB:
            _write_book(found[name], mixed(1_000_000))
        else:
            found[name].write_text(mixed(int(name.removesuffix("MB")) * 1_000_000), "utf-8")
    return found


_CONTAINER = """<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
_PACKAGE = """<package version="3.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">1</dc:identifier>
<dc:title>Text</dc:title><dc:language>zh</dc:language></metadata>
<manifest>{items}
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine>{order}</spine></package>"""
_CONTENTS = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>T</title>
</head><body><nav epub:type="toc"><ol>{entries}</ol></nav></body></html>"""
_CHAPTER = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>{}</body></html>'


def _write_book(path: Path, text: str) -> None:
    lines = text.splitlines()
    size = len(lines) // _CHAPTERS + 1
    _write_epub(path, [_paragraphs(lines[start : start + size]) for start in range(0, len(lines), size)])


def _write_epub(path: Path, chapters: list[str]) -> None:
    names = [f"text{number}" for number in range(len(chapters))]
    items = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in names)
    order = "".join(f'<itemref idref="{name}"/>' for name in names)
    titles = [chapter[len("<p>") : len("<p>") + _TITLE].partition("<")[0] for chapter in chapters]
    entries = "".join(f'<li><a href="{name}.xhtml">{title}</a></li>' for name, title in zip(names, titles, strict=True))
    with ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("book.opf", _PACKAGE.format(items=items, order=order))
        book.writestr("nav.xhtml", _CONTENTS.format(entries=entries))
        for name, chapter in zip(names, chapters, strict=True):
            book.writestr(f"{name}.xhtml", _CHAPTER.format(chapter))


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in lines if line)


def _lines(source: Path) -> list[str]:
    return source.read_text("utf-8").splitlines()


def as_epub(source: Path) -> Path:
    """The same text as a book, for readers of books."""
    made = source.with_suffix(".epub")
    if made != source:
        _write_epub(made, [_paragraphs(_lines(source))])
    return made


def as_markdown(source: Path) -> Path:
    """The same text under a name of Markdown: what is called otherwise, a reader of Markdown hands to others."""
    made = source.with_suffix(".md")
    made.write_bytes(source.read_bytes())
    return made


def as_feed(source: Path) -> Path:
    """The same text as the one entry of a feed, for readers of feeds: a file that names the feed's address."""
    feed, made = source.with_suffix(".xml"), source.with_suffix(".urls")
    entry = f"<item><title>Text</title><description>{escape(_paragraphs(_lines(source)))}</description></item>"
    feed.write_text(f'<rss version="2.0"><channel><title>Feed</title>{entry}</channel></rss>', "utf-8")
    made.write_text(f"{feed.absolute().as_uri()}\n", "utf-8")
    return made
