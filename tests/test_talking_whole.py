"""Complete talking books: all their text, of the right kinds, and with everything that sounds followed."""

import re
from xml.etree import ElementTree

import pytest

from tests.machine.process import ROOT
from tests.made.documents import shown
from tests.made.talking_books import JAPANESE, PAGES, WHOLE, daisy2, daisy3, named, packed_as, text2
from tui.importers import format_of, open_bytes

EXPECTED = (ROOT / "tests" / "data" / "talking" / "whole.expected").read_text("utf-8")
CHANGES = ("", "folder", "capitals", "windows")


def blocks_of(publication):
    return [block for article in publication.articles for block in article.blocks]


def clips(publication):
    """The number of the clip that is heard from a character on, with what stands there."""
    found: dict[int, str] = {}
    for block in blocks_of(publication):
        for each in block.recordings:
            for sound in each.sounds:  # of all that begins at one character
                found.setdefault(int(sound.begin), block.text[each.start :])
    return found


def test_every_construct_of_a_text_of_daisy_3_is_of_its_kind():
    assert shown(open_bytes(WHOLE.encode(), "whole.xml")) == EXPECTED


def test_not_a_letter_of_it_is_lost():
    read = "".join(block.text for block in blocks_of(open_bytes(WHOLE.encode(), "whole.xml")))
    tree = ElementTree.fromstring(WHOLE)
    body = tree.find("{http://www.daisy.org/z3986/2005/dtbook/}book")
    pages = [each for each in body.iter() if each.tag.endswith("}pagenum")]
    for word in re.findall(r"[^\W\d_]{2,}", " ".join(body.itertext())):
        assert word in read, word
    assert len(pages) == len(open_bytes(WHOLE.encode(), "whole.xml").pages)


@pytest.mark.parametrize("change", CHANGES)
def test_a_book_of_daisy_3_is_followed_by_its_recordings(change):
    publication = open_bytes(packed_as(daisy3(), change), "book.zip")
    assert shown(publication) == EXPECTED
    assert [page.label for page in publication.pages] == ["i", "1", "2", "3", "A-1"]
    heard, tree = clips(publication), ElementTree.fromstring(WHOLE)
    elements = {each.get("id"): each for each in tree.iter() if each.get("id")}
    silent = []
    for number, name in enumerate(named()):
        # What begins with a picture begins with what is told of it.
        words = " ".join(
            word for each in elements[name].iter() for word in (each.get("alt"), each.text) if word
        ).split()
        if name in PAGES or not words:
            continue
        if number not in heard:
            silent.append(name)
        else:
            assert words[0] in heard[number][: len(words[0]) + 4], (name, heard[number])
    assert silent == []


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("encoding", "words"), [("utf-8", None), ("iso-8859-1", None), ("shift_jis", JAPANESE)])
def test_a_book_of_daisy_2_in_every_encoding_and_packed_in_every_way(change, encoding, words):
    data = packed_as(daisy2(encoding, words), change)
    assert format_of(data, "book.zip").name == "daisy"
    publication = open_bytes(data, "book.zip")
    parts = text2(words)
    assert publication.title == parts[0][2]
    assert [page.label for page in publication.pages] == ["i", "1", "2", "A-1"]
    heard = clips(publication)
    for number, (element, kind, text) in enumerate(parts):
        if kind.startswith("page"):
            assert number not in heard
        elif kind != "noteref":
            assert text.split("\n")[0] in heard[number], (element, text)
    kinds = {block.text: block.kind for block in blocks_of(publication)}
    assert [str(kinds[parts[number][2]]) for number in (10, 11, 12, 16)] == ["note", "note", "note", "quote"]
    assert [(block.text, block.gap) for block in blocks_of(publication) if block.kind == "code"] == [
        ("x = 1", 0),
        ("y = 2", 1),
    ]
    links = [link for block in blocks_of(publication) for link in block.links]
    assert [blocks_of(publication)[0].text, len(links)] == [parts[0][2], 1]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("encoding", "words"), [("iso-8859-1", None), ("shift_jis", JAPANESE)])
def test_a_book_of_recordings_alone_has_its_headings_pages_and_notes(change, encoding, words):
    publication = open_bytes(packed_as(daisy2(encoding, words, has_text=False), change), "book.zip")
    texts, parts = [block.text for block in blocks_of(publication)], text2(words)
    heads = [text for element, _kind, text in parts if element[1:].isdecimal()]
    assert [text for text in texts if text in heads] == heads
    assert [page.label for page in publication.pages] == ["i", "1", "2", "A-1"]
    sounds = [int(s.begin) for block in blocks_of(publication) for each in block.recordings for s in each.sounds]
    pages = [number for number, (_element, kind, _text) in enumerate(parts) if kind.startswith("page")]
    assert sounds == [number for number in range(len(parts)) if number not in pages]


@pytest.mark.parametrize(
    "keep", [("ncc.html", "text.html"), ("text.html", "ncc.html", "s1.smil", "s2.smil", "s3.smil")]
)
def test_a_book_without_its_sounds_is_read(keep):
    files = {name: data for name, data in daisy2().items() if name in keep}
    texts = [block.text for block in blocks_of(open_bytes(packed_as(files, "folder"), "book.zip"))]
    assert [text for element, _kind, text in text2() if element == "p"] == [
        text for text in texts if text in {words for element, _kind, words in text2() if element == "p"}
    ]


def test_a_text_of_daisy_3_without_smil_files_is_read():
    files = {name: data for name, data in daisy3().items() if not name.endswith((".smil", ".wav"))}
    assert shown(open_bytes(packed_as(files, "folder"), "book.zip")) == EXPECTED
