"""What a voice is given to say: text without the signs that voices misread, each character with its way back."""

from tui.speech.chinese import RULES
from tui.speech.rules import Spoken, apply, rule

# Full-width letters, digits and the signs that belong to numbers. Chinese punctuation stays: it makes pauses.
_FOLDED = "％＋－．／＝～＄＠＆＃＜＞＊＾＿" + "".join(map(chr, [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B)]))
_FOLDED += "".join(map(chr, range(0xFF41, 0xFF5B)))
_FOLD = {ord(character): ord(character) - 0xFEE0 for character in _FOLDED} | {
    ord("￥"): "¥", ord("−"): "-", ord("〜"): "~", ord("∶"): ":", ord("\u3000"): " ", ord("﹪"): "%",
}  # fmt: skip

# eSpeak NG overruns a buffer of its own on a long run of letters with dots; said apart they sound the same.
DOTTED = rule(
    "letters with dots",
    r"(?<![A-Za-z])(?:[A-Za-z]\.){2,}[A-Za-z]?(?![A-Za-z])",
    lambda match: " ".join(match[0].replace(".", "")),
)


def normalise(text: str, language: str) -> Spoken:
    """The text as it is spoken in a language (a BCP 47 tag; empty: as its script says)."""
    folded = text.translate(_FOLD)
    return apply((*RULES, DOTTED) if is_chinese(text, language) else (DOTTED,), folded)


def is_chinese(text: str, language: str) -> bool:
    """Whether to speak Mandarin: by the tag, or by the characters where there is none."""
    if language:
        return language.lower().partition("-")[0] in ("zh", "cmn")
    return any("\u3400" <= character <= "\u9fff" for character in text)
