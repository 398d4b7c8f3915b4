"""How Mandarin says what Chinese text writes with digits and signs: the table of rules, most special first.

The text comes folded (full-width letters and digits are ASCII). A rule returns None where its pattern fits
but its meaning does not.
"""

import unicodedata
from collections.abc import Callable
from re import Match

from tui.speech.chinese_numbers import cardinal, counted, digits, telephone
from tui.speech.rules import Rule, rule

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_ALONE = r"(?<![\d.A-Za-z])"
_APART = r"(?<![A-Za-z\d_.])"
_END = r"(?![\d.]*\d)"
_TO = r"(?:-{1,2}|~|–|—{1,2})"
_TIME = r"([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?"
_TWICE = "个名位人家次项件条张本座台辆只支种类场批届天周年岁元倍米吨层套份起例户所篇部颗块棵头枚艘架间万亿"

_MONEY = {"$": "美元", "US$": "美元", "HK$": "港元", "¥": "元", "€": "欧元", "£": "英镑"}
_UNITS = {
    "km/h": "公里每小时", "m/s": "米每秒", "km²": "平方公里", "km2": "平方公里", "m²": "平方米", "m2": "平方米",
    "m³": "立方米", "m3": "立方米", "km": "公里", "cm": "厘米", "mm": "毫米", "kg": "千克", "mg": "毫克",
    "ml": "毫升", "mL": "毫升", "kWh": "千瓦时", "㎡": "平方米", "㎥": "立方米", "㎞": "公里", "㎝": "厘米",
    "㎜": "毫米", "㎏": "千克", "㎎": "毫克",
}  # fmt: skip
_BETWEEN = {"×": "乘", "x": "乘", "X": "乘", "*": "乘", "÷": "除以", "=": "等于", "+": "加"}
_SIGNS = {
    "≤": "小于等于", "≥": "大于等于", "≠": "不等于", "≈": "约等于", "±": "正负", "℃": "摄氏度", "℉": "华氏度",
    "×": "乘", "÷": "除以", "㎡": "平方米", "㎥": "立方米", "㎏": "千克", "‰": "千分之", "→": "到",
}  # fmt: skip


def _alternatives(words: dict[str, str]) -> str:
    return "|".join(sorted((word.replace("$", r"\$").replace("*", r"\*").replace("+", r"\+") for word in words),
                           key=len, reverse=True))  # fmt: skip


def _date(match: Match[str]) -> str:
    year, _separator, month, day = match.groups()
    return f"{digits(year)}年{cardinal(str(int(month)))}月{cardinal(str(int(day)))}日"


def _years(match: Match[str]) -> str:
    return f"{digits(match[1])}至{digits(match[2])}"


def _clock(hour: str, minute: str, second: str | None = None) -> str:
    said = counted(str(int(hour))) + "点"
    if minute != "00" or second:
        said += ("零" if minute[0] == "0" and minute != "00" else "") + cardinal(str(int(minute))) + "分"
    return said + (cardinal(str(int(second))) + "秒" if second else "")


def _times(match: Match[str]) -> str:
    return _clock(*match.group(1, 2, 3)) + "至" + _clock(*match.group(4, 5, 6))


def _percent(match: Match[str]) -> str:
    sign, number, per = match.groups()
    if number + per == "100%":
        return "百分之百"
    return {"-": "负", "+": "正"}.get(sign, "") + ("百分之" if per == "%" else "千分之") + cardinal(number)


def _percents(match: Match[str]) -> str:
    per = "百分之" if match[3] == "%" else "千分之"
    return f"{per}{cardinal(match[1])}至{per}{cardinal(match[2])}"


def _degrees(sign: str | None, number: str) -> str:
    return ("零下" if sign == "-" else "") + cardinal(number)


def _temperature(match: Match[str]) -> str:
    return _degrees(match[1], match[2]) + ("摄氏度" if match[3] in ("℃", "°C") else "华氏度")


def _temperatures(match: Match[str]) -> str:
    first, second = _degrees(*match.group(1, 2)), _degrees(*match.group(3, 4))
    return f"{first}至{second}" + ("摄氏度" if match[5] in ("℃", "°C") else "华氏度")


def _fraction(match: Match[str]) -> str | None:
    above, below = match.groups()
    return f"{cardinal(below)}分之{cardinal(above)}" if int(above) < int(below) else None


def _range(match: Match[str]) -> str | None:
    first, unit, second = match.groups()
    if any(len(number) > 1 and number[0] == "0" and number[1] != "." for number in (first, second)):
        return None
    return f"{counted(first) if unit else cardinal(first)}{unit}至{cardinal(second)}"


def _code(match: Match[str]) -> str:
    return "杠".join(map(digits, match[0].split("-")))


def _after_letter(match: Match[str]) -> str:
    number = match[1]
    return telephone(number) if len(number) > 2 and "." not in number else cardinal(number)


def _enclosed(match: Match[str]) -> str:
    number = cardinal(str(int(unicodedata.numeric(match[0]))))
    return number if "Ⅰ" <= match[0] <= "ⅿ" else number + "，"


def _version(match: Match[str]) -> str:
    return "点".join(map(cardinal, match[0].split(".")))


def _plain(match: Match[str]) -> str:
    number = match[0]
    long = len(number) >= 9 and number.isdigit() and not number.endswith("000")
    return digits(number) if long else cardinal(number)


def _constant(said: str) -> Callable[[Match[str]], str]:
    return lambda match: said


def _look_up(table: dict[str, str]) -> Callable[[Match[str]], str]:
    return lambda match: table[match[0].strip()]


RULES: tuple[Rule, ...] = (
    rule("date", r"(?<![\d.-])((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d.-]*\d)", _date),
    rule("years", rf"(?<!\d)(\d{{4}})年?{_TO}(\d{{4}})(?=年|学年|赛季)", _years),
    rule("round years ago", r"(?<!\d)(\d*00)(?=年(?:以?[前后来]|以上|的?历史|左右))", lambda m: cardinal(m[1])),
    rule("year", r"(?<!\d)\d{4}(?=年)", lambda m: digits(m[0])),
    rule("score", r"(?:(?<=比分)|(?<=比分为)|(?<=以))(\d+)[:：-](\d+)(?!\d)",
         lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}"),
    rule("times", rf"(?<![\d:：]){_TIME}{_TO}{_TIME}(?![\d:：]\d|\d)", _times),
    rule("time", rf"(?<![\d:：]){_TIME}(?!\d|[:：]\d)", lambda m: _clock(*m.groups())),
    rule("ratio", r"(?<![\d:：])(\d+(?:\.\d+)?)[:：](\d+(?:\.\d+)?)(?![\d:：])",
         lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}"),
    rule("percents", rf"{_ALONE}({_NUMBER})[%‰]?{_TO}({_NUMBER})([%‰])", _percents),
    rule("percent", rf"(?:{_APART}([-+]))?(?<![\d.])({_NUMBER})([%‰])", _percent),
    rule("temperatures", rf"{_APART}(-?)({_NUMBER})(?:℃|°C)?(?:{_TO}|至|到)(-?)({_NUMBER})(℃|°C|℉|°F)", _temperatures),
    rule("temperature", rf"{_APART}(-?)({_NUMBER})(℃|°C|℉|°F)", _temperature),
    rule("money", rf"({_alternatives(_MONEY)})\s?({_NUMBER})([十百千万亿]*)",
         lambda m: counted(m[2]) + m[3] + _MONEY[m[1]]),
    rule("telephone", rf"{_ALONE}(?:1\d{{10}}|0\d{{2,3}}-\d{{7,8}}|[48]00-?\d{{3}}-?\d{{4}}){_END}",
         lambda m: telephone(m[0])),
    rule("short number", r"(?:(?<=电话)|(?<=热线)|(?<=拨打)|(?<=致电)|(?<=电话[:：])|(?<=热线[:：]))\d{3,8}(?![\d.-])",
         lambda m: telephone(m[0])),
    rule("fraction", r"(?<![\d./])([1-9]\d?)/([1-9]\d{0,2})(?![\d./])", _fraction),
    rule("speed of", r"(?<=元)/(?=[一-鿿])", _constant("每")),
    rule("unit", rf"(?<=\d)\s?(?:{_alternatives(_UNITS)})(?![A-Za-z\d])", _look_up(_UNITS)),
    rule("of arc", r"(?<=\d)[°′″]", _look_up({"°": "度", "′": "分", "″": "秒"})),
    rule("between names", r"(?<=[一-鿿])\s?/\s?(?=[一-鿿])", _constant("，")),
    rule("and", r"(?<=[一-鿿])\s?&\s?(?=[一-鿿])", _constant("和")),
    rule("between numbers", r"(?<=[\d)])\s?[×xX*÷=+]\s?(?=[\d(])", _look_up(_BETWEEN)),
    rule("range", rf"(?<![A-Za-z\d_.-])({_NUMBER})([个名位人年月日天岁元米度号级万亿]?){_TO}({_NUMBER})"
         r"(?![A-Za-z\d_-]*[A-Za-z\d-])", _range),
    rule("days", rf"(?<=[年月日号时点分]){_TO}(?=\d)", _constant("至")),
    rule("code", r"(?<![\d.-])\d+(?:-\d+)+(?![\d.-])", _code),
    rule("negative", rf"(?<![A-Za-z\d_)）.-])-({_NUMBER})", lambda m: "负" + cardinal(m[1])),
    rule("version", r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d.]*\d)", _version),
    rule("item of a list", r"(?<![\d.])(\d{1,2})\.(?=\s?[一-鿿])", lambda m: cardinal(m[1]) + "、"),
    rule("letter and more", r"(?<=[A-Za-z\d])\+(?=[一-鿿])", _constant("加")),
    rule("after a letter", r"(?<=[A-Za-z])-?(\d+(?:\.\d+)?)", _after_letter),
    rule("ordinal", r"(?<=第)\d+", lambda m: cardinal(m[0])),
    rule("number of telephones", r"№\s?(\d+)", lambda m: cardinal(m[1]) + "号"),
    rule("two of them", rf"(?<!\d,)(?<![\d.])2(?=[{_TWICE}]|千|小时|分钟|公里|公斤|平方|立方)", _constant("两")),
    rule("number", _NUMBER, _plain),
    rule("enclosed number", "[①-⑳⑴-⒇⒈-⒛Ⅰ-Ⅻⅰ-ⅻ]", _enclosed),
    rule("sign", f"[{''.join(_SIGNS)}]", _look_up(_SIGNS)),
)  # fmt: skip
