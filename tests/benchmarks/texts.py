"""What is read in the benchmarks: the page in seeds/, and mixed Chinese and English prose of any length."""

import random
from itertools import cycle
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

from tests.process import ROOT

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
    """The named sources as files: "seed", or a number of megabytes such as "50MB"."""
    found: dict[str, Path] = {}
    for name in names:
        found[name] = folder / ("page.txt" if name == "seed" else f"{name}.txt")
        if name == "seed":
            found[name].write_bytes(SEED.read_bytes())
        else:
            found[name].write_text(mixed(int(name.removesuffix("MB")) * 1_000_000), "utf-8")
    return found


_CONTAINER = """<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
_PACKAGE = """<package version="3.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">1</dc:identifier>
<dc:title>Text</dc:title><dc:language>zh</dc:language></metadata>
<manifest><item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="text"/></spine></package>"""
_CONTENTS = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>T</title>
</head><body><nav epub:type="toc"><ol><li><a href="text.xhtml">Text</a></li></ol></nav></body></html>"""


def _paragraphs(source: Path) -> str:
    lines = source.read_text("utf-8").splitlines()
    return "".join(f"<p>{escape(line)}</p>\n" for line in lines if line)


def as_epub(source: Path) -> Path:
    """The same text as a book, for readers of books."""
    made = source.with_suffix(".epub")
    text = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>{_paragraphs(source)}'
    with ZipFile(made, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("book.opf", _PACKAGE)
        book.writestr("nav.xhtml", _CONTENTS)
        book.writestr("text.xhtml", text + "</body></html>")
    return made


def as_markdown(source: Path) -> Path:
    """The same text under a name of Markdown: what is called otherwise, a reader of Markdown hands to others."""
    made = source.with_suffix(".md")
    made.write_bytes(source.read_bytes())
    return made


def as_feed(source: Path) -> Path:
    """The same text as the one entry of a feed, for readers of feeds: a file that names the feed's address."""
    feed, made = source.with_suffix(".xml"), source.with_suffix(".urls")
    entry = f"<item><title>Text</title><description>{escape(_paragraphs(source))}</description></item>"
    feed.write_text(f'<rss version="2.0"><channel><title>Feed</title>{entry}</channel></rss>', "utf-8")
    made.write_text(f"{feed.absolute().as_uri()}\n", "utf-8")
    return made
