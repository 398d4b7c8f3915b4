"""What print says of lines that may be one paragraph, and of white that may part columns or articles."""

from pathlib import Path

import pytest

from tui.newspaper.boxes import Box
from tui.newspaper.gutters import Gutters
from tui.newspaper.order import reading_order
from tui.newspaper.pack import load
from tui.newspaper.setting import printed_page
from tui.newspaper.sheet import Row
from tui.newspaper.typeset import Set, Typeset

PACKS = {"zh": "zh-Hans", "en": "en", "fr": "fr"}
ROWS = [
    tuple(row.split(None, 4))
    for row in (Path(__file__).parent / "data" / "newspaper" / "print.txt").read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]
OVER = Set(1.0, 0.2, 0.0, 0.0, 20.0)
NEVER = -9.0  # log-odds that no words outweigh


@pytest.mark.parametrize(("says", "language", "white", "room", "lines"), ROWS)
def test_what_stands_apart_goes_on_only_where_it_can(says, language, white, room, lines):
    first, second = lines.split(" | ")
    texts = ["mots et mots,"] * 4 + [first, second]
    sets = [OVER] * 5 + [OVER._replace(white=float(white), room=float(room))]
    page = printed_page(Typeset("\n".join(texts), tuple(sets)), load(PACKS[language]))
    assert (page.setting.continuation(4, 5) < NEVER) is (says == "anew")


@pytest.mark.parametrize(
    ("ends", "begins", "parted"),
    [
        ((), (), False),
        ((100, 100, 100, 100), (), False),
        ((100, 100, 100, 100, 100), (), True),  # where the first word ends so do the lines below
        ((100, 100, 100, 100, 99), (), False),
        ((), (110, 110, 110, 110), False),
        ((), (110, 110, 110, 110, 110), True),  # where the second begins so do they
        ((), (110, 110, 110, 110, 111), False),
    ],
)
def test_a_narrow_gutter_is_known_by_lines_that_end_or_begin_at_it(ends, begins, parted):
    first, second = Box(40, 0, 100, 10), Box(110, 0, 170, 10)
    over = [Box(0, 12, 400, 22), Box(0, -12, 400, -2)]  # so that no white runs down
    below = [Box(60, 24 + 12 * n, x, 34 + 12 * n) for n, x in enumerate(ends)]
    for number, x in enumerate(begins):
        below += [Box(60, 24 + 12 * number, 104, 34 + 12 * number), Box(x, 24 + 12 * number, 190, 34 + 12 * number)]
    assert Gutters([first, second, *over, *below]).between(first, second) is parted


def test_white_that_no_line_alone_stands_in_is_crossed_by_several():
    first, second = Box(0, 60, 50, 70), Box(90, 60, 140, 70)
    across = [Box(40, 72, 66, 82), Box(62, 84, 96, 94)]
    above = [Box(40, 48, 66, 58), Box(62, 36, 96, 46)]
    assert Gutters([first, second, *above, *across]).crossed(first, second)
    assert not Gutters([first, second, *above, across[0]]).crossed(first, second)


@pytest.mark.parametrize("drawn", ["in order", "backwards", "across"])
def test_stories_side_by_side_begin_below_all_columns_of_the_one_above(drawn):
    body = [
        Row(f"above {column} {line}", Box(110 * column, 12 * line, 110 * column + 100, 12 * line + 10))
        for column in range(4)
        for line in range(8 if column < 3 else 6)
    ]
    below: list[Row] = []
    for left, name in ((0, "one"), (220, "two")):
        tag = Row(f"{name} tag", Box(left, 120, left + 40, 130))
        title = Row(f"{name} title", Box(left, 134, left + 180, 158))
        text = [
            Row(
                f"{name} {column} {line}",
                Box(left + 110 * column, 170 + 12 * line, left + 110 * column + 100, 180 + 12 * line),
            )
            for column in range(2)
            for line in range(6)
        ]
        below += [tag, title, *text]
    page = [*body, *below]
    found = {
        "in order": page,
        "backwards": page[::-1],
        "across": sorted(page, key=lambda row: (row.box.top, row.box.left)),
    }
    assert reading_order(found[drawn]) == page


@pytest.mark.parametrize(("columns", "white", "parted"), [(3, 17, True), (3, 12, False), (2, 28, True), (2, 17, False)])
def test_much_white_over_all_columns_ends_a_story_though_no_headline_stands_below(columns, white, parted):
    def story(name: str, top: float) -> list[list[Row]]:
        boxes = [[(110 * at, top + 12 * line) for line in range(8)] for at in range(columns)]
        return [[Row(f"{name} {x} {y}", Box(x, y, x + 100, y + 10)) for x, y in column] for column in boxes]

    above, below = story("above", 0), story("below", 94 + white)
    apart = [row for column in (*above, *below) for row in column]
    together = [row for pair in zip(above, below, strict=True) for column in pair for row in column]
    drawn = sorted(apart, key=lambda row: (row.box.top, row.box.left))
    assert reading_order(drawn) == (apart if parted else together)


def column(name: str, left: float, top: float, lines: int) -> list[Row]:
    tops = [top + 12 * line for line in range(lines)]
    return [Row(f"{name} {left:g} {y:g}", Box(left, y, left + 100, y + 10)) for y in tops]


def test_a_headline_shorter_than_its_columns_stands_over_all_of_them():
    title = Row("title", Box(0, 120, 150, 145))  # over two columns of three
    above = [column("above", 110 * at, 0, 8) for at in range(3)]
    below = [column("below", 110 * at, 160, 8) for at in range(3)]
    beside = column("beside", 330, 0, 20)  # another story, whose text goes on all the way down
    page = [*(row for each in above for row in each), title, *(row for each in below for row in each), *beside]
    assert reading_order(sorted(page, key=lambda row: (row.box.top, row.box.left))) == page


def test_headlines_side_by_side_are_read_each_with_its_text():
    stories = []
    for left, name in ((0, "one"), (220, "two")):
        title, head = (
            Row(f"{name} title", Box(left, 0, left + 190, 25)),
            Row(f"{name} head", Box(left, 42, left + 80, 55)),
        )
        stories += [title, head, *column(name, left, 60, 8), *column(name, left + 110, 45, 8)]
    assert reading_order(sorted(stories, key=lambda row: (row.box.top, row.box.left))) == stories


def test_pictures_side_by_side_with_their_captions_are_no_table():
    stories = []
    for left in (0, 110):
        boxes = [(10, 24, "Title"), (60, 70, "a few words of"), (72, 82, "a caption."), (84, 92, "Somebody")]
        stories += [Row(f"{text} {left}", Box(left, top, left + 60, bottom)) for top, bottom, text in boxes]
    assert reading_order(sorted(stories, key=lambda row: (row.box.top, row.box.left))) == stories


def test_a_line_centred_over_several_stories_belongs_to_no_column():
    line, stories = Row("a line", Box(141, 0, 293, 10)), []
    for left in (0, 110, 220, 330):
        stories += [Row(f"name {left}", Box(left, 14, left + 80, 24)), *column("text", left, 26, 20)]
    page = [line, *stories]
    assert reading_order(sorted(page, key=lambda row: (row.box.top, row.box.left))) == page


def test_white_below_the_end_of_a_column_is_no_gutter_inside_of_its_last_line():
    first, second = Box(40, 0, 100, 10), Box(107, 0, 170, 10)
    around = [Box(x, 12 * line, x + 60, 12 * line + 10) for line in range(9) for x in (-90, 300)]
    assert not Gutters([first, second, *around]).between(first, second)
