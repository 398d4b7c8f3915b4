"""The letters of text as all searching takes them: however a word is written, it is the same word.

Capitals, full and half width, accents and points, simplified and traditional characters, radicals that stand for them,
the two kana, ligatures, kinds of quotes and dashes and digits do not matter; neither does what shows nothing, such as
soft hyphens.
"""

import re
import unicodedata
from bisect import bisect_right

from tui.core._radicals import CHARACTERS, RADICALS
from tui.core._variants import SIMPLIFIED, TRADITIONAL
from tui.core.light import Callable

# Scripts without spaces, and Korean, whose words end in particles: Thai to Myanmar, Khmer, Han with its radicals, kana,
# Yi, Hangul. And pictures, which stand anywhere. The first of each range and the first behind it, in order: a pattern
# of so many takes milliseconds to compile.
_APART = (
    "\u0e00\u0f00\u0f00\u10a0\u1780\u1800\u2600\u27c0\u2e80\u2fe0\u3005\u3008\u3021\u3130\u31a0\u3200\u3400\u4dc0"
    "\u4e00\ua000\ua000\ua4d0\uac00\ud7a4\uf900\ufb00\U0001f000\U0001fb00\U00020000\U00040000"
)
# Accents, and the points of Hebrew and Arabic, which are mostly not written; the lengthener of Arabic; what shows
# nothing; and what chooses between two looks of one character.
_POINTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef]"
)
_LIKE = {
    **dict(zip("łøđðıŧħæœþ", ("l", "o", "d", "d", "i", "t", "h", "ae", "oe", "th"), strict=True)),
    **dict.fromkeys("‘’‚‛′ʻʼ´", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u05be", "-"),
    **dict(zip("یىکھہ", "ييكهه", strict=True)),  # Persian and Urdu letters beside the Arabic ones
    **dict(zip(RADICALS, CHARACTERS, strict=True)),
}
_SIMPLER = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
# Over spaces, too; told by what it is not, for the same reason.
_CHANGING = re.compile("[^\0-@\\[-\x7f]+(?:[\0-@[-`{-\x7f]{1,2}[^\0-@\\[-\x7f]+)*")
_ASCII = bytes(range(0x80))
_LONG, _FEW = 4_000, 40  # characters of a text in which it pays to look which there are, and of those that change
_PICTURES = 0x1F000
_unicode_of_2002 = unicodedata.ucd_3_2_0
_SHORT_I = "й"  # is no и with an accent


class _Table(dict[int, str]):
    """What each character becomes; made when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _folded(chr(code))
        return made


def _folded(letter: str) -> str:
    small = letter.casefold()
    if small == _SHORT_I:
        return small
    plain = _POINTS.sub("", unicodedata.normalize("NFKD", _LIKE.get(small, small))).casefold()
    parts = (_LIKE.get(each) or _SIMPLER.get(each) or _digit(each) or each for each in plain)
    return _hiragana(unicodedata.normalize("NFC", "".join(parts)))


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return "" if value is None else str(value)


def _hiragana(text: str) -> str:
    return "".join(chr(ord(each) - 0x60) if "\u30a1" <= each <= "\u30f6" else each for each in text)


_table = _Table({code: chr(code).lower() for code in range(0x80)})
_alike: set[str] = set()  # characters of which it is known that they become one
_table.update((ord(letter), simpler) for letter, simpler in _SIMPLER.items())


def folded(text: str) -> str:
    """Text as searching takes it."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", _translated(text))


def others(text: str) -> set[str]:
    """The characters in it that are not of ASCII."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return set(rest.decode("utf-8", "surrogatepass")) if rest else set()


def _translated(text: str) -> str:
    """Small letters of ASCII, most of many texts, stay as they are without a look at each."""
    if "\u0306" in text:
        text = text.replace("и\u0306", "й").replace("И\u0306", "Й")
    replaced = _replaced(text) if len(text) > _LONG else None
    if replaced is not None:
        return replaced
    return _CHANGING.sub(lambda found: found[0].translate(_table), text)


def _replaced(text: str) -> str | None:
    """The same of a text with few characters that change: one after the other takes less time than a look at each
    place. None where there are many, and where one becomes what is changed itself."""
    made = {letter: _table[ord(letter)] for letter in others(text)}
    changing = {letter: other for letter, other in made.items() if letter != other}
    whole = "".join(made.values())
    if len(changing) > _FEW or whole != whole.lower() or not changing.keys().isdisjoint(whole):
        return None
    for letter, other in changing.items():
        text = text.replace(letter, other)
    # Of ASCII by bytes: a look at all letters that have small ones takes several times as long.
    small = text.encode("utf-8", "surrogatepass").lower()
    return small.decode("utf-8", "surrogatepass")


def offsets(text: str, whole: str) -> Callable[[int], int]:
    """Where in a text a character of its folded form, `whole`, comes from."""
    unlike = [] if text.isascii() else _unlike(text)
    if not unlike and len(whole) == len(text):
        return lambda at: at
    if len(text) + sum((len(_table[ord(each)]) - 1) * text.count(each) for each in unlike) != len(whole):
        ends = _ends(text)
        return lambda at: min(bisect_right(ends, at), len(text) - 1)
    return lambda at: _source_of(text, at, unlike)


def _unlike(text: str) -> list[str]:
    """The characters in it that become several, or nothing."""
    others = set(text) - _alike
    _alike.update(each for each in others if len(_table[ord(each)]) == 1)
    return [*(others - _alike)]


def _source_of(text: str, at: int, unlike: list[str]) -> int:
    """Where the folded form has come so far: it differs in length by a few characters only."""
    longer = 0  # the folded form so far
    for found in re.finditer(f"[{re.escape(''.join(unlike))}]", text):
        width = len(_table[ord(found[0])])
        if at < found.start() + longer + width:
            return min(at - longer, found.start())
        longer += width - 1
    return at - longer


def _ends(text: str) -> list[int]:
    """Where the folded form of each beginning of a text ends, where letters are put together of several characters."""
    made: list[int] = []
    start = before = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _goes_on(text[at]):
            before += len(folded(text[start:at]))
            made += [before] * (at - start)
            start = at
    return made


def _goes_on(letter: str) -> bool:
    """Whether it may be put together with what stands before it: marks, vowels and ends of Korean syllables."""
    return unicodedata.category(letter)[0] == "M" or "\u1161" <= letter <= "\u11ff" or letter in "\uff9e\uff9f"


def is_apart(text: str) -> bool:
    """Whether it begins with a character that is a word to the index."""
    return bool(text) and bisect_right(_APART, text[0]) % 2 == 1


class _Apart(dict[int, str]):
    """Characters of scripts without spaces, each with spaces around it. What SQLite does not know (yet), pictures and
    rare letters, goes by its number, as a word."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        is_new = code >= _PICTURES or (letter.isalnum() and _unicode_of_2002.category(letter) == "Cn")
        name = f"x{code:x}" if is_new else letter
        self[code] = made = f" {name} " if is_new or is_apart(letter) else name
        return made


_apart = _Apart()


def split(text: str) -> str:
    """Text as the index of words takes it. Whoever changes this makes all indexes anew, by a migration."""
    return apart(folded(text))


def apart(whole: str) -> str:
    """The same of a folded text."""
    return whole if whole.isascii() else whole.translate(_apart)
