"""Line breaks: the whole of the official test, and what it does not ask."""

import gzip
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.core import _linebreak_tables as tables
from tui.core.linebreak import breaks, kind_of

calmly = settings(deadline=None)  # two busy cores are no fault of the code
DATA = Path(__file__).parent / "data/linebreak"
CASES = [line for line in (DATA / "cases.txt").read_text("utf-8").splitlines() if line[0] != "#"]


def official() -> list[tuple[str, list[int]]]:
    """The texts of the official test and the offsets where each may be broken."""
    cases = []
    for line in gzip.decompress((DATA / "LineBreakTest.txt.gz").read_bytes()).decode("utf-8").splitlines():
        fields = line.partition("#")[0].split()
        if fields:
            text = "".join(chr(int(code, 16)) for code in fields[1::2])
            cases.append((text, [offset for offset, mark in enumerate(fields[::2]) if mark == "÷"]))
    return cases


def test_the_official_test_passes_whole():
    cases = official()
    assert len(cases) == 19_338
    wrong = [(text, wanted, breaks(text).allowed) for text, wanted in cases if breaks(text).allowed != wanted]
    assert wrong == []


def test_the_official_test_passes_as_one_text():
    """Rules that look far, the memory of pairs and offsets hold in a long text as well."""
    cases = official()
    text = "\u2029".join(case for case, _ in cases)
    found, expected, start = set(breaks(text).allowed), set(), 0
    for case, wanted in cases:
        expected |= {start + offset for offset in wanted if offset < len(case)} | {start + len(case) + 1}
        start += len(case) + 1
    ends_hard = {"\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"}
    expected = {min(offset, len(text)) for offset in expected}
    expected |= {offset for offset in range(1, len(text)) if text[offset] == "\u2029" and text[offset - 1] in ends_hard}
    assert found == expected


@pytest.mark.parametrize("case", CASES)
def test_cases(case):
    text = case.replace("│", "")
    starts = [0, *breaks(text).allowed]
    assert "│".join(text[a:b] for a, b in pairwise(starts)) == case


@pytest.mark.parametrize(
    ("text", "mandatory"),
    [
        ("", []),
        ("one", []),
        ("one\ntwo", [4]),
        ("one\r\ntwo\n", [5, 9]),
        ("a\rb\x85c\u2028d\u2029", [2, 4, 6, 8]),
        ("\n\n", [1, 2]),
    ],
)
def test_hard_line_breaks(text, mandatory):
    assert breaks(text).mandatory == mandatory
    assert set(mandatory) <= set(breaks(text).allowed)


def test_an_empty_text_has_no_break():
    assert breaks("") == ([], [])


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("，", "CLw"),
        ("(", "OP"),
        ("（", "OPw"),
        ("“", "QUi"),
        ("”", "QUf"),
        ("汉", "IDw"),
        ("가", "H2w"),
        ("각", "H3w"),
        ("\u2010", "HH"),
        ("\u25cc", "ALd"),
        ("ื", "CM"),
        ("ก", "AL"),
        ("ぁ", "NSw"),
        ("\U0001f02c", "IDx"),
    ],
)
def test_kinds(character, kind):
    assert kind_of(character) == kind


def test_the_tables_are_in_order():
    assert len(tables.STARTS) == len(tables.KINDS)
    assert list(tables.STARTS) == sorted(set(tables.STARTS))
    assert tables.STARTS[0] == "\0"


@calmly
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_breaks_are_ascending_offsets_and_end_with_the_text(text):
    allowed, mandatory = breaks(text)
    assert allowed == sorted(set(allowed))
    assert set(mandatory) <= set(allowed)
    assert allowed[-1:] == ([len(text)] if text else [])
    assert 0 not in allowed


@calmly
@given(st.text(st.sampled_from("a1 （），。“”‘’()[]-/$%€—…汉字かなカー가각 \u0301\u200d👍🏽🇨🇳\u00a0"), min_size=1))
def test_closing_marks_stay_with_what_they_close(text):
    """The part of kinsoku that holds everywhere, whatever stands around."""
    for offset in breaks(text).allowed[:-1]:
        assert text[offset] not in "），。)]…\u0301\u200d" or text[offset - 1] == " "
        assert text[offset - 1] not in "（([\u00a0\u200d"
