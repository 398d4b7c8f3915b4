"""Encodings and the larger ones that their names stand for as well."""

_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc-kr": "cp949"}


def larger(name: str) -> str:
    """The encoding that has all that this one has, and what is written under its name besides. `name` in small
    letters."""
    return _LARGER.get(name, name)
