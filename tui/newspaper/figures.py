"""Numbers and dates as newspapers print them: in figures of all kinds, by the years of an era, months by name."""

from tui.core.light import Mapping
from tui.newspaper.pack import Pack

_DIGITS = {letter: at for at, letter in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "元": 1,
    "两": 2,
    "兩": 2,
}
_LARGE = {"百": 100, "千": 1000}
_TENS = {"十": 10, "廿": 20, "卅": 30}


def number_of(text: str) -> int:
    """A number in figures, ASCII or wide, or in Chinese ones, by places (二〇二二) or with tens (二十三); 0 for what
    is none."""
    if text.isdecimal():
        return int(text)
    found, digit = 0, 0
    if len(text) > 1 and all(letter in _DIGITS for letter in text):
        return int("".join(str(_DIGITS[letter]) for letter in text))
    for letter in text:
        if letter in _LARGE:
            found, digit = found + _LARGE[letter] * (digit or 1), 0
        elif letter in _TENS:
            found, digit = found + _TENS[letter] * (digit or 1), 0
        else:
            digit = _DIGITS.get(letter, 0)
    return found + digit


def iso_date(groups: Mapping[str, str | None], pack: Pack) -> str:
    """A date as YYYY-MM-DD from `year`, or `era` and `era_year`, `month` and `day`, as printed. The pack says from
    which year its eras count and what its months are called."""
    month = (groups.get("month") or "").strip(".").lower()
    months = pack.words("months")
    number = number_of(month) or 1 + next((at for at, names in enumerate(months) if month in names.split()), 0)
    return f"{_year(groups, pack):04}-{number:02}-{number_of(groups.get('day') or ''):02}"


def _year(groups: Mapping[str, str | None], pack: Pack) -> int:
    if groups.get("year"):
        return number_of(groups["year"] or "")
    before = dict(entry.split() for entry in pack.words("eras"))
    return int(before.get(groups.get("era") or "", "0")) + number_of(groups.get("era_year") or "")
