"""How a line ends and how it begins: the strongest evidence of what belongs together."""

import re

from tui.newspaper.pack import Pack

_REFERENCES = re.compile(r"(?:(?:\[[^\[\]\n]{1,6}\]|［\d{1,3}］|-LSB-[^\n]{1,8}?-RSB-)(?::\d+)?[，,、]?)+$")
_TAIL = 200  # characters, in which these are looked for
_REFERENCE_STARTS = "[［-"
_MARKED = "]］-0123456789，,、"
_DOTS = ("..", ",,", ".,", ",.")  # dots are often read as commas
_BRACKETS = ")）]】〕"
_HYPHENS = "-\u2010\u00ad\u00ac"


def ending(text: str, pack: Pack) -> str:
    """stop, ellipsis, colon, hyphen, soft (a comma or the like), function (a word that wants another) or bare.
    Marks of references, as encyclopedias set them behind a stop, are passed over."""
    if text[-1] in _MARKED and (found := _REFERENCES.search(text, max(0, len(text) - _TAIL))) and found.start():
        text = text[: found.start()].rstrip() or text
    last = len(text)
    while last > 1 and (text[last - 1] in pack.closers or (last < len(text) and text[last - 1] in " \u00a0\u202f")):
        last -= 1
    mark = text[last - 1]
    if mark == "…" or text[:last].endswith(_DOTS):
        return "ellipsis"
    if mark in pack.final:
        return _after_dot(text[:last], pack) if mark == "." else "stop"
    if mark in ":：":
        return "colon"
    if mark in _HYPHENS and last == len(text) and last > 1 and text[last - 2].isalpha() and pack.spaced:
        return "hyphen"
    if mark in pack.soft:
        return "soft"
    if text[-1] in _BRACKETS:
        return "closed"
    word = text.rsplit(None, 1)[-1].lower() if pack.spaced else text[-1]
    return "function" if word in pack.words("function") else "bare"


def _after_dot(text: str, pack: Pack) -> str:
    if not pack.spaced:
        return "stop"
    word = text.rsplit(None, 1)[-1][:-1]
    if word.rsplit("'", 1)[-1] in pack.words("abbreviations") or (len(word) == 1 and word.isupper()):
        return "abbreviation"
    return "stop"


def beginning(text: str, pack: Pack) -> str:
    """What a line starts with: close, quote, open, dash, lower, upper, digit, mark or letter. Marks of references
    alone close."""
    first = text[1] if text[0] in "'’" and text[1:2].isalpha() else text[0]
    if first in _REFERENCE_STARTS and _REFERENCES.fullmatch(text.rstrip(pack.final)):
        return "close"
    if first in pack.head_marks:
        return "mark"
    if first in pack.openers or first == '"':
        return "quote" if first in '“‘「『«"„»' else "open"
    if first in pack.closers or first in pack.soft.replace("—", "") or first in pack.final:
        return "close"
    if first in "—–-":
        return "dash"
    if first.islower():
        return "lower"
    if first.isupper():
        return "upper"
    return "digit" if first.isdigit() else "letter"


def opened(text: str, pack: Pack) -> bool:
    """A bracket or a quotation was opened and not closed in this text."""
    return any(text.rfind(opener) > text.rfind(closer) for opener, closer in pack.pairs if opener in text)


def opens_paragraph(text: str, pack: Pack) -> str:
    """dateline, speaker, enumerator or starter when a line begins as paragraphs do, else ""."""
    for key in ("dateline", "enumerator", "speaker", "starter"):
        if pack.begins(key, text):
            return key
    return ""


def is_table_row(text: str) -> bool:
    """Dots lead to a figure at the end of the line: `Italien... 102 30`."""
    return text[-1].isdigit() and ".." in text


def ends_with_word(text: str) -> bool:
    """The last piece of a text is a word, perhaps with quotation marks or brackets: a sentence may go on."""
    return text.rsplit(None, 1)[-1].strip("'’“”\"«»()").replace("'", "").replace("’", "").isalpha()
