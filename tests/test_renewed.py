"""Entries of feeds that have another name than before: which of them are news, and that none is lost."""

import pytest

from tests.test_subscribing import at_work  # noqa: F401 - a fixture
from tui.importers import feed, long_feed
from tui.keeping import renewed, updating
from tui.library import shelf, subscriptions

DAY = "Mon, 01 Sep 2025 10:00:00 GMT"
NEXT_DAY = "Tue, 02 Sep 2025 10:00:00 GMT"
LONG = 1_000


def item(title, guid="", link="", text="", day=DAY):
    told = (("title", title), ("link", link), ("guid", guid), ("pubDate", day), ("description", text or f"Of {title}."))
    return "<item>" + "".join(f"<{name}>{words}</{name}>" for name, words in told if words) + "</item>"


def rss(*items):
    return f"<rss version='2.0'><channel><title>F</title>{''.join(items)}</channel></rss>"


def atom(*titles, base="http://x.example/"):
    entries = "".join(
        f"<entry><title>{each}</title><link href='{base}{each}'/><id>tag:{each}</id>"
        f"<updated>2025-09-01T09:00:00Z</updated><summary>Of {each}.</summary></entry>"
        for each in titles
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title>{entries}</feed>"


def linked(*titles, base="http://x.example/", end="", **told):
    return rss(*(item(each, link=f"{base}{each}{end}", **told) for each in titles))


def named(*titles, base="http://x.example/", **told):
    return rss(*(item(each, f"{base}{each}", **told) for each in titles))


# What it was, what it is now, the titles that are news, and how many entries there are then.
CASES = {
    "names by a safer address": (named("a", "b"), named("c", "a", "b", base="https://x.example/"), ["c"], 3),
    "links by a safer address": (linked("a", "b"), linked("c", "a", "b", base="https://x.example/"), ["c"], 3),
    "links that count who follows them": (linked("a", "b", end="?n=1"), linked("a", "b", end="?n=2"), [], 2),
    "made by another program": (linked("a", "b"), atom("c", "a", "b"), ["c"], 3),
    "a title put right": (linked("a"), rss(item("A!", link="http://x.example/a", text="Of a.")), [], 1),
    "a title put right, text too": (
        linked("a"),
        rss(item("A!", link="http://x.example/a", text="Of A.")),
        ["A!"],
        2,
    ),
    "two of one name on one day": (
        rss(item("News", "1", text="Nine."), item("News", "2", text="Ten.")),
        rss(item("News", "2", text="Ten."), item("News", "3", text="Eleven.")),
        ["News"],
        3,
    ),
    "one without a name, its text put right": (
        rss(item("a"), item("b")),
        rss(item("a", text="Mended."), item("b")),
        [],
        2,
    ),
    "one without a name, its title put right": (
        rss(item("a", text="The quay is open again, and the crane works."), item("b")),
        rss(item("A!", text="The quay is open again, and the crane works."), item("b")),
        [],
        2,
    ),
    "others without names, of a few words": (
        rss(item("North", text="No warnings.")),
        rss(item("South", text="No warnings.")),
        ["South"],
        2,
    ),
    "forecasts of one title and address": (
        rss(item("Sky", "1", "http://x.example/", "Rain."), item("Sky", "2", "http://x.example/", "Sun.")),
        rss(item("Sky", "2", "http://x.example/", "Sun."), item("Sky", "3", "http://x.example/", "Snow.")),
        ["Sky"],
        3,
    ),
    "a forecast without a day": (
        rss(item("Sky", "1", "http://x.example/", "Rain.", day="")),
        rss(item("Sky", "2", "http://x.example/", "Snow.", day="")),
        ["Sky"],
        2,
    ),
    "the same words every day": (
        rss(item("Open", "1", text="Talk here.")),
        rss(item("Open", "2", text="Talk here.", day=NEXT_DAY)),
        ["Open"],
        2,
    ),
    "the same twice": (
        rss(item("a", "1", text="x."), item("a", "2", text="x.")),
        rss(item("a", "3", text="x."), item("a", "4", text="x."), item("a", "5", text="x.")),
        ["a"],
        3,
    ),
    "it grows long": (named("a", "b"), named("c", "a", "b", text="Long. " * LONG), ["c"], 3),
    "a long one whose title is put right": (
        rss(item("a", "1", "http://x.example/a", "Long. " * LONG)),
        rss(item("A!", "1", "http://x.example/a", "Long. " * LONG)),
        [],
        1,
    ),
}


def brought(at_work, path, *texts):  # noqa: F811 - a fixture
    made = None
    for text in texts:
        path.write_text(text)
        made = made or updating.subscribe(at_work, str(path))
        ((_each, new, problem),) = updating.update(at_work, made)
        assert not problem
    return new


@pytest.mark.parametrize("name", CASES)
def test_what_is_news_of_what_has_other_names(monkeypatch, at_work, tmp_path, name):  # noqa: F811 - a fixture
    monkeypatch.setattr(feed, "_LONG", LONG)
    before, now, new, count = CASES[name]
    assert brought(at_work, tmp_path / "feed.xml", before, now) == new
    assert [entry.articles for entry in at_work.listed()] == [count]
    assert brought(at_work, tmp_path / "feed.xml", now) == []


def test_a_long_feed_is_read_as_one_here(monkeypatch):
    """Else two of the cases would show nothing."""
    told = []
    monkeypatch.setattr(feed, "_LONG", LONG)
    monkeypatch.setattr(feed, "long_feed", lambda *given: told.append(given) or long_feed.long_feed(*given))
    assert len(feed.parse(CASES["it grows long"][1].encode(), "f.xml").articles) == 3
    assert told


def test_what_has_another_name_is_still_read_and_still_unseen(at_work, tmp_path):  # noqa: F811 - a fixture
    path = tmp_path / "feed.xml"
    brought(at_work, path, named("a"), named("c", "b", "a"))
    text = at_work.open(at_work.listed()[0].key)
    at_work.library.mark_read(text, text.articles[2].key, True)
    safer = named("c", "b", "a", base="https://x.example/")
    for now, count in ((safer, 3), (named("d", "c", "b", "a", base="ftp://x.example/"), 4)):
        brought(at_work, path, now)
        (entry,) = at_work.listed()
        assert (entry.articles, entry.read, entry.fresh) == (count, 1, count - 1)
    text = at_work.open(entry.key)
    ((_key, unseen),) = subscriptions.unseen(at_work.library)
    assert unseen == {article.key for article in text.articles if article.title != "a"}


NOTED = "&lt;p>A&lt;a href='#n'>1&lt;/a>.&lt;/p>&lt;p id='n'>Of {}.&lt;/p>"


def led_to(at_work):  # noqa: F811 - a fixture
    """By the links of each article of the only publication."""
    text = shelf.text(at_work.library, at_work.listed()[0].key)
    found = [[link for block in article.blocks for link in block.links if link.place] for article in text.articles]
    return [[tuple(link.place) for link in each] for each in found]


def test_what_has_left_a_feed_still_leads_to_its_notes(at_work, tmp_path):  # noqa: F811 - a fixture
    older, newer = (named(*titles, text=NOTED.format(titles)) for titles in ("ab", "cde"))
    brought(at_work, tmp_path / "feed.xml", older, newer)
    assert led_to(at_work) == [[(number, 2, 0)] for number in range(5)]


def test_all_that_is_in_a_long_feed_is_there(monkeypatch, at_work, tmp_path):  # noqa: F811 - a fixture
    monkeypatch.setattr(updating, "_MOST_ARTICLES", 3)
    titles = "abcdefg"
    assert brought(at_work, tmp_path / "feed.xml", named(*titles)) == list(titles)
    assert [entry.articles for entry in at_work.listed()] == [len(titles)]
    brought(at_work, tmp_path / "feed.xml", named("x", "y", text="New."))
    assert [entry.articles for entry in at_work.listed()] == [3], "older ones make room"


@pytest.mark.parametrize("long", [feed._LONG, 1])
@pytest.mark.parametrize("days", [(DAY, NEXT_DAY), (NEXT_DAY, DAY)])
def test_of_a_feed_without_end_the_latest_are_there(monkeypatch, at_work, tmp_path, days, long):  # noqa: F811 - a fixture
    monkeypatch.setattr(renewed, "_MOST", 2)
    monkeypatch.setattr(feed, "_LONG", long)
    told = rss(*(item(f"{day} {n}", f"{day}{n}", text=NOTED.format(n), day=day) for day in days for n in (1, 2)))
    assert brought(at_work, tmp_path / "feed.xml", told) == [f"{max(days)} {n}" for n in (1, 2)]
    assert [entry.articles for entry in at_work.listed()] == [2]
    assert led_to(at_work) == [[(0, 2, 0)], [(1, 2, 0)]]
