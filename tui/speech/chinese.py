"""How Mandarin says what Chinese text writes with digits and signs: the table of rules, most special first.

The text comes folded (full-width letters and digits are ASCII). A rule returns None where its pattern fits
but its meaning does not.
"""

import re
import unicodedata
from collections.abc import Callable
from re import Match

from tui.speech.chinese_codes import ADDRESS, NAMES, WITH_LETTERS
from tui.speech.chinese_numbers import cardinal, counted, digits
from tui.speech.rules import Rule, alternatives, rule

# Limits: without them a page full of digits would be gone through again from each of them.
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,9}|\d{1,40})(?:\.\d{1,40})?"
_ALONE = r"(?<![\d.A-Za-z])"
_APART = r"(?<![A-Za-z\d_.])"
_END = r"(?![\d.]*\d)"
_TO = r"(?:-{1,2}|~|–|—{1,2})"
_TIME = r"([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?"
_TWICE = (
    "个名位人家次项件条张本座台辆只支种类场批届天周年岁元倍米吨层套份起例户所篇部颗块棵头枚艘架间万亿点秒对双成亩斤"
)
_YEARS = "版届级款赛财"  # what a year without 年 stands before

_MONEY = {
    "$": "美元", "US$": "美元", "USD": "美元", "HK$": "港元", "¥": "元", "RMB": "元", "CNY": "元", "€": "欧元",
    "£": "英镑",
    "₽": "卢布", "₩": "韩元", "₹": "卢比",
}  # fmt: skip
_UNITS = {
    "km/h": "公里每小时", "m/s": "米每秒", "km²": "平方公里", "km2": "平方公里", "m²": "平方米", "m2": "平方米",
    "m³": "立方米", "m3": "立方米", "km": "公里", "cm": "厘米", "mm": "毫米", "μm": "微米", "µm": "微米", "nm": "纳米",
    "kg": "千克", "mg": "毫克", "ml": "毫升", "mL": "毫升", "kWh": "千瓦时", "MWh": "兆瓦时", "kW": "千瓦",
    "MW": "兆瓦",
    "GW": "吉瓦", "kV": "千伏", "Hz": "赫兹", "kHz": "千赫", "MHz": "兆赫", "GHz": "吉赫", "dB": "分贝", "MPa": "兆帕",
    "μg/m³": "微克每立方米", "µg/m³": "微克每立方米", "mg/m³": "毫克每立方米", "kg/m³": "千克每立方米",
    "m³/s": "立方米每秒", "mg/L": "毫克每升", "L/100km": "升每百公里", "μg": "微克", "µg": "微克", "mmHg": "毫米汞柱",
    "kPa": "千帕", "hPa": "百帕", "TWh": "太瓦时", "km/s": "千米每秒",
    "mAh": "毫安时", "min": "分钟", "hm²": "公顷", "cc": "立方厘米", "ha": "公顷", "dm": "分米", "m": "米", "t": "吨",
    "L": "升", "W": "瓦", "V": "伏", "h": "小时",
}  # fmt: skip
_BETWEEN = {"×": "乘", "x": "乘", "X": "乘", "*": "乘", "÷": "除以", "=": "等于", "+": "加", ">": "大于", "<": "小于"}
_SIGNS = {
    "≤": "小于等于", "≥": "大于等于", "≠": "不等于", "≈": "约等于", "±": "正负", "℃": "摄氏度", "℉": "华氏度",
    "×": "乘", "÷": "除以", "‰": "千分之", "→": "到", "√": "根号", "∞": "无穷大", "°": "度", "²": "平方", "³": "立方",
    "=": "等于", "☎": "电话", "℡": "电话", "㎉": "千卡",
}  # fmt: skip


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


def _sets(match: Match[str]) -> str | None:
    """The scores of a match, set by set; one of them at least goes down, which no range does."""
    pairs = [tuple(map(int, pair)) for pair in re.findall(r"(\d+)[-:：](\d+)", match[0])]
    if not any(first > second for first, second in pairs):
        return None
    return re.sub(r"(\d+)[-:：](\d+)", lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}", match[0])


def _month(year: str, month: str) -> str:
    return f"{digits(year)}年{cardinal(str(int(month)))}月"


def _temperature(match: Match[str]) -> str:
    return _degrees(match[1], match[2]) + ("摄氏度" if match[3] in ("℃", "°C") else "华氏度")


def _temperatures(match: Match[str]) -> str:
    first, second = _degrees(*match.group(1, 2)), _degrees(*match.group(3, 4))
    return f"{first}至{second}" + ("摄氏度" if match[5] in ("℃", "°C") else "华氏度")


def _fraction(match: Match[str]) -> str | None:
    above, below = match.groups()
    return f"{cardinal(below)}分之{cardinal(above)}" if int(above) < int(below) else None


def _sign_of_fraction(match: Match[str]) -> str:
    above, _slash, below = unicodedata.normalize("NFKC", match[2]).partition("⁄")
    return (cardinal(match[1]) + "又" if match[1] else "") + f"{cardinal(below)}分之{cardinal(above)}"


def _range(match: Match[str]) -> str | None:
    first, unit, second = match.groups()
    if not unit and first.isdigit() and second.isdigit() and int(first) > int(second) and "-" in match[0]:
        return f"{cardinal(first)}比{cardinal(second)}"  # no range goes down
    if any(len(number) > 1 and number[0] == "0" and number[1] != "." for number in (first, second)):
        return None
    return f"{counted(first) if unit else cardinal(first)}{unit}至{cardinal(second)}"


def _enclosed(match: Match[str]) -> str:
    number = cardinal(str(int(unicodedata.numeric(match[0]))))
    return number if "Ⅰ" <= match[0] <= "ⅿ" else number + "，"


def _squared(match: Match[str]) -> str:
    """What is written in one square of print: a unit, or letters."""
    letters = unicodedata.normalize("NFKC", match[0])
    return _UNITS.get(letters, letters)


def _constant(said: str) -> Callable[[Match[str]], str]:
    return lambda match: said


def _look_up(table: dict[str, str]) -> Callable[[Match[str]], str]:
    return lambda match: table[match[0].strip()]


CHINESE: tuple[Rule, ...] = (
    ADDRESS,
    rule("date", r"(?<![\d.-])((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d.-]*\d)", _date),
    rule("day of news", r"(?<![\d.])([1-9]|1[0-2])\.([12]\d|3[01]|[1-9])(?=讯)",
         lambda m: f"{cardinal(m[1])}月{cardinal(m[2])}日"),
    rule("years", rf"(?<!\d)(\d{{4}})年?{_TO}(\d{{4}})(?=年|学年|赛季)", _years),
    rule("two halves of years", r"(?<!\d)(\d{4})[/-](\d\d)(?=年|学年|赛季)", _years),
    rule("round years ago", r"(?<!\d)(\d*00)(?=年(?:以?[前后来]|以上|的?历史|左右))", lambda m: cardinal(m[1])),
    rule("round years before", r"(?<=公元前)\d{1,4}(?=年)", lambda m: cardinal(m[0])),
    rule("year", r"(?<!\d)\d{4}(?=年)", lambda m: digits(m[0])),
    rule("months of years", rf"(?<![\d.])((?:19|20)\d\d)\.(1[0-2]|0?[1-9])\s?{_TO}\s?((?:19|20)\d\d)\.(1[0-2]|0?[1-9])"
         r"(?![\d.])", lambda m: f"{_month(m[1], m[2])}至{_month(m[3], m[4])}"),
    rule("short year", r"['’](\d\d)(?=[一-鿿])|(?<![\d.])(\d\d)(?=年\d{1,2}月)", lambda m: digits(m[1] or m[2])),
    rule("year of an edition", rf"(?<!\d)(?:19|20)\d\d(?=[{_YEARS}])", lambda m: digits(m[0])),
    rule("year in brackets", r"(?<=[〔\[(（])(?:19|20)\d\d(?=[〕\])）])", lambda m: digits(m[0])),
    rule("years of birth", r"(?<!\d)\d[05](?=后)", lambda m: digits(m[0])),
    *NAMES,
    rule("sets", r"(?<![\d.:-])\d{1,2}[-:：]\d{1,2}(?:[、，,]\s?\d{1,2}[-:：]\d{1,2}){1,6}"
         r"(?![\d.:-]|\s?[岁月年日号级个名人天时点元米章页])", _sets),
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
    rule("money", rf"({alternatives(_MONEY)})\s?({_NUMBER})([十百千万亿]*)(?:美元|港元|元)?",
         lambda m: counted(m[2]) + m[3] + _MONEY[m[1]]),
    rule("fraction", r"(?<![\d./])([1-9]\d?)/([1-9]\d{0,2})(?![\d./])", _fraction),
    rule("sign of a fraction", r"(\d{0,9})([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])", _sign_of_fraction),
    rule("speed of", r"(?:(?<=元)|(?<=\d[次人吨升米卡克字件个]))/(?=[(（一-鿿])", _constant("每")),
    rule("blood pressure", r"(?<![\d./])\d{2,3}/\d{2,3}(?=\s?(?:mmHg|毫米汞柱))",
         lambda m: "、".join(map(cardinal, m[0].split("/")))),
    rule("unit", rf"(?<=[\d万亿])\s?(?:{alternatives(_UNITS)})(?![A-Za-z\d])", _look_up(_UNITS)),
    rule("grams", r"(?<=\d)\s?g(?![A-Za-z\d网手技时基通信])", _constant("克")),
    rule("seconds", r"(?<=\d)\s?s(?![A-Za-z\d店级])", _constant("秒")),
    rule("squared", "[㌀-㏿]", _squared),
    rule("of arc", r"(?<=\d)[°′″]", _look_up({"°": "度", "′": "分", "″": "秒"})),
    rule("between names", r"(?<=[一-鿿])\s?/\s?(?=[一-鿿])", _constant("，")),
    rule("and", r"(?<=[一-鿿])\s?&\s?(?=[一-鿿])", _constant("和")),
    rule("minus", r"(?<=\d)\s?-\s?(?=[\d.]+\s?=)", _constant("减")),
    rule("power", r"(?<![\d.])(\d{1,9})\^(\d{1,3})(?!\d)", lambda m: f"{cardinal(m[1])}的{cardinal(m[2])}次方"),
    rule("between numbers", r"(?<=[\d)])\s?[×xX*÷=+><]\s?(?=[\d(A-Z])", _look_up(_BETWEEN)),
    rule("and more", r"(?<=[\d万亿])\+(?=[一-鿿]|$)", _constant("加")),
    rule("before numbers", r"[><]\s?(?=\d)|(?<=[A-Za-z])\s?[><=]\s?(?=[A-Za-z\d])", _look_up(_BETWEEN)),
    rule("range", rf"(?<![A-Za-z\d_.-])({_NUMBER})([个名位人年月日天岁元米度号级万亿]?){_TO}({_NUMBER})"
         r"(?![A-Za-z\d_-]*[A-Za-z\d-])", _range),
    rule("parts of a metre", r"(?<=\d米)\d\d(?!\d)", lambda m: digits(m[0])),
    rule("days", rf"(?<=[年月日号时点分]){_TO}(?=\d)", _constant("至")),
    rule("negative", rf"(?<![A-Za-z\d_)）.-])-({_NUMBER})", lambda m: "负" + cardinal(m[1])),
    rule("item of a list", r"(?<![\d.])(\d{1,2})\.(?=\s?[一-鿿])", lambda m: cardinal(m[1]) + "、"),
    *WITH_LETTERS,
    rule("ordinal", r"(?<=第)\d+", lambda m: cardinal(m[0])),
    rule("two of them", rf"(?<!\d,)(?<![\d.])2(?=[{_TWICE}]|千|小时|分钟|公[里斤顷]|[平立]方|[厘毫]米)",
         _constant("两")),
    rule("two or more of them",
         r"(?<![\d,.月日])2(?=[至到]\d+(?:[个名位人家次项倍天周岁米吨]|小时|分钟|公里))",
         _constant("两")),
    rule("number", _NUMBER, lambda m: cardinal(m[0])),
    rule("enclosed number", "[①-⑳⑴-⒇⒈-⒛Ⅰ-Ⅻⅰ-ⅻ㈠-㈩㊀-㊉❶-❿➀-➓]", _enclosed),
    rule("zero", "(?<=[一二三四五六七八九〇○零])○|○(?=[一二三四五六七八九〇零])", _constant("零")),
    rule("same again", "(?<=([一-鿿]))々", lambda m: m[1]),
    rule("sign", f"[{''.join(_SIGNS)}]", _look_up(_SIGNS)),
)  # fmt: skip
