"""Doubtful places and corrections from the keyboard: what is said, what stays where it was, what is kept."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.make import TWO, MemoryStandIn, OptionsStandIn, VoiceStandIn, press
from tui.app.frame import Role
from tui.app.view import View
from tui.core.corrections import Change, Correction
from tui.core.menu import Act
from tui.core.publication import Doubt, Kind, Place
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.fetch import Source
from tui.importers import open_bytes
from tui.library import Library
from tui.newspaper import corrections
from tui.settings import Options, Settings

PATH = Path(__file__).parent.parent / "seeds" / "zhuzhou-daily-2022-10-09.txt"
PAGES = PATH.parent.parent / "tests" / "data" / "newspaper" / "pages"
_DECODED = open_bytes(PATH.read_bytes(), PATH.name)
# Doubts made by hand: those of the decoder change whenever its weights are fitted anew.
DOUBTS = (
    ("会议还研究了其他事项。", "para", "+para"),
    ("市委理论学习中心组 举行", "title", "para"),
    ("我市启动无障碍综合服务", "title +title subtitle tag", "kicker title subtitle tag"),
)
SEED = _DECODED._replace(
    doubts=tuple(Doubt(_DECODED.source.index(words), 0.5, *names) for words, *names in DOUBTS),
)
LAST = Place(1, 7, 0)  # 会议还研究了其他事项。


def make(memory=None, place=None, publication=SEED, voice=None):
    reader = Reader(
        publication, memory or MemoryStandIn(place), OptionsStandIn(), voice, helpers=Helpers(corrector=corrections)
    )
    reader.press("enter")
    return reader


def place(reader):
    return reader.reading.session.place


def block(reader):
    return reader.reading.session.block


def entries(reader):
    return [entry.text for entry in reader.menu.entries]


def test_doubtful_places_are_visited_one_after_the_other_and_round():
    reader = make()
    doubts = len(SEED.doubts)
    first = press(reader, "z")
    assert first.act is Act.READING
    assert first.text == "a new paragraph here: …中的指挥棒作用。|会议还研究了其他事项。; or joined"
    places = [place(reader)]
    for _ in range(doubts - 1):
        press(reader, "z")
        places.append(place(reader))
    assert places == sorted(set(places))
    assert press(reader, "z").text == f"From the beginning: {first.text}"
    assert press(reader, "Z").text.startswith("From the end: ")
    assert place(reader) == places[-1]
    press(reader, "Z")
    assert place(reader) == places[-2]


def test_doubtful_places_are_marked_in_what_is_said_for_those_who_want_that():
    reader = make(place=Place(1, 6, 0))
    assert press(reader, "p").text == "会议还研究了其他事项。"
    reader = Reader(
        SEED, MemoryStandIn(Place(1, 6, 0)), Options(Settings(doubts=True)), helpers=Helpers(corrector=corrections)
    )
    press(reader, "enter")
    for keys in ("p", "P p", "P h", "A a"):
        said = press(reader, keys).text
        assert said.endswith("; doubtful") == any(there == place(reader) for there, _doubt in reader.reading.doubts)
    reader.reading.show(Place(1, 6, 0))
    assert press(reader, "p").text == "会议还研究了其他事项。; doubtful"
    assert press(reader, "c").text == "议"
    press(reader, "C E 0 P")
    assert press(reader, "p").text == "会议还研究了其他事项。"


def test_what_is_doubtful_at_the_very_beginning_is_told_first():
    first = Doubt(SEED.articles[0].blocks[0].spans[0].start, 0.5, "title", "head")
    page = SEED._replace(doubts=(first, *SEED.doubts))
    reader = make(publication=page)
    assert press(reader, "z").text == "title: “毛泽东足迹遍株洲” 临时开展; or section heading"
    assert press(reader, "z").text.startswith("a new paragraph here")
    reader = make(publication=page)
    assert press(reader, "Q").text.startswith("4 doubtful places: 1 title")
    assert press(reader, "enter z").text.startswith("a new paragraph here")


def test_doubtful_places_are_listed_and_chosen():
    reader = make()
    reply = press(reader, "Q")
    assert reply.text == (
        "3 doubtful places: 1 a new paragraph here: …中的指挥棒作用。|会议还研究了其他事项。; or joined, article 2"
    )
    assert press(reader, "down").text == "2 title: 市委理论学习中心组 举行今年第11…; or paragraph, article 3"
    said = press(reader, "down").text
    assert said == ("3 title, title continued: 我市启动无障碍综合服务示范区建设; or kicker, title, article 4")
    press(reader, "enter")
    assert block(reader).text == "我市启动无障碍综合服务示范区建设"


def test_joins_and_breaks_that_are_doubtful_show_the_words_on_both_sides():
    page = open_bytes((PAGES / "fr.txt").read_bytes(), "fr.txt")
    doubts = (
        Doubt(page.source.index("tion devrait"), 0.1, "+para", "para"),
        Doubt(page.source.index("Personne"), 1, "para", "+para"),
    )
    reader = make(publication=page._replace(doubts=doubts))
    said = press(reader, "z").text
    assert said == "joined here: …it et la circula|tion devrait reprendre mardi sur…; or a new paragraph"
    said = press(reader, "z").text
    assert said == "a new paragraph here: …n la préfecture.|Personne n'a été blessé. La préf…; or joined"


def test_lines_of_a_header_are_told_once_and_without_what_is_the_same():
    words = DOUBTS[2][0]
    doubts = (Doubt(SEED.source.index(words), 0.5, "subtitle subtitle subtitle tag", "head head head tag"),)
    assert press(make(publication=SEED._replace(doubts=doubts)), "z").text.startswith("subtitle: 我市启动无障碍")
    doubts = (Doubt(SEED.source.index(words), 0.5, "title para head para head", "kicker title subtitle para head"),)
    said = press(make(publication=SEED._replace(doubts=doubts)), "z").text
    assert said == "title, paragraph, section heading: 我市启动无障碍综合服务示范区建设; or kicker, title, subtitle"


def test_where_am_i_says_what_is_doubtful_and_nothing_elsewhere():
    reader = make()
    press(reader, "z z")
    assert press(reader, "i").text.endswith("; doubtful: title: 市委理论学习中心组 举行今年第11…; or paragraph")
    assert "doubtful" not in press(reader, "p p i").text


def test_a_publication_without_doubts_and_source_says_so():
    reader = make(publication=TWO)
    for key in "zZQ":
        assert press(reader, key) == (Act.SAID, "Nothing is doubtful here.")
    assert press(reader, "E") == (Act.SAID, "Only newspaper pages can be put right.")
    assert press(reader, "U") == (Act.SAID, "There is nothing to take back.")


def test_the_menu_has_what_is_possible_here_under_numbers_that_stay():
    reader = make(place=LAST)
    assert press(reader, "E").text == "Put right this paragraph: 1 join with the paragraph before"
    assert entries(reader) == [
        "1 join with the paragraph before",
        "3 make this the title of an article",
        "4 make this a subtitle",
        "5 make this a section heading",
        "7 move this to the article before",
        "8 move this to the article after",
        "0 right as it is: nothing is doubtful",
        "more: other kinds, where articles begin, setting aside",
    ]
    assert press(reader, "end enter").text == "More: 1 begin an article here"
    assert entries(reader) == [
        "1 begin an article here",
        "3 move this to another article",
        "4 make this a kicker",
        "5 make this a tag",
        "6 make this a byline",
        "7 make this a caption",
        "8 make this a credit",
        "9 make this a continuation line",
        "0 set this aside: no part of an article",
        "bring back what was set aside",
    ]
    reader = make(place=Place(7, 2, 0))
    press(reader, "E")
    assert "9 swap kicker and title" in entries(reader)


def test_at_a_doubtful_place_the_menu_opens_on_what_it_could_be_instead():
    middle = SEED.articles[1].blocks[6].spans[0].start + 9
    doubts = (
        Doubt(middle, 0.5, "+para", "para"),
        Doubt(SEED.articles[1].blocks[7].spans[0].start, 0.5, "para", "+para"),
        Doubt(SEED.articles[2].blocks[0].spans[0].start, 0.5, "title", "head para"),
        Doubt(SEED.articles[3].blocks[0].spans[0].start, 0.5, "title +title", "kicker title"),
    )
    reader = make(publication=SEED._replace(doubts=doubts))
    said = [press(reader, "z E").text for _doubt in doubts]
    assert [text.partition(": ")[2] for text in said] == [
        "2 split here",
        "1 join with the paragraph before",
        "5 make this a section heading",
        "1 join with the paragraph before",
    ]


def test_two_keys_correct_and_one_takes_it_back():
    reader = make(place=LAST)
    reply = press(reader, "E 1")
    said = "joined with the paragraph before; capital U takes it back; 会议还研究了其他事项。"
    assert reply == (Act.READING, said)
    assert place(reader) == Place(1, 6, len(SEED.articles[1].blocks[6].text))
    assert len(reader.reading.session.article.blocks) == 7
    reply = press(reader, "U")
    assert reply == (Act.READING, "taken back: join with the paragraph before; 会议还研究了其他事项。")
    assert reader.reading.publication is SEED
    assert place(reader) == LAST
    assert press(reader, "E 1").text == "joined with the paragraph before; 会议还研究了其他事项。"


@pytest.mark.parametrize(
    ("keys", "article", "kind", "articles"),
    [
        ("E 3", 2, Kind.TITLE, 9),
        ("E 4", 1, Kind.SUBTITLE, 8),
        ("E 5", 1, Kind.HEAD, 8),
        ("E 5 E 6", 1, Kind.PARAGRAPH, 8),
        ("E 7", 0, Kind.PARAGRAPH, 8),
        ("E 8", 2, Kind.PARAGRAPH, 8),
        ("E end enter 1", 2, Kind.PARAGRAPH, 9),
        ("E end enter 1 E end enter 2", 1, Kind.PARAGRAPH, 8),
        ("E end enter 3 8 enter", 7, Kind.PARAGRAPH, 8),
        ("E end enter 4", 1, Kind.KICKER, 8),
        ("E end enter 6", 1, Kind.BYLINE, 8),
        ("E end enter 9", 1, Kind.JUMP, 8),
        ("E end enter 0 1 E end enter end enter end enter", 1, Kind.PARAGRAPH, 8),
    ],
)
def test_every_correction_leads_to_its_words(keys, article, kind, articles):
    reader = make(place=LAST)
    press(reader, keys)
    assert block(reader).text == "会议还研究了其他事项。"
    assert (place(reader).article, block(reader).kind) == (article, kind)
    assert len(reader.reading.publication.articles) == articles


def test_splitting_is_where_the_reader_is():
    reader = make(place=Place(0, 1, 0))
    press(reader, "s")
    words = reader.reading.session.block.text[place(reader).offset :]
    press(reader, "E 2")
    assert place(reader) == Place(0, 2, 0)
    assert block(reader).text == words


def test_a_number_that_is_not_possible_does_nothing():
    reader = make(place=LAST)
    before = press(reader, "E")
    for digit in "629":
        assert press(reader, digit) == (Act.SAID, f"There is no number {digit}.")
        assert press(reader, "r").text == before.text.removeprefix("Put right this paragraph: ")
    assert reader.reading.publication is SEED


def test_from_a_list_it_is_the_place_of_the_entry():
    reader = make()
    press(reader, "Q 3 E")
    assert place(reader).article == 3
    assert "6 make this a paragraph" in entries(reader)
    assert press(make(), "? E").text == "That is for the text; q closes this list."
    for keys in ("E E", "E end enter E", "E end enter 3 E", "E end enter 0 E"):
        reader = make(place=LAST)
        assert press(reader, keys).text == "Put right this paragraph: 1 join with the paragraph before"
        assert press(reader, "escape").act is Act.READING


def test_the_voice_falls_silent_and_goes_on_in_the_corrected_text():
    voice = VoiceStandIn()
    reader = make(place=LAST, voice=voice)
    reader.press("space")
    before = voice.said[:]
    press(reader, "E 1")
    assert not reader.reading.listening.speaking
    del voice.said[:]
    reader.press("space")
    assert voice.said[0].text == "会议还研究了其他事项。"
    assert voice.said[0].place == place(reader)
    assert voice.said[0].id > before[-1].id
    assert reader.heard("started", before[1].id, 0, "").act is Act.NOTHING


def test_hits_bookmarks_way_back_and_read_marks_stay_on_their_words():
    reader = make(place=LAST)
    press(reader, "m a m b R")
    reader.press("/")
    reader.answer("会议还研究")
    press(reader, "enter E 1")
    marks = {mark.name: mark.place for mark in reader.reading.memory.marks.values()}
    assert marks["会议还研究了其他事项。"] == place(reader)
    assert reader.reading.hits == [place(reader)]
    assert SEED.articles[1].key in reader.reading.read
    assert reader.reading.memory.kept == place(reader)
    press(reader, "U")
    assert {mark.place for mark in reader.reading.memory.marks.values()} >= {LAST}


def library(tmp_path):
    return Library(tmp_path / "library.sqlite")


def test_corrections_are_kept_at_once_and_found_when_the_page_is_opened_again(tmp_path):
    source = Source(PATH.read_bytes(), PATH.name, str(PATH))
    first = library(tmp_path)
    first.remember(SEED, source)
    first.mark_read(SEED, SEED.articles[1].key, True)
    reader = make(first)
    reader.reading.show(LAST)
    press(reader, "m E 3 E 4 U")
    second = library(tmp_path)  # while the first is open, as after kill -9
    again = make(second, publication=second.cached(source))
    assert again.reading.publication == reader.reading.publication
    assert len(again.reading.publication.articles) == 9
    assert place(again) == Place(2, 0, 0)
    assert [mark.place for mark in second.bookmarks(again.reading.publication)] == [Place(2, 0, 0)]
    assert again.reading.read == {SEED.articles[1].key, again.reading.publication.articles[2].key}
    press(again, "U")
    assert again.reading.publication == SEED
    third = library(tmp_path)
    assert third.corrections(SEED) == []
    assert [mark.place for mark in third.bookmarks(SEED)] == [LAST]


def test_two_readers_at_once_see_what_the_other_put_right_and_take_back_their_own(tmp_path):
    source = Source(PATH.read_bytes(), PATH.name, str(PATH))
    one, other = library(tmp_path), library(tmp_path)
    one.remember(SEED, source)
    first, second = make(one, LAST), make(other, LAST)
    first.reading.show(LAST)
    press(first, "E 3")
    second.reading.show(Place(0, 1, 0))
    press(second, "E 6")
    assert len(second.reading.publication.articles) == 9
    kept = [Correction(Change.TITLE, SEED.articles[1].blocks[7].spans[0].start)]
    kept.append(Correction(Change.PARAGRAPH, SEED.articles[0].blocks[1].spans[0].start))
    assert one.corrections(SEED) == kept
    press(first, "U")
    assert one.corrections(SEED) == kept[1:]
    press(second, "U")
    assert one.corrections(SEED) == []


def test_every_step_can_be_taken_back_after_starting_again(tmp_path):
    memory = library(tmp_path)
    memory.remember(SEED, Source(PATH.read_bytes(), PATH.name, str(PATH)))
    reader = make(memory)
    reader.reading.show(LAST)
    pages = [reader.reading.publication]
    for keys in ("E 3", "E end enter 3 7 enter", "E 5", "E end enter 0 1"):
        press(reader, keys)
        pages.append(reader.reading.publication)
    again = make(library(tmp_path), publication=SEED)
    for page in reversed(pages):
        assert again.reading.publication == page
        press(again, "U")
    assert library(tmp_path).corrections(SEED) == []


def test_where_something_was_moved_to_is_said():
    reader = make(place=LAST)
    assert press(reader, "E 8").text.startswith("moved to article 3, 市委理论学习中心组 举行今年第11次集中学习; ")
    said = press(reader, "E end enter 3").text
    assert said == (
        "move this to another article: 3 市委理论学习中心组 举行今年第11次集中学习, "
        "news, 955 characters, 4 minutes, unread"
    )
    assert press(reader, "enter") == (Act.SAID, "It is in this article already.")
    assert press(reader, "6 enter").text == "moved to article 6, “为持续优化营商环境出力流汗”; 会议还研究了其他事项。"
    said = press(reader, "E end enter 0").text
    assert said == "Set aside as: 1 advertisement"
    assert press(reader, "1").text.startswith("set aside, no part of an article; ")
    assert [block.kind for block in reader.reading.publication.furniture if block.text.startswith("会议")] == [Kind.AD]


def test_corrections_are_kept_in_order_and_the_last_is_taken_away(tmp_path):
    memory, other = library(tmp_path), TWO
    made = [Correction(Change.OPEN, 30), Correction(Change.TITLE, 30), Correction(Change.TO, 7, 3)]
    for correction in made:
        memory.add_correction(SEED, correction)
    memory.add_correction(other, made[0])
    assert memory.corrections(SEED) == made
    memory.undo_correction(SEED, made[2])
    assert memory.corrections(SEED) == made[:2]
    assert memory.corrections(other) == made[:1]
    memory.add_correction(SEED, made[1])
    memory.undo_correction(SEED, made[0])
    assert memory.corrections(SEED) == [made[1], made[1]]


def test_a_change_that_this_version_does_not_know_is_left_out(tmp_path):
    memory = library(tmp_path)
    memory.write(
        "INSERT INTO corrections VALUES (NULL, ?, 'fold', 3), (NULL, ?, 'join', 'x'), (NULL, ?, 'to x', 3)",
        *[SEED.key] * 3,
    )
    assert memory.corrections(SEED) == []
    assert memory.warning == ""


def view_of(reader):
    return View(reader, Settings())


def roles(view):
    return [(piece.text, piece.role) for line in view.frame().lines for piece in line]


def test_the_full_screen_draws_what_has_been_corrected_and_marks_doubtful_words_by_their_look_alone():
    options = Options(Settings(), lambda _name: None)
    reader = Reader(SEED, MemoryStandIn(LAST), options, helpers=Helpers(corrector=corrections))
    view = view_of(reader)
    for key in ("enter", "z", "z"):  # the first one is where the reader is
        view.press(key)
        view.frame()
    assert ("市", Role.DOUBT_HEADING) in roles(view)
    plain = "".join(text for text, _role in roles(view))
    assert "市委理论学习中心组 举行今年第11次集中学习" in plain
    for key in ("E", "5"):
        view.press(key)
        view.frame()
    assert Role.DOUBT_HEADING not in {role for _text, role in roles(view)}
    assert view.frame().lines[view.frame().cursor[0]]
    view.press("down")
    assert place(reader).article == 1


@settings(max_examples=30)
@given(st.lists(st.sampled_from([*"EEEUzZQsSpPaAhHlgG123456789mb", "enter", "down", "space", "escape"]), max_size=40))
def test_any_keys_leave_a_place_that_exists_and_a_screen(keys):
    options = Options(Settings(), lambda _name: None)
    reader = Reader(SEED, MemoryStandIn(LAST), options, VoiceStandIn(), helpers=Helpers(corrector=corrections))
    view = view_of(reader)
    for key in keys:
        view.press(key)
        frame = view.frame()
        assert frame.cursor[0] < len(frame.lines)
        here = place(reader)
        assert here.offset < len(reader.reading.publication.articles[here.article].blocks[here.block].text)
    while reader.reading.corrections:
        view.press("U")
    assert reader.reading.publication is SEED
