"""Japanese counters whose sound depends on the number, in kana.

eSpeak NG reads kana and digits but no kanji at all; other Japanese voices read both, and kana no worse.
"""

from re import Match

from tui.speech.rules import Rule, rule

_MONTHS = {"4": "しがつ", "7": "しちがつ", "9": "くがつ"}
_DAYS = {
    "1": "ついたち", "2": "ふつか", "3": "みっか", "4": "よっか", "5": "いつか", "6": "むいか", "7": "なのか",
    "8": "ようか", "9": "ここのか", "10": "とおか", "14": "じゅうよっか", "20": "はつか", "24": "にじゅうよっか",
}  # fmt: skip
_HOURS = {"4": "よじ", "7": "しちじ", "9": "くじ", "14": "じゅうよじ", "19": "じゅうくじ"}
_AFTER = {"円": "えん", "年": "ねん", "回": "かい", "人": "にん", "月": "がつ", "日": "にち", "時": "じ", "分": "ふん",
          "秒": "びょう", "度": "ど", "位": "い", "号": "ごう", "万": "まん", "億": "おく", "%": "パーセント",
          "番": "ばん",
          "㎡": "へいほうメートル", "kg": "キログラム", "km": "キロメートル", "cm": "センチメートル"}  # fmt: skip
_PEOPLE = {"1": "ひとり", "2": "ふたり", "4": "よにん"}
_TENTH_MINUTES = "134680"  # minutes that end in these are pun


def _minutes(match: Match[str]) -> str:
    return match[1] + ("ぷん" if match[1][-1] in _TENTH_MINUTES else "ふん")


JAPANESE: tuple[Rule, ...] = (
    rule("month", r"(?<!\d)(1[0-2]|[1-9])月(?!間)", lambda m: _MONTHS.get(m[1], m[1] + "がつ")),
    rule("day", r"(?<!\d)([12]\d|3[01]|[1-9])日(?!間)", lambda m: _DAYS.get(m[1], m[1] + "にち")),
    rule("hour", r"(?<!\d)(1\d|2[0-4]|\d)時(?!間)", lambda m: _HOURS.get(m[1], m[1] + "じ")),
    rule("minute", r"(?<!\d)([1-5]?\d)分(?!の)", _minutes),
    rule("people", r"(?<!\d)([124])人", lambda m: _PEOPLE[m[1]]),
    rule("counter", r"(?<=[\d万億])\s?(?:円|年|回|人|秒|度|位|号|万|億|%|番|㎡|kg|km|cm)",
         lambda m: _AFTER[m[0].strip()]),
    rule("ordinal", r"第(?=\d)", lambda m: "だい"),
    rule("money", r"[¥$](\d[\d,.]*\d|\d)", lambda m: m[1] + ("えん" if m[0][0] == "¥" else "ドル")),
    rule("range", r"(?<=\d)[~〜–—](?=\d)", lambda m: "から"),
    rule("morning", "午前(?=[\\d０-９])", lambda m: "ごぜん"),
    rule("afternoon", "午後(?=[\\d０-９])", lambda m: "ごご"),
)  # fmt: skip
