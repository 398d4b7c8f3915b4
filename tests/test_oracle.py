"""Plain mode as every kind of screen reader takes it, without one: what is drawn, what has changed and where the
cursor is all say the wanted text, for every key."""

import re

import pytest

from tests.oracle import Oracle
from tests.process import Process
from tests.steps import SEED, Step, greeting, steps
from tui.core.commands import COMMANDS, Keymap
from tui.core.reflow import break_at_clauses


def squeezed(text: str) -> str:
    return "".join(text.split())


def until(process: Process, wanted: str, oracle: Oracle) -> None:
    """Reads until the program has written the text whole."""
    letters = b"[\\s]*".join(re.escape(character.encode()) for character in squeezed(wanted))
    oracle.feed(process.until(letters + (b" $" if wanted.endswith(":") else b"[\\s]*\r(?:\x1b\\[\\d+A)?$")))


def check(oracle: Oracle, step: Step, columns: int) -> None:
    seen = oracle.seen()
    where = f"line {step.line}, {step.key}"
    first = break_at_clauses(step.wanted, columns - 1)[0]
    assert squeezed(seen.drawn) == squeezed(step.wanted), where
    assert squeezed(seen.changed) == squeezed(step.wanted), where
    assert seen.caret == first.strip(), where
    assert seen.size <= len(step.wanted.encode()) + 100, where
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
    oracle.feed(written)
    assert oracle.seen()[:3] == (drawn, changed, caret)


@pytest.mark.parametrize("columns", [80, 40, 132])
def test_drawn_changed_and_caret_are_the_wanted_text_for_every_key(tmp_path, columns):
    oracle = Oracle(24, columns)
    with Process(tmp_path, "--plain", SEED, columns=columns, MANGDAO_BACKEND="silence") as process:
        until(process, greeting("plain.txt"), oracle)
        oracle.seen()
        for step in steps("plain.txt"):
            process.send(step.data)
            if step.echo or (step.exceptions and not step.wanted):
                oracle.feed(process.until(rb".+"))
                oracle.seen()
            elif step.wanted:
                until(process, step.wanted, oracle)
                check(oracle, step, columns)


def test_the_steps_go_through_the_whole_command_table():
    pressed = {command.name for step in steps("plain.txt") if (command := Keymap().command(step.key))}
    left = {command.name for command in COMMANDS if command.keys} - pressed
    assert left <= {"close"}, "only Escape, which screen readers take for themselves; q does the same"


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
