"""The characters of a PDF page as they are meant: accents that were drawn over letters, and ligatures without a name.

Each stays where it is: offsets are those of the page.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from unicodedata import normalize

NONE = "\u2060"
"""What stands in the place of an accent that a letter before or behind it has now, and of a space that is none."""
_ACCENTS = {
    "¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303",
    "ˇ": "\u030c", "˘": "\u0306", "¯": "\u0304", "˚": "\u030a", "¸": "\u0327", "˝": "\u030b", "˙": "\u0307",
    "˛": "\u0328",
}  # fmt: skip
_ACCENT = re.compile(f"[{re.escape(''.join(_ACCENTS))}]")
_MOST, _FAR = 2_000, 160  # accents of a page; characters between one and its letter
_BESIDE = 4  # of signs that stand for themselves in nearly all texts
_LEVEL, _OVER, _SPACE = 0.6, 0.2, 0.15  # of the height of type
# Signs that are drawn as two: a stroke and what it goes through, and an arrow with what stands at its beginning.
_STRUCK, _FROM = re.compile(r"\u0338 ?(\S)"), re.compile("↦( ?[−-])? ?→")
_RUN = re.compile(f"(?<! ) *{NONE}[ {NONE}]*")
# As the fonts of TeX number them, where nothing tells what a number stands for: the newer ones, and the older ones.
_NEWER = re.compile(r"[\x1b-\x1f](?=[^\W\d_A-Z])|(?<=[^\W\d_])\x1b(?!\w)")
_OLDER = re.compile(r"[\x0b\x0c\x0e\x0f](?=[^\W\d_A-Z])|(?<=[^\W\d_])\x0b(?!\w)")
_NUMBERED = {0x1B: "ﬀ", 0x1C: "ﬁ", 0x1D: "ﬂ", 0x1E: "ﬃ", 0x1F: "ﬄ", 0x0B: "ﬀ", 0x0C: "ﬁ", 0x0E: "ﬃ", 0x0F: "ﬄ"}
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Signs of lines from top to bottom, which no voice reads, and what they are in other lines.
UPRIGHT = (
    "︐︑︒︓︔︕︖︗︘︙︰︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
    "，、。：；！？〖〗…‥—–（）｛｝〔〕【】《》〈〉「」『』［］",
)
_CONTROL = re.compile("[\x00-\x01\x03-\x08\x0e-\x1f]")  # without what stands for hyphens and for spaces
_QUOTES = {0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—"}
Box = Callable[[int], tuple[float, float, float, float]]


def is_no_text(text: str) -> bool:
    """Nothing tells what the numbers of most signs stand for: what is there is no more than a picture."""
    return 2 * len(_CONTROL.findall(text)) > len("".join(text.split()))


def legible(text: str, box: Box) -> str:
    """The characters of a page. `box`: left, top, right and bottom of one of them."""
    text = _FROM.sub(_from, _STRUCK.sub(_struck, text))
    text, count = _NEWER.subn(lambda found: _NUMBERED[ord(found[0])], text)
    text = _OLDER.sub(lambda found: _NUMBERED[ord(found[0])], text.translate(_QUOTES) if count else text)
    return _accented(text, box) if _ACCENT.search(text) else text


def _struck(found: re.Match[str]) -> str:
    sign = normalize("NFC", found[1] + "\u0338")
    return sign + NONE * (len(found[0]) - 1) if len(sign) == 1 else found[0]


def _from(found: re.Match[str]) -> str:
    return ("⟼" if found[1] else "↦") + NONE * (len(found[0]) - 1)


def _accented(text: str, box: Box) -> str:
    letters = list(text)
    for number, found in enumerate(_ACCENT.finditer(text)):
        if number >= _MOST:
            break
        at = found.start()
        over = min(_under(letters, at, box), default=None)
        if over:
            letters[over[1]], letters[at] = _composed(letters[over[1]], found[0]), NONE
    composed = "".join(letters)
    return _RUN.sub(lambda run: _run(composed, run, box), composed) if NONE in composed else text


def _under(letters: list[str], at: int, box: Box) -> Iterator[tuple[float, int]]:
    """How far from the middle of an accent the letters are that it may stand over, and which these are."""
    left, _top, right, bottom = box(at)
    for distance in range(1, _BESIDE if letters[at].isascii() else _FAR):
        for other in (at + distance, at - distance):
            if not 0 <= other < len(letters) or not _composed(letters[other], letters[at]):
                continue
            start, top, end, foot = box(other)
            off, size = abs(left + right - start - end) / 2, foot - top
            if off < _OVER * size and abs(foot - bottom) < _LEVEL * size:
                yield off, other
                return


@lru_cache(maxsize=2_000)
def _composed(letter: str, accent: str) -> str:
    """Both in one; "" where there is no such letter."""
    if not letter.isalpha():
        return ""
    whole = normalize("NFC", {"ı": "i", "ȷ": "j"}.get(letter, letter) + _ACCENTS[accent])
    return whole if len(whole) == 1 else ""


def _run(text: str, run: re.Match[str], box: Box) -> str:
    """Spaces around accents, of which there are none where the letters stand beside each other."""
    before, behind = run.start() - 1, run.end()
    if before < 0 or behind >= len(text) or text[before].isspace() or text[behind].isspace():
        return run[0]
    last, following = box(before), box(behind)
    is_near = abs(following[0] - last[2]) < _SPACE * (last[3] - last[1]) > abs(following[3] - last[3])
    return NONE * len(run[0]) if is_near else run[0]
