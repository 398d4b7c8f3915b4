"""Words and characters as people count them, in offsets.

A word is what a screen reader says at word level in a terminal: a run of letters, a number with its decimals,
percent sign or Chinese unit, one Han character, one punctuation mark. Without a dictionary Chinese words are
not to be had, and single characters are what people know from other terminal programs. Scripts without spaces
(Thai, Khmer …) come as the runs that they are written in.

A character is an extended grapheme cluster of UAX #29: a base with its marks, an emoji with its joiners.

Both work on the text's classes, one letter for each code point: patterns over whole scripts would take longer
to compile than the rest of the program takes to start. Capitals are classes that may stand inside a character.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import cache

Range = tuple[int, int]

# Classes: s t white space (t: control characters among it), 0 digit, h Han, u Han after numbers, w ten thousands,
# k hiragana, j katakana, a other letters, e ellipsis, d dash, p other marks; $ % . , : / - ' & _ @ themselves;
# r n carriage return, newline; C control, E mark, Z joiner, N Indic linker, K Indic consonant, P prepended,
# R flag letter, X picture, L V T G H parts of Hangul.
_CLUSTERS = (
    "rn|[rntC]|P*(?:RR?|L+(?:[VGH]V*T*)?|[VG]V*T*|HT*|T+|K(?:[EZ]*N[EZN]*K)*|X(?:E*ZX)*|[^PCrnt])[EZN]*|P+[EZN]*"
)
_WORDS = (
    r"P*(?:\$?0[0EZN]*(?:[.,:/-]0[0EZN]*)*(?:w?[uw%][EZN]*|[aKLVTGH][aKLVTGHEZN]{,7}(?![aKLVTGHEZN]))?"
    "|[huw][EZN]*|k[kEZN]*|j[jEZN]*"
    "|[aKLVTGH][aKLVTGHEZN]*(?:['.&_@-]?[aKLVTGH0][aKLVTGH0EZN]*)*"
    r"|e[eEZN]*|d[dEZN]*|\.\.+[EZN]*|RR?[EZN]*|X(?:E*ZX)*[EZN]*|[EZN]+|[^strnCPEZN][EZN]*)|P+|C"
)
_CAREFUL = re.compile("[A-Zr]")
_WINDOW = 512  # how far `word_at` and `character_at` look back for a place to begin

_THEMSELVES = dict(zip("$€£¥￥%％‰℃….,:/-'’&_@—·‐", "$$$$$%%%%e.,:/-''&_@d--", strict=True))
_AFTER_NUMBERS = frozenset("年月日号时點点分秒个元人名家次届岁米吨度")

# Ranges that `unicodedata` cannot tell, as first and behind-the-last character in turn.
_HAN = "\u3005\u3008\u3400\u4dc0\u4e00\ua000\uf900\ufb00\U00020000\U00040000"
_CONSONANTS = (
    "\u0915\u093a\u0958\u0960\u0978\u0980\u0995\u09a9\u09aa\u09b1\u09b2\u09b3\u09b6\u09ba\u09dc\u09de\u09df\u09e0"
    "\u09f0\u09f2\u0a95\u0aa9\u0aaa\u0ab1\u0ab2\u0ab4\u0ab5\u0aba\u0af9\u0afa\u0b15\u0b29\u0b2a\u0b31\u0b32\u0b34"
    "\u0b35\u0b3a\u0b5c\u0b5e\u0b5f\u0b60\u0b71\u0b72\u0c15\u0c29\u0c2a\u0c3a\u0c58\u0c5b\u0d15\u0d3b"
)
_PICTURES = (
    "\u00a9\u00aa\u00ae\u00af\u203c\u203d\u2049\u204a\u2122\u2123\u2139\u213a\u2194\u21ab\u231a\u2400\u24c2\u24c3"
    "\u25aa\u25ac\u25b6\u25b7\u25c0\u25c1\u25fb\u25ff\u2600\u27c0\u2934\u2936\u2b05\u2b56\u3030\u3031\u303d\u303e"
    "\u3297\u3298\u3299\u329a\U0001f000\U0001f100\U0001f10d\U0001f172\U0001f17e\U0001f19b"
    "\U0001f201\U0001f3fb\U0001f400\U0001fb00\U0001fc00\U0001fffe"
)
_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd")
_NOT_SPACING = frozenset("\u102b\u102c\u1038\u1062\u1063\u1064\u1083\u108f\u1a61\u1a63\u1a64\uaa7b\uaa7d")
_LINKERS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class _Classes(dict[int, str]):
    """The class of every code point, found when first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _class_of(chr(code))
        return found


_CLASSES = _Classes()


def _in(character: str, ranges: str) -> bool:
    return bisect_right(ranges, character) % 2 == 1


def _class_of(character: str) -> str:
    if character.isspace():
        control = unicodedata.category(character) != "Zs"
        return {"\r": "r", "\n": "n"}.get(character, "t" if control else "s")
    if character in _THEMSELVES:
        return _THEMSELVES[character]
    if _in(character, _HAN):
        return "w" if character in "万亿萬億" else "u" if character in _AFTER_NUMBERS else "h"
    return _class_within_character(character) or _class_in_word(character)


def _class_within_character(character: str) -> str:
    """Those of the classes that characters of several code points are made of; "" for the others."""
    if character in _LINKERS:
        return "N"
    if character in "\u200c\uff9e\uff9f\u0e33\u0eb3" or "\U000e0020" <= character <= "\U000e007f":
        return "E"
    if "\U0001f1e6" <= character <= "\U0001f1ff":
        return "R"
    if _in(character, _CONSONANTS):
        return "K"
    if _in(character, _PICTURES):
        return "X"
    if character in _PREPENDED:
        return "P"
    return _hangul_class(ord(character)) or _class_by_category(character)


def _class_by_category(character: str) -> str:
    category = unicodedata.category(character)
    if (category[0] == "M" and character not in _NOT_SPACING) or "\U0001f3fb" <= character <= "\U0001f3ff":
        return "E"
    if category in ("Cc", "Cf"):
        return "Z" if character == "\u200d" else "C"
    return ""


def _hangul_class(code: int) -> str:
    if 0xAC00 <= code <= 0xD7A3:
        return "H" if (code - 0xAC00) % 28 else "G"
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return "L"
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return "V"
    return "T" if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB else ""


def _class_in_word(character: str) -> str:
    if "\u3041" <= character <= "\u309f":
        return "k"
    if "\u30a1" <= character <= "\u30ff" or "\uff66" <= character <= "\uff9d":
        return "j"
    if character.isdecimal():
        return "0"
    return "a" if character.isalnum() or character in _NOT_SPACING else "p"


def characters(text: str) -> list[Range]:
    """All characters of a text, white space too."""
    classes = text.translate(_CLASSES)
    if not _CAREFUL.search(classes):
        return [(start, start + 1) for start in range(len(text))]
    return [found.span() for found in _compiled(_CLUSTERS).finditer(classes)]


def words(text: str) -> list[Range]:
    """All words of a text; only white space lies between them."""
    return [found.span() for found in _compiled(_WORDS).finditer(text.translate(_CLASSES))]


def character_at(text: str, offset: int) -> Range:
    """The character of `characters` that holds `offset`; at the end of the text an empty one. Looks at a
    window of the text, never at all of it."""
    offset = max(0, min(offset, len(text)))
    lowest = max(0, offset - _WINDOW)
    before = text[lowest : offset + 1].translate(_CLASSES)
    start = len(before) - 1
    while start > 0 and _CAREFUL.search(before, start - 1):
        start -= 1
    start += lowest
    for a, b in characters(text[start : offset + _WINDOW]):
        if offset < start + b:
            return start + a, start + b
    return offset, offset


def word_at(text: str, offset: int) -> Range:
    """The word of `words` that holds `offset`, or the one after it when it is in white space; the last one
    at the end of the text; (0, 0) when there is none. Looks at a window of the text; of a run of letters
    without any space that is longer than the window it may answer a part."""
    seen = _compiled(r"\S").search(text, max(0, offset))
    offset = seen.start() if seen else len(text.rstrip()) - 1
    if offset < 0:
        return 0, 0
    start, size = _safe_start(text, offset), 2 * _WINDOW
    while True:
        stop = start + size
        for a, b in words(text[start:stop]):
            if offset < start + b and (start + b < stop or stop >= len(text)):
                return start + a, start + b
        size *= 4


def _safe_start(text: str, offset: int) -> int:
    """A place at or before the offset where a word begins for certain: behind white space, or the last of
    four Han characters (the first of which may belong to a number)."""
    lowest = max(0, offset - _WINDOW)
    classes = text[lowest : offset + 1].translate(_CLASSES)
    for position in range(len(classes) - 1, 0, -1):
        if classes[position - 1] in "strn" or (position > 2 and not classes[position - 3 : position + 1].strip("huw")):
            return lowest + position
    return lowest
