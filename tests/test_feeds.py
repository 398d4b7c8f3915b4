"""What the entries of feeds say beside their title and text: their writers, what is attached, what others say."""

import json

import pytest

from tui.importers import open_bytes

_SPACES = (
    "xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:atom='http://www.w3.org/2005/Atom'"
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
    "a recording of Atom": (
        "<item><title>One</title><atom:link rel='enclosure' href='http://e.example/12.mp3'/></item>",
        ["One", "Attachment: 12.mp3 -> http://e.example/12.mp3"],
    ),
    "recordings without a name": (
        "<item><title>One</title><enclosure url='http://[e/'/><enclosure/><enclosure url='http://[e/'/></item>",
        ["One", "Attachment: http://[e/ -> http://[e/"],
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
        "authors": [{"name": "Ann Lee"}, {"url": "http://e.example/"}, None, {"name": "B. Moss"}],
        "attachments": [{"url": "http://e.example/1.mp3", "mime_type": "audio/mpeg"}, {}, "x"],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": [entry]}
    told = ["One", "Ann Lee, B. Moss", "Attachment: 1.mp3 -> http://e.example/1.mp3"]
    assert _blocks(json.dumps(feed).encode(), "a.json") == told
