"""Characters with several readings: each word of the table, and what eSpeak NG makes of it."""

import re

import pytest

from tui.speech.espeak import open_espeak
from tui.speech.mandarin import mandarin, readings

WORDS = [reading for words in readings().values() for reading in words]
_REST = re.compile(r"['_|:!,;\- \d]|\(cmn\)")


@pytest.fixture(scope="module")
def phonemes():
    library = open_espeak()._library
    assert library.set_voice("cmn")
    return library.phonemes


def syllables(phonemes):
    """What is said, without stress and pauses."""
    return _REST.sub("", phonemes)


def tones(phonemes):
    return re.findall(r"214|55|51|35|11", phonemes)


def test_there_is_one_reading_for_each_character():
    for reading in WORDS:
        assert len(reading.said) == len(reading.word), reading
        for character, said in zip(reading.word, reading.said, strict=True):
            assert said == character or re.fullmatch(r"[a-z]+[1-5]", said), reading


def test_every_syllable_of_the_table_is_one_to_the_engine(phonemes):
    for said in {said for reading in WORDS for said in reading.said if said.isascii()}:
        heard = phonemes(said)
        assert "(en)" not in heard, said
        assert len(tones(heard)) == 1, said
        assert tones(heard) == [{"1": "55", "2": "35", "3": "214", "4": "51", "5": "11"}[said[-1]]], said


def test_every_word_of_the_table_is_said_as_it_stands_there(phonemes):
    for reading in WORDS:
        heard = phonemes(mandarin(reading.word).text)
        assert "(en)" not in heard, reading
        assert len(tones(heard)) == len(reading.word), reading
        # The tones of neighbours change each other; the syllables must all be there, in order.
        rest = syllables(heard)
        for said in reading.said:
            if said.isascii():
                assert syllables(phonemes(said)) in rest, reading
                rest = rest.partition(syllables(phonemes(said)))[2]


def test_no_word_is_in_the_table_that_the_engine_reads_right(phonemes):
    for reading in WORDS:
        if "".join(reading.said) != reading.word:
            assert phonemes(mandarin(reading.word).text) != phonemes(reading.word), reading


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("增长反弹", "增长反 tan2 "),
        ("严重整改", "严重整改"),
        ("重整旗鼓", " chong2 整旗鼓"),
        ("经商行为规范", "经商行为规范"),
        ("地区长期工作", "地区长期工作"),
        ("副区长到场", "副区 zhang3 到场"),
        ("以人民为中心", "以人民 wei2 中心"),
        ("还款以后还得到了", " huan2 款以后还得到了"),
        ("两只猫两只有一只", "两 zhi1 猫两只有一只"),
        ("各种菜和种菜", "各种菜和 zhong4 菜"),
        ("一会儿", " yi2 会儿"),
        ("类似的人相似的", "类似的人 xiang1  si4 的"),
        ("占地和平等地交往", "占 di4 和平等地交往"),
        ("到了当年又必须得到", "到 le5 当年又必须 de2 到"),
        ("英雄的兄长", "英 xong2 的 xong1  zhang3 "),
    ],
)
def test_words_are_found_whole_and_only_where_they_are_words(written, said):
    assert mandarin(written).text == said


def test_what_is_said_comes_back_to_its_character():
    spoken = mandarin("在银行还款")
    assert spoken.text == "在银行 huan2 款"
    assert [spoken.source(offset) for offset in (0, 2, 3, 8, 9, 10)] == [0, 2, 3, 3, 3, 4]
