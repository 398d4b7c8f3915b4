"""XML of other kinds: told by what is in it, nothing fetched or expanded, and none of its words lost."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tui.importers import format_of, open_bytes

DATA = Path(__file__).parent / "data" / "documents"
KINDS = {
    "manual.docbook": "docbook",
    "paper.tei": "tei",
    "study.jats": "jats",
    "help.page": "mallard",
    "chart.svg": "svg",
    "letter.xml": "xml",
}
# What is not shown where these are shown: entries of an index, what stands in a header, what an editor has put right.
UNSEEN = {"indexterm", "teiHeader", "journal-meta", "article-id", "pub-date", "info", "defs", "sic", "del", "tex-math"}
UNSEEN |= {"alt-text"}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("suffix", [".xml", ".html", ".txt"])
def test_a_kind_is_told_by_what_is_in_it(name, suffix):
    assert format_of((DATA / name).read_bytes(), f"a{suffix}").name == KINDS[name]


def _words(element, inside=False):
    hidden = "none" in element.get("style", "")
    if element.tag.rpartition("}")[2] in UNSEEN or hidden:
        return
    yield from re.findall(r"[^\W_]+", element.text or "")
    for child in element:
        yield from _words(child)
        yield from re.findall(r"[^\W_]+", child.tail or "")


@pytest.mark.parametrize("name", KINDS)
def test_all_words_that_are_shown_are_read(name):
    source = re.sub(r"&(?!amp;)\w+;|<!ENTITY[^>]*>", " ", (DATA / name).read_text("utf-8"))
    publication = open_bytes((DATA / name).read_bytes(), name)
    blocks = [block for article in publication.articles for block in article.blocks] + list(publication.furniture)
    text = "".join("".join(block.text for block in blocks).split()).translate(str.maketrans("₂²", "22"))
    assert [word for word in _words(ElementTree.fromstring(source)) if word not in text] == []


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("<?xml version='1.0'?><config xmlns='x'><a name='b'>12</a><path>/usr/share/x</path></config>", "text"),
        ("<?xml version='1.0'?><project><name>kerb</name><version>1.0</version></project>", "text"),
        (f"<?xml version='1.0'?><doc>{'<p>Too short.</p>' * 20}</doc>", "text"),
        (f"<doc><p>{'No sign of XML, though it is prose, as nobody can doubt. ' * 8}</p></doc>", "text"),
        (f"<?xml version='1.0'?><doc><p>{'无障碍环境建设是一件大事，大家都应当关心和支持。' * 12}</p></doc>", "xml"),
        (f"<?xml version='1.0'?><doc><p>{'It is prose, and long enough to be told as such. ' * 8}</p></doc>", "xml"),
    ],
)
def test_only_what_is_clearly_prose_is_read_as_such(text, form):
    assert format_of(text.encode(), "a.xml").name == form


@pytest.mark.parametrize("root", ["book", "TEI", "article"])
def test_entities_stand_for_words_of_the_document_and_nothing_is_fetched(root):
    marks = {
        "book": "<para>&b;&c;</para>",
        "TEI": "<text><p>&b;&c;</p></text>",
        "article": "<body><p>&b;&c;</p></body>",
    }
    meta = "<article-meta/>" if root == "article" else ""
    entities = '<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">'
    data = f"<?xml version='1.0'?><!DOCTYPE {root} [{entities}]><{root}>{meta}{marks[root]}</{root}>"
    publication = open_bytes(data.encode(), "a.xml")
    assert [block.text for block in publication.articles[0].blocks] == ["aaaaaa&c;"]


def test_entries_that_span_columns_are_said_in_each():
    row = "<row><entry>Day</entry><entry namest='c2' nameend='c3'>Times</entry></row>"
    table = f"<informaltable><tgroup cols='3'><thead>{row}</thead></tgroup></informaltable>"
    publication = open_bytes(f"<book><para>Words.</para>{table}</book>".encode(), "a.docbook")
    assert publication.articles[0].blocks[1].text == "Day; Times; Times"


def test_entities_that_nobody_has_defined_stay_as_they_are_written():
    data = "<?xml version='1.0'?><book><para>She&nbsp;went &unknown;down &amp; out.</para></book>"
    assert open_bytes(data.encode(), "a.docbook").articles[0].blocks[0].text == "She\xa0went &unknown;down & out."
