"""The cleaner: nothing that a terminal would obey comes through, everything that can be read does."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.clean import clean, clean_line

HOSTILE = [
    ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
    ("\x1b[2Jtext", "[2Jtext"),
    ("a\x9b31mb", "a31mb"),
    ("a\x00b\x08c\x7f", "abc"),
    ("one\r\ntwo\rthree\x85four\u2028five", "one\ntwo\nthree\nfour\nfive"),
    ("page\x0cpage", "page\n\npage"),
    ("abc\u202edef\u2066ghi\u2069", "abcdefghi"),
    ("zero\u200bwidth\ufeff", "zerowidth"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("👩\u200d💻", "👩\u200d💻"),
    ("שלום", "שלום"),
    ("a" + "\u0301" * 20, "a" + "\u0301" * 8),
    ("\ud800lone", "lone"),
    ("[/] [@click=x] 【】", "[/] [@click=x] 【】"),
]


@pytest.mark.parametrize(("text", "wanted"), HOSTILE)
def test_cases(text, wanted):
    assert clean(text) == wanted


@given(st.text(st.characters(codec=None)))
def test_no_control_character_is_left(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert all(unicodedata.category(character) not in ("Cc", "Cs") or character in "\n\t" for character in cleaned)
    cleaned.encode("utf-8")


@given(st.text(st.characters(categories=("L", "N", "P", "S"))))
def test_what_can_be_read_is_kept(text):
    assert clean(text) == text


@given(st.text())
def test_a_line_is_one_line(text):
    line = clean_line(text)
    assert line == line.strip()
    assert not {"\n", "\t"} & set(line)
