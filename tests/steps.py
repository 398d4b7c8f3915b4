"""Steps through the reader as readable data: a key, and what should be heard after it.

    # a remark
    3 down             {sentence}
    /                  Find:
    盲                 盲
        ! fenrir: Find: 盲 ! it says the whole row
    enter              9 hits: {entry}

A number repeats the key. Text in braces is looked up where the reader is after the key: {sentence}, {word},
{character}, {heading} of the publication, {title} and {entry} of the list that is open, {reply} for what depends
on how a page is understood; everything else stands as it must be heard. Nothing means silence. A line with "!"
below a step says what one screen reader says instead, and behind a second "!" why: then the screen reader is at
fault, or does what its own settings say.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.make import VoiceStandIn
from tests.process import ROOT
from tui.background import ReaderShelf
from tui.core.commands import Unit
from tui.core.reader import Reader
from tui.fetch import fetch
from tui.launch import Corrections, open_source
from tui.library import Library
from tui.pronouncing import Pronunciations
from tui.settings import Options, Settings

FOLDER = Path(__file__).parent / "data" / "screen_readers"
SEED = str(ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt")
_STEP = re.compile(r"(?:(\d+) )?(\S+)(?:\s{2,}(.*))?$")
_EXCEPTION = re.compile(r"\s+! (\w+):\s*(.*?)(?:\s+!\s+(.*))?$")
_BYTES = {
    "enter": b"\r",
    "space": b" ",
    "backspace": b"\x7f",
    "escape": b"\x1b",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
}
_UNITS = {unit.value: unit for unit in Unit}


class _NoVoices(VoiceStandIn):
    """As silent as the voice of the program under test."""

    def voices(self) -> list[tuple[str, str]]:
        return []


class Step(NamedTuple):
    """`line`: of the file. `data`: what a terminal sends for the key. `echo`: what the terminal must show when the
    key is a letter of an answer. `wanted`: what should be heard. `exceptions`: what single screen readers say
    instead."""

    line: int
    key: str
    data: bytes
    echo: bytes
    wanted: str
    exceptions: dict[str, str]

    def heard_by(self, name: str) -> str:
        return self.exceptions.get(name, self.wanted)


def steps(name: str) -> Iterator[Step]:
    """The steps of a file, one after the other; the reader that fills in the text has no screen."""
    reader = _reader()
    typed = ""
    for line, count, key, text, exceptions in _lines(FOLDER / name):
        for _time in range(count):
            echo, reply = b"", ""
            if reader.question:
                before, typed = typed, _answer(reader, key, typed)
                echo = typed.removeprefix(before).encode() if typed.startswith(before) else b""
            else:
                reply = reader.press(key).text
            wanted = _filled(text.replace("{reply}", reply), reader)
            yield Step(line, key, _BYTES.get(key, key.encode()), echo, wanted, exceptions)


def _answer(reader: Reader, key: str, typed: str) -> str:
    if key == "backspace":
        return typed[:-1]
    if key == "escape":
        reader.cancel()
    elif key == "enter":
        reader.answer(typed)
    else:
        return typed + key
    return ""


def greeting(name: str) -> str:
    """The first line of a file: what is heard at the start."""
    text = (FOLDER / name).read_text("utf-8")
    return next(line for line in text.splitlines() if line and not line.startswith("#")).removeprefix("start").strip()


def _lines(path: Path) -> Iterator[tuple[int, int, str, str, dict[str, str]]]:
    found: list[tuple[int, int, str, str, dict[str, str]]] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith(("#", "start ")):
            continue
        if exception := _EXCEPTION.match(line):
            found[-1][-1][exception.group(1)] = exception.group(2)
            continue
        step = _STEP.match(line)
        assert step, f"{path.name}:{number}: {line!r} is no step"
        count, key, text = step.groups()
        found.append((number, int(count or 1), key, text or "", {}))
    yield from found


def _filled(text: str, reader: Reader) -> str:
    def look_up(match: re.Match[str]) -> str:
        name = match.group(1)
        if reader.menu and name in ("entry", "title"):
            return reader.menu.current.line if name == "entry" else reader.menu.title
        return reader.reading.session.text(_UNITS[name])

    return re.sub(r"\{(\w+)\}", look_up, text)


def _reader() -> Reader:
    options = Options(Settings(backend="silence", plain=True))
    publication, library = open_source(SEED), Library()
    library.remember(publication, fetch(SEED))
    shelf = ReaderShelf(library)
    own = Pronunciations("/dev/null/rules")  # nothing is there and nothing can be
    voice, corrector = _NoVoices(), Corrections()
    return Reader(publication, library, options, voice, None, corrector, lambda: shelf, lambda: own)
