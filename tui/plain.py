"""Front end one: linear mode, the one for screen readers and for any terminal whatever.

Every key gives at most one write, and that is one utterance: CR LF, the text, CR. What decides what
a screen reader says and a braille display shows is where the cursor ends: on the first character of what
was just written. Nothing is written without a key, nor while the voice reads.
"""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.core.menu import Act
from tui.core.reader import Reader
from tui.core.reflow import break_at_clauses
from tui.core.wording import _, n_
from tui.terminal import Terminal, open_terminal

if TYPE_CHECKING:
    from tui.speech import Event, Listener

_SILENT = frozenset({Act.NOTHING, Act.SPEAKING, Act.QUIT})


class Plain:
    """A reader on a terminal, an utterance a key."""

    def __init__(self, reader: Reader, terminal: Terminal) -> None:
        self._reader = reader
        self._terminal = terminal
        self._reports: deque[Event] = deque()  # appended to on any thread
        self._typed: deque[str] = deque()  # keys that came faster than they were used
        self._below = 0  # rows of the last utterance below the cursor

    def run(self, greeting: str) -> None:
        """Reads keys until the person quits or the terminal is gone."""
        self._say(greeting)
        while (keys := self._terminal.keys()) is not None:
            while self._reports:
                self._hear(self._reports.popleft())
            self._typed.extend(keys)
            while self._typed:
                if self._press(self._typed.popleft()) is Act.QUIT:
                    self._terminal.write(self._down() + "\r\n")
                    return

    def report(self, event: "Event") -> None:
        """Takes a report of the voice, on any thread."""
        self._reports.append(event)
        self._terminal.wake()

    def _press(self, key: str) -> Act:
        if key in ("interrupt", "end-of-input"):
            return Act.QUIT
        if key == "suspend":
            self._terminal.suspend()
            return Act.NOTHING
        reply = self._reader.press(key)
        while reply.act is Act.ASKED:
            answer = self._ask(reply.text)
            reply = self._reader.cancel() if answer is None else self._reader.answer(answer)
        if reply.act not in _SILENT:
            self._say(reply.text)
        return reply.act

    def _hear(self, event: "Event") -> None:
        """Messages of a voice that cannot speak are written; a voice that speaks writes nothing."""
        reply = self._reader.heard(*event)
        if reply.act is Act.SAID and event.name in ("silent", "gone", "failed"):
            self._say(reply.text)

    def _ask(self, prompt: str) -> str | None:
        """An answer: what was typed ahead of the question counts, the rest is asked for."""
        text = ""
        while self._typed:
            key = self._typed.popleft()
            if key == "enter":
                return text
            if key in ("escape", "interrupt"):
                return None
            text = text[:-1] if key == "backspace" else text + (" " if key == "space" else key if len(key) == 1 else "")
        self._terminal.write(self._down() + "\r\n")
        self._below = 0
        return self._terminal.ask(prompt, text)

    def _say(self, text: str) -> None:
        columns, lines = self._terminal.size()
        rows = break_at_clauses(text, max(1, columns - 1)) or [""]
        down, self._below = self._down(), (min(len(rows), lines) - 1 if self._terminal.has_cursor else 0)
        up = f"\x1b[{self._below}A" if self._below else ""
        self._terminal.write(down + "\r\n" + "\r\n".join(rows) + "\r" + up)

    def _down(self) -> str:
        return f"\x1b[{self._below}B" if self._below else ""


def greeting(reader: Reader) -> str:
    """The first line: what this is, the way to help and the way out, and where the reader is."""
    publication = reader.reading.publication
    return _("Mangdao, plain mode, ? for help, q to quit. {title}, {articles}. {here}").format(
        title=publication.title,
        articles=n_("{n} article", "{n} articles", len(publication.articles)),
        here=reader.menu.current.line if reader.menu else reader.reading.session.block.text[:60],
    )


def run(reader: Reader, connect: "Callable[[Listener], None]", warnings: list[str]) -> None:
    """Linear mode on standard input and output until the person quits."""
    with open_terminal() as terminal:
        plain = Plain(reader, terminal)
        connect(plain.report)
        plain.run(" ".join([*warnings, greeting(reader)]))
