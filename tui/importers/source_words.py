"""Whether text may say something, told by its source before that is parsed.

Of both, what is looked for and the source, but letters are left. A word that stands in a chapter stands in its source,
whole, or with marks in it that are taken out. A little more is found than is there, but nothing is missed.
"""

import re
from functools import lru_cache
from html import unescape
from unicodedata import category
from urllib.parse import unquote

from tui.core.letters import APART, folded
from tui.texts import _

_LONGEST = 200_000  # characters: a look at more would keep keys waiting that are pressed meanwhile
_MARKS = re.compile(r"<!--.*?-->|</?[a-zA-Z!?][^<>]*>|\]\([^()\n]*\)|\]\[[^\[\]\n]*\]", re.DOTALL)
_BEGIN_MARKS = ("<", "](", "][")
_BEHIND_MARKS = ('">', "'>")  # left by marks with signs of marks in them
_LITERAL = ("<![CDATA[", "]]>")
_PERCENT = re.compile("(?:%[0-9A-Fa-f]{2})+")
_MADE = re.compile(  # of words that stand otherwise in the source, or packed
    r"""<(?:ruby|rt|(?:\w+:)?math|[^<>]*base64|(?:\w+:)?(?:content|summary|title)\b[^<>]*?\btype\s*=\s*["'](?!text/)[^"'<>/]*/)""",
    re.IGNORECASE,
)
_NOTHING = re.compile("[\x80-\x9f\u1680\u2028\u2029\ufff9-\ufffb]+")  # beside what is of ASCII, and what is folded away
_TO_LATIN = re.compile(  # what may become letters of ASCII, or nothing: no signs, no Chinese, kana or Korean
    "[\x80-\u1fff\u200b-\u200f\u2028-\u202e\u2060-\u2fff\u3164\u3200-\u33ff\ua620-\uabff\uf900-\ufe0f\ufe70-\ufeff"
    "\uff10-\uff5a\uffa0\ufff9-\ufffb\U00010000-\U0001ffff\U000e0000-\U000e0fff]+"
)
_PARTED = re.compile("\n\\s*(?:(?!\\w)[\u0300-\u1cff\ua800-\uabff]|[\u1161-\u11ff\u3099\u309a\uff9e\uff9f])")
_SIGNS = bytes(code for code in range(0x80) if not chr(code).isalnum())
_COUNTED = re.compile(r"\d+|[ivxlc]+|([a-z])\1*|[零〇一二三四五六七八九十百千]+")
_SHORT = 2  # letters of a word that stands everywhere, but in scripts without spaces


def may_say(source: str, query: str) -> bool:
    """Whether text made of a source may say it: XHTML, Markdown, or text of either kind that is written for XML."""
    missing = _parts(query) if len(source) < _LONGEST else ()
    if not missing or ("<" in source and _MADE.search(source)) or not (missing := _missing(missing, source)):
        return True
    if not all(map(bytes.isascii, missing)) and _PARTED.search(source):
        return True
    for literal in _LITERAL:
        source = source.replace(literal, "")
    bare = _without_marks(source)
    for text in _readings(source, bare):
        missing = _missing(missing, text)
    return not missing or any(left in bare for left in _BEHIND_MARKS)


def _readings(source: str, bare: str) -> set[str]:
    """What else it may become: without its marks, with its characters as they are meant, or both."""
    shown = unescape(source)
    unquoted = _PERCENT.sub(lambda found: unquote(found[0]), shown) if "%" in shown else shown
    return {unescape(bare), shown, unescape(_without_marks(shown)), unquoted} - {source}


def _without_marks(text: str) -> str:
    return _MARKS.sub("", text) if any(mark in text for mark in _BEGIN_MARKS) else text


def _missing(parts: tuple[bytes, ...], text: str) -> tuple[bytes, ...]:
    if not parts:
        return ()
    letters = _letters((_latin if all(map(bytes.isascii, parts)) else _folded)(text))
    return tuple(part for part in parts if part not in letters)


def _letters(whole: str) -> bytes:
    return whole.encode("utf-8", "surrogatepass").translate(None, _SIGNS)


def _folded(text: str) -> str:
    return folded(text if text.isascii() else _NOTHING.sub("", text))


def _latin(text: str) -> str:
    """The same as far as words of ASCII go; of other scripts most stays as it is."""
    return text.lower() if text.isascii() else _TO_LATIN.sub(lambda found: _folded(found[0]), text).lower()


@lru_cache(maxsize=8)
def _parts(query: str) -> tuple[bytes, ...]:
    """Its words, but those that stand everywhere and those that may come from elsewhere: numbers of lists, and what
    this program says of pictures and the like."""
    made = _("Picture: {name}"), _("Attachment: {name}"), _("Nothing to read here."), _("This entry holds no text.")
    said = _letters(folded(" ".join(made)))
    words = "".join(letter if _is_of_word(letter) else " " for letter in folded(query)).split()
    named = (word for word in words if not _COUNTED.fullmatch(word))
    wanted = (word for word in named if len(word) > _SHORT or APART.match(word))
    return tuple(part for part in map(_letters, wanted) if part not in said)


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or (not letter.isascii() and category(letter)[0] == "M")
