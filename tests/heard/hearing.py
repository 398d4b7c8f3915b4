"""All steps of a front end under a real screen reader, and what came of them in figures.

Plain mode and the speaking view are judged by what is said, or felt, after each key. The ordinary full screen is
for looking at; there it counts that the cursor, and with it the braille display, is on what a key has led to.
"""

import os
import re
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.heard.braille import CELLS, Braille
from tests.heard.oracle import Oracle
from tests.heard.screen_reader import Fenrir, ScreenReader, Yasr, descendants, letters
from tests.heard.steps import FRONT_ENDS, SEED, Step, greeting, steps
from tui.core.words import words

READERS = (Yasr, Fenrir, Braille)
LISTENED_TO = ("plain.txt", "speaking.txt")
LOOKED_AT = "screen.txt"
_PATIENCE = 5.0  # seconds for one utterance: a single one that does not come must not take the test along
_CUT = re.compile(rb"\x1b(?!\[[0-9;?]*[A-Za-z]|\][^\x07\x1b]*\x07|M)")  # a sequence without its end
_Any = ScreenReader | Braille


class Outcome(NamedTuple):
    """One step: `extra` is what was said besides, as words; `problem` what went wrong, empty when it is exact.
    `size`: bytes that the terminal got."""

    step: Step
    extra: int
    problem: str
    size: int

    @property
    def beyond(self) -> int:
        """Bytes that are not the text."""
        return self.size - len(self.step.wanted.encode())


class Tally(NamedTuple):
    """A run in figures, as the published table has them; `median` and `beyond` in bytes a key."""

    tried: int
    exact: int
    extra: int
    median: int
    beyond: int


def tally(outcomes: list[Outcome]) -> Tally:
    written = [outcome for outcome in outcomes if outcome.size]
    return Tally(
        len(outcomes),
        sum(not outcome.problem for outcome in outcomes),
        sum(outcome.extra for outcome in outcomes),
        round(median(outcome.size for outcome in written)),
        max(outcome.beyond for outcome in written),
    )


@contextmanager
def opened(reader: type[_Any], home: Path, name: str) -> Iterator[_Any]:
    """The program in one of its front ends, under a screen reader, with nothing said yet."""
    with reader(home, *FRONT_ENDS[name], SEED, MANGDAO_BACKEND="silence") as screen_reader:
        yield screen_reader
        screen_reader.send("q")
        screen_reader.rest()


def run(reader: type[_Any], home: Path, name: str) -> list[Outcome]:
    """Every step of a file, and then out."""
    with opened(reader, home, name) as screen_reader:
        if name == LOOKED_AT:
            return list(_looked(screen_reader))
        assert screen_reader.extra(greeting(name)) == ""
        _settle(screen_reader)
        return [_listened(screen_reader, step) for step in steps(name, screen_reader.columns, screen_reader.rows)]


def _settle(screen_reader: _Any) -> None:
    """Where the test itself passes on what the program writes, it is here in one piece."""
    if isinstance(screen_reader, ScreenReader):
        screen_reader.settle()


def _listened(screen_reader: _Any, step: Step) -> Outcome:
    screen_reader.shown = b""
    screen_reader.send(step.data)
    extra, problem = 0, ""
    if wanted := step.heard_by(screen_reader.NAME):
        try:
            said = screen_reader.extra(wanted, _PATIENCE)
            # The same words may be under the fingers already, while the terminal gets them again.
            screen_reader.until_so(lambda: _shown_whole(screen_reader, step), "shown whole")
            if said:
                extra, problem = _words_beside(said, wanted), f"besides {wanted!r}: {said!r}"
        except AssertionError as silence:
            problem = str(silence)
    elif step.echo:
        screen_reader.until_shown(step.echo)
    _settle(screen_reader)
    return Outcome(step, extra, problem and f"line {step.line}, {step.key}: {problem}", len(screen_reader.shown))


def _shown_whole(screen_reader: _Any, step: Step) -> bool:
    return letters(step.wanted) in _text(screen_reader.shown) or _swallowed(screen_reader)


def _text(data: bytes) -> str:
    """The letters of what a terminal has got."""
    return letters(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", data.decode("utf-8", "ignore")))


def _words_beside(said: str, wanted: str) -> int:
    found, known = (Counter(text[a:b] for a, b in words(text)) for text in (said, wanted))
    return max(1, (found - known).total())


def _looked(screen_reader: _Any) -> Iterator[Outcome]:
    oracle = Oracle(screen_reader.rows, screen_reader.columns)
    first, spoilt = Step(0, "", b"", b"", greeting(LOOKED_AT), {}), False
    for step in (first, *steps(LOOKED_AT, screen_reader.columns, screen_reader.rows)):
        screen_reader.shown, problem = b"", ""
        screen_reader.send(step.data)
        try:
            if step.wanted or step.echo:
                _look(screen_reader, oracle, step)
        except AssertionError as missing:
            problem = f"line {step.line}, {step.key}: {missing}\n" + "\n".join(oracle.rows)
        size, spoilt = len(screen_reader.shown), spoilt or _swallowed(screen_reader)
        if spoilt and problem:
            oracle, problem, spoilt = *_painted_again(screen_reader, step), False
        if step is not first:
            yield Outcome(step, 0, problem, size)


def _swallowed(screen_reader: _Any) -> bool:
    """Whether the terminal has not got all that the program has written. Where the end of one of yasr's reads cuts
    an escape sequence, it says what follows, but does not pass it on; where reads end is the system's to say."""
    return isinstance(screen_reader, Yasr) and _CUT.search(screen_reader.shown) is not None


def _painted_again(screen_reader: Yasr, step: Step) -> tuple[Oracle, str]:
    """A new screen, which the program paints as it does when it is given back, and what is still wrong with it."""
    problem = ""
    for _attempt in range(3):
        oracle, screen_reader.shown = Oracle(screen_reader.rows, screen_reader.columns), b""
        for pid in descendants(screen_reader.pid):
            os.kill(pid, signal.SIGCONT)
        try:
            _look(screen_reader, oracle, step)
        except AssertionError as missing:
            problem = f"line {step.line}, {step.key}, painted again: {missing}\n" + "\n".join(oracle.rows)
        else:
            return oracle, ""
    return oracle, problem


def _look(screen_reader: _Any, oracle: Oracle, step: Step) -> None:
    """Waits until the cursor is on what the step wants, and a braille display with it."""
    fed = 0

    def is_there() -> bool:
        nonlocal fed
        new, fed = screen_reader.shown[fed:], len(screen_reader.shown)
        oracle.feed(new)
        return bool(fed) and is_on(oracle, step)

    screen_reader.until_so(is_there, f"with the cursor on {step.wanted!r}", _PATIENCE)
    assert not oracle.broken, "half a wide character"
    if isinstance(screen_reader, Braille):
        screen_reader.felt_row(braille_row(oracle))


def is_on(oracle: Oracle, step: Step) -> bool:
    """Whether the cursor is on the text: what stands from it to the end of the row is its beginning, or the
    text and more. In a question it is behind what has been typed."""
    row, column = oracle.cursor
    if step.echo or step.wanted.endswith(":"):
        return letters(oracle.text(row, 0, column)).endswith(letters(step.wanted or step.echo.decode()))
    here, wanted = oracle.text(row, column), letters(step.wanted)
    return bool(here) and (letters(here).startswith(wanted) or wanted.startswith(letters(here)))


def braille_row(oracle: Oracle) -> str:
    """What a display shows of the row with the cursor: the part of it that the cursor is in."""
    row, column = oracle.cursor
    first = column // CELLS * CELLS
    return oracle.text(row, first, first + CELLS)
