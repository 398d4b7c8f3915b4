"""What English voices misread: money, dates, decades, ranges, measures, abbreviations, Roman numerals."""

import re
from re import Match

from tui.speech.roman import ROMAN, value_of
from tui.speech.rules import Rule, alternatives, rule

# Limits: without them a page full of digits would be gone through again from each of them.
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,9}|\d{1,40})(?:\.\d{1,40})?"
_NEAR = 40  # characters around a hyphen that tell what it is
_VERSION, _POSTAL = re.compile(r"\d\.\d+\.|[^\W\d]\d*\.\d|\d[^\W\d]+\d"), re.compile(r"\b0\d{3,5}$")
_DECIMAL = re.compile(r"\d{1,9}(?:\.\d{1,9})?(?=$|[^\d.])")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_DAYS = "Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun"
_FULL_DAYS = {"Mon": "Monday", "Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Fri": "Friday",
              "Sat": "Saturday", "Sun": "Sunday"}  # fmt: skip
_TENS = ("", "tens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_PARTS = {
    2: "half",
    3: "third",
    4: "quarter",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
}
_MONEY = {"$": "dollar", "US$": "U S dollar", "HK$": "Hong Kong dollar", "A$": "Australian dollar",
          "C$": "Canadian dollar",
          "£": "pound", "€": "euro", "¥": "yuan", "RMB": "yuan", "₹": "rupee"}  # fmt: skip
_MANY = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_MANY_WORDS = "million|billion|trillion|thousand|[km]|mn|bn|tn"
_UNITS = {
    "km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre", "kg": "kilogram", "g": "gram",
    "mg": "milligram",
    "t": "tonne", "ml": "millilitre", "mL": "millilitre", "L": "litre", "kW": "kilowatt", "kWh": "kilowatt hour",
    "MW": "megawatt", "GW": "gigawatt", "Hz": "hertz", "GHz": "gigahertz", "MB": "megabyte", "GB": "gigabyte",
    "TB": "terabyte", "m²": "square metre", "km²": "square kilometre", "㎡": "square metre", "㎞": "kilometre",
    "ha": "hectare",
    "mph": "mile an hour", "km/h": "kilometre an hour", "ft": "foot", "lb": "pound", "oz": "ounce", "min": "minute",
    "V": "volt", "lbs": "pound", "fps": "frame a second",
}  # fmt: skip
_PLURALS = {"foot": "feet", "hertz": "hertz", "gigahertz": "gigahertz", "mile an hour": "miles an hour",
            "kilometre an hour": "kilometres an hour", "frame a second": "frames a second"}  # fmt: skip
# eSpeak NG knows Mr., Mrs., Dr., St. and etc. by itself.
_SHORT = {
    "Prof.": "Professor", "Gen.": "General", "Gov.": "Governor", "Sen.": "Senator", "Rep.": "Representative",
    "Lt.": "Lieutenant", "Col.": "Colonel", "Capt.": "Captain", "Rev.": "Reverend", "Jr.": "Junior", "Sr.": "Senior",
    "Inc.": "Incorporated", "Ltd.": "Limited", "Corp.": "Corporation", "Dept.": "Department", "Ave.": "Avenue",
    "vs.": "versus", "approx.": "approximately", "i.e.": "that is,", "e.g.": "for example,", "cf.": "compare",
    "Ph.D.": "P H D", "et al.": "and others",
    "Jan.": "January", "Feb.": "February", "Aug.": "August", "Sept.": "September", "Oct.": "October",
    "Nov.": "November",
    "Dec.": "December",
}  # fmt: skip
_BEFORE_NUMBER = {"No.": "number", "no.": "number", "Nos.": "numbers", "p.": "page", "pp.": "pages", "vol.": "volume",
                  "Vol.": "Volume", "fig.": "figure", "Fig.": "Figure", "ch.": "chapter", "№": "number",
                  "#": "number", "c.": "circa"}  # fmt: skip
_RULERS = ("Henry|Louis|George|Charles|Edward|William|James|Elizabeth|Philip|Napoleon|John Paul|Benedict|Pius|"
           "Richard|Frederick|Nicholas|Alexander|Catherine|Peter|Leo|Gregory|Innocent|Clement")  # fmt: skip
_FULL_HOUR = " o'clock"
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _counted(number: str, one: str) -> str:
    return f"{number} {one if number == '1' else _PLURALS.get(one, one + 's')}"


def _money(match: Match[str]) -> str:
    sign, number, many = match.groups()
    if many:
        return f"{number} {_MANY.get(many, many)} {_MONEY[sign]}s"
    whole, _dot, cents = number.partition(".")
    if len(cents) == 2 and _MONEY[sign] != "yuan":
        return _counted(whole, _MONEY[sign]) + (f" {cents.lstrip('0')}" if cents != "00" else "")
    return number + " yuan" if _MONEY[sign] == "yuan" else _counted(number, _MONEY[sign])


def _date(match: Match[str]) -> str:
    year, _separator, month, day = match.groups()
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def _time(match: Match[str]) -> str:
    hour, minute, half = match.groups()
    if minute == "00":
        return f"{int(hour)}{half or (' hundred' if int(hour) > 12 else _FULL_HOUR)}"
    return f"{int(hour)} {'oh ' * (minute[0] == '0')}{int(minute)}{half or ''}"


def _decade(match: Match[str]) -> str:
    century, ten = match.groups()
    if ten == "0":
        return f"{century} hundreds" if century != "20" else "two thousands"
    return f"{century or ''} {_TENS[int(ten)]}".strip()


def _between(match: Match[str]) -> str | None:
    """A hyphen between numbers is no "to" in the version of a program or in a postal code."""
    if match[0] != "-":
        return " to "
    text, (start, end) = match.string, match.span()
    before = text[max(0, start - _NEAR) : start].split()[-1]
    after = text[end : end + _NEAR].split()[0].rstrip(".,;:")
    if _VERSION.search(before) or _VERSION.search(after) or _POSTAL.search(before):
        return None
    numbers = _DECIMAL.search(before), _DECIMAL.match(after)
    is_smaller = numbers[0] and numbers[1] and float(numbers[1][0]) <= float(numbers[0][0])
    return None if is_smaller and "." in before + after else " to "


def _fraction(match: Match[str]) -> str | None:
    above, below = int(match[1]), int(match[2])
    if above >= below or below not in _PARTS:
        return None
    part = _PARTS[below]
    many = part if above == 1 else "halves" if part == "half" else part + "s"
    return f"{'one' if above == 1 else above} {many}"


def _ordinal(number: int) -> str:
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    end = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{end}"


def _digit_by_digit(match: Match[str]) -> str:
    return ", ".join(" ".join(group) for group in match[0].replace("+", "").replace("-", " ").split())


ENGLISH: tuple[Rule, ...] = (
    rule("date", r"(?<![\d.-])((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d.-]*\d)", _date),
    rule("date in figures", r"(?<![\d./])(\d\d?)/(\d\d?)/((?:19|20)\d\d)(?![\d/])", lambda m: f"{m[1]} {m[2]} {m[3]}"),
    rule("days", rf"\b({_DAYS})\.?\s?[-–]\s?({_DAYS})\b\.?(?![\w'’])",
         lambda m: f"{_FULL_DAYS[m[1][:3]]} to {_FULL_DAYS[m[2][:3]]}"),
    rule("year on year", r"(?<!\w)y/y(?!\w)", lambda m: "year on year"),
    rule("telephone",
         r"(?<![\d.])(?:\+\d{1,3}(?:[- ]\d{2,4}){2,4}|\d{3}-\d{3}-\d{4}|\d{3}-\d{4}|\d{10,})(?![\d.,-]*\d)",
         _digit_by_digit),
    rule("always", r"(?<![\d/])24/7(?![\d/])", lambda m: "24 7"),
    rule("ratio", r"(?:(?<=ratio of )|(?<=odds of )|(?<=scale of )|(?<=score of ))(\d+):(\d+)(?![\d:])",
         lambda m: f"{m[1]} to {m[2]}"),
    rule("height", r"""(?<![\w.])(\d)['’′]\s?(\d{1,2})["”″]""", lambda m: f"{m[1]} foot {m[2]}"),
    rule("power", r"(?<=\d)\^(?=-?\d)", lambda m: " to the power of "),
    rule("cents", r"(?<![\w.])(\d{1,3})\s?¢", lambda m: _counted(m[1], "cent")),
    rule("time", r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(\s?[ap]\.?m\.?)?(?![\d:])", _time),
    rule("money", rf"({alternatives(_MONEY)})\s?({_NUMBER})(?:\s?({_MANY_WORDS})\b)?", _money),
    rule("decade", r"(?<![\d.])(1[0-9]|20)(\d)0['’]?s\b", _decade),
    rule("decade of this century", r"(?<!\w)['’]()([1-9])0s\b", _decade),
    rule("temperature", r"(?<=\d)\s?(?:°C|℃)", lambda m: " degrees Celsius"),
    rule("temperature of Fahrenheit", r"(?<=\d)\s?(?:°F|℉)", lambda m: " degrees Fahrenheit"),
    rule("measure", rf"(?<![\w.])({_NUMBER})\s?({alternatives(_UNITS)})(?![\w/²])",
         lambda m: _counted(m[1], _UNITS[m[2]])),
    rule("fraction", r"(?<![\d./])(\d)/(\d\d?)(?![\d./])", _fraction),
    rule("range", r"(?<=\d)(?:\s?[–—]\s?|-)(?=\d+(?![\d-]))(?<!\d-\d-)", _between),
    rule("before a number", rf"(?<!\w)({alternatives(_BEFORE_NUMBER)})\s?(?=\d)",
         lambda m: _BEFORE_NUMBER[m[1]] + " "),
    rule("street", r"(?<=[a-z] )St\.(?=,|;|\)|$|\s[a-z])", lambda m: "Street"),
    rule("against", r"(?<=[a-z] )v\.(?= (?:the )?[A-Z])", lambda m: "versus"),
    rule("revision", r"(?<!\w)Rev\.\s?(?=\d)", lambda m: "revision "),
    rule("abbreviation", rf"(?<![\w.])(?:{alternatives(_SHORT)})", lambda m: _SHORT[m[0]]),
    rule("number of a ruler", rf"(?<=[a-z] ){ROMAN}(?![\w'’-])",
         lambda m: "the " + _ordinal(value_of(m[0])) if _follows_ruler(m) else None),
    rule("Roman number", rf"(?<=[a-z] )(?=[IVX]{{2}}){ROMAN}(?![\w'’-])", lambda m: str(value_of(m[0]))),
    rule("Roman number of a part", rf"(?:(?<=Chapter )|(?<=Part )|(?<=Act )|(?<=War )|(?<=Volume )){ROMAN}(?!\w)",
         lambda m: str(value_of(m[0]))),
    rule("squared", r"(?<=[A-Za-z\d])²", lambda m: " squared"),
    rule("cubed", r"(?<=[A-Za-z\d])³", lambda m: " cubed"),
    rule("per mille", "‰", lambda m: " per mille"),
)  # fmt: skip


def _follows_ruler(match: Match[str]) -> bool:
    before = match.string[max(0, match.start() - 12) : match.start() - 1]
    return before.endswith(tuple(_RULERS.split("|")))
