"""The article of web pages that are built in many ways: all of it, and nothing of what is around it."""

import pytest

from tui.importers import open_bytes

STORY = [
    f"Paragraph {n} of the story tells how the quay was rebuilt, who paid for it, and why it took years."
    for n in range(6)
]
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
HAN = "".join(f"<p>　　第{n}段：盲道是为视力残疾者设置的通道，志愿者们每天早上都来清理。</p>" for n in range(6))
LINKS = "<ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(12)) + "</ul>"
CARDS = "".join(
    f"<div class='card'><h3><a href='/{n}'>Other story {n}</a></h3><p>Teaser {n}.</p></div>" for n in range(6)
)
PLEAS = "<div class='{}'>Subscribe, share and accept.</div>"
PAGES = {
    "article": f"<header>{LINKS}</header><main><article><h1>Quay</h1>{TEXT}</article></main><aside>{CARDS}</aside>",
    "ids": f"<div id='nav'>{LINKS}</div><div id='content'><h1>Quay</h1>{TEXT}</div><div id='sidebar'>{CARDS}</div>",
    "classes": f"<div class='top-menu'>{LINKS}</div><div class='post'><h1>Quay</h1><div>{TEXT}</div></div>"
    + "".join(map(PLEAS.format, ("share", "newsletter", "cookie-banner"))),
    "breaks": f"<div class='menu'>{LINKS}</div><div><h1>Quay</h1>{'<br><br>'.join(STORY)}</div>",
    "sections": f"<nav>{LINKS}</nav><section><h1>Quay</h1></section><section>{TEXT}</section>",
    "comments": f"<article><h1>Quay</h1>{TEXT}</article><div id='comments'>{PLEAS.format('comment')}</div>",
    "long comments": f"<div class='post'><h1>Quay</h1>{TEXT}</div>"
    f"<div class='post_footer_comments'>{PLEAS.format('visitor_comment_item') * 40}</div>",
    "comments beside the text": f"<article><h1>Quay</h1>{TEXT}"
    f"<section id='comments' class='comments'><h2>Comments</h2>{PLEAS.format('x') * 9}</section></article>",
    "advertisement": f"<article><h1>Quay</h1>{TEXT}{PLEAS.format('ad advertisement')}</article>",
    "related": f"<article><h1>Quay</h1>{TEXT[:200]}<aside class='related'>{CARDS}</aside>{TEXT}</article>",
    "dialogs": f"<h1>Quay</h1>{TEXT}<dialog>{PLEAS}</dialog><dialog open class='cookies'>{PLEAS}</dialog>",
    "menus": f"<menu>{LINKS[4:-5]}</menu><h1>Quay</h1>{TEXT}<canvas>Subscribe to a browser with canvas.</canvas>",
    "roles": f"<div role='banner'>{LINKS}</div><div role='main'><h1>Quay</h1>{TEXT}</div>"
    f"<div role='complementary'>{CARDS}</div>",
    "list": f"<nav>{LINKS}</nav><main><h1>Quay</h1><ul>{''.join(map('<li>{}</li>'.format, STORY))}</ul></main>",
    "tables": f"<table><tr><td>{LINKS}</td><td><h1>Quay</h1>{TEXT}</td></tr></table>",
}


def read(body, encoding="utf-8"):
    page = f"<!DOCTYPE html><html><head><meta charset='{encoding}'><title>Quay</title></head><body>{body}</body></html>"
    publication = open_bytes(page.encode(encoding), "a.html")
    return "\n".join(block.text for article in publication.articles for block in article.blocks)


@pytest.mark.parametrize("name", PAGES)
def test_the_article_alone(name):
    text = read(PAGES[name])
    assert [paragraph for paragraph in STORY if paragraph not in text] == []
    assert [around for around in ("Section 3", "Teaser", "Subscribe") if around in text] == []


def test_what_readers_say_is_the_text_where_there_is_no_other():
    text = read(f"<nav>{LINKS}</nav><h1>Quay</h1><p>What do you say?</p><div id='comments'>{TEXT}</div>")
    assert [paragraph for paragraph in STORY if paragraph not in text] == []


@pytest.mark.parametrize("level", ["h1", "h2", "h3"])
def test_what_stands_between_the_heading_and_the_text_is_read(level):
    body = f"<div>{LINKS}</div><div><div><{level}>Quay</{level}></div><p>In short:</p><div>{TEXT}</div></div>"
    assert read(body).splitlines() == ["Quay", "In short:", *STORY]


def test_a_section_about_comments_is_no_comment():
    section = f"<section id='comments'><h2>Comments</h2>{TEXT}</section>"
    text = read(f"<div class='document'><h1>Quay</h1>{HAN}{HAN}{section}{HAN}</div>")
    assert [paragraph for paragraph in STORY if paragraph not in text] == []


def test_a_chinese_article_is_not_shorter_for_having_fewer_characters():
    text = read(
        f"<div class='nav'><a href='1'>首页</a></div><div><h1>盲道</h1>{HAN}</div><div class='footer'>版权</div>", "gbk"
    )
    assert all(f"第{n}段" in text for n in range(6))
    assert "首页" not in text
    assert "版权" not in text


def test_the_only_article_may_be_short():
    text = read(f"<nav>{LINKS}</nav><article><h1>Quay</h1><p>It is closed.</p></article><footer>Imprint.</footer>")
    assert text == "Quay\nIt is closed."


def test_a_page_of_links_is_read_for_its_links():
    assert "Other story 3" in read(f"<nav>{LINKS}</nav><main>{CARDS}</main>")
    assert "Section 3" in read(LINKS)


BOX = (
    "A kerb is the edge of a pavement, some centimetres higher than the street, which wheels cannot climb, even slowly."
)
ASIDES = {
    f"<aside class='sidebar'><h3>Kerbs</h3><p>{BOX}</p></aside>": True,
    f"<div role='complementary'><p>{BOX}</p></div>": True,
    f"<aside class='newsletter'><p>{BOX}</p></aside>": False,
    f"<aside><p>{BOX}</p><form><input></form></aside>": False,
    f"<aside><h3>Read on</h3><ul><li><a href='/1'>{BOX}</a></li></ul></aside>": False,
    f"<aside><p>“{BOX}”</p></aside><p>As he said: {BOX}</p>": True,
    "<aside><p>Kerbs.</p></aside>": False,
}


@pytest.mark.parametrize("aside", ASIDES)
def test_what_stands_beside_the_text_is_read_once_where_it_is_text(aside):
    text = read(f"<article><h1>Quay</h1>{TEXT}{aside}{TEXT}</article>")
    assert text.count("erb") == (BOX.count("erb") + ("Kerbs" in aside) if ASIDES[aside] else 0)


def head(more, title="Kerbs lowered | The Post"):
    page = f"<html><head><title>{title}</title>{more}</head><body><article><h1>Quay</h1>{TEXT}</article></body></html>"
    return open_bytes(page.encode(), "a.html")


def linked(data):
    return f"<script type='application/ld+json; charset=utf-8'>{data}</script>"


ARTICLE = (
    '{"@type": ["NewsArticle"], "headline": "Kerbs lowered", "author": [{"name": "A. Lee"}, "B. Ray", "https://e.example/a"],'
    ' "datePublished": "2024-05-06T07:08:09+02:00", "publisher": {"name": "Post Ltd"}, "inLanguage": "en-GB"}'
)
SAID = ("Kerbs lowered", "en-GB", {"author": "A. Lee, B. Ray", "date": "2024-05-06", "publisher": "Post Ltd"})
BARE = ("Kerbs lowered | The Post", "en", {})


@pytest.mark.parametrize(("more", "said"), [
    (linked(ARTICLE), SAID),
    (linked(f'[{{"@type": "WebSite", "name": "x"}}, {ARTICLE}]'), SAID),
    (linked(f'{{"@graph": [{{"@type": "Person", "name": "x"}}, {ARTICLE}]}}'), SAID),
    (linked(f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}'), SAID),
    (linked("{broken") + linked(ARTICLE), SAID),
    (linked(ARTICLE.replace("Kerbs lowered", "Something else")), ("Kerbs lowered | The Post", *SAID[1:])),
    ("<meta name='author' content='C. D.'><meta name='date' content='2020-01-02'>" + linked(ARTICLE),
     ("Kerbs lowered", "en-GB", {"author": "C. D.", "date": "2020-01-02", "publisher": "Post Ltd"})),
    ("<meta property='og:title' content='Kerbs lowered'><meta property='og:site_name' content='The Post'>",
     ("Kerbs lowered", "en", {"publisher": "The Post"})),
    (linked('{"@type": "Organization", "name": "x", "author": "y"}'), BARE),
    (linked('{"@type": 7, "author": {"name": 3}}'), BARE),
    (linked("[" * 100_000), BARE),
    (linked('{"@type": "Article", "author": [{"name": {"name": "x"}}], "datePublished": "soon"}'), BARE),
])  # fmt: skip
def test_what_a_page_says_of_its_article_to_programs_is_known(more, said):
    book = head(more)
    assert (book.title, book.language, book.metadata) == said


@pytest.mark.parametrize(("more", "inside", "words"), [
    ("<link rel='next' href='2.html'>", "", "[Next page]"),
    ("<LINK REL='prefetch Next' HREF='2.html' TITLE='The sea'>", "", "[Next page: The sea]"),
    ("", "<div class='pagination'><a rel='next' href='2.html'>&gt;</a></div>", "[Next page]"),
    ("<link rel='next' href='2.html'>", "<p>Go <a href='2.html'>on</a> to the sea.</p>", ""),
    ("<link rel='next' href='#top'>", "", ""),
])  # fmt: skip
def test_an_article_that_goes_on_on_another_page_leads_there(more, inside, words):
    page = f"<html><head><title>Quay</title>{more}</head><body><article><h1>Quay</h1>{TEXT}{inside}</article></body>"
    last = open_bytes(page.encode(), "a.html").articles[-1].blocks[-1]
    assert (
        (last.text == words and [link.target for link in last.links] == ["2.html"])
        if words
        else "Next" not in last.text
    )
    alone = open_bytes(page.replace(more, "").replace(inside, "").encode(), "a.html")
    if not inside or "pagination" in inside:  # what the program says is no part of the text
        assert open_bytes(page.encode(), "a.html").key == alone.key
