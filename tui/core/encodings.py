"""Encodings by the names that texts and servers give them."""

import codecs

_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc-kr": "cp949"}
# Python's own: nobody writes texts in them, and to decode some takes time that grows with the square of their length.
_FOR_PROGRAMS = ("punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7")


def larger(name: str) -> str:
    """The encoding that has all that this one has, and what is written under its name besides. `name` in small
    letters. Raises LookupError for one that no text is written in."""
    if codecs.lookup(name).name.replace("_", "-") in _FOR_PROGRAMS:
        raise LookupError(name)
    return _LARGER.get(name, name)
