"""Front end one: linear mode, the one for screen readers and for any terminal whatever.

Every key gives at most one write, and that is one utterance: CR LF, the text, CR. What decides what
a screen reader says and a braille display shows is where the cursor ends: on the first character of what
was just written. Nothing is written without a key, nor while the voice reads.
"""

import gc
from bisect import bisect_right
from collections import deque

from tui.core.cells import columns, width_of
from tui.core.clean import printable
from tui.core.commands import Unit
from tui.core.light import TYPE_CHECKING, Callable
from tui.core.menu import Act, Question, Reply
from tui.core.reader import Reader
from tui.core.rows import break_at_clauses
from tui.core.wording import _, n_
from tui.terminal import Terminal, open_terminal

if TYPE_CHECKING:
    from tui.speech import Event, Listener

_CANCEL = ("escape", "interrupt", "end-of-input")
_SHORT = 60  # characters
_NARROW = 10  # cells for an answer below which the question gets rows of its own
_VERTICAL = ("up", "down")
_SILENT = frozenset({Act.NOTHING, Act.SPEAKING, Act.QUIT})


class Plain:
    """A reader on a terminal, an utterance a key."""

    def __init__(self, reader: Reader, terminal: Terminal) -> None:
        self._reader = reader
        self._terminal = terminal
        self._reports: deque[Event] = deque()  # appended to on any thread
        self._typed: deque[str] = deque()  # keys that came faster than they were used
        self._below = 0  # rows of the last utterance below the cursor

    def run(self, greeting: str, begun: Callable[[], None] = lambda: None) -> None:
        """Reads keys until the person quits or the terminal is gone. Calls `begun` once the greeting is there."""
        if self._reader.greet(greeting).spoken:
            self._terminal.write("")
        else:
            self._say(greeting)
        begun()
        while (keys := self._keys()) is not None:
            while self._reports:
                self._hear(self._reports.popleft())
            self._typed.extend(keys)
            while self._typed:
                if Act.QUIT in map(self._press, self._reader.apart(self._typed.popleft())):
                    self._terminal.write(self._down() + "\r\n")
                    return

    def report(self, event: "Event") -> None:
        """Takes a report of the voice, on any thread."""
        self._reports.append(event)
        self._terminal.wake()

    def _keys(self) -> list[str] | None:
        """Of Escape only the beginning is there for a while, which is a key already to whoever wants silence."""
        keys = self._terminal.keys()
        if self._terminal.is_amid:
            self._reader.silence(is_begun=True)
        return keys

    def _press(self, key: str) -> Act:
        if key in ("interrupt", "end-of-input") and not self._reader.reading.waiting:
            return Act.QUIT
        if key == "suspend":
            self._terminal.suspend()
            return Act.NOTHING
        reply = self._asked(self._reader.press(key))
        if reply.act not in _SILENT and not reply.spoken:
            self._say(reply.text, key in _VERTICAL)
        return reply.act

    def _asked(self, reply: Reply) -> Reply:
        """What has come of it when all questions are answered."""
        while reply.act is Act.ASKED:
            answer = self._ask_aloud() if reply.spoken else self._ask(reply.text)
            reply = self._reader.cancel() if answer is None else self._reader.answer(answer)
        return reply

    def _hear(self, event: "Event") -> None:
        """Messages of a voice that cannot speak are written, and how far it is with what is being opened; a voice that
        speaks writes nothing until it has ended, unless somebody wants both, and then each sentence as it begins."""
        reply = self._asked(self._reader.heard(*event))
        told = reply.act is Act.SAID and event.name in ("silent", "notice", "gone", "failed", "finished")
        told = told or (event.name == "opening" and bool(reply.text))
        if (told or (reply.act is Act.MOVED and reply.text)) and not reply.spoken:
            self._say(reply.text)

    def _ask_aloud(self) -> str | None:
        """An answer to a question that the voice has asked; it says the characters too."""
        from tui.core.editor import editor_of

        question = self._reader.question
        editor = editor_of(question.is_secret, question.complete) if question else editor_of(False)
        while True:
            while self._typed:
                key = self._typed.popleft()
                if key in ("enter", *_CANCEL):
                    return editor.text if key == "enter" else None
                self._reader.typed(editor.press_aloud(key), editor.text)
            keys = self._keys()
            if keys is None:
                return None
            while self._reports:
                self._hear(self._reports.popleft())
            self._typed.extend(keys)

    def _ask(self, prompt: str) -> str | None:
        """An answer, edited in a row of its own; None when it was cancelled. What was typed ahead of the
        question counts, and when that is the whole answer the question is not even shown.

        Not readline: it writes the prompt's line end, and one behind the answer, by themselves, and screen
        readers say "blank" for the empty row in which the cursor then rests.
        """
        line = Line(prompt, self._terminal.size()[0], self._terminal.has_cursor, self._reader.question)
        shown = self._down() + "\r\n"
        while True:
            while self._typed:
                key = self._typed.popleft()
                if key in ("enter", *_CANCEL):
                    return line.text if key == "enter" else None
                line.press(key)
            self._terminal.write(shown + line.change())
            shown, self._below = "", 0
            if self._reader.question:
                self._reader.question.typed(line.text)
            keys = self._keys()
            if keys is None:
                return None
            self._typed.extend(keys)

    def _say(self, text: str, after_arrow: bool = False) -> None:
        columns, lines = self._terminal.size()
        width = int(self._reader.reading.options.get("width")) or columns  # as wide as a braille display, say
        rows = break_at_clauses(printable(text), max(1, min(width, columns - 1))) or [""]
        if after_arrow and self._below == len(rows) - 1 > 0:
            # Where Up or Down leaves the cursor in the row where it was, Fenrir takes the change for a shell's
            # history and says one row only. At the bottom of the screen an empty last row moves the cursor.
            rows.append("")
        down, self._below = self._down(), (min(len(rows), lines) - 1 if self._terminal.has_cursor else 0)
        up = f"\x1b[{self._below}A" if self._below else ""
        self._terminal.write(down + "\r\n" + "\r\n".join(rows) + "\r" + up)

    def _down(self) -> str:
        return f"\x1b[{self._below}B" if self._below else ""


class Line:
    """A question and the answer that is being typed behind it, in one row of the terminal.

    `change` says what to write so that the terminal shows what has been typed: never more than what has
    changed, because all that is written is spoken.
    """

    def __init__(self, prompt: str, columns: int, has_cursor: bool, question: Question | None = None) -> None:
        # Imported where it is used: the first line that somebody hears comes before any question.
        from tui.core.editor import editor_of

        self._editor = editor_of(question.is_secret, question.complete) if question else editor_of(False)
        self._room = columns - 1 - width_of(prompt)
        self._has_cursor = has_cursor
        self._begin = prompt = printable(prompt)
        if self._room < _NARROW:
            self._room = max(1, columns - 1)
            self._begin = "".join(f"{row}\r\n" for row in break_at_clauses(prompt.strip(), self._room))
        self._row, self._cell = "", 0  # what the terminal shows behind the prompt, and where its cursor is

    @property
    def text(self) -> str:
        return self._editor.text

    def press(self, key: str) -> None:
        """Takes a key; what is of no use here does nothing."""
        self._editor.press(key)

    def change(self) -> str:
        """What to write now."""
        row, cell = self._editor.shown(self._room, 1)
        begin, self._begin = self._begin, ""
        before, at = self._row, self._cell
        self._row, self._cell = row, cell
        if not self._has_cursor:
            return begin + (row[len(before) :] if row.startswith(before) else f"\r\n{row}")
        starts = columns(row)
        same = next((n for n, (old, new) in enumerate(zip(before, row, strict=False)) if old != new), len(before))
        first = min(same, len(row), bisect_right(starts, at) - 1)
        last = len(row) if row != before else max(first, bisect_right(starts, cell) - 1)
        erase = "\x1b[K" if width_of(before) > starts[-1] else ""
        return begin + "\b" * (at - starts[first]) + row[first:last] + erase + "\b" * (starts[last] - cell)


def greeting(reader: Reader) -> str:
    """The first line: what this is, the way to help and the way out, and where the reader is."""
    publication = reader.reading.publication
    first = _("Mangdao, plain mode, ? for help, q to quit. {title}, {articles}. {here}")
    if not reader.reading.options.get("letters"):
        first = _("Mangdao, plain mode, letter keys are off, Control-C quits. {title}, {articles}. {here}")
    return first.format(
        title=publication.title,
        articles=n_("{n} article", "{n} articles", len(publication.articles)),
        here=reader.menu.current.line if reader.menu else _here(reader),
    )


def _here(reader: Reader) -> str:
    """The sentence where somebody is: the next key goes on from there. What is short and has no mark in it is one, and
    nothing need be imported to cut it."""
    session = reader.reading.session
    text = session.block.text
    is_one = not session.place.offset and len(text) <= _SHORT and not any(mark in text for mark in ".!?。！？…")
    return text if is_one else session.text(Unit.SENTENCE)


def run(
    reader: Reader,
    connect: "Callable[[Listener], None]",
    warnings: list[str],
    begun: Callable[[], None] = lambda: None,
) -> None:
    """Linear mode on standard input and output until the person quits. Calls `begun` once the first line is there."""
    gc.freeze()  # what starting has made stays: rubbish, which the launcher stopped looking for, comes only now
    gc.enable()
    with open_terminal() as terminal:
        plain = Plain(reader, terminal)
        connect(plain.report)
        plain.run(" ".join([*warnings, greeting(reader)]), begun)
