"""Plain mode as every kind of screen reader takes it, without one: what is drawn, what has changed and where the
cursor is all say the wanted text, for every key."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.heard.hearing import is_on
from tests.heard.oracle import Oracle
from tests.heard.steps import FRONT_ENDS, SEED, Step, greeting, steps
from tests.machine.process import Process
from tests.needs import until as until_so
from tui.core.commands import COMMANDS, Keymap, Unit
from tui.core.rows import break_at_clauses
from tui.settings.fields import FIELDS

BEYOND, BEYOND_A_ROW = 100, 33  # bytes; a row of 78 cells has up to 117, and a key for one at most 150


def squeezed(text: str) -> str:
    return "".join(text.split())


def until(process: Process, wanted: str, oracle: Oracle) -> None:
    """Reads until the program has written the text whole."""
    letters = b"[\\s]*".join(re.escape(character.encode()) for character in squeezed(wanted))
    oracle.feed(process.until(letters + (b" $" if wanted.endswith(":") else b"[\\s]*\r(?:\x1b\\[\\d+A)?$")))


def press(process: Process, step: Step, home: Path) -> None:
    """What is found everywhere comes with what is not searchable yet: that is made when the processor has time."""
    if step.key == "F":
        with closing(sqlite3.connect(home / ".local/share/mangdao/library.sqlite")) as library:
            until_so(lambda: library.execute("SELECT 1 FROM searchable").fetchone())
    process.send(step.data)


def check(oracle: Oracle, step: Step, columns: int) -> None:
    seen = oracle.seen()
    where = f"line {step.line}, {step.key}"
    first = break_at_clauses(step.wanted, columns - 1)[0]
    assert squeezed(seen.drawn) == squeezed(step.wanted), where
    assert squeezed(seen.changed) == squeezed(step.wanted), where
    assert seen.caret == first.strip(), where
    assert seen.size <= len(step.wanted.encode()) + (BEYOND if step.moves_by is not Unit.LINE else BEYOND_A_ROW), where
    if not step.wanted.endswith(":"):
        assert seen.cursor[1] == 0, where


@pytest.mark.parametrize(
    ("written", "drawn", "changed", "caret"),
    [
        (b"\r\nnew\r", "new", "new", "new"),
        (b"\r\nnew\r\n", "new", "new", ""),
        (b"\r\nnew", "new", "new", "new"),
        (b"\r\nold\r", "old", "old", "old"),
        (b"\x1b[H\x1b[2Jold", "old", "", "old"),
        (b"\x1b[2;1Hnew\x1b[1;1H", "new", "new", "old"),
        (b"\x1b[1;1Hold", "old", "", "old"),
        (b"\x1b[?2026h\x1b]2;title\x07\x1b[>1u\r\n\xe7\x9b\xb2\r", "盲", "盲", "盲"),
    ],
)
def test_the_oracle_tells_good_from_bad(written, drawn, changed, caret):
    oracle = Oracle(5, 20)
    oracle.feed(b"old\r")
    oracle.seen()
    for byte in written:  # wherever a read may cut them
        oracle.feed(bytes([byte]))
    assert oracle.seen()[:3] == (drawn, changed, caret)


@pytest.mark.parametrize("columns", [80, 40, 132])
def test_drawn_changed_and_caret_are_the_wanted_text_for_every_key(tmp_path, columns):
    oracle = Oracle(24, columns)
    with Process(tmp_path, "--plain", SEED, columns=columns, MANGDAO_BACKEND="silence") as process:
        until(process, greeting("plain.txt"), oracle)
        oracle.seen()
        for step in steps("plain.txt"):
            press(process, step, tmp_path)
            if step.echo or (step.exceptions and not step.wanted):
                oracle.feed(process.until(rb".+"))
                oracle.seen()
            elif step.wanted:
                until(process, step.wanted, oracle)
                check(oracle, step, columns)


def look(process: Process, oracle: Oracle, is_there: Callable[[], bool]) -> None:
    """Reads what a key has led to, until the screen is so."""
    oracle.feed(process.until(rb".+"))
    while not is_there():
        oracle.feed(process.until(rb".+"))


def test_drawn_changed_and_caret_are_the_wanted_text_in_the_speaking_view(tmp_path):
    oracle = Oracle()
    with Process(tmp_path, "--speaking", SEED, MANGDAO_BACKEND="silence") as process:
        look(process, oracle, lambda: squeezed(greeting("speaking.txt")) in squeezed(" ".join(oracle.rows)))
        oracle.seen()
        for step in steps("speaking.txt"):
            press(process, step, tmp_path)
            if step.echo or (step.exceptions and not step.wanted):
                look(process, oracle, lambda: True)
                oracle.seen()
            elif step.wanted:
                look(process, oracle, lambda step=step: is_shown(oracle, step.wanted))
                check(oracle, step, 80)
                assert not oracle.broken


def is_shown(oracle: Oracle, wanted: str) -> bool:
    """Whether the rows from the cursor on are the utterance, as far as the screen is high enough."""
    rows, first = break_at_clauses(wanted, oracle.screen.columns - 1)[: oracle.screen.lines], oracle.cursor[0]
    return [row.strip() for row in oracle.rows[first : first + len(rows)]] == [row.strip() for row in rows]


def test_the_cursor_is_on_what_a_key_has_led_to_on_the_full_screen(tmp_path):
    oracle = Oracle()
    with Process(tmp_path, SEED, MANGDAO_BACKEND="silence") as process:
        look(process, oracle, lambda: greeting("screen.txt") in oracle.text(*oracle.cursor))
        for step in steps("screen.txt"):
            press(process, step, tmp_path)
            if step.wanted or step.echo:
                look(process, oracle, lambda step=step: is_on(oracle, step))
                assert not oracle.broken


@pytest.mark.parametrize("name", FRONT_ENDS)
def test_the_steps_go_through_the_whole_command_table(name):
    pressed = {command.name for step in steps(name) if (command := Keymap().command(step.key))}
    left = {command.name for command in COMMANDS if command.keys} - pressed
    assert left <= {"close"}, "only Escape, which screen readers take for themselves; q does the same"


@pytest.mark.parametrize("name", FRONT_ENDS)
def test_every_setting_has_been_heard(name):
    """The steps go down the list of settings to its end."""
    found = {step.wanted for step in steps(name)}
    for field in FIELDS:
        assert any(f"{field.label}: " in text for text in found), field.name


def test_not_a_byte_is_written_without_a_key_nor_while_the_voice_reads(tmp_path):
    with Process(tmp_path, "--plain", SEED, MANGDAO_BACKEND="silence", MANGDAO_RATE="600") as process:
        process.until(rb"unread\r\x1b\[1A$")
        assert process.silent_for(1.0), "nothing without a key"
        process.send("2\r")
        process.until("市委常委会召开会议\r$".encode())
        process.send(" ")
        process.until(rb"silently\.\r$")
        assert process.silent_for(2.0), "nothing while the voice reads"
        process.send("x")
        process.until(rb"Stopped\.\r$")
        process.send("i")
        assert "block 1 of" not in process.until(rb"%\r(?:\x1b\[\d+A)?$").decode(), "the voice has gone on meanwhile"
