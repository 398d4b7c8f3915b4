"""What every key does: the whole table, in both contexts, without a terminal."""

from string import punctuation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.make import TWO, MemoryStandIn, OptionsStandIn, VoiceStandIn, press
from tui.core.commands import COMMANDS, Keymap, matching
from tui.core.menu import Act
from tui.core.publication import Place
from tui.core.reader import Reader


def make(place=None, voice=None):
    return Reader(TWO, MemoryStandIn(place), OptionsStandIn(), voice)


def reading(place=None, voice=None):
    reader = make(place, voice)
    reader.press("enter")
    return reader


def place(reader):
    return reader.reading.session.place


def test_begins_in_the_list_on_the_article_last_read():
    reader = make(Place(1, 1, 3))
    assert reader.menu.name == "articles"
    assert reader.menu.current.text == "2 Second"
    reader.press("enter")
    assert place(reader) == Place(1, 1, 3)


def test_the_list_says_number_title_kind_characters_minutes_and_read_or_not():
    reader = make()
    assert reader.menu.current.line == "1 盲道, news, 25 characters, 1 minute, unread"
    press(reader, "R")
    assert reader.menu.current.line.endswith(", read")
    press(reader, "R")
    assert reader.menu.current.line.endswith(", unread")


def test_another_article_opens_at_its_beginning():
    assert press(make(), "down enter") == (Act.READING, "Second")


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("s", "缓坡已建好。"),
        ("down", "缓坡已建好。"),
        ("s s S", "缓坡已建好。"),
        ("p", "缓坡已建好。"),
        ("p p", "下一步"),
        ("h", "下一步"),
        ("h H", "盲道"),
        ("a", "2 Second"),
        ("a A", "1 盲道"),
        ("c", "道"),
        ("s w", "坡"),
        ("G", "车辆占用，怎么办？"),
        ("G g", "盲道"),
        ("d", "Another one."),
        ("2", "2 Second"),
        ("s r", "缓坡已建好。"),
        ("a b", "盲道"),
    ],
)
def test_moves_say_where_they_lead(keys, text):
    assert press(reading(), keys) == (Act.MOVED if not keys.endswith("b") else Act.READING, text)


def test_ends_are_said_and_nothing_moves():
    reader = reading()
    assert press(reader, "S") == (Act.SAID, "Beginning of the publication.")
    assert press(reader, "a a") == (Act.SAID, "This is the last article.")
    assert press(reader, "h") == (Act.SAID, "No heading further on.")
    assert press(reader, "end h") == (Act.SAID, "End of the publication.")
    assert press(make(), "up") == (Act.SAID, "Beginning of the list.")


def test_white_space_has_a_name():
    assert press(reading(Place(1, 1, 2)), "c") == (Act.MOVED, "space")


def test_where_am_i():
    assert press(reading(Place(0, 3, 0)), "i").text == (
        "株洲日报 2022-10-09, article 1 of 2: 盲道; paragraph, block 4 of 4; 28%"
    )
    assert press(make(), "i").text == "株洲日报 2022-10-09, 1 of 2: 1 盲道"


def test_find_lists_hits_from_here_and_goes_through_them():
    reader = reading()
    assert press(reader, "/").act is Act.ASKED
    reply = reader.answer(" 盲道 ")
    assert reply == (Act.MENU, "2 hits: 1 盲道, article 1")
    assert press(reader, "2 enter") == (Act.READING, "盲道通了！")
    assert press(reader, "n") == (Act.READING, "From the beginning: 盲道")
    assert press(reader, "N") == (Act.READING, "From the end: 盲道通了！")


def test_find_says_when_there_is_nothing():
    reader = reading()
    assert press(reader, "n").act is Act.SAID
    reader.press("f")
    assert reader.answer("地铁") == (Act.SAID, "“地铁” is not in this publication.")
    reader.press("f")
    assert reader.answer("").act is Act.SAID


@pytest.mark.parametrize(("query", "found"), [("ONE", 2), ("Another  one", 1), ("占用,", 1), ("占用，", 1), ("[", 0)])
def test_find_minds_neither_case_nor_width(query, found):
    reader = reading()
    reader.press("f")
    reader.answer(query)
    assert len(reader.reading.hits) == found


def test_bookmarks_are_set_listed_visited_taken_away_and_put_back():
    reader = reading(Place(0, 1, 6))
    assert press(reader, "m") == (Act.SAID, "Bookmark: 盲道通了！")
    press(reader, "a m")
    assert press(reader, "M") == (Act.MENU, "Bookmarks: 1 盲道通了！, article 1")
    assert "removed" in press(reader, "m").text
    assert len(reader.reading.memory.marks) == 1
    assert press(reader, "m").text == "1 盲道通了！, article 1"
    press(reader, "enter")
    assert place(reader) == Place(0, 1, 6)
    assert press(reader, "m").text == "Bookmark taken away."
    press(reader, "M m q")
    assert press(reader, "M").text == "No bookmarks yet; m sets one."


def test_reaching_the_last_block_marks_the_article_read():
    reader = reading()
    press(reader, "h")
    assert not reader.reading.read
    press(reader, "p")
    assert reader.reading.read == reader.reading.memory.read == {"key0"}


def test_every_move_is_kept_at_once():
    reader = reading()
    for key in "sswpa":
        reader.press(key)
        assert reader.reading.memory.kept == place(reader)


def test_settings_step_round():
    reader = reading()
    assert press(reader, ",").text == "Settings: theme: dark"
    assert press(reader, "enter").text == "theme: light"
    assert press(reader, "enter").text == "theme: dark"
    assert press(reader, ">") == (Act.SAID, "rate: 150")
    assert press(reader, ">") == (Act.SAID, "rate: 150, the limit")


def test_commands_are_found_by_their_names():
    reader = reading()
    reader.press(":")
    assert reader.answer("next-sentence") == (Act.MOVED, "缓坡已建好。")
    reader.press(":")
    assert reader.answer("article").act is Act.MENU
    assert {entry.value for entry in reader.menu.entries} == {"next-article", "previous-article"}
    assert press(reader, "enter") == (Act.MOVED, "2 Second")
    reader.press(":")
    assert reader.answer("fly").text == "No command is called “fly”; ? lists them all."


def test_help_runs_what_is_chosen():
    reader = reading()
    assert "Down or j" in press(reader, "?").text
    assert press(reader, "down down down")
    assert len(reader.menu.entries) == len(COMMANDS)
    press(reader, "g 7 enter")
    assert place(reader) == Place(0, 1, 0)


def test_escape_always_leads_back_to_the_list_and_q_out():
    for opened in ("?", ",", ":", "i", "M", "V", "l"):
        reader = reading(voice=VoiceStandIn())
        reader.press(opened)
        if reader.question:
            reader.cancel()
        press(reader, "escape escape escape")
        assert reader.menu.name == "articles"
        assert reader.press("q").act is Act.QUIT


def test_quit_closes_what_is_open_over_the_text_first():
    reader = reading()
    assert press(reader, "? q").act is Act.READING
    assert press(reader, "q").act is Act.QUIT


def test_voice_begins_here_and_any_key_silences_it():
    voice = VoiceStandIn()
    reader = reading(Place(0, 1, 0), voice)
    assert reader.press("space").act is Act.SPEAKING
    assert voice.said[0].text == "缓坡已建好。"
    for key in ("i", "z", "escape", "1"):
        before = voice.cancelled
        reader.reading.listening.speaking or reader.reading.listening.start(place(reader))
        reader.press(key)
        assert voice.cancelled == before + 1
        assert not reader.reading.listening.speaking


SOUNDING = {"speak", "repeat", "who-speaks", "headlines", "read-selection", "play-queue"}


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.name not in SOUNDING])
def test_no_key_but_those_for_speech_makes_a_sound(command):
    voice = VoiceStandIn()
    for reader in (make(voice=voice), reading(Place(0, 1, 0), voice)):
        reader.run(command.name)
        assert not voice.said


def test_skipping_goes_on_speaking_from_the_new_place():
    voice = VoiceStandIn()
    reader = reading(Place(0, 1, 0), voice)
    reader.press("space")
    del voice.said[:]
    assert reader.press("s") == (Act.SPEAKING, "盲道通了！")
    assert voice.said[0].place == Place(0, 1, 6)


def test_pause_keeps_the_word_and_stop_the_sentence():
    for key, kept in (("space", Place(0, 1, 2)), ("x", Place(0, 1, 0))):
        voice = VoiceStandIn()
        reader = reading(Place(0, 1, 0), voice)
        reader.press("space")
        reader.heard("started", voice.said[0].id, 0, "")
        reader.heard("word", voice.said[0].id, 2, "")
        reader.press(key)
        assert place(reader) == kept
        reader.press("space")
        assert voice.said[-3].place == kept


def test_the_place_goes_with_the_voice_and_is_kept():
    voice = VoiceStandIn()
    reader = reading(Place(0, 1, 0), voice)
    reader.press("space")
    for number in range(7):
        reader.heard("started", voice.said[number].id, 0, "")
        assert reader.reading.memory.kept == voice.said[number].place == place(reader)
        reply = reader.heard("finished", voice.said[number].id, 0, "")
    assert reply == (Act.SAID, "End of the publication.")
    assert not reader.reading.listening.speaking


def test_speaking_a_list_entry_opens_it():
    voice = VoiceStandIn()
    reader = make(voice=voice)
    assert press(reader, "down space").act is Act.SPEAKING
    assert voice.said[0].text == "Second"
    assert reader.menu is None


def test_no_voice_is_a_sentence_not_a_dead_end():
    assert press(reading(), "space").text == "There is no voice here; mangdao doctor says what is missing."
    assert press(reading(), "x").text == "Nothing is being read aloud."


def test_a_voice_that_fails_skips_and_one_that_is_gone_stops():
    voice = VoiceStandIn()
    reader = reading(voice=voice)
    reader.press("space")
    assert reader.heard("failed", voice.said[0].id, 0, "Skipped.") == (Act.SAID, "Skipped.")
    assert len(voice.said) == 4
    assert reader.heard("gone", 0, 0, "The voice is gone.").text == "The voice is gone."
    assert not reader.reading.listening.speaking


def test_what_could_not_be_kept_is_said_once_and_before_what_the_key_says():
    reader = reading()
    reader.reading.memory.tell("The disk is full.")
    assert reader.press("s") == (Act.SAID, "The disk is full. 缓坡已建好。")
    assert reader.press("s") == (Act.MOVED, "盲道通了！")
    reader.reading.memory.tell("The disk is full.")
    assert reader.press("l") == (Act.SAID, f"The disk is full. {reader.menu.title}: {reader.menu.current.line}")


def test_news_hold_up_no_question_and_no_end_and_come_with_the_next_key():
    reader = reading(voice=(voice := VoiceStandIn()))
    reader.reading.memory.tell("The disk is full.")
    assert reader.press("/") == (Act.ASKED, "Find: ")
    assert reader.cancel() == (Act.SAID, "The disk is full. Cancelled.")
    assert reader.press("i").text.startswith("株洲日报")
    reader.reading.memory.tell("The disk is full.")
    assert reader.press("space").act is Act.SPEAKING
    assert reader.heard("started", voice.said[0].id, 0, "").act is Act.MOVED
    assert reader.press("x").text.startswith("The disk is full.")
    reader.reading.memory.tell("The disk is full.")
    assert reader.press("q").act is Act.QUIT


def test_the_list_of_commands_is_behind_enter_for_those_who_use_no_letters():
    reader = reading()
    reader.reading.options.letters = False
    assert press(reader, "s").text == (
        "Letter keys are off. In an article, Enter lists the commands; among the settings they are put on again."
    )
    assert press(reader, "down") == (Act.MOVED, "缓坡已建好。")
    assert press(reader, "enter").act is Act.MENU
    assert {entry.value for entry in reader.menu.entries} == {command.name for command in COMMANDS}
    assert press(reader, "down down down down down down enter") == (Act.MOVED, "盲道通了！")


def test_keys_are_described_without_being_done():
    reader = reading()
    assert press(reader, "D").text.startswith("Press keys")
    assert reader.press("pasted q").text.startswith("Pasted text is taken in an answer")
    assert press(reader, "s").text == "s: next sentence"
    assert press(reader, "q").text == "q: quit; the place is kept"
    assert press(reader, "pageup").text == "Page Up: previous page"
    assert press(reader, "3").text == "3: go to the number"
    assert press(reader, "é").text == "é: nothing"
    assert place(reader) == Place(0, 0, 0)
    assert press(reader, "D").text == "Keys work again."
    assert press(reader, "s") == (Act.MOVED, "缓坡已建好。")


def test_a_key_is_given_to_another_command_and_back():
    reader = reading()
    assert press(reader, "X").act is Act.SAID
    press(reader, "? 7")
    assert press(reader, "X").text == "Press the new key for: next sentence. A digit leaves it."
    assert press(reader, "l").text == "next sentence, s or l; until now the key was for: list of articles"
    press(reader, "q")
    assert press(reader, "l") == (Act.MOVED, "缓坡已建好。")
    press(reader, "? 7 X")
    assert press(reader, "l").text == "next sentence, s"
    press(reader, "? 7 X")
    assert press(reader, "escape").text == "Nothing has changed."


@given(st.lists(st.tuples(st.sampled_from(COMMANDS), st.sampled_from("abcxyzé:;=,")), max_size=12))
def test_changed_keys_are_kept_as_text_and_no_key_has_two_commands(changes):
    text = ""
    for command, key in changes:
        had = key in Keymap(text).keys(command)
        text = Keymap(text).with_key(command, key)
        assert had or Keymap(text).command(key) == command
    keymap = Keymap(text)
    assert all(keymap.command(key) == command for command in COMMANDS for key in keymap.keys(command))


def test_every_command_has_a_key_that_no_screen_reader_takes_and_no_key_two():
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    easy = {"enter", "space", "up", "down", "left", "right", "escape"}
    # There are more commands than letters: what has a mark for its key, or none, is in the list behind Enter too.
    listed = {command for command in COMMANDS if not command.keys or set(command.keys) <= set(punctuation)}
    own = [set(command.keys) for command in COMMANDS if command not in listed]
    assert all(easy & keys or any(key.isalnum() and len(key) == 1 for key in keys) for keys in own)
    reader = reading()
    reader.press("enter")
    assert {command.name for command in listed} <= {entry.value for entry in reader.menu.entries}
    assert all(matching(command.name) == [command] for command in COMMANDS)


@given(
    st.lists(
        st.sampled_from([*(key for command in COMMANDS for key in command.keys), *"0123456789", "é", "tab"]).filter(
            lambda key: key != "V"
        ),
        max_size=60,
    )
)
def test_any_keys_leave_a_valid_place_and_one_reply_each(keys):
    voice = VoiceStandIn()
    reader = make(voice=voice)
    for key in keys:
        reply = reader.press(key)
        if reply.act is Act.ASKED:
            reply = reader.answer("盲")
        assert isinstance(reply.act, Act)
        assert reply.act is not Act.DO
        here = place(reader)
        assert here.offset < len(TWO.articles[here.article].blocks[here.block].text)
        assert reader.menu is None or 0 <= reader.menu.index < len(reader.menu.entries)


def test_no_name_of_a_command_changes_nothing():
    reader = reading()
    press(reader, ":")
    assert reader.answer(" ") == (Act.SAID, "Nothing has changed.")


def test_an_article_into_whose_end_somebody_comes_back_is_not_read_thereby():
    reader = reading()
    press(reader, "l 2 enter up")
    assert place(reader).article == 0
    assert not reader.reading.read
    press(reader, "down up up down")
    assert reader.reading.read == {"key0"}, "gone through to the end"
