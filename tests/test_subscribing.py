"""Subscribing: what can be subscribed to and what cannot, feeds that move, end, are busy, and change what they said."""

import threading
import time
from contextlib import closing
from email.utils import formatdate

import pytest

from tests.make import OptionsStandIn, VoiceStandIn, publication
from tests.needs import PATIENCE, until
from tests.test_network import opened_to, reply, server  # noqa: F401 - a fixture
from tui.cli import main
from tui.core.menu import Act
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.core.shelf import Feed, Highlight
from tui.errors import LibraryError, SourceError
from tui.fetch import Source
from tui.keeping import errands, feeds, updating
from tui.keeping.background import ReaderShelf
from tui.keeping.librarian import Librarian
from tui.library import Library, subscriptions


def feed(*numbers, title="Daily", text="Text", guid="<guid isPermaLink='false'>{n}</guid>"):
    items = "".join(
        f"<item><title>Entry {n}</title>{guid.format(n=n)}<description>{text} of entry {n}. It goes on.</description>"
        "</item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


def page(*links, head="", body="<p>Welcome.</p>"):
    named = "".join(f"<link rel='alternate' type='application/rss+xml' {each}>" for each in links)
    return f"<!DOCTYPE html><html><head><title>Site</title>{head}{named}</head><body>{body}</body></html>".encode()


NEWS, OTHER = "title='News' href='/news.xml'", "title='Other' href='http://other.example/o.xml'"
PAGES = {
    "one": (page(NEWS), [("http://p.example/news.xml", "News")]),
    "two": (page(NEWS, OTHER), [("http://p.example/news.xml", "News"), ("http://other.example/o.xml", "Other")]),
    "twice the same": (page(NEWS, NEWS), [("http://p.example/news.xml", "News")]),
    "without a title": (page("href=a.xml"), [("http://p.example/dir/a.xml",) * 2]),
    "beside a base": (page("href=a.xml", head="<base href='/b/'>"), [("http://p.example/b/a.xml",) * 2]),
    "in capitals": (
        b"<html><head><LINK REL='Alternate Home' TYPE='Application/Atom+XML' HREF='/x'></head><p>A.</html>",
        [("http://p.example/x",) * 2],
    ),
    "in another language, which is no feed": (page(head="<link rel=alternate hreflang=de href=/de>"), []),
    "a style sheet": (page(head="<link rel='alternate stylesheet' type='text/css' href=/x>"), []),
    "leading nowhere": (page("", "href=''", "href='file:///etc/passwd'", "href='http://[x'", "href='data:,x'"), []),
    "none": (page(), []),
    "no page": (feed(1), []),
    "very many": (
        page(*(f"href=/{n}.xml" for n in range(90))),
        [(f"http://p.example/{n}.xml",) * 2 for n in range(50)],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_feeds_that_a_page_names(name):
    data, named = PAGES[name]
    found = feeds.named_by(Source(data, "index", "http://p.example/dir/index"))
    assert [(each.source, each.title) for each in found] == named


NO_FEEDS = {
    "book.epub": (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip", "is no feed; the command add takes it"),
    "text.txt": ("盲道通了。".encode(), "is no feed; the command add takes it"),
    "page.html": (page(), "is a web page that names no feed; the command add takes the page"),
    "nothing.xml": (b"", "is no feed; the command add takes it"),
}


@pytest.fixture
def at_work(tmp_path):
    library = Library(tmp_path / "library.sqlite")
    yield Librarian(library)
    library.close()


@pytest.mark.parametrize("name", NO_FEEDS)
def test_what_is_no_feed_is_told_with_what_to_do(server, monkeypatch, at_work, tmp_path, name):  # noqa: F811 - a fixture
    data, told = NO_FEEDS[name]
    server.answers[f"/{name}"] = reply(data)
    (tmp_path / name).write_bytes(data)
    for source in (str(tmp_path / name), f"{opened_to(server, monkeypatch)}/{name}"):
        with pytest.raises(SourceError) as raised:
            feeds.feeds_at(source)
        assert str(raised.value).startswith(f"{name} {told}")
    with pytest.raises(SourceError, match=told):
        updating.subscribe(at_work, str(tmp_path / name))
    assert subscriptions.listed(at_work.library) == []


def test_a_subscription_that_has_become_a_page_says_so_and_what_it_has_brought_stays(server, monkeypatch, at_work):  # noqa: F811 - a fixture
    server.answers["/feed"] = reply(feed(1))
    made = updating.subscribe(at_work, opened_to(server, monkeypatch) + "/feed")
    updating.update(at_work, made)
    for data, told in ((page(), "names no feed"), (page(NEWS), "subscribe to it once more to choose")):
        server.answers["/feed"] = reply(data)
        ((_each, new, problem),) = updating.update(at_work, made)
        assert new == []
        assert told in problem
    assert [each.articles for each in at_work.listed()] == [1]


# Where the server leads to, one step after the other, and where the subscription is from then on.
MOVES = {
    "for good": (["301 Moved", "/b"], "/b"),
    "for good, and nothing else changes": (["308 Moved", "/b"], "/b"),
    "for now": (["302 Found", "/b"], "/a"),
    "for now, in another way": (["307 Found", "/b"], "/a"),
    "for good, then for now": (["301 Moved", "/b", "302 Found", "/c"], "/b"),
    "for now, then for good": (["302 Found", "/b", "301 Moved", "/c"], "/a"),
    "twice for good": (["301 Moved", "/b", "308 Moved", "/c"], "/c"),
}


def led(server, way, data):  # noqa: F811 - a fixture
    paths = ["/a", *way[1::2]]
    for path, status, target in zip(paths, way[::2], paths[1:], strict=False):
        server.answers[path] = reply(b"", status, f"Location: {target}")
    server.answers[paths[-1]] = reply(data)


@pytest.mark.parametrize("name", MOVES)
def test_a_feed_that_has_moved_for_good_is_followed_with_all_that_it_has_brought(server, monkeypatch, at_work, name):  # noqa: F811 - a fixture
    way, there = MOVES[name]
    home = opened_to(server, monkeypatch)
    server.answers["/a"] = reply(feed(1, 2))
    made = updating.subscribe(at_work, f"{home}/a")
    updating.update(at_work, made)
    text = at_work.open(at_work.listed()[0].key)
    at_work.library.keep_place(text, Place(1, 1, 5))
    for numbers in ((3, 1, 2), (4, 3, 1, 2)):
        led(server, way, feed(*numbers))
        made = subscriptions.listed(at_work.library)
        assert [(new, problem) for _each, new, problem in updating.update(at_work, made)] == [
            ([f"Entry {numbers[0]}"], "")
        ]
        (entry,) = at_work.listed()
        assert (entry.articles, entry.path) == (len(numbers), home + there)
        assert at_work.library.place(at_work.open(entry.key)) == Place(len(numbers) - 1, 1, 5)
    assert [each.source for each in subscriptions.listed(at_work.library)] == [home + there]


def test_what_has_moved_to_another_subscription_is_one_with_it(server, monkeypatch, at_work):  # noqa: F811 - a fixture
    home = opened_to(server, monkeypatch)
    server.answers |= {"/a": reply(feed(1, title="Old")), "/b": reply(feed(2, title="New"))}
    made = [*updating.subscribe(at_work, f"{home}/a"), *updating.subscribe(at_work, f"{home}/b")]
    updating.update(at_work, made)
    led(server, ["301 Moved", "/b"], feed(2, title="New"))
    updating.update(at_work, made)
    assert [each.source for each in subscriptions.listed(at_work.library)] == [f"{home}/b"]
    assert sorted(each.title for each in at_work.listed())[0] == "New"


def test_what_is_no_feed_any_more_is_not_followed(server, monkeypatch, at_work):  # noqa: F811 - a fixture
    home = opened_to(server, monkeypatch)
    server.answers["/a"] = reply(feed(1))
    made = updating.subscribe(at_work, f"{home}/a")
    updating.update(at_work, made)
    led(server, ["301 Moved", "/login"], page())
    updating.update(at_work, made)
    assert [each.source for each in subscriptions.listed(at_work.library)] == [f"{home}/a"]


def test_an_address_may_say_that_it_is_a_feed_and_nobody_subscribes_to_standard_input(server, monkeypatch, reader):  # noqa: F811 - a fixture
    home = opened_to(server, monkeypatch)
    server.answers["/n"] = reply(feed(1, title="N"))
    assert subscribed(reader, home.replace("http:", "feed:") + "/n").text.startswith("Subscribed to ")
    assert [each.source for each in reader.reading.shelf.subscriptions()] == [f"{home}/n"]
    assert subscribed(reader, "-").text.startswith("There is no file ./-;")
    assert subscribed(reader, "www.papers.example").text.endswith("; a web address begins with https://.")


def test_who_subscribes_where_a_feed_was_subscribes_to_where_it_is(server, monkeypatch):  # noqa: F811 - a fixture
    home = opened_to(server, monkeypatch)
    led(server, ["301 Moved", "/b"], feed(1))
    assert feeds.feeds_at(f"{home}/a") == [Feed(f"{home}/b")]


def test_a_feed_that_has_ended_says_so_and_how_to_end_the_subscription(server, monkeypatch, at_work):  # noqa: F811 - a fixture
    server.answers["/a"] = reply(feed(1))
    made = updating.subscribe(at_work, opened_to(server, monkeypatch) + "/a")
    updating.update(at_work, made)
    server.answers["/a"] = reply(b"", "410 Gone")
    ((_each, new, problem),) = updating.update(at_work, subscriptions.listed(at_work.library))
    assert new == []
    assert problem.startswith("Daily has ended, says its server. What it has brought stays; x in the list")
    assert [each.articles for each in at_work.listed()] == [1]


AN_HOUR = 3600
AFTER = {
    "seconds": (lambda: "3600", "429 Too Many Requests", True),
    "a date": (lambda: formatdate(time.time() + AN_HOUR, usegmt=True), "503 Service Unavailable", True),
    "another day": (lambda: str(3 * 86_400), "429 No", True),
    "the past": (lambda: "Fri, 31 Dec 1999 23:59:59 GMT", "429 No", False),
    "for ever": (lambda: "9" * 400, "429 No", False),
    "nothing of the kind": (lambda: "later [/]", "429 No", False),
    "no year that can be": (lambda: "Fri, 31 Dec 99999999999 23:59:59 GMT", "429 No", False),
    "with another answer": (lambda: "3600", "500 Oh", False),
}


@pytest.mark.parametrize("name", AFTER)
def test_a_server_that_wants_to_be_left_alone_is(server, monkeypatch, at_work, name):  # noqa: F811 - a fixture
    after, status, is_heard = AFTER[name]
    server.answers["/a"] = reply(b"", status, f"Retry-After: {after()}")
    made = updating.subscribe(at_work, opened_to(server, monkeypatch) + "/a")
    for times in (1, 2):
        ((_each, _new, problem),) = updating.update(at_work, subscriptions.listed(at_work.library))
        assert ("may be asked for again after " in problem) == is_heard
        assert ("too often" in problem) == status.startswith("429")
        assert problem.endswith(".")
        assert len(server.asked) == (1 if is_heard else times)
    server.answers["/a"] = reply(feed(1))
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 4 * 86_400)
    assert updating.update(at_work, made)[0][1:] == (["Entry 1"], "")
    server.answers["/a"] = reply(feed(2, 1))
    monkeypatch.setattr(time, "time", real)
    assert updating.update(at_work, made)[0][1:] == (["Entry 2"], ""), "the clock was ahead"


GUIDS = ("<guid isPermaLink='false'>{n}</guid>", "<link>http://p.example/{n}</link>")


@pytest.mark.parametrize("guid", GUIDS)
def test_an_entry_that_was_edited_is_no_news_and_what_was_left_in_it_stays(server, monkeypatch, at_work, guid):  # noqa: F811 - a fixture
    server.answers["/a"] = reply(feed(2, 1, guid=guid))
    made = updating.subscribe(at_work, opened_to(server, monkeypatch) + "/a")
    updating.update(at_work, made)
    text = at_work.open(at_work.listed()[0].key)
    there = Place(1, 1, text.articles[1].blocks[1].text.index("It goes"))
    at_work.library.keep_place(text, there)
    at_work.library.mark_read(text, text.articles[1].key, True)
    at_work.keep_highlight(text, Highlight(0, there, "It goes on.", note="where?"))
    server.answers["/a"] = reply(feed(2, 1, text="A longer text, and another one", guid=guid))
    ((_each, new, problem),) = updating.update(at_work, made)
    assert (new, problem) == ([], "")
    (entry,) = at_work.listed()
    assert (entry.articles, entry.read, entry.fresh) == (2, 1, 0)
    text = at_work.open(entry.key)
    words = text.articles[1].blocks[1].text
    assert words.startswith("A longer text")
    assert at_work.library.place(text) == Place(1, 1, words.index("It goes"))
    assert [(each.text, each.note) for each in at_work.highlights(text)] == [("It goes on.", "where?")]
    server.answers["/a"] = reply(feed(3, 2, 1, text="Another", guid=guid))
    assert updating.update(at_work, made)[0][1] == ["Entry 3"]


def test_entries_that_call_themselves_the_same_are_told_apart_by_their_text(server, monkeypatch, at_work):  # noqa: F811 - a fixture
    same = "<guid isPermaLink='false'>x</guid>"
    server.answers["/a"] = reply(feed(1, 2, guid=same))
    made = updating.subscribe(at_work, opened_to(server, monkeypatch) + "/a")
    assert updating.update(at_work, made)[0][1] == ["Entry 1", "Entry 2"]
    server.answers["/a"] = reply(feed(3, 1, 2, guid=same))
    assert updating.update(at_work, made)[0][1] == ["Entry 3"]


def test_what_was_removed_does_not_come_back_when_it_is_edited(server, monkeypatch, at_work):  # noqa: F811 - a fixture
    server.answers["/a"] = reply(feed(1))
    made = updating.subscribe(at_work, opened_to(server, monkeypatch) + "/a")
    updating.update(at_work, made)
    at_work.remove(at_work.listed()[0].key)
    server.answers["/a"] = reply(feed(1, text="Other words"))
    assert updating.update(at_work, made)[0][1:] == ([], "")
    assert not len(at_work.listed())


@pytest.fixture
def reader(tmp_path):
    library = Library(tmp_path / "library.sqlite")
    shelf = ReaderShelf(library, send=errands.here)
    yield Reader(
        publication(("# 一", "二。")), library, OptionsStandIn(), VoiceStandIn(), Helpers(find_shelf=lambda: shelf)
    )
    until(lambda: shelf.cancel() == "Nothing is being done.")
    library.close()


def subscribed(reader, source):
    """What is said in the end, however long somebody has waited for it."""
    reader.run("subscribe")
    reply = reader.answer(source)
    while reply.act in (Act.WAITING, Act.NOTHING):
        until(lambda: reader.reading.waiting is None or reader.reading.waiting.opening.is_done)
        reply = reader.heard("opening", 0, 0, "")
    return reply


def brought(reader):
    until(lambda: not reader.reading.shelf._running)
    return sorted(each.title for each in reader.reading.shelf.listed())


def test_of_several_feeds_of_a_page_somebody_chooses(server, monkeypatch, reader):  # noqa: F811 - a fixture
    home = opened_to(server, monkeypatch)
    links = ("title='News' href=/n", "title='Comments' href=/c")
    server.answers |= {"/": reply(page(*links)), "/n": reply(feed(1, title="N")), "/c": reply(feed(2, title="C"))}
    assert subscribed(reader, f"{home}/") == (Act.MENU, f"2 feeds, Enter subscribes: 1 News, {home}/n")
    reader.press("down")
    assert reader.press("enter").text.startswith("Subscribed to Comments; ")
    assert reader.menu.current.line == "2 Comments, subscribed"
    assert reader.press("enter").text == "2 Comments, subscribed"
    assert brought(reader) == ["C"]
    reader.press("up")
    reader.press("enter")
    assert brought(reader) == ["C", "N"]
    reader.press("escape")
    assert subscribed(reader, f"{home}/n").text.startswith("You are subscribed to N already; ")


def test_what_was_subscribed_to_meanwhile_is_looked_at_without_a_pause(tmp_path):
    """Who looks in between would take all for done, and begin something else beside it."""
    looked_at, states, may_end = [], [], threading.Event()

    def send(_path, _name, numbers, _hear):
        assert may_end.wait(PATIENCE)
        looked_at.extend(numbers)

    with closing(Library(tmp_path / "library.sqlite")) as library:
        shelf = ReaderShelf(library, lambda: states.append(bool(shelf._running)), send)
        for name in ("a", "b", "c"):
            (tmp_path / name).mkdir()
            shelf.subscribe(str(tmp_path / name))
        may_end.set()
        until(lambda: len(states) == 2)
        assert states == [True, False]
        assert looked_at == [each.id for each in shelf.subscriptions()]


def test_the_one_feed_of_a_page_is_subscribed_to_at_once(server, monkeypatch, reader):  # noqa: F811 - a fixture
    home = opened_to(server, monkeypatch)
    server.answers |= {"/": reply(page("title='News' href=/n")), "/n": reply(feed(1, title="N"))}
    assert subscribed(reader, f"{home}/").text.startswith("Subscribed to News; ")
    assert brought(reader) == ["N"]
    assert [each.source for each in reader.reading.shelf.subscriptions()] == [f"{home}/n"]


def test_what_cannot_be_subscribed_to_is_said_and_nothing_is_begun(server, monkeypatch, reader):  # noqa: F811 - a fixture
    server.answers["/"] = reply(page())
    assert "names no feed" in subscribed(reader, f"{opened_to(server, monkeypatch)}/").text
    assert reader.reading.shelf.subscriptions() == []


def test_only_what_is_new_is_fetched_and_what_waits_for_its_turn_gets_it(server, monkeypatch, reader):  # noqa: F811 - a fixture
    home = opened_to(server, monkeypatch)
    asked, let_go = threading.Event(), threading.Event()

    def slow(out):
        if len(server.asked) > 1:
            asked.set()
            let_go.wait(PATIENCE)
        out.write(reply(feed(1, title="Slow")))

    server.answers |= {"/slow": slow, "/n": reply(feed(2, title="N"))}
    assert subscribed(reader, f"{home}/slow").text.startswith("Subscribed to ")
    assert brought(reader) == ["Slow"]
    reader.run("update")
    assert asked.wait(PATIENCE)
    assert subscribed(reader, f"{home}/n").text.startswith("Subscribed to ")
    let_go.set()
    until(lambda: brought(reader) == ["N", "Slow"])
    assert [head[0].split()[1] for head in server.asked] == ["/slow", "/slow", "/n"]


def test_the_shell_names_the_feeds_of_a_page(server, monkeypatch, tmp_path, capsys):  # noqa: F811 - a fixture
    monkeypatch.setenv("MANGDAO_LIBRARY", str(tmp_path / "library.sqlite"))
    home = opened_to(server, monkeypatch)
    server.answers["/"] = reply(page(NEWS, OTHER))
    assert main(["subscribe", f"{home}/"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert f"names 2 feeds; subscribe to one of these: {home}/news.xml (News), http://other.example/o.xml (Other)." in (
        told.err
    )
    assert main(["subscribe"]) == 0
    assert "There are no subscriptions yet" in capsys.readouterr().err
    server.answers["/n"] = reply(feed(1))
    assert main(["subscribe", f"{home}/n"]) == 0
    assert [head[0].split()[1] for head in server.asked] == ["/", "/n"]
    assert main(["library"]) == 0
    assert "\tDaily\t" in capsys.readouterr().out
    server.answers["/n"] = reply(b"", "500 Oh")
    assert main(["update"]) == 3
    assert "nothing new" not in capsys.readouterr().err


def test_of_many_feeds_it_is_told_how_many(reader, tmp_path):
    named = "".join(f"<outline text='F{n}' xmlUrl='http://127.0.0.1/{n}'/>" for n in range(9))
    (tmp_path / "feeds.opml").write_text(f"<opml><body>{named}</body></opml>")
    told = subscribed(reader, str(tmp_path / "feeds.opml")).text
    assert told.startswith("Subscribed to F0, F1, F2 and 6 more; ")
    until(lambda: not reader.reading.shelf._running)


@pytest.mark.parametrize("typed", [("add", "{}"), ("command", "{}"), ("command", "add {}")])
def test_an_address_that_somebody_types_is_opened(server, monkeypatch, reader, typed):  # noqa: F811 - a fixture
    server.answers["/"] = reply(b"<html><head><title>Site</title></head><body><p>Welcome here.</p></body></html>")
    reader.run(typed[0])
    said = reader.answer(typed[1].format(opened_to(server, monkeypatch) + "/"))
    while said.act in (Act.WAITING, Act.NOTHING):
        until(lambda: reader.reading.waiting is None or reader.reading.waiting.opening.is_done)
        said = reader.heard("opening", 0, 0, "")
    assert said == (Act.READING, "Welcome here.")
    assert [each.title for each in reader.reading.shelf.listed()] == ["Site"]


def test_who_does_not_want_to_wait_for_an_address_is_where_they_were(server, monkeypatch, reader):  # noqa: F811 - a fixture
    monkeypatch.setattr("tui.keeping.background.PATIENCE", 0.01)
    asked, ended = threading.Event(), threading.Event()

    def silence(_out):
        asked.set()
        ended.wait(PATIENCE)

    server.answers["/"] = silence
    reader.run("add")
    assert reader.answer(opened_to(server, monkeypatch) + "/").act is Act.WAITING
    assert asked.wait(PATIENCE)
    assert reader.press("escape") == (Act.SAID, "Cancelled.")
    assert reader.press("s").text == "二。"
    ended.set()
    assert not len(reader.reading.shelf.listed())


def test_who_subscribes_where_nothing_can_be_made_searchable_is_told_by_the_exit_status_too(
    monkeypatch, tmp_path, capsys
):
    def full(*_arguments):
        raise LibraryError("The disk is full.")

    monkeypatch.setenv("MANGDAO_LIBRARY", str(tmp_path / "library.sqlite"))
    monkeypatch.setattr(Librarian, "index_all", full)
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / "one.txt").write_text("One.")
    assert main(["subscribe", str(tmp_path / "issues")]) == LibraryError.exit_code
    told = capsys.readouterr()
    assert told.out.startswith("1\tissues\t")
    assert "What was taken in stays" in told.err
    assert main(["library"]) == 0
    assert "\tone" in capsys.readouterr().out


def test_a_subscription_that_cannot_be_forgotten_still_knows_what_it_has_brought(at_work, tmp_path):
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / "one.txt").write_text("One.")
    (each,) = made = updating.subscribe(at_work, str(tmp_path / "issues"))
    updating.update(at_work, made)
    known = subscriptions.known(at_work.library, each.id)
    at_work.library.do("CREATE TEMP TRIGGER full BEFORE DELETE ON subscriptions BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(LibraryError):
        subscriptions.forget(at_work.library, each.id)
    assert known
    assert subscriptions.known(at_work.library, each.id) == known
    at_work.library.do("DROP TRIGGER full")
    subscriptions.forget(at_work.library, each.id)
    assert not subscriptions.known(at_work.library, each.id)
    assert not subscriptions.listed(at_work.library)
