"""Pictures of which nothing is said are there all the same: said to be such, counted and gone to in every format."""

import io

import pytest

from tests.made.documents import DOCX, ODT, archive, epub
from tests.make import MemoryStandIn, OptionsStandIn
from tui import texts
from tui.core.publication import Kind, Place
from tui.core.reader import Reader
from tui.core.things import Sort, Things
from tui.errors import FormatError
from tui.export.epub import write as write_epub
from tui.importers import open_bytes
from tui.library.stored import packed, unpacked

_PIC = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"/><a:graphic><a:graphicData><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="{name}"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_VML = '<w:r><w:pict><v:shape><v:imagedata r:id="rId9" o:title="tide table"/></v:shape></w:pict></w:r>'
_P = "<w:p><w:r><w:t>{}</w:t></w:r>{}</w:p>"
_WORD = DOCX["word/document.xml"].replace(
    "</w:body>",
    f"<w:p>{_PIC.format(name='Old quay.jpg')}</w:p>{_P.format('Press', _PIC.format(name='Image 2'))}"
    f"<w:p>{_VML}</w:p></w:body>",
)
_FRAME = "<draw:frame draw:name='graphics1'><draw:image xlink:href='{}'/></draw:frame>"
_OPEN = ODT["content.xml"].replace(
    "</office:text>",
    f"<text:p>{_FRAME.format('Pictures/Old quay.jpg')}</text:p>"
    f"<text:p>Press{_FRAME.format('Pictures/1000.png')}</text:p>"
    f"<text:p>{_FRAME.format('tide table.svm')}</text:p></office:text>",
)
_HTML = (
    "<h1>A</h1><p>She came back to us.</p><p><img src='Old quay.jpg'/></p><p>Press<img src='1.png'/></p>"
    "<img src='tide table.gif'/>"
)
_FB2 = (
    "<FictionBook xmlns:l='x'><body><section><title><p>A</p></title><p>Words.</p><image l:href='#Old quay.jpg'/>"
    "<p>Press<image l:href='#i1.png'/></p><image l:href='#tide table.png'/></section></body></FictionBook>"
)
SAMPLES = {
    "a.docx": archive(DOCX | {"word/document.xml": _WORD}),
    "a.odt": archive(ODT | {"content.xml": _OPEN}),
    "a.html": _HTML.encode(),
    "a.epub": epub(two=f"<body>{_HTML}</body>"),
    "a.fb2": _FB2.encode(),
    "a.md": b"# A\n\n![](Old%20quay.jpg)\n\nPress![](1.png)\n\n![ ](tide_table.png)\n",
    "a.json": b'{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "1", "content_html":'
    b"\"<p>Words.</p><p><img src='Old quay.jpg'></p><p>Press<img src='1.png'></p><img src='tide table.gif'>\"}]}",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_picture_without_words_is_told_counted_and_gone_to(name):
    publication = open_bytes(SAMPLES[name], name)
    places = Things(publication).places(Sort("image"))
    told = [publication.articles[place.article].blocks[place.block].text[place.offset :] for place in places]
    assert told[-3:] == ["[Picture: Old quay]", "[Picture]", "[Picture: tide table]"]
    reader = Reader(publication, MemoryStandIn(Place(0)), OptionsStandIn(), None)
    reader.press("enter")
    reader.press(":")
    reader.answer(f"picture {len(places) - 1}")
    assert reader.reading.session.place == places[-2]


@pytest.mark.parametrize("name", ["a.docx", "a.md", "a.epub"])
def test_they_are_kept_by_the_library_and_in_books(name):
    publication = open_bytes(SAMPLES[name], name)
    assert unpacked(packed(publication)) == publication
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    write_epub(publication, out)
    out.flush()
    again = open_bytes(out.buffer.getvalue(), "again.epub")
    counts = [
        sum(block.kind is Kind.IMAGE for article in each.articles for block in article.blocks)
        for each in (again, publication)
    ]
    assert counts[0] == counts[1]


def test_a_book_is_the_same_whatever_language_pictures_are_told_in():
    english = open_bytes(SAMPLES["a.md"], "a.md")
    texts.use_language("zh")
    try:
        chinese = open_bytes(SAMPLES["a.md"], "a.md")
    finally:
        texts.use_language("en")
    assert "[图片：Old quay]" in [block.text for block in chinese.articles[0].blocks]
    assert (chinese.key, chinese.articles[0].key) == (english.key, english.articles[0].key)


def test_a_document_of_nothing_but_pictures_holds_no_text():
    with pytest.raises(FormatError, match="no text"):
        open_bytes(b"<html><body><p><img src='Old quay.jpg'></p><p><img src='2.jpg'></p></body></html>", "a.html")


def test_what_word_calls_decoration_is_silent():
    drawn = _PIC.format(name="Line.png").replace('name="Picture 1"/>', 'name="P"><adec:decorative val="1"/></wp:docPr>')
    word = DOCX["word/document.xml"].replace("</w:body>", f"<w:p>{drawn}</w:p></w:body>")
    publication = open_bytes(archive(DOCX | {"word/document.xml": word}), "a.docx")
    assert [block.text for block in publication.articles[0].blocks if block.kind is Kind.IMAGE] == ["A gull"]
