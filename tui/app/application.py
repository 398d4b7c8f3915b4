"""The Textual application: one widget that draws the view's frames through the Line API.

With an `Output` the frames go to the terminal from here, in the same turn as the key they answer. The widget
draws them where Textual's own driver has the terminal: on Windows, and in tests.
"""

import gc
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.driver import Driver
from textual.events import Key, Mount, Ready, Resize
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.app.frame import Frame, Role, cells
from tui.app.output import Output
from tui.app.theme import theme_of
from tui.app.view import View
from tui.speech import Event, Listener
from tui.terminal import Terminal

_NAMES = {"ctrl+c": "interrupt", "ctrl+d": "end-of-input"}
_BUG = 70


class Heard(Message):
    """The voice has reported something."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class Failed(Message):
    """The thread of the output has met a bug."""

    def __init__(self, problem: Exception) -> None:
        super().__init__()
        self.problem = problem


class Page(Widget, can_focus=True):
    """The whole screen."""

    DEFAULT_CSS = "Page { width: 1fr; height: 1fr; background: transparent; }"

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame

    def render_line(self, y: int) -> Strip:
        frame = self.frame
        line = frame.lines[y] if y < len(frame.lines) else ()
        row = [cell for cell in cells(line, frame.columns, frame.ambiguous) if cell]
        pieces = groupby(row, key=lambda cell: cell[1])
        segments = [Segment("".join(cell[0] for cell in run), style(frame.theme, role)) for role, run in pieces]
        return Strip(segments, frame.columns)


class Application(App[int]):
    """Hands keys, reports and sizes to the view, and shows its frames."""

    BINDINGS = []
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: transparent; }"

    def __init__(
        self,
        view: View,
        connect: Callable[[Listener], None],
        output: Output | None = None,
        terminal: Terminal | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class, ansi_color=True)
        # Nothing may come up over the page by itself. There is no public switch but in Textual's tests.
        self._disable_tooltips = self._disable_notifications = True
        self.problem: Exception | None = None
        self._leaving = False
        self.terminal = terminal
        self._view = view
        self._connect = connect
        self._output = output
        self._page = Page(view.frame())

    def compose(self) -> ComposeResult:
        yield self._page

    def on_mount(self, _event: Mount) -> None:
        self.listen()
        self._view.greet()
        if self._output:
            self._output.watch(self._failed)

    def on_ready(self, _event: Ready) -> None:
        """What starting has made stays: rubbish, which the launcher stopped looking for, comes only now."""
        gc.freeze()
        gc.enable()

    def on_key(self, event: Key) -> None:
        event.prevent_default().stop()
        self.type([_name(event)])

    def on_heard(self, message: Heard) -> None:
        self._guarded(lambda: self._hear(message.event))

    def on_failed(self, message: Failed) -> None:
        self.fail(message.problem)

    def on_resize(self, event: Resize) -> None:
        if self._view.resize(*event.size) or not self._output:  # a message drawn again is said again
            self.draw()

    def draw(self) -> None:
        """Shows what the view shows."""
        frame = self._view.frame()
        self._page.frame = frame
        if self._output:
            self._output.show(frame)
            return
        self.cursor_position = Offset(frame.cursor[1], frame.cursor[0])
        self._page.refresh()

    def listen(self) -> None:
        """Takes the reports of the voice from now on."""
        self._connect(self._report)

    def type(self, keys: Sequence[str]) -> None:
        """Takes keys that came together. What only the last one leads to is drawn."""
        self._guarded(lambda: self._type(keys))

    def hush(self) -> None:
        """A key has begun, of which the rest will come."""
        self._guarded(self._hush)

    def leave(self, code: int) -> None:
        """Ends the application; `run` answers with the code."""
        if self._leaving:
            return
        self._leaving = True
        self.exit(return_code=code)
        self._view.silence()

    def fail(self, error: Exception) -> None:
        """Ends the application because of a bug; `run` leaves the error in `problem`."""
        self.problem = self.problem or error
        self.leave(_BUG)

    def _handle_exception(self, error: Exception) -> None:
        """Whatever goes wrong in a handler: Textual's way would be a traceback on the screen and code 0 or 1."""
        self.fail(error)

    def release(self) -> None:
        """Gives the terminal away for a while."""
        self._view.silence()
        if self._output:
            self._output.release()

    def take_back(self) -> None:
        """Has the terminal again."""
        if self._output:
            self._output.take_back(self._view.frame())

    def _type(self, keys: Sequence[str]) -> None:
        for key in keys:
            if self._leaving:
                return
            if not all(map(self._view.press, self._view.reader.apart(key))):
                self.leave(0)
                return
        if keys:
            self.draw()

    def _hush(self) -> None:
        reader = self._view.reader
        was_speaking = reader.reading.listening.speaking
        reader.silence(is_begun=True)
        if was_speaking:  # a message that is drawn again is said again
            self.draw()

    def _report(self, event: Event) -> None:
        """Called on any thread."""
        self.post_message(Heard(event))

    def _failed(self, problem: Exception) -> None:
        """Called on any thread."""
        self.post_message(Failed(problem))

    def _hear(self, event: Event) -> None:
        if self._view.heard(*event):
            self.draw()

    def _guarded(self, work: Callable[[], object]) -> None:
        """A bug ends the application with the terminal put back, and is told there, not by Textual."""
        try:
            work()
        except Exception as error:  # noqa: BLE001 - kept, and raised again outside the loop
            self.fail(error)


@cache
def style(theme_name: str, role: Role) -> Style:
    """A role's look as Textual wants it."""
    theme = theme_of(theme_name)
    look = theme.looks[role]
    return Style(
        color=_color(theme.foreground if look.color is None else look.color),
        bgcolor=_color(theme.background),
        bold=look.bold,
        underline=look.underline,
        reverse=look.reverse,
    )


def _color(number: int | None) -> Color:
    return Color.default() if number is None else Color.from_ansi(number)


def _name(event: Key) -> str:
    """A key as the reader knows it: a character, or a name."""
    if event.key == "space":
        return "space"
    if event.character and event.character.isprintable():
        return event.character
    return _NAMES.get(event.key, event.key)
