"""What the commands of the shell tell people: answers on standard output, all else on standard error."""

import sys
import time
from collections.abc import Iterable, Sequence

from tui.core.clean import brief, printable
from tui.errors import ReaderError
from tui.narration import tell
from tui.texts import _, n_

_LONG = 1.0  # seconds
_MANY = 10  # things, which hardly are done at once
_SENTENCES = 3  # about what went wrong


def print_lines(rows: Iterable[tuple[str, ...]]) -> None:
    """At once: what follows may be interrupted."""
    for row in rows:
        print(*map(printable, row), sep="\t")
    sys.stdout.flush()


def say(text: str) -> int:
    """To people, and not to what reads standard output."""
    print(brief(text), file=sys.stderr)
    return 0


def complain(problems: Sequence[str] | Sequence[ReaderError]) -> None:
    """What went wrong, to people: of many the first, and how many more."""
    told = problems if len(problems) <= _SENTENCES else problems[: _SENTENCES - 1]
    for problem in told:
        tell(str(problem))
    if n := len(problems) - len(told):
        text = n_(
            "{n} more could not be had; name it by itself to hear why.",
            "{n} more could not be had; name one by itself to hear why.",
            n,
        )
        tell(text)


class Percent:
    """Progress for people: a line every tenth part, and none for what is done at once; of a few things only what takes
    long. With `begun`, a sentence about what is being done, so of everything, and the sentence stands first."""

    def __init__(self, what: str, begun: str = "") -> None:
        self._what = what
        self._begun = begun
        self._is_calm = bool(begun)
        self._told = 0
        self._until = time.monotonic() + _LONG

    def __call__(self, done: float, count: int) -> None:
        tenth = int(10 * done / count) if count else 0
        if tenth <= self._told or ((count < _MANY or self._is_calm) and time.monotonic() < self._until):
            return
        self._told, self._until = tenth, time.monotonic() + _LONG
        line = _("{percent}%, {n} of {count} {what}") if count > 1 else _("{percent}%")
        percent = int(100 * done / count)
        begun, self._begun = self._begun, ""
        told = line.format(percent=percent, n=int(done), count=count, what=self._what)
        print(" ".join(filter(None, [begun, told])), file=sys.stderr, flush=True)
