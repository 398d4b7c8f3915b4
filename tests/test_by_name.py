"""Settings by their names, as commands and places are: gone to, set, and told what they are."""

import pytest

from tests.make import TWO, MemoryStandIn, VoiceStandIn
from tui import texts
from tui.core.menu import Act
from tui.core.reader import Reader
from tui.settings import Options, Settings


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
        ("书签", "这里有 0 个书签。"),
    ],
)
def test_in_chinese_a_command_is_named_as_its_help_begins(reader, text, told):
    assert typed(reader, text).text.startswith(told)


def test_where_tells_what_a_setting_is_and_how_a_command_is_called(reader):
    typed(reader, "ruler")
    assert reader.run("where").text == (
        "Ruler: off; a line under the row, or the sentence, where you are; Settings, 8 of 33"
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
