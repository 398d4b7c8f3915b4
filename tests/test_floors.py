"""Parts of a page that stand below each other, and columns with their headlines: the pages are drawn in the data."""

import re
from pathlib import Path

import pytest

from tui.newspaper.boxes import Box
from tui.newspaper.floors import GUTTER, floors_of, is_headline, split, with_tags, with_their_headlines
from tui.newspaper.sheet import Row

LINE, CELL = 10.0, 5  # the height of a line of print; of a letter of a drawing, and its width
CASES = [
    (asked, said, what, drawn.splitlines())
    for asked, said, what, drawn in re.findall(
        r"(?ms)^(floors|columns|strips): ([^;\n]+); ([^\n]+)\n(.*?)(?=\n\n(?:\w+: )|\Z)",
        (Path(__file__).parent / "data" / "newspaper" / "floors.txt").read_text("utf-8"),
    )
]


def pieces_of(lines):
    """In the order of reading: by their left upper corners."""
    cells = {}
    for number, line in enumerate(lines):
        for column, letter in enumerate(line):
            if letter != " ":
                cells.setdefault(letter, []).append((CELL * column, CELL * number))
    return [piece(letter, *around(corners)) for letter, corners in cells.items()]


def around(corners):
    lefts, tops = zip(*corners, strict=True)
    return min(lefts), min(tops), max(lefts) + CELL, max(tops) + CELL


def piece(letter, left, top, right, bottom):
    box = Box(left, top, right, bottom)
    high = 1.3 if letter.isupper() else 1.0
    return box, [Row(letter, Box(left, top, right, top + high * LINE))]


def letters(groups):
    """A group after the other, each with its letters in order."""
    return " | ".join("".join(sorted(rows[0].text for _box, rows in group)) for group in groups) or "none"


@pytest.mark.parametrize(("asked", "said", "what", "lines"), CASES, ids=[f"{each[0]}: {each[2]}" for each in CASES])
def test_a_drawn_page(asked, said, what, lines):
    pieces = pieces_of(lines)
    if asked == "floors":
        found = floors_of(pieces, LINE)
    elif asked == "columns":
        found = with_their_headlines(split(pieces, 0, GUTTER * LINE), LINE)
    else:
        found = with_tags(split(pieces, 1, LINE), LINE)
    assert letters(found) == said


def test_of_more_columns_than_a_page_has_none_is_looked_at():
    left = pieces_of(["AAAA", "aaaa", "aaaa", "", "", "BBBB", "bbbb", "bbbb"])
    columns = [[piece("c", left, 5, left + 20, 15), piece("d", left, 30, left + 20, 40)] for left in range(30, 510, 30)]
    assert len(with_their_headlines([left, *columns[:15]], LINE)) == 1
    assert len(with_their_headlines([left, *columns], LINE)) == 17


@pytest.mark.parametrize(("heights", "is_one"), [((12.5,), True), ((12.4,), False), ((10, 12.5, 10), True)])
def test_a_headline_has_a_line_a_quarter_higher_than_others(heights, is_one):
    rows = [Row("", Box(0, 0, 50, height)) for height in heights]
    assert is_headline((Box(0, 0, 50, 40), rows), LINE) is is_one


@pytest.mark.parametrize(
    ("axis", "white", "trimmed", "said"),
    [
        (0, 10, 0, "ac | b"),
        (0, 10.5, 0, "acb"),
        (1, 10, 0, "ab | c"),
        (1, 10.5, 0, "abc"),
        (0, 12, 2, "ac | b"),
        (0, 12.5, 2, "acb"),
        (0, 100, 90, "acb"),  # a piece does not end before it begins
    ],
)
def test_pieces_are_parted_by_white(axis, white, trimmed, said):
    pieces = [piece("a", 0, 0, 20, 10), piece("b", 30, 2, 50, 8), piece("c", 5, 20, 10, 30)]
    groups = [["".join(rows[0].text for _box, rows in group)] for group in split(pieces, axis, white, trimmed)]
    assert [sorted(group[0]) for group in groups] == [sorted(group) for group in said.split(" | ")]


def test_in_a_group_pieces_stay_in_the_order_in_which_they_came():
    pieces = [piece("b", 10, 0, 20, 10), piece("c", 40, 0, 50, 10), piece("a", 0, 0, 12, 10)]
    groups = split(pieces, 0, 5)
    assert [[rows[0].text for _box, rows in group] for group in groups] == [["b", "a"], ["c"]]
    assert split([], 0, 5) == []
