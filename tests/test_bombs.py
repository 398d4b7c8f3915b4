"""Documents that mean harm: bombs, tricks with paths, entities that lead outside, loops. Each is read or refused with
one sentence, in the time in which Python counts to forty million (two seconds of a machine of today) and 128 MiB, is
drawn and exported in as much time again, and nothing outside of it is read or written."""

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.corpora import apart, load
from tests.made import documents
from tests.made.documents import EPUB, PAGE, archive, epub
from tests.made.variants import words_of
from tests.needs import in_some_take
from tui.errors import FormatError
from tui.importers import open_bytes

COUNTS, MEMORY = 40, 128
MUCH = 1 << 27  # bytes that a few hundred thousand unpack to
SECRET = "topsecretword"
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
LAUGHS = f"<!DOCTYPE x [<!ENTITY l0 'ha'>{LAUGHS}]>"
QUADRATIC = f"<!DOCTYPE x [<!ENTITY l11 '{'ha' * 50_000}'>]>"
ROOTS = {
    "page.html": "<html><body><p>Words {}</p></body></html>",
    "page.xhtml": "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Words {}</p></body></html>",
    "news.rss": "<rss><channel><item><title>Words {}</title></item></channel></rss>",
    "news.atom": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Words {}</title></entry></feed>",
    "book.fb2": "<FictionBook><body><section><p>Words {}</p></section></body></FictionBook>",
    "list.opml": "<opml><body><outline text='Words {}' xmlUrl='http://example.org'/></body></opml>",
    "page.xml": "<alto><Layout><Page><TextBlock><TextLine><String CONTENT='Words {}'/></TextLine></TextBlock></Page>"
    "</Layout></alto>",
    "text.xml": "<dtbook><book><p>Words {}</p></book></dtbook>",
    "flat.fodt": "<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'><office:body>"
    "<office:text><text:p>Words {}</text:p></office:text></office:body></office:document>",
}


@cache
def _much() -> tuple[int, bytes]:
    """The checksum of as many spaces as a bomb holds, and these packed: made once for all bombs."""
    packer, checksum, packed, some = zlib.compressobj(9, zlib.DEFLATED, -15), 0, b"", b" " * (1 << 20)
    for _time in range(MUCH >> 20):
        checksum = zlib.crc32(some, checksum)
        packed += packer.compress(some)
    return checksum, packed + packer.flush()


def _within(files: Mapping[str, str | bytes], name: str) -> bytes:
    """An archive of these files, of which this one is nothing but spaces."""
    return _packed({each: str(files.get(each, "")).encode() for each in {**files, name: ""}}, name)


def _packed(files: Mapping[str, bytes], bomb: str = "") -> bytes:
    """Written here, as the library takes a minute for bombs."""
    body, listed = [], []
    at = 0
    for name, plain in files.items():
        method, size, (checksum, data) = 0, len(plain), (zlib.crc32(plain), plain)
        if name == bomb:
            method, size, (checksum, data) = 8, MUCH, _much()
        told = (0, method, 0, 0x21, checksum, len(data), size, len(name), 0)
        listed.append(struct.pack("<4s6H3I2H3H2I", b"PK\1\2", 20, 20, *told, 0, 0, 0, 0, at) + name.encode())
        body.append(struct.pack("<4s5H3I2H", b"PK\3\4", 20, *told) + name.encode() + data)
        at += len(body[-1])
    end = (0, 0, len(files), len(files), len(b"".join(listed)), at, 0)
    return b"".join([*body, *listed, struct.pack("<4s4H2IH", b"PK\5\6", *end)])


def _many(count: int) -> bytes:
    return _packed({f"{number}.xhtml": b"" for number in range(count)})


def _overlapping(count: int) -> bytes:
    """A hundred thousand files that are all the same bytes of the archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in EPUB.items():
            made.writestr(name, content)
        made.writestr("bomb", b" " * (1 << 24))
        info = made.infolist()[-1]
        for number in range(count):
            made.filelist.append(zipfile.ZipInfo(f"OPS/{number}.xhtml"))
            last = made.filelist[-1]
            last.header_offset, last.CRC, last.compress_type = info.header_offset, info.CRC, info.compress_type
            last.compress_size, last.file_size = info.compress_size, info.file_size
            last.create_system = info.create_system
        made._didModify = True
    return out.getvalue()


def _lying(size: int) -> bytes:
    """A chapter that says it is small and is not."""
    data = bytearray(epub(one=PAGE.format("<p>" + " " * (1 << 25) + "</p>")))
    at = data.rindex(b"OPS/one.xhtml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(data)


BOMBS: dict[str, Callable[[], bytes]] = {
    "word.docx": lambda: _within(documents.DOCX, "word/document.xml"),
    "word notes.docx": lambda: _within(documents.DOCX, "word/footnotes.xml"),
    "open.odt": lambda: _within(documents.ODT, "content.xml"),
    "meta.odt": lambda: _within(documents.ODT, "meta.xml"),
    "chapter.epub": lambda: _within(EPUB, "OPS/one.xhtml"),
    "package.epub": lambda: _within(EPUB, "OPS/book.opf"),
    "contents.epub": lambda: _within(EPUB, "OPS/nav.xhtml"),
    "container.epub": lambda: _within(EPUB, "META-INF/container.xml"),
    "only.zip": lambda: _within({}, "a.txt"),
    "many.epub": lambda: _many(50_100),
    "overlapping.epub": lambda: _overlapping(2000),
    "lying.epub": lambda: _lying(100),
    "nested.zip": lambda: archive({"a.zip": archive({"b.zip": archive({"c.txt": "x"})})}),
}


load()


def tried(folder: Path, name: str, data: bytes) -> dict[str, Any]:
    path = folder / name
    path.write_bytes(data)
    before = sorted(folder.rglob("*"))
    answers = []

    def is_quick(_take: int) -> bool:
        before_it = _a_million()
        answers.append(apart(path, 30, 1024))
        assert not answers[-1].get("wrong")
        assert sorted(folder.rglob("*")) == before
        limit = COUNTS * max(before_it, _a_million())
        return answers[-1]["seconds"] < limit and answers[-1].get("more", 0) < limit

    assert in_some_take(is_quick), answers
    return answers[-1]


def _a_million() -> float:
    """Seconds of the processor in which Python counts to a million here and now."""
    begun = time.process_time()
    for _number in range(1_000_000):
        pass
    return max(0.05, time.process_time() - begun)


@pytest.mark.parametrize("name", BOMBS)
def test_archives_that_unpack_to_very_much(tmp_path, name):
    answer = tried(tmp_path, name, BOMBS[name]())
    assert answer["grown"] < MEMORY
    assert "\n" not in answer.get("refused", "")


@pytest.mark.parametrize("name", ROOTS)
@pytest.mark.parametrize("entities", [LAUGHS, QUADRATIC], ids=["laughs", "quadratic"])
def test_entities_that_grow(tmp_path, name, entities):
    text = "<?xml version='1.0'?>" + entities + ROOTS[name].format("&l11;" * 200)
    assert tried(tmp_path, name, text.encode())["grown"] < MEMORY


@pytest.mark.parametrize("name", ROOTS)
def test_entities_that_lead_outside(tmp_path, name):
    (tmp_path / "secret").write_text(SECRET)
    places = [(tmp_path / "secret").as_uri(), "secret", "/etc/hostname", "http://127.0.0.1:9/x"]
    for place in places:
        for declared in (f"<!ENTITY x SYSTEM '{place}'>", f"<!ENTITY % y SYSTEM '{place}'> %y;"):
            text = f"<?xml version='1.0'?><!DOCTYPE x [{declared}]>" + ROOTS[name].format("&x;")
            assert SECRET not in said_of(text.encode(), name)


def said_of(data: bytes, name: str) -> str:
    """All that is said of a document, or why there is nothing."""
    try:
        return " ".join(words_of(open_bytes(data, name)))
    except FormatError as error:
        return str(error)


TRICKS = ["../x.xhtml", "../../../../tmp/x.xhtml", "/etc/x.xhtml", "C:\\x.xhtml",
          "..\\..\\x.xhtml", "\\\\host\\x.xhtml",
          "OPS/../../x.xhtml", "a" * 60_000 + ".xhtml", "con.xhtml",
          "\x1b[31m.xhtml", "~/x.xhtml", "x.xhtml/"]  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS, ids=range(len(TRICKS)))
def test_names_of_files_that_lead_outside(tmp_path, trick):
    folder = tmp_path / "in"
    folder.mkdir()
    files = {
        **EPUB,
        "OPS/book.opf": EPUB["OPS/book.opf"].replace("one.xhtml", trick.replace("\x1b", "&#27;")),
        trick: PAGE,
    }
    tried(folder, "book.epub", archive(files))
    assert sorted(tmp_path.rglob("*")) == [folder, folder / "book.epub"]


NESTED = 40_000
FLAT = (
    b"<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='t' xmlns:draw='d'"
    b" xmlns:svg='s'><office:body><office:text><text:p>Words</text:p>"
)
DEEP = {
    "deep.html": b"<html>" + b"<div>" * NESTED + b"Words",
    "lists.html": b"<html>" + b"<ul><li>" * (NESTED // 2) + b"Words",
    "tables.html": b"<html>" + b"<table><tr><td>" * (NESTED // 10) + b"Words",
    "quotes.md": b">" * NESTED + b" Words",
    "brackets.md": b"[" * NESTED + b"Words",
    "stars.md": b"*a **b " * (NESTED // 20),
    "deep.rss": b"<rss><channel><item><title>Words</title><description>" + b"<a>" * NESTED,
    "lines.md": b"-" * 4 * NESTED,
    "arrows.md": b"-->" * NESTED,
    "open brackets.md": b"a ![" * NESTED,
    "headings.md": b"<h1>" * NESTED,
    "attributes.html": b"<html><p " + b" ".join(b"a%d=b" % number for number in range(NESTED // 10)) + b">Words</p>",
    "deep.json": b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * NESTED,
    "deep.fb2": b"<FictionBook><body>" + b"<section>" * NESTED + b"<p>Words</p>",
    "comments.html": b"<html>" + b"<!--" * NESTED + b"<p>Words",
    "declarations.html": b"<html>" + b"<![CDATA[" * NESTED + b"<p>Words",
    "references.html": b"<html><p>" + b"&amp" * NESTED + b"Words",
    "terms.html": b"<html>" + b"<dl><dt>x<dd>y" * (NESTED // 4),
    "entries.rss": b"<rss><channel>" + b"<item><title>x" * (NESTED // 2),
    "notes.fodt": FLAT + b"<text:note><text:note-body>x" * (NESTED // 10),
    "comments.fodt": FLAT + b"<office:annotation>x" * (NESTED // 10),
    "drawings.fodt": FLAT + b"<draw:frame><svg:title>x" * (NESTED // 10),
    "bodies.fb2": b"<FictionBook>" + b"<body><section><p>x" * (NESTED // 10),
    "runs.docx": archive(
        documents.DOCX | {"word/document.xml": f"<w:document xmlns:w='w'><w:body>{'<w:r><w:t>x' * NESTED}"}
    ),
    "instead.html": b"<html><body><p>Words</p>" + b"<noscript>x" * (NESTED // 10),
    "calls.epub": epub(one=PAGE.format("<a href='#footnote1'>x " * (NESTED // 10) + "</a>" * (NESTED // 10))),
    "marks.epub": epub(one=PAGE.format("<b epub:type='noteref'>x" * (NESTED // 10) + "</b>" * (NESTED // 10))),
    "hidden.epub": epub(
        one=PAGE.format(
            "<style>.x {display: none}</style><p>" + "words " * NESTED + "</p>"
            "<div class='x'>x" * (NESTED // 10) + "</div>" * (NESTED // 10)
        )
    ),
    "verse.epub": epub(one=PAGE.format("<div class='verse'>x" * (NESTED // 10) + "</div>" * (NESTED // 10))),
    "pages.epub": epub(one=PAGE.format("<i class='pagenum'>y" * (NESTED // 10) + "</i>" * (NESTED // 10))),
    "spans.epub": epub(nav=PAGE.format("<nav epub:type='toc'><ol>" + "<span>" * NESTED)),
    "labels.epub": epub(nav="", toc="<ncx><navMap>" + "<navPoint><navLabel>" * (NESTED // 2)),
    "signs without end.txt": b"Words " + b"<" * (2 * NESTED) + b" and " + b">" * (2 * NESTED),
    "same place.epub": epub(
        nav="",
        toc="<ncx><navMap>"
        + "".join(
            f"<navPoint><navLabel><text>number {number}</text></navLabel><content src='one.xhtml'/>"
            for number in range(NESTED // 10)
        ),
    ),
}


@pytest.mark.parametrize("name", DEEP)
def test_things_in_things_without_end(tmp_path, name):
    answer = tried(tmp_path, name, DEEP[name])
    assert answer["grown"] < 4 * MEMORY


ENTRY = "<item><title>a</title><guid>b</guid><description>" + "word " * 40_000 + "</description></item>"
ODD_ENTRIES = {
    "ends in what is literal": "<item><![CDATA[" + "</item>" * 200_000,
    "names without end": "<item>" + "<guid" * 200_000 + "</item>",
    "links without end": "<item>" + "<link" * 200_000 + "</item>",
    "literal without end": "<item><title>" + "<![CDATA[" * 100_000,
    "comments without end": "<item><!--" * 100_000,
    "entries without end": "<item>" * 200_000,
    "names and no ends": "<item " * 200_000,
    "ends alone": "</item>" * 200_000,
}


@pytest.mark.parametrize("name", ODD_ENTRIES)
def test_a_long_feed_whose_entries_do_not_end(name):
    """Where entries begin and end is told without parsing the feed."""
    data = f"<rss><channel>{ENTRY * 22}{ODD_ENTRIES[name]}</channel></rss>".encode()

    def is_quick(_take: int) -> bool:
        limit, begun = COUNTS * _a_million(), time.process_time()
        assert len(open_bytes(data, "a.rss").articles) >= 22
        return time.process_time() - begun < limit

    assert in_some_take(is_quick)
