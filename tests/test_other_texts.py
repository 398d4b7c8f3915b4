"""What is no newspaper comes out whole and in order, as one article, and a text that is read as a page in spite of
it loses nothing."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.machine.work import calls
from tests.made.other_texts import SAMPLES
from tui.core.clean import clean
from tui.core.publication import Kind, Publication
from tui.importers.text import parse
from tui.newspaper import Page, analyse, page_of
from tui.newspaper.language import pack_of

HYPHENS = str.maketrans("", "", "-\u2010\u00ad\u00ac")
HEADLINES = {Kind.TAG, Kind.KICKER, Kind.TITLE, Kind.SUBTITLE}
SPREADS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "with carriage returns": lambda text: text.replace("\n", "\r\n"),
    "with blank lines": lambda text: text.replace("\n", "\n\n"),
    "without blank lines": lambda text: "\n".join(filter(None, text.split("\n"))),
    "set in": lambda text: "\n".join("    " + line for line in text.split("\n")),
    "set in, wide": lambda text: "\n".join("\u3000\u3000" + line for line in text.split("\n")),
    "with spaces behind": lambda text: text.replace("\n", "   \n"),
    "in capitals": str.upper,
}
NAMES = st.sampled_from(sorted(SAMPLES))


def letters(text: str) -> str:
    """Without white space, and without hyphens, which line ends may have made."""
    return "".join(text.split()).translate(HYPHENS)


def shown(publication: Publication) -> str:
    return letters("".join(block.text for article in publication.articles for block in article.blocks))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_text_is_one_article_and_whole(name):
    for spread, spread_out in SPREADS.items():
        text = spread_out(SAMPLES[name])
        publication = parse(text.encode(), f"{name}.txt")
        assert len(publication.articles) == 1, spread
        assert shown(publication) == letters(clean(text)), spread
        kinds = [block.kind for block in publication.articles[0].blocks]
        assert sum(kind in HEADLINES for kind in kinds) <= 1, spread
        assert not publication.furniture, spread


@settings(max_examples=60, deadline=None)
@given(name=NAMES, times=st.integers(2, 40), between=st.sampled_from(["\n", "\n\n", "\n\n\n\n"]))
@example(name="french letter", times=30, between="\n\n")
@example(name="french novel", times=30, between="\n")
def test_much_of_a_text_is_one_article_too(name, times, between):
    text = between.join([SAMPLES[name]] * times)
    publication = parse(text.encode(), "long.txt")
    assert len(publication.articles) == 1
    assert shown(publication) == letters(clean(text))


@settings(max_examples=60, deadline=None)
@given(names=st.lists(NAMES, min_size=1, max_size=6), gap=st.integers(1, 3), spread=st.sampled_from(sorted(SPREADS)))
def test_read_as_a_page_nothing_is_lost(names, gap, spread):
    text = clean(SPREADS[spread](("\n" * gap).join(SAMPLES[name] for name in names)))
    page = Page(text, pack_of(text))
    assert analyse(page, "page").lost == ""


@settings(max_examples=60, deadline=None)
@given(name=NAMES, data=st.data())
def test_any_part_of_a_text_is_whole(name, data):
    text = SAMPLES[name]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    part = clean(text[start:end])
    if part.strip():
        assert shown(parse(part.encode(), "part.txt")) == letters(part)


HUGE = {
    "one line": ("字", 20_000),
    "one line of words": ("word ", 5_000),
    "short lines": ("字\n", 2_000),
    "short lines apart": ("a\n\n", 2_000),
    "stops": ("。\n", 2_000),
    "quotations": ("“", 10_000),
    "lines of one width": ("abcdefghij klmnopqrst uvwxyzabcd efghij\n", 500),
}


@pytest.mark.parametrize("kind", HUGE)
def test_four_times_the_text_is_no_six_times_the_work(kind):
    more, times = HUGE[kind]
    once, often = (calls(partial(read_whole, more * each)) for each in (times, 4 * times))
    assert often < 6 * once


def read_whole(text: str) -> None:
    assert len(parse(text.encode(), "huge.txt").articles) == 1


def test_seventy_kinds_are_no_pages():
    assert len(SAMPLES) >= 70
    assert [name for name, text in SAMPLES.items() if page_of(text) is not None] == []
