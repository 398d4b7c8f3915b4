"""Paths as people type them, or terminals paste what was dropped on them."""

import os
import re

_QUOTES = "'\""


def path_of(text: str) -> str:
    """The path without the quotes around it and the backslashes before its blanks. What is there as it was typed is
    taken so; what has no such signs comes back as it is."""
    if os.path.lexists(os.path.expanduser(text)):
        return text
    if len(text) > 2 and text[0] in _QUOTES and text[-1] == text[0]:
        return text[1:-1]
    return text if os.sep == "\\" else re.sub(r"\\([\s'\"\\()&])", r"\1", text)
