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


def rows(*rows):
    """Words by their left and right ends, a row of them below the other."""
    return [
        Box(left, HEIGHT * number, right, HEIGHT * (number + 1))
        for number, words in enumerate(rows)
        for left, right in words
    ]


@pytest.mark.parametrize(
    ("end", "begin", "gutter"),
    [
        (55.5, 60, True),  # the white is free for a seventh of a height on each side of a place in it, which is 57 here
        (55.6, 60, False),
        (56, 60, False),
        (50, 58.5, True),
        (50, 58.4, False),
        (50, 58, False),
        (50, 100, True),  # one side is near
        (40, 60, True),
        (42, 72, False),  # neither is
        (42.1, 72, True),
        (42, 71.9, True),
        (47, 67, True),
    ],
)
def test_lines_below_end_before_the_white_and_begin_behind_it(end, begin, gutter):
    last, word, *words = rows([(0, 50), (60, 110)], *[[(0, end), (begin, begin + 40)]] * 4)
    assert Gutters([last, word, *words]).between(last, word) is gutter


@pytest.mark.parametrize(
    ("white", "end", "gutter"), [(5, 50, True), (4.9, 50, False), (5, 51, True), (5, 51.1, False), (5, 51.5, False)]
)
def test_narrow_white_is_looked_at_in_its_middle(white, end, gutter):
    begin = 50 + white
    last, word, *words = rows([(0, 50), (begin, 110)], *[[(0, end), (begin, 110)]] * 4)
    assert Gutters([last, word, *words]).between(last, word) is gutter


def test_a_word_that_reaches_over_the_white_may_begin_before_others():
    last, word, *words = rows([(0, 50), (60, 110)], *[[(0, 58), (10, 20), (60, 110)]] * 4)
    assert not Gutters([last, word, *words]).between(last, word)


@pytest.mark.parametrize(
    ("ends", "begins", "gutter"),
    [
        ([50.2, 49.8, 50, 50, 50], [], True),  # within a thirtieth of a height
        ([50.4, 50, 50, 50, 50], [], False),
        ([], [60.2, 59.8, 60, 60, 60], True),
        ([], [60.4, 60, 60, 60, 60], False),
    ],
)
def test_lines_end_or_begin_exactly_there(ends, begins, gutter):
    over = [(0, 300)]
    lines = [[(5, end)] for end in ends] + [[(5, 54), (begin, 110)] for begin in begins]
    last, word, *words = rows([(0, 50), (60, 110)], over, *lines)
    assert Gutters([last, word, *words]).between(last, word) is gutter


@pytest.mark.parametrize(
    ("line", "gutter"),
    [
        ([(60, 110)], False),  # nothing stands before it
        ([(5, 55), (60, 110)], False),  # a space as between words does
        ([(5, 54.9), (60, 110)], True),
        ([(5, 50), (55, 110)], False),
        ([(5, 50), (55.1, 110)], True),
    ],
)
def test_white_stands_before_and_behind_such_lines(line, gutter):
    last, word, *words = rows([(0, 50), (60, 110)], [(0, 300)], *[line] * 5)
    assert Gutters([last, word, *words]).between(last, word) is gutter


@pytest.mark.parametrize(("left", "crossed"), [(5, False), (4.9, True)])
def test_a_gutter_through_wide_white_is_half_as_wide_as_lines_are_high(left, crossed):
    over = [(20, 60 - left), (60, 110)]
    words = rows(over, [(0, 30), (60, 110)], over)
    assert Gutters(words).crossed(*words[2:4]) is crossed


def test_words_without_a_size_say_nothing():
    nothing = [Box(0, 0, 0, 0), Box(27, 12, 27, 18), *[Box(5, 0, 15, 0)] * 30]
    assert not Gutters(nothing).between(Box(0, 0, 10, 10), Box(100, 0, 110, 10))
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


@pytest.mark.parametrize(("heights", "gutter"), [((13, 13), False), ((14, 14), True), ((20, 13), False)])
def test_a_headline_is_larger_than_most_words_on_both_sides(heights, gutter):
    """Two lines that begin at the white are enough for it."""
    last, word = (Box(left, 0, left + 50, height) for left, height in zip((0, 70), heights, strict=True))
    lines = [Box(70, 10 * number, 130, 10 * number + 10) for number in (2, 3)]
    elsewhere = [Box(0, 300 + 10 * number, 60, 310 + 10 * number) for number in range(8)]
    assert Gutters([last, word, *lines, *elsewhere]).between(last, word) is gutter


@pytest.mark.parametrize(("begin", "gutter"), [(72.9, True), (73, False)])
def test_it_begins_within_a_third_of_a_height(begin, gutter):
    last, word = Box(0, 0, 50, 20), Box(70, 0, 130, 20)
    lines = [Box(begin, 10 * number, 130, 10 * number + 10) for number in (3, 4)]
    elsewhere = [Box(0, 300 + 10 * number, 60, 310 + 10 * number) for number in range(8)]
    assert Gutters([last, word, *lines, *elsewhere]).between(last, word) is gutter


@pytest.mark.parametrize(("away", "gutter"), [(15, True), (17, False)])
def test_the_column_under_a_headline_may_begin_as_much_further_down_as_it_is_larger(away, gutter):
    last, word = Box(0, 0, 50, 20), Box(70, 0, 130, 20)
    lines = [Box(70, 10 * number, 130, 10 * number + 10) for number in (away, away + 1)]
    elsewhere = [Box(0, 600 + 10 * number, 60, 610 + 10 * number) for number in range(8)]
    assert Gutters([last, word, *lines, *elsewhere]).between(last, word) is gutter


@pytest.mark.parametrize(
    ("heights", "white", "gutter"),
    [((13, 13), 6, True), ((16, 16), 6, False), ((16, 16), 7, True), ((10, 30), 6, True)],
)
def test_between_higher_words_white_has_to_be_wider(heights, white, gutter):
    """The white is a gutter below, where lines begin at its edge."""
    last, word = Box(0, 0, 50, heights[0]), Box(50 + white, 0, 110, heights[1])
    lines = [
        Box(left, 20 + 10 * number, left + 40, 30 + 10 * number) for number in range(5) for left in (0, 50 + white)
    ]
    assert Gutters([last, word, *lines]).between(last, word) is gutter
