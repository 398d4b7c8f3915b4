"""A place is found again, to the character, in a text that has been put right, added to, cut or moved."""

import random
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.make import publication
from tui.core.publication import Place
from tui.importers import open_bytes
from tui.library import Library
from tui.library.places import found, nearest
from tui.library.stored import kept

# Short ones stand many times, as they do in what people say to each other.
SHORT = ("Yes.", "“No,” she said.", "好。", "他说：“不行。”", "He went.")
WORDS = [chr(97 + at) + "".join(chr(97 + (at * 7 + more * at) % 26) for more in range(at % 5 + 1)) for at in range(26)]
HAN = "雨下了三天夜河水涨到桥面盲道还没有通车站门口的缓坡已经建好轮椅可以直接上来再也不用绕路"


def paragraphs(count: int) -> list[str]:
    """What is said is the same again and again, what is told is not."""
    made = []
    for number in range(count):
        said = SHORT[number % len(SHORT)]
        told = random.Random(number).choices((WORDS, HAN)[number % 2], k=14)
        told = ("" if number % 2 else " ").join(told) + ("。" if number % 2 else ".")
        made += [f"## Chapter {number // 6}"] if number % 6 == 0 else []
        made += [said, told] if number % 3 else [f"{told} {said}"]
    return made


def text(parts: list[str]) -> str:
    return "\n\n".join(parts)


class Change(NamedTuple):
    """Words at an offset put in the place of others."""

    start: int
    end: int
    words: str

    def of(self, text: str) -> str:
        return text[: self.start] + self.words + text[self.end :]

    def moved(self, offset: int) -> int:
        if offset < self.end:
            return min(offset, self.start)
        return offset + len(self.words) - (self.end - self.start)


BEFORE = text(paragraphs(40))
STARTS = [0, *(at + 2 for at in range(len(BEFORE)) if BEFORE.startswith("\n\n", at))]
LETTERS = [at for at, letter in enumerate(BEFORE) if letter.isalnum() and BEFORE[at - 1].isalnum()]
CHANGES = st.one_of(
    st.builds(
        lambda at, words: Change(at, at + 1, words), st.sampled_from(LETTERS), st.sampled_from(["x", "xy", "错"])
    ),
    st.builds(lambda at: Change(at, at, "字"), st.sampled_from(LETTERS)),
    st.builds(lambda at: Change(at, at, "A paragraph that was not there.\n\n"), st.sampled_from(STARTS)),
    st.builds(lambda number: Change(STARTS[number], STARTS[number + 1], ""), st.integers(0, len(STARTS) - 2)),
    st.just(Change(0, 0, "## Another beginning\n\n")),
)


def letters(made):
    """The places of all letters of a publication, and all letters in a row."""
    found = [
        (Place(number, at, offset), letter)
        for number, article in enumerate(made.articles)
        for at, block in enumerate(article.blocks)
        for offset, letter in enumerate(block.text)
        if letter.isalnum()
    ]
    return [place for place, _letter in found], "".join(letter for _place, letter in found)


PUBLICATION = open_bytes(BEFORE.encode(), "before.md")
PLACES, TOLD = letters(PUBLICATION)


@settings(deadline=None, max_examples=150)
@given(st.integers(0, len(PLACES) - 1), CHANGES)
@example(0, Change(4, 5, "xy"))  # nothing stands before the place that could tell how far it has moved
def test_to_the_character(number, change):
    assert "".join(filter(str.isalnum, BEFORE)) == TOLD, "letters are counted in the text and in what is made of it"
    offset = [at for at, letter in enumerate(BEFORE) if letter.isalnum()][number]
    now = change.of(BEFORE)
    after = open_bytes(now.encode(), "after.md")
    places, _told = letters(after)
    expected = sum(letter.isalnum() for letter in now[: change.moved(offset)])
    was_kept = kept(PUBLICATION, PLACES[number])
    if change.start <= offset < change.end and not change.words:
        block = after.articles[(place := nearest(after, was_kept)).article].blocks[place.block]
        assert place.offset <= len(block.text), "its paragraph has gone"
    elif change.start <= offset < change.end:
        assert nearest(after, was_kept) in places[expected : expected + len(change.words)], "it is another letter now"
    else:
        assert nearest(after, was_kept) == places[expected]


SAID = ("# 一", "“No,” she said.", "The first.", "“No,” she said.", "The second.", "“No,” she said.", "The third.")


@pytest.mark.parametrize("number", [1, 3, 5])
def test_what_is_said_again_and_again_is_told_apart_by_what_stands_around_it(number):
    before = publication(SAID)
    after = publication(("# 一", "New.", "Newer.", *SAID[1:]))
    assert found(after, kept(before, Place(0, number, 3))) == Place(0, number + 2, 3)


def test_a_word_put_right_at_the_place_itself_takes_nobody_away():
    before, after = publication(("# 一", "Nobody came dwon to it.")), publication(("# 一", "Nobody came down to it."))
    for offset in range(20):
        assert found(after, kept(before, Place(0, 1, offset))) == Place(0, 1, offset)


class _Asked(tuple):
    """Articles, none of which is looked at but those that are asked for."""

    def __iter__(self):
        pytest.fail("all articles were looked through")


def test_of_a_long_feed_not_every_article_is_looked_at_for_every_mark():
    feed = publication(*(["Tide", f"The tide of day {number} came in."] for number in range(9)))
    place = Place(8, 1, 4)
    mark = kept(feed, place)
    assert nearest(feed._replace(articles=_Asked(feed.articles)), mark) == place
    other = feed._replace(articles=feed.articles[:2] + feed.articles[3:])
    assert nearest(other, mark) == Place(7, 1, 4), "where the article has moved it is looked for"


def test_a_place_that_an_older_version_kept_is_found_too(tmp_path):
    """With the text at it alone."""
    path, page = tmp_path / "library.sqlite", publication(SAID)
    library = Library(path)
    library.keep_place(page, Place(0, 4))
    was_kept = library._kept_place(page.key)
    assert was_kept.before
    older = was_kept._replace(text="The second.", before="")
    assert older.checked(*older.row) == older
    assert was_kept.checked(*was_kept.row) == was_kept
    assert found(page, older) == Place(0, 4)
    assert found(publication(("# 一", "New.", *SAID[1:])), older) == Place(0, 5)
    library.close()
