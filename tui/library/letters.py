"""The letters of text as the index of words takes them."""

import re
import unicodedata

# Scripts without spaces, and Korean, whose words end in particles: Thai to Myanmar, Khmer, Han with its radicals, kana,
# Yi, Hangul. And pictures, which stand anywhere.
APART = re.compile(
    "([\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u2600-\u27bf\u2e80-\u2fdf\u3005-\u3007\u3021-\u312f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003ffff])"
)
# Accents, and the points of Hebrew and Arabic, which are mostly not written. The Russian letter is another one.
_POINTS = re.compile(
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]"
)
_PLAIN = str.maketrans("łøđðıŧħ", "loddith")  # letters whose strokes are no accents to Unicode


def split(text: str) -> str:
    """Text as the index takes it. Whoever changes this makes all indexes anew, by a migration."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    return " ".join(APART.split(unicodedata.normalize("NFC", _POINTS.sub("", plain))))
