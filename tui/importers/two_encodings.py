"""Texts of which some lines are UTF-8 and others in an older encoding, as those are that were put together of two."""

import re

_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile("[^\x00-\x7f\ufffd]")
_SURE = 6  # bytes of characters in a line: in other encodings so many are seldom UTF-8 by chance
_SHARE = 0.1  # of all such bytes, that those lines hold: by chance it is less than a hundredth
_FEW = 4  # wrong bytes, of which nobody can tell the encoding


def has_two(data: bytes) -> bool:
    """Of a text that is not all UTF-8: whether some of its lines clearly are."""
    if b"\n" not in data or b"\0" in data:
        return False
    lines = [(_utf8(line), len(_NOT_ASCII.findall(line))) for line in data.split(b"\n")]
    sure = sum(size for text, size in lines if text is not None and size >= _SURE)
    return sure > 0 and sure >= _SHARE * sum(size for _text, size in lines) and _is_older(older_lines(data))


def older_lines(data: bytes) -> bytes:
    """Those that are no UTF-8."""
    return b"\n".join(line for line in data.split(b"\n") if _utf8(line) is None)


def line_by_line(data: bytes, encoding: str) -> str:
    """The text. `encoding`: of the lines that are no UTF-8."""
    texts = ((line, _utf8(line)) for line in data.split(b"\n"))
    return "\n".join(line.decode(encoding, "replace") if text is None else text for line, text in texts)


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None


def _is_older(lines: bytes) -> bool:
    """Whether they are no UTF-8 with faults in it."""
    text = lines.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return wrong >= _FEW and wrong > 2 * len(_LETTER.findall(text))
