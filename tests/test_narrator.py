"""The narrator: what to say next is a list of utterances, so nothing here makes a sound or waits."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.make import TWO, publication
from tui.core.commands import Unit
from tui.core.narrator import Narrator, Route
from tui.core.publication import Article, Block, Kind, Link, Place, Publication
from tui.core.sentences import sentence_at

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


KINDS = [Kind.TITLE, Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.CAPTION, Kind.BYLINE, Kind.NOTE]
SENTENCES = ["盲道通了！", "缓坡已建好。", "“怎么办？”", "One sentence. ", "第3次 ", "完"]
BLOCKS = st.builds(
    lambda kind, sentences: Block("".join(sentences), kind, language="zh"),
    st.sampled_from(KINDS),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3),
)
ARTICLES = st.lists(st.lists(BLOCKS, min_size=1, max_size=4), min_size=1, max_size=4)


def made(articles) -> Publication:
    return Publication("key", "", tuple(Article(str(n), "", tuple(blocks)) for n, blocks in enumerate(articles)), "zh")


@st.composite
def journeys(draw):
    """A publication, a place in it, and a route."""
    what = made(draw(ARTICLES))
    places = st.sampled_from(list(every_place(what)))
    numbers = st.lists(st.integers(0, len(what.articles) - 1), unique=True, max_size=4).map(tuple)
    start = draw(places)
    queue = draw(numbers)
    # A selection runs through the text as it stands.
    end = draw(st.none() | places) if start.article not in queue else None
    skip = frozenset(draw(st.sets(st.sampled_from([Kind.CAPTION, Kind.BYLINE, Kind.NOTE]))))
    stop_after = draw(st.sampled_from([None, Unit.WORD, Unit.SENTENCE, Unit.BLOCK, Unit.ARTICLE]))
    return what, start, Route(skip, draw(st.booleans()), queue, end, stop_after, draw(st.sampled_from([0, 100, 300])))


def every_place(what):
    for number, article in enumerate(what.articles):
        for index, block in enumerate(article.blocks):
            yield from (Place(number, index, offset) for offset in range(len(block.text)))


def order(what, start, route):
    """The articles that a route leads through."""
    if start.article in route.queue:
        return list(route.queue[route.queue.index(start.article) :])
    seen = []
    number = start.article
    while number is not None and number < len(what.articles):
        seen.append(number)
        if number in route.queue:
            return seen + list(route.queue[route.queue.index(number) + 1 :])
        number += 1
    return seen


def wanted(what, start, route):
    """The characters that are to be said, each with its place, in order."""
    for number in order(what, start, route):
        blocks = what.articles[number].blocks
        titles = [index for index, block in enumerate(blocks) if block.kind is Kind.TITLE] or [0]
        for index, block in enumerate(blocks):
            for offset, character in enumerate(block.text):
                place = Place(number, index, offset)
                is_left_out = block.kind in route.skip or (route.headlines and index != titles[0])
                is_before = number == start.article and place < start
                is_behind = route.end is not None and max(place, start) >= route.end
                if not (is_left_out or is_before or is_behind or character.isspace()):
                    yield place, character


def listen(narrator, start, route):
    """All that is said, by somebody who goes on whenever it stops; the ids, and where it stopped."""
    said, rests = [], []
    place: Place | None = start
    while place is not None:
        waiting = narrator.start(place, route)
        place = None
        while waiting:
            said.append(waiting.pop(0))
            waiting += narrator.finished(said[-1].id)
        if narrator.following is not None:
            rests.append((said[-1], narrator.following))
            place = narrator.following
    return said, rests


@given(journeys())
def test_every_sentence_wanted_is_said_once_in_order_and_none_else(journey):
    what, start, route = journey
    said, rests = listen(Narrator(what), start, route)
    characters = [
        (utterance.place._replace(offset=utterance.place.offset + offset), character)
        for utterance in said
        for offset, character in enumerate(utterance.text)
        if not character.isspace()
    ]
    assert characters == list(wanted(what, start, route))
    assert [utterance.id for utterance in said] == sorted({utterance.id for utterance in said})
    if route.stop_after is not Unit.WORD:
        for utterance in said:
            block = what.articles[utterance.place.article].blocks[utterance.place.block]
            start_of, end_of = sentence_at(block.text, utterance.place.offset, "zh")
            assert utterance.place.offset == start_of or utterance is said[0]
            clipped = route.end and route.end[:2] == utterance.place[:2]
            assert clipped or utterance.place.offset + len(utterance.text) == end_of
    check_stops(route.stop_after, said, rests)


def check_stops(unit, said, rests):
    """It stops behind each unit and nowhere else."""
    stopped = {before.id for before, _following in rests}
    for before, after in pairwise(said):
        crossed = {
            None: False,
            Unit.WORD: True,
            Unit.SENTENCE: True,
            Unit.BLOCK: before.place[:2] != after.place[:2],
            Unit.ARTICLE: before.place.article != after.place.article,
        }[unit]
        assert (before.id in stopped) is crossed


def test_a_word_is_said_with_the_marks_around_it():
    what = publication(("“怎么办？”他问：“One (more) word.”",))
    said, _rests = listen(Narrator(what), Place(), Route(stop_after=Unit.WORD))
    assert all(any(character.isalnum() for character in utterance.text) for utterance in said)
    assert len(said) > 5


def test_pauses_are_as_long_as_they_are_wished():
    normal, none, double = (
        [utterance.pause for utterance in Narrator(TWO, ahead=99).start(Place(), Route(pauses=percent))]
        for percent in (100, 0, 200)
    )
    assert not any(none)
    assert double == [2 * pause for pause in normal]


def test_who_leaves_notes_out_does_not_hear_their_marks_and_words_keep_their_places():
    text = "He went[1] away.* See 12 and here[a]. [3]"
    marks = ("[1]", "*", "12", "here", "[a]", "[3]")
    links = tuple(Link(text.index(each), text.index(each) + len(each), "#n", Place(0, 1)) for each in marks)
    alone = Block("[4]", Kind.PARAGRAPH, links=(Link(0, 3, "#n", Place()),))
    blocks = (Block(text, Kind.PARAGRAPH, links=links), Block("1. A note.", Kind.NOTE), alone)
    narrator = Narrator(Publication("k", "T", (Article("a", "", blocks),), "en"), ahead=99)
    whole = texts(narrator.start(Place()))
    said = texts(narrator.start(Place(), Route(skip=frozenset({Kind.NOTE}))))
    assert " ".join(whole).split() == [*text.split(), "1.", "A", "note.", "[4]"]
    assert " ".join(said).split() == ["He", "went", "away.", "See", "12", "and", "here", ".", "[3]", "[4]"]
    assert [len(each) for each in said] == [len(each) for each in whole if "A note" not in each]
    (first, *_more) = narrator.start(Place(0, 0, 8), Route(skip=frozenset({Kind.NOTE})))
    assert first.text.split()[0] == "away.", "who begins in the middle of a mark"
