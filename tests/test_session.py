"""The session: one place, moved by units, valid whatever happens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.make import TWO
from tui.core.commands import Unit
from tui.core.publication import Article, Block, Kind, Place, Publication
from tui.core.session import ReadingSession

UNITS = [unit for unit in Unit if unit not in (Unit.LINE, Unit.PAGE)]


def walk(unit, step, start=None):
    session = ReadingSession(TWO, start)
    texts = [session.text(unit)]
    while session.move(unit, step):
        texts.append(session.text(unit))
    return texts


def test_sentences_run_through_the_whole_publication():
    forward = walk(Unit.SENTENCE, 1)
    assert forward == [
        "盲道",
        "缓坡已建好。",
        "盲道通了！",
        "下一步",
        "车辆占用，怎么办？",
        "Second",
        "One sentence.",
        "Another one.",
    ]
    assert walk(Unit.SENTENCE, -1, Place(1, 1, 14)) == forward[::-1]


def test_headings_are_titles_and_section_heads():
    assert walk(Unit.HEADING, 1) == ["盲道", "下一步", "Second"]


@pytest.mark.parametrize("unit", [Unit.CHARACTER, Unit.WORD, Unit.SENTENCE, Unit.BLOCK])
def test_every_unit_reads_every_character_there_and_back(unit):
    everything = "".join(block.text for article in TWO.articles for block in article.blocks)
    last = Place(1, 1, 10_000)
    assert "".join(walk(unit, 1)).replace(" ", "") == everything.replace(" ", "")
    session = ReadingSession(TWO, last)
    session.to_start_of(unit)
    assert walk(unit, -1, session.place)[::-1] == walk(unit, 1)


def test_back_from_the_middle_is_the_beginning_of_the_same():
    session = ReadingSession(TWO, Place(0, 1, 8))
    assert session.move(Unit.SENTENCE, -1)
    assert session.place == Place(0, 1, 6)
    session = ReadingSession(TWO, Place(0, 1, 8))
    assert session.move(Unit.BLOCK, -1)
    assert session.place == Place(0, 1, 0)


def test_back_returns_from_jumps_but_not_from_steps():
    session = ReadingSession(TWO)
    session.move(Unit.SENTENCE, 1)
    session.move(Unit.ARTICLE, 1)
    session.move(Unit.SENTENCE, 1)
    assert session.back()
    assert session.place == Place(0, 1, 0)
    assert not session.back()


def test_forward_leads_to_where_back_came_from_until_somebody_jumps():
    session = ReadingSession(TWO)
    session.move(Unit.ARTICLE, 1)
    assert not session.forward()
    session.back()
    assert session.forward()
    assert session.place == Place(1)
    session.back()
    session.go(Place(0, 3))
    assert not session.forward()


def test_the_last_hundred_jumps_are_remembered():
    session = ReadingSession(TWO)
    for number in range(150):
        session.go(Place(0, 1, number % 2))
    count = 0
    while session.back():
        count += 1
    assert count == 100


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Place(0, 1, 1), Place(0, 1, 1)),
        (Place(0, 1, 99), Place(0, 1, 10)),
        (Place(0, 9, 2), Place(0, 3)),
        (Place(9, 0, 2), Place(1, 1)),
    ],
)
def test_what_is_not_there_is_the_last_before_it(wanted, found):
    assert ReadingSession(TWO).nearest(wanted) == found


@pytest.mark.parametrize(("language", "first"), [("de", "Am Nr. 5 steht."), ("en", "Am Nr.")])
def test_a_block_without_a_language_has_that_of_its_publication(language, first):
    block = Block("Am Nr. 5 steht. Das Haus.", Kind.PARAGRAPH)
    session = ReadingSession(Publication("key", "", (Article("a", "", (block,)),), language))
    assert session.text(Unit.SENTENCE) == first


@given(st.builds(Place, st.integers(-3, 9), st.integers(-3, 9), st.integers(-99, 99)))
def test_any_place_becomes_one_that_exists(place):
    session = ReadingSession(TWO, place)
    blocks = TWO.articles[session.place.article].blocks
    assert 0 <= session.place.offset < len(blocks[session.place.block].text)


@given(st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from([1, -1])), max_size=40))
def test_moves_are_ordered_and_end_at_the_ends(moves):
    session = ReadingSession(TWO)
    for unit, step in moves:
        before = session.place
        moved = session.move(unit, step)
        assert moved == (session.place != before)
        assert not moved or (session.place > before) == (step > 0)
        assert session.text(unit)
