"""How long the rest takes to hear."""

import pytest

from tests.make import MemoryStandIn, publication
from tests.test_lazily import lazily
from tui.core.actions.lasting import _time
from tui.core.publication import Article, Block, Kind, Place, Publication, Recording, Sound
from tui.core.reader import Reader
from tui.settings import Options, Settings

LONG = publication(("# 一", "盲" * 1199), ("# 二", "道" * 2999))


def told(what, place, **settings):
    reader = Reader(what, MemoryStandIn(place), Options(Settings(**settings)))
    return reader.run("time-left").text


@pytest.mark.parametrize(
    ("place", "rate", "text"),
    [
        (Place(0), 100, "4 minutes left in this article, 14 minutes in all, at 100%"),
        (Place(0, 1, 599), 100, "2 minutes left in this article, 12 minutes in all, at 100%"),
        (Place(0, 1, 599), 200, "1 minute left in this article, 6 minutes in all, at 200%"),
        (Place(1, 1, 2998), 50, "less than a minute left in this article, less than a minute in all, at 50%"),
    ],
)
def test_what_is_left_is_told_at_the_speed_that_is_set(place, rate, text):
    assert told(LONG, place, rate=rate) == text


def test_of_english_spaces_take_no_time_and_one_article_is_all():
    words = publication(("word " * 2142,))._replace(language="en")
    block = words.articles[0].blocks[0]._replace(language="en")
    words = words._replace(articles=(words.articles[0]._replace(blocks=(block,)),))
    assert told(words, Place()) == "10 minutes left, at 100%"


def test_what_nobody_has_counted_is_about():
    assert told(lazily(LONG), Place()).startswith("about ")


def recorded(end):
    sounds = (Sound("a.mp3", 10.0, end), Sound("b.mp3", 0.0, 60.0))
    one = Block("One two.", Kind.PARAGRAPH, recordings=(Recording(0, 8, sounds, 0.0, 0.5),))
    two = Block("Three.", Kind.PARAGRAPH, recordings=(Recording(0, 6, (Sound("c.mp3", 0.0, 3600.0),)),))
    return Publication("k", "T", (Article("a", "A", (one,)), Article("b", "B", (two,))), "en")


def test_recordings_last_as_long_as_they_do_and_where_that_is_not_known_as_the_voice_would():
    assert told(recorded(310.0), Place()) == "3 minutes left in this article, 63 minutes in all, at 100%"
    assert told(recorded(310.0), Place(1), rate=200) == "30 minutes left in this article, 30 minutes in all, at 200%"
    unknown = "less than a minute left in this article, less than a minute in all, at 100%"
    assert told(recorded(0.0), Place()) == unknown
    assert told(recorded(310.0), Place(), recordings=False) == unknown


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0.4, "less than a minute"), (1.2, "1 minute"), (89, "89 minutes"), (90, "1 hour 30 minutes"), (120, "2 hours")],
)
def test_hours_are_told_where_minutes_are_many(minutes, text):
    assert _time(minutes) == text
