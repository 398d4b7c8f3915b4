"""What French voices misread: ordinals, centuries, hours, titles, units, ranges."""

from re import Match

from tui.speech.roman import ROMAN, value_of
from tui.speech.rules import Rule, alternatives, rule

_ONES = ("", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
         "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf")  # fmt: skip
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre")  # fmt: skip
_MONEY = {"$": "dollars", "US$": "dollars américains", "£": "livres", "€": "euros", "¥": "yuans"}
_UNITS = {"km/h": "kilomètres à l’heure", "kg": "kilos", "g": "grammes", "cm": "centimètres", "mm": "millimètres",
          "m": "mètres",
          "m²": "mètres carrés", "㎡": "mètres carrés", "km²": "kilomètres carrés", "°C": "degrés Celsius",
          "℃": "degrés Celsius",
          "ha": "hectares", "kWh": "kilowattheures", "L": "litres", "min": "minutes", "‰": "pour mille",
          "Go": "gigaoctets"}  # fmt: skip
_SHORT = {"MM.": "messieurs", "Mlles": "mesdemoiselles", "Mmes": "mesdames", "Dr": "docteur", "Pr": "professeur",
          "Me": "maître",
          "av. J.-C.": "avant Jésus-Christ", "apr. J.-C.": "après Jésus-Christ", "c.-à-d.": "c’est-à-dire",
          "p. ex.": "par exemple", "env.": "environ", "bd": "boulevard", "av.": "avenue"}  # fmt: skip
_BEFORE_NUMBER = {
    "n°": "numéro",
    "nº": "numéro",
    "N°": "numéro",
    "№": "numéro",
    "nos": "numéros",
    "p.": "page",
    "art.": "article",
}


def cardinal(number: int) -> str:
    """A number below a hundred in words."""
    if number < len(_ONES):
        return _ONES[number]
    ten = number // 20 * 20 if number >= 60 else number // 10 * 10
    rest = number - ten
    if rest == 0:
        return _TENS[ten]
    return _TENS[ten] + ("-et-" if rest in (1, 11) and ten < 80 else "-") + _ONES[rest]


def ordinal(number: int) -> str:
    """The place in a row; from a hundred on, digits with an ending that voices know."""
    if number == 1:
        return "premier"
    if not 1 < number < 100:
        return f"{number} ième"
    said = cardinal(number)
    return {"cinq": said + "u", "neuf": said[:-1] + "v"}.get(said[-4:], said.removesuffix("e")) + "ième"


def _date(match: Match[str]) -> str:
    year, _separator, month, day = match.groups()
    return f"{'1er' if int(day) == 1 else int(day)} {_MONTHS[int(month) - 1]} {year}"


def _time(match: Match[str]) -> str:
    hour, minute = match.groups()
    return f"{int(hour)} heure{'s' * (int(hour) > 1)}" + (f" {int(minute)}" if minute and minute != "00" else "")


FRENCH: tuple[Rule, ...] = (
    rule("date", r"(?<![\d.-])((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d.-]*\d)", _date),
    rule("time", r"(?<![\d:.,])([01]?\d|2[0-3])\s?[hH](?:\s?([0-5]\d))?(?!\w)", _time),
    rule("time with a colon", r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])", _time),
    rule("century", rf"(?<!\w)({ROMAN})(?:ème|e|ᵉ)(?!\w)", lambda m: ordinal(value_of(m[1]))),
    rule("first century", r"(?<!\w)(?:I|1)(?:er|ᵉʳ)(?!\w)", lambda m: "premier"),
    rule("first", r"(?<!\w)1(?:re|ère)(?!\w)", lambda m: "première"),
    rule("second", r"(?<!\w)2(?:nde)(?!\w)", lambda m: "seconde"),
    rule("ordinal", r"(?<!\w)(\d{1,3})(?:ème|e|è|ᵉ)(?!\w)", lambda m: ordinal(int(m[1]))),
    rule("number of a ruler", rf"(?<=[a-zé] )(?=[IVX]{{2}}){ROMAN}(?![\w’'])", lambda m: str(value_of(m[0]))),
    rule("money before", rf"({alternatives(_MONEY)})\s?(\d[\d\s,.]*\d|\d)", lambda m: f"{m[2]} {_MONEY[m[1]]}"),
    rule("money", rf"(?<=\d)\s?(?:{alternatives(_MONEY)})(?!\w)", lambda m: " " + _MONEY[m[0].strip()]),
    rule("unit", rf"(?<=\d)\s?(?:{alternatives(_UNITS)})(?![\w/²])", lambda m: " " + _UNITS[m[0].strip()]),
    rule("range", r"(?<=\d)(?:\s?[–—]\s?|-)(?=\d+(?![\d-]))", lambda m: " à "),
    rule("before a number", rf"(?<!\w)(?:{alternatives(_BEFORE_NUMBER)})\s?(?=\d)",
         lambda m: _BEFORE_NUMBER[m[0].strip()] + " "),
    rule("monsieur", r"(?<!\w)M\.(?=\s[A-ZÉÈÀÂ])(?!\s[A-Z]\.)", lambda m: "monsieur"),
    rule("abbreviation", rf"(?<![\w.])(?:{alternatives(_SHORT)})(?!\w)", lambda m: _SHORT[m[0]]),
)  # fmt: skip
