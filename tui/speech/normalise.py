"""What a voice is given to say: text without the signs that voices misread, each character with its way back.

One language at a time; `passages` cuts a text into those. A person's own pronunciations come first, then the
language's table, then what every voice needs, then the marks that are to be said by name.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from tui.core.sign_names import named_signs
from tui.speech import Diction
from tui.speech.chinese_numbers import digits
from tui.speech.rules import Piece, Rule, Spoken, apply, rule

# Full-width letters, digits and the signs that belong to numbers. Chinese punctuation stays: it makes pauses.
_FOLDED = "％＋－．／＝～＄＠＆＃＜＞＊＾＿" + "".join(map(chr, [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B)]))
_FOLDED += "".join(map(chr, range(0xFF41, 0xFF5B)))
_FOLD = {ord(character): ord(character) - 0xFEE0 for character in _FOLDED} | {
    ord("￥"): "¥", ord("−"): "-", ord("〜"): "~", ord("∶"): ":", ord("\u3000"): " ", ord("﹪"): "%",
}  # fmt: skip
# Characters that stand twice in the code for the sake of older ones; voices know the other.
_FOLD |= {
    code: found
    for code in (*range(0xF900, 0xFB00), *range(0xFF66, 0xFF9E))
    if len(found := unicodedata.normalize("NFKC", chr(code))) == 1
}
# Between words the full-width minus is a dash, and a pause.
_DASH = re.compile("(?<![0-9０-９A-Za-zＡ-Ｚａ-ｚ年月日])－(?![0-9０-９A-Za-zＡ-Ｚａ-ｚ])")
_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")

# eSpeak NG overruns a buffer of its own on a long run of letters with dots; said apart they sound the same.
DOTTED = rule(
    "letters with dots",
    r"(?<![A-Za-z])(?:[A-Za-z]\.){2,}[A-Za-z]?(?![A-Za-z])",
    lambda match: " ".join(match[0].replace(".", "")),
)
# The same with letters of any script; short ones may be abbreviations that their voices know.
_MANY_DOTTED = rule(
    "many letters with dots", r"(?:[^\W\d_]\.+){6,}[^\W\d_]?", lambda match: " ".join(match[0].replace(".", ""))
)
# Initials that eSpeak NG takes for a word.
_INITIALS = rule(
    "initials",
    r"(?<![A-Za-z])(?:IMF|IPO|LED|IOC|AQI|EV|ESG|OTC|ICU|VIP|EMS|AIIB|ETF|EPC|OEM|ODM|ERP|IDC|AED|UAV|CO(?=2))(?![A-Za-z])",
    lambda match: " ".join(match[0]),
)
_ENCLOSED = rule(
    "enclosed number",
    "[①-⑳⑴-⒇⒈-⒛Ⅰ-Ⅻⅰ-ⅻ❶-❿➀-➓]",
    lambda match: f"{int(unicodedata.numeric(match[0]))}" + ("" if "Ⅰ" <= match[0] <= "ⅿ" else ","),
)
# Outside Chinese, a number digit by digit is its digits apart; the sign between whole and parts stays.
_APART = rule("digits apart", r"\d+(?:,\d{3})*", lambda match: " ".join(match[0].replace(",", "")))
_NUMBER = r"((?:\d{1,3}(?:,\d{3}){1,9}|\d{1,40})(?:\.\d{1,40})?)"
_MONEY = {"$": "美元", "¥": "元", "€": "欧元", "£": "英镑"}
_CHINESE_APART = (
    rule("percent in digits", rf"{_NUMBER}([%‰])", lambda m: ("百" if m[2] == "%" else "千") + "分之" + _digits(m[1])),
    rule("money in digits", rf"([$¥€£]){_NUMBER}", lambda m: _digits(m[2]) + _MONEY[m[1]]),
    rule("negative in digits", rf"(?<![\w)）.-])-{_NUMBER}", lambda m: "负" + _digits(m[1])),
    rule("between in digits", r"(?<=\d)(?:-{1,2}|~|–|—{1,2})(?=\d)", lambda m: "至"),
    rule("digits", _NUMBER, lambda m: _digits(m[1])),
)
_PLAIN = Diction()


def normalise(text: str, language: str, diction: Diction = _PLAIN, own: Sequence[Piece] = ()) -> Spoken:
    """The text as it is spoken in a language (a BCP 47 tag; empty: as its script says). `own`: pieces that are
    settled already, in order."""
    folded = _DASH.sub("—", _COMMA.sub(",", text)).translate(_FOLD)
    primary = "zh" if is_chinese(text, language) else (language or "en").lower().partition("-")[0]
    return apply(_rules(primary, diction.numbers, diction.punctuation), folded, own)


def is_chinese(text: str, language: str) -> bool:
    """Whether to speak Mandarin: by the tag, or by the characters where there is none."""
    if language:
        return language.lower().partition("-")[0] in ("zh", "cmn", "yue")
    return any("\u3400" <= character <= "\u9fff" for character in text)


@cache
def _rules(primary: str, numbers: str, punctuation: str) -> tuple[Rule, ...]:
    apart: tuple[Rule, ...] = ()
    if numbers == "digits":
        apart = _CHINESE_APART if primary == "zh" else (_APART,)
    return (*apart, *_table(primary), DOTTED, _MANY_DOTTED, _INITIALS, _ENCLOSED, *_marks(primary, punctuation))


def _table(primary: str) -> tuple[Rule, ...]:
    """Imported when the language is first spoken: patterns take their time to compile."""
    if primary == "zh":
        from tui.speech.chinese import CHINESE

        return CHINESE
    if primary == "fr":
        from tui.speech.french import FRENCH

        return FRENCH
    if primary == "ja":
        from tui.speech.japanese import JAPANESE

        return JAPANESE
    from tui.speech.english import ENGLISH

    return ENGLISH if primary == "en" else ()


def _marks(primary: str, level: str) -> tuple[Rule, ...]:
    """Marks by name. Those that make a pause stay beside it; of the others voices would say a name of their own."""
    names = named_signs(primary, level)
    if not names:
        return ()
    space = "" if primary in ("zh", "ja") else " "
    signs, silent = "".join(map(re.escape, names)), named_signs(primary, "some")
    return (
        rule(
            "mark",
            rf"[{signs}](?<!\d[.,:](?=\d))",
            lambda match: f"{space}{names[match[0]]}{space if match[0] in silent else match[0]}",
        ),
    )


def _digits(number: str) -> str:
    return digits(number.replace(",", ""))
