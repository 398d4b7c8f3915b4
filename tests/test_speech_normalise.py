"""Text as it is spoken: tables of cases with the engine's phonemes, and what must hold for any text."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.make_phonemes import cases, diction_of, lines
from tui.core.pronunciation import Pronunciation, compiled, pronunciation_of
from tui.core.publication import Foreign
from tui.errors import ReaderError
from tui.speech import Diction
from tui.speech.chinese_numbers import cardinal
from tui.speech.espeak import open_espeak
from tui.speech.normalise import normalise
from tui.speech.passages import passages
from tui.speech.rules import Piece, apply, rule

ROOT = Path(__file__).parent
CASES = cases("normalise.tsv")
SEED = ROOT.parent / "seeds/zhuzhou-daily-2022-10-09.txt"

NUMBERY = st.text(alphabet="0123456789.,:-/%‰℃年月日第个万亿元￥$~—A.b ①Ⅱ×=＋２国，。", max_size=40)


@pytest.mark.parametrize("language", sorted({case[0] for case in CASES}))
def test_every_case(language):
    cases_of = [(written, spoken) for each, written, spoken in CASES if each == language]
    assert [(written, normalise(written, *diction_of(language)).text) for written, _spoken in cases_of] == cases_of


@pytest.mark.parametrize(("language", "written", "spoken"), cases("passages.tsv"))
def test_passages(language, written, spoken):
    found = passages(written, *diction_of(language))
    assert "|".join(f"{each.language}={each.spoken.text}" for each in found) == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("en", "He said [fr:bonjour à tous] and left.", "en=He said |fr=bonjour à tous|en= and left."),
        ("fr", "Il a dit [en:hello 你好] ici.", "fr=Il a dit |en=hello |zh=你好|fr= ici."),
        ("zh", "他说[fr:bonjour]，走了。", "zh=他说|fr=bonjour|zh=，走了。"),
        ("zh", "他说[ja:東京]，走了。", "zh=他说|ja=東京|zh=，走了。"),
        # What says the same, more or less exactly, is no reason for another voice.
        ("en", "A [en-GB:lorry] and a [EN:truck].", "en=A lorry and a truck."),
        ("en-US", "A [en:truck] or a [en-GB:lorry].", "en-US=A truck or a |en-GB=lorry|en-US=."),
    ],
)
def test_what_is_said_to_be_in_another_language_is_heard_in_that(language, text, spoken):
    text, told = marked(text)
    found = passages(text, language, Diction(), told=told)
    assert "|".join(f"{each.language}={each.spoken.text}" for each in found) == spoken
    assert {each.language for each in passages(text, language, Diction(switching=False), told=told)} == {language}
    assert {each.language for each in passages(text, language, Diction(), True, told)} == {language}


def marked(text):
    """A text without its marks [language:words], and what they mark."""
    told, plain = [], ""
    for index, part in enumerate(re.split(r"\[(\w\w(?:-\w\w)?):(.*?)\]", text)):
        if index % 3 == 1:
            language = part
        else:
            told += [Foreign(len(plain), len(plain) + len(part), language)] if index % 3 == 2 else []
            plain += part
    return plain, told


def test_each_case_has_the_phonemes_that_were_looked_at():
    """python -m tests.tools.make_phonemes writes them again, to be read before they are kept."""
    espeak = open_espeak()
    kept = (ROOT / "data/speech/phonemes.tsv").read_text("utf-8").splitlines()
    if espeak.description not in kept[0]:
        pytest.skip(f"the phonemes kept are of another engine than {espeak.description}")
    assert list(lines(espeak)) == kept


def test_chinese_is_never_spelled_in_hexadecimal_nor_as_english_unless_it_is_latin():
    for line in (ROOT / "data/speech/phonemes.tsv").read_text("utf-8").splitlines():
        wishes, written, phonemes = [*line.split("\t"), "", ""][:3]
        if wishes.startswith("zh") and "(en)" in phonemes:
            assert re.search("[A-Za-zＡ-Ｚα-ω]", written), line


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


MIXED = st.text(alphabet="中文English和5年，。 .?км한かéA“”()①-%", max_size=40)
OWN = st.lists(
    st.builds(
        Pronunciation,
        st.sampled_from(["word", "anywhere"]),
        st.text(alphabet="中文Eng5年 ", min_size=1, max_size=3),
        st.text(alphabet="好hao3 x", max_size=4),
        st.sampled_from(["", "zh", "en"]),
    ),
    max_size=3,
)
DICTIONS = st.builds(
    Diction,
    st.sampled_from(["whole", "digits"]),
    st.sampled_from(["none", "some", "all"]),
    st.booleans(),
    OWN.map(tuple),
)


@given(MIXED | st.text(max_size=40), st.sampled_from(["zh", "en", "fr", "ja", "ru", ""]), DICTIONS, st.booleans())
def test_passages_are_the_whole_text_in_order_and_come_back_to_it(text, language, diction, one_voice):
    found = passages(text, language, diction, one_voice)
    places, end = [], 0
    for passage in found:
        assert passage.start == end
        end += passage.spoken.pieces[-1].end
        places += [passage.source(offset) for offset in range(len(passage.spoken.text))]
    assert end == len(text)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    assert len({each.language for each in found}) <= 1 or (diction.switching and not one_voice)


@given(MIXED, st.sampled_from(["zh", "en", "ja", ""]))
def test_no_letter_is_lost(text, language):
    """Every letter of the original is in the spoken text, or in a piece that is said instead of it."""
    for passage in passages(text, language, Diction()):
        for piece in passage.spoken.pieces:
            source = text[passage.start + piece.start : passage.start + piece.end]
            assert piece.text or not any(map(str.isalnum, source)), source


def test_what_is_settled_stays_whatever_the_rules_say():
    assert apply([rule("a", "b", lambda match: "x")], "abcb", [Piece("!", 1, 3)]).text == "a!x"


def own(*lines):
    return Diction(pronunciations=tuple(map(pronunciation_of, lines)))


def spoken(text, language, diction, one_voice=False):
    return [(each.language, each.spoken.text) for each in passages(text, language, diction, one_voice)]


@pytest.mark.parametrize(
    ("rule_line", "language", "written", "said"),
    [
        ("word 盲道 = mang2道", "zh", "走盲道上", [("zh", "走mang2道上")]),
        ("word GIF = jif", "en", "a gif, GIFs", [("en", "a jif, GIFs")]),
        ("anywhere GIF = jif", "en", "a gif, GIFs", [("en", "a gif, jifs")]),
        ("word GDP = 国内生产总值", "zh", "GDP增长", [("zh", "国内生产总值增长")]),
        ("word Windows = 视窗", "zh", "用Windows系统", [("zh", "用视窗系统")]),
        ("word Paris = 巴黎", "en", "in Paris now", [("en", "in "), ("zh", "巴黎"), ("en", " now")]),
        ("word:fr Paris = x", "en", "in Paris", [("en", "in Paris")]),
        ("word:en Paris = x", "en-GB", "in Paris", [("en-GB", "in x")]),
        ("word lol = -", "en", "so lol good", [("en", "so  good")]),
        (r"pattern (\d+)T\b = \1 tons", "en", "5T", [("en", "5 tons")]),
        ("word 2022 = 那", "zh", "2022年", [("zh", "那年")]),
    ],
)
def test_what_a_person_wants_said(rule_line, language, written, said):
    assert spoken(written, language, own(rule_line)) == said


def test_the_first_rule_that_fits_wins():
    assert spoken("ab", "en", own("word ab = x", "anywhere a = y")) == [("en", "x")]


def test_one_voice_and_no_switching_leave_the_text_whole():
    assert spoken("用Windows系统", "zh", Diction(switching=False)) == [("zh", "用Windows系统")]
    assert spoken("用Windows系统", "zh", Diction(), one_voice=True) == [("zh", "用Windows系统")]


@pytest.mark.parametrize("line", ["pattern (a+)+b = x", "pattern (a|a)*b = x", "pattern .*.*.*x = y", "pattern (a = x",
                                  "pattern (a) = \\2", "pattern [a = x", "pattern (.*)* = x", "word x", "x = y",
                                  "pattern " + "a?" * 100 + " = x"])  # fmt: skip
def test_a_rule_that_is_wrong_or_would_take_too_long_is_refused_in_a_sentence(line):
    with pytest.raises(ReaderError, match=r"\.$"):
        pronunciation_of(line)


@pytest.mark.parametrize("pattern", [".*.*x", "(ab)+c", r"(\d{1,3},?)", "a{2,}b", "[a]*b*"])
def test_a_pattern_that_is_accepted_is_done_soon_on_a_text_made_against_it(pattern):
    rule = pronunciation_of(f"pattern {pattern} = y")
    assert compiled(rule).pattern.count("*") == 0, "a repetition without a limit is left"
    passages("a" * 20_000, "en", Diction(pronunciations=(rule,)))


@given(st.text(alphabet=r"ab(|)*+?{},1[]\\.^-", max_size=20))
def test_any_pattern_is_refused_or_limited(text):
    try:
        pattern = compiled(Pronunciation("pattern", text, "x"))
    except ReaderError:
        return
    pattern.sub("x", "ab" * 20)


@pytest.mark.parametrize("part", ["1", "1.", "1-", "A", "a1-", "中a", "1:30-", "$1", "I", "a@", "a.", "行长"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_long_run_of_one_thing_is_said_whole(part, language):
    """No pattern goes through all of it again from each of its characters; that would take minutes here."""
    text = part * (20_000 // len(part))
    found = passages(text, language, Diction("digits", "all"))
    assert sum(each.spoken.pieces[-1].end for each in found) == len(text)
    assert all(each.spoken.text for each in found)


def test_a_rule_is_written_as_it_is_read():
    for line in ("word GIF = jif", "word:zh 行 = hang2", "anywhere lol = -", r"pattern (\d+)T = \1 tons"):
        assert pronunciation_of(line).line == line


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
