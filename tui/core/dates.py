"""Dates as they are said."""


def day_of(date: str) -> str:
    """A date without the time of day that some tell with it: nobody wants to hear 2026-11-28T02:29:37Z."""
    return date[:10] if date[4:5] == date[7:8] == "-" and date[10:11] == "T" else date
