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
from tui.core.light import Callable, Iterator
from tui.core.search import APART_BY_LINES
from tui.importers.short_words import DELETED
from tui.texts import _

_SHORT, _LONGEST = 4_000, 1_000_000  # characters: of more a look would keep keys waiting that are pressed meanwhile
_MOST = 128_000_000  # bytes of letters that are kept
_LIKE_MARKS = ("\uff1c", "\uff06", "\ufe64", "\ufe60")  # they become signs of marks when letters are folded
# Sources are taken apart in UTF-8, in which most of that takes less time than in text.
_LITERAL, _COMMENT = (b"<![CDATA[", b"]]>"), (b"<!--", b"-->")
_MARK = re.compile(rb"<(!--.*?--|/?[a-zA-Z!?][^<>]*)>", re.DOTALL)
_IS_MARK = re.compile(rb"/?[a-zA-Z!?][^\"]*(?:\"[^\"]*\"[^\"]*)*+\Z")
_LINKS = {  # by the signs that they begin with
    b"](": re.compile(rb"\](\((?:[^()]|\([^()]*\))*\))"),
    b"][": re.compile(rb"\](\[[^\[\]]*\])"),
}
_BEHIND_MARKS = (b'">', b"'>")  # left by marks with signs of marks in them
_WORD = 100  # bytes of one
_LEVELS = 2  # marks may stand in text that is written for marks to stand around it
_NAMES = (
    (b"&lt;", b"<"),
    (b"&gt;", b">"),
    (b"&quot;", b'"'),
    (b"&#39;", b"'"),
    (b"&#x27;", b"'"),
    (b"&amp;", b"&"),
    (b"&amp;", b"&"),
)
_NAMED = re.compile(b"&(?:#[0-9x]|[a-z]{2})", re.IGNORECASE)
_NAME = re.compile(rb"&(#?\w+)")
_PERCENT = re.compile(b"(?:%[0-9A-Fa-f]{2})+")
# What words are made of that stand otherwise in the source, or packed; all in small letters.
_MADE = re.compile(rb"<(?:r(?:uby|t)|(?:\w+:)?math)")
_BASE = b"base64"
_OF_MADE = (b"ruby", b"math", _BASE, b"type")  # of which letters are left where one of these stands
_READINGS = (b"<rt", b"<RT", b"<Rt", b"<rT")  # of which hardly any are left
_TYPED = re.compile(rb"type\s*=\s*[\"'](?!text/)[^\"'<>/]*/")
_PACKED = re.compile(rb"<(?:\w+:)?(?:content|summary|title)\b[^<>]*?\b%b" % _TYPED.pattern)
_NOT_OF_MARKS = bytes(code for code in range(0x100) if chr(code) not in "<>")
_ASCII = bytes(range(0x80))
_SMALL = bytes(range(0x100)).lower()
_SIGNS = bytes(code for code in range(0x80) if not chr(code).isalnum())
_COUNTED = re.compile(r"\d+|[ivxlc]+|([a-z])\1*|[零〇一二三四五六七八九十百千]+")
_JOINED = "\u0306\uff9e\uff9f"  # changes the letter before it, though it is no mark or vanishes
_FEW = 40  # letters that change: one after the other takes less time than a look at each place
_LITTLE = 2  # letters of a word that stands everywhere, but in scripts without spaces


class SourceWords:
    """Of chapters that `source` gives the sources of, those that follow each other in one; None where their blocks tell
    what cannot be read. Two threads may ask at once."""

    def __init__(self, source: Callable[[range], str | None]) -> None:
        self._source = source
        self._kept: dict[range, bytes | None] = {}
        self._size = 0

    def look(self, some: range) -> None:
        """Once at all of them makes each `may_say` later quick."""
        self._letters(some)

    def may_say(self, some: range, query: str) -> bool:
        """Whether one of the chapters may say it."""
        words = _words(query)
        letters = self._letters(some) if words else None
        return letters is None or all(word in letters for word in words)

    def _letters(self, some: range) -> bytes | None:
        if some in self._kept:
            return self._kept[some]
        source = self._source(some)
        letters = None if source is None else letters_of(source, len(some))
        if source and len(source) > _SHORT and self._size < _MOST:
            self._size += len(letters or b"")
            self._kept[some] = letters
        return letters


def may_say(source: str, query: str, count: int = 1) -> bool:
    """Whether text made of a source may say it: XHTML, Markdown, or text of either kind that is written for XML.
    `count`: of the chapters that it is put together of."""
    letters = letters_of(source, count)
    return letters is None or all(word in letters for word in _words(query))


def letters_of(source: str, count: int = 1) -> bytes | None:
    """All the letters of a source in UTF-8, folded, those in marks behind the others; None where words of the text may
    not stand in it."""
    if len(source) > _LONGEST or (not source.isascii() and any(sign in source for sign in _LIKE_MARKS)):
        return None
    taken = _encoded(source)
    if b"<" not in taken and b"&" not in taken:
        letters = _letters(_unquoted(_without_links(taken)))
        return None if letters and _BASE in letters else letters
    taken, levels = _without_literals(taken), []
    if count > 1 and b"!--" in taken:  # a comment may take in the next chapter
        return None
    for _level in range(_LEVELS):
        levels.append(taken)
        taken = _without_marks(taken)
        if b">" in taken and any(left in taken for left in _BEHIND_MARKS):
            return None
        if b"&" not in taken or not _NAMED.search(taken):
            break
        taken = _meant(taken)
    letters = _letters(_unquoted(taken))
    may_be_made = letters and (
        any(sign in letters for sign in _OF_MADE) or any(sign in level for level in levels for sign in _READINGS)
    )
    return None if may_be_made and any(_is_made(level.lower()) for level in levels) else letters


def _without_literals(source: bytes) -> bytes:
    begin, end = _LITERAL
    return source.replace(begin, b"").replace(end, b"") if begin in source else source


def _is_made(small: bytes) -> bool:
    """Whether words of it may be made of what stands otherwise, or packed, in the source."""
    return _BASE in small or bool(_MADE.search(small) or (_TYPED.search(small) and _PACKED.search(small)))


def _without_marks(source: bytes) -> bytes:
    """What stands in marks may be words after all: it comes behind, once."""
    return _without_links(_apart(_evenly(source) or _MARK.split(_with_whole_comments(source))))


def _without_links(source: bytes) -> bytes:
    for sign, links in _LINKS.items() if b"]" in source else ():
        if sign in source:
            parts = links.split(source)
            source = b"\n".join((_apart(parts), *_alone(parts)))
    return source


def _alone(parts: list[bytes]) -> Iterator[bytes]:
    """What may be a link by itself, with the word that goes on behind it."""
    for link, behind in zip(parts[1::2], parts[2::2], strict=True):
        if link.startswith(b"[") and behind and not behind[:1].isspace():
            yield link + behind[:_WORD].split(None, 1)[0]


def _evenly(source: bytes) -> list[bytes]:
    """Text and marks in turn, in no time; nothing where they are not plain to see."""
    signs = source.translate(None, _NOT_OF_MARKS)
    if signs != b"<>" * (len(signs) // 2):
        return []
    parts = source.replace(b">", b"<").split(b"<")
    return parts if all(map(_IS_MARK.match, set(parts[1::2]))) else []


def _with_whole_comments(source: bytes) -> bytes:
    """Those that do not end would each be looked through to the end."""
    begin, end = _COMMENT
    last = source.rfind(end)
    return source[: max(0, last)] + source[max(0, last) :].replace(begin, b"<!")


def _apart(parts: list[bytes]) -> bytes:
    return b"\n".join([b"".join(parts[::2]), *set(parts[1::2])])


def _meant(source: bytes) -> bytes:
    """With the characters that are named in it. The names come behind: they may be words after all."""
    names, before = [], source
    for name, letter in _NAMES:  # most of all, and a function for each takes ten times as long
        source = before.replace(name, letter)
        if len(source) < len(before):
            names.append(name[1:])
        before = source
    if _NAMED.search(source):
        names += set(_NAME.findall(source))
        source = _encoded(unescape(_decoded(source)))
    return b"\n".join((source, *names))


def _unquoted(source: bytes) -> bytes:
    if b"%" not in source:
        return source
    return source + _PERCENT.sub(lambda found: _encoded(unquote(found[0].decode())), source)


def _letters(source: bytes) -> bytes | None:
    """None where what stands on one line may become another letter by what stands on the next."""
    if source.isascii():
        return source.translate(_SMALL, _SIGNS)
    text = _decoded(source)
    made = {letter: _becomes(letter) for letter in set(_decoded(source.translate(None, _ASCII)))}
    changing = [letter for letter, other in made.items() if letter != other]
    if len(changing) > _FEW or None in made.values():
        return None if re.search(APART_BY_LINES, text) else _letters_of(_without_nothing(text))
    for letter in changing:
        text = text.replace(letter, made[letter] or "")
    return _encoded(text).lower().translate(None, _SIGNS)


@lru_cache(maxsize=4096)
def _becomes(letter: str) -> str | None:
    """What it is as a letter of a word, where it is the same whatever stands around it."""
    made = "" if _is_nothing(letter) else folded(letter)
    if letter in _JOINED or "\u1161" <= letter <= "\u11ff" or (made and category(letter)[0] == "M"):
        return None
    if made and not any(map(_is_of_word, made)):
        return "" if made.isascii() else letter  # as signs of ASCII go, and others stay
    return made if folded(made) == made else None


def _letters_of(text: str) -> bytes:
    return _encoded(folded(text)).translate(None, _SIGNS)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(source: bytes) -> str:
    return source.decode("utf-8", "surrogatepass")


def _without_nothing(text: str) -> str:
    for letter in filter(_is_nothing, others(text)):
        text = text.replace(letter, "")
    return text


def _is_nothing(letter: str) -> bool:
    """Whether it is no part of a text, though folding does not take it away."""
    return letter in "\u1680\u2028\u2029\ufff9\ufffa\ufffb" or "\x80" <= letter <= "\x9f"


@lru_cache(maxsize=8)
def _words(query: str) -> tuple[bytes, ...]:
    """Those of it that are looked for: not those that stand everywhere and those that may come from elsewhere, as
    numbers of lists, and what this program says of pictures and the like."""
    made = [_("Picture: {name}"), _("Attachment: {name}"), _("Recording: {name}"), _("Film: {name}")]
    made += [_("Embedded page: {name}"), _("Embedded file: {name}")]
    made += [_("Chapters: {name}"), _("Transcript: {name}"), _("Chapters of the recording")]
    made += [_("Nothing to read here."), _("This entry holds no text.")]
    said = _letters_of(" ".join((*made, *DELETED)))
    words = "".join(letter if _is_of_word(letter) else " " for letter in folded(query)).split()
    named = (word for word in words if not _COUNTED.fullmatch(word))
    wanted = (word for word in named if len(word) > _LITTLE or is_apart(word))
    return tuple(part for part in map(_letters_of, wanted) if part not in said)


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or (not letter.isascii() and category(letter)[0] == "M")
