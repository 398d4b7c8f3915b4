"""Text as it is spoken: a table of cases, and what must hold for any text."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.speech.chinese_numbers import cardinal
from tui.speech.normalise import normalise
from tui.speech.rules import apply, rule

ROOT = Path(__file__).parent
LINES = (ROOT / "data/speech/normalise.tsv").read_text("utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]
SEED = ROOT.parent / "seeds/zhuzhou-daily-2022-10-09.txt"

NUMBERY = st.text(alphabet="0123456789.,:-/%‰℃年月日第个万亿元￥$~—A.b ①Ⅱ×=＋２国，。", max_size=40)


@pytest.mark.parametrize(("language", "written", "spoken"), CASES, ids=[case[1] for case in CASES])
def test_case(language, written, spoken):
    assert normalise(written, language).text == spoken


@given(st.one_of(NUMBERY, st.text(max_size=60)), st.sampled_from(["zh", "en", "", "zh-TW"]))
def test_every_spoken_character_has_its_place_in_the_original_in_order(text, language):
    spoken = normalise(text, language)
    assert "".join(piece.text for piece in spoken.pieces) == spoken.text
    assert [piece.start for piece in spoken.pieces] == [0, *(piece.end for piece in spoken.pieces)][
        : len(spoken.pieces)
    ]
    assert not text or spoken.pieces[-1].end == len(text)
    places = [spoken.source(offset) for offset in range(len(spoken.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


@given(NUMBERY)
def test_no_digit_is_left_to_a_voice_that_would_misread_it(text):
    assert not re.search(r"[0-9０-９]", normalise(text, "zh").text)


def test_characters_that_are_not_changed_map_to_themselves():
    spoken = normalise("共95%的人，2022年", "zh")
    assert spoken.text == "共百分之九十五的人，二零二二年"
    assert [spoken.source(offset) for offset in (0, 1, 6, 7, 10, 11)] == [0, 1, 1, 4, 7, 8]


def test_the_page_is_spoken_without_digits_and_nothing_else_is_lost():
    page = SEED.read_text("utf-8")
    spoken = normalise(page, "zh")
    assert not re.search(r"\d", spoken.text)
    changed = "".join(
        page[piece.start : piece.end] for piece in spoken.pieces if len(piece.text) != piece.end - piece.start
    )
    assert len(changed) < 0.05 * len(page)


def test_the_earlier_rule_wins_and_its_words_stay():
    rules = [rule("a", "bc", lambda match: "cb"), rule("b", "[abc]", lambda match: "x")]
    assert apply(rules, "abcc").text == "xcbx"


def value(words):
    """The number that Chinese words mean, by reading them the other way round."""
    units = {"十": 10, "百": 100, "千": 1000}
    total = group = digit = 0
    for word in words:
        if word in "零一二三四五六七八九两":
            digit = 2 if word == "两" else "零一二三四五六七八九".index(word)
        elif word in units:
            group += (digit or 1) * units[word]
            digit = 0
        elif word == "万":
            total, group, digit = total + (group + digit) * 10**4, 0, 0
        else:
            total, group, digit = (total + group + digit) * 10**8, 0, 0
    return total + group + digit


@given(st.integers(0, 10**16 - 1) | st.integers(0, 10**5))
def test_a_cardinal_means_its_number(number):
    assert value(cardinal(str(number))) == number
