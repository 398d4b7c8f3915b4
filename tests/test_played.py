"""Recordings, films and pages within a page are told by name, as links, where a reader meets them; and nothing that is
written for those who have no program for a file is lost."""

from time import process_time

import pytest

from tests.made.documents import archive, files_of
from tui import texts
from tui.core.publication import Kind
from tui.importers import open_bytes

PAGE = (
    "<html><head><title>Quay</title></head><body><article><h1>Quay</h1><p>Words of an article.</p>{}</article></body>"
)
OBJECT = "<object data='r.pdf'><p>Get <a href='r.pdf'>it</a>.</p></object>"


def blocks(publication):
    return [block for article in publication.articles for block in article.blocks][2:]


def told(publication):
    """Each text behind the first two, and the words and the address of each of its links."""
    return [
        (block.text, *((block.text[link.start : link.end], link.target) for link in block.links))
        for block in blocks(publication)
    ]


def page(html):
    return open_bytes(PAGE.format(html).encode(), "a.html")


def book(html):
    return open_bytes(archive(files_of([f"<h1>Quay</h1><p>Words of an article.</p>{html}"])), "a.epub")


def linked(words, target):
    return (words, (words, target))


@pytest.mark.parametrize(("html", "shown"), [
    ("<video src='f.mp4' title='Gulls'>No film.</video>", [linked("[Film: Gulls]", "f.mp4")]),
    ("<video><source src='at-dawn.webm'/><source src='b.mp4'/></video>", [linked("[Film: at dawn]", "at-dawn.webm")]),
    ("<audio controls=''><source src='talk.mp3'/></audio>", [linked("[Recording: talk]", "talk.mp3")]),
    ("<audio></audio>", [("[Recording]",)]),
    ("<figure><audio src='t1.mp3' aria-label='A talk'></audio><figcaption>By her.</figcaption></figure>",
     [linked("[Recording: A talk]", "t1.mp3"), ("By her.",)]),
    ("<p>See <iframe src='https://v.example/e/1' title='Kerbs'></iframe>now.</p>",
     [("See [Embedded page: Kerbs] now.", ("[Embedded page: Kerbs]", "https://v.example/e/1"))]),
    ("<iframe src='https://v.example/e/1'></iframe>", [linked("[Embedded page: v.example]", "https://v.example/e/1")]),
    (OBJECT, [linked("[Embedded file: r.pdf]", "r.pdf"), ("Get it.", ("it", "r.pdf"))]),
    ("<object data='a.html'>" + OBJECT + "</object>",
     [("[Embedded page: a.html] [Embedded file: r.pdf]",
       ("[Embedded page: a.html]", "a.html"), ("[Embedded file: r.pdf]", "r.pdf")), ("Get it.", ("it", "r.pdf"))]),
    ("<embed src='x/clip.swf'/>", [linked("[Embedded file: clip.swf]", "x/clip.swf")]),
    ("<object data='tide.svg' type='image/svg+xml'></object>", [("[Picture: tide]",)]),
    ("<iframe src='https://count.example/' width='1' height='1'></iframe>", []),
    ("<iframe src='https://count.example/' style='display:none'></iframe><video hidden='' src='a.mp4'></video>", []),
    ("<iframe src='about:blank'></iframe><iframe src='javascript:void(0)'></iframe><iframe></iframe><embed/>", []),
    ("<video src='sea.mp4' aria-hidden='true' autoplay=''></video>", []),
    ("<iframe src='https://[bad/'></iframe>", [linked("[Embedded page: https://[bad/]", "https://[bad/")]),
])  # fmt: skip
def test_what_a_page_plays_or_shows_of_others_is_told(html, shown):
    assert told(page(html)) == shown


def test_in_a_book_only_what_can_be_followed_is_a_link():
    assert told(book("<VIDEO src='f.mp4' title='Gulls'></VIDEO>")) == [("[Film: Gulls]",)]
    film = book("<video src='f.mp4' title='Gulls'/><iframe src='https://v.example/' title='Kerbs'></iframe>")
    assert told(film) == [
        ("[Film: Gulls] [Embedded page: Kerbs]", ("[Embedded page: Kerbs]", "https://v.example/")),
    ]
    assert blocks(film)[0].kind is Kind.PARAGRAPH


@pytest.mark.parametrize("name", ["iframe", "IFRAME"])
def test_an_entry_of_a_feed_tells_of_its_films(name):
    html = f"&lt;p&gt;Look.&lt;/p&gt;&lt;{name} src='https://v.example/e'&gt;&lt;/{name}&gt;"
    feed = (
        f"<rss><channel><title>N</title><item><title>A</title><description>{html}</description></item></channel></rss>"
    )
    assert linked("[Embedded page: v.example]", "https://v.example/e") in told(open_bytes(feed.encode(), "a.rss"))


def test_a_text_is_the_same_in_every_language_of_the_interface():
    keys = set()
    for language, words in (("en", "[Film: Gulls]"), ("zh", "[影片：Gulls]")):
        texts.use_language(language)
        film = page("<video src='f.mp4' title='Gulls'></video>")
        assert told(film)[0][0] == words
        keys.add((film.key, film.articles[0].key))
    texts.use_language("en")
    assert len(keys) == 1


@pytest.mark.parametrize("html", [
    OBJECT.replace("</object>", "") * 4000, "<video>" * 4000, "<iframe src=a>" * 4000, OBJECT * 20_000,
    "<video><source src=a.mp4></video>" * 20_000,
])  # fmt: skip
def test_pages_full_of_films_take_no_longer_than_others(html):
    began = process_time()
    assert page(html).articles
    assert process_time() - began < 30
