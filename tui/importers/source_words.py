"""Whether text may say something, told by its source before that is parsed.

Of both, what is looked for and the source, but letters are left. A word that stands in a chapter stands in its source,
whole, or with marks in it that are taken out. A little more is found than is there, but nothing is missed.
"""

import re
from functools import lru_cache
from html import unescape
from unicodedata import category
from urllib.parse import unquote

from tui.core.letters import folded, is_apart, others
from tui.core.light import Callable, Sequence
from tui.core.search import APART_BY_LINES
from tui.importers.first_sight import is_sure, stands_parted
from tui.importers.spelled import COMMENT, LIKE_MARKS, Spelled, is_nothing
from tui.texts import _

_LITERAL = ("<![CDATA[", "]]>")
_LONGEST = 200_000  # characters: a look at more would keep keys waiting that are pressed meanwhile
# Each begins with one sign: that is found in no time.
_MARKS = (
    re.compile(r"<(?:!--.*?-->|/?[a-zA-Z!?][^<>]*>)", re.DOTALL),
    re.compile(r"\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])"),
)
_BEHIND_MARKS = ('">', "'>")  # left by marks with signs of marks in them
_NAMES = (
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", '"'),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&amp;", "&"),
    ("&amp;", "&"),
)
_NAMED = re.compile("&(?:#[0-9x]|[a-z]{2})", re.IGNORECASE)
_PERCENT = re.compile("(?:%[0-9A-Fa-f]{2})+")
_MADE = re.compile(  # of words that stand otherwise in the source, or packed
    r"<(?:[rR](?:[uU][bB][yY]|[tT])|(?:\w+:)?[mM][aA][tT][hH]|[^<>]*base64"
    r"|(?:\w+:)?(?:content|summary|title)\b[^<>]*?\btype\s*=\s*[\"'](?!text/)[^\"'<>/]*/)"
)
_TO_LATIN = re.compile(  # what may become letters of ASCII: no signs, no Chinese, kana or Korean
    "[\xaa-\u1fff\u2070-\u2fff\u3200-\u33ff\ua620-\uabff\ufb00-\ufb1c\uff10-\uff5a\U00010000-\U0001ffff]"
)
_SIGNS = bytes(code for code in range(0x80) if not chr(code).isalnum())
_COUNTED = re.compile(r"\d+|[ivxlc]+|([a-z])\1*|[零〇一二三四五六七八九十百千]+")
_SHORT = 2  # letters of a word that stands everywhere, but in scripts without spaces


class SourceWords:
    """Of chapters that `source` gives the sources of, those that follow each other in one; None where their blocks tell
    what cannot be read."""

    def __init__(self, source: Callable[[range], str | None]) -> None:
        self._source = source
        self._spelled = Spelled()

    def look(self, some: range) -> None:
        """Once at all of them makes each `may_say` later quick."""
        if not self._spelled.has_seen(some) and (source := self._source(some)):
            self._spelled.look(some, source)

    def may_say(self, some: range, query: str) -> bool:
        """Whether one of the chapters may say it."""
        source = self._source(some)
        if source is None:
            return True
        words = [word.decode("utf-8", "surrogatepass") for word in _parts(query)]
        return not (words and self._spelled.lacks(some, source, words)) and may_say(source, query, len(some))


def may_say(source: str, query: str, count: int = 1) -> bool:
    """Whether text made of a source may say it: XHTML, Markdown, or text of either kind that is written for XML.
    `count`: of the chapters that it is put together of."""
    missing = _parts(query) if len(source) < _LONGEST else ()
    if count > 1 and COMMENT in source:  # one that does not end would take in the next chapter
        return True
    if not missing or any(sign in source for sign in LIKE_MARKS):
        return True
    fold = _folded
    if all(map(bytes.isascii, missing)):
        fold = _latin
    elif re.search(APART_BY_LINES, source):
        return True
    source = fold(_without_literals(source))
    if _is_far(source.encode("utf-8", "surrogatepass"), missing):
        return False
    shown, bare = _meant(source, fold), _without_marks(source)
    if _MADE.search(shown):
        return True
    for text in dict.fromkeys((source, shown, fold(_unquoted(shown)), _meant(bare, fold), _twice(shown, fold))):
        if missing:
            letters = _letters(text)
            missing = tuple(part for part in missing if part not in letters)
    return not missing or any(left in bare for left in _BEHIND_MARKS)


def _without_literals(source: str) -> str:
    begin, end = _LITERAL
    return source.replace(begin, "").replace(end, "") if begin in source else source


def _is_far(source: bytes, missing: Sequence[bytes]) -> bool:
    """Whether one of the words is sure not to be there, as most of those are that are nowhere."""
    words = (part.decode("utf-8", "surrogatepass") for part in missing)
    return any(not stands_parted(source, word) for word in words) and is_sure(source)


def _twice(shown: str, fold: Callable[[str], str]) -> str:
    """Of marks that were written for marks to stand around them."""
    return _meant(_without_marks(shown), fold)


def _meant(text: str, fold: Callable[[str], str]) -> str:
    """With the characters that are named in it."""
    if "&" in text:
        for name, letter in _NAMES:  # most of all, and a function for each takes ten times as long
            text = text.replace(name, letter)
    return fold(unescape(text)) if _NAMED.search(text) else text


def _unquoted(text: str) -> str:
    return _PERCENT.sub(lambda found: unquote(found[0]), text) if "%" in text else text


def _without_marks(text: str) -> str:
    for marks in _MARKS:
        text = marks.sub("", text)
    return text


def _letters(whole: str) -> bytes:
    return whole.encode("utf-8", "surrogatepass").translate(None, _SIGNS)


def _folded(text: str) -> str:
    for letter in filter(is_nothing, others(text)):
        text = text.replace(letter, "")
    return folded(text)


def _latin(text: str) -> str:
    """The same as far as words of ASCII go: what does not become a letter of ASCII is gone."""
    if text.isascii():
        return text.lower()
    for letter in filter(_TO_LATIN.match, others(text)):
        text = text.replace(letter, folded(letter))
    return text.encode("ascii", "ignore").decode("ascii").lower()


@lru_cache(maxsize=8)
def _parts(query: str) -> tuple[bytes, ...]:
    """Its words, but those that stand everywhere and those that may come from elsewhere: numbers of lists, and what
    this program says of pictures and the like."""
    made = _("Picture: {name}"), _("Attachment: {name}"), _("Nothing to read here."), _("This entry holds no text.")
    said = _letters(folded(" ".join(made)))
    words = "".join(letter if _is_of_word(letter) else " " for letter in folded(query)).split()
    named = (word for word in words if not _COUNTED.fullmatch(word))
    wanted = (word for word in named if len(word) > _SHORT or is_apart(word))
    return tuple(part for part in map(_letters, wanted) if part not in said)


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or (not letter.isascii() and category(letter)[0] == "M")
