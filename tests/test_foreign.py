"""Words in another language than the paragraph they stand in: every format tells of them, and the voice gets them."""

import pytest

from tests.made.documents import DAISY3, DOCX, ODT, PAGE, archive, epub
from tui.core.narrator import Narrator
from tui.core.publication import Place
from tui.importers import open_bytes
from tui.library.stored import packed, unpacked
from tui.speech.protocol import line_of, message_of, say, utterance_of

_RUN = "<w:r><w:rPr><w:lang w:val='{}' w:eastAsia='{}'/></w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"
_PLAIN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
_WORDS = (
    _PLAIN.format("He said ")
    + _RUN.format("fr-FR", "ja-JP", "bonjour ")
    + _RUN.format("fr-FR", "ja-JP", "東京")
    + _PLAIN.format(" twice.")
)
_DOCUMENT = DOCX["word/document.xml"]
_STYLES = (
    "<office:automatic-styles><style:style style:name='T1'><style:text-properties fo:language='fr' fo:country='FR'"
    " style:language-asian='ja' style:country-asian='JP'/></style:style></office:automatic-styles>"
)
_SPANS = (
    "<text:p>He said <text:span text:style-name='T1'>bonjour </text:span>"
    "<text:span text:style-name='T1'>東京</text:span> twice.</text:p>"
)
_HTML = "<p>He said <i lang='fr-FR'>bonjour </i><i xml:lang='ja-JP'>東京</i> twice.</p>"
SOURCES = {
    "page.html": f"<!DOCTYPE html><html><body><article>{_HTML}<p>More words follow here.</p></article>".encode(),
    "book.epub": epub(one=PAGE.format(_HTML)),
    "book.daisy": archive(
        {**DAISY3, "book/text.xml": f"<dtbook><book><bodymatter>{_HTML}</bodymatter></book></dtbook>"}
    ),
    "notes.md": f"# Notes\n\n{_HTML[3:-4]}\n".encode(),
    "book.fb2": b"<?xml version='1.0'?><FictionBook><body><section>"
    + _HTML.replace("<i ", "<style ").replace("</i>", "</style>").replace(" lang", " xml:lang").encode()
    + b"</section></body></FictionBook>",
    "letter.docx": archive(
        {**DOCX, "word/document.xml": _DOCUMENT.replace("<w:body>", f"<w:body><w:p>{_WORDS}</w:p>")}
    ),
    "letter.odt": archive(
        {
            **ODT,
            "content.xml": ODT["content.xml"]
            .replace("<office:body>", f"{_STYLES}<office:body>")
            .replace("</text:tracked-changes>", f"</text:tracked-changes>{_SPANS}"),
        }
    ),
}
SAID = "He said bonjour 東京 twice."


@pytest.mark.parametrize("name", SOURCES)
def test_words_in_another_language_are_told_of(name):
    publication = open_bytes(SOURCES[name], name)
    place, block = next(
        (Place(number, index), block)
        for number, article in enumerate(publication.articles)
        for index, block in enumerate(article.blocks)
        if block.text == SAID
    )
    found = [(block.text[each.start : each.end].strip(), each.language) for each in block.foreign]
    assert found == [("bonjour", "fr-FR"), ("東京", "ja-JP")]
    assert unpacked(packed(publication)) == publication
    # From the word where reading begins, through the pipe, into the worker.
    utterance = Narrator(publication).start(place._replace(offset=12))[0]
    assert utterance.text == SAID[12:]
    sent = utterance_of(message_of(line_of(say(utterance, 1))))
    assert sent.foreign == utterance.foreign
    assert [SAID[12:][each.start : each.end].strip() for each in sent.foreign] == ["our", "東京"]


def test_a_paragraph_that_is_all_in_another_language_is_in_that():
    source = b"<!DOCTYPE html><html lang='en'><body><article><p><span lang='fr'>Bonjour.</span></p><p>Well.</p>"
    blocks = open_bytes(source, "page.html").articles[0].blocks
    assert [(block.text, block.language, block.foreign) for block in blocks] == [
        ("Bonjour.", "fr", ()),
        ("Well.", "", ()),
    ]


def test_a_number_before_an_item_and_lines_do_not_move_the_words():
    source = (
        b"<!DOCTYPE html><html lang='en'><body><article><ol><li>so <b lang='la'>ergo</b> on</li></ol>"
        b"<p>one <b lang='la'>unus<br>duo</b> three</p>"
    )
    blocks = open_bytes(source, "page.html").articles[0].blocks
    found = [(block.text, [block.text[each.start : each.end].strip() for each in block.foreign]) for block in blocks]
    assert found == [("1. so ergo on", ["ergo"]), ("one unus", ["unus"]), ("duo three", ["duo"])]
