"""Invented text in five scripts, for measuring: Chinese, English, Japanese, Arabic, Thai. Few words often, many seldom,
as in languages; what is looked for is known beforehand."""

import random
from collections.abc import Iterator
from itertools import accumulate

from tui.core.publication import Article, Block, Kind, Publication

LANGUAGES = ("zh", "en", "ja", "ar", "th")
_WORDS = 30_000  # of each language
_SENTENCES = 5  # of a paragraph
_AT_ONCE = 4000  # words drawn
_LETTERS = {
    "zh": [chr(0x4E00 + number * 5) for number in range(3500)],
    "en": ["a", "e", "i", "o", "u", "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "th", "st"],
    "ja": [*(chr(code) for code in range(0x3042, 0x3094)), *(chr(0x5000 + number * 7) for number in range(1500))],
    "ar": [chr(code) for code in range(0x0627, 0x064B) if not 0x063B <= code <= 0x0640],
    "th": [chr(code) for code in range(0x0E01, 0x0E2F)],
}
_STOPS = {"zh": "。", "en": ". ", "ja": "。", "ar": ". ", "th": " "}
SPACES = {"zh": "", "en": " ", "ja": "", "ar": " ", "th": ""}
_ACCENTED = ("café", "naïve", "Zürich", "Łódź", "Ångström")
RARE = ("盲道被变电箱占用", "zymurgical tactile paving", "点字ブロック", "رصيف ملموس", "ทางเท้าสำหรับคนตาบอด")


class Words:
    """The words of a language, the most frequent first, and their weights."""

    def __init__(self, language: str) -> None:
        chance = random.Random(language)
        letters = _LETTERS[language]
        ranks = list(accumulate(1 / (rank + 3) for rank in range(len(letters))))
        found: dict[str, None] = dict.fromkeys(letters[:300] if SPACES[language] == "" else letters[:1])
        while len(found) < _WORDS:
            found["".join(chance.choices(letters, cum_weights=ranks, k=chance.choice((2, 2, 3, 4))))] = None
        self.all = list(found)
        if language == "en":
            self.all[500 : 500 + len(_ACCENTED)] = _ACCENTED
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.all))))


def paragraphs(language: str, words: Words, chance: random.Random, size: int) -> Iterator[str]:
    """About so many bytes of them."""
    space, stop = SPACES[language], _STOPS[language]
    while size > 0:
        drawn = iter(chance.choices(words.all, cum_weights=words.weights, k=_AT_ONCE))
        lengths = iter(lambda: chance.randint(6, 20), 0)
        sentences = []
        for word in drawn:
            sentences.append(space.join([word, *(next(drawn, word) for _each in range(next(lengths)))]))
        for start in range(0, len(sentences), _SENTENCES):
            text = stop.join(sentences[start : start + _SENTENCES]) + stop.strip()
            size -= len(text.encode())
            yield text
            if size <= 0:
                return


def publications(count: int, size: int) -> Iterator[Publication]:
    """So many, about so many bytes each, the languages in turn. In every tenth stands what is rare."""
    words = {language: Words(language) for language in LANGUAGES}
    chance = random.Random(1)
    for number in range(count):
        language = LANGUAGES[number % len(LANGUAGES)]
        texts = list(paragraphs(language, words[language], chance, size))
        if number % 10 < len(LANGUAGES):
            texts[len(texts) // 2] = RARE[number % 10]
        blocks = tuple(Block(text, Kind.PARAGRAPH, (), language) for text in texts)
        article = Article(f"a{number}", f"Title {number}", blocks)
        yield Publication(f"p{number}", f"Title {number}", (article,), language)
