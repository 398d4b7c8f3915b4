"""What a sound file says of itself: title, author, chapters, as WAV, MP3, Vorbis comments and ffmpeg want it."""

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_KNOWN = {"title": "INAM", "artist": "IART", "date": "ICRD", "genre": "IGNR"}
_FRAMES = {"title": b"TIT2", "artist": b"TPE1", "album": b"TALB", "date": b"TDRC", "language": b"TLAN"}


class Chapter(NamedTuple):
    """`begin`, `end` in seconds."""

    title: str
    begin: float
    end: float


def wav_chunks(tags: Mapping[str, str], chapters: Sequence[Chapter], rate: int) -> bytes:
    """What stands behind the sound of a WAV file: labelled marks, and the tags."""
    points = b"".join(
        struct.pack("<II4sIII", number, at, b"data", 0, 0, at)
        for number, at in ((number, round(chapter.begin * rate)) for number, chapter in enumerate(chapters, 1))
    )
    labels = b"".join(
        _riff(b"labl", struct.pack("<I", number) + chapter.title.encode() + b"\0")
        for number, chapter in enumerate(chapters, 1)
    )
    told = b"".join(
        _riff(_KNOWN[name].encode(), text.encode() + b"\0") for name, text in tags.items() if name in _KNOWN
    )
    cue = _riff(b"cue ", struct.pack("<I", len(chapters)) + points)
    return cue + _riff(b"LIST", b"adtl" + labels) + _riff(b"LIST", b"INFO" + told)


def _riff(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)


def id3(tags: Mapping[str, str], chapters: Sequence[Chapter]) -> bytes:
    """An ID3v2.4 tag with chapters, to stand before the frames of an MP3 file."""
    frames = b"".join(_text(_FRAMES[name], text) for name, text in tags.items() if name in _FRAMES)
    names = [f"c{number}".encode() for number in range(len(chapters))]
    for start in range(0, len(names), 255):  # a list of more is a list of lists
        part = names[start : start + 255]
        flags = 3 if start == 0 else 1
        head = f"toc{start}".encode() + b"\0" + bytes([flags, len(part)])
        frames += _frame(b"CTOC", head + b"".join(name + b"\0" for name in part))
    for name, chapter in zip(names, chapters, strict=True):
        times = struct.pack(">II", round(chapter.begin * 1000), round(chapter.end * 1000)) + b"\xff" * 8
        frames += _frame(b"CHAP", name + b"\0" + times + _text(b"TIT2", chapter.title))
    return b"ID3\4\0\0" + _seven_bits(len(frames)) + frames


def _text(name: bytes, text: str) -> bytes:
    return _frame(name, b"\3" + text.encode() + b"\0")


def _frame(name: bytes, content: bytes) -> bytes:
    return name + _seven_bits(len(content)) + b"\0\0" + content


def _seven_bits(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def comments(tags: Mapping[str, str], chapters: Sequence[Chapter]) -> list[str]:
    """NAME=text, as Opus and FLAC files keep it."""
    found = [f"{name.upper()}={text}" for name, text in tags.items()]
    for number, chapter in enumerate(chapters):
        minutes, seconds = divmod(chapter.begin, 60)
        found.append(f"CHAPTER{number:03}={int(minutes) // 60:02}:{int(minutes) % 60:02}:{seconds:06.3f}")
        found.append(f"CHAPTER{number:03}NAME={chapter.title}")
    return found


def ffmpeg_metadata(tags: Mapping[str, str], chapters: Sequence[Chapter]) -> str:
    """The file that ffmpeg reads tags and chapters from."""
    lines = [";FFMETADATA1", *(f"{name}={_escaped(text)}" for name, text in tags.items())]
    for chapter in chapters:
        times = [f"START={round(chapter.begin * 1000)}", f"END={round(chapter.end * 1000)}"]
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", *times, f"title={_escaped(chapter.title)}"]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in "=;#\\\n" else character for character in text)
