"""The driver under the full-screen reader on Linux and macOS: it asks the terminal nothing, sets no mouse and
no keyboard mode, hides no cursor, and lets nothing that Textual draws by itself reach the terminal.

Keys come through `tui.terminal.keys`, as in plain mode, so that a broken sequence or byte is the same nothing here.
"""

import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.driver import Driver
from textual.events import Resize
from textual.geometry import Size

from tui.app import signals
from tui.terminal import Terminal

if TYPE_CHECKING:
    from textual.app import App

_PATIENCE = 0.1  # seconds between two looks whether the application has ended


class Host(Protocol):
    """What the driver needs of its application."""

    terminal: Terminal

    def listen(self) -> None: ...
    def type(self, keys: Sequence[str]) -> None: ...
    def hush(self) -> None: ...
    def leave(self, code: int) -> None: ...
    def fail(self, error: Exception) -> None: ...
    def release(self) -> None: ...
    def take_back(self) -> None: ...


class ThinDriver(Driver):
    """Keys, signals and the size of the terminal; the screen itself is `tui.app.output`'s."""

    def __init__(
        self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        self._host = cast(Host, app)
        self._terminal = self._host.terminal
        super().__init__(app, debug=debug, mouse=False, size=size or self._terminal.size())
        self._thread: Thread | None = None
        self._handled: list[int] = []

    def write(self, data: str) -> None:
        """Nothing: see the head of this module."""

    def start_application_mode(self) -> None:
        self._handle(signal.SIGWINCH, self._resized)
        self._handle(signal.SIGCONT, self._continued)
        self._loop.set_exception_handler(self._failed)
        signals.receive(self._receive)
        self._host.listen()  # a key may make the voice speak before anything else has happened
        self._thread = Thread(target=self._listen, name="keys", daemon=True)
        self._thread.start()

    def disable_input(self) -> None:
        thread, self._thread = self._thread, None
        if thread:
            self._terminal.wake()
            thread.join()

    def stop_application_mode(self) -> None:
        self.disable_input()
        signals.defer()
        while self._handled:
            self._loop.remove_signal_handler(self._handled.pop())

    def _receive(self, number: int) -> None:
        """Called in the midst of anything: what is to be done waits for the loop."""
        with suppress(RuntimeError):  # it has ended
            self._loop.call_soon_threadsafe(self._obey, number)

    def _obey(self, number: int) -> None:
        if number == signal.SIGTSTP:
            self._suspend()
        else:
            self._host.leave(128 + number)

    def _handle(self, number: int, handler: Callable[[], None]) -> None:
        self._loop.add_signal_handler(number, handler)
        self._handled.append(number)

    def _listen(self) -> None:
        """The thread of the keys: ends when the terminal is gone, or with the application."""
        end: Callable[[], None] = partial(self._host.leave, 0)
        try:
            while (keys := self._terminal.keys()) is not None and self._thread:
                self._hand_over(keys)
        except Exception as error:  # noqa: BLE001 - without keys nobody could leave
            end = partial(self._host.fail, error)
        if self._thread:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                self._loop.call_soon_threadsafe(end)

    def _failed(self, _loop: object, context: dict[str, Any]) -> None:
        """Something that the loop called for the driver, for a key or a signal, has a bug."""
        if isinstance(error := context.get("exception"), Exception):
            self._host.fail(error)

    def _hand_over(self, keys: list[str]) -> None:
        """Waits until the keys are done, so that they queue in the terminal and not in here: who has held one
        down, or pasted a book, can still leave."""
        done = Event()
        self._loop.call_soon_threadsafe(self._take, keys, done)
        while self._thread and not done.wait(_PATIENCE):
            pass

    def _take(self, keys: list[str], done: Event) -> None:
        while "suspend" in keys:
            at = keys.index("suspend")
            self._host.type(keys[:at])
            self._suspend()
            keys = keys[at + 1 :]
        self._host.type(keys)
        if self._terminal.is_amid:
            self._host.hush()
        done.set()

    def _suspend(self) -> None:
        """Stops the program as Control-Z does elsewhere, and goes on where it was."""
        self._loop.remove_signal_handler(signal.SIGCONT)
        self._host.release()
        self._terminal.suspend()
        self._loop.add_signal_handler(signal.SIGCONT, self._continued)
        self._continued()

    def _continued(self) -> None:
        """Somebody else had the terminal."""
        self._terminal.quiet()
        self._resized()
        self._host.take_back()

    def _resized(self) -> None:
        self._size = self._terminal.size()
        size = Size(*self._size)
        self.process_message(Resize(size, size))
