"""The day in a date that is neither written as in mail nor as ISO wants it."""

import re
from email.utils import parsedate

_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_IN_NUMBERS = re.compile(r"(?<!\d)(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})(?!\d)")
_CLOSE = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[. -]+([a-z]{3})[a-z]*[.,]*[ -]+(\d{4})(?!\d)", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"\b([a-z]{3})[a-z]*\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?!\d)", re.IGNORECASE)


def day_in(text: str) -> str:
    """As ISO, "" where there is none."""
    try:
        day = parsedate(text)
    except (ValueError, IndexError, TypeError, OverflowError):  # it has raised all of these on what is no date
        day = None
    if day and day[0] >= 100 and (found := _iso(*day[:3])):
        return found
    if found_in := _IN_NUMBERS.search(text) or _CLOSE.search(text):
        return _iso(*map(int, found_in.groups()))
    if found_in := _DAY_FIRST.search(text):
        return _iso(int(found_in[3]), _month(found_in[2]), int(found_in[1]))
    if found_in := _MONTH_FIRST.search(text):
        return _iso(int(found_in[3]), _month(found_in[1]), int(found_in[2]))
    return ""


def _month(name: str) -> int:
    """From 1; 0 where it is none."""
    at = _MONTHS.find(name.lower())
    return at // 3 + 1 if at >= 0 and at % 3 == 0 else 0


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
