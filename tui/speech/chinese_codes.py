"""Numbers that are names, in Chinese text: telephones, trains, rooms, models, days that everybody knows, addresses."""

import re
from re import Match

from tui.speech.chinese_numbers import DIGITS, cardinal, digits, telephone
from tui.speech.rules import Rule, rule

_ALONE = r"(?<![\d.A-Za-z])"
_END = r"(?![\d.]*\d)"
# Words behind which, and before which, a number is dictated digit by digit.
_BEHIND = (
    "电话",
    "热线",
    "拨打",
    "致电",
    "邮编",
    "邮政编码",
    "传真",
    "账号",
    "号码",
    "证号",
    "编号",
    "代码",
    "QQ",
    "学号",
    "警号",
)
_BEFORE = "热线|报警|急救|火警|国道|省道|县道|医院|室|房|次列车|次航班|路公交"
_ADDRESS = r"(?a:(?:https?://|www\.)[\w./?=&%#:~+-]*[\w/]|(?<![\w.+-])[A-Za-z\d][\w.+-]{0,64}@[\w-]+(?:\.[\w-]+)+)"
_IN_ADDRESS = {
    ".": "点",
    "/": "斜杠",
    "@": "艾特",
    ":": "冒号",
    "-": "杠",
    "_": "下划线",
    "?": "问号",
    "=": "等于",
    "&": "和",
}
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_DAYS = "事件|晚会|运动|地震|惨案|政变|空难|大火"


def _day(match: Match[str]) -> str:
    return digits(re.sub(r"\D", "", match[0]))


def _address(match: Match[str]) -> str:
    address = re.sub(r"^https?://", "", match[0])
    said = "".join(DIGITS[int(sign)] if sign.isdecimal() else _IN_ADDRESS.get(sign, sign) for sign in address)
    return re.sub("(?<=[A-Za-z])(?=[^A-Za-z])|(?<=[^A-Za-z])(?=[A-Za-z])", " ", said)


def _spelled(code: str) -> str:
    return re.sub(r"\d+", lambda m: telephone(m[0]), code)


def _code(match: Match[str]) -> str:
    return "杠".join(map(digits, match[0].split("-")))


def _version(match: Match[str]) -> str:
    return "点".join(map(cardinal, match[0].split(".")))


def _after_letter(match: Match[str]) -> str:
    number = match[1]
    return telephone(number) if len(number) > 2 and "." not in number else cardinal(number)


def _long(match: Match[str]) -> str | None:
    return None if match[0].endswith("000") else digits(match[0])


def _telephone(match: Match[str]) -> str:
    return telephone(match[0].strip(" ()").replace(") ", ")"))


_AFTER_WORDS = "|".join(f"(?<={word})|(?<={word}[:：])" for word in _BEHIND)
ADDRESS = rule("address", _ADDRESS, _address)
NAMES: tuple[Rule, ...] = (
    rule("mobile telephone", rf"{_ALONE}1[3-9]\d(?:\d{{8}}|[- ]\d{{4}}[- ]\d{{4}}){_END}", _telephone),
    rule("telephone",
         rf"{_ALONE}(?:\(0\d{{2,3}}\)\s?\d{{7,8}}|0\d{{2,3}}-(?:\d{{7,8}}|\d{{4}} \d{{4}})|"
         rf"[48]00-?\d{{3}}-?\d{{4}}){_END}",
         _telephone),
    rule("telephone abroad", r"\+\d{1,3}(?:[- ]\d{2,8}){1,4}(?![\d.-])", lambda m: "加" + telephone(m[0][1:])),
    rule("short number", rf"(?:{_AFTER_WORDS})\s?\d{{3,12}}(?![\d.-])", _telephone),
    rule("short number before", rf"{_ALONE}\d{{3,5}}(?=(?:{_BEFORE})(?!间))", _telephone),
    rule("number of alarm", r"(?<=“)1[12]\d{1,3}(?=”)", _telephone),
    rule("day that everybody knows",
         rf"(?<!\d)\d{{1,2}}·\d{{1,2}}(?!\d)|(?<![\d.])\d{{1,2}}\.\d{{1,2}}(?=[”\"]?(?:{_DAYS}))",
         _day),
    rule("number of a car", rf"(?<=[{_PROVINCES}])([A-Z])[·・]?([A-Z\d]{{5,6}})(?![A-Za-z\d])",
         lambda m: m[1] + _spelled(m[2])),
    rule("number of a year", r"(?<=第)((?:19|20)\d\d)-(\d{1,4})(?=号)", lambda m: f"{digits(m[1])}杠{cardinal(m[2])}"),
    rule("glue", r"(?<!\d)502(?=胶)", lambda m: digits(m[0])),
    rule("model", r"(?<=[歼轰运直])-(\d+)(?!\d)", lambda m: cardinal(m[1])),
    rule("code", r"(?<![\d.:A-Za-z-])(?:\d+(?:-\d+){2,}|0\d+-\d+|\d+-0\d+)(?![\d.:-])|"
         r"(?<=[A-Z] )\d+-\d+(?![\d.-])|(?<=[A-Z])\d+-\d+(?![\d.-])", _code),
    rule("version", r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d.]*\d)", _version),
)  # fmt: skip
WITH_LETTERS: tuple[Rule, ...] = (
    rule("number sign", r"(?:№|N[oO]\.)\s?(\d+)", lambda m: cardinal(m[1]) + "号"),
    rule("letter and more", r"(?<=[A-Za-z+])\+(?![A-Za-z\d])", lambda m: "加"),
    rule("sharp", r"(?<![A-Za-z])([A-Z])#", lambda m: m[1] + "井"),
    rule("after a letter", r"(?<=[A-Za-z])-?(\d+(?:\.\d+)?)", _after_letter),
    rule("long number", rf"{_ALONE}\d{{9,}}{_END}", _long),
)  # fmt: skip
