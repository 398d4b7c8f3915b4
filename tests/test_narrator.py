"""The narrator: what to say next is a list of utterances, so nothing here makes a sound or waits."""

from hypothesis import given
from hypothesis import strategies as st

from tests.make import TWO, publication
from tui.core.narrator import Narrator
from tui.core.publication import Place

ALL = ["盲道", "缓坡已建好。", "盲道通了！", "下一步", "车辆占用，怎么办？", "Second", "One sentence.", "Another one."]


def texts(utterances):
    return [utterance.text for utterance in utterances]


def test_speaks_everything_once_in_order_a_few_ahead():
    narrator = Narrator(TWO, ahead=3)
    said = narrator.start(Place())
    assert texts(said) == ALL[:3]
    for utterance in said:
        more = narrator.finished(utterance.id)
        assert len(more) <= 1
        said += more
    assert texts(said) == ALL
    assert not narrator.active


def test_white_space_at_the_end_of_a_block_is_no_sentence_and_no_trap():
    narrator = Narrator(publication(("# Title ", "One.  Two. ")), ahead=9)
    said = narrator.start(Place())
    assert texts(said) == ["Title", "One.", "Two."]
    assert [utterance.pause > said[1].pause for utterance in said] == [True, False, True]


def test_starts_at_the_very_character():
    assert texts(Narrator(TWO).start(Place(0, 1, 8)))[0] == "通了！"


def test_pauses_are_longest_after_articles_and_shortest_after_sentences():
    narrator = Narrator(TWO, ahead=99)
    pauses = [utterance.pause for utterance in narrator.start(Place())]
    heading, sentence, paragraph, article = pauses[0], pauses[1], pauses[2], pauses[4]
    assert pauses == [heading, sentence, paragraph, heading, article, heading, sentence, article]
    assert 0 < sentence < paragraph < heading < article


def test_late_reports_change_nothing():
    narrator = Narrator(TWO)
    old = narrator.start(Place())[0]
    narrator.stop()
    assert (narrator.started(old.id), narrator.word(old.id, 0), narrator.finished(old.id)) == (None, None, [])
    new = narrator.start(Place(1))
    assert narrator.finished(old.id) == []
    assert new[0].id > old.id


def test_a_finished_utterance_settles_those_before_it():
    narrator = Narrator(TWO, ahead=3)
    said = narrator.start(Place())
    assert texts(narrator.finished(said[2].id)) == ALL[3:6]
    assert narrator.started(said[0].id) is None


def test_a_word_is_a_place_in_the_block():
    narrator = Narrator(TWO)
    second = narrator.start(Place())[2]
    assert narrator.word(second.id, 2) == Place(0, 1, 8)
    assert narrator.word(second.id, 99) is None


@given(st.builds(Place, st.just(0), st.integers(0, 3), st.integers(0, 8)), st.lists(st.integers(0, 12)))
def test_reports_in_any_order_never_repeat_an_id(place, reports):
    narrator = Narrator(TWO)
    ids = [utterance.id for utterance in narrator.start(place)]
    for report in reports:
        ids += [utterance.id for utterance in narrator.finished(report)]
    assert ids == sorted(set(ids))
