"""Documents with faults, made of documents: their bytes, their tags and numbers, the structure of their archives.

`mutant(data, seed)` is the same for the same data and seed.
"""

import random
import re
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

_NUMBER = re.compile(rb'(?<=[" >/(\[])-?\d+(?=[" </)\]])')
_TAG = re.compile(rb"<[^<>]{1,2000}>")
_NAME = re.compile(rb"(?<=[</:])[A-Za-z]\w*(?=[ />:])")
_VALUE = re.compile(rb'(?<==")[^"<>]{0,500}(?=")')
_ABSURD = (
    b"NaN",
    b"-1",
    b"0",
    b"1",
    b"99999999999999999999",
    b"1e308",
    b"",
    b"0x10",
    b"9" * 400,
    "٣".encode(),
    b"\xff",
)
_VALUES = (
    b"", b"#", b"../../../etc/passwd", b"file:///etc/passwd", b"http://127.0.0.1/", b"//", b"http://[", b"a" * 70_000,
    "\u202e\ud7ff".encode(), b"\x00", b"%", b"%00", b"%ff%fe", b"?", b"javascript:0", b"data:,", b"mailto:", b"&#0;",
    b"&#xD800;", b"&#x110000;", b"&#99999999999;", b"&nbsp;", b"&x;", b"]]>", b"\x1b[2J", b"-", b"xx-YY-zz",
    b"\xed\xa0\x80",
)  # fmt: skip
_PIECES = (
    b"<a>", b"<", b"</a>", b"<a b='", b"&", b"<div>", b"<table><tr><td>", b"<ul><li>", b"\0", b"a=", b"<!--",
    b"<![CDATA[",
    b"<?", b"<math><mfrac>", b"<p/>", b"<script>", b"\xff", b"\xe4\xb8", b"(", b"[", b"{", b"*", b"`", b"> ", b"<<",
    b"]]>",
)  # fmt: skip
_ENCODINGS = (
    b"utf-8",
    b"utf-16",
    b"utf-7",
    b"iso-2022-jp",
    b"hz",
    b"idna",
    b"punycode",
    b"rot13",
    b"base64",
    b"x",
    b"",
    b"cp037",
)
Fault = Callable[[bytes, random.Random], bytes]


def mutant(data: bytes, seed: int) -> bytes:
    """The data with a fault or several."""
    dice = random.Random(seed)
    for _time in range(dice.choice((1, 1, 1, 2, 3))):
        if not data:
            break
        if data.startswith(b"PK"):
            faults = _ARCHIVE
        else:
            faults = _TEXT if data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else _ANY
        data = dice.choice(faults)(data, dice)
    return data


def _bits(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _time in range(dice.choice((1, 3, 40, 400))):
        changed[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(1, len(data) + 1)]


def _span(data: bytes, dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(len(data))
    return start, min(len(data), start + dice.choice((1, 4, 100, 5000)))


def _without(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    return data[:start] + data[end:]


def _blanked(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    return data[:start] + dice.choice((b"\0", b"\xff", b" ")) * (end - start) + data[end:]


def _moved(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    at = dice.randrange(len(data))
    return data[:at] + data[start:end] * dice.choice((1, 2, 50)) + data[at:]


def _numbers(data: bytes, dice: random.Random) -> bytes:
    share = dice.choice((0.01, 0.2, 1.0))
    return _NUMBER.sub(lambda found: dice.choice(_ABSURD) if dice.random() < share else found[0], data)


def tags_changed(data: bytes, dice: random.Random) -> bytes:
    """Some tags left out, doubled, or put in the place of others."""
    tags = list(_TAG.finditer(data))
    for tag in sorted(dice.sample(tags, min(len(tags), dice.randrange(1, 12))), key=lambda tag: -tag.start()):
        other = dice.choice(tags)[0]
        data = data[: tag.start()] + dice.choice((b"", tag[0] * 2, other, tag[0] + other)) + data[tag.end() :]
    return data


def _swapped(data: bytes, dice: random.Random) -> bytes:
    """All elements of a name are called like those of another."""
    names = sorted(set(_NAME.findall(data)))
    if not names:
        return data
    one, other = dice.choice(names), dice.choice((*names, b"table", b"math", b"li", b"pre", b"script", b"a", b"x"))
    return re.sub(rb"(?<=[</:])" + re.escape(one) + rb"(?=[ />])", other, data)


def _values(data: bytes, dice: random.Random) -> bytes:
    share = dice.choice((0.02, 0.5))
    return _VALUE.sub(lambda found: dice.choice(_VALUES) if dice.random() < share else found[0], data)


def _many(data: bytes, dice: random.Random) -> bytes:
    at = dice.choice((0, len(data), data.rfind(b"</") % len(data), dice.randrange(len(data))))
    return data[:at] + dice.choice(_PIECES) * dice.choice((1, 300, 30_000)) + data[at:]


def _entities(data: bytes, dice: random.Random) -> bytes:
    bomb = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 50 + b'"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    head = data.find(b"?>") + 2 if data.startswith(b"<?") else 0
    return data[:head] + bomb + data[head:].replace(b"e", dice.choice((b"&b;", b"&c;", b"&nbsp;")), dice.randrange(5))


def _encoded(data: bytes, dice: random.Random) -> bytes:
    """Says to be, or is, in another encoding."""
    name = dice.choice(_ENCODINGS)
    if dice.random() < 0.5:
        return re.sub(rb"(?i)utf-8", name, data, count=2)
    with suppress(ValueError, LookupError):
        return data.decode().encode(dice.choice(("utf-16", "utf-16-be", "utf-32", "gb18030", "cp1252", "shift_jis")))
    return data


# Archives


def _members(data: bytes) -> list[tuple[str, bytes]]:
    with suppress(Exception), zipfile.ZipFile(BytesIO(data)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist() if info.file_size < 5_000_000]
    return []


def _packed(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name) if method == zipfile.ZIP_STORED else name, content)
    return out.getvalue()


def _inside(data: bytes, dice: random.Random) -> bytes:
    """A fault in a file, mostly one that is marked up; the archive is sound."""
    members = _members(data)
    marked = [
        number for number, (_name, content) in enumerate(members) if content.lstrip(b"\xef\xbb\xbf").startswith(b"<")
    ]
    if not marked:
        return _bits(data, dice)
    number = dice.choice(marked)
    name, content = members[number]
    members[number] = name, dice.choice(_TEXT)(content, dice)
    return _packed(members)


def _files(data: bytes, dice: random.Random) -> bytes:
    """Files that are missing, empty, called otherwise, or other files."""
    members = _members(data)
    if not members:
        return _cut(data, dice)
    number = dice.randrange(len(members))
    name, content = members[number]
    other = dice.choice(members)
    names = (
        "../../x",
        "/etc/passwd",
        name.upper(),
        name.replace("/", "\\"),
        "a" * 5000,
        "é\u202e",
        other[0],
        f"./{name}",
    )
    changes = ([], [(name, b"")], [(dice.choice(names), content)], [(name, other[1])], [(name, content), other])
    members[number : number + 1] = dice.choice(changes)
    with suppress(Exception):
        return _packed(
            members, dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2))
        )
    return data


def _directory(data: bytes, dice: random.Random) -> bytes:
    """Numbers in the heads of the files, in the central directory or at its end."""
    sign = dice.choice((b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"))
    places = [found.start() for found in re.finditer(re.escape(sign), data)]
    changed = bytearray(data)
    for at in dice.sample(places, min(len(places), dice.choice((1, 1, 5)))):
        offset = at + dice.randrange(0, 46, 2)
        value = dice.choice((0, 1, 8, 99, 0x7FFF, 0xFFFF, dice.randrange(65536)))
        if offset + 2 <= len(changed):
            struct.pack_into("<H", changed, offset, value)
    return bytes(changed)


def _endless(data: bytes, dice: random.Random) -> bytes:
    """Without the central directory, or without its end."""
    at = data.rfind(dice.choice((b"PK\x05\x06", b"PK\x01\x02"))) if dice.random() < 0.5 else data.find(b"PK\x01\x02")
    return data[:at] if at > 0 else data


_ANY: tuple[Fault, ...] = (_bits, _cut, _without, _blanked, _moved, _numbers, _many, _encoded)
_TEXT: tuple[Fault, ...] = (*_ANY, tags_changed, tags_changed, _swapped, _swapped, _values, _values, _entities)
_ARCHIVE: tuple[Fault, ...] = (
    _inside,
    _inside,
    _inside,
    _inside,
    _files,
    _files,
    _directory,
    _endless,
    _bits,
    _cut,
    _blanked,
)
