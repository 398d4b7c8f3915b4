"""Files that are not read here are called by their kind, with what to do about them."""

import pytest

from tests.made.documents import archive
from tui.errors import FormatError
from tui.importers import open_bytes
from tui.importers.encoding import decode
from tui.importers.other_kinds import SIGNS

_BYTES = bytes(range(1, 256)) * 20
KINDS = {
    "letter.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(300_000), "locked with a password"),
    "letter.rtf": (b"{\\rtf1\\ansi Words \\par more.}", "Rich Text"),
    "long.rtf": (b"{\\rtf1\\ansi " + b"Words \\par more. " * 20_000 + b"}", "Rich Text"),
    "page.ps": (b"%!PS-Adobe-3.0\n/Times findfont\n(Words) show\n", "PostScript"),
    "scan.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + _BYTES, "run mangdao recognise scan.png"),
    "scan.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + _BYTES, "run mangdao recognise scan.jpg"),
    "scan.tif": (b"II*\0\x08\0\0\0" + _BYTES, "run mangdao recognise scan.tif"),
    "scan.webp": (b"RIFF\x10\0\0\0WEBPVP8 " + _BYTES + b"\0", "run mangdao recognise scan.webp"),
    "song.mp3": (b"ID3\4\0\0\0\0" + _BYTES, "sound or film"),
    "film.mp4": (b"\0\0\0\x20ftypisom\0\0\2\0" + _BYTES, "sound or film"),
    "text.txt.gz": (b"\x1f\x8b\x08\0\0\0\0\0" + _BYTES, "unpack it"),
    "all.tar": (b"words.txt" + bytes(248) + b"ustar\x0000" + bytes(249) + b"Words\n" + bytes(500), "unpack it"),
    "book.mobi": (b"A_Book" + bytes(54) + b"BOOKMOBI" + bytes(200) + _BYTES, "make EPUB or PDF of it"),
    "book.djvu": (b"AT&TFORM\0\0\1\0DJVM" + _BYTES, "make EPUB or PDF of it"),
    "talk.pptx": (archive({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), "a presentation"),
    "sums.xlsx": (archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<p/>"}), "a spreadsheet"),
    "sums.ods": (
        archive(
            {
                "META-INF/manifest.xml": "<manifest/>",
                "content.xml": "<office:document-content><office:body><office:spreadsheet><table:table/>"
                "</office:spreadsheet></office:body></office:document-content>",
            }
        ),
        "a spreadsheet",
    ),
    "other.bin": (b"\x01\x02\x03\x04" * 500, "is not text that can be read"),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_not_read_is_called_by_its_kind(name):
    data, told = KINDS[name]
    with pytest.raises(FormatError) as refused:
        open_bytes(data, name)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("sign", [sign for behind, signs, _sentence in SIGNS for sign in signs if not behind])
def test_data_that_begins_as_a_kind_does_is_no_text_whatever_follows(sign):
    with pytest.raises(FormatError):
        decode(sign + b" and so on, in words.\n", "words.txt")


@pytest.mark.parametrize("words", ["ID3 tags hold titles.\n", "RIFF is a format.\n", "BZh\n", "OggS begins a page.\n"])
def test_a_text_about_a_kind_is_a_text(words):
    assert decode(words.encode(), "words.txt") == words
