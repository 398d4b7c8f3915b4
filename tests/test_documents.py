"""Documents that have a structure: all their text in order, of the right kind; whatever is wrong with them."""

import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made import documents
from tests.made.documents import PAGE, archive, epub, shown
from tests.make import publication
from tui.core.describe import about
from tui.core.publication import Block, Kind, Place
from tui.errors import FormatError
from tui.importers import FORMATS, format_of, open_bytes
from tui.importers.opml import subscriptions

DATA = Path(__file__).parent / "data" / "documents"
CASES = sorted(path for path in DATA.iterdir() if path.suffix != ".expected")
ARCHIVES = {"book.epub": documents.EPUB, "letter.docx": documents.DOCX, "letter.odt": documents.ODT}
ARCHIVES |= {"three.daisy": documents.DAISY3, "two.daisy": documents.DAISY2}
MADE = {name: archive(files) for name, files in ARCHIVES.items()} | {"text.xml": documents.DTBOOK.encode()}
PARTS = [(name, part) for name, files in ARCHIVES.items() for part in files if part != "mimetype"]
SAMPLES = {path.name: path.read_bytes() for path in CASES} | MADE


@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_becomes_blocks_of_the_right_kinds(name):
    expected = (DATA / f"{name}.expected").read_text(encoding="utf-8")
    assert shown(open_bytes(SAMPLES[name], name)) == expected


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("suffix", [".txt", ".pdf", ".epub", ""])
def test_what_a_document_is_called_does_not_matter(name, suffix):
    if (name, suffix) == ("notes.md", ".txt"):
        return  # a text with marks is a text
    assert shown(open_bytes(SAMPLES[name], f"x{suffix}")) == shown(open_bytes(SAMPLES[name], name))


def test_a_text_with_the_name_of_something_else_is_a_text():
    assert format_of(b"Only words.\n", "words.epub").name == "text"
    assert format_of(b"# Only words.\n", "words.md").name == "markdown"


@pytest.mark.parametrize("inside", ["<div id=root></div>", "<noscript>You need to enable JavaScript.</noscript>"])
def test_a_page_that_is_a_program_says_so(inside):
    page = f"<html><head><title>T</title><script src=a.js></script></head><body>{inside}</body></html>"
    with pytest.raises(FormatError, match="made by a program"):
        open_bytes(page.encode(), "app.html")


def test_a_page_of_pictures_is_no_program():
    with pytest.raises(FormatError, match="only pictures"):
        open_bytes(b"<html><head><title>T</title></head><body><img src=a.png></body></html>", "a.html")


def test_formats_have_names_and_suffixes_of_their_own():
    suffixes = [suffix for known in FORMATS for suffix in known.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert len({known.name for known in FORMATS}) == len(FORMATS)


def test_the_readme_names_every_format_in_both_languages():
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    for half in readme.split("# 中文\n", 1):
        end = half.index("\n\n", half.index("- **Markdown**"))
        table = half[:end]
        for known in FORMATS:
            assert not known.suffixes or f"`{known.suffixes[0]}`" in table, known.name


@pytest.mark.parametrize(
    ("mark", "told"),
    [("1", "[1]"), ("*", "[*]"), ("††", "[††]"), ("[1]", "[1]"), ("a", "[a]"), ("See there", "See there")],
)
@pytest.mark.parametrize("link", ["<sup><a href='#n'>{}</a></sup>", "<a epub:type='noteref' href='#n'>{}</a>"])
def test_what_leads_to_a_note_stands_apart_from_the_word_before_it(mark, told, link):
    page = PAGE.format(f"<p>quay{link.format(mark)}.</p><p id='n'>By foot.</p>")
    assert open_bytes(page.encode(), "page.html").articles[0].blocks[0].text == f"quay{told}."


def test_words_that_nobody_sees_do_not_make_an_article():
    hidden = f"<div hidden>{'<p>Templates, of many words.</p>' * 90}</div>"
    page = f"<html><body>{hidden}<textarea>News, as of today. We are open.</textarea>"
    assert open_bytes(page.encode(), "page.html").articles[0].blocks[0].text == "News, as of today. We are open."


@pytest.mark.parametrize(
    ("heads", "first"),
    [
        ("<h1>The ferry runs again</h1>", "The ferry runs again"),
        ("<h1>Harbour</h1><h1>The ferry runs again</h1>", "The ferry runs again"),
        ("<h1>Harbour</h1>", "It left at six, as ever."),
        ("<h1>Another thing</h1>", "It left at six, as ever."),
    ],
)
def test_the_text_of_an_article_has_the_heading_of_its_page(heads, first):
    text = "<div class='post-content'><p>It left at six, as ever.</p></div>"
    page = f"<html><head><title>The ferry runs again - Harbour</title></head><body>{heads}<p>By B. Moss</p>{text}"
    (article,) = open_bytes(page.encode(), "page.html").articles
    assert article.blocks[0].text == first
    assert article.title.startswith("The ferry runs again")


_LINE, _LINK = (
    "It is kept, as it should be, whatever stands below it. " * 3,
    "<a href='http://e.example/'>http://e.example/{}</a>",
)
_ADDRESS = _LINK.format("a/long/address/of/a/page")
_LONGER = "<p>The ferry left the quay at six, and came back.</p>" * 40
KEPT = {
    "a box of a book": f"<div class='sidebar'><p>Tools</p><p>{_LINE}</p></div>",
    "a paragraph with addresses": f"<div>{_LINE} For more see {_ADDRESS}, {_ADDRESS * 3} and {_ADDRESS}.</div>",
    "notes that are addresses": f"<div class='footnotes'><div>{_LINE} See {_ADDRESS * 3} and {_ADDRESS}</div></div>",
    "a section beside a longer one": f"<div>{f'<p>{_LINE}</p>' * 5}</div><div>{_LONGER}</div>",
    "a section that is called so": f"<div class='section' id='Comments'><p>{_LINE}</p></div>",
    "a paragraph before much code": f"<p>{_LINE}</p>",
    "a dialog that is open": f"<dialog open><p>{_LINE}</p></dialog>",
    "a menu that is a list": f"<menu><li>{_LINE}</li></menu>",
    "the words for a drawing": f"<canvas>{_LINE}</canvas>",
}


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("longer", [_LONGER, f"<pre>{'a(b, c); ' * 200}</pre>"])
def test_what_belongs_to_a_text_is_not_taken_for_furniture(name, longer):
    page = f"<html><body><div id='menu'><a href='/'>Home</a></div><div>{KEPT[name]}{longer}</div></body></html>"
    texts = [block.text for block in open_bytes(page.encode(), "page.html").articles[0].blocks]
    assert any("kept" in text for text in texts)
    assert "Home" not in texts


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        ("<img src='a.png' alt='A gull'/>", "A gull"),
        ("<img src='a.png' alt='(missing alt)'/>", "[Picture]"),
        ("<img src='i/a.png' alt='i/harbour-plan.png'/>", "[Picture: harbour plan]"),
        ("<img src='a.png'/>", "[Picture]"),
        ("<img src='quay/Gull%20at-sea_2.jpg?w=3'/>", "[Picture: Gull at sea 2]"),
        ("<img src='IMG_0231.jpg' title='A gull'/>", "A gull"),
        ("<img src='4f2a9b7c.jpg'/>", "[Picture]"),
        ("<img src='gull.png' alt=''/>", ""),
        ("<img src='gull.png' role='presentation'/>", ""),
        ("<img src='gull.png' aria-hidden='true'/>", ""),
        ("<img src='https://a.example/gull.gif' width='1' height='1'/>", ""),
        ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='/>", ""),
        ("<img/>", ""),
        ("<svg><image href='gull.jpg'/></svg>", "[Picture: gull]"),
        ("<svg role='img'><path/></svg>", "[Picture]"),
        ("<svg><path/></svg>", ""),
        ("<object data='a.svg'></object>", "[Picture]"),
        (r"<img src='a.png' alt='C:\Pictures\gull.jpg'/>", "[Picture: gull]"),
        ("<img src='a.png' alt='file:///home/ann/gull.jpg'/>", "[Picture: gull]"),
        ("<img src='a.png' alt='A: gull / tern'/>", "A: gull / tern"),
        ("<object data='a.svg' type='image/svg+xml'><p>A gull</p> flies</object>", "A gull flies"),
        ("<object data='a.SVG#x'><img src='a.png' alt='A gull'/></object>", "A gull"),
        ("<object data='a.png' aria-label='A gull'>Get a newer program.</object>", "A gull"),
        ("<object data='film.swf'>Get a newer program.</object>", "[Embedded file: film] Get a newer program."),
    ],
)
def test_what_stands_for_a_picture_is_read(picture, told):
    blocks = open_bytes(PAGE.format(f"<p>Words.</p><div>{picture}</div>").encode(), "page.html").articles[0].blocks
    assert [block.text for block in blocks] == ["Words.", *filter(None, [told])]


def test_an_article_whose_paragraphs_are_spans_is_not_lost_for_the_one_real_paragraph_of_the_page():
    words = "<div><i><b>She went down to the quay, as on every morning, and looked for the ferry.</b></i></div>"
    page = f"<html><body><div>{words * 6}</div><div><p>All rights, as ever, are ours.</p></div>"
    blocks = open_bytes(page.encode(), "page.html").articles[0].blocks
    assert sum("looked for the ferry" in block.text for block in blocks) == 6


# Nothing is lost

_INLINE = ["b", "i", "span", "a href='#x'", "em", "code", "unknown", "q", "font", "label", "s"]
_BLOCK = ["p", "div", "blockquote", "h1", "h3", "li", "ul", "ol", "pre", "td", "tr", "table", "section", "dt", "dd"]
_TAGS = st.sampled_from(_INLINE + _BLOCK)


@st.composite
def markup(draw):
    """HTML with numbered words, nested and closed anyhow."""
    parts, count = [], 0
    for step in draw(st.lists(st.tuples(st.integers(0, 5), _TAGS), max_size=60)):
        what, tag = step
        if what <= 2:
            parts.append(f" w{count} ")
            count += 1
        elif what == 3:
            parts.append(f"<{tag}>")
        elif what == 4:
            parts.append(f"</{tag.split()[0]}>")
        else:
            parts.append(draw(st.sampled_from(["<br>", "<", "&", "<!-- c -->", "<img alt=''>", "</p>", "<p", "<hr/>"])))
    return "".join(parts), count


@settings(deadline=None, max_examples=300)
@given(markup())
def test_every_word_of_a_page_comes_out_once_and_in_order(made):
    text, count = made
    page = f"<html><body><p>begin</p>{text}"
    publication = open_bytes(page.encode(), "page.html")
    words = " ".join(block.text for article in publication.articles for block in article.blocks).split()
    found = [word.strip("“”;") for word in words if word.strip("“”;").startswith("w")]
    swallowed = text.count("<p") != text.count("<p>") or text.count("<") != text.count(">")
    if not swallowed:  # a tag that does not end takes words with it in any browser
        assert found == [f"w{number}" for number in range(count)]


@settings(deadline=None, max_examples=200)
@given(markup())
def test_links_and_levels_fit_their_blocks(made):
    publication = open_bytes(PAGE.format(f"<p id='x'>begin</p>{made[0]}").encode(), "page.html")
    for article in publication.articles:
        for block in article.blocks:
            assert block.text.strip()
            assert block.text == block.text.rstrip()
            assert block.text.isprintable()
            assert block.level >= 0
            for link in block.links:
                assert 0 <= link.start < link.end <= len(block.text)
                assert link.place == Place(0, 0, 0)


def test_control_characters_do_not_come_in_by_entities():
    page = open_bytes(b"<html><body><p>a&#27;[31mb&#x202e;c&#8203;d<p title='&#27;'>e", "page.html")
    assert [block.text for block in page.articles[0].blocks] == ["a[31mbcd", "e"]
    named = b"<html><head><title>T&#27;</title><meta name=author content='A&#27;\x1b[2J&#10;B'></head><body><p>a"
    assert about(open_bytes(named, "page.html")).isprintable()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "shift_jis", "utf-16", "windows-1251"])
def test_a_page_in_the_encoding_that_it_names(encoding):
    words = {"shift_jis": "道路の工事", "windows-1251": "дорога", "big5": "記者獲悉"}.get(encoding, "盲道通了")
    page = f"<html><head><meta charset={encoding}></head><body><p>{words}</p></body></html>"
    assert open_bytes(page.encode(encoding), "page.html").articles[0].blocks[0].text == words


def test_a_page_that_names_a_wrong_encoding_is_read_all_the_same():
    page = "<meta charset=ascii><p>盲道通了，缓坡已经建好，居民表示欢迎。</p>"
    assert "盲道" in open_bytes(f"<html>{page}".encode(), "page.html").articles[0].blocks[0].text


def test_a_list_of_links_is_read_whole():
    links = "".join(f"<li><a href='/{number}'>Story number {number}</a>" for number in range(40))
    page = f"<html><body><ul>{links}</ul></body></html>"
    assert len(open_bytes(page.encode(), "page.html").articles[0].blocks) == 40


# Books


def test_pages_of_the_print_have_places():
    book = open_bytes(epub(), "book.epub")
    assert [(page.label, page.place.article) for page in book.pages] == [("2", 0), ("iii", 2)]
    text = book.articles[0].blocks[book.pages[0].place.block].text
    assert text[book.pages[0].place.offset :] == "It was cold."


def test_a_note_leads_there_and_back():
    book = open_bytes(epub(), "book.epub")
    there = book.articles[0].blocks[1].links[0].place
    note = book.articles[there.article].blocks[there.block]
    assert note.kind is Kind.NOTE
    assert note.links[0].place == Place(0, 0, 0)


def test_a_book_says_who_wrote_it_and_what_it_is_written_in():
    book = open_bytes(epub(), "file.epub")
    assert (book.title, book.language, book.metadata) == ("The Quay", "en", {"author": "A. Lee"})
    assert about(book).startswith("The Quay; A. Lee; 3 articles")


def test_of_the_edges_of_many_pages_as_much_is_said_as_can_be_heard_out():
    edges = ((str(page), "xiv", f"- {page} -", "A manual", f"Part {page // 2}") for page in range(1, 13))
    heads = [text for page in edges for text in page]
    book = publication(("# One", "Text."))._replace(furniture=tuple(Block(text, Kind.RUNNING_HEAD) for text in heads))
    parts = "; ".join(f"Part {number}" for number in range(6))
    assert about(book) == f"{book.title}; 1 article; A manual; {parts}; Part 6"
    more = book._replace(furniture=(*book.furniture, Block("Draft", Kind.MISC), Block("Proof", Kind.MISC)))
    assert about(more).endswith("Part 5; Part 6; 2 more on the edges of pages")


def test_the_older_table_of_contents_serves_as_well():
    book = open_bytes(epub(nav=""), "book.epub")
    assert [article.title for article in book.articles] == ["One: the quay", "Two"]
    assert [page.label for page in book.pages] == ["2", "3"]


@pytest.mark.parametrize("lost", [{"nav": "", "toc": ""}, {"book": ""}, {"container": ""}])
def test_a_book_without_its_lists_is_still_read(lost):
    book = open_bytes(epub(**lost), "book.epub")
    words = " ".join(block.text for article in book.articles for block in article.blocks)
    assert "It was cold." in words
    assert "By foot." in words


def test_one_damaged_chapter_leaves_the_others():
    data = bytearray(epub())
    at = data.index(b"OPS/two.xhtml") + len("OPS/two.xhtml")
    data[at + 5 : at + 45] = bytes(40)
    book = open_bytes(bytes(data), "book.epub")
    words = " ".join(block.text for article in book.articles for block in article.blocks)
    assert "It was cold." in words
    assert "damaged" in words


def test_a_chapter_name_that_points_outside_reads_nothing_outside(tmp_path):
    (tmp_path / "secret.xhtml").write_text("<p>secret</p>")
    package = documents.PACKAGE.replace("one.xhtml", f"../../../..{tmp_path}/secret.xhtml")
    package = package.replace("two.xhtml", f"file://{tmp_path}/secret.xhtml")
    book = open_bytes(epub(book=package), "book.epub")
    assert "secret" not in shown(book)


_LOCKED = (
    "<encryption><EncryptedData><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/>"
    "<CipherData><CipherReference URI='OPS/one.xhtml'/></CipherData></EncryptedData></encryption>"
)


def test_a_book_locked_by_its_seller_says_so():
    data = archive({**documents.EPUB, "META-INF/encryption.xml": _LOCKED})
    with pytest.raises(FormatError, match="locked by its seller"):
        open_bytes(data, "book.epub")


def test_scrambled_fonts_lock_nothing():
    fonts = _LOCKED.replace("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.idpf.org/2008/embedding")
    assert open_bytes(archive({**documents.EPUB, "META-INF/encryption.xml": fonts}), "book.epub").articles


# Harm


def sentence(data: bytes, name: str) -> str:
    """What is said about something that cannot be read."""
    with pytest.raises(FormatError) as caught:
        open_bytes(data, name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_archive_that_unpacks_without_end_is_left_closed():
    bomb = archive({**documents.EPUB, "OPS/one.xhtml": b" " * 30_000_000})
    assert len(bomb) < 100_000
    book = open_bytes(bomb, "book.epub")
    assert "was left closed" in shown(book)
    assert "came back" in shown(book)


@pytest.mark.parametrize("share", [0.02, 0.3])
def test_a_book_that_is_cut_off_says_so(share):
    data = epub()
    assert "damaged" in sentence(data[: int(len(data) * share)], "book.epub")


@pytest.mark.parametrize(("share", "missing"), [(0.6, 2), (0.9, 0), (0.99, 0)])
def test_of_a_book_that_is_cut_off_the_chapters_are_read_that_are_whole(share, missing):
    data = epub()
    read = open_bytes(data[: int(len(data) * share)], "book.epub")
    assert "the quay" in shown(read)
    assert shown(read).count("damaged or incomplete") == missing
    assert missing or shown(read) == shown(open_bytes(data, "book.epub"))


def test_an_archive_with_one_document_is_that_document():
    book = SAMPLES["book.fb2"]
    assert shown(open_bytes(archive({"a/book.fb2": book}), "book.zip")) == shown(open_bytes(book, "book.fb2"))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.bin": b"\0\1\2"}, "a.bin is not text"),
        ({"a.txt": b"one", "b.txt": b"two"}, "2 files"),
        ({"a.zip": archive({"b.txt": b"words"})}, "in an archive"),
        ({}, "x.zip"),
    ],
)
def test_other_archives_are_no_books(files, said):
    assert said in sentence(archive(files), "x.zip")


def test_a_feed_without_entries_says_so():
    assert "without entries" in sentence(b"<rss><channel><title>Nothing</title></channel></rss>", "news.rss")


def test_a_feed_with_mistakes_is_read_all_the_same():
    feed = SAMPLES["news.rss"].replace(b"<description>Short.", b"<description>&nbsp;<br>Short.")
    titles = [article.title for article in open_bytes(feed, "news.rss").articles]
    assert titles == ["The ferry runs again", "Rain", ""]


def test_the_feeds_of_a_list_of_subscriptions():
    found = subscriptions(SAMPLES["list.opml"], "list.opml")
    assert [outline.address for outline in found] == ["https://example.org/rss", "https://example.org/feed.json"]


def test_a_book_without_text_says_so():
    empty = PAGE.format("<img src='a.png'/>")
    assert "no text" in sentence(epub(one=empty, two=empty, notes=empty), "book.epub")


def test_entities_of_a_document_stand_for_its_words_and_nothing_is_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    declared = f"<!DOCTYPE html [<!ENTITY a 'lol'><!ENTITY b '{'&a;' * 9}'><!ENTITY x SYSTEM 'file://{secret}'>]>"
    page = f"{declared}<html><body><p>before &b; &x; after</p></body></html>"
    (block,) = open_bytes(page.encode(), "page.html").articles[0].blocks
    assert block.text == f"before {'lol' * 9} &x; after"


HARMFUL = {
    "deep": "<div>" * 100_000 + "words" + "</div>" * 100_000,
    "deep and open": "<b>" * 20_000 + "words",
    "deep lists": "<ul><li>" * 10_000 + "words",
    "deep tables": "<table><tr><td>" * 10_000 + "words",
    "deep raised": "<sup>" * 20_000 + "words",
    "deep ruby": "<ruby><rt>" * 10_000 + "words",
    "deep formulas": "<math>" + "<msqrt>" * 20_000 + "words",
    "deep drawings": "<svg>" * 10_000 + "<text>words",
    "lists under blocks": "<ul>" + "<div>" * 10_000 + "<li></li>" * 10_000 + "words",
    "ends of nothing": "words" + "</p>" * 20_000 + "</div>" * 20_000,
    "quotation marks": "words" + "<a '" * 20_000,
    "more quotation marks": "words" + '<a ="' * 20_000 + ">",
    "tags that do not end": "words" + "<a " * 40_000,
    "comments that do not end": "words" + "<!--" * 40_000,
    "scripts that do not end": "words" + "<script>" * 20_000,
    "declarations": "words" + "<!DOCTYPE [" * 20_000,
    "sections": "words" + "<![CDATA[" * 20_000,
    "entities": "words" + "&" * 500_000,
    "attributes": "<p " + "a=b " * 20_000 + ">words",
    "a long line": "words " * 40_000,
    "lines": "words<br>" * 20_000,
    "links": "<a href=#a>words</a> " * 10_000,
    "anchors": "words" + "<a id=x></a>" * 20_000,
    "cells": "<table><tr>" + "<td>words" * 20_000,
    "rows": "<table>" + "<tr><td>a<td>words" * 10_000,
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_page_that_means_harm_is_read(name):
    publication = open_bytes(f"<html><body>{HARMFUL[name]}".encode(), "page.html")
    assert any("words" in block.text for article in publication.articles for block in article.blocks)


@pytest.mark.parametrize(
    "text", ["> " * 20_000 + "words", "- " * 5_000 + "words", "> " * 39 + "words", "1. " * 38 + "words"]
)
def test_markdown_in_markdown_without_end_is_read(text):
    blocks = open_bytes(text.encode(), "notes.md").articles[0].blocks
    assert "words" in " ".join(block.text for block in blocks)


def test_a_page_of_half_a_million_elements_is_refused():
    assert "too large" in sentence(b"<p>" * 500_001, "page.html")


def mutated(data: bytes, rng: random.Random) -> bytes:
    """The same with something wrong: cut off, bytes turned, pieces doubled, dropped and put elsewhere."""
    changed = bytearray(data)
    for _time in range(rng.randrange(1, 4)):
        one, other = sorted(rng.randrange(len(changed) + 1) for _end in range(2))
        at = rng.randrange(len(changed) + 1)
        how = rng.randrange(5)
        if how == 0:
            del changed[other:]
        elif how == 1:
            for _flip in range(rng.randrange(1, 20)):
                if changed:
                    changed[rng.randrange(len(changed))] = rng.randrange(256)
        elif how == 2:
            changed[at:at] = changed[one : min(other, one + 500)]
        elif how == 3:
            del changed[one : min(other, one + 500)]
        else:
            changed[at:at] = rng.choice([b"<", b">", b'"', b"\0", b"&#0;", b"<![CDATA[", b"]]>", b"\xff\xfe", b"</"])
    return bytes(changed)


@pytest.mark.parametrize("name", SAMPLES)
def test_whatever_is_wrong_with_a_document_there_is_a_publication_or_a_sentence(name):
    rng = random.Random(name)
    for _round in range(100):
        check(mutated(SAMPLES[name], rng), name)


@pytest.mark.parametrize(("name", "part"), PARTS)
def test_whatever_is_wrong_inside_of_an_archive_there_is_a_publication_or_a_sentence(name, part):
    rng = random.Random(part)
    files = ARCHIVES[name]
    for _round in range(25):
        changed = mutated(files[part].encode(), rng)
        check(archive({**files, part: changed}, zipfile.ZIP_STORED), name)


def check(data: bytes, name: str) -> None:
    try:
        publication = open_bytes(data, name)
    except FormatError:
        return
    assert publication.articles
    for article in publication.articles:
        assert article.blocks
        for block in article.blocks:
            assert block.text.strip()
            assert "\n" not in block.text
            assert all(0 <= link.start < link.end <= len(block.text) for link in block.links)


def test_an_archive_with_a_file_without_a_name_is_read():
    data = archive({**documents.ODT, "x": "words"})
    unnamed = bytearray(data)
    at = unnamed.rindex(b"PK\x01\x02")
    unnamed[at + 28 : at + 30] = bytes(2)  # the length of its name; the name becomes an extra field
    unnamed[at + 30 : at + 32] = b"\1\0"
    check(bytes(unnamed), "letter.odt")


def test_a_link_at_the_end_of_a_row_stays_in_it():
    page = b"<html><body><table><tr><td>a<td>b<a href=#x>; </a><tr><td>c<td>d<a href=#x> e</a></table>"
    check(page, "page.html")


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p>She saw <cite>The Quay</cite> today.</p>", ["She saw The Quay today."]),
        ("<blockquote><p>Red.</p><cite>Bo</cite></blockquote>", ["Red.", "Bo"]),
        ("<ol type='a' start='26'><li>one</li><li>two</li></ol>", ["z. one", "aa. two"]),
        ("<ol type='I'><li>one</li><li value='4'>two</li></ol>", ["I. one", "IV. two"]),
        ("<table><tfoot><tr><td>Sum</td><td>3</td></tr></tfoot><tr><td>Ann</td><td>1</td></tr></table>",
         ["Ann; 1", "Sum; 3"]),
    ],
)  # fmt: skip
def test_titles_of_works_numerals_and_feet_of_tables_stand_where_a_browser_shows_them(markup, texts):
    assert [block.text for block in open_bytes(PAGE.format(markup).encode(), "a.html").articles[0].blocks] == texts
