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
