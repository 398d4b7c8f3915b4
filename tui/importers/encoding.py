"""Bytes → text: which encoding it was written in."""

import codecs
import re

from tui.core.encodings import larger
from tui.core.light import NamedTuple, Sequence
from tui.errors import FormatError
from tui.texts import _

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# With what no text begins.
_BINARY = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\0\x0cjP", b"OggS\0", b"ID3\2",
    b"ID3\3", b"ID3\4", b"fLaC\0", b"\x1a\x45\xdf\xa3", b"\x1f\x8b", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!\x1a",
    b"\x28\xb5\x2f\xfd", b"AT&TFORM\0", b"ITSF\3\0", b"ITOLITLS", b"\xeaDRMION", b"\xff\xfb", b"\xff\xf3",
    b"\xff\xfa", b"\xff\xf2", b"{\\rtf", b"%!PS", b"\x04%!PS", b"\xc5\xd0\xd3\xc6", b"\xd0\xcf\x11\xe0", b"\x7fELF",
    b"PK\x03\x04", b"PK\x05\x06", b"%PDF", b"SQLite format 3\0",
)  # fmt: skip
_ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_2"), (b"\x1b(", "iso2022_jp_2"), (b"~{", "hz"))
_SAMPLE, _LEAST_ORDINARY = 200_000, 0.97
# Shares of all characters. So many control characters are no harm to a text that is mostly something else.
_MOST_CONTROL, _FEW, _TOO_MANY = 0.01, 4, 0.1
_ORDINARY = ((0x20, 0x7E), (0xA0, 0x24F), (0x2010, 0x2027), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xFF01, 0xFF65))
# Scripts that have spaces and line ends: the bytes of something else, taken two and two, look like these at times.
_SPACED = ((0x250, 0x52F), (0x590, 0x6FF), (0x900, 0xEFF), (0x10A0, 0x10FF), (0x1E00, 0x206F), (0xAC00, 0xD7A3))
_HAS_SPACE = re.compile(r"[\t\n\r -~]")
# A text that has been cut, joined or badly stored is mostly sound: runs of zero bytes, and characters of UTF-8 beside
# one that is none.
_NULS, _MOST_RUNS, _MOST_SOUND = re.compile(rb"\0+"), 0.001, 10
_NOT_ASCII = re.compile("[^\x00-\x7f\ufffd]")
_STRUCK_OVER = re.compile(r"_\x08(?=.)|(.)\x08(?=\1)")  # letters that are bold or underlined, as on a typewriter
_KANA, _JAPANESE = range(0x3041, 0x30FF), 0.2  # the share of these among the characters that are not ASCII


def decode(data: bytes, name: str) -> str:
    """The text of the data. Raises FormatError when the data is no text in any encoding known here."""
    if data.startswith(_BINARY):
        raise _not_text(name, data)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    text = _escaped(data)
    if text is None:
        text = _unicode(data)
    if text is None and _has_two(data):
        text = _line_by_line(data, name)
    if text is None and (text := _mostly_sound(data)) is not None:
        return text
    if text is None:
        text = _guessed(data, name)
    text = _STRUCK_OVER.sub("", text) if "\b" in text else text
    if _is_full_of_controls(text[:_SAMPLE]):
        raise _not_text(name, data)
    return text


class Told(NamedTuple):
    """How to decode any part of a text. `begin`: the byte behind its mark at the beginning."""

    encoding: str
    begin: int = 0


def told_by(samples: Sequence[bytes], name: str) -> Told | None:
    """The encoding of a long text by samples of it, the first from its beginning; None where only all of it can tell,
    or where a part cannot be decoded alone. Raises FormatError when it is no text."""
    head = samples[0]
    if head.startswith(_BINARY):
        raise _not_text(name, head)
    if not any(sample.strip(b"\0") for sample in samples):
        raise empty(name)
    found = _marked(head) or _unmarked(samples, name)
    if found and _is_full_of_controls(head[found.begin :].decode(found.encoding, "replace")):
        raise _not_text(name, head)
    return found


def _marked(head: bytes) -> Told | None:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            order = "-le" if bom in (codecs.BOM_UTF32_LE, codecs.BOM_UTF16_LE) else "-be"
            return Told("utf-8" if encoding == "utf-8-sig" else encoding + order, len(bom))
    return None


def _unmarked(samples: Sequence[bytes], name: str) -> Told | None:
    head = samples[0]
    if any(escape in head for escape, _encoding in _ESCAPES) and head.isascii():
        return None
    if b"\0" in head:
        is_text, plain = _has_few_nuls(head), head.replace(b"\0", b"")
        share, encoding = max(_wide(head), _wide(head[:-2]))  # it may end within a character
        if share > _LEAST_ORDINARY and not (is_text and _is_utf8(plain)):
            return Told(encoding)
        if not is_text:
            raise _not_text(name, head)
        head, *_rest = samples = [sample.replace(b"\0", b"") for sample in samples]
    wrong = [sample for sample in samples if not _is_utf8(sample)]
    if wrong and _has_two(b"\n".join(map(_whole, samples))):
        return None
    if not wrong or (_is_utf8(head) and not head.isascii()):
        return Told("utf-8")
    telling = wrong if head.isascii() else [b" " + head, *wrong]
    encoding = _statistics(b"\n".join(map(_whole, telling)), name)
    return None if encoding.startswith("iso2022") or encoding == "hz" else Told(encoding)


def _whole(sample: bytes) -> bytes:
    """From the first to the last byte that is no part of a longer character, so that none is cut."""
    alone = [index for index, byte in enumerate(sample) if byte < 0x30]
    return sample[alone[0] : alone[-1]] if alone else sample


def _is_utf8(sample: bytes) -> bool:
    """Whether a piece from the middle of a text is UTF-8: at both ends a character may be cut."""
    start = next((index for index, byte in enumerate(sample[:4]) if not 0x80 <= byte < 0xC0), 0)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample[start:])
    except UnicodeDecodeError:
        return False
    return True


def _not_text(name: str, head: bytes) -> FormatError:
    from tui.importers.other_kinds import refused  # nobody waits for it who reads a text

    return refused(name, head)


def empty(name: str) -> FormatError:
    return FormatError(_("{name} is empty: there is nothing to read in it.").format(name=name))


def _escaped(data: bytes) -> str | None:
    """Encodings of seven bits that switch with escape sequences."""
    for escape, encoding in _ESCAPES:
        if escape in data and data.isascii():
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    return None


def _unicode(data: bytes) -> str | None:
    """UTF-8, or UTF-16 and UTF-32 without a mark at the beginning."""
    # Letters of ASCII two and two, as those are that a byte of nothing has moved, look like Chinese.
    plain = data.replace(b"\0", b"") if b"\0" in data and _has_few_nuls(data) else data
    if b"\0" not in plain:
        try:
            return plain.decode("utf-8")
        except UnicodeDecodeError:
            pass
    if b"\0" not in data and _is_shift_jis(data[:_SAMPLE]):
        return data.decode("cp932", "replace")
    share, encoding = _wide(data)
    return data.decode(encoding, "replace") if share > _LEAST_ORDINARY else None


def _has_two(data: bytes) -> bool:
    from tui.importers.two_encodings import has_two  # few texts are of none alone

    return has_two(data)


def _line_by_line(data: bytes, name: str) -> str:
    from tui.importers.two_encodings import line_by_line, older_lines

    return line_by_line(data, _statistics(older_lines(data)[:_SAMPLE], name))


def _mostly_sound(data: bytes) -> str | None:
    """UTF-8 in which some bytes are wrong: in no other encoding are nearly all characters right by chance. None for
    anything else."""
    if b"\0" in data:
        if not _has_few_nuls(data):
            return None
        data = data.replace(b"\0", b"")
    text = data.decode("utf-8", "replace")
    wrong, right = text.count("\ufffd"), len(_NOT_ASCII.findall(text))
    is_sound = wrong * _MOST_SOUND <= right and not _is_full_of_controls(text[:_SAMPLE].replace("\ufffd", ""))
    return text if is_sound else None


def _has_few_nuls(data: bytes) -> bool:
    """Whether it is like a text, but for some places where nothing is written."""
    from tui.importers.other_kinds import is_known

    return not is_known(data) and len(_NULS.findall(data)) <= max(_FEW, _MOST_RUNS * len(data))


def _wide(data: bytes) -> tuple[float, str]:
    """How much is ordinary in the best of the encodings that have several bytes for each character."""
    candidates = []
    for encoding, size in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        sample = data[: _SAMPLE - _SAMPLE % size]
        try:
            text = sample[: len(sample) - len(sample) % size].decode(encoding)
            candidates.append(
                (_ordinary(text, _ORDINARY + _SPACED if _HAS_SPACE.search(text) else _ORDINARY), encoding)
            )
        except UnicodeDecodeError:
            continue
    return max(candidates, default=(0.0, ""))


def _ordinary(text: str, ranges: Sequence[tuple[int, int]]) -> float:
    """The share of characters that ordinary text is made of."""
    ordinary = sum(
        letter in "\t\n\r" or any(low <= ord(letter) <= high for low, high in ranges) for letter in text[:4000]
    )
    return ordinary / max(1, len(text[:4000]))


def _guessed(data: bytes, name: str) -> str:
    """The encodings of one language each, by their statistics."""
    if b"\0" in data:
        if not _has_few_nuls(data):
            raise _not_text(name, data)
        data = data.replace(b"\0", b"")
    return data.decode(_statistics(data[:_SAMPLE], name), "replace")


def _statistics(sample: bytes, name: str) -> str:
    import chardet  # takes longer to import than a page takes to be read, and few sources need it

    encoding = str(chardet.detect(sample)["encoding"] or "").lower()
    if not encoding:
        raise _not_text(name, sample)
    if encoding.startswith(("gb", "big5", "cp949", "euc-kr", "johab")) and _is_shift_jis(sample):
        return "cp932"
    return larger(encoding)


def _is_shift_jis(sample: bytes) -> bool:
    """Short Japanese texts look like Chinese, and like characters of two bytes each; but no other text has kana all
    over in this encoding."""
    try:
        text = codecs.getincrementaldecoder("cp932")().decode(sample)  # the sample may end within a character
    except UnicodeDecodeError:
        return False
    wide = [ord(letter) for letter in text if letter > "\x7f"]
    return sum(letter in _KANA for letter in wide) > _JAPANESE * len(wide)


def _is_full_of_controls(text: str) -> bool:
    """Full of control characters that no text needs, and of characters that could not be decoded."""
    odd = sum(map(text.count, "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\ufffd"))
    return odd > max(_MOST_CONTROL * len(text), min(_FEW, _TOO_MANY * len(text)))
