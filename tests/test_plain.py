"""Plain mode as a real process on a real terminal: what every key writes, to the byte."""

import os
import re
import signal

import pytest

from tests.machine.process import ROOT, SOON, Process, without_percent
from tests.make import MemoryStandIn, OptionsStandIn, publication
from tests.needs import PATIENCE, in_some_take
from tui.core.cells import width_of
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.plain import greeting

SEED = str(ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt")
# One utterance: down past the last one, CR LF, rows, CR, up to the first row.
UTTERANCE = rb"(?:\x1b\[(\d+)B)?\r\n([^\x1b]*?)\r(?:\x1b\[(\d+)A)?$"
GREETING = rb"q to quit[^\x1b]*\r(?:\x1b\[\d+A)?$"


@pytest.fixture
def plain(tmp_path):
    with Process(tmp_path, "--plain", SEED) as process:
        process.until(GREETING)
        yield process


def say(process, key):
    """What a key writes, as one line of text."""
    process.send(key)
    data = process.until(UTTERANCE)
    match = re.fullmatch(UTTERANCE, data, re.DOTALL)
    assert match, data
    rows = match.group(2).decode().split("\r\n")
    assert (match.group(3) or b"0") == str(len(rows) - 1).encode(), "the cursor is on the first row"
    assert len(data) - len("".join(rows).encode()) <= 100
    return " ".join(rows)


@pytest.mark.parametrize(
    ("place", "here"),
    [
        (None, "盲道"),
        (Place(0, 1), "人行道边缘已增设缓坡。"),
        (Place(0, 1, 14), f"盲道通了，{'一路平坦，' * 20}大家都说好。"),
        (Place(0, 2), "Is it one?"),
        (Place(0, 2, 14), "No."),
    ],
)
def test_the_first_line_ends_with_the_sentence_where_one_is(place, here):
    text = publication(("# 盲道", f"人行道边缘已增设缓坡。盲道通了，{'一路平坦，' * 20}大家都说好。", "Is it one? No."))
    reader = Reader(text, MemoryStandIn(place), OptionsStandIn())
    assert greeting(reader).endswith(f"1 article. {here}")


def test_without_letter_keys_the_first_line_and_any_letter_name_other_ways(tmp_path):
    with Process(tmp_path, "--plain", SEED, MANGDAO_LETTERS="no") as process:
        first = process.until(rb"C quits[^\x1b]*\r(?:\x1b\[\d+A)?$").decode()
        assert "plain mode, letter keys are off, Control-C quits" in first
        assert "Enter lists the commands" in say(process, "?")
        process.send("\x03")
        assert process.wait() == 0


def test_the_first_line_names_the_mode_the_help_and_the_way_out(tmp_path):
    with Process(tmp_path, "--plain", SEED) as process:
        first = process.until(GREETING).decode()
    assert "plain mode, ? for help, q to quit" in first
    assert "8 articles" in first


def test_title_and_sentences_are_separate_steps(plain):
    assert say(plain, "\r") == "“毛泽东足迹遍株洲” 临时开展"
    assert say(plain, "\x1b[B").startswith("10月1日起,市委党史研究室")
    assert say(plain, "j").startswith("展览从“伟人足迹”和")
    assert say(plain, "\x1b[A").startswith("10月1日起,市委党史研究室")


def test_fifty_steps_down_and_up_say_the_same_backwards(plain):
    there = [say(plain, "\r"), *(say(plain, "j") for _ in range(50))]
    back = [say(plain, "k") for _ in range(50)]
    assert back == there[-2::-1]
    assert len(set(there)) > 45


def test_sequences_in_pieces_are_one_key(tmp_path):
    def is_one_key(take):
        home = tmp_path / str(take)
        home.mkdir()
        with Process(home, "--plain", SEED) as plain:
            plain.until(GREETING)
            say(plain, "\r")
            for piece in (b"\x1b", b"["):
                plain.send(piece)
            return say(plain, b"B").startswith("10月1日起")

    assert in_some_take(is_one_key), "the pieces have a twelfth of a second to come"


def test_questions_are_answered_and_nothing_follows_but_the_answer(plain):
    plain.send("/")
    assert plain.until(rb"Find: $") == b"\x1b[1B\r\nFind: "
    plain.send("盲道占用\x7f\x7f\r")
    answer = plain.until(rb"hits: [^\x1b]*\r(?:\x1b\[\d+A)?$").decode()
    assert "4 hits: 1 " in answer


def test_typed_ahead_answers_are_taken(plain):
    plain.send("/无处可寻\r")
    assert "is not in this publication" in plain.until(rb"publication\.\r").decode()
    assert plain.silent_for(0.2)


def test_nothing_is_written_without_a_key(plain):
    assert plain.silent_for(1.0)


def test_early_keys_are_neither_echoed_nor_lost(tmp_path):
    with Process(tmp_path, "--plain", SEED) as process:
        process.until_quiet_terminal()
        process.send("\x1b[B\x1b[B")
        data = process.until(rb"3 [^\r]*(?:\r\n[^\r]+)*\r(?:\x1b\[\d+A)?$")
        assert b"^[" not in data


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_terminal_as_before(plain, number):
    say(plain, "\r")
    os.kill(plain.pid, number)
    plain.rest()
    assert plain.status == 128 + number


def test_kill_loses_no_place(tmp_path):
    with Process(tmp_path, "--plain", SEED) as process:
        process.until(GREETING)
        for key in ("4", "\r", "j", "j", "j"):
            said = say(process, key)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    with Process(tmp_path, "--plain", SEED) as process:
        assert "4 我市启动" in process.until(GREETING).decode()
        assert say(process, "\r") == said


def test_a_correction_takes_two_keys_outlives_the_program_and_is_taken_back_with_one(tmp_path):
    with Process(tmp_path, "--plain", SEED) as process:
        process.until(GREETING)
        assert "; or " in say(process, "z")
        assert say(process, "3") == "3 市委理论学习中心组 举行今年第11次集中学习"
        assert say(process, "P") == "会议还研究了其他事项。"
        assert say(process, "E") == "Put right this paragraph: 1 join with the paragraph before"
        assert say(process, "1").startswith("joined with the paragraph before; capital U takes it back; 会议还研究了")
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    with Process(tmp_path, "--plain", SEED) as process:
        process.until(GREETING)
        assert say(process, "\r") == "会议还研究了其他事项。"
        assert "block 7 of 7" in say(process, "i")
        assert say(process, "U").startswith("taken back: join with the paragraph before")
        assert "block 8 of 8" in say(process, "i")


def test_end_of_input_ends_it(tmp_path):
    with Process(tmp_path, "--plain", SEED) as process:
        process.until(GREETING)
        process.send("\x04")
        process.rest()
        assert process.status == 0


def test_quitting_leaves_the_cursor_on_a_fresh_line(plain):
    plain.send("q")
    assert plain.rest().endswith(b"\r\n\x1b[?2004l")
    assert plain.status == 0


@pytest.mark.parametrize("columns", [1, 2, 20, 40, 80, 4096])
def test_any_width(tmp_path, columns):
    with Process(tmp_path, "--plain", SEED, columns=columns) as process:
        process.until(rb"(?:.*\r){1}(?:\x1b\[\d+A)?$")
        process.send("q")
        process.rest()
        assert process.status == 0


def test_dumb_terminals_and_the_environment_choose_it(tmp_path):
    for environment in ({"TERM": "dumb"}, {"ACCESSIBLE": "1"}):
        with Process(tmp_path, SEED, **environment) as process:
            assert b"plain mode" in process.until(GREETING)


def test_the_interface_speaks_chinese(tmp_path):
    with Process(tmp_path, "--plain", SEED, LANG="zh_CN.UTF-8") as process:
        assert "8 篇文章" in process.until(rb"\xe6\x96\x87\xe7\xab\xa0.*\r(?:\x1b\[\d+A)?$").decode()


def test_a_pipe_drives_it(tmp_path):
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "tui", SEED],
        input=b"\rjq",
        capture_output=True,
        check=True,
        timeout=PATIENCE,
        env={"HOME": str(tmp_path), "PATH": "", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)},
    )
    assert without_percent(done.stderr) == b""
    assert b"\x1b" not in done.stdout
    said = done.stdout.decode().split("\r\n")
    assert any(line.startswith("10月1日起") for line in said)


def test_no_processor_time_after_the_terminal_is_gone(tmp_path):
    process = Process(tmp_path, "--plain", SEED)
    process.until(GREETING)
    begun = process.clock()
    os.close(process.fd)
    process.wait()
    assert process.clock() - begun < SOON


def test_it_begins_where_the_command_line_says(tmp_path):
    with Process(tmp_path, "--plain", "--at", "高新区改革创新激发新活力", SEED) as process:
        assert "8 articles. 高新区改革创新激发新活力" in process.until(GREETING).decode().replace("\r\n", " ")
        assert say(process, "i").startswith("株洲日报 2022-10-09, article 8 of 8")


def test_rows_are_as_wide_as_somebody_wants_them(tmp_path):
    with Process(tmp_path, "--plain", SEED, MANGDAO_WIDTH="20") as process:
        process.until(GREETING)
        process.send("\r")
        process.until(UTTERANCE)
        process.send("p")
        process.until(UTTERANCE)
        process.send("p")
        rows = re.search(UTTERANCE, process.until(UTTERANCE), re.DOTALL)[2].decode().split("\r\n")
        assert len(rows) > 2
        assert max(map(width_of, rows)) in (19, 20)
