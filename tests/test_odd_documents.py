"""Documents that are unusual or have a small fault, of which other readers show all words: so does this one."""

import struct
import unicodedata
import zipfile
from io import BytesIO

import pytest

from tests.made.documents import CONTAINER, EPUB, archive, epub
from tui.errors import FormatError
from tui.importers import open_bytes
from tui.importers.encoding import told_by

BOOK = epub()
ENGLISH = "The kerb was lowered on Monday. " * 30
CHINESE = "盲道是为盲人铺设的道路。" * 30


def texts(data, name):
    publication = open_bytes(data, name)
    return [block.text for article in publication.articles for block in article.blocks]


WORDS = texts(BOOK, "book.epub")


def _listed_as(data, at, value):
    """With another value in what the list of files says of each."""
    changed, found = bytearray(data), data.find(b"PK\x01\x02")
    while found >= 0:
        struct.pack_into("<I", changed, found + at, value)
        found = data.find(b"PK\x01\x02", found + 4)
    return bytes(changed)


def _with_local_names(data, change):
    """With other names before the files than in their list."""
    changed = bytearray(data)
    for info in zipfile.ZipFile(BytesIO(data)).infolist():
        name = info.filename.encode()
        changed[info.header_offset + 30 : info.header_offset + 30 + len(name)] = change(name)
    return bytes(changed)


def _named(name, data=BOOK):
    """Says that a name is UTF-8 which is none."""
    at = data.index(name, data.index(b"PK\x01\x02"))
    changed = bytearray(data.replace(name, b"\xff" * len(name)))
    struct.pack_into("<H", changed, at - 46 + 8, 0x800)
    struct.pack_into("<H", changed, data.index(name) - 30 + 6, 0x800)
    return bytes(changed)


ARCHIVES = {
    "names with backslashes before the files": _with_local_names(BOOK, lambda name: name.replace(b"/", b"\\")),
    "other names before the files": _with_local_names(BOOK, lambda name: b"x" * len(name)),
    "wrong checksums in the list": _listed_as(BOOK, 16, 1),
    "no sizes in the list": _listed_as(_listed_as(BOOK, 20, 0), 24, 0),
    "a remark that looks like the end": BOOK[:-2] + struct.pack("<H", 22) + b"PK\5\6" + bytes(18),
    "a name that is no text": _named(b"mimetype"),
}
CONTAINERS = {
    "backslashes": CONTAINER.replace("OPS/book", "OPS\\book"),
    "damaged": "\1\2\3",
    "empty": "",
    "leads nowhere": CONTAINER.replace("OPS/book", "other/book"),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_that_disagrees_with_itself(name):
    assert ARCHIVES[name] != BOOK
    assert texts(ARCHIVES[name], "book.epub") == WORDS


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_container_that_leads_wrongly(name):
    files = EPUB | {"META-INF/container.xml": CONTAINERS[name]}
    assert texts(archive(files), "book.epub") == WORDS


def test_what_is_as_nobody_tells_of_it_is_damaged():
    damaged = bytearray(_listed_as(BOOK, 16, 1))
    chapter = next(info for info in zipfile.ZipFile(BytesIO(BOOK)).infolist() if info.filename == "OPS/one.xhtml")
    struct.pack_into("<I", damaged, chapter.header_offset + 14, 2)
    assert "book.epub is damaged or incomplete; get it again and open that." in texts(bytes(damaged), "book.epub")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_accents_in_the_names_of_files(form, other):
    """One system writes them as letters of their own, another as marks behind letters."""
    name = unicodedata.normalize(form, "café.xhtml")
    files = {("OPS/" + name if path == "OPS/one.xhtml" else path): text for path, text in EPUB.items()}
    called = unicodedata.normalize(other, "café.xhtml")
    files = {path: text.replace("one.xhtml", called) for path, text in files.items()}
    assert texts(archive(files), "book.epub") == WORDS


def test_an_unknown_way_to_pack_is_told():
    data = BOOK
    for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        changed, found = bytearray(data), data.find(sign)
        while found >= 0:
            struct.pack_into("<H", changed, found + at, 93)
            found = data.find(sign, found + 4)
        data = bytes(changed)
    with pytest.raises(FormatError, match="pack it as an ordinary ZIP"):
        open_bytes(data, "book.epub")


NULS = {
    "one": ENGLISH.encode()[:100] + b"\0" + ENGLISH.encode(),
    "a block": ENGLISH.encode() + bytes(4096) + ENGLISH.encode(),
    "at the end": ENGLISH.encode() + bytes(4096),
    "in another encoding": CHINESE.encode("gb18030") + b"\0" + CHINESE.encode("gb18030"),
    "beside a wrong byte": CHINESE.encode() + b"\0\xff" + CHINESE.encode(),
}


@pytest.mark.parametrize("name", NULS)
@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_a_text_with_bytes_that_are_nothing(name, suffix):
    said = "".join("".join(texts(NULS[name], f"a.{suffix}")).split())
    assert said.count("盲道是为盲人铺设的道路。") >= 59 or said.count("ThekerbwasloweredonMonday.") >= 30


def test_a_long_text_with_bytes_that_are_nothing():
    assert told_by([ENGLISH.encode() + b"\0" + ENGLISH.encode(), CHINESE.encode()], "a.txt") == ("utf-8", 0)
    assert told_by([CHINESE.encode("gb18030") + b"\0" + ENGLISH.encode()], "a.txt") == ("gb18030", 0)
    with pytest.raises(FormatError):
        told_by([bytes(range(256)) * 10], "a.txt")


@pytest.mark.parametrize("wrong", [b"\xff", b"\xe7\x9b", b"\x80\x80"])
@pytest.mark.parametrize("where", [0, 36, -1])
def test_a_byte_that_is_wrong_does_not_change_the_encoding(wrong, where):
    data = CHINESE.encode()
    data = data + wrong if where < 0 else data[:where] + wrong + data[where:]
    assert "盲道是为盲人铺设的道路。" * 20 in "".join(texts(data, "a.txt"))


@pytest.mark.parametrize("written", ["K\bKe\ber\brb\bb was lowered.", "_\bK_\be_\br_\bb was lowered."])
def test_letters_that_are_struck_over(written):
    """As manuals are printed for terminals."""
    assert texts(f"{written} Others were not.".encode(), "a.txt") == ["Kerb was lowered. Others were not."]


@pytest.mark.parametrize("charset", ["latin1", "windows-1252", "koi8-u", "macintosh", "iso-8859-16", "unicode_escape"])
def test_an_encoding_that_was_changed_and_not_what_is_said_of_it(charset):
    page = f"<html><head><meta charset={charset}><body><p>{CHINESE}</p>"
    assert CHINESE in texts(page.encode(), "a.html")


DECLARED = "<!DOCTYPE x [<!ENTITY kerb 'the <b>kerb</b>'><!ENTITY low \"&kerb; is low\"><!ENTITY kerb 'no'>]>"
DECLARING = {
    "a.xhtml": "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{}</p></body></html>",
    "a.docbook": "<article><para>{}</para></article>",
    "a.fb2": "<FictionBook><body><section><p>{}</p></section></body></FictionBook>",
    "a.rss": "<rss><channel><item><title>{}</title></item></channel></rss>",
}


@pytest.mark.parametrize("name", DECLARING)
def test_names_that_a_document_declares_stand_for_words(name):
    text = DECLARED + DECLARING[name].format("Here &low;, &amp;low; &other; <![CDATA[&low;]]> and &kerb;.")
    said = " ".join(texts(text.encode(), name))
    assert "Here the kerb is low, &low; &other; &low; and the kerb." in said


def test_names_in_a_circle_and_names_that_stand_for_much_stay():
    declared = f"<!DOCTYPE x [<!ENTITY a '&b;'><!ENTITY b '&a;'><!ENTITY c '{'much ' * 1000}'><!ENTITY d 'x'>]>"
    text = declared + "<article><para>Here &a; &c; &d;</para></article>"
    said = " ".join(texts(text.encode(), "a.docbook"))
    assert "&c; x" in said
    assert len(said) < 100


def test_a_feed_without_end_is_refused_before_it_takes_memory():
    entries = b"<item><title>t</title></item>" * 300_001
    with pytest.raises(FormatError, match="split it and open a part"):
        open_bytes(b"<rss><channel>" + entries, "a.rss")


def test_headings_without_end_are_a_text():
    data = b"".join(b"# h%d\n" % number for number in range(300_002))
    publication = open_bytes(data, "a.md")
    assert len(publication.articles) == 1
    assert publication.articles[0].blocks[0].text.startswith("# h0")
