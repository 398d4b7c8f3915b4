"""Getting around by kind: headings of a level, lists, tables, pictures, notes, links, printed pages."""

import pytest

from tests.make import TWO, MemoryStandIn, OptionsStandIn, VoiceStandIn
from tui.core import describe
from tui.core.commands import BY_NAME
from tui.core.menu import Act
from tui.core.publication import Article, Block, Kind, Link, Page, Place, Publication
from tui.core.reader import Reader
from tui.core.things import Sort, Things, past
from tui.texts import use_language

BOOK = Publication(
    "book",
    "Kerbs",
    (
        Article(
            "a",
            "One",
            (
                Block("One", Kind.TITLE, level=1),
                Block("See the note or example.org for more.", Kind.PARAGRAPH, links=(
                    Link(8, 12, "#n", Place(1, 3)),
                    Link(16, 27, "https://example.org/"),
                )),
                Block("first", Kind.ITEM, level=1, first=True),
                Block("second", Kind.ITEM, level=1),
                Block("another list", Kind.ITEM, level=1, first=True),
                Block("Lower", Kind.HEAD, level=2),
                Block("A kerb, lowered", Kind.IMAGE),
            ),
        ),
        Article(
            "b",
            "Two",
            (
                Block("Two", Kind.TITLE, level=1),
                Block("a | b", Kind.TABLE, first=True),
                Block("c | d", Kind.TABLE),
                Block("The note.", Kind.NOTE),
            ),
        ),
    ),
    "en",
    pages=(Page("ix", Place(0, 1)), Page("10", Place(1))),
)  # fmt: skip


def reader_in(publication=BOOK, place=None):
    reader = Reader(publication, MemoryStandIn(place), OptionsStandIn(), None)
    reader.press("enter")
    return reader


def place(reader):
    return reader.reading.session.place


def test_every_sort_is_found_once_in_the_order_of_reading():
    things = Things(BOOK)
    assert {(sort.name, sort.level): len(things.places(sort)) for sort in things.sorts()} == {
        ("heading", 0): 3,
        ("heading", 1): 2,
        ("heading", 2): 1,
        ("list", 0): 2,
        ("table", 0): 1,
        ("image", 0): 1,
        ("note", 0): 1,
        ("link", 0): 2,
        ("page", 0): 2,
    }
    assert things.places(Sort("list")) == [Place(0, 2), Place(0, 4)]


def test_the_list_of_sorts_leads_to_the_list_of_things_and_that_to_the_place():
    reader = reader_in()
    assert reader.press("O") == (Act.MENU, "Go to: 3 headings")
    reader.press("down"), reader.press("down"), reader.press("down")
    assert reader.menu.current.text == "2 lists"
    assert reader.press("enter").text == "2 lists: 1 first, article 1"
    reader.press("down")
    assert reader.press("enter") == (Act.READING, "list of 1 item: another list")
    assert place(reader) == Place(0, 4)
    assert reader.press("[") == (Act.READING, "list of 2 items: first")
    assert reader.press("]") == (Act.READING, "list of 1 item: another list")
    assert reader.press("]").text == "2 lists, none of them further on."
    assert reader.press("b").text == "first"


def test_at_first_the_next_heading():
    reader = reader_in()
    assert reader.press("]").text == "Lower"
    assert reader.press("[").text == "One"
    assert reader.press("[").text == "3 headings, none of them further back."


def test_a_link_is_named_by_its_words():
    reader = reader_in()
    reader.press("O")
    while reader.menu.current.text != "2 links":
        reader.press("down")
    reader.press("enter")
    assert [entry.text for entry in reader.menu.entries] == ["1 note", "2 example.org"]


def test_to_the_note_and_back():
    reader = reader_in(place=Place(0, 1, 4))
    assert reader.press(".") == (Act.READING, "The note.")
    assert reader.press("b").text.startswith("See the note")
    assert place(reader) == Place(0, 1, 4)


def test_an_address_is_said():
    reader = reader_in(place=Place(0, 1, 14))
    assert reader.press(".") == (Act.SAID, "Leads to https://example.org/, which cannot be opened here.")
    assert reader_in().press(".").text == "There is no link in this paragraph."


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (Place(0, 2), Place(0, 4)),
        (Place(0, 4, 3), Place(0, 5)),
        (Place(1, 1), Place(1, 3)),
        (Place(1, 3), None),
    ],
)
def test_out_of_a_list_or_a_table_to_what_follows(here, there):
    assert past(BOOK, here) == there
    reader = reader_in(place=here)
    reader.press("}")
    assert place(reader) == (there or here)


@pytest.mark.parametrize("here", [Place(0, 0), Place(0, 1), Place(0, 5), Place(0, 6)])
def test_where_there_is_nothing_to_leave_that_is_said_and_nobody_moves(here):
    reader = reader_in(place=here)
    assert reader.press("}").text == "There is no list, table, quotation or note here to leave."
    assert place(reader) == here


@pytest.mark.parametrize(("label", "there"), [("IX", Place(0, 1)), ("10", Place(1)), ("11", None)])
def test_a_printed_page_by_its_label(label, there):
    reader = reader_in(place=Place(0, 3))
    assert reader.run("page") == (Act.ASKED, "Page, ix to 10: ")
    reply = reader.answer(label)
    assert place(reader) == (there or Place(0, 3))
    assert there or reply.text == "There is no page 11; they go from ix to 10."


def test_a_page_of_a_newspaper_has_headings_and_bookmarks():
    reader = reader_in(TWO)
    reader.press("m")
    reader.press("O")
    assert [entry.text for entry in reader.menu.entries] == ["3 headings", "1 bookmark"]
    assert (
        reader.run("page").text
        == "This publication tells of no printed pages; the command percent goes to a part of it."
    )


def blocks_of(kinds):
    return tuple(Block(f"{number}", kind, first=first) for number, (kind, first) in enumerate(kinds))


PIC, CAP, TAB, PAR = ((kind, False) for kind in (Kind.IMAGE, Kind.CAPTION, Kind.TABLE, Kind.PARAGRAPH))


@pytest.mark.parametrize(
    ("kinds", "pictures"),
    [
        ([PIC, CAP, PAR], [0]),
        ([PIC, CAP, PIC, CAP], [0, 2]),
        ([CAP, PIC, CAP, PIC], [0, 3]),  # which picture the second caption is of cannot be seen; two they are
        ([CAP, PAR, CAP], [0, 2]),
        ([CAP, CAP], [0, 1]),
        ([PIC, CAP, CAP, PAR, PIC], [0, 4]),
        ([CAP, TAB, TAB], []),
        ([TAB, TAB, CAP, PAR], []),
        ([PAR, CAP], [1]),
        ([PIC], [0]),
        ([PAR], []),
    ],
)
def test_a_picture_and_its_caption_are_one_and_the_caption_of_a_table_none(kinds, pictures):
    book = Publication("p", "P", (Article("a", "A", blocks_of(kinds)),), "en")
    assert [place.block for place in Things(book).places(Sort("image"))] == pictures


@pytest.mark.parametrize(
    ("words", "there", "said"),
    [
        ("table 1", Place(1, 1), "table of 2 rows: a | b"),
        ("Tables 2", None, "There is no number 2 here: 1 table."),
        ("next list", Place(0, 2), "list of 2 items: first"),
        ("previous figure", None, "1 picture, none of them further back."),
        ("figure", None, "1 picture: 1 A kerb, lowered, article 1"),
        ("link 2", Place(0, 1, 16), "link example.org: See the note or example.org for more."),
        ("page 10", Place(1), "Two"),
        ("page XII", None, "There is no page XII; they go from ix to 10."),
        ("100%", Place(1, 3), "The note."),
        ("１０ ％", None, "A percentage is a number from 0 to 100."),
        ("footnote 1", Place(1, 3), "The note."),
        ("stanza", None, "Nothing of that here: 0 stanzas."),
        ("next bookmark", None, "No bookmarks yet; m sets one."),
        ("heading 99999999999999999999", None, "There is no number 999999999 here: 3 headings."),
        ("level 2", None, "1 heading of level 2: 1 Lower, article 1"),
        ("next level 2", Place(0, 5), "Lower"),
        ("next heading of level 2", Place(0, 5), "Lower"),
        ("Level 1 heading 2", Place(1), "Two"),
        ("heading level 2", None, "1 heading of level 2: 1 Lower, article 1"),
        ("previous level 9", None, "Nothing of that here: 0 headings of level 9."),
        ("level", None, "No command is called “level”; ? lists them all."),
        ("tablecloth", None, "No command is called “tablecloth”; ? lists them all."),
        ("table two", None, "No command is called “table two”; ? lists them all."),
    ],
)
def test_what_is_named_behind_the_colon_is_gone_to(words, there, said):
    reader = reader_in(place=Place(0, 0))
    assert reader.press(":").act is Act.ASKED
    assert reader.answer(words).text == said
    assert place(reader) == (there or Place(0, 0))


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("二级标题", None),
        ("下一个 2 级标题", Place(0, 5)),
        ("下一个二级的标题", Place(0, 5)),
        ("下一张图片", Place(0, 6)),
        ("下一条链接", Place(0, 1, 8)),
        ("下一页", Place(0, 1)),
        ("后一个图", Place(0, 6)),
        ("第 2 条链接", Place(0, 1, 16)),
        ("第10页", Place(1)),
        ("表格1", Place(1, 1)),
    ],
)
def test_chinese_counts_in_its_own_way(words, there):
    use_language("zh")
    try:
        reader = reader_in(place=Place(0, 0))
        reader.press(":")
        text = reader.answer(words).text
        assert "没有" not in text
        assert place(reader) == (there or Place(0, 0))
    finally:
        use_language("en")


def test_what_was_named_is_what_is_gone_to_from_then_on():
    reader = reader_in()
    reader.press(":")
    reader.answer("link 1")
    assert reader.press("]").text.startswith("link example.org:")
    assert reader.press("O") == (Act.MENU, "Go to: 2 links")


def test_where_one_is_in_a_list_a_table_a_book():
    assert "list item 2 of 2, block 4 of 7; page ix, " in reader_in(place=Place(0, 3)).press("i").text
    assert "; table row 1 of 2, block 2 of 4; page 10, " in reader_in(place=Place(1, 1)).press("i").text
    assert "; section heading of level 2, block 6 of 7; " in reader_in(place=Place(0, 5)).press("i").text
    assert "; title of level 1, block 1 of 7; 0%" in reader_in().press("i").text


def test_nobody_counts_a_very_long_list_at_a_key():
    rows = tuple(Block(f"row {number}", Kind.TABLE, first=number == 0) for number in range(2_000))
    where = describe.where(Publication("p", "P", (Article("a", "A", rows),), "en"), Place(0, 1_000))
    assert "; table row, block 1001 of 2000; " in where


def test_lists_of_pages_and_headings_say_which_they_are():
    reader = reader_in()
    reader.press(":")
    assert reader.answer("pages").text.startswith("2 pages: 1 See the note")
    assert [entry.note for entry in reader.menu.entries] == ["page ix, article 1", "page 10, article 2"]
    reader.press(":")
    reader.answer("headings")
    assert [entry.note for entry in reader.menu.entries] == [
        "level 1, article 1",
        "level 2, article 1",
        "level 1, article 2",
    ]
    reader.press(":")
    reader.answer("level 1")
    assert [entry.note for entry in reader.menu.entries] == ["article 1", "article 2"]


def test_links_are_listed_though_a_command_has_their_name_in_its_own():
    reader = reader_in()
    reader.press(":")
    assert reader.answer("link").text == "2 links: 1 note, article 1"


@pytest.mark.parametrize(
    ("where", "keys", "told"),
    [
        ((0, 1), "", "Keys and commands, the first 2 for here: to where the link or the note here leads"),
        ((0, 2), "", "Keys and commands, the first 1 for here: out of the list, table or quotation"),
        ((1, 1), "", "Keys and commands, the first 5 for here: in a table: next cell of the row"),
        ((1, 3), "", "Keys and commands, the first 2 for here: to where the link or the note here leads"),
        ((1, 0), "", "Keys and commands: next line"),
        ((1, 0), "l", "Keys and commands, the first 8 for here: open or choose the current entry"),
        ((1, 0), "m M", "Keys and commands, the first 5 for here: open or choose the current entry"),
        ((1, 0), ",", "Keys and commands, the first 4 for here: open or choose the current entry"),
        ((1, 0), "?", "Keys and commands, the first 4 for here: open or choose the current entry"),
    ],
)
def test_help_names_first_what_is_of_use_here(where, keys, told):
    reader = reader_in(place=Place(*where))
    for key in (*keys.split(), "?"):
        reply = reader.press(key)
    assert reply.text.startswith(told)
    menu = reader.menu
    assert sorted(entry.value for entry in menu.entries) == sorted(BY_NAME), "every command, once"


def test_a_command_from_help_is_done_where_help_was_asked_for():
    reader = reader_in(place=Place(1, 1))
    reader.press("?")
    assert reader.press("enter") == reader_in(place=Place(1, 1)).press("|")


def test_help_while_the_voice_was_reading_begins_with_the_voice():
    reader = Reader(BOOK, MemoryStandIn(Place(1)), OptionsStandIn(), VoiceStandIn())
    reader.press("enter")
    reader.press("space")
    assert reader.press("?").text == (
        "Keys and commands, the first 6 for here: read aloud from here; pause; go on, Space or v"
    )
