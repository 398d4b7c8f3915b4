"""Steps through the reader as readable data: a key, and what should be heard after it.

    # a remark
    3 down             {sentence}
    /                  Find:
    盲                 盲
        ! fenrir: Find: 盲 ! it says the whole row
    enter              9 hits: {entry}

A number repeats the key, "all" as often as a list has entries below. Text in braces is looked up where the reader is
after the key: {sentence}, {word}, {character}, {heading} of the publication, {row} of the screen, {here} for that row
from the place on, {title} and {entry} of the list that is open ({text}: the entry without its note), {reply} for what
depends on how a page is understood; everything else stands as it must be heard. Nothing means silence. A line with
"!" below a step says what one screen reader says instead ("fenrir in speaking": in one front end), and behind a
second "!" why: then the screen reader is at fault, or does what its own settings say.

Every front end has a file. plain.txt is whole: it has every command of the table. The other two hold only those
sections (a section begins with a remark) in which their front end differs. All other sections they take from
plain.txt: there Down and Up by rows have {row} in the place of {sentence}, and on the ordinary full screen everything
is {focus}, which is what the cursor belongs on: the question, the message, the entry of a list, or the text.

Whoever adds a command or a setting adds steps for it to plain.txt, best as a section of its own, and then makes the
published table anew: python -m tests.tools.make_screen_reader_table.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from tests.machine.process import ROOT
from tests.make import VoiceStandIn
from tui.app.text_view import width_of_text
from tui.app.view import View
from tui.core.commands import Unit
from tui.core.menu import Act, Reply
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.core.reflow import Layout
from tui.core.rows import Style
from tui.fetch import fetch
from tui.keeping.background import ReaderShelf
from tui.library import Library
from tui.settings import Options, Settings
from tui.settings.pronunciations import Pronunciations
from tui.sources import Corrections, open_source

FOLDER = Path(__file__).parent.parent / "data" / "screen_readers"
SEED = str(ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt")
COMMON = "plain.txt"
# A front end's file → what starts it.
FRONT_ENDS = {"plain.txt": ["--plain"], "speaking.txt": ["--speaking"], "screen.txt": []}
_STEP = re.compile(r"(?:(\d+|all) )?(\S+)(?:\s{2,}(.*))?$")
_EXCEPTION = re.compile(r"\s+! (\w+(?: in \w+)?):(.*?)(?:\s+!\s+(.*))?$")
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
    """`line`: file and number. `data`: what a terminal sends for the key. `echo`: what the terminal must show when the
    key is a letter of an answer. `wanted`: what should be heard. `exceptions`: what single screen readers say
    instead. `moves_by`: what the key moves by in the text, if it does."""

    line: str
    key: str
    data: bytes
    echo: bytes
    wanted: str
    exceptions: dict[str, str]
    moves_by: Unit | None = None

    def heard_by(self, name: str) -> str:
        return self.exceptions.get(name, self.wanted)


class _Line(NamedTuple):
    """A line of a file that is a step; `times`: how often the key is pressed, 0 for as often as entries are left.
    `is_own`: it stands in the file of the front end itself."""

    where: str
    times: int
    key: str
    text: str
    exceptions: dict[str, str]
    is_own: bool


class _Reader(Reader):
    """Keeps its last reply."""

    last = Reply(Act.NOTHING)

    def press(self, key: str) -> Reply:
        return self._kept_reply(super().press(key))

    def answer(self, text: str) -> Reply:
        return self._kept_reply(super().answer(text))

    def _kept_reply(self, reply: Reply) -> Reply:
        self.last = reply
        return reply


class _Front(Protocol):
    """A front end without its terminal."""

    reader: _Reader

    def press(self, key: str, typed: str) -> None:
        """Takes a key; `typed` is the answer so far."""


class _Plain:
    def __init__(self, _columns: int, _rows: int) -> None:
        self.reader = _reader(Options(Settings(backend="silence", plain=True)))

    def press(self, key: str, typed: str) -> None:
        if not self.reader.question:
            self.reader.press(key)
        elif key == "escape":
            self.reader.cancel()
        elif key == "enter":
            self.reader.answer(typed)


class _Screen:
    def __init__(self, columns: int, rows: int, speaking: bool = False) -> None:
        options = Options(Settings(backend="silence", speaking=speaking), lambda _name: self._change())
        self._options = options
        self.reader = _reader(options)
        self._view = View(self.reader, options.settings)
        self._view.resize(columns, rows)

    def press(self, key: str, typed: str) -> None:
        self._view.press(key)

    def _change(self) -> None:
        self._view.change(self._options.settings)


def _speaking(columns: int, rows: int) -> _Screen:
    return _Screen(columns, rows, speaking=True)


_FRONTS = {"plain.txt": _Plain, "speaking.txt": _speaking, "screen.txt": _Screen}


def steps(name: str, columns: int = 80, rows: int = 24) -> Iterator[Step]:
    """The steps of a front end, one after the other, on a screen of this size; what fills in the text has no
    terminal."""
    front: _Front = _FRONTS[name](columns, rows)
    typed = ""
    for line in _lines(name):
        for _time in range(line.times or _left(front.reader)):
            echo, unit = b"", None
            if front.reader.question:
                before, typed = typed, _typed(line.key, typed)
                front.press(line.key, before)
                echo = typed.removeprefix(before).encode() if typed.startswith(before) else b""
            else:
                unit = _unit(front.reader, line.key)
                front.press(line.key, typed)
            text = line.text if line.is_own or echo else _translated(line.text, name, unit)
            wanted = _filled(text, front.reader, columns)
            data = _BYTES.get(line.key, line.key.encode())
            yield Step(line.where, line.key, data, echo, wanted, _exceptions(line, name), unit)


def _exceptions(line: _Line, name: str) -> dict[str, str]:
    """What single screen readers say in this front end."""
    here = f" in {name.removesuffix('.txt')}"
    everywhere = {reader: text for reader, text in line.exceptions.items() if " in " not in reader}
    return everywhere | {
        reader.removesuffix(here): text for reader, text in line.exceptions.items() if reader.endswith(here)
    }


def _translated(text: str, name: str, unit: Unit | None) -> str:
    """What plain mode says, for a front end that goes by rows of the screen, or shows the whole screen."""
    if name == "screen.txt":
        return "{focus}" if text else ""
    return "{row}" if text == "{sentence}" and unit in (Unit.LINE, Unit.PAGE) else text


def count(name: str) -> int:
    """How many keys a front end is given."""
    return sum(1 for _step in steps(name))


def _left(reader: Reader) -> int:
    """How many entries come behind the current one."""
    return len(reader.menu.entries) - reader.menu.index - 1 if reader.menu else 0


def _typed(key: str, typed: str) -> str:
    if key == "backspace":
        return typed[:-1]
    return "" if key in ("enter", "escape") else typed + key


def _unit(reader: Reader, key: str) -> Unit | None:
    """What a key moves by in the text."""
    command = reader.reading.keymap.command(key)
    return command.move[0] if command and command.move and not reader.menu and not reader.reading.next_key else None


def greeting(name: str) -> str:
    """The first line of a file: what is heard at the start."""
    text = (FOLDER / name).read_text("utf-8")
    return next(line for line in text.splitlines() if line and not line.startswith("#")).removeprefix("start").strip()


def _lines(name: str) -> Iterator[_Line]:
    own, common = _sections(name), _sections(COMMON)
    assert own.keys() <= common.keys(), f"{name} has sections that {COMMON} has not: {own.keys() - common.keys()}"
    for heading, lines in common.items():
        yield from (line._replace(is_own=heading in own) for line in own.get(heading, lines))


def _sections(name: str) -> dict[str, list[_Line]]:
    """The steps of a file by the remarks that stand over them."""
    found: dict[str, list[_Line]] = {}
    heading = ""
    for number, line in enumerate((FOLDER / name).read_text("utf-8").splitlines(), 1):
        if line.startswith("# "):
            heading = line
        elif exception := _EXCEPTION.match(line):
            found[heading][-1].exceptions[exception.group(1)] = exception.group(2).strip()
        elif line and not line.startswith("start "):
            step = _STEP.match(line)
            assert step, f"{name}:{number}: {line!r} is no step"
            times, key, text = step.groups()
            found.setdefault(heading, []).append(_Line(f"{name}:{number}", _times(times), key, text or "", {}, True))
    return found


def _times(text: str | None) -> int:
    return 0 if text == "all" else int(text or 1)


def _filled(text: str, reader: _Reader, columns: int) -> str:
    def look_up(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "focus":
            name, found = _focus(reader)
            if found:
                return found
        if name == "reply":
            return reader.last.text
        if reader.menu and name in ("entry", "text", "title"):
            entry = reader.menu.current
            return {"entry": entry.line, "text": entry.text, "title": reader.menu.title}[name]
        if name in ("row", "here"):
            return _row(reader, columns, name == "here")
        return reader.reading.session.text(_UNITS[name])

    return re.sub(r"\{(\w+)\}", look_up, text)


def _focus(reader: _Reader) -> tuple[str, str]:
    """What the cursor of a full screen belongs on after a key: how it is looked up, or the text itself."""
    if reader.question:
        return "", reader.question.prompt.strip()
    if reader.last.act is Act.SAID:
        return "", reader.last.text
    return "text" if reader.menu else "here", ""


def _row(reader: Reader, columns: int, from_the_place: bool) -> str:
    """The row that shows the place, or what of it comes from the place on."""
    session, publication = reader.reading.session, reader.reading.publication
    article, block, offset = session.place
    blocks = publication.articles[article].blocks
    layout = Layout(blocks, Style(width_of_text(columns, 0)), publication.language)
    row = layout.row(layout.row_of(block, offset))
    return (blocks[block].text[offset : row.end] if from_the_place else row.text).strip()


def _reader(options: Options) -> _Reader:
    publication, library = open_source(SEED), Library()
    library.remember(publication, fetch(SEED))
    shelf = ReaderShelf(library)
    own = Pronunciations("/dev/null/rules")  # nothing is there and nothing can be
    helpers = Helpers(Corrections(), lambda: shelf, lambda: own)
    return _Reader(publication, library, options, _NoVoices(), helpers)
