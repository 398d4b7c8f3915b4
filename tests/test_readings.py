"""Characters with their reading above them (ruby): the characters once, and the reading for those who want it."""

import io

import pytest

from tests.made.documents import DOCX, ODT, PAGE, archive, epub
from tests.make import MemoryStandIn, OptionsStandIn
from tui.core.lazily import Chapter, Recent
from tui.core.narrator import Narrator
from tui.core.publication import Article, Block, Kind, Link, Page, Place, Publication, Reading
from tui.core.reader import Reader
from tui.core.readings import WAYS, moved, read_as
from tui.export.epub import write as write_epub
from tui.export.html import write as write_html
from tui.export.json import as_data
from tui.export.markdown import write as write_markdown
from tui.export.text import write as write_text
from tui.importers import open_bytes
from tui.library.stored import packed, unpacked

RUBY = "<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rp>(</rp><rt>きょう</rt><rp>)</rp></ruby>"
HTML = f"<p>私は{RUBY}へ<a href='https://a.example/'><ruby>行<rt>い</rt></ruby>く</a>。それから。</p>"
_RUN = "<w:r><w:t>{}</w:t></w:r>"
_WORD = "<w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>"
_DOCX = (
    f"<w:p>{_RUN.format('私は')}{_WORD.format(_RUN.format('とうきょう'), _RUN.format('東京'))}{_RUN.format('へ')}"
    f"{_WORD.format(_RUN.format('い'), _RUN.format('行'))}{_RUN.format('く。それから。')}</w:p>"
)
_ODT = (
    "<text:p>私は<text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby>"
    "へ<text:ruby><text:ruby-base>行</text:ruby-base><text:ruby-text>い</text:ruby-text></text:ruby>く。それから。</text:p>"
)
SAMPLES = {
    "a.html": PAGE.format(HTML).encode(),
    "a.epub": epub(one=PAGE.format(HTML)),
    "a.md": HTML.removeprefix("<p>").removesuffix("</p>").encode(),
    "a.docx": archive(DOCX | {"word/document.xml": DOCX["word/document.xml"].replace("<w:body>", f"<w:body>{_DOCX}")}),
    "a.odt": archive(ODT | {"content.xml": ODT["content.xml"].replace("<text:h ", f"{_ODT}<text:h ")}),
}
SHOWN = {
    "base": "私は東京へ行く。それから。",
    "both": "私は東京(とうきょう)へ行(い)く。それから。",
    "reading": "私はとうきょうへいく。それから。",
}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("way", WAYS)
def test_the_characters_stand_there_once_and_their_reading_as_it_is_wanted(name, way):
    publication = open_bytes(SAMPLES[name], name)
    assert publication.articles[0].blocks[0].readings == ((2, 4, "とうきょう"), (5, 6, "い"))
    assert read_as(publication, way).articles[0].blocks[0].text == SHOWN[way]
    assert read_as(publication, way).key == publication.key
    assert unpacked(packed(publication)) == publication


@pytest.mark.parametrize(
    ("markup", "text", "readings"),
    [
        ("<ruby>東京<rt>とうきょう</rt><rtc><rt>Tokyo</rt></rtc></ruby>", "東京", [(0, 2, "とうきょう Tokyo")]),
        ("<ruby><rb>東</rb><rb>京</rb><rt>とう</rt><rt>きょう</rt></ruby>", "東京", [(0, 2, "とうきょう")]),
        ("<ruby>\n 東京\n <rt>とう <b>きょう</b></rt>\n</ruby>駅", "東京 駅", [(0, 2, "とう きょう")]),
        ("<ruby><i>東</i><rt><b>と</b></rt>京<rt><b>き</b></rt></ruby>", "東京", [(0, 1, "と"), (1, 2, "き")]),
        ("<ruby><rt>alone</rt></ruby>", "(alone)", []),
        ("<ruby>東<rt></rt></ruby>", "東", []),
        ("<ul><li>a <ruby>b<rt>c</rt></ruby></li></ul>", "• a b", [(4, 5, "c")]),
    ],
)
def test_what_is_read_and_how(markup, text, readings):
    block = open_bytes(PAGE.format(markup if markup.startswith("<u") else f"<p>{markup}</p>").encode(), "a.html")
    assert [(b.text, list(b.readings)) for b in block.articles[0].blocks] == [(text, readings)]


def book(way="base"):
    second = Block("それから東京。", Kind.PARAGRAPH, readings=(Reading(4, 6, "とうきょう"),))
    first = Block(
        "行く東京へ",
        Kind.PARAGRAPH,
        links=(Link(2, 4, "", Place(0, 1, 5)), Link(4, 5, "x")),
        pictures=(4,),
        readings=(Reading(0, 1, "い"), Reading(2, 4, "とうきょう")),
    )
    return Publication("k", "t", (Article("0", "t", (first, second)),), "ja", pages=(Page("2", Place(0, 1, 6)),))


@pytest.mark.parametrize("way", WAYS)
def test_links_pages_and_places_stay_on_their_characters(way):
    base, shown = book(), read_as(book(), way)
    for block, other in zip(base.articles[0].blocks, shown.articles[0].blocks, strict=True):
        for link, found in zip(block.links, other.links, strict=True):
            words = block.text[link.start : link.end]
            with_reading = {"base": words, "both": "東京(とうきょう)", "reading": "とうきょう"}[way]
            assert other.text[found.start : found.end] == (with_reading if words == "東京" else words)
    for number, block in enumerate(base.articles[0].blocks):
        for offset, character in enumerate(block.text):
            place = moved(base, Place(0, number, offset), way)
            is_read = any(each.start <= offset < each.end for each in block.readings)
            if way == "both" or not is_read:
                assert shown.articles[0].blocks[number].text[place.offset] == character
            if way == "both":
                assert moved(base, place, way, back=True) == Place(0, number, offset)
    assert shown.articles[0].blocks[1].text[shown.pages[0].place.offset] == "。"


def test_chapters_that_are_made_later_have_them_too():
    blocks = book().articles[0].blocks
    late = book()._replace(articles=(Article("0", "t", Chapter(lambda: blocks, 20, Recent())),))
    assert [block.text for block in read_as(late, "both").articles[0].blocks] == [
        block.text for block in read_as(book(), "both").articles[0].blocks
    ]


def test_the_setting_changes_what_is_read_at_once_and_the_place_stays():
    options = OptionsStandIn()
    options.values["readings"], options.at["readings"] = list(WAYS), 0
    options.get = lambda name: options.value(name) if name == "readings" else OptionsStandIn.get(options, name)
    reader = Reader(book(), MemoryStandIn(Place(0, 1, 6)), options, None)
    for text, rest in (("それから東京(とうきょう)。", "。"), ("それからとうきょう。", "。"), ("それから東京。", "。")):
        reader.press("o" if not reader.menu else "escape")
        if not reader.menu:
            reader.press("o")
        entry = next(number for number, each in enumerate(reader.menu.entries) if each.value == "readings")
        reader.menu.index = entry
        reader.press("enter")
        session = reader.reading.session
        assert session.block.text == text
        assert session.block.text[session.place.offset :] == rest


def test_the_voice_says_what_is_shown():
    for way in WAYS:
        said = Narrator(read_as(open_bytes(SAMPLES["a.html"], "a.html"), way)).start(Place())
        assert "".join(each.text for each in said).strip() == SHOWN[way]


def test_spelling_a_word_tells_its_reading():
    reader = Reader(open_bytes(SAMPLES["a.html"], "a.html"), MemoryStandIn(Place(0, 0, 2)), OptionsStandIn(), None)
    assert "とうきょう" in reader.press("'").text


def test_books_keep_them_and_texts_have_them_in_brackets():
    publication = open_bytes(SAMPLES["a.html"], "a.html")
    for write, suffix in ((write_html, "html"), (write_epub, "epub")):
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        write(publication, out)
        out.flush()
        again = open_bytes(out.buffer.getvalue(), f"again.{suffix}")
        blocks = [block for article in again.articles for block in article.blocks if block.readings]
        assert [(block.text, block.readings) for block in blocks] == [
            (SHOWN["base"], ((2, 4, "とうきょう"), (5, 6, "い")))
        ]
    for write in (write_markdown, write_text):
        out = io.StringIO()
        write(publication, out)
        assert SHOWN["both"] in out.getvalue()
    assert as_data(publication)["articles"][0]["items"][0]["readings"][1] == {"start": 5, "end": 6, "text": "い"}
