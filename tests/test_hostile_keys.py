"""Keys that are none: broken bytes, sequences without an end, reports nobody asked for, noise by the kilobyte."""

import os
import random
import select
import signal
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.machine.faults import cases, chunks, forbidden_in_plain
from tests.machine.forked import Forked
from tests.machine.process import ROOT
from tests.machine.terminal import forbidden
from tests.machine.world import World
from tui.core.clean import printable
from tui.core.menu import ALT
from tui.terminal.keys import Keys

SEED = str(ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt")
STREAMS = {name: text.encode("latin-1") for name, text in cases("keys.txt").items()}
ENOUGH = 256 << 10  # KiB of memory that no stream of keys may need
NOISE = bytes(number for number in range(256) if number not in b"q\x03\x04\x1a")  # no key that leaves at once


def memory(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))


@pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS)
def test_a_stream_in_any_pieces_is_the_same_keys_and_then_keys_work(stream):
    whole = Keys()
    wanted = whole.feed(stream) + whole.flush()
    single = Keys()
    assert [key for byte in chunks(stream, 1) for key in single.feed(byte)] + single.flush() == wanted
    for keys in (whole, single):
        assert keys.feed(b"j\x1b[B")[-2:] == ["j", "down"]


@pytest.mark.parametrize("begin", [b"\x1b[", b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b[200~", b"\xe7\x9b", b"\x1b"])
def test_a_sequence_without_end_takes_no_memory_and_no_time(begin):
    keys, begun = Keys(), time.process_time()
    keys.feed(begin)
    for _time in range(500):
        keys.feed(b"1;" * 2000)
    keys.flush()
    assert time.process_time() - begun < 5
    assert keys.feed(b"j")[-1:] == ["j"]
    assert not keys.pending


def test_noise_gives_only_keys_that_exist():
    keys = Keys()
    data = random.Random(5).randbytes(100_000)
    found = {key.removeprefix(ALT) for piece in chunks(data, 4096) for key in keys.feed(piece)}
    named = {"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "backspace"}
    named |= {"space", "tab", "interrupt", "end-of-input", "suspend"}
    assert {key for key in found if len(key) > 1} <= named
    assert all(printable(key) == key for key in found if len(key) == 1)


@given(
    st.lists(
        st.sampled_from(
            [b"\x1b", b"[", b"]", b"O", b"P", b"1", b";", b"~", b"A", b"\x07", b"\\", b"\xe7\x9b\xb2", b"\x03"]
        )
    )
)
def test_pieces_never_matter(pieces):
    data = b"".join(pieces)
    apart, whole = Keys(), Keys()
    assert [key for piece in pieces for key in apart.feed(piece)] == whole.feed(data)
    assert apart.pending == whole.pending


def test_a_broken_sequence_swallows_no_key_behind_it():
    assert Keys().feed(b"\x1b[1;\x1b[B") == ["down"]
    assert Keys().feed(b"\x1b[1;\x03j") == ["interrupt", "j"]
    assert Keys().feed(b"\x1b]0;title\x1b[Bj") == ["down", "j"]


def opened(home, mode, kind=World):
    process = kind(home, mode)
    process.until(rb"q to quit.*\r" if mode == "plain" else rb"\x1b\]2;[^\x07]*\x07")
    return process


MODES = {"plain": forbidden_in_plain, "full screen": forbidden}


@pytest.mark.parametrize("mode", MODES)
def test_after_every_stream_it_still_answers(tmp_path, mode):
    with opened(tmp_path, mode) as process:
        for stream in STREAMS.values():
            process.send(stream)
            answered(process)
        assert memory(process.pid) < ENOUGH
        left(process)
        assert process.status in LEFT


def answered(process):
    """The list of articles comes; Escape first ends a question, and then a sequence."""
    for key in (b"\x1b", b"l", b"k", b"j") * 20:
        process.send(key)
        try:
            return process.until("(?:List|“毛泽东足迹遍株洲”|市委常委会召开会议)".encode(), 0.2)
        except AssertionError as error:
            if not str(error).startswith("never"):
                raise
    raise AssertionError("no answer")


# A Control-C that comes when the terminal has been given back already is a signal, and ends the end.
LEFT = (0, 130, -signal.SIGINT)


def left(process):
    """Control-C until it ends: the first may end a sequence or a question. What it writes meanwhile."""
    begun, data = process.clock(), b""
    while process.status is None:
        assert process.clock() - begun < 2, "does not leave"
        try:
            process.send(b"\x03")
            data += process.until(rb"(?!)", 0.1)
        except (AssertionError, OSError) as error:
            if not str(error).startswith("never"):
                process.wait()
    return data + process.seen


@pytest.mark.parametrize("mode", MODES)
def test_what_is_typed_behind_escape_in_one_piece_never_runs_as_commands(tmp_path, mode):
    with Forked(tmp_path, mode) as process:
        process.send(b"\x1b:add papers\r")  # while it starts
        process.said(b"no file papers")
        process.send(b"\x1b/ramaqxq\r")
        process.said(b"is not in this publication")
        for piece, shown in ((b":add pa", b"add pa"), (b"\x1bq\x1b\x7f", b""), (b"perz\r", b"no file paperz")):
            process.send(piece)  # Alt and a key, as they are used in an answer elsewhere
            process.said(shown)
        for piece, shown in ((b"D", b"Press keys"), (b"\x1bqq", b"q: quit"), (b"\x1b", b"Keys work again")):
            process.send(piece)
            process.said(shown)
        process.kept(b"\x1bq")


@pytest.mark.parametrize("mode", MODES)
def test_a_hundred_thousand_random_bytes(tmp_path, mode):
    """Some of them may find their way to "quit" in a list of commands; then it is opened again."""
    noise, seen = bytes(random.Random(1).choices(NOISE, k=100_000)), b""
    while noise:
        home = tmp_path / str(len(noise))  # the noise may have changed the settings
        home.mkdir()
        with opened(home, mode, Forked) as process:
            before = memory(process.pid)
            noise, data = drowned(process, noise)
            if process.status is None:
                assert memory(process.pid) - before < ENOUGH / 2, "the start takes less than the other half"
                data += left(process)
            assert process.status in LEFT, data[-300:]
            seen += data
    assert not MODES[mode](seen)


def drowned(process, data):
    """Sends as quickly as the program takes it, while everything that it writes is read; what was not sent
    when it ended, and what was read."""
    seen = bytearray()
    os.set_blocking(process.fd, False)
    try:
        while data:
            readable, writable, _errors = select.select([process.fd], [process.fd], [], 20)
            assert readable or writable, "stuck"
            seen += os.read(process.fd, 1 << 16) if readable else b""
            data = data[os.write(process.fd, data[:1024]) :] if writable else data
    except OSError:
        process.wait()
    os.set_blocking(process.fd, True)
    return data, bytes(seen)
