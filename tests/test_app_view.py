"""The full screen without a terminal: what is on it after which keys, and where the cursor is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.make import TWO, MemoryStandIn, VoiceStandIn, publication
from tui.app.frame import Frame, Role, cells, is_marked
from tui.app.status import message_lines, shortened
from tui.app.theme import theme_of
from tui.app.view import View
from tui.core import describe
from tui.core.cells import width_of
from tui.core.commands import COMMANDS, Unit
from tui.core.editor import Editor
from tui.core.extent import Extent
from tui.core.menu import Act, Reply
from tui.core.publication import Place, Publication
from tui.core.reader import Reader
from tui.core.rows import Style
from tui.core.words import word_at
from tui.settings import Options, Settings

KEYS = [key for command in COMMANDS for key in command.keys]
LONG = publication(
    (
        "# 我市启动无障碍综合服务示范区建设",
        *(f"第{number}段。" + "盲道被变电箱占用,已重新铺设盲道。" * 9 for number in range(12)),
    ),
    ("# Second", *(f"Paragraph {number}. " + "One more plain English sentence. " * 9 for number in range(12))),
    ("# 三", "完。"),
)


def make(
    what: Publication = LONG,
    place: Place | None = None,
    size: tuple[int, int] = (80, 24),
    voice: VoiceStandIn | None = None,
    **settings: object,
) -> View:
    live: list[View] = []
    options = Options(Settings(**settings), lambda _name: live[0].change(options.settings))
    view = View(Reader(what, MemoryStandIn(place), options, voice), options.settings)
    live.append(view)
    view.resize(*size)
    return view


def split(keys: str) -> list[str]:
    """Keys written with spaces between them."""
    return keys.split()


def press(view: View, keys: str) -> Frame:
    for key in split(keys):
        view.frame()
        view.press(key)
    return view.frame()


def text(frame: Frame, number: int) -> str:
    return "".join(piece.text for piece in frame.lines[number])


def screen(frame: Frame) -> str:
    return "\n".join(text(frame, number).rstrip() for number in range(len(frame.lines)))


def at_cursor(frame: Frame, count: int = 4) -> str:
    """The text from the cursor on."""
    row, column = frame.cursor
    found = cells(frame.lines[row], frame.columns, frame.ambiguous)[column:]
    return "".join(cell[0] for cell in found if cell)[:count]


def marked(frame: Frame) -> list[int]:
    return [number for number, line in enumerate(frame.lines) if is_marked(line)]


def here(view: View) -> Place:
    return view.reader.reading.session.place


def current(view: View) -> str:
    place = here(view)
    return view.reader.reading.publication.articles[place.article].blocks[place.block].text[place.offset :]


def test_the_list_begins_on_the_article_last_read_with_the_cursor_on_its_number():
    frame = make(place=Place(1)).frame()
    assert at_cursor(frame, 8) == "2 Second"
    assert marked(frame) == [frame.cursor[0]]
    assert text(frame, 0).strip() == "株洲日报 2022-10-09"
    assert "unread" in screen(frame)
    assert frame.title == "株洲日报 2022-10-09"


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60), (20, 5), (33, 9)])
def test_the_cursor_is_on_the_first_character_of_what_is_focused(size):
    view = make(size=size)
    for key in split("enter down down j s s p h P w w c d d u up a 2 s k A l down enter p p n"):
        frame = press(view, key)
        if key == "n":
            assert at_cursor(frame, 7) == "Nothing"
        elif view.reader.menu:
            assert at_cursor(frame, 1) == view.reader.menu.current.text[0]
            assert frame.cursor[0] in marked(frame)
        else:
            assert at_cursor(frame, 1) == current(view)[0]
            assert marked(frame) == [frame.cursor[0]]


def test_a_character_in_the_middle_of_a_row_gets_the_cursor_to_the_cell():
    view = make(place=Place(0, 1))
    frame = press(view, "enter c")
    first = frame.cursor
    assert press(view, "c").cursor == (first[0], first[1] + 1), "a digit is one cell, 段 begins behind it"
    assert press(view, "c").cursor == (first[0], first[1] + 3)
    assert press(view, "C").cursor == (first[0], first[1] + 1)


def test_lines_go_down_and_up_the_same_rows_over_articles():
    view = make(size=(40, 12))
    press(view, "enter")
    there = [here(view)]
    while view.line(here(view), 1):
        press(view, "down")
        there.append(here(view))
    assert {place.article for place in there} == {0, 1, 2}
    assert there == sorted(set(there))
    back = [here(view)]
    while view.line(here(view), -1):
        press(view, "up")
        back.append(here(view))
    assert back == there[::-1]


def test_pages_show_every_row_once():
    view = make(size=(40, 12))
    frame = press(view, "enter")
    seen = [text(frame, row) for row in range(11)]
    while view.page(here(view), 1):
        frame = press(view, "d")
        seen += [text(frame, row) for row in range(11)]
    shown = "".join("".join(seen).split())
    whole = "".join("".join(block.text for article in LONG.articles for block in article.blocks).split())
    assert shown == whole


def test_a_page_back_leads_where_a_page_on_came_from():
    view = make(size=(40, 12))
    press(view, "enter")
    there = [screen(press(view, "d")) for _page in range(3)]
    back = [screen(press(view, "u")) for _page in range(2)]
    assert back == there[1::-1]


def test_a_page_back_at_the_beginning_shows_the_end_of_the_article_before():
    view = make(place=Place(1), size=(40, 12))
    press(view, "enter")
    frame = press(view, "u")
    assert here(view).article == 0
    assert text(frame, 10).strip().endswith("。")
    assert frame.cursor[0] == 0


@given(
    st.lists(
        st.sampled_from([*KEYS, *"123", "interrupt", "é", "汉"]).filter(lambda key: key != "V"),
        max_size=30,
    ),
    st.tuples(st.integers(1, 100), st.integers(1, 40)),
    st.sampled_from(["gap", "indent"]),
    st.sampled_from([1, 2]),
    st.sampled_from([0, 20, 200]),
    st.sampled_from([1, 2]),
)
def test_any_keys_on_any_screen_leave_a_frame_that_fits(keys, size, paragraphs, spacing, width, ambiguous):
    view = make(
        LONG, None, size, VoiceStandIn(), paragraphs=paragraphs, spacing=spacing, width=width, ambiguous=ambiguous
    )
    for key in keys:
        view.press(key)
        frame = view.frame()
        assert len(frame.lines) == size[1]
        assert 0 <= frame.cursor[0] < size[1]
        assert 0 <= frame.cursor[1] < size[0]
        for line in frame.lines:
            assert len(cells(line, size[0], ambiguous)) == size[0]
        if size[0] >= 24 and not view._editor:
            assert all(width_of("".join(piece.text for piece in line), ambiguous) <= size[0] for line in frame.lines)


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (2, 2), (4096, 2), (4096, 300), (3, 1)])
def test_no_screen_is_too_small_or_too_large(size):
    view = make(size=size)
    for key in split("i enter down d u i / a b enter ? escape , enter l"):
        frame = press(view, key)
        assert len(frame.lines) == size[1]


def test_a_new_size_keeps_the_place_in_view():
    view = make(place=Place(1, 7, 61))
    press(view, "enter")
    for size in [(40, 12), (200, 60), (20, 5), (80, 24), (7, 3)]:
        view.resize(*size)
        frame = view.frame()
        assert here(view) == Place(1, 7, 61)
        assert at_cursor(frame, 3) == current(view)[:3]


def test_settings_redraw_at_once():
    view = make(place=Place(0, 3))
    before = press(view, "enter")
    assert before.theme == "dark"
    frame = press(view, "o down enter")
    assert frame.theme == "light"
    frame = press(view, "down down down enter escape")
    assert view._settings.paragraphs == "gap"
    assert at_cursor(frame, 3) == current(view)[:3]
    assert text(frame, frame.cursor[0] - 1) == ""
    assert not text(frame, frame.cursor[0]).startswith("      ")


def test_double_spacing_leaves_every_other_row_free():
    frame = press(make(place=Place(0, 1), spacing=2), "enter")
    rows = [bool(text(frame, row)) for row in range(23)]
    assert sum(rows) > 8
    assert not any(one and other for one, other in pairwise(rows))


def test_comfortable_is_eighty_columns_left_aligned_and_a_wish_is_kept():
    wide = press(make(place=Place(1, 1), size=(200, 60)), "enter")
    widths = [width_of(text(wide, row)) for row in range(59)]
    assert 70 < max(widths) <= 80
    narrow = press(make(place=Place(1, 1), width=30), "enter")
    assert max(width_of(text(narrow, row)) for row in range(23)) <= 32


def test_messages_stand_below_with_the_cursor_on_them_until_the_next_key():
    view = make()
    frame = press(view, "enter i")
    assert at_cursor(frame, 4) == "株洲日报"
    assert "article 1 of 3: 我市启动" in screen(frame)
    assert marked(frame) == [0]
    frame = press(view, "down")
    assert "article 1 of 3: " not in screen(frame)
    assert frame.cursor[0] < 5


def test_a_long_message_takes_the_rows_it_needs():
    frame = press(make(size=(40, 12)), "enter i")
    row = frame.cursor[0]
    said = "".join(text(frame, number) for number in range(row, 12))
    assert "".join(said.split()).endswith("0%")
    assert row < 10


def test_warnings_are_the_first_message():
    view = View(Reader(TWO, MemoryStandIn(), Options(Settings())), Settings(), ["The disk is full.", "Sorry."])
    assert at_cursor(view.frame(), 24) == "The disk is full. Sorry."
    assert "full" not in screen(press(view, "down"))


def test_what_was_done_meanwhile_is_told_below_what_the_key_shows():
    view = make()
    view.reader.reading.memory.tell("Added 2 publications.")
    frame = press(view, "l")
    assert at_cursor(frame, 21) == "Added 2 publications."
    assert "1 " in screen(frame)
    assert screen(frame).count(view.reader.menu.current.text) == 1
    assert "Added" not in screen(press(view, "escape"))


@pytest.mark.parametrize("keys", ["l escape", "l down", "l i", "l /"])
def test_what_was_done_meanwhile_is_told_however_many_keys_come_at_once(keys):
    """Keys that come together are drawn once."""
    view = make()
    view.reader.reading.memory.tell("The disk is full.")
    for key in keys.split():
        view.press(key)
    if keys == "l /":
        assert "Find:" in screen(view.frame())
        view.press("escape")
    assert at_cursor(view.frame(), 17) == "The disk is full."
    assert "full" not in screen(press(view, "down"))


def test_what_was_done_meanwhile_is_spoken_with_the_last_of_the_keys():
    view = make(speaking=True)
    view.reader.reading.memory.tell("The disk is full.")
    for key in ("l", "down"):
        view.press(key)
    assert view.spoken.text == f"The disk is full. {view.reader.menu.current.line}"


def test_how_far_something_is_in_the_background_closes_no_question():
    view = make()
    press(view, "/ 完")
    view.heard("opening", 0, 0, "")
    assert "Find: 完" in screen(view.frame())
    assert "1 完。" in screen(press(view, "enter"))
    press(view, "escape /")
    assert "Find:" not in screen(press(view, "escape"))


def test_a_search_that_goes_round_says_so_and_the_cursor_stays_in_the_text():
    view = make()
    press(view, "enter / 完 enter enter")
    frame = press(view, "n")
    assert "From the beginning: 完。" in screen(frame)
    assert at_cursor(frame, 2) == "完。"


def test_questions_are_asked_below_with_the_cursor_where_text_goes():
    view = make()
    frame = press(view, "/")
    assert text(frame, 23) == "  Find: "
    assert frame.cursor == (23, 8)
    frame = press(view, "盲 道 x backspace")
    assert text(frame, 23) == "  Find: 盲道"
    assert frame.cursor == (23, 12)
    assert press(view, "left").cursor == (23, 10)
    frame = press(view, "enter")
    assert "216 hits" in text(frame, 0)
    assert at_cursor(press(view, ": escape"), 10) == "Cancelled."


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 10), (9, 4), (40, 2)])
def test_a_long_question_is_whole_above_its_answer(size):
    view = make(size=size)
    question = "Write into a file (.txt .md .html .epub .json .mp3 …): "
    assert view.reader.menu
    view.reader.menu.find = lambda: view.reader.reading.ask(question, lambda answer: Reply(Act.SAID, answer))
    press(view, "/")
    frame = press(view, "a b")
    last = size[1] - 1
    assert text(frame, last).strip() == "ab"
    assert frame.cursor[0] == last
    asked = "".join(text(frame, row) for row in range(last)).replace(" ", "")
    assert question.replace(" ", "")[:8] in asked
    if size[1] > 5:
        assert question.replace(" ", "") in asked


def test_without_a_row_above_it_only_the_answer_is_shown():
    view = make(size=(10, 1))
    press(view, "enter : e x p o r t enter")
    assert press(view, "a b").cursor[0] == 0


def test_a_long_answer_scrolls_under_the_cursor():
    view = make(size=(20, 10))
    frame = press(view, "/ " + "盲 " * 30 + "x")
    assert frame.cursor[0] == 9
    assert frame.cursor[1] < 20
    assert text(frame, 9).endswith("盲x")
    assert press(view, "home").cursor[1] == 8


def test_interrupt_leaves_from_everywhere_but_only_cancels_a_question():
    view = make()
    assert not view.press("interrupt")
    view.press("/")
    assert view.press("interrupt")
    assert not view.press("end-of-input")
    assert not view.press("q")


def test_every_entry_of_a_menu_is_whole_at_forty_columns():
    view = make(size=(40, 12))
    for key in ("?", ",", "l"):
        press(view, key)
        menu = view.reader.menu
        seen = ""
        for number in range(len(menu.entries)):
            menu.go(number)
            frame = view.frame()
            first = frame.cursor[0]
            rows = [row for row in marked(frame) if row >= first]
            seen = "".join("".join(text(frame, row) for row in rows).split())
            entry = menu.current
            assert seen == "".join((entry.text + entry.note).split())


@pytest.mark.parametrize("columns", [20, 30, 40, 80])
def test_how_to_go_on_is_said_whole_in_any_width(columns):
    view = make(size=(columns, 12))
    press(view, "m")
    for key in ("?", ",", "l", "M"):
        last = text(press(view, key), -1)
        assert "…" not in last
        assert last.endswith(("q quits", "q closes"))


def test_menus_scroll_by_entries_and_leave_no_free_rows_while_some_are_hidden():
    view = make()
    press(view, "? G")
    frames = [press(view, "up") for _entry in range(40)]
    tops = [frame.lines[2] for frame in frames]
    assert len(set(tops)) > 10
    for before, after in pairwise(frames):
        assert abs(before.cursor[0] - after.cursor[0]) <= 3
    last = press(view, "G")
    assert text(last, 21).strip()  # one row is free where the next entry above has two: none is shown in part


def speaking(**settings: object) -> tuple[View, VoiceStandIn]:
    voice = VoiceStandIn()
    view = make(LONG, Place(0, 2), voice=voice, **settings)
    press(view, "enter space")
    return view, voice


def spoken(frame: Frame) -> str:
    return "".join(
        piece.text for line in frame.lines for piece in line if piece.role in (Role.SPOKEN, Role.SPOKEN_HEADING)
    )


def test_the_sentence_that_is_spoken_is_emphasised_and_the_cursor_goes_with_it():
    view, voice = speaking()
    for number in range(14):
        said = voice.said[number]
        assert view.heard("started", said.id, 0, "")
        frame = view.frame()
        assert spoken(frame) == said.text
        assert at_cursor(frame, 2) == said.text[:2]
        assert "speaking" in text(frame, 23)
        assert not view.heard("word", said.id, 1, "")
        view.heard("finished", said.id, 0, "")
    assert spoken(press(view, "space")) == ""
    assert "paused" not in text(view.frame(), 22)


def test_the_screen_follows_the_voice_by_whole_screens():
    view, voice = speaking()
    tops = []
    for said in iter(lambda: voice.said.pop(0) if voice.said else None, None):
        view.heard("started", said.id, 0, "")
        frame = view.frame()
        assert spoken(frame)
        tops.append(frame.lines[0])
        view.heard("finished", said.id, 0, "")
    flips = sum(before != after for before, after in pairwise(tops))
    assert 5 < flips < 40


def test_emphasis_can_be_turned_off():
    view, voice = speaking(emphasis="off")
    view.heard("started", voice.said[0].id, 0, "")
    assert spoken(view.frame()) == ""
    assert at_cursor(view.frame(), 2) == voice.said[0].text[:2]


def in_role(frame: Frame, *roles: Role) -> str:
    return "".join(piece.text for line in frame.lines for piece in line if piece.role in roles)


def test_the_word_that_sounds_is_emphasised_alone_or_in_its_sentence():
    for emphasis, sentence_role, word_role in (("word", None, Role.SPOKEN), ("both", Role.SPOKEN, Role.SPOKEN_WORD)):
        view, voice = speaking(emphasis=emphasis)
        said = voice.said[1]
        view.heard("started", said.id, 0, "")
        for offset in range(3, len(said.text) - 1):
            assert view.heard("word", said.id, offset, ""), "it is drawn"
            start, end = word_at(said.text, offset)
            assert in_role(view.frame(), word_role) == said.text[start:end]
            if sentence_role:
                assert in_role(view.frame(), Role.SPOKEN, Role.SPOKEN_WORD) == said.text
    view, voice = speaking()
    assert not view.heard("word", voice.said[0].id, 1, "")


@pytest.mark.parametrize("style", ["reverse", "underline", "bold", "colour"])
def test_the_style_of_the_emphasis_is_chosen(style):
    view, voice = speaking(emphasis_style=style)
    view.heard("started", voice.said[0].id, 0, "")
    frame = view.frame()
    look = theme_of(frame.theme).looks[Role.SPOKEN]
    found = {"colour": look.color is not None}.get(style) or getattr(look, style, False)
    assert found
    assert spoken(frame) == voice.said[0].text


def test_a_ruler_marks_the_row_or_the_sentence_where_one_is():
    view = make(place=Place(0, 2), ruler="row")
    for keys in ("enter", "j", "s", "p", "d"):
        frame = press(view, keys)
        marked_text = in_role(frame, Role.RULER, Role.RULER_HEADING)
        assert marked_text == text(frame, frame.cursor[0]).strip()
    view = make(place=Place(0, 2), ruler="sentence")
    for keys in ("enter", "s", "s", "p", "a"):
        frame = press(view, keys)
        assert in_role(frame, Role.RULER, Role.RULER_HEADING) == view.reader.reading.session.text(Unit.SENTENCE)
    assert not in_role(press(make(place=Place(0, 2)), "enter"), Role.RULER)


def test_the_screen_stays_where_it_is_when_it_is_not_to_follow():
    view, voice = speaking(follow=False)
    before = view.frame()
    for _number in range(60):
        said = voice.said.pop(0)
        view.heard("started", said.id, 0, "")
        frame = view.frame()
        assert (frame.cursor, marked(frame)) == (before.cursor, marked(before))
        assert [text(frame, row) for row in range(22)] == [text(before, row) for row in range(22)]
        view.heard("finished", said.id, 0, "")
    assert here(view) > Place(0, 6)
    frame = press(view, "x c")
    assert at_cursor(frame, 3) == current(view)[:3], "any key shows where the voice was"


def test_what_is_selected_is_shown():
    view = make(place=Place(0, 2))
    frame = press(view, "enter s = s s =")
    start, end, _completed = view.reader.reading.listening.selection
    assert in_role(frame, Role.SELECTED) == LONG.articles[0].blocks[2].text[start.offset : end.offset]
    assert not in_role(press(view, "="), Role.SELECTED)


def test_a_selection_over_paragraphs_and_a_heading_is_shown_whole():
    view = make(publication(("# 盲道", "缓坡已建好。", "盲道通了！")))
    frame = press(view, "=  s s =")
    assert in_role(frame, Role.SELECTED, Role.SELECTED_HEADING).replace(" ", "") == "盲道缓坡已建好。盲道通了！"


def test_what_the_voice_has_to_say_is_shown_and_the_cursor_stays_while_it_speaks():
    view, voice = speaking()
    assert view.heard("failed", voice.said[0].id, 0, "One sentence was skipped.")
    frame = view.frame()
    assert "One sentence was skipped." in screen(frame)
    assert frame.cursor[0] < 20
    assert view.heard("gone", 0, 0, "The voice is gone.")
    assert at_cursor(view.frame(), 9) == "The voice"


def test_paused_is_a_word_on_the_screen():
    view, _voice = speaking()
    frame = press(view, "space")
    assert at_cursor(frame, 7) == "Paused."
    view, _voice = speaking()
    assert "paused" in text(press(view, "m c"), 23) or "paused" not in text(view.frame(), 22)


def said(frame: Frame) -> str:
    """What a screen reader hears that goes by what is drawn on a screen that shows the rest already."""
    found = ""
    for row, start, end in frame.said:
        found += "".join(cell[0] for cell in cells(frame.lines[row], frame.columns)[start:end] if cell)
    return found


@pytest.mark.parametrize(
    ("keys", "heard"),
    [
        ("enter p j", "盲道被变电箱占用,已重新铺设盲道。盲道被变电箱占用,已重新铺设盲道。盲道被变电箱"),
        ("enter p s", "盲道被变电箱占用,已重新铺设盲道。"),
        ("enter p p", "第1段。"),
        ("enter p w", "0"),
        ("enter p c", "0"),
        ("enter a", "Second"),
        ("down", "2 Secondnews, 3164 characters, 11 minutes, unread"),
        ("2", "2 Secondnews, 3164 characters, 11 minutes, unread"),
        ("up", "Beginning of the list."),
        ("up up", "Beginning of the list."),
        ("enter d", ""),
    ],
)
def test_what_a_key_led_to_is_said(keys, heard):
    frame = press(make(), keys)
    assert "".join(said(frame).split()) == "".join(heard.split())
    assert not make().frame().said


def test_what_was_said_is_said_once():
    view = make()
    assert press(view, "enter p s").said
    assert not view.frame().said


def test_the_bell_rings_at_the_ends_of_things_only_when_asked_for():
    assert not press(make(), "up").bell
    view = make(bell=True)
    assert press(view, "up").bell
    assert not view.frame().bell
    assert not press(view, "down i").bell


def test_the_title_names_screen_and_article():
    assert press(make(), "enter").title == "1 我市启动无障碍综合服务示范区建设 - 株洲日报 2022-10-09"
    assert press(make(), "enter ?").title == "Keys and commands - 株洲日报 2022-10-09"


def test_progress_is_what_where_am_i_says():
    extent = Extent(LONG)
    for article in range(3):
        for block in range(len(LONG.articles[article].blocks)):
            place = Place(article, block, 1)
            assert extent.percent(place) == describe.percent(LONG, place)


@pytest.mark.parametrize(("rows", "end"), [(3, "three"), (2, "two t…"), (1, "one t…")])
def test_a_message_that_is_cut_says_so(rows, end):
    lines = message_lines("one two three", " ", Style(6), rows)
    assert len(lines) == rows
    assert lines[-1][1].text == end


@given(st.text(), st.integers(-5, 30), st.sampled_from([1, 2]))
def test_shortened_fits(text, room, ambiguous):
    found = shortened(text, room, ambiguous)
    assert found == "" or width_of(found, ambiguous) <= room
    assert text.startswith(found.removesuffix("…")) or found == text


@given(
    st.lists(
        st.sampled_from(
            ["a", "盲", "e", "\u0301", "👍", "🏽", "space", "backspace", "left", "right", "home", "end", "up", "tab"]
        )
    ),
    st.integers(1, 30),
)
def test_the_editor_keeps_its_cursor_between_characters_and_in_view(keys, room):
    editor = Editor()
    for key in keys:
        editor.press(key)
        shown, cursor = editor.shown(room, 1)
        assert shown in editor.text
        assert 0 <= cursor < max(room, 3)


def test_the_editor_takes_back_whole_characters():
    editor = Editor()
    for key in ["a", "👍", "🏽", "e", "\u0301", "backspace", "backspace", "b", "home", "c", "right", "right", "d"]:
        editor.press(key)
    assert editor.text == "cabd"
