"""What the entries of feeds say beside their title and text: their writers, what is attached, what others say."""

import json
from urllib.parse import unquote

import pytest

from tui.importers import feed, open_bytes

_SPACES = (
    "xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:atom='http://www.w3.org/2005/Atom'"
    " xmlns:podcast='https://podcastindex.org/namespace/1.0' xmlns:psc='http://podlove.org/simple-chapters'"
)
_FILM = (
    "<item><title>A film</title><media:group><media:title>Another title</media:title>"
    "<media:content url='http://e.example/v'/><media:description>All about the quay.</media:description>"
    "</media:group></item>"
)
ENTRIES = {
    "a writer with an address": (
        "<item><title>One</title><author><name>Ann Lee</name><uri>http://e.example/</uri></author></item>",
        ["One", "Ann Lee"],
    ),
    "a writer as mail has them": (
        "<item><title>One</title><author>ann@e.example (Ann Lee)</author></item>",
        ["One", "Ann Lee"],
    ),
    "several writers": (
        "<item><title>One</title><dc:creator>Ann Lee</dc:creator><dc:creator>B. Moss</dc:creator></item>",
        ["One", "Ann Lee, B. Moss"],
    ),
    "a film": (_FILM, ["A film", "All about the quay."]),
    "a title of others before its own": (
        "<item><itunes:title>Short</itunes:title><title>12: Short</title></item>",
        ["12: Short"],
    ),
    "a title of others alone": ("<item><media:title>Short</media:title></item>", ["Short"]),
    "its own words before those of others": (
        "<item><itunes:summary>Others.</itunes:summary><description>Own.</description></item>",
        ["Own."],
    ),
    "a recording": (
        "<item><title>One</title><enclosure url='http://e.example/a%20b/12%20c.mp3?x=1'/></item>",
        ["One", "Attachment: 12 c.mp3 -> http://e.example/a%20b/12%20c.mp3?x=1"],
    ),
    **{
        f"a recording of {said}": (
            f"<item><title>One</title>{said}<enclosure length='{size}' url='http://e.example/1.mp3'/></item>",
            ["One", f"Attachment: 1.mp3{told} -> http://e.example/1.mp3"],
        )
        for said, size, told in (
            ("<itunes:duration>31:05</itunes:duration>", "29861234", ", 31 minutes, 30 megabytes"),
            ("<itunes:duration>1865</itunes:duration>", "0", ", 31 minutes"),
            ("<itunes:duration> 01:02:03.5 </itunes:duration>", "", ", 62 minutes"),
            ("<itunes:duration>20</itunes:duration>", "1234", ", 1 minute"),
            ("<itunes:duration>0</itunes:duration>", "2600000", ", 3 megabytes"),
            ("<itunes:duration>an hour</itunes:duration>", "unknown", ""),
            ("<itunes:duration>9:99:99:99</itunes:duration>", "9" * 5000, ""),
        )
    },
    "a recording of Atom": (
        "<item><title>One</title><atom:link rel='enclosure' href='http://e.example/12.mp3'/></item>",
        ["One", "Attachment: 12.mp3 -> http://e.example/12.mp3"],
    ),
    "recordings without a name": (
        "<item><title>One</title><enclosure url='http://[e/'/><enclosure/><enclosure url='http://[e/'/></item>",
        ["One", "Attachment: http://[e/ -> http://[e/"],
    ),
    "a recording by way of another address": (
        "<item><title>One</title><enclosure url='http://e.example/f/http%3A%2F%2Fx.example%2Fy.jpg'/></item>",
        ["One", "Attachment: y.jpg -> http://e.example/f/http%3A%2F%2Fx.example%2Fy.jpg"],
    ),
    "pictures that are described": (
        "<item><description>Snow.</description><media:content url='http://e.example/1.jpg' medium='image'>"
        "<media:rating>nonadult</media:rating><media:description>A gull</media:description></media:content>"
        "<media:content url='http://e.example/2.mp4' type='video/mp4'><media:description>A crane</media:description>"
        "</media:content><media:content url='http://e.example/3.jpg'><media:description/></media:content></item>",
        ["Snow.", "A gull -> http://e.example/1.jpg", "[Film: A crane] -> http://e.example/2.mp4"],
    ),
    "lines with times and addresses": (
        "<item><description>All &amp; more\nof it.\n\n0:00 Hi\n1:02 Quay\nhttp://e.example/1.</description></item>",
        ["All & more of it.", "0:00 Hi", "1:02 Quay", "http://e.example/1. -> http://e.example/1"],
    ),
    "chapters of a recording": (
        "<item><title>One</title><link>http://e.example/1</link><psc:chapters><psc:chapter start='00:00' title='Hi'/>"
        "<psc:chapter start='62.5' title='The quay &amp; more' href='quay'/><psc:chapter start='1:02:03' title='Bye'/>"
        "<psc:chapter start='9:9:9:9' title='Odd'/><psc:chapter start='5' href='http://e.example/5'/>"
        "<psc:chapter start='6'/></psc:chapters></item>",
        [
            "One -> http://e.example/1",
            "Chapters of the recording",
            "0:00 Hi",
            "1:02 The quay & more -> http://e.example/quay",
            "1:02:03 Bye",
            "Odd",
            "0:05 http://e.example/5 -> http://e.example/5",
        ],
    ),
    "files with chapters and transcripts": (
        "<item><title>One</title><podcast:chapters url='http://e.example/c.json' type='application/json+chapters'/>"
        "<podcast:transcript url='http://e.example/1.vtt' language='en'/><podcast:transcript url='http://e.example/2'/>"
        "<podcast:transcript url='http://e.example/2'/><podcast:transcript url=''/><podcast:transcript/></item>",
        [
            "One",
            "Chapters: c.json -> http://e.example/c.json",
            "Transcript: 1.vtt, en -> http://e.example/1.vtt",
            "Transcript: 2 -> http://e.example/2",
        ],
    ),
    "a recording that is the page": (
        "<item><title>One</title><link>http://e.example/1.mp3</link><enclosure url='http://e.example/1.mp3'/></item>",
        ["One -> http://e.example/1.mp3"],
    ),
}


def _blocks(data: bytes, name: str) -> list[str]:
    (article,) = open_bytes(data, name).articles
    return [" -> ".join([block.text, *(link.target for link in block.links)]) for block in article.blocks]


@pytest.mark.parametrize("name", ENTRIES)
def test_what_an_entry_says(name):
    entry, told = ENTRIES[name]
    assert _blocks(f"<rss {_SPACES}><channel>{entry}</channel></rss>".encode(), "a.rss") == told


@pytest.mark.parametrize("name", [name for name in ENTRIES if " before " not in name])
def test_what_an_entry_says_in_a_feed_with_mistakes(name):
    entry, told = ENTRIES[name]  # whose words they are only the parser of what is well formed tells
    assert _blocks(f"<rss {_SPACES}><channel>{entry}<br></channel></rss>".encode(), "a.rss") == told


def test_what_an_entry_of_json_says():
    entry = {
        "title": "One",
        "external_url": "http://o.example/",
        "authors": [{"name": "Ann Lee"}, {"url": "http://e.example/"}, None, {"name": "B. Moss"}],
        "attachments": [
            {"url": "http://e.example/1.mp3", "mime_type": "audio/mpeg", "duration_in_seconds": 95},
            {"url": "http://e.example/2.mp3", "size_in_bytes": 8_400_000, "title": "The talk"},
            {},
            "x",
        ],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": [entry]}
    told = ["One", "Ann Lee, B. Moss", "Attachment: 1.mp3, 2 minutes -> http://e.example/1.mp3"]
    told += ["Attachment: The talk, 8 megabytes -> http://e.example/2.mp3"]
    told += ["http://o.example/ -> http://o.example/"]
    assert _blocks(json.dumps(feed).encode(), "a.json") == told


def _atom(entry: str, more: str = "") -> bytes:
    return f"<feed xmlns='http://www.w3.org/2005/Atom' {more}><title>A</title>{entry}</feed>".encode()


BASES = {
    "of the text": ("", "<content type='html' xml:base='http://e.example/a/'>{}</content>", "http://e.example/a/x.html"),
    "of the feed": (
        "xml:base='http://e.example/f/'", "<content type='html'>{}</content>", "http://e.example/f/x.html",
    ),
    "of the entry in that of the feed": (
        "xml:base='http://e.example/f/'", "<content type='html' xml:base='g/'>{}</content>", "http://e.example/f/g/x.html",
    ),
    "the feed before the entry's own address": (
        "xml:base='http://e.example/f/'", "<link href='h/1'/><content type='html'>{}</content>", "http://e.example/f/x.html",
    ),
    "the entry's own address": (
        "", "<link href='http://e.example/1/'/><content type='html'>{}</content>", "http://e.example/1/x.html",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BASES)
@pytest.mark.parametrize("broken", ["", "&nbsp;"])
def test_where_links_of_an_entry_lead_is_told_from_what_is_around(case, broken):
    around, content, target = BASES[case]
    text = content.format(f"{broken}Go &lt;a href='x.html'>there&lt;/a>.")
    blocks = open_bytes(_atom(f"<entry>{text}</entry>", around), "a.atom").articles[0].blocks
    assert blocks[0].links[0].target == target


TEXTS = {
    "text is no markup": ("<title type='text'>The &lt;b> tag &amp;amp; more</title>", "The <b> tag &amp; more"),
    "markup that says how a sign is written": ("<title type='html'>The &amp;lt;b> tag</title>", "The <b> tag"),
    "markup of its own": (
        "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>The &lt;b> <i>tag</i></div></title>",
        "The <b> tag",
    ),
    "packed for the way": ("<title type='application/octet-stream'>5q+P5pel</title>", "每日"),
    "packed markup": ("<title mode='base64' type='text/html'>PGI+QTwvYj4gJmFtcDsgQg==</title>", "A & B"),
    "what is said to be packed and is not": ("<title mode='base64'>Not so!</title>", "Not so!"),
    "what is packed and no text": ("<title mode='base64'>/w==</title><link href='http://e.example/'/>", ""),
    "programs in it": ("<title type='html'>A&lt;script>run()&lt;/script> B</title>", "A B"),
    "the signs of Windows": ("<title>don&#146;t &#x93;B&#148;</title>", "don’t “B”"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_what_an_entry_is_called_however_that_is_written(case):
    title, shown = TEXTS[case]
    assert open_bytes(_atom(f"<entry>{title}</entry>"), "a.atom").articles[0].title == shown


def test_words_of_other_spaces_do_not_stand_for_those_of_the_entry():
    entry = "<x:description>Not this.</x:description><description>This.</description>"
    data = f"<rss xmlns:x='http://e.example/x/'><channel><item>{entry}</item></channel></rss>".encode()
    assert [block.text for block in open_bytes(data, "a.rss").articles[0].blocks] == ["This."]


def test_an_entry_without_a_title_leads_to_its_page_all_the_same():
    item = "<item><link>http://e.example/1</link><description>Short news.</description></item>"
    blocks = open_bytes(f"<rss><channel><title>A</title>{item}</channel></rss>".encode(), "a.rss").articles[0].blocks
    assert [block.text for block in blocks] == ["Short news.", "http://e.example/1"]
    assert blocks[1].links[0].target == "http://e.example/1"


@pytest.mark.parametrize("says", ["", " isPermaLink='true'", " isPermaLink='false'"])
def test_what_an_entry_is_known_by_is_its_page_where_nothing_else_is_said(says):
    item = f"<item><title>One</title><guid{says}>http://e.example/1</guid></item>"
    title = open_bytes(f"<rss><channel><title>A</title>{item}</channel></rss>".encode(), "a.rss").articles[0].blocks[0]
    assert [link.target for link in title.links] == (["http://e.example/1"] if "false" not in says else [])


def test_an_entry_alone_is_a_feed_of_one():
    entry = (
        "<entry xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><title>Eins</title><summary>Kurz.</summary></entry>"
    )
    publication = open_bytes(entry.encode(), "a.xml")
    assert [block.text for block in publication.articles[0].blocks] == ["Eins", "Kurz."]
    assert _languages(publication) == [{"de"}]


FRENCH = "Le maire et les habitants de la ville ont dit que la route est bonne et que le pont ne va pas bien. " * 3
CHINESE = "株洲市的居民们说这条路很好走，可是那座桥还没有修好，大家都在等着它早日通车。" * 6


def _languages(publication):
    return [{block.language or publication.language for block in each.blocks} for each in publication.articles]


def test_links_and_languages_of_a_long_feed_are_told_in_the_same_way(monkeypatch):
    monkeypatch.setattr("tui.importers.feed._LONG", 10)
    entry = "<entry xml:lang='de'><title>Zwei</title><content type='html'>&lt;a href='x'>y&lt;/a></content></entry>"
    feed = open_bytes(
        _atom(f"<entry><title>One</title></entry>{entry}", "xml:lang='en' xml:base='http://e.example/'"), "a"
    )
    assert _languages(feed) == [{"en"}, {"de"}]
    assert feed.articles[1].blocks[1].links[0].target == "http://e.example/x"


def _leads(publication):
    """Article, words of a link, and what it leads to in the publication."""
    return [
        (number, block.text[link.start : link.end], publication.articles[article].blocks[there].text)
        for number, each in enumerate(publication.articles)
        for block in each.blocks
        for link in block.links
        if link.place
        for article, there, _offset in [link.place]
    ]


def _noted(page, there="fn:1", back="fnref:1"):
    note = f"<li id='{unquote(there)}'>Of 1901. <a href='#{back}'>↩</a></li>"
    cited = f"<p>The quay<sup id='{back}'><a href='{page}#{there}'>1</a></sup> opens.</p><p>More.</p>"
    return f"{cited}<div class='footnotes'><ol>{note}</ol></div>"


def test_notes_of_an_entry_are_led_to_and_back(monkeypatch):
    own, other = "http://e.example/1", "http://e.example/2"
    html = [_noted(""), _noted(own, "a%20b"), _noted(other)]
    items = [f"<item><link>{own}</link><description><![CDATA[{each}]]></description></item>" for each in html]
    xhtml = f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{_noted('')}</div></content>"
    whole = json.dumps(
        {"version": "https://jsonfeed.org/version/1", "items": [{"url": own, "content_html": each} for each in html]}
    )
    there = ("1", "1. Of 1901. ↩"), ("↩", "The quay[1] opens.")
    led = [(number, *each) for number in (0, 1) for each in there]
    for size in (feed._LONG, 1):
        monkeypatch.setattr(feed, "_LONG", size)
        for name, data in (("f.xml", f"<rss><channel>{''.join(items)}</channel></rss>"), ("f.json", whole)):
            found = _leads(open_bytes(data.encode(), name))
            assert [each for each in found if each[0] < 2] == led, (name, size)
            assert [each[1] for each in found if each[0] == 2] == ["↩"], "the other leads to another page"
        found = _leads(open_bytes(_atom(f"<entry>{xhtml}</entry>" * 2), "f.xml"))
        assert found == led, size


def test_each_entry_has_the_language_that_is_told_of_it():
    entries = "<entry xml:lang='fr_CA'><title>Un</title></entry><entry><summary xml:lang='de'>Zwei</summary></entry>"
    feed = _atom(f"{entries}<entry><title>Three</title></entry>", "xml:lang='en'")
    assert _languages(open_bytes(feed, "a.atom")) == [{"fr-CA"}, {"de"}, {"en"}]
    rss = "<rss><channel><language>en</language><item><title>A</title></item><item><title>B</title>"
    rss += "<dc:language xmlns:dc='http://purl.org/dc/elements/1.1/'>pt-BR</dc:language></item></channel></rss>"
    assert _languages(open_bytes(rss.encode(), "a.rss")) == [{"en"}, {"pt-BR"}]


def test_entries_of_a_feed_that_does_not_say_its_language_are_asked_for_theirs():
    texts = [FRENCH, CHINESE, "Kort."]
    items = "".join(f"<item><title>x</title><description>{text}</description></item>" for text in texts)
    publication = open_bytes(f"<rss><channel><title>A</title>{items}</channel></rss>".encode(), "a.rss")
    assert _languages(publication)[:2] == [{"fr"}, {"zh-Hans"}]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15"),
        ("Mon, 13 Feb, 2012 06:28:00 UTC", "2012-02-13"),
        ("Thu, 01 Jan 2004", "2004-01-01"),
        ("1st of nothing", ""),
        ("31 December 2003", "2003-12-31"),
        ("Dec. 3rd, 2003 at noon", "2003-12-03"),
        ("20031231", "2003-12-31"),
        ("20031231T101455Z", "2003-12-31"),
        ("2004년 05월 28일  01:31:15", "2004-05-28"),
        ("2004年5月8日", "2004-05-08"),
        ("2003.1.2", "2003-01-02"),
        ("99999999", ""),
        ("Mon, 13 Foo 2012", ""),
    ],
)
def test_days_are_found_however_they_are_written(written, day):
    item = f"<item><title>One</title><pubDate>{written}</pubDate></item>"
    assert open_bytes(f"<rss><channel><title>A</title>{item}</channel></rss>".encode(), "a.rss").articles[0].date == day


@pytest.mark.parametrize("inside", ["<description>{}</description>", "{}"])
@pytest.mark.parametrize("element", ["p", "group", "chapters"])
def test_elements_in_each_other_without_end_that_are_well_formed(inside, element):
    deep = inside.format(f"<{element}>" * 4_000 + f"</{element}>" * 4_000)
    data = f"<rss><channel><item><title>One</title>{deep}</item></channel></rss>"
    assert _blocks(data.encode(), "a.rss") == ["One"]
