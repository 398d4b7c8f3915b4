"""What a page is written in, and so whose pack reads it."""

from tui.core.light import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.newspaper.pack import Pack

_SAMPLE, _MOST_LETTERS_A_HAN, _MOST_HAN_A_KANA = 8_000, 8, 20
_TRADITIONAL = set("國會們個這來時對說發為們與開關長門問間見現學實業電話總經濟記報導縣區")
_SIMPLIFIED = set("国会们个这来时对说发为们与开关长门问间见现学实业电话总经济记报导县区")
_HAN_ROWS, _KANA_ROW = bytes(range(0x4E, 0xA0)), 0x30
_NO_KANA = frozenset(map(chr, range(0x3000, 0x3041)))  # punctuation in the same row
_WORDS = {
    "en": (" the ", " and ", " of ", " to ", " was "),
    "fr": (" le ", " les ", " des ", " et ", " la "),
    "de": (" der ", " die ", " das ", " und ", " ist "),
    "es": (" el ", " los ", " las ", " del ", " y "),
    "it": (" il ", " che ", " di ", " della ", " è "),
    "nl": (" het ", " een ", " van ", " niet ", " zijn "),
    "pt": (" os ", " uma ", " da ", " do ", " não "),
}
_WITH_PACKS = frozenset({"zh-Hans", "zh-Hant", "ja", "en", "fr"})


def language_of(text: str) -> str:
    """zh-Hans, zh-Hant, ja, en, fr, de, es, it, nl, pt, or "" for another one."""
    sample = text[:_SAMPLE]
    han, kana = _han_and_kana(sample)
    if (han + kana) * _MOST_LETTERS_A_HAN > len(sample) - sample.count(" "):
        if kana * _MOST_HAN_A_KANA > han:
            return "ja"
        letters = set(sample)
        return "zh-Hant" if len(letters & _TRADITIONAL) > len(letters & _SIMPLIFIED) else "zh-Hans"
    words = " ".join(sample.lower().split())
    counts = {language: sum(map(words.count, few)) for language, few in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""


def _han_and_kana(sample: str) -> tuple[int, int]:
    """How many characters are Chinese ones, and how many are Japanese syllables."""
    if sample.isascii():
        return 0, 0
    rows = sample.encode("utf-16-be", "surrogatepass")[::2]  # each row of 256 characters by its number
    others = sum(map(sample.count, _NO_KANA.intersection(sample)))
    return len(rows) - len(rows.translate(None, _HAN_ROWS)), rows.count(_KANA_ROW) - others


def pack_of(text: str) -> "Pack":
    """The pack to read a text with; English stands in for languages that have none."""
    from tui.newspaper.pack import load  # which language it is can be told without

    language = language_of(text)
    return load(language if language in _WITH_PACKS else "en")
