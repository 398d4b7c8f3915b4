"""What a page is written in, and so whose pack reads it."""

from tui.core.light import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.newspaper.pack import Pack

_SAMPLE, _MOST_LETTERS_A_HAN, _MOST_HAN_A_KANA = 8_000, 8, 20
_TRADITIONAL = set("國會們個這來時對說發為們與開關長門問間見現學實業電話總經濟記報導縣區")
_SIMPLIFIED = set("国会们个这来时对说发为们与开关长门问间见现学实业电话总经济记报导县区")
_WORDS = {
    "en": (" the ", " and ", " of ", " to ", " was "),
    "fr": (" le ", " les ", " des ", " et ", " la "),
}


def language_of(text: str) -> str:
    """zh-Hans, zh-Hant, ja, en, fr, or "" for another one."""
    sample = text[:_SAMPLE]
    han = _between("\u4e00", "\u9fff", sample)
    kana = _between("\u3041", "\u30ff", sample)
    if (han + kana) * _MOST_LETTERS_A_HAN > len(sample) - sample.count(" "):
        if kana * _MOST_HAN_A_KANA > han:
            return "ja"
        letters = set(sample)
        return "zh-Hant" if len(letters & _TRADITIONAL) > len(letters & _SIMPLIFIED) else "zh-Hans"
    words = " ".join(sample.lower().split())
    counts = {language: sum(map(words.count, few)) for language, few in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""


def _between(first: str, last: str, sample: str) -> int:
    """How many characters lie between two."""
    return 0 if sample.isascii() else sum(map(first.__le__, sample)) - sum(map(last.__lt__, sample))


def pack_of(text: str) -> "Pack":
    """The pack to read a text with; English stands in for languages that have none."""
    from tui.newspaper.pack import load  # which language it is can be told without

    return load(language_of(text) or "en")
