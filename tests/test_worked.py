"""What a web page shows by a program when somebody presses something, and what it has for that program only."""

import time

import pytest

from tui.importers import open_bytes

LINE = "The quay was built of stone, and the ships lay there all winter, for the ice was thick."


def read(body, head=""):
    page = (
        f"<html><head><title>Quay</title>{head}</head><body><main><h1>Quay</h1><p>{LINE}</p>{body}</main></body></html>"
    )
    blocks = [block for article in open_bytes(page.encode(), "a.html").articles for block in article.blocks]
    return [block.text for block in blocks if block.text not in ("Quay", LINE)]


SHUT = "<div id=a {0}><p>Long ago.</p></div>"
# What stands on the page, and what is read of it.
CASES = {
    "folded under a heading": (
        f"<h3><button aria-expanded=false aria-controls=a>When?</button></h3>{SHUT.format('hidden')}",
        ["When?", "Long ago."],
    ),
    "folded by its style, and not named": (
        "<h3><button aria-expanded='false'>When?</button></h3><div style='display: none'><p>Long ago.</p></div>",
        ["When?", "Long ago."],
    ),
    "folded under a line": (
        f"<div><button aria-controls=a>When?</button>{SHUT.format('hidden')}</div>",
        ["When?", "Long ago."],
    ),
    "open": (
        f"<div><button aria-expanded=true aria-controls=a>When?</button>{SHUT.format('')}</div>",
        ["When?", "Long ago."],
    ),
    "a menu": ("<button aria-controls=a>Menu</button><ul id=a hidden><li><a href=/b>Boats</a></ul>", []),
    "something to fill in": ("<button aria-controls=a>Ask</button><div id=a hidden><p>You</p><form>I</form></div>", []),
    "a button of nothing": ("<button aria-expanded=false>More</button>", []),
    "sheets": (
        "<div role=tablist><button role=tab aria-controls=a>Old</button><button role=tab aria-controls=b>New</button>"
        "</div><div role=tabpanel id=a>Stone.</div><div role=tabpanel id=b hidden>Steel.</div>",
        ["Old", "Stone.", "New", "Steel."],
    ),
    "sheets without names": ("<div role=tabpanel hidden><p>Steel.</p></div>", ["Steel."]),
    "what is found when looked for": ("<p hidden=until-found>Deep.</p><p hidden>Gone.</p>", ["Deep."]),
    "the sign of a heading": ("<h2>Ice<a href='#ice'>¶</a></h2><p>Thick.</p>", ["Ice", "Thick."]),
    "a heading that is a sign": ("<h2><a href='#n'>#</a></h2><p>Numbers.</p>", ["#", "Numbers."]),
    "a link of a heading": ("<h2><a href='#n'>Ice</a> in May</h2><p>Thick.</p>", ["Ice in May", "Thick."]),
    "the link to write in it": (
        "<h2>Ice<span class=mw-editsection>[<a href=/e>edit</a>]</span></h2><p>Thick.</p>",
        ["Ice", "Thick."],
    ),
    "past the head of the page": ("<a href='#b'>Skip to content</a><p>Thick.</p>", ["Thick."]),
    "past it in Chinese": ("<a href='#b'>跳到主要内容</a><p>Thick.</p>", ["Thick."]),
    "what begins alike": ("<p><a href='/b'>Skip to my Lou</a>.</p>", ["Skip to my Lou."]),
    "words of a sentence": ("<p>You may <a href='#b'>skip to the end</a>.</p>", ["You may skip to the end."]),
    "pictures for phones": ("<amp-img src=a.jpg alt='A ship'></amp-img><p>Thick.</p>", ["A ship", "Thick."]),
    "films for phones": (
        "<p>See:</p><amp-youtube data-videoid=x></amp-youtube>",
        ["See:", "[Embedded page: www.youtube.com]"],
    ),
    "a picture that comes later": (
        "<p><img src=b.gif data-src=a.jpg alt='A ship'><noscript><img src=a.jpg alt='A ship'></noscript></p>",
        ["A ship"],
    ),
    "two pictures": (
        "<p><img src=b.gif alt='A ship'><noscript><img src=a.jpg alt='Two ships'></noscript></p>",
        ["A ship Two ships"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_read_of_it(name):
    body, told = CASES[name]
    assert read(body) == told


@pytest.mark.parametrize("words", ["下一页", "下一頁 >", "» Next page", "Nächste Seite", "次のページへ", "다음 페이지"])
def test_the_next_page_is_known_by_the_words_of_its_link(words):
    links = (f"<a href='{target}'>{words}</a>" for target in ("#", "javascript:x()", "2.html"))
    pages = f"<div class=pager>{' '.join(links)}</div>"
    assert read(pages)[-1:] == ["[Next page]"]
    assert read("<div class=pager><a href=2.html>The next page of history</a></div>") == []


DEEP, WIDE = 4_000, 20_000
HOSTILE = {
    "in each other": "".join(f"<div id=a{n} hidden><button aria-controls=a{n + 1}>x</button>" for n in range(DEEP)),
    "all for the outermost": "<div id=a><p>x</p>" + "<div><button aria-controls=a>x</button>" * DEEP,
    "beside each other": "".join(f"<button aria-controls=a{n}>x</button><p id=a{n} hidden>y</p>" for n in range(WIDE)),
    "signs": "<h2>x" + "<a href='#x'>¶</a>" * WIDE + "</h2>",
    "links": "<p>" + "<a href='#x'>skip to" * WIDE,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_takes_no_longer_than_it_is_long(name):
    begin = time.process_time()
    read(HOSTILE[name])
    assert time.process_time() - begin < 20
