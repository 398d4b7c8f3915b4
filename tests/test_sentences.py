"""Sentences, words and characters: the cases stand in data/sentences, one file per language.

A case is a title, a line ".", and the text with "|" at every cut between sentences (white space around it
belongs to no sentence). Cases are parted by blank lines.
"""

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.core.sentences import sentence_at, sentences
from tui.core.words import character_at, characters, word_at, words

DATA = Path(__file__).parent / "data" / "sentences"
SEED = Path(__file__).parent.parent / "seeds" / "zhuzhou-daily-2022-10-09.txt"

# Text that holds what the rules look at far more often than chance would.
MARKED = st.text(
    st.one_of(
        st.sampled_from("。！？!?.…，,；：:“”‘’「」『』（）()《》【】[]\"'«» \u3000\u00a0—-"),
        st.sampled_from("他说道的我一书这3.5年aBcIéのとU.S"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=200,
)
CLUSTERED = st.text(
    st.sampled_from(
        "a1年 \u0301\u200d\ufe0f\U0001f468\U0001f469\U0001f1e8\U0001f1f3\U0001f3fd각각क\u094d\u093fกำ\r\n。"
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)


def cases():
    """File, title and marked text of every case."""
    for path in sorted(DATA.glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("\n\n"):
            if case.strip():
                title, text = case.strip().split("\n.\n")
                yield path.stem, title, text


def test_there_are_enough_cases():
    assert len(list(cases())) >= 100


@pytest.mark.parametrize("name", sorted({case[0] for case in cases()}))
def test_every_case_of_a_file(name):
    for title, marked in (case[1:] for case in cases() if case[0] == name):
        language, text = name[:2], marked.replace("|", "")
        expected = [part.strip() for part in marked.split("|")]
        assert [text[start:end] for start, end in sentences(text, language)] == expected, title
        for start, end in sentences(text, language):
            assert sentence_at(text, start, language) == sentence_at(text, end - 1, language) == (start, end), title


def assert_covers(text, ranges):
    ends = [0, *(end for _, end in ranges)]
    starts = [*(start for start, _ in ranges), len(text)]
    for end, start in zip(ends, starts, strict=True):
        assert not text[end:start].strip(), "only white space may stand between"
    for start, end in ranges:
        assert start < end
        assert text[start:end] == text[start:end].strip()


@settings(deadline=None)
@given(MARKED)
def test_sentences_cover_the_text_in_order(text):
    assert_covers(text, sentences(text))


@settings(deadline=None)
@given(MARKED)
def test_words_cover_the_text_in_order(text):
    assert_covers(text, words(text))


@settings(deadline=None)
@given(CLUSTERED)
def test_characters_part_the_text(text):
    found = characters(text)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end for start, end in found)


@settings(deadline=None)
@given(CLUSTERED)
def test_words_never_part_a_character(text):
    inner = {offset for start, end in characters(text) for offset in range(start + 1, end)}
    shown = {offset for offset in inner if not (text[offset - 1].isspace() or text[offset].isspace())}
    assert shown.isdisjoint(offset for pair in words(text) for offset in pair)


@settings(deadline=None)
@given(st.data(), CLUSTERED)
def test_character_at_agrees_with_characters(data, text):
    offset = data.draw(st.integers(0, len(text)))
    expected = [pair for pair in characters(text) if pair[0] <= offset < pair[1]]
    assert character_at(text, offset) == (expected[0] if expected else (len(text), len(text)))


@settings(deadline=None)
@given(st.data(), MARKED)
def test_word_at_agrees_with_words(data, text):
    offset = data.draw(st.integers(0, len(text)))
    assert word_at(text, offset) == at(words(text), offset)


@settings(deadline=None)
@given(st.data(), MARKED)
def test_sentence_at_agrees_with_sentences(data, text):
    offset = data.draw(st.integers(0, len(text)))
    assert sentence_at(text, offset) == at(sentences(text), offset)


def at(ranges, offset):
    """What an `…_at` must answer, told the slow way."""
    return next((pair for pair in ranges if offset < pair[1]), ranges[-1] if ranges else (0, 0))


def test_a_sentence_alone_is_one_sentence():
    text = SEED.read_text(encoding="utf-8")
    for start, end in sentences(text, "zh"):
        assert sentences(text[start:end], "zh") == [(0, end - start)]


def long_text(size):
    """A paragraph without line breaks, no two of whose sentences are the same."""
    seed = SEED.read_text(encoding="utf-8").replace("\n", "")
    english = 'Mr. Smith went to the U.S. in 1999. "Why?" he asked... It cost $3.50 (see fig. 2). '
    parts = (f"第{number}回{seed}{english}" for number in itertools.count())
    text = ""
    while len(text) < size:
        text += next(parts)
    return text[:size]


def test_sentence_at_in_a_long_paragraph_agrees_with_sentences():
    text = long_text(60_000)
    found = sentences(text)
    for offset in range(0, len(text), 37):
        assert sentence_at(text, offset) == at(found, offset)


@pytest.mark.parametrize(
    "text",
    [
        "。" * 100_000,
        "(" * 100_000,
        "(a." * 40_000,
        'a?"b' * 30_000,
        "“为什么？" * 20_000,
        "a.b" * 40_000,
        "…… " * 40_000,
        "甲！”" * 30_000,
        "字" * 100_000,
        " " * 100_000 + "x",
        "\n \n" * 40_000,
        "e\u0301" * 50_000,
    ],
    ids=lambda text: repr(text[:4]),
)
def test_time_is_linear(text):
    """Four times the text takes about four times as long; the bound leaves room for a busy machine."""

    def seconds(text):
        begin = time.process_time()
        sentences(text)
        words(text)
        characters(text)
        return time.process_time() - begin

    quarter = min(seconds(text[: len(text) // 4] + str(run)) for run in range(3))
    assert seconds(text) < 10 * quarter + 0.1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年10月9日,第23094期", "2022年 10月 9日 , 第 23094 期"),
        ("办结率85.71%。", "办 结 率 85.71% 。"),
        ("近16万户1280亿元", "近 16万 户 1280亿元"),
        ("号CN 43-0005", "号 CN 43-0005"),
        ("“真好!”她说", "“ 真 好 ! ” 她 说"),
        ("等……了", "等 …… 了"),
        ("Don’t stop: COVID-19 costs $3.14.", "Don’t stop : COVID-19 costs $3.14 ."),
        ("5G和3D", "5G 和 3D"),
        ("カタカナとひらがな", "カタカナ とひらがな"),
        ("हिन्दी में", "हिन्दी में"),
        ("cafe\u0301 ok", "cafe\u0301 ok"),
        ("走👨\u200d👩\u200d👧!", "走 👨\u200d👩\u200d👧 !"),
        ("", ""),
    ],
)
def test_words(text, expected):
    assert [text[start:end] for start, end in words(text)] == expected.split()


def test_characters_of_unicode():
    """Unicode's own test of grapheme clusters, whole."""
    for line in (DATA.parent / "GraphemeBreakTest.txt").read_text(encoding="utf-8").splitlines():
        broken = line.partition("#")[0].strip()
        if broken:
            expected = [
                "".join(chr(int(code, 16)) for code in part.replace("×", " ").split())
                for part in broken.strip("÷ ").split("÷")
            ]
            text = "".join(expected)
            assert [text[start:end] for start, end in characters(text)] == expected, line
