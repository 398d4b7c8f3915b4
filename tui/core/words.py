"""Words and characters as people count them, in offsets. `sentences` is the door to this module.

A word is what a screen reader says at word level in a terminal: a run of letters, a number with its decimals,
percent sign or Chinese unit, one Han character, one punctuation mark. Without a dictionary Chinese words are
not to be had, and single characters are what people know from other terminal programs. Scripts without spaces
(Thai, Khmer …) come as the runs that they are written in.

A character is an extended grapheme cluster of UAX #29: a base with its marks, an emoji with its joiners.
"""

import re
import unicodedata

Range = tuple[int, int]

_HAN = "々〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u30ff\uff66-\uff9f"
_LETTER = f"[^\\W\\d_{_HAN}{_KANA}]"
_WORDS = re.compile(
    f"[$€£¥￥]?\\d+(?:[.,:/-]\\d+)*(?:[万亿]?[年月日号时點点分秒个元万亿人名家次届岁米吨度%％‰℃]|{_LETTER}{{1,4}})?"
    f"|[{_HAN}]|[\u3041-\u309f]+|[\u30a0-\u30ff\uff66-\uff9f]+"
    f"|{_LETTER}+(?:['’.&_@‐-]?[^\\W_{_HAN}{_KANA}]+)*|…+|—+|\\.\\.+|\\S"
)
# Where a character may be more than one code point: marks, joiners, selectors, flags, skin tones, Indic and
# other scripts with vowel signs, Hangul letters. Wider than needed: it only chooses the slow way.
_COMPLEX = (
    "\r\u0300-\u036f\u0483-\u0489\u0591-\u109f\u1100-\u11ff\u135d-\u135f\u1712-\u1cff\u1dc0-\u1dff\u200c\u200d"
    "\u20d0-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua672\ua674-\ua67d\ua69e\ua69f"
    "\ua6f0\ua6f1\ua802-\uabff\ud7b0-\ud7ff\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\uff9e\uff9f\U000101fd-\U0001e94a"
    "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e01ef"
)
_NEEDS_CARE = re.compile(f"[{_COMPLEX}]")
_SEEN = re.compile(r"\S")
_FOUR_HAN = re.compile(f"[{_HAN}]{{4}}")
_WINDOW = 512  # how far `word_at` and `character_at` look back for a place to begin

# A class letter each for _CLUSTERS; ranges that unicodedata cannot tell.
_LINKERS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
_CONSONANTS = re.compile(
    "[\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09a8\u09aa-\u09b0\u09b2\u09b6-\u09b9\u09dc\u09dd\u09df"
    "\u09f0\u09f1\u0a95-\u0aa8\u0aaa-\u0ab0\u0ab2\u0ab3\u0ab5-\u0ab9\u0af9\u0b15-\u0b28\u0b2a-\u0b30\u0b32\u0b33"
    "\u0b35-\u0b39\u0b5c\u0b5d\u0b5f\u0b71\u0c15-\u0c28\u0c2a-\u0c39\u0c58-\u0c5a\u0d15-\u0d3a]"
)
_PICTURES = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934\u2935\u2b05-\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff\U0001f10d-\U0001f171\U0001f17e-\U0001f19a\U0001f201-\U0001f3fa"
    "\U0001f400-\U0001faff\U0001fc00-\U0001fffd]"
)
_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd")
_NOT_SPACING = frozenset("\u102b\u102c\u1038\u1062\u1063\u1064\u1083\u108f\u1a61\u1a63\u1a64\uaa7b\uaa7d")
_CLUSTERS = re.compile(
    "rn|[rnC]|P*(?:RR?|L+(?:[VGH]V*T*)?|[VG]V*T*|HT*|T+|K(?:[EZ]*N[EZN]*K)*|X(?:E*ZX)*|[^PCrn])[EZN]*|P+[EZN]*"
)


class _Classes(dict[int, str]):
    """A class letter for every code point, found when first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _class_of(chr(code))
        return found


def _class_of(character: str) -> str:
    code = ord(character)
    if character in "\r\n":
        return "r" if character == "\r" else "n"
    if character == "\u200d":
        return "Z"
    if character in _LINKERS:
        return "N"
    if 0x1100 <= code <= 0x11FF or 0xA960 <= code <= 0xA97C or 0xAC00 <= code <= 0xD7FB:
        return _hangul_class(code)
    for letter, pattern in (("K", _CONSONANTS), ("X", _PICTURES)):
        if pattern.match(character):
            return letter
    if character in _PREPENDED:
        return "P"
    if 0x1F1E6 <= code <= 0x1F1FF:
        return "R"
    return _class_by_category(character)


def _class_by_category(character: str) -> str:
    category = unicodedata.category(character)
    extends = category[0] == "M" and character not in _NOT_SPACING
    if extends or character in "\u200c\uff9e\uff9f\u0e33\u0eb3" or "\U0001f3fb" <= character <= "\U0001f3ff":
        return "E"
    if "\U000e0020" <= character <= "\U000e007f":
        return "E"
    return "C" if category in ("Cc", "Cf", "Zl", "Zp") else "O"


def _hangul_class(code: int) -> str:
    if 0xAC00 <= code <= 0xD7A3:
        return "H" if (code - 0xAC00) % 28 else "G"
    if code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return "L"
    return "V" if code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6 else "T"


_CLASSES = _Classes()


def characters(text: str) -> list[Range]:
    """All characters of a text, white space too."""
    if not _NEEDS_CARE.search(text):
        return [(start, start + 1) for start in range(len(text))]
    return [found.span() for found in _CLUSTERS.finditer(text.translate(_CLASSES))]


def words(text: str) -> list[Range]:
    """All words of a text; only white space lies between them."""
    if not _NEEDS_CARE.search(text):
        return [found.span() for found in _WORDS.finditer(text)]
    classes = text.translate(_CLASSES)
    # Marks stand in as a letter, so that they end no word; then nothing parts what is one character.
    letters = "".join("ˑ" if kind in "ENZ" else own for own, kind in zip(text, classes, strict=True))
    starts = {found.start() for found in _CLUSTERS.finditer(classes)}
    found_words: list[Range] = []
    for found in _WORDS.finditer(letters):
        start, end = found.span()
        if found_words and start not in starts and found_words[-1][1] == start:
            start = found_words.pop()[0]
        found_words.append((start, end))
    return found_words


def character_at(text: str, offset: int) -> Range:
    """The character of `characters` that holds `offset`; at the end of the text an empty one. Looks at a
    window of the text, never at all of it."""
    offset = max(0, min(offset, len(text)))
    if not _NEEDS_CARE.search(text, max(0, offset - 1), offset + 2):
        return offset, min(offset + 1, len(text))
    start = offset
    while start > max(0, offset - _WINDOW) and _NEEDS_CARE.search(text, start - 1, start + 1):
        start -= 1
    for a, b in characters(text[start : offset + _WINDOW]):
        if offset < start + b:
            return start + a, start + b
    return offset, offset


def word_at(text: str, offset: int) -> Range:
    """The word of `words` that holds `offset`, or the one after it when it is in white space; the last one
    at the end of the text; (0, 0) when there is none. Looks at a window of the text; of a run of letters
    without any space that is longer than the window it may answer a part."""
    seen = _SEEN.search(text, max(0, offset))
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
    four Han characters (the first of which may be a number's unit)."""
    lowest = max(0, offset - _WINDOW)
    for position in range(offset, lowest, -1):
        if text[position - 1].isspace() or _FOUR_HAN.match(text, max(0, position - 3)):
            return position
    return lowest
