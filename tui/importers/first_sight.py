"""What is sure not to stand in a source, told without taking the marks out of it.

A word that is told in one piece has nothing between its letters in the source but what vanishes: marks, whole or named,
comments, links of Markdown, signs. Where one of its letters is named by its number, or words are made otherwise,
nothing is sure.
"""

import re
from functools import lru_cache
from html.entities import html5

from tui.core.light import Sequence

_OFTEN = b"etaoinshrdlcumwfgypbvkjxqz"
_ENOUGH = 5  # letters by which a word is told
_NAMED_SIGNS = (
    b"(?:lt|gt|quot|apos|amp|nbsp|shy|[lr][sd]quo|[nm]dash|hellip|[lr]aquo|bull|middot"
    b"|#(?:0*3[49]|0*x2[27]|160|xa0|173|xad|82[0-2][0-9]|x20[0-4][0-9a-f]))"
)
_AMP = b"&(?:amp;)*+"
# In the order in which they are tried; what was taken is not given back, so that no text takes long.
_VANISHING = (
    rb"[\0-%%'-/:;=-@[\\^-`{-\x7f]++"
    rb"|<(?:!\[cdata\[|!--.*?-->|/?[a-z!?][^<>]*>)?+"
    rb"|\](?:\((?:<[^<>]*>|[^()]|\([^()]*\))*\)|\[[^\[\]]*\])?+"
    rb"|%b(?:lt;(?:!--.*?--(?:%bgt;|>)|[/!?a-z](?:(?!lt;|gt;)[^<>])*(?:gt;|>))?+|%b;)?+"
) % (_AMP, _AMP, _NAMED_SIGNS)
_OLD = b"|".join(name.lower().encode() for name in html5 if not name.endswith(";"))
_MADE = (b"<ruby", b"<rt", b"<math", b":math")  # words of which stand otherwise in the source
_MAY_BE_PACKED = re.compile(rb"type\s*=\s*[\"'](?!text/)[^\"'<>/]*/")
_PACKED = rb"(?:\w+:)?(?:content|summary|title)\b"
_IS_PACKED = re.compile(rb"<%b[^<>]*?\b%b" % (_PACKED, _MAY_BE_PACKED.pattern))
_BY_NAME = re.compile(
    rb"&(?:amp;)*(?:(?!%b;)(?:#[0-9x]|[a-z][a-z0-9]*;|%b)"
    rb"|lt;(?:r(?:uby|t)|math|%b))" % (_NAMED_SIGNS, _OLD, _PACKED)
)
_BY_PERCENT = re.compile(b"%[0-9a-f]{2}")
_STRAY = re.compile(rb"<(?!!\[cdata\[|[a-z/!?][^<>]*>)")
_LEFT = re.compile(b">[^<>]*[\"']>")  # of a mark with signs of marks in it


def is_sure(source: bytes) -> bool:
    """Whether the letters of its words stand in a folded source as they are, with nothing between them but what
    vanishes."""
    if b"base64" in source or (b"&" in source and _BY_NAME.search(source)):
        return False
    if b"<" in source and any(made in source for made in _MADE):
        return False
    if b"type" in source and _MAY_BE_PACKED.search(source) and _IS_PACKED.search(source):
        return False
    if b"%" in source and _BY_PERCENT.search(source):
        return False
    # Marks that are whole are told in no time; only where some are not each text between them is looked at.
    is_whole = source.count(b"<") == source.count(b">") and not _STRAY.search(source)
    return is_whole or not _LEFT.search(source)


def stands_parted(source: bytes, word: str) -> bool:
    """Whether the folded source may have the word with something between its letters that vanishes."""
    return stands(source, [(letter.encode("utf-8", "surrogatepass"),) for letter in word], ())


def stands(source: bytes, word: Sequence[tuple[bytes, ...]], nothing: tuple[bytes, ...]) -> bool:
    """The same of a source that has each letter in one of several ways. `nothing`: characters that vanish as well."""
    start = max(range(max(1, len(word) - _ENOUGH + 1)), key=lambda at: _seldom(word[at]))
    return bool(_parted(tuple(word[start : start + _ENOUGH]), nothing).search(source))


def _seldom(ways: tuple[bytes, ...]) -> int:
    """How seldom a letter is; what stands in several ways is looked for more slowly."""
    at = _OFTEN.find(ways[0])
    return 0 if len(ways) > 1 else len(_OFTEN) if at < 0 else at


@lru_cache(maxsize=32)
def _parted(letters: Sequence[tuple[bytes, ...]], nothing: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """Looked for from its rarest letter on."""
    gap = b"(?:%b)*+" % b"|".join((_VANISHING, *map(re.escape, nothing)))
    parts = [b"|".join(map(re.escape, ways)) for ways in letters]
    return re.compile(gap.join(b"(?:%b)" % part if b"|" in part else part for part in parts), re.DOTALL)
