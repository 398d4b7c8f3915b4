"""Numbers in Chinese words. All take and give text; digits are ASCII."""

import re

DIGITS = "零一二三四五六七八九"
_GROUPS = ("", "万", "亿", "万亿")
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
    groups = [number[max(0, end - 4) : end] for end in range(len(number), 0, -4)]
    said, gap = "", False
    for unit, group in reversed([*zip(_GROUPS, groups, strict=False)]):
        if int(group) == 0:
            gap = bool(said)
            continue
        zero = bool(said) and (gap or group[0] == "0")
        said += ("零" if zero else "") + _group(group.lstrip("0"), first=not said) + unit
        gap = False
    return _with_liang(said) or "零"


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
