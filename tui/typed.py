"""Paths as people type them, or terminals paste what was dropped on them."""

import os
import re
from itertools import islice

_QUOTES = "'\""
_MOST = 10_000  # files of a folder that are looked at


def path_of(text: str) -> str:
    """The path without the quotes around it and the backslashes before its blanks. What is there as it was typed is
    taken so; what has no such signs comes back as it is."""
    if os.path.lexists(os.path.expanduser(text)):
        return text
    if len(text) > 2 and text[0] in _QUOTES and text[-1] == text[0]:
        return text[1:-1]
    return text if os.sep == "\\" else re.sub(r"\\([\s'\"\\()&])", r"\1", text)


def paths_like(text: str) -> list[str]:
    """The paths that begin so, folders with a slash behind them; hidden ones only where that is asked for. None where
    there are none, and of an address."""
    folder, begin = os.path.split(text)
    try:
        with os.scandir(os.path.expanduser(folder) or ".") as entries:
            found = [each for each in islice(entries, _MOST) if _is_meant(each.name, begin)]
        return sorted(os.path.join(folder, each.name) + (os.sep if each.is_dir() else "") for each in found)
    except (OSError, ValueError):
        return []


def _is_meant(name: str, begin: str) -> bool:
    return name.startswith(begin) and name.isprintable() and (begin != "" or not name.startswith("."))
