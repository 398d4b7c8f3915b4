"""Looking a word up in a program that somebody has named, and finding where else it stands."""

import re
import sys
import threading

import pytest

from tests.make import MemoryStandIn, publication
from tui import dictionary
from tui.core.menu import Act
from tui.core.progress import CancelledError, listening
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.errors import ReaderError
from tui.settings import Options, Settings

PAGE = publication(
    ("# Codes", "A code is a map. Every code has words.", "“Entropy” is bits."), ("# 信息", "信息论的开始。")
)


def python(script):
    """A command that runs a script, as somebody would write it into the settings."""
    assert "'" not in script
    return f"{sys.executable} -c '{script}'"


TELLS = python('import os, sys; print(*sys.argv[1:], os.environ["MANGDAO_WORD"], repr(sys.stdin.read()))')


@pytest.mark.parametrize(
    ("command", "word", "lines"),
    [
        (TELLS, "code", ["code code ''"]),
        (f"{TELLS} -n", 'one word; rm $(x) `y` "z', ["-n one word; rm $(x) `y` \"z one word; rm $(x) `y` \"z ''"]),
        (f"{TELLS} <{{word}}> -over", "盲道", ["<盲道> -over 盲道 ''"]),
        (TELLS, "--help", ["help --help ''"]),
        (python('print("a\\n\\n  \\033[1mb\\033[0m  \\nc\\bcd\\x07")'), "x", ["a", "  b", "cd"]),
        (python('import sys; sys.exit("nothing of the kind")'), "x", ["nothing of the kind"]),
        (python("pass"), "x", []),
        (python('import sys; sys.stdout.buffer.write(b"\\xff\\xfe ok")'), "x", ["\ufffd\ufffd ok"]),
    ],
)
def test_the_word_is_one_argument_and_the_answer_plain_lines(monkeypatch, command, word, lines):
    monkeypatch.setattr("locale.getencoding", lambda: "utf-8")
    assert dictionary.look_up(command, word) == lines


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("no-such-program -n", "no-such-program, which the setting look_up names, cannot be run"),
        ('"unclosed', 'must be a program and its arguments, such as sdcv -n, and not "unclosed.'),
        (" ", "must be a program and its arguments"),
        ("a\0b", "cannot be run"),
    ],
)
def test_what_cannot_be_asked_is_told(command, told):
    with pytest.raises(ReaderError, match=re.escape(told)):
        dictionary.look_up(command, "word")


ENDLESS = python("while True: print(1234567)")
MUTE = python("import time; time.sleep(1000)")


def test_an_endless_answer_is_cut_and_one_that_never_comes_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(dictionary, "_MOST", 80_000)
    assert set(dictionary.look_up(ENDLESS, "x")) <= {"1234567", *("1234567"[:n] for n in range(1, 7))}
    monkeypatch.setattr(dictionary, "_PATIENCE", 0.1)
    with pytest.raises(ReaderError, match="has not answered in 0 seconds"):
        dictionary.look_up(MUTE, "x")


def test_who_does_not_wait_any_more_ends_the_program():
    def hear(share):
        raise CancelledError

    before = threading.active_count()
    with listening(hear), pytest.raises(CancelledError):
        dictionary.look_up(MUTE, "x")
    assert threading.active_count() == before


def reader(look=None, **settings):
    made = Reader(PAGE, MemoryStandIn(), Options(Settings(**settings)), helpers=Helpers(look_up=look))
    made.press("enter")
    return made


def typed(made, text):
    made.run("command")
    return made.answer(text)


def test_the_word_here_is_looked_up_and_the_answer_is_a_list():
    asked = []
    made = reader(lambda word: asked.append(word) or ["noun", "  a system of signs"], look_up="x")
    for key in "pww":
        made.press(key)
    assert made.run("look-up") == (Act.MENU, "“is”, 2 lines: noun")
    assert made.press("down").text == "  a system of signs"
    assert made.press("enter").text == "  a system of signs"
    assert made.press("/").act is Act.ASKED
    assert made.answer("NOUN").text == "noun"
    assert made.press("q").text.startswith("A code is a map")
    assert typed(made, "look up  Cost of living").act is Act.MENU
    made.press("q")
    made.press("p")
    made.run("look-up")
    assert asked == ["is", "Cost of living", "Entropy"], "marks before a word are not it"
    assert made.run("look-up").text == "That is for the text; q closes this list."


def test_without_a_dictionary_or_an_answer_it_is_said():
    def broken(word):
        raise ReaderError("It is broken.")

    named = "No dictionary is named; the setting look_up takes a program such as sdcv -n or dict."
    assert reader(broken).run("look-up").text == named
    assert reader(None, look_up="x").run("look-up").text == named
    assert reader(broken, look_up="x").run("look-up") == (Act.SAID, "It is broken.")
    assert reader(lambda word: [], look_up="x").run("look-up").text == "The dictionary has nothing about “Codes”."


def test_the_other_places_of_the_word_are_listed_from_here():
    made = reader()
    for key in "pw":
        made.press(key)
    assert made.run("find-word").text.startswith("3 hits: 2 A code is a map")
    assert made.press("enter").act is Act.READING
    assert made.press("n").act is Act.READING
