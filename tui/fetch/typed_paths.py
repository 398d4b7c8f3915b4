"""Paths as people type them, or terminals paste what was dropped on them."""

import os
import re
from itertools import islice

_QUOTES = "'\""
_ENDINGS = frozenset({"com", "org", "net", "edu", "gov", "cn", "de", "fr", "jp", "uk", "eu", "info", "io"})
_MOST = 10_000  # files of a folder that are looked at


def path_of(text: str, is_new: bool = False) -> str:
    """The path without the quotes around it or the backslashes before its blanks, where that is there, or `is_new`.
    What is there as it was typed, and what is nowhere, comes back as it is."""
    quoted = len(text) > 2 and text[0] in _QUOTES and text[-1] == text[0]
    meant = text[1:-1] if quoted else re.sub(r"\\([\s'\"\\()&])", r"\1", text) if os.sep == "/" else text
    if _is_there(text) or not (_is_there(meant) or is_new):
        return text
    return meant


def is_like_address(text: str) -> bool:
    """Whether a path that leads to nothing may be meant as an address on the web, as those are said."""
    host, slash, _rest = text.lower().partition("/")
    name, _dot, ending = host.rpartition(".")
    is_named = name.strip(".") != "" and (ending in _ENDINGS or bool(slash and ending.isalpha()))
    return is_named or host.startswith("www.")


def address_of(text: str) -> str:
    """An address as it is asked for: "feed:" only says what is there."""
    if not text.lower().startswith("feed:"):
        return text
    rest = text[len("feed:") :]
    if rest.startswith("//"):
        return f"http:{rest}"
    return rest if rest.lower().startswith(("http://", "https://")) else text


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
