"""What unparsed chapters do not say is told by their source, and nothing that they say is missed."""

import re
from itertools import chain, pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.machine.work import within
from tests.made import documents, large
from tests.test_long_documents import ODD
from tui.core import lazily
from tui.core.lazily import Unparsed
from tui.core.publication import Place
from tui.core.search import hits, look, matches, saying, sift
from tui.errors import FormatError
from tui.importers import epub, feed, markdown, open_bytes, source_words
from tui.importers.source_words import SourceWords, letters_of, may_say

DATA = Path(__file__).parent / "data"
ABSENT = "zyxwvu"
# What a chapter says, made of its source.
SAID = [
    ("A quay and a ramp.", "quay and a ramp"),
    ("The **qu**ay", "quay"),
    ("The <b class='x'>qu</b>ay", "QUAY"),
    ("The qu<!-- what\nis > this -->ay", "quay"),
    ("A [qu](https://kerb.example/x)ay", "quay"),
    ("A [qu][1]ay\n\n[1]: /two", "quay"),
    ("A q&#117;ay", "quay"),
    ("A caf&eacute;", "cafe"),
    ("<description>A &lt;b&gt;qu&lt;/b&gt;ay of caf&amp;eacute;s</description>", "quay of cafés"),
    ("<description><![CDATA[A <b>qu</b>ay &lt; <i>ka</i>i]]></description>", "kai"),
    ("<code>&amp;ouml;</code> is ö", "&ouml;"),
    ("<description>A qu&lt;b>ay</description>", "quay"),
    ("<description>A qu&lt;!-- x> y --&gt;ay</description>", "quay"),
    ("<description>A qu&amp;lt;b&amp;gt;ay &amp;amp;c.</description>", "quay"),
    ("A q&amp;u&shy;ay&#8217;s", "uays"),
    ("<img alt='qu>ay'>", "quay"),
    ('qu<img alt="x > d">ay', "quay"),
    ('qu<img alt="x > d>">ay', "quay"),
    ('qu<b>ay "x">', "quay"),
    ("qu[](<x>)[](y(1))[][2]ay", "quay"),
    ("[qu](https://kerb.example/_(x)\n'about')ay", "quay"),
    ('<img alt="a > b">qu<img alt="c > d">ay', "quay"),
    ("![A quay](x.png)", "quay"),
    ("<img src='quay%20wall.png'>", "quay wall"),
    ("attached: https://kerb.example/%E7%9B%B2%E9%81%93.mp3", "盲道"),
    ("盲\n道", "盲道"),
    ("盲　道", "盲道"),
    ("無障礙環境", "无障碍"),
    ("<ruby>盲<rt>máng</rt>道<rt>dào</rt></ruby>", "盲道"),
    ("<description>&lt;ruby&gt;盲&lt;rt&gt;máng&lt;/rt&gt;道&lt;/ruby&gt;</description>", "盲道"),
    ("<description>&lt;math&gt;&lt;mfrac&gt;&lt;mi&gt;a&lt;/mi&gt;&lt;/mfrac&gt;</description>", "over"),
    ("<m:math><m:mfrac><m:mi>a</m:mi><m:mi>b</m:mi></m:mfrac></m:math>", "over"),
    ("The ｑｕａｙ", "quay"),
    ("Die Straße", "strasse"),
    ("qu\u00aday and qu\u200bay", "quay"),
    ("the ﬁne quay", "fine"),
    ("㈱盲道 and ⒜", "株"),
    ("naïve", "naive"),
    ("हिन्दी में", "हिन्दी"),
    ("ё\n\u0308", "е"),
    ("мои\u0306 дом", "мой дом"),
    ("ｶﾞｲﾄﾞ", "ガイド"),
    ("か\u3099い", "がい"),
    ('<content type="application/octet-stream" mode="base64">QSBxdWF5</content>', "quay"),
    ("3. One\n4. Two", "12"),
    ("<ol type='i'><li>One</li></ol>", "iii"),
    ("<ol style='list-style: cjk-ideographic'><li>One</li></ol>", "二十"),
    ("![](x.png)", "picture"),
    ("<video src='x.mp4'></video>", "film"),
    ("<iframe src='https://kerb.example/'></iframe>", "embedded page"),
    ("~~qu~~ay", "deleted: qu"),
    ("<del>盲道</del>", "已删：盲道"),
    ("][1]qu\n\n[1]: /three", "1qu"),
    ("qu<rt>al</rt>ay", "quay"),
    ("qu<RT>al</RT>ay", "quay"),
]


@pytest.mark.parametrize(("source", "said"), SAID)
def test_what_a_source_says_is_never_missed(source, said):
    assert may_say(source, said)
    assert may_say(f"{source} of", said)
    assert may_say(source.replace("\n", "\r\n"), said)


@pytest.mark.parametrize(("source", "said"), SAID)
@pytest.mark.parametrize("count", [1, 2])
def test_what_a_source_says_is_never_missed_among_other_words(source, said, count):
    some, words = range(count), SourceWords(lambda _some: f"{PLAIN}\n{source}\n{PLAIN}")
    words.look(some)
    assert words.may_say(some, said)
    assert words.may_say(some, f"of {said}")


@pytest.mark.parametrize("many", ["--><!--", "](", "][", "](()", '<a "', "&amp;", "&lt;a ", "%", "%e7", "<!--&lt;!--"])
def test_a_source_of_nothing_but_signs_is_gone_through_once(many):
    start = many[:3] if many.startswith("--") else ""
    letters_of(f"{start}{many[len(start) :] * (900_000 // len(many))}")


PLAIN = "The kerb, “lowered” – or not: <b>words</b> &amp; signs… 路缘石，哪里有呢？ Ｅin Café, ein Maß.\n" * 100
LETTERS = st.text(
    st.sampled_from("quayQUAYéÉßæﬁﬀ’“”–…\u00ad\u200b\u0301\u0308盲道無无Ａ１ⅷеёЙйИ\u0306ｶﾞがか\u3099हिन्दी각각\n <b>&;]")
)


@given(LETTERS, st.sampled_from([1, 2]), st.data())
@settings(max_examples=1000)
def test_however_letters_are_written_no_word_is_missed(text, count, data):
    words = SourceWords(lambda _some: f"{PLAIN}{text}\n{PLAIN}")
    shown = re.sub("<b>", "", f"{PLAIN}{text}\n{PLAIN}")
    start = data.draw(st.integers(len(PLAIN) - 410, len(PLAIN) - 390 + len(text)))
    said = shown[start : start + data.draw(st.integers(1, 12))]
    assert words.may_say(range(count), said) or not matches(shown, said)


SILENT = [source for source, _said in SAID if not re.search("ruby|<rt|<RT|math|base64|>ay'| > |x\">|\u0308", source)]


@pytest.mark.parametrize("source", SILENT)
@pytest.mark.parametrize("absent", [ABSENT, f"the {ABSENT} of", "缓坡道", "дорога"])
def test_most_of_what_is_nowhere_is_known_to_be_nowhere(source, absent):
    assert not may_say(source, absent)


PIECES = ["qu", "ay", "ramp", "盲", "道", "Stra", "ße", " ", "\n", "\n\n", "**", "*", "_", "`", "<b>", "</b>", "<br>",
    "<!-- x -->", "[", "](x.example/y)", "][1]", "![", "&eacute;", "&#x76f2;", "&amp;", "&lt;", "&", "%20", "> ", "- ",
    "1. ", "# ", "| a | b |\n|---|---|\n", "$", "\\", "~~", "<i title='qu'>", "</i>", "e\u0301", "\u00ad", "\u3000",
    "，", "<a href='z'>", "</a>", '">', "<ruby>", "</ruby>",
    "<rt>", "</rt>", "<math>", "<mi>", "[1]: /three\n", "[^1]", "[^1]: note\n", "-", "’", "Ａ",
]  # fmt: skip


def long(module, data, name):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "_LONG", 0)
        return open_bytes(data, name)


def missed(publication):
    """What chapters say and are thought not to say."""
    for article in publication.articles:
        assert isinstance(article.blocks, lazily.Chapter)
        for block in article.blocks:
            words = block.text.split()
            for said in {*words, *map(" ".join, pairwise(words)), block.text, block.text[1:-1]}:
                if article.blocks.silence(said, 1):
                    yield said


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
@settings(max_examples=400)
def test_nothing_that_markdown_says_is_missed(pieces):
    try:
        publication = long(markdown, "".join(["word ", *pieces]).encode(), "x.md")
    except FormatError:
        return
    assert not list(missed(publication))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30), st.sampled_from(["<![CDATA[{}]]>", "{}"]))
@settings(max_examples=400)
def test_nothing_that_a_feed_says_is_missed(pieces, form):
    text = "".join(pieces)
    escaped = text if "CDATA" in form else text.replace("&", "&amp;").replace("<", "&lt;")
    entries = [f"<item><title>{n}</title><description>{form.format(escaped)}</description></item>" for n in "ab"]
    data = f"<rss version='2.0'><channel><title>x</title>{''.join(entries)}</channel></rss>".encode()
    assert not list(missed(long(feed, data, "x.rss")))


FILES = [
    (markdown, "notes.md"),
    (feed, "news.rss"),
    (feed, "news.atom"),
    (feed, "feed.json"),
]


@pytest.mark.parametrize(("module", "name"), FILES)
def test_nothing_that_a_document_says_is_missed(module, name):
    assert not list(missed(long(module, (DATA / "documents" / name).read_bytes(), name)))


@pytest.mark.parametrize(("module", "data"), [(feed, ODD), (epub, documents.epub())])
def test_nothing_that_an_odd_document_says_is_missed(module, data):
    assert not list(missed(long(module, data, "x")))


@pytest.mark.parametrize(
    ("module", "data"), [(feed, large.rss(40)), (feed, large.json_feed(40)), (markdown, large.markdown(400))]
)
def test_no_chapter_is_parsed_to_learn_that_it_says_nothing(monkeypatch, module, data):
    publication = long(module, data, "x.md" if module is markdown else "x")
    made = []
    real = lazily.Chapter._passing
    monkeypatch.setattr(lazily.Chapter, "_passing", lambda chapter: made.append(1) or real(chapter))
    assert not list(hits(publication, ABSENT))
    assert not list(chain.from_iterable(saying(article.blocks, ABSENT) for article in publication.articles))
    assert not made
    word = max(next(iter(publication.articles[-1].blocks)).text.split(), key=len)
    assert list(hits(publication, word))
    assert made


def test_what_was_typed_so_far_is_known_of_what_is_typed_on():
    asked = []

    def may(some, query):
        asked.append(some.start)
        return may_say(("A quay.", "A ramp.", "Ramps and quays.")[some.start], query)

    unread = Unparsed(lambda: (3, 10**6), lambda: SimpleNamespace(may_say=may))
    assert [bool(unread.silence(number, "ram", 1)) for number in range(3)] == [True, False, False]
    assert [bool(unread.silence(number, "ramps", 1)) for number in range(3)] == [True, True, False]
    assert asked == [0, 1, 2, 1, 2]
    for text in map(str, range(lazily._SOUGHT)):
        unread.silence(0, text, 1)
    assert len(unread._known) == lazily._SOUGHT


def test_short_chapters_are_looked_at_together():
    sources, asked = ["A quay."] * 10 + ["A ramp."] + ["Ramps."] * 9, []

    def may(some, query):
        asked.append((some.start, some.stop))
        return may_say("\n".join(sources[some.start : some.stop]), query, len(some))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lazily, "_AT_ONCE", 30)
        unread = Unparsed(lambda: (20, 100), lambda: SimpleNamespace(may_say=may))
        assert [bool(unread.silence(number, "ram", 1)) for number in range(20)] == [True] * 10 + [False] * 10
        assert asked[:3] == [(0, 6), (6, 12), (6, 7)]
        assert (unread.silence(2, "ram", 1), unread.silence(2, "ram", -1)) == (8, 3)
        assert [bool(unread.silence(number, "ramps", 1)) for number in range(20)] == [True] * 11 + [False] * 9
        asked.clear()
        assert all(unread.silence(number, "rampart", 1) for number in range(20))
        assert asked == [(6, 12), (12, 18), (18, 20)]


def test_a_comment_that_does_not_end_takes_in_no_other_chapter():
    entries = ["&lt;!-- x", "qu&lt;b&gt;ay&lt;/b&gt; --&gt;"]
    listed = "".join(f"<item><title>{n}</title><description>{e}</description></item>" for n, e in enumerate(entries))
    feeds = long(feed, f"<rss version='2.0'><channel><title>x</title>{listed}</channel></rss>".encode(), "x.rss")
    assert [place.article for place in hits(feeds, "quay")] == [1]


def test_a_chapter_that_cannot_be_read_is_looked_at_itself():
    data = bytearray(large.epub(3, 400))
    at = data.index(b"c1.xhtml") + 60
    data[at : at + 20] = bytes(20)
    book = long(epub, bytes(data), "x.epub")
    assert [place.article for place in hits(book, "damaged")] == [1]
    assert not list(hits(book, ABSENT))


@pytest.mark.parametrize(("module", "data"), [(feed, large.rss(400)), (markdown, large.markdown(4000))])
def test_sources_that_have_been_looked_at_are_not_folded_again(monkeypatch, module, data):
    publication = long(module, data, "x.md" if module is markdown else "x")
    look(publication)
    monkeypatch.setattr(source_words, "letters_of", None)
    assert not list(hits(publication, ABSENT))
    assert not list(hits(publication, "缓坡道"))


@pytest.mark.parametrize(
    "source",
    [
        "q](" + "<a>" * 30 + " Words. " * 800,
        "q](" + "(<a>)" * 30 + " Words. " * 800,
        "q<!-- >" * 20_000 + "-->",
        "q&lt;!-- >" * 20_000 + "--&gt;",
        "<q](><q](>" * 20_000,
    ],
    ids=range(5),
)
def test_what_begins_in_what_begins_takes_no_longer_than_what_follows_it(source):
    """Links, comments and marks that do not end, or end far behind: from each of them on all that follows could be
    looked at, and in all ways."""
    with within(4):
        may_say(source, "quayside")


def test_a_search_is_ahead_in_all_chapters(monkeypatch):
    publication = long(markdown, large.markdown(400), "x.md")
    sift(publication, ABSENT[:3])
    monkeypatch.setattr(source_words, "letters_of", None)  # nothing is looked at any more
    assert list(hits(publication, ABSENT, Place())) == []
