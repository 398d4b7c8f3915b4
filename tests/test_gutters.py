"""White between the columns of a page, told from the spaces of its lines: the pages are drawn in the data."""

import re
from pathlib import Path

import pytest

from tui.newspaper.boxes import Box
from tui.newspaper.gutters import Gutters

HEIGHT, WIDE = 10, 2  # of a line, and of a letter
CASES = [
    (says, what, drawn.splitlines())
    for says, what, drawn in re.findall(
        r"(?ms)^(gutter|space|crossed|wide): ([^\n]+)\n(.*?)(?=\n\n(?:\w+: )|\Z)",
        (Path(__file__).parent / "data" / "newspaper" / "gutters.txt").read_text("utf-8"),
    )
]


def words_of(line, number):
    return [
        Box(WIDE * found.start(), HEIGHT * number, WIDE * found.end(), HEIGHT * (number + 1))
        for found in re.finditer(r"[^ ?]+", line)
    ]


def page_of(lines):
    """The two words beside the white that is marked, and all words."""
    marked = next(number for number, line in enumerate(lines) if "?" in line)
    left = len(words_of(lines[marked].partition("?")[0], marked))
    words = words_of(lines[marked], marked)
    return words[left - 1], words[left], [word for number, line in enumerate(lines) for word in words_of(line, number)]


@pytest.mark.parametrize(("says", "what", "lines"), CASES, ids=[f"{says}: {what}" for says, what, _lines in CASES])
def test_white_of_a_drawn_page(says, what, lines):
    last, word, words = page_of(lines)
    gutters = Gutters(words)
    if says in ("gutter", "space"):
        assert gutters.between(last, word) is (says == "gutter")
    else:
        assert gutters.crossed(last, word) is (says == "crossed")


def test_words_without_a_size_say_nothing():
    nothing = [Box(0, 0, 0, 0), Box(5, 0, 5, 10), Box(5, 0, 15, 0)]
    gutters = Gutters(nothing)
    assert not gutters.between(Box(0, 0, 10, 10), Box(100, 0, 110, 10))
    last, word, words = page_of(["three words???here", *["some more     here"] * 4])
    assert Gutters([*words, *nothing]).between(last, word)


def test_most_words_say_how_high_a_line_is():
    """Among higher ones, and among many that are lower, the white is as wide as before."""
    last, word, words = page_of(["three words???here", *["some more     here"] * 4])
    high, low = (Box(500, 300, 510, 300 + height) for height in (40, 1))
    assert Gutters([*words, *[high] * len(words[1:])]).between(last, word)
    assert Gutters([*words, *[low] * len(words[1:])]).between(last, word)


@pytest.mark.parametrize(
    ("starts", "gutter"),
    [
        ((70, 70), True),  # two lines begin where the headline does
        ((72, 69), True),
        ((70,), False),
        ((70, 74), False),  # the second begins further on
        ((40, 70), False),  # a line goes over the white
    ],
)
def test_a_headline_begins_where_the_column_under_it_does(starts, gutter):
    last, word = Box(0, 0, 50, 20), Box(70, 0, 130, 20)  # twice as high as most words
    lines = [Box(left, 30 + 10 * number, left + 60, 40 + 10 * number) for number, left in enumerate(starts)]
    elsewhere = [Box(0, 300 + 10 * number, 60, 310 + 10 * number) for number in range(8)]
    assert Gutters([last, word, *lines, *elsewhere]).between(last, word) is gutter


@pytest.mark.parametrize(("away", "gutter"), [(15, True), (17, False)])
def test_the_column_under_a_headline_may_begin_as_much_further_down_as_it_is_larger(away, gutter):
    last, word = Box(0, 0, 50, 20), Box(70, 0, 130, 20)
    lines = [Box(70, 10 * number, 130, 10 * number + 10) for number in (away, away + 1)]
    elsewhere = [Box(0, 600 + 10 * number, 60, 610 + 10 * number) for number in range(8)]
    assert Gutters([last, word, *lines, *elsewhere]).between(last, word) is gutter


@pytest.mark.parametrize(("height", "white", "gutter"), [(13, 6, True), (16, 6, False), (16, 7, True)])
def test_between_higher_words_white_has_to_be_wider(height, white, gutter):
    """The white is a gutter below, where lines begin at its edge."""
    last, word = Box(0, 0, 50, height), Box(50 + white, 0, 110, height)
    lines = [
        Box(left, 20 + 10 * number, left + 40, 30 + 10 * number) for number in range(5) for left in (0, 50 + white)
    ]
    assert Gutters([last, word, *lines]).between(last, word) is gutter
