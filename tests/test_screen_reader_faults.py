"""What goes wrong around a screen reader: early keys, broken keys, changing sizes, helpers that come and go."""

import os
import signal
import subprocess
from contextlib import suppress
from itertools import islice

import pytest

from tests.heard.braille import Braille, Display
from tests.heard.hearing import LISTENED_TO
from tests.heard.oracle import Oracle
from tests.heard.screen_reader import Fenrir, Yasr
from tests.heard.steps import FRONT_ENDS, SEED, Step, greeting, steps
from tests.machine.process import Process
from tests.machine.secure_shell import processes_of, program, until_gone
from tests.needs import PATIENCE, in_some_take, need
from tests.test_oracle import is_shown, look, squeezed, until
from tui.core.commands import Unit

READERS = pytest.mark.parametrize("reader", [Yasr, Fenrir, Braille], ids=lambda reader: reader.NAME)
SPEAKING = pytest.mark.parametrize("reader", [Yasr, Fenrir], ids=lambda reader: reader.NAME)
FRONTS = pytest.mark.parametrize("name", LISTENED_TO)
THIRD = "株洲日报 2022-10-09, 3 of 8: 3 市委理论学习中心组 举行今年第11次集中学习"
UNKNOWN = [
    b"\x1b[99~",
    b"\x1b[1;5B",
    b"\x1b[<0;10;10M",
    b"\x1b]11;rgb:0000/0000/0000\x07",
    b"\x1b[?62;c",
    b"\x1b[24;80R",
    b"\x1bOZ",
    b"\xff\xfe",
]
SIZES = [(24, 80), (10, 40), (50, 132), (5, 20), (24, 79), (3, 60), (24, 80), (1, 100)]


def read(reader, name: str, count: int) -> str:
    """Goes through the first steps; the last text."""
    reader.extra(greeting(name))
    for step in islice(steps(name, reader.columns, reader.rows), count):
        reader.send(step.data)
        assert reader.extra(step.wanted) == ""
    return step.wanted


@FRONTS
@SPEAKING
def test_keys_typed_before_the_program_is_ready_count(tmp_path, reader, name):
    # The screen readers themselves forget what was typed before they were ready: it waits until they are.
    late = f"stty -echo; echo ready; read go; exec {program(tmp_path, *FRONT_ENDS[name], SEED)}"
    with reader(tmp_path, run=["sh", "-c", late]) as screen_reader:
        screen_reader.until_shown(b"ready")
        screen_reader.send("\n")
        screen_reader.send("jj")
        screen_reader.until_shown("3 市委理论学习中心组".encode())
        assert b"^[" not in screen_reader.shown
        screen_reader.send("i")
        screen_reader.extra(THIRD)


@FRONTS
@READERS
def test_keys_that_nobody_knows_are_silent_and_swallow_no_key(tmp_path, reader, name):
    with reader(tmp_path, *FRONT_ENDS[name], SEED) as screen_reader:
        screen_reader.extra(greeting(name))
        for sequence, step in zip(UNKNOWN, islice(steps(name), len(UNKNOWN)), strict=True):
            screen_reader.send(sequence + step.data)
            assert screen_reader.extra(step.wanted) == "", sequence


@FRONTS
@pytest.mark.parametrize("reader", [Yasr, Braille], ids=lambda reader: reader.NAME)
def test_a_key_may_come_in_pieces(tmp_path, reader, name):
    # Not in Fenrir: of 1b, 5b, 42 it keeps the 1b, which is its own key for silence, and hands on "[" and "B".
    def is_one_key(take):
        home = tmp_path / str(take)
        home.mkdir()
        with reader(home, *FRONT_ENDS[name], SEED) as screen_reader, suppress(AssertionError):
            screen_reader.extra(greeting(name))
            for piece in (b"\x1b", b"[", b"B"):
                screen_reader.send(piece)
            return screen_reader.extra("2 市委常委会召开会议, news, 1247 characters, 5 minutes, unread", 20) == ""
        return False

    assert in_some_take(is_one_key), "the pieces have a twelfth of a second to come"


def test_every_step_at_another_size(tmp_path):
    oracle = Oracle()
    with Process(tmp_path, "--plain", SEED) as process:
        until(process, greeting("plain.txt"), oracle)
        for number, step in enumerate(islice(steps("plain.txt"), 60)):
            rows, columns = SIZES[number % len(SIZES)]
            process.resize(rows, columns)
            fresh = Oracle(max(rows, 30), columns)
            process.send(step.data)
            until(process, step.wanted, fresh)
            assert max(map(len, fresh.rows)) < columns
            seen = fresh.seen()
            assert seen.cursor[1] == 0
            assert squeezed(seen.drawn) == squeezed(step.wanted), "nothing else is written at the new size"


def see(process: Process, oracle: Oracle, wanted: str) -> None:
    """Reads until the screen shows this."""
    look(process, oracle, lambda: is_shown(oracle, wanted))
    assert oracle.cursor[1] == 0
    assert not oracle.broken


def sized(step: Step, rows: int, columns: int) -> tuple[int, int]:
    """The data knows the rows of a screen of 80 columns only: where they are wanted, another height will do."""
    return rows, 80 if step.moves_by is Unit.LINE else columns


def test_every_step_at_another_size_in_the_speaking_view(tmp_path):
    name = "speaking.txt"
    oracle, before = Oracle(), greeting(name)
    with Process(tmp_path, *FRONT_ENDS[name], SEED) as process:
        see(process, oracle, before)
        for number, step in enumerate(islice(steps(name), 60), 1):
            rows, columns = sized(step, *SIZES[number % len(SIZES)])
            oracle = Oracle(rows, columns)
            process.resize(rows, columns)
            see(process, oracle, before)
            process.send(step.data)
            see(process, oracle, step.wanted)
            before = step.wanted


@FRONTS
@SPEAKING
def test_every_step_at_another_size_is_heard(tmp_path, reader, name):
    with reader(tmp_path, *FRONT_ENDS[name], SEED) as screen_reader:
        screen_reader.extra(greeting(name))
        for number, step in enumerate(islice(steps(name), 60)):
            screen_reader.resize(*sized(step, 24, (80, 60, 100, 50)[number % 4]))
            screen_reader.send(step.data)
            extra = screen_reader.extra(step.wanted)
            # Fenrir says rows again. In plain mode they are those that a narrow screen has cut off: the program
            # writes 0d 0a, the utterance and 0d, as the test before the last one shows. In the speaking view they
            # are the utterance before, which is drawn anew for the new size: 1b 5b 32 4a, and its rows.
            assert extra == "" or reader is Fenrir, f"line {step.line}, {step.key}"


@FRONTS
@SPEAKING
def test_a_screen_reader_that_dies_takes_no_place_along(tmp_path, reader, name):
    home = tmp_path / "reader"
    home.mkdir()
    with reader(tmp_path, run=["sh", "-c", program(home, *FRONT_ENDS[name], SEED)]) as screen_reader:
        last = read(screen_reader, name, 37)
        processes = processes_of(home)
        assert processes
        os.kill(screen_reader.pid, signal.SIGKILL)
        screen_reader.wait()
        if reader is Yasr:
            # yasr leaves the far end of the terminal open in what it starts, so nobody is told that it is gone.
            for process in processes:
                os.kill(process, signal.SIGKILL)
        until_gone(processes)
    with Process(home, "--plain", SEED) as again:
        again.until(rb"begun\r\x1b\[1A$")
        again.send("\r")
        assert squeezed(last) in squeezed(again.until(rb"\r(?:\x1b\[\d+A)?$").decode())


@FRONTS
def test_a_braille_display_may_come_and_go(tmp_path, name):
    with Braille(tmp_path, *FRONT_ENDS[name], SEED, MANGDAO_BACKEND="silence") as braille:
        read(braille, name, 30)
        for number, step in enumerate(islice(steps(name, braille.columns, braille.rows), 30, 40)):
            if number % 3 == 0:
                braille.display.close()
            braille.shown = b""
            braille.send(step.data)
            braille.until_shown(step.wanted[:4].encode())
            if number % 3 == 0:
                braille.display = Display(braille.console)
            braille.felt(step.wanted)


@FRONTS
def test_screen_readers_come_and_go_while_the_program_stays(tmp_path, name):
    need("screen")
    home = tmp_path / "reader"
    home.mkdir(mode=0o700)
    (home / "screenrc").write_text("startup_message off\n", "utf-8")
    screen = ["env", "LANG=C.UTF-8", f"SCREENDIR={home}", "screen", "-U", "-c", f"{home}/screenrc"]
    inside = program(home, *FRONT_ENDS[name], SEED)
    subprocess.run([*screen, "-d", "-m", "-S", "reader", "sh", "-c", inside], check=True, timeout=PATIENCE)
    last, some = greeting(name), steps(name)
    try:
        for reader in (Yasr, Fenrir, Yasr):
            with reader(tmp_path, run=[*screen, "-d", "-r", "reader"]) as screen_reader:
                screen_reader.heard(last)
                for step in islice(some, 5):
                    screen_reader.send(step.data)
                    screen_reader.heard(step.wanted)
                last = step.wanted
    finally:
        processes = processes_of(home)
        subprocess.run([*screen, "-S", "reader", "-X", "stuff", "q"], check=True, timeout=PATIENCE)
        until_gone(processes)
