"""Hearing what is new: across subscriptions, in their order, and back to where listening began."""

import pytest

from tests.make import VoiceStandIn, publication
from tests.test_listening import Listener
from tui.core.menu import Act
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.keeping import background, updating
from tui.keeping.background import ReaderShelf
from tui.library import Library, subscriptions
from tui.settings import Options, Settings

FEED = '<rss version="2.0"><channel><title>{}</title><language>en</language>{}</channel></rss>'
ENTRY = "<item><title>{0}</title><guid>{0}</guid><description>About {0}.</description></item>"


class House:
    """Two feeds and a folder of papers, a reader who has subscribed to them, and a voice."""

    def __init__(self, folder, **settings):
        self.folder = folder
        (folder / "papers").mkdir()
        self.library = Library(folder / "library.sqlite")
        self.shelf = ReaderShelf(self.library)
        self.write(("Town", "old"), ("Hill", "oak"))
        (folder / "papers" / "a.txt").write_text("Monday.")
        for source in ("town.xml", "hill.xml", "papers"):
            updating.update(self.shelf, updating.subscribe(self.shelf, str(folder / source)))
        self.voice = VoiceStandIn()
        page = publication(("# Page", "One sentence. Another one."), ("# Second", "More."))
        self.reader = Reader(
            page,
            self.library,
            Options(Settings(**settings)),
            self.voice,
            helpers=Helpers(find_shelf=lambda: self.shelf),
        )
        self.listening = self.reader.reading.listening

    def write(self, *feeds):
        for name, *entries in feeds:
            told = "".join(map(ENTRY.format, entries))
            (self.folder / f"{name.lower()}.xml").write_text(FEED.format(name, told))

    def news(self):
        """What comes overnight."""
        self.write(("Town", "fair", "bus", "old"), ("Hill", "elm", "oak"))
        (self.folder / "papers" / "b.txt").write_text("Tuesday.")
        updating.update(self.shelf, self.shelf.subscriptions())

    def fresh(self):
        return [each.fresh for each in self.shelf.subscriptions()]

    def hear(self, count=99):
        """Lets the voice say so many things; what was said, and what the last reply told."""
        said, reply = [], None
        while self.voice.said and len(said) < count:
            utterance = self.voice.said.pop(0)
            self.reader.heard("started", utterance.id, 0, "")
            said.append(utterance.text.strip())
            reply = self.reader.heard("finished", utterance.id, 0, "")
        return said, reply.text


@pytest.fixture
def house(tmp_path, monkeypatch):
    monkeypatch.setattr(background, "_SOON", 60)
    made = House(tmp_path)
    yield made
    made.library.close()


def test_all_that_is_new_is_read_and_nothing_else_and_then_nothing_is_new(house):
    assert house.reader.run("read-new").text == "There is nothing new."
    house.news()
    assert house.fresh() == [2, 1, 1]
    assert house.reader.run("read-new") == (Act.SPEAKING, "fair")
    town = ["Town, 2 new", "fair", "About fair.", "bus", "About bus."]
    assert house.hear() == (
        [*town, "Hill, 1 new", "elm", "About elm.", "b, 1 new", "Tuesday."],
        "That was all that is new.",
    )
    assert house.fresh() == [0, 0, 0]
    assert house.reader.reading.publication.title == "b"
    assert house.reader.run("read-new").text == "There is nothing new."
    assert house.reader.press("b").act is Act.READING
    assert house.reader.reading.publication.title == "Hill", "the way back leads through all of them"


def test_who_is_interrupted_begins_where_it_was_and_hears_nothing_twice(house):
    house.news()
    house.reader.run("read-new")
    house.hear(3)
    house.reader.press("x")
    assert house.fresh() == [2, 1, 1], "it was not read to its end"
    house.voice.said.clear()
    assert house.reader.run("read-new").text == "bus", "the other has been read"
    assert house.hear(4)[0] == ["Town, 2 new", "bus", "About bus.", "Hill, 1 new"]
    assert house.fresh() == [0, 1, 1]
    house.reader.press("L")
    house.reader.press("G")
    house.reader.press("enter")
    assert house.reader.reading.publication.title != "Hill"
    assert not house.reader.reading.programme, "who opens something else does not hear the rest behind it"


@pytest.mark.parametrize("settings", [{"stop_after": "article"}, {"stop_after": "sentence"}])
def test_who_wants_it_to_stop_is_not_read_on_to(tmp_path, monkeypatch, settings):
    monkeypatch.setattr(background, "_SOON", 60)
    house = House(tmp_path, **settings)
    house.news()
    house.reader.run("read-new")
    while house.voice.said or house.reader.reading.publication.title == "Town":
        said, _told = house.hear()
        if "About bus." in said:
            break
        house.reader.press("space")
    assert house.reader.reading.publication.title == "Town"
    assert not house.listening.speaking
    assert house.fresh() == [0, 1, 1]
    assert house.reader.run("read-new").text == "elm"
    house.library.close()


def test_the_sleep_timer_ends_it_between_publications(house):
    house.news()
    house.listening.clock = lambda: 1000.0 if house.voice.said and house.voice.said[0].text == "x" else 0.0
    house.reader.run("read-new")
    house.hear(4)
    house.listening.sleep(0)
    house.hear(1)
    assert house.reader.reading.publication.title == "Town"
    assert not house.listening.speaking


def test_an_ended_subscription_and_what_is_in_the_trash_are_not_news(house):
    house.news()
    first, _second, papers = house.shelf.subscriptions()
    house.shelf.unsubscribe(first)
    key = next(each.key for each in house.shelf.listed() if each.title == "b")
    house.shelf.remove(key)
    assert [sorted(names) for _key, names in subscriptions.unseen(house.library)] != []
    assert len(subscriptions.unseen(house.library)) == 1
    assert papers.fresh == 1
    house.reader.run("read-new")
    assert house.hear()[0] == ["Hill, 1 new", "elm", "About elm."]


def test_back_leads_to_where_listening_began_and_then_further():
    listener = Listener(publication(("# A", "One. Two. Three."), ("# B", "Four. Five."), ("# C", "Six.")))
    listener.press("2", "s")
    assert listener.place == Place(1, 1)
    listener.press("space")
    listener.hear()
    assert listener.place == Place(2, 1)
    assert listener.press("b").text == "Four."
    assert listener.press("b").text.startswith("A"), "whence the digit had led"
    assert listener.press("\\").text == "Four."


def test_pausing_is_no_new_beginning():
    listener = Listener(publication(("# A", "One. Two. Three. Four.")))
    listener.press("space")
    listener.hear(2)
    listener.begin()
    listener.press("space", "space")
    listener.hear(1)
    listener.press("space")
    assert listener.press("b").text == "A"
    assert listener.press("b").text == "There is no earlier place."


def test_the_next_article_is_the_next_that_is_new_wherever_it_stands(house):
    house.news()
    house.reader.run("read-new")
    house.hear(1)
    house.voice.said.clear()
    assert house.reader.press("a") == (Act.SPEAKING, "bus")
    assert house.hear(1)[0] == ["bus"]
    house.voice.said.clear()
    assert house.reader.press("a").text == "elm", "and not what is old"
    assert house.hear()[0] == ["Hill, 1 new", "elm", "About elm.", "b, 1 new", "Tuesday."]
    assert house.fresh() == [0, 0, 0]
    assert house.reader.press("a").text == "End of the publication."


def test_who_skips_the_last_is_told_so_and_it_is_silent(house):
    house.news()
    house.reader.run("read-new")
    told = []
    for _each in range(4):
        house.hear(1)
        house.voice.said.clear()
        told.append(house.reader.press("a"))
    assert [each.text for each in told[:3]] == ["bus", "elm", "Tuesday."]
    assert told[3] == (Act.SAID, "That was all that is new.")
    assert not house.listening.speaking
    assert house.fresh() == [0, 0, 0]
