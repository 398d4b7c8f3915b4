"""A publication whose blocks are made when they are asked for behaves as the one whose blocks are all there."""

import re
import sys
import threading
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.make import MemoryStandIn, OptionsStandIn, publication
from tui.core import describe
from tui.core.actions import finding
from tui.core.blocks import backward, has_block, numbered
from tui.core.commands import COMMANDS, Unit
from tui.core.extent import Extent
from tui.core.lazily import Chapter, Recent
from tui.core.narrator import Narrator, Route
from tui.core.publication import Kind, Place, Publication
from tui.core.reader import Reader
from tui.core.reflow import Layout
from tui.core.rows import Style
from tui.core.search import hits
from tui.core.session import ReadingSession
from tui.core.things import Things, past
from tui.library import places, stored

LINES = st.sampled_from(
    ["# 盲道", "= 下一步", "缓坡已建好。盲道通了！", "One. Two, three. ", "A long line " * 12, "字", "x\ty z"]
)
ARTICLES = st.lists(st.lists(LINES, min_size=1, max_size=9), min_size=1, max_size=7)
# What a lazy publication may say in another way: it estimates.
ESTIMATES = {"time-left", "where", "percent"}


def lazily(eager: Publication, made: list[int] | None = None, most: int = 2) -> Publication:
    """The same in chapters. `made` notes which of them were made."""
    recent, made = Recent(most), [] if made is None else made

    def chapter(number, article):
        def make():
            made.append(number)
            return article.blocks

        return Chapter(make, sum(len(block.text) for block in article.blocks), recent)

    articles = (article._replace(blocks=chapter(n, article)) for n, article in enumerate(eager.articles))
    return eager._replace(articles=tuple(articles))


def _without_lengths(text: str) -> str:
    return re.sub(r"(about )?\d+ characters?, (about )?\d+ minutes?", "so long", text)


def many(count: int) -> Publication:
    return publication(*[(f"# 第{number}章", *["缓坡已建好。盲道通了！" * 3] * 30) for number in range(count)])


@given(
    ARTICLES,
    st.lists(
        st.tuples(st.sampled_from([u for u in Unit if u not in (Unit.LINE, Unit.PAGE)]), st.sampled_from([1, -1]))
    ),
)
def test_every_move_leads_to_the_same_place(articles, moves):
    eager = publication(*articles)
    one, other = ReadingSession(eager), ReadingSession(lazily(eager))
    for unit, step in moves:
        assert one.move(unit, step) == other.move(unit, step)
        assert one.place == other.place
        assert one.text(unit) == other.text(unit)


@given(
    ARTICLES,
    st.lists(st.sampled_from([c.name for c in COMMANDS if c.name not in ESTIMATES]), max_size=12),
    st.text("盲道one", max_size=2),
)
@settings(max_examples=150)
def test_every_command_answers_the_same(articles, names, answer):
    eager = publication(*articles)
    one, other = (Reader(each, MemoryStandIn(), OptionsStandIn()) for each in (eager, lazily(eager)))
    for name in names:
        replies = []
        for reader in (one, other):
            with mock.patch.object(finding, "_MOST", 100_000):  # hits: of a long text the first ones are told
                reply = reader.run(name)
                replies.append(reader.answer(answer) if reader.question else reply)
        assert replies[0].act == replies[1].act
        assert _without_lengths(replies[0].text) == _without_lengths(replies[1].text)
        assert one.reading.session.place == other.reading.session.place


@given(
    ARTICLES,
    st.tuples(st.integers(-1, 8), st.integers(-1, 10), st.integers(-1, 200)),
    st.text("盲道One 。", max_size=3),
)
def test_places_lists_searching_and_keeping_are_the_same(articles, place, query):
    eager = publication(*articles)
    lazy = lazily(eager)
    place = ReadingSession(eager).nearest(Place(*place))
    assert ReadingSession(lazy).nearest(place) == place
    assert list(hits(eager, query)) == list(hits(lazy, query))
    one, other = Things(eager), Things(lazy)
    assert one.sorts() == other.sorts()
    assert [one.places(sort) for sort in one.sorts()] == [other.places(sort) for sort in other.sorts()]
    assert past(eager, place) == past(lazy, place)
    kept = stored.kept(eager, place)
    assert kept == stored.kept(lazy, place)
    assert places.nearest(lazy, kept) == place
    away = kept._replace(block=kept.block + 3, offset=0)
    assert places.nearest(eager, away) == places.nearest(lazy, away)
    assert stored.packed(lazy) == stored.packed(eager)


@given(ARTICLES, st.sampled_from([Route(), Route(headlines=True), Route(skip=frozenset({Kind.PARAGRAPH}))]))
def test_the_voice_says_the_same(articles, route):
    said = []
    eager = publication(*articles)
    for each in (eager, lazily(eager)):
        narrator = Narrator(each)
        found = narrator.start(Place(), route)
        for utterance in found:
            found += narrator.finished(utterance.id)
        said.append(found)
    assert said[0] == said[1]


@given(ARTICLES, st.sampled_from(["indent", "gap"]), st.integers(4, 40))
def test_rows_and_screens_are_the_same(articles, paragraphs, width):
    eager = publication(*articles)
    for one, other in zip(eager.articles, lazily(eager).articles, strict=True):
        layouts = [Layout(each.blocks, Style(width, paragraphs), "zh") for each in (one, other)]
        assert layouts[0].last == layouts[1].last
        top = layouts[0].row_of(0, 0)
        screens = [layout.screen(top, 200) for layout in layouts]
        assert screens[0] == screens[1]
        assert layouts[0].move(layouts[0].last, -9) == layouts[1].move(layouts[1].last, -9)


@given(ARTICLES, st.integers(0, 100))
def test_percent_is_the_same_where_weights_are_true(articles, percent):
    eager = publication(*articles)
    lazy = lazily(eager)
    one, other = Extent(eager), Extent(lazy)
    for number, article in enumerate(eager.articles):
        for block in range(len(article.blocks)):
            place = Place(number, block, 0)
            assert abs(one.percent(place) - other.percent(place)) <= 1
    there = one.at(percent)
    assert abs(one.percent(there) - one.percent(other.at(percent))) <= 1
    assert has_block(lazy.articles[there.article], there.block)


def test_nothing_is_made_before_it_is_read():
    made: list[int] = []
    lazy = lazily(many(100), made)
    reader = Reader(lazy, MemoryStandIn(), OptionsStandIn())
    assert reader.menu.current.line == "1 第0章, news, about 990 characters, about 4 minutes, unread"
    assert made == []
    reader.press("enter")
    assert set(made) == {0}
    reader.run("next-sentence")
    assert made == [0]


def test_memory_holds_few_chapters_and_reading_does_not_make_them_again():
    made: list[int] = []
    lazy = lazily(many(50), made, most=4)
    session = ReadingSession(lazy)
    while session.move(Unit.BLOCK, 1):
        pass
    assert made == list(range(50))
    list(hits(lazy, "盲道"))
    session.move(Unit.BLOCK, -1)
    assert len(made) == 50 + 46, "four are still there, and going through all pushes none of them out"


def test_a_chapter_says_exactly_how_long_it_is_once_it_was_read():
    lazy = lazily(many(3))
    first = lazy.articles[0]
    first.blocks.weight = 2
    assert first.blocks.length() == (2, False)
    assert first.blocks.count() == 31
    assert first.blocks.length() == (sum(len(block.text) for block in first.blocks), True)
    assert describe.article_entry(lazy, 0, False).note == "news, 993 characters, 4 minutes, unread"


def test_blocks_are_gone_through_from_both_ends():
    article = lazily(many(1)).articles[0]
    forth, back = list(numbered(article.blocks, 5)), list(backward(article.blocks, 99))
    assert [number for number, _block in forth] == list(range(5, 31))
    assert [number for number, _block in back] == list(range(30, -1, -1))
    assert not has_block(article, 31)
    assert not has_block(article, -1)


def test_what_is_kept_is_in_sight_of_all_threads_all_the_time():
    """One that looked while another did saw nothing, and did all its work again."""
    recent, ends, lost = Recent(2), threading.Event(), []
    recent.keep("quay", 1)

    def look():
        while not ends.is_set():
            if recent.get("quay") is None:
                lost.append(1)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    threads = [threading.Thread(target=look) for _ in range(2)]
    try:
        for thread in threads:
            thread.start()
        for _time in range(50_000):
            recent.get("quay")
    finally:
        ends.set()
        for thread in threads:
            thread.join()
        sys.setswitchinterval(interval)
    assert not lost
