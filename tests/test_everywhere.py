"""Search in an article, in a publication and in the whole library say the same: which passages hold a text."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.make import publication
from tui.core import letters
from tui.core.letters import folded, offsets
from tui.core.publication import Block, Kind, Place
from tui.core.search import LAST, hits, hits_before, matches, surroundings
from tui.library import Library, everywhere, words
from tui.library.finder import find

DATA = Path(__file__).parent / "data" / "finding" / "scripts.tsv"


def unescaped(text):
    return text.encode("ascii", "backslashreplace").decode("unicode-escape") if "\\u" in text else text


LINES = [line.split("\t") for line in DATA.read_text("utf-8").splitlines() if not line.startswith("#")]
CASES = [
    (unescaped(text), [unescaped(each) for each in found.split("|")], [unescaped(each) for each in others.split("|")])
    for text, found, others in LINES
]
ALL = publication(*[(f"# {number} 标题", text, "~ caption of " + text) for number, (text, *_) in enumerate(CASES)])


class Opened:
    data, name, path = b"x", "x", "/x"


def library_of(page):
    library = Library()
    library.remember(page, Opened)
    assert words.index(library, page)
    return library


@pytest.fixture(scope="module")
def shelf():
    library = library_of(ALL)
    yield library
    library.close()


def by_reading(page, query):
    """Which blocks hold it, by a look at each."""
    return {place._replace(offset=0) for place in hits(page, query)}


def by_index(library, query):
    found = everywhere.search(library, query, 10_000)
    return {Place(hit.article, hit.block) for hit in found if hit.is_whole}


def test_text_is_found_as_people_type_it(shelf):
    for number, query in ((number, query) for number, case in enumerate(CASES) for query in case[1]):
        here = by_reading(ALL, query)
        assert Place(number, 1) in here, query
        assert by_index(shelf, query) == here, query
        for hit in everywhere.search(shelf, query, 10_000):
            assert matches(hit.text, query)[0] == hit.offset, query


def test_what_is_not_there_is_not_found(shelf):
    for number, query in ((number, query) for number, case in enumerate(CASES) for query in case[2]):
        here = by_reading(ALL, query)
        assert Place(number, 1) not in here, query
        assert by_index(shelf, query) == here, query


LETTERS = st.text(
    st.sampled_from("盲道體体。，,“” abAé e\u0301ßsﬁf--' \u00ad//가\u1112\u1161ท่ี🥰カかｶﾞ\u3099й и\u0306٣3€\n"),
    max_size=12,
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LETTERS, min_size=1, max_size=4), st.lists(LETTERS, min_size=1, max_size=4), st.data())
def test_the_index_and_a_look_at_everything_agree(texts, queries, data):
    """Of any text, and any part of one."""
    texts = [each for each in texts if each.strip()] or ["盲道"]
    blocks = tuple(Block(text, Kind.PARAGRAPH) for text in texts)
    page = publication(("# x",))
    page = page._replace(articles=(page.articles[0]._replace(blocks=blocks),))
    library = library_of(page)
    for text in texts:
        start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
        queries.append(text[start:end])
    for query in queries:
        here = by_reading(page, query)
        assert by_index(library, query) == here
        assert list(hits_before(page, query, Place(0, LAST))) == list(hits(page, query))[::-1]
        finder = find(library, page, query) if query.strip() else None
        if finder:
            assert {place._replace(offset=0) for place in finder.hits(Place())} == here
    library.close()


MEETING = "The wellspring danced well-sprung, “spring dances” spring--ing. Он сказал: всё, сказала она."
TWICE = publication(("# one", MEETING, MEETING[::-1]), ("# two", MEETING.upper(), "spring dan springs danced"))
# What is best looked at itself, in how many passages a word narrows nothing, and how many words are asked for at once.
FEW = {"_SELDOM": (1, 2), "_OFTEN_MET": (1000, 2), "_AT_EDGES": (1000, 0), "_TOGETHER": (60, 1), "_HITS": (1, 100)}


@pytest.mark.parametrize("ways", list(product((0, 1), repeat=4)))
def test_whichever_way_is_the_shortest_the_same_is_found(ways, monkeypatch):
    for (name, mosts), way in zip(FEW.items(), (0, *ways), strict=True):
        monkeypatch.setattr(everywhere, name, mosts[way])
    library = library_of(TWICE)
    for start, length in product(range(len(MEETING) - 12), (3, 5, 9)):
        query = MEETING[start : start + length]
        assert by_index(library, query) == by_reading(TWICE, query), query
    library.close()


@given(st.text(st.characters() | st.sampled_from("無⾒見Ꭰꭰİſßйи\u0306Å"), max_size=30))
def test_a_long_text_is_folded_as_a_short_one(text):
    short = folded(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(letters, "_LONG", 0)
        assert folded(text) == short


@given(st.text(max_size=20))
def test_a_folded_text_leads_back_to_its_characters(text):
    whole = folded(text)
    back = offsets(text, whole)
    places = [back(at) for at in range(len(whole))] if text else []
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


def test_words_that_stand_apart_are_told_from_those_that_stand_together(shelf):
    (hit, *_) = everywhere.search(shelf, "find efficient")
    assert not hit.is_whole
    assert everywhere.search(shelf, "efficient office")[0].is_whole
    assert everywhere.search(shelf, "quagga efficient") == []


@pytest.mark.parametrize(
    ("text", "offset", "line"),
    [
        ("1. A footnote ramp.", 14, "…footnote ramp."),
        ("An unheard-of thing", 0, "An unheard-of thing"),
        ("x" * 60, 30, f"…{'x' * 38}"),
        ("السَّلَامُ عَلَيْكُمْ كتاب", 22, "…عَلَيْكُمْ كتاب"),
        ("👍🏽" * 9 + "ramp" + "👍🏽" * 30, 18, "…" + "👍🏽" * 4 + "ramp" + "👍🏽" * 22 + "…"),
        ("The middleofaword is here", 10, "The middleofaword is here"),
        ("盲道通了，缓坡已建好。" * 9, 30, "…" + ("盲道通了，缓坡已建好。" * 9)[22:78] + "…"),
        ("ramp " * 5 + "and so on, and so forth, and whatever else there is to say of it", 20, None),
    ],
)
def test_surroundings_are_of_whole_words(text, offset, line):
    made = surroundings(text, offset)
    if line is None:
        assert set(made.strip("…").replace(",", "").split()) <= set(text.replace(",", "").split())
    else:
        assert made == line


def test_an_older_index_that_cannot_be_renewed_is_told_of(tmp_path):
    older = Library(tmp_path / "older.sqlite")
    older.do("DROP TABLE terms")
    older.do("PRAGMA user_version = 7")
    older.close()
    library = library_of(ALL)
    library.do("ATTACH ? AS kept", str(tmp_path / "older.sqlite"))
    assert everywhere.search(library, "efficient")
    assert library.warning.startswith("The index of words is of an older version")
    library.close()


@pytest.mark.parametrize("text", ["aßﬁ\u00ad盲مُحَ" * 60, "x" * 64 + "ß" * 64 + "\u00ad" * 70 + "y", "ﬀ" * 200])
def test_the_way_back_from_a_long_text_is_that_of_its_characters(text):
    back = offsets(text, folded(text))
    from_each = [at for at, letter in enumerate(text) for _folded in folded(letter)]
    assert [back(at) for at in range(len(folded(text)))] == from_each
