"""What a page is written in, and so whose pack reads it."""

from tui.core.light import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.newspaper.pack import Pack

_SAMPLE, _MOST_LETTERS_A_HAN, _MOST_HAN_A_KANA = 8_000, 8, 20
_TRADITIONAL = set("國會們個這來時對說發為們與開關長門問間見現學實業電話總經濟記報導縣區")
_SIMPLIFIED = set("国会们个这来时对说发为们与开关长门问间见现学实业电话总经济记报导县区")
_HAN_ROWS, _KANA_ROW = bytes(range(0x4E, 0xA0)), 0x30
_NO_KANA = frozenset(map(chr, range(0x3000, 0x3041)))  # punctuation in the same row
# Short words of each that are seldom, or nothing, in the others. Where two have as many, the first is meant.
_WORDS = {
    "en": "the and of to was",
    "fr": "le les des et la",
    "de": "der die das und ist",
    "es": "el los las del y",
    "it": "il che di della è",
    "nl": "het een van niet zijn",
    "pt": "os uma da do não",
    "la": "et ut sed quam eius",  # lorem ipsum too
    "pl": "się jest oraz że są",
    "cs": "že jsou nebo které není",
    "sk": "že sú alebo ktoré ktorý",
    "sv": "och att är för eller",
    "da": "og ikke af til eller",
    "nb": "og ikke av til eller",
    "fi": "että ovat myös kuin sekä",
    "hu": "és hogy az egy vagy",
    "tr": "ve bir bu için olarak",
    "ro": "și şi pentru prin către",
    "id": "yang dengan untuk tidak dari",
}
# Scripts by the row of 256 characters that most of their letters stand in; Vietnamese has many of its own among others.
_OTHERS = {0x03: "el", 0x04: "ru", 0x05: "he", 0x06: "ar", 0x09: "hi", 0x0E: "th"}
BY_WORDS = frozenset(_WORDS)
KNOWN = frozenset({*_WORDS, *_OTHERS.values(), "zh", "ja", "ko", "vi", "uk", "fa"})
"""Languages that can be told by their words, and all that can be told."""
_HANGUL_ROWS, _VIETNAMESE_ROW = bytes(range(0xAC, 0xD8)), 0x1E
_MOST_A_LETTER, _MOST_A_MARK = 3, 20  # characters a letter of the script; a letter of Vietnamese
_PERSIAN, _UKRAINIAN, _RUSSIAN = "پچژگ", "іїєґ", "ыэёъ"
_NAMED: dict[str, list[str]] = {}
for _language, _few in _WORDS.items():
    for _word in _few.split():
        _NAMED.setdefault(_word, []).append(_language)
_SURE, _FEW_WORDS, _MORE = 1_000, 15, 4  # characters, words, and times as many words as those of another language
_WITH_PACKS = frozenset({"zh-Hans", "zh-Hant", "ja", "en", "fr"})


def language_of(text: str) -> str:
    """Its tag, such as zh-Hans, zh-Hant, ja, ko, en, pl, vi, ru or fa; "" for one that is not known."""
    sample = text[:_SAMPLE]
    han, kana = _han_and_kana(sample)
    if (han + kana) * _MOST_LETTERS_A_HAN > len(sample) - sample.count(" "):
        if kana * _MOST_HAN_A_KANA > han:
            return "ja"
        letters = set(sample)
        return "zh-Hant" if len(letters & _TRADITIONAL) > len(letters & _SIMPLIFIED) else "zh-Hans"
    if other := _by_script(sample):
        return other
    counts = _counted(sample)
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""


def spoken_in(text: str, said: str) -> str:
    """The language of prose whose source says one. Many say that of the program that made them: a text that is long
    enough tells, unless it may be in a language that nobody knows here."""
    own = said.lower().replace("_", "-").partition("-")[0]
    sample = text[:_SAMPLE]
    if own not in BY_WORDS or len(sample) < _SURE:
        return said
    found = language_of(sample)
    if found in ("", "en", own):
        return said
    counts = _counted(sample)
    is_sure = found not in counts or counts[found] > max(_FEW_WORDS, _MORE * counts[own])
    return found if is_sure else said


def _counted(sample: str) -> dict[str, int]:
    """How many of the words that tell a language stand there."""
    counts = dict.fromkeys(_WORDS, 0)
    for word in sample.lower().split()[1:-1]:  # at its edges stands what may be cut, or but the name of something
        for language in _NAMED.get(word, ()):
            counts[language] += 1
    return counts


def _han_and_kana(sample: str) -> tuple[int, int]:
    """How many characters are Chinese ones, and how many are Japanese syllables."""
    if sample.isascii():
        return 0, 0
    rows = sample.encode("utf-16-be", "surrogatepass")[::2]  # each row of 256 characters by its number
    others = sum(map(sample.count, _NO_KANA.intersection(sample)))
    return len(rows) - len(rows.translate(None, _HAN_ROWS)), rows.count(_KANA_ROW) - others


def _by_script(sample: str) -> str:
    """The language of a text in a script that tells it, "" for others."""
    if sample.isascii():
        return ""
    rows = sample.encode("utf-16-be", "surrogatepass")[::2]
    solid = len(sample) - sum(map(sample.count, " \n\t"))
    counts = {language: rows.count(row) for row, language in _OTHERS.items()}
    counts["ko"] = len(rows) - len(rows.translate(None, _HANGUL_ROWS))
    best = max(counts, key=lambda language: counts[language])
    if counts[best] * _MOST_A_LETTER <= solid:
        return "vi" if rows.count(_VIETNAMESE_ROW) * _MOST_A_MARK > solid else ""
    if best == "ar" and sum(map(sample.count, _PERSIAN)) * _MOST_A_MARK > 0.5 * counts[best]:
        return "fa"
    if best == "ru" and sum(map(sample.count, _UKRAINIAN)) > sum(map(sample.count, _RUSSIAN)):
        return "uk"
    return best


def pack_of(text: str) -> "Pack":
    """The pack to read a text with; English stands in for languages that have none."""
    from tui.newspaper.pack import load  # which language it is can be told without

    language = language_of(text)
    return load(language if language in _WITH_PACKS else "en")
