"""Numbers in Chinese words. All take and give text; digits are ASCII."""

import re

DIGITS = "零一二三四五六七八九"
_LONGEST = 16


def digits(number: str) -> str:
    """Digit by digit, as years are read; a dot is 点."""
    return "".join(DIGITS[int(digit)] if digit.isdigit() else "点" for digit in number)


def telephone(number: str) -> str:
    """Digit by digit with 幺 for one, as numbers are dictated; hyphens and spaces are short pauses."""
    return "".join(digits(digit).replace("一", "幺") if digit.isdigit() else "，" for digit in number)


def cardinal(number: str) -> str:
    """How many: digits with or without commas, and decimals. Longer than any unit: digit by digit."""
    whole, _dot, decimals = number.replace(",", "").partition(".")
    by_digit = len(whole) > _LONGEST or (len(whole) > 1 and whole[0] == "0")
    return (digits(whole) if by_digit else _whole(whole)) + ("点" + digits(decimals) if decimals else "")


def counted(number: str) -> str:
    """How many of something: two is 两."""
    said = cardinal(number)
    return "两" if said == "二" else said


def _whole(number: str) -> str:
    """Up to 16 digits: what is counted in 亿, in 万, and in ones."""
    number = number.lstrip("0").rjust(16, "0")
    said = ""
    for part, unit in ((number[:8], "亿"), (number[8:], "")):
        if int(part):
            said += ("零" if said and part[0] == "0" else "") + _below_yi(part, first=not said) + unit
    return _with_liang(said) or "零"


def _below_yi(part: str, first: bool) -> str:
    high, low = part[:4].lstrip("0"), part[4:]
    said = _group(high, first) + "万" if high else ""
    if int(low):
        said += ("零" if said and low[0] == "0" else "") + _group(low.lstrip("0"), first and not said)
    return said


def _group(group: str, first: bool) -> str:
    """Up to four digits without leading zeros."""
    if first and len(group) == 2 and group[0] == "1":
        return "十" + (DIGITS[int(group[1])] if group[1] != "0" else "")
    said, gap = "", False
    for digit, unit in zip(group, "千百十"[3 - len(group) + 1 :] + " ", strict=False):
        if digit == "0":
            gap = True
            continue
        said += ("零" if gap else "") + DIGITS[int(digit)] + unit.strip()
        gap = False
    return said


def _with_liang(said: str) -> str:
    """千, 万 and 亿 are counted with 两, except after 十 and 零."""
    said = said.replace("二千", "两千")
    for unit in "万亿":
        said = re.sub(f"(?<![十零])二{unit}", "两" + unit, said)
    return said
