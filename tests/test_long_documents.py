"""Long documents: nothing is parsed before it is read, and then it is what a short one would have been."""

import gc
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import documents, large
from tui.core.blocks import is_lazy
from tui.core.progress import listening
from tui.core.publication import Kind
from tui.errors import FormatError
from tui.importers import archive, epub, feed, long_markdown, markdown, open_bytes
from tui.importers.book import About
from tui.library import stored

ODD = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="dc" xmlns:content="content"><channel>
<title>Odd &amp; more</title><language>zh</language><items><x/></items>
<!-- <item><title>never</title></item> -->
<item rdf:about="1"><title><![CDATA[One <b>bold</b> & two]]></title><description><![CDATA[<p>Say </item> and
<item> here</p>]]></description><dc:date>2026-11-05</dc:date></item>
<item><source url="x"><title>Elsewhere</title></source><title>Two</title><link>https://quay.example/2</link></item>
<item><description>Without &lt;b&gt;any&lt;/b&gt; title, but with a text that goes on for a while.</description></item>
<item><title>四</title><content:encoded><![CDATA[<h2>盲道</h2><ul><li>a</li></ul>]]></content:encoded>
<pubDate>Thursday, 05 November 2026 10:00 GMT</pubDate></item>
<item><title>Five</title><title>Six</title><description>no end of it</description>
</channel></rss>""".encode()


def told(publication):
    """All that a reader meets, with the titles of untitled entries as they are listed."""
    rows = []
    for article in publication.articles:
        links = [block.links for block in article.blocks]
        rows.append((article.name, article.date, [(b.kind, b.text, b.first, b.level) for b in article.blocks], links))
    return publication.title, publication.language, rows


def both(monkeypatch, module, data, name):
    short = open_bytes(data, name)
    monkeypatch.setattr(module, "_LONG", 0)
    long = open_bytes(data, name)
    assert not is_lazy(short)
    assert is_lazy(long)
    return short, long


@pytest.mark.parametrize("data", [large.rss(40), large.atom(40), large.json_feed(40), ODD])
def test_a_long_feed_is_what_a_short_one_is(monkeypatch, data):
    short, long = both(monkeypatch, feed, data, "x")
    assert told(long) == told(short)
    assert len({article.key for article in long.articles}) == len(long.articles)


def test_a_long_feed_in_another_encoding(monkeypatch):
    data = large.rss(20).decode().replace("<?xml version='1.0'?>", "<?xml version='1.0' encoding='gbk'?>").encode("gbk")
    short, long = both(monkeypatch, feed, data, "x")
    assert told(long) == told(short)


@pytest.mark.parametrize("data", [large.rss(40)[:-3000], large.json_feed(40)[:-3000], b'{"items": [1, 2'])
def test_a_long_feed_that_is_cut_off_is_read_as_a_short_one_is(monkeypatch, data):
    results = []
    for limit in (4_000_000, 0):
        monkeypatch.setattr(feed, "_LONG", limit)
        try:
            results.append([article.title for article in feed.parse(data, "x").articles][:10])
        except FormatError as error:
            results.append(str(error))
    assert results[0] == results[1]


def test_entries_are_known_again_when_others_come(monkeypatch):
    monkeypatch.setattr(feed, "_LONG", 0)
    before, after = feed.parse(large.rss(20), "x"), feed.parse(large.rss(30), "x")
    assert [each.key for each in after.articles][:20] == [each.key for each in before.articles]
    assert before.key != after.key


def test_what_is_opened_says_how_far_it_is(monkeypatch):
    monkeypatch.setattr(feed, "_LONG", 0)
    shares = []
    with listening(shares.append):
        feed.parse(large.rss(3000), "x")
    assert shares == sorted(shares)
    assert len(shares) >= 2


@pytest.mark.parametrize("navigation", [True, False])
def test_a_long_book_is_what_a_short_one_is(monkeypatch, navigation):
    short, long = both(monkeypatch, epub, large.epub(6, 5, navigation), "x.epub")
    assert told(long) == told(short)
    assert long.key != open_bytes(large.epub(6, 6, navigation), "x.epub").key


def leads(publication):
    """Every link with the words that it leads to."""
    found = []
    for article in publication.articles:
        for block in article.blocks:
            for link in block.links:
                place = link.place
                there = publication.articles[place.article].blocks[place.block].text[place.offset :] if place else ""
                found.append((block.text[link.start : link.end], there))
    return found


def test_links_and_pages_of_a_long_book_lead_where_those_of_a_short_one_do(monkeypatch):
    short, long = both(monkeypatch, epub, documents.epub(), "x.epub")
    texts = [[block.text for article in each.articles for block in article.blocks] for each in (short, long)]
    assert texts[0] == texts[1]
    assert leads(long) == leads(short)
    labels = {page.label: page.place for page in long.pages}
    place = labels["iii"]
    assert long.articles[place.article].blocks[place.block].text[place.offset :].startswith("passed")
    kept = stored.unpacked(stored.packed(long))
    assert leads(kept) == leads(long)
    assert kept.pages == tuple((page.label, page.place) for page in long.pages)


def test_links_of_a_long_book_lead_to_the_very_place_and_are_looked_up_when_followed(monkeypatch):
    """A list of what is in ten chapters, and notes at the end of the book with links back."""
    listed = "".join(f"<p><a href='c{number}.xhtml#there'>to {number}</a></p>" for number in range(1, 10))
    chapter = "<h1>Chapter {0}</h1><p>First.</p><p id='there'>There {0}, see <a href='c0.xhtml#n'>note</a>.</p>"
    files = documents.files_of([f"<h1>Contents</h1>{listed}<p id='n'>A note.</p>", *map(chapter.format, range(1, 10))])
    parsed = []
    part = epub._part
    monkeypatch.setattr(epub, "_LONG", 0)
    monkeypatch.setattr(epub, "_part", lambda archive, item: (parsed.append(item.path), part(archive, item))[1])
    book = open_bytes(documents.archive(files), "x.epub")
    links = [block.links[0] for block in book.articles[0].blocks if block.links]
    assert set(parsed) <= {"OPS/c0.xhtml", "OPS/c1.xhtml"}
    for number, link in enumerate(links, 1):
        assert book.articles[link.place.article].blocks[link.place.block].text.startswith(f"There {number}")
    back = book.articles[7].blocks[-1].links[0].place
    assert book.articles[back.article].blocks[back.block].text == "A note."


def test_a_chapter_that_is_damaged_says_so_in_a_long_book(monkeypatch):
    monkeypatch.setattr(epub, "_LONG", 0)
    data = bytearray(large.epub(3, 400))
    at = data.index(b"c1.xhtml") + 60
    data[at : at + 20] = bytes(20)
    book = open_bytes(bytes(data), "x.epub")
    texts = ["\n".join(block.text for block in article.blocks) for article in book.articles]
    assert ["damaged" in text for text in texts] == [False, True, False]
    assert sentence_of(texts[2])


def sentence_of(text):
    return large.sentence(2 * 400) in text


def test_nothing_of_a_long_book_is_parsed_for_its_outline(monkeypatch):
    monkeypatch.setattr(epub, "_LONG", 0)
    parsed = []
    part = epub._part
    monkeypatch.setattr(epub, "_part", lambda archive, item: (parsed.append(item.path), part(archive, item))[1])
    book = open_bytes(large.epub(50, 3), "x.epub")
    assert [article.title for article in book.articles] == [f"Chapter {number}" for number in range(50)]
    assert sum(article.characters for article in book.articles) > 50 * 3 * 20
    assert parsed == []
    assert book.articles[7].blocks[1].text == large.sentence(21)
    assert parsed == ["OPS/c7.xhtml"]


def test_a_long_book_can_be_read_again_and_again(monkeypatch):
    """What an archive may unpack to is counted once for each of its files."""
    monkeypatch.setattr(epub, "_LONG", 0)
    monkeypatch.setattr(archive, "MOST_OF_ALL", 20_000)
    book = open_bytes(large.epub(12, 3), "x.epub")
    for _time in range(20):
        for article in book.articles:
            assert "unpacks" not in "".join(block.text for block in article.blocks)


MARKDOWN = """---
title: The quay
---
Before any heading, with a [link][there] and a note[^1].

# One

{long}

```
# no heading

~~~ no end

more
```

Two
---

- a list

  goes on

[there]: https://quay.example/there

## Three

| Who | Euro |
|---|---|
{rows}

After the table.

[^1]: The note.
""".format(
    long="\n\n".join(large.sentence(number) for number in range(30)),
    rows="\n".join(f"| {large.sentence(number)} | *{number}* |" for number in range(60)),
).encode()


def in_order(publication):
    """Kinds and texts; what begins a chapter is its title, otherwise a heading."""
    found = []
    for article in publication.articles:
        for block in article.blocks:
            kind = Kind.HEAD if block.kind is Kind.TITLE else block.kind
            found.append(
                (kind, block.text, block.first, [link.target for link in block.links if "#" not in link.target])
            )
    return found


@pytest.mark.parametrize("data", [large.markdown(50), large.markdown_table(300), MARKDOWN])
def test_long_markdown_is_what_short_markdown_is(monkeypatch, data):
    monkeypatch.setattr(long_markdown, "_PIECE", 700)
    monkeypatch.setattr(long_markdown, "_CHAPTER", 1000)
    short, long = both(monkeypatch, markdown, data, "x.md")
    assert in_order(long) == in_order(short)
    assert leads(long) == leads(short)
    assert len(long.articles) > 3
    assert all(article.title for article in long.articles)
    assert len({article.key for article in long.articles}) == len(long.articles)


LINES = ["# a\n", "b\n", "\n", "```\n", "| a | b |\n", "|---|---|\n", "> q\n", "- i\n", "===\n"]


@given(st.lists(st.sampled_from(LINES)))
def test_no_word_of_long_markdown_is_lost(lines):
    text = "".join(
        line.replace("\n", f" {number}\n") if line[0] in "#b>-" else line for number, line in enumerate(lines)
    )
    words = re.findall(r"\d+", text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(long_markdown, "_PIECE", 10)
        patched.setattr(long_markdown, "_CHAPTER", 30)
        pieces = [piece for chapter in long_markdown._chapters(text) for piece in long_markdown._cut(text, chapter)]
        made = long_markdown.long_markdown(text, "x", About("x"), markdown._tree)
    assert "".join(text[piece.start : piece.end] for piece in pieces).lstrip() == text.lstrip()
    found = " ".join(block.text for article in made.articles for block in article.blocks)
    assert not set(words) - set(re.findall(r"\d+", found))


def test_a_large_file_in_an_archive_is_read_where_it_was_packed_as_words_are(monkeypatch):
    monkeypatch.setattr(archive, "MOST_A_FILE", 2000)
    words = " ".join(str(number * number) for number in range(2000))
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    for text, is_read in ((words, True), ("a" * 20_000, False)):
        body = f"<w:document xmlns:w='w'><w:body>{paragraph.format(text)}</w:body></w:document>"
        data = documents.archive({"word/document.xml": body})
        if is_read:
            assert open_bytes(data, "x.docx").articles[0].blocks[0].text == text
        else:
            with pytest.raises(FormatError, match="unpacks to far more"):
                open_bytes(data, "x.docx")


def test_one_parser_reads_all_parts_of_a_long_markdown(monkeypatch):
    """To make one takes longer than to parse a short chapter."""
    import markdown_it

    made = []
    real = markdown_it.MarkdownIt
    monkeypatch.setattr(markdown_it, "MarkdownIt", lambda *given: made.append(given) or real(*given))
    monkeypatch.setattr(markdown, "_LONG", 0)
    markdown._parser.cache_clear()
    long = open_bytes(large.markdown(30), "x.md")
    assert sum(len(list(article.blocks)) for article in long.articles) >= 30
    assert len(made) == 1


@pytest.mark.parametrize(
    ("module", "data"),
    [
        (feed, large.rss(40)),
        (feed, large.json_feed(40)),
        (epub, large.epub(40, 5)),
        (markdown, large.markdown(40)),
    ],
    ids=["rss", "json", "epub", "markdown"],
)
def test_nothing_of_a_long_document_stays_when_another_is_read(monkeypatch, module, data):
    """Nobody looks for circles among what was made in a thread: keys would wait for that."""
    monkeypatch.setattr(module, "_LONG", 0)
    publication = open_bytes(data, "x.md" if module is markdown else "x")
    assert is_lazy(publication)
    for article in publication.articles[:3]:
        assert list(article.blocks)
    gc.collect()
    gc.disable()
    del publication, article
    try:
        assert gc.collect() < 20, "a circle holds all 40 chapters"
    finally:
        gc.enable()
