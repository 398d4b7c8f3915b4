"""Settings by their names, as commands and places are: gone to, set, and told what they are."""

import pytest

from tests.make import TWO, MemoryStandIn, VoiceStandIn, publication
from tui import texts
from tui.core.menu import Act
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.settings import Options, Settings
from tui.sources import led_to


@pytest.fixture
def reader():
    return Reader(TWO, MemoryStandIn(), Options(Settings()))


@pytest.fixture
def chinese():
    texts.use_language("zh")
    yield
    texts.use_language("en")


def typed(reader, text):
    reader.run("command")
    return reader.answer(text)


@pytest.mark.parametrize("text", ["kinds", "Kinds of text", "KINDS", "kinds of text "])
def test_a_setting_is_gone_to_by_its_name(reader, text):
    assert typed(reader, text) == (Act.MENU, "Settings: Kinds of text: off")
    assert reader.press("enter") == (Act.MENU, "Kinds of text: on")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rate 150", "Speech rate: 150%"),
        ("rate: 150%", "Speech rate: 150%"),
        ("Speech rate 150", "Speech rate: 150%"),
        ("theme high contrast", "Colours: high contrast"),
        ("theme contrast", "Colours: high contrast"),
        ("kinds on", "Kinds of text: on"),
        ("stop after each sentence", "Stop after: each sentence"),
        ("stop-after sentence", "Stop after: each sentence"),  # the command is called so
        ("emphasis_style bold", "Emphasis: bold"),
        ("emphasis style bold", "Emphasis: bold"),
        ("width as wide as is comfortable", "Reading width: as wide as is comfortable"),
        ("model /models/Huayan.onnx", "Voice model: /models/Huayan.onnx"),
        ("model none", "Voice model: none"),
    ],
)
def test_a_setting_gets_a_value_as_it_is_kept_or_shown(reader, text, told):
    assert typed(reader, text) == (Act.SAID, told)


def test_a_value_that_cannot_be_is_told_and_changes_nothing(reader):
    before = reader.reading.options.settings
    assert typed(reader, "rate 9000").text == ("Speech rate: rate must be a whole number from 50 to 600, and not 9000.")
    assert reader.reading.options.settings == before


def test_words_that_begin_like_a_setting_are_none(reader):
    assert typed(reader, "kindsof").text == "No command is called “kindsof”; ? lists them all."


def test_commands_and_places_come_before_settings(reader):
    assert typed(reader, "pauses").text.startswith("Pauses: 125%")  # the command steps it
    assert typed(reader, "voices").text.startswith("There is no voice here")


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("text", "told"),
    [("语速 150", "语速：150%"), ("语速150", "语速：150%"), ("颜色：浅色", "颜色：浅色"), ("语速", "设置：语速：100%")],
)
def test_in_chinese_as_the_interface_calls_them(reader, text, told):
    assert typed(reader, text).text == told


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("回收站", "这里没有书库。"),
        ("清空回收站", "这里没有书库。"),
        ("更新", "这里没有书库。"),
        ("定时停止", "定时停止：文章结尾"),
        ("帮助", "按键与命令，前 8 条用于这里：打开或选定当前项；在文章里是命令列表，回车键"),
        ("书签", "还没有书签；按 m 设一个。"),
        ("笔记 想法", "这里没有书库。"),
        ("分类", "这里没有书库。"),
        ("标签 好", "这里没有书库。"),
        ("订阅 papers", "这里没有书库。"),
    ],
)
def test_in_chinese_a_command_is_named_as_its_help_begins(reader, text, told):
    assert typed(reader, text).text.startswith(told)


def test_where_tells_what_a_setting_is_and_how_a_command_is_called(reader):
    typed(reader, "ruler")
    names = reader.reading.options.names()
    assert reader.run("where").text == (
        "Ruler: off; a line under the row, or the sentence, where you are;"
        f" Settings, {names.index('ruler') + 1} of {len(names)}"
    )
    reader.run("help")
    assert "; by name open; Keys and commands, " in reader.run("where").text


def test_help_names_the_way_of_commands_without_a_key(reader):
    reader.run("help")
    lines = {entry.value: entry.note for entry in reader.menu.entries}
    assert (lines["export"], lines["quit"]) == (":export", "q")
    reader.reading.options.put("letters", "false")
    reader.run("help")
    assert {entry.value: entry.note for entry in reader.menu.entries}["export"] == "no key"


def test_words_are_found_in_the_list_of_settings_and_of_voices(reader):
    typed(reader, "language")
    assert reader.press("/") == (Act.ASKED, "Find in this list: ")
    assert reader.answer("ruby") == (Act.MENU, "Readings above characters: the characters alone")
    reader.press("/")
    assert reader.answer("COLOURS").text == "Colours: dark", "from the beginning again"
    reader.press("/")
    assert reader.answer("no such thing") == (Act.SAID, "Nothing in this list has “no such thing”.")
    assert reader.menu.current.line == "Colours: dark"


def test_words_are_found_in_the_list_of_keys_and_nothing_is_done(reader):
    place = reader.reading.session.place
    reader.run("help")
    assert reader.press("/") == (Act.ASKED, "Find in this list: ")
    assert reader.answer("next paragraph") == (Act.MENU, "next paragraph, p")
    reader.press("/")
    assert reader.answer("mark read").text.startswith("mark the article"), "by its name"
    assert (reader.menu.name, reader.reading.session.place) == ("help", place)


def test_whose_key_another_command_gets_is_told(reader):
    reader.run("help")
    reader.press("/")
    reader.answer("next paragraph")
    reader.run("change-key")
    assert reader.press("s") == (Act.SAID, "next paragraph, p or s; until now the key was for: next sentence")
    reader.run("change-key")
    assert reader.press("s") == (Act.MENU, "next paragraph, p")
    reader.run("change-key")
    assert reader.press("ß") == (Act.MENU, "next paragraph, p or ß")


class _Voices(VoiceStandIn):
    def voices(self):
        return [
            ("af", "Afrikaans, af"),
            ("en", "English (America), en-us"),
            ("cmn", "Mandarin, zh"),
            ("yue", "Cantonese, yue"),
        ]


def test_voices_of_the_language_that_is_read_come_first_and_the_chosen_one_is_current():
    reader = Reader(TWO, MemoryStandIn(), Options(Settings()), _Voices())
    assert reader.run("voices").text == "Voices: the best for each text"
    assert [entry.value for entry in reader.menu.entries] == ["", "cmn", "af", "en", "yue"]
    reader.press("/")
    assert reader.answer("america").text == "English (America), en-us"
    reader.press("enter")
    assert reader.run("voices").text == "Voices: English (America), en-us"


def test_nothing_selected_is_told_as_one_sentence(reader):
    reader.run("listening")
    assert [entry.line for entry in reader.menu.entries if entry.value == "read-selection"] == ["Nothing is selected."]


BOOK = publication(
    ("# Chapter 1: Sources", "= 1.1 Definitions", "A source speaks.", "= 1.10 Notes", "Late."),
    ("# Chapter 2: Codes", "= 2.1 Definitions", "A code is short.", "= 信息论 的 开始", "Entropy."),
    ("# Chapter 10: Nets", "Many."),
)


@pytest.fixture
def book():
    return Reader(BOOK, MemoryStandIn(), Options(Settings()))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1.1", "1.1 Definitions"),
        ("chapter 1", "Chapter 1: Sources"),
        ("CHAPTER  2:  codes", "Chapter 2: Codes"),
        ("nets", "Chapter 10: Nets"),
        ("信息", "信息论 的 开始"),
        ("信息論", "信息论 的 开始"),
        ("heading 1.10", "1.10 Notes"),
        ("heading notes", "1.10 Notes"),
        ("heading 2", "1.1 Definitions"),
    ],
)
def test_a_title_is_gone_to_by_its_words(book, text, told):
    assert typed(book, text) == (Act.READING, told)


def test_several_titles_with_the_words_are_listed(book):
    assert typed(book, "definitions") == (Act.MENU, "“definitions”, 2 headings: 1 1.1 Definitions, article 1")
    assert book.press("2").text == "2 2.1 Definitions, article 2"
    assert book.press("enter") == (Act.READING, "2.1 Definitions")


@pytest.mark.parametrize("text", ["defin", "1.1 D", "chapter 3", "hapter"])
def test_words_that_are_no_title_are_told_and_lead_nowhere(book, text):
    assert typed(book, text).text == f"No command is called “{text}”; ? lists them all."
    assert book.reading.session.place == Place(0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("bookmrk", "No command is called “bookmrk”; did you mean bookmark?"),
        ("next sentense", "No command is called “next sentense”; did you mean next-sentence?"),
        ("heading bookmrk", "No heading is called “bookmrk”."),
    ],
)
def test_who_mistypes_a_command_is_told_the_nearest(book, text, told):
    assert typed(book, text) == (Act.SAID, told)


@pytest.mark.parametrize(
    ("words", "told", "place"),
    [
        ("", [], Place(0)),
        ("2.1", [], Place(1, 1)),
        ("45%", [], Place(1)),
        ("2:1", [], Place(1, 1)),
        ("1:2:7", [], Place(0, 2, 7)),
        ("1:99:99", [], Place(0, 4)),
        ("9:1:1", ["Nothing here is called “9:1:1”."], Place(0)),
        ("chapter 9", ["Nothing here is called “chapter 9”."], Place(0)),
        ("page 3", ["This publication tells of no printed pages; the command percent goes to a part of it."], Place(0)),
        ("quit", ["Nothing here is called “quit”."], Place(0)),
    ],
)
def test_the_reader_begins_where_words_lead_and_else_where_it_would(book, words, told, place):
    assert led_to(book.reading, words, plain=True) == told
    assert book.reading.session.place == place
    assert bool(book.menu) == (not words or bool(told))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sleep 20", "Sleep timer: 20 minutes"),
        ("sleep timer 1", "Sleep timer: 1 minute"),
        ("sleep-timer 999 minutes", "Sleep timer: 999 minutes"),
        ("Sleep 7min", "Sleep timer: 7 minutes"),
        ("sleep 0", "Sleep timer: off"),
        ("sleep off", "Sleep timer: off"),
        ("sleep", "Sleep timer: the end of the article"),
        ("sleep 1000", "No command is called “sleep 1000”; ? lists them all."),
        ("sleep well", "No command is called “sleep well”; ? lists them all."),
        ("sleepy 3", "No command is called “sleepy 3”; ? lists them all."),
    ],
)
def test_the_sleep_timer_is_set_to_what_is_said(reader, text, told):
    assert typed(reader, text).text == told


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("text", ["定时停止 20", "定时停止20分钟", "定时 20 分钟"])
def test_in_chinese_too_the_sleep_timer_is_set_to_what_is_said(reader, text):
    assert typed(reader, text).text == "定时停止：20 分钟"


def test_what_a_command_asks_for_may_stand_behind_its_name(reader):
    assert typed(reader, "find steep").text == typed_in_turn(reader, "find", "steep")
    assert typed(reader, "Find-Here zebra").text == "“zebra” is not in this article."
    assert typed(reader, "find zebra  crossing").text == "“zebra  crossing” is not in this publication."
    assert typed(reader, "add  papers").text == typed_in_turn(reader, "add", "papers") == "There is no library here."
    assert typed(reader, "percent 100") == typed(reader, "百分之100") == typed(reader, "100%")
    assert typed(reader, "find").act is Act.ASKED
    reader.cancel()
    assert typed(reader, "bookmark this").text.startswith("No command is called “bookmark this”")
    assert typed(reader, "no such thing").text.startswith("No command is called “no such thing”")
    assert reader.reading.question is None


def typed_in_turn(reader, name, answer):
    assert reader.run(name).act is Act.ASKED
    return reader.answer(answer).text


def test_what_is_unread_is_gone_to_one_after_the_other(book):
    book.reading.mark(BOOK.articles[1].key, True)
    assert typed(book, "next unread") == (Act.READING, "Chapter 10: Nets")
    assert book.press("]").text == "2 unread articles, none of them further on."
    assert typed(book, "previous unread").text == "Chapter 1: Sources"
    assert typed(book, "unread").text == "2 unread articles: 1 Chapter 1: Sources, article 1"
    book.press("q")
    for article in BOOK.articles:
        book.reading.mark(article.key, True)
    assert typed(book, "next unread").text == "Nothing of that here: 0 unread articles."
    book.run("things")
    assert not any("unread" in entry.text for entry in book.menu.entries)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3", "Chapter 10: Nets"),
        ("next chapter", "Chapter 2: Codes"),
        ("previous chapter", "Beginning of the publication."),
        ("4", "There is no number 4 here: 3 articles."),
        ("article 3", "Chapter 10: Nets"),
        ("article 4", "There is no number 4 here: 3 articles."),
        ("article four", "No command is called “article four”; ? lists them all."),
    ],
)
def test_a_number_alone_is_that_of_an_article_and_chapters_follow_each_other(book, text, told):
    book.press("enter")
    assert typed(book, text).text == told


def test_chapters_of_a_book_with_parts_in_them_are_those_at_the_top():
    levels = (1, 2, 2, 1, 2)
    articles = publication(*((f"# {number} of five", "Text.") for number in range(5))).articles
    nested = BOOK._replace(articles=tuple(a._replace(level=n) for a, n in zip(articles, levels, strict=True)))
    reader = Reader(nested, MemoryStandIn(), Options(Settings()))
    assert typed(reader, "next chapter").text == "3 of five"
    assert typed(reader, "next chapter").text.endswith("none of them further on.")
    assert typed(reader, "previous chapter").text == "0 of five"
    assert typed(reader, "3").text == "3 of five", "a title that begins so comes first"
    assert typed(reader, "5").text == "4 of five"


@pytest.mark.usefixtures("chinese")
def test_in_chinese_too_chapters_follow_each_other(book):
    book.press("enter")
    assert typed(book, "下一章").text == "Chapter 2: Codes"
    assert typed(book, "上一章").text == "Chapter 1: Sources"
