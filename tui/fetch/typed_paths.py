"""Paths as people type them, or terminals paste what was dropped on them."""

import os
import re
from itertools import islice

_QUOTES = "'\""
_MOST = 10_000  # files of a folder that are looked at


def path_of(text: str, is_new: bool = False) -> str:
    """The path without the quotes around it or the backslashes before its blanks, where that is there, or `is_new`.
    What is there as it was typed, and what is nowhere, comes back as it is."""
    quoted = len(text) > 2 and text[0] in _QUOTES and text[-1] == text[0]
    meant = text[1:-1] if quoted else re.sub(r"\\([\s'\"\\()&])", r"\1", text) if os.sep == "/" else text
    if _is_there(text) or not (_is_there(meant) or is_new):
        return text
    return meant


def _is_there(path: str) -> bool:
    return os.path.lexists(os.path.expanduser(path))


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
