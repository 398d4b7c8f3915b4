"""Bytes from a terminal, in any pieces, become keys and never letters that nobody typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.clean import printable
from tui.terminal.keys import Keys

CASES = [
    (b"jk", ["j", "k"]),
    (b"\x1b[A\x1b[B\x1b[C\x1b[D", ["up", "down", "right", "left"]),
    (b"\x1bOA\x1bOH", ["up", "home"]),
    (b"\x1b[5~\x1b[6~\x1b[1~\x1b[4~", ["pageup", "pagedown", "home", "end"]),
    (b"\r\n \x7f\x08", ["enter", "enter", "space", "backspace", "backspace"]),
    (b"\x03\x04\x1a", ["interrupt", "end-of-input", "suspend"]),
    ("中é".encode(), ["中", "é"]),
    (b"\xff\xfea\xc3", ["a"]),
    (b"\x1b[1;5Aq", ["q"]),
    (b"\x1b[48;9999;9999;9;9tq", ["q"]),
    (b"\x1b[[Aq", ["q"]),
    (b"\x1b]52;c;aGk=\x07q\x1b]0;t\x1b\\q", ["q", "q"]),
    (b"\x1bPq#0\x1b\\q", ["q"]),
    (b"\x1bxq", ["alt x", "q"]),
    (b"\x1b:add\r", ["alt :", "a", "d", "d", "enter"]),
    (b"\x1b\x7f\x1b \x1b\r\x1b\x01q", ["alt backspace", "alt space", "alt enter", "q"]),
    (b"\x1bO5Aq\x1bOaq\x1bO:\x1bO\x1b[B", ["q", "q", "alt O", ":", "alt O", "down"]),
    (b"\x1b\x1b[A", ["escape", "up"]),
    (b"\x1b\x03", ["escape", "interrupt"]),
    (b"\x1b\x04\x1b\x1a", ["escape", "end-of-input", "escape", "suspend"]),
    (b"\x00\x01\x02q", ["q"]),
    (b"\x1b[200~quit\r\n\t\x1b[A /me \n\x1b[201~q\x1b[200~\x1b[201~", ["pasted quit [A /me", "q"]),
]


@pytest.mark.parametrize(("data", "keys"), CASES)
def test_whole(data, keys):
    assert Keys().feed(data) == keys


@pytest.mark.parametrize(("data", "keys"), CASES)
def test_byte_by_byte(data, keys):
    decoder = Keys()
    assert [key for byte in data for key in decoder.feed(bytes([byte]))] == keys


def test_a_lonely_escape_is_the_escape_key():
    decoder = Keys()
    assert decoder.feed(b"\x1b") == []
    assert decoder.pending
    assert decoder.flush() == ["escape"]
    assert decoder.feed(b"[") == ["["]


def test_escape_and_a_key_that_could_begin_a_string_are_both_keys():
    decoder = Keys()
    assert decoder.feed(b"\x1bP") == []
    assert decoder.flush() == ["alt P"]
    assert decoder.feed(b"j") == ["j"]


def test_the_rest_of_a_sequence_that_comes_too_late_is_no_letters():
    decoder = Keys()
    decoder.feed(b"\x1b")
    decoder.flush()
    assert decoder.feed(b"[B[B") == ["down", "[", "B"]
    decoder.feed(b"\x1b[")
    decoder.flush()
    assert decoder.feed(b"BB") == ["down", "B"]


def test_a_paste_without_its_end_takes_no_keys_for_ever():
    decoder = Keys()
    assert decoder.feed(b"\x1b[200~half\x1b[2") == []
    assert decoder.patience == 5
    assert decoder.flush() == ["pasted half[2"]
    assert decoder.patience is None
    assert decoder.feed(b"q\x1b[200~half\x1b") == ["q"]
    assert decoder.patience < 1
    assert decoder.flush() == ["pasted half"]


def test_half_a_sequence_is_dropped_after_a_pause():
    decoder = Keys()
    assert decoder.feed(b"\x1b[1;") == []
    assert decoder.flush() == []
    assert decoder.feed(b"q") == ["q"]


@given(st.binary(max_size=200))
def test_any_bytes_give_printable_characters_or_known_names(data):
    decoder = Keys()
    for key in decoder.feed(data) + decoder.flush():
        assert len(key) > 1 or printable(key) == key


def test_an_endless_string_does_not_grow():
    decoder = Keys()
    for _ in range(100):
        decoder.feed(b"\x1b]" + b"a" * 10_000)
    assert len(decoder._rest) <= 4096
