"""The terminal as plain mode uses it: keys without echo, lines of text out, and nothing else.

Standard library only: this is on the way to the first line that somebody hears.
"""

import errno
import os
import sys
from contextlib import contextmanager
from types import TracebackType

from tui.core.light import TYPE_CHECKING, Any, Callable, Iterator, Sequence, suppress
from tui.interrupts import check, handle

if TYPE_CHECKING:
    import signal

    from tui.terminal.keys import Keys
    from tui.terminal.line import Line
else:
    import _signal as signal  # without the enumerations that the module around it makes first

# The terminal marks what is pasted, so that no letter of it is taken for a key; and does not any more.
MARK_PASTES, LEAVE_PASTES = "\x1b[?2004h", "\x1b[?2004l"
_COLUMNS, _LINES = 80, 24
_typed_ahead: list[str] = []
_ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")


class Terminal:
    """Standard input and output in plain mode. A context: the terminal is as before when it ends.

    Where input is no terminal, its bytes are keys until it ends, so plain mode can be driven by a pipe.
    `signalled` takes the signals that end or stop the program, which otherwise do that.
    """

    def __init__(self, signalled: Callable[[int, Any], None] | None = None) -> None:
        self._signalled = signalled
        self._input = 0
        self._decoder: Keys | None = None
        self._saved: list[Any] | None = None
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_write, False)
        self._line: Line | None = None
        self._is_first = True
        self._marks = self._marked = False  # whether pastes are marked now; whether that is to be taken back
        self._is_waiting = False
        self._ending = 0
        self._before: dict[str, Any] = {}

    def __enter__(self) -> "Terminal":
        for name in _ENDING:
            self._take(name, self._signalled or self._leave)
        check()
        self._take("SIGTSTP", self._signalled or (lambda _number, _frame: self.suspend()))
        self._take("SIGCONT", lambda _number, _frame: self.quiet())
        # A signal that another thread gets does not wake the one that waits for keys.
        signal.set_wakeup_fd(self._wake_write, warn_on_full_buffer=False)
        self.quiet()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        try:
            self._drain(raising=kind is None)
        finally:
            self.restore()

    def hand_on(self) -> None:
        """Somebody else is going to have the terminal: until then signals do what they did before this one. Raises
        SystemExit where one to end came meanwhile."""
        for name, handler in self._before.items():
            handle(name, handler)
        if self._ending:
            raise SystemExit(self._ending)

    @property
    def is_amid(self) -> bool:
        """Whether a key has begun of which the rest has not come: perhaps Escape."""
        return self._decoder is not None and self._decoder.pending

    @property
    def _keys(self) -> "Keys":
        """Made when the first key is waited for: by then the first line is there."""
        from tui.charset import of_keys
        from tui.terminal.keys import Keys

        self._decoder = self._decoder or Keys(of_keys())
        return self._decoder

    def quiet(self) -> None:
        """Keys come at once and are not echoed."""
        self._marks = False  # whoever had the terminal meanwhile may have ended that
        try:
            import termios
        except ImportError:
            return
        with suppress(OSError, termios.error):  # the terminal may be gone
            if not os.isatty(self._input):
                return
            self._saved = self._saved or termios.tcgetattr(self._input)
            mode = termios.tcgetattr(self._input)
            mode[0] &= ~(termios.ICRNL | termios.IXON)
            mode[1] &= ~termios.OPOST
            mode[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            termios.tcsetattr(self._input, termios.TCSANOW, mode)  # a stalled line would never be drained

    def restore(self) -> None:
        """The terminal as it was found."""
        if self._marked:
            import select

            self._marks = self._marked = False
            with suppress(OSError):
                if select.select([], [1], [], 0)[1]:
                    os.write(1, LEAVE_PASTES.encode())
        if self._saved is not None:
            import termios

            with suppress(termios.error):
                termios.tcsetattr(self._input, termios.TCSANOW, self._saved)

    def suspend(self) -> None:
        """Stops the program as Control-Z does elsewhere, with the terminal as it was found."""
        if hasattr(signal, "SIGTSTP"):
            stop = self._before.get("SIGTSTP")
            now = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            self._drain()
            self.restore()
            try:
                if callable(stop):  # who has changed the terminal before this one
                    stop(signal.SIGTSTP, None)
                else:
                    os.kill(os.getpid(), signal.SIGTSTP)
            finally:
                signal.signal(signal.SIGTSTP, now)
                self.quiet()

    def wake(self) -> None:
        """Makes `keys` return; may be called from any thread."""
        with suppress(OSError):
            os.write(self._wake_write, b"!")

    def keys(self) -> list[str] | None:
        """Waits for keys, or for `wake` (then there are none). None when input has ended."""
        import select

        if ahead := _take_ahead():
            return ahead
        if self._line:
            self._line.check()
        patience = self._keys.patience
        with self._interruptible():
            ready, _writable, _errors = select.select([self._input, self._wake_read], [], [], patience)
        if self._wake_read in ready:
            os.read(self._wake_read, 4096)
        if self._input not in ready:
            return [] if ready else self._keys.flush()
        try:
            data = os.read(self._input, 4096)
        except BlockingIOError:  # another program has the terminal too, and took the key
            return []
        except OSError:
            return None
        return self._keys.feed(data) if data else None

    def write(self, text: str) -> None:
        """One write, whole. Raises BrokenPipeError when nobody is there any more.

        A terminal gets all but the first of them from another thread, whose import the first should not wait for.
        """
        if not self._marks and self.has_cursor:
            self._marks = self._marked = True
            text = MARK_PASTES + text
        data = text.encode(*coding())
        is_first, self._is_first = self._is_first, False
        if is_first or not os.isatty(1):
            with self._interruptible():
                _write(data)
            return
        if self._line is None:
            from tui.terminal.line import Line

            self._line = Line(_write, self.wake, lambda: bool(self._ending))
        self._line.put(data)

    def _take(self, name: str, handler: "Callable[[int, Any], None]") -> None:
        self._before[name] = handle(name, handler)

    def _leave(self, number: int, _frame: object) -> None:
        """A signal to end: as an ordinary exit, so that the terminal is put back. They come in pairs where a line
        is dropped or a machine shut down; the second must not interrupt that. An exit that came in the midst of
        anything else could leave a lock locked."""
        for name in _ENDING:
            handle(name, signal.SIG_IGN)
        self._ending = 128 + number
        if self._is_waiting:
            raise SystemExit(self._ending)

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Where the program may wait for ever, and a signal may end it at once."""
        self._is_waiting = True
        try:
            if self._ending:
                raise SystemExit(self._ending)
            yield
        finally:
            self._is_waiting = False

    def _drain(self, raising: bool = False) -> None:
        """Waits until all is written, but not for ever."""
        if self._line:
            self._line.drain()
            if raising:
                self._line.check()

    @property
    def has_cursor(self) -> bool:
        """Whether the cursor can be sent up and down: not in a pipe, nor on a dumb terminal."""
        return os.isatty(1) and os.environ.get("TERM", "") not in ("", "dumb", "unknown")

    def size(self) -> tuple[int, int]:
        """Columns and lines."""
        try:
            size = os.get_terminal_size(1)
        except OSError:
            return _COLUMNS, _LINES
        return size.columns or _COLUMNS, size.lines or _LINES


class Console(Terminal):
    """The same on a Windows console, where input cannot be waited for with `select`. Not tried yet."""

    def __init__(self) -> None:
        from queue import SimpleQueue

        super().__init__()
        self._queue: SimpleQueue[list[str] | None] = SimpleQueue()

    def __enter__(self) -> "Console":
        from threading import Thread

        Thread(target=self._listen, daemon=True).start()
        return self

    def wake(self) -> None:
        self._queue.put([])

    def keys(self) -> list[str] | None:
        return _take_ahead() or self._queue.get()

    def _listen(self) -> None:
        from tui.terminal.console import listen

        listen(self._queue.put, self._keys)


def coding() -> tuple[str, str]:
    """The encoding of standard output, and what becomes of characters that it lacks, for `str.encode`."""
    errors = getattr(sys.stdout, "errors", "")
    return getattr(sys.stdout, "encoding", None) or "utf-8", "lookalike" if errors == "lookalike" else "replace"


def type_ahead(keys: Sequence[str]) -> None:
    """Keys that were typed while nobody could obey them: whoever asks for keys next gets them."""
    _typed_ahead.extend(keys)


def _take_ahead() -> list[str]:
    keys = _typed_ahead[:]
    _typed_ahead.clear()
    return keys


def open_terminal(signalled: Callable[[int, Any], None] | None = None) -> Terminal:
    """The one that suits the system."""
    return Console() if sys.platform == "win32" else Terminal(signalled)


def _write(data: bytes) -> None:
    while data:
        data = data[_write_some(data) :]


def _write_some(data: bytes) -> int:
    """How many of the bytes standard output has taken."""
    try:
        return os.write(1, data)
    except BlockingIOError:  # another program has set this terminal so
        import select

        select.select([], [1], [])
        return 0
    except OSError as error:
        if error.errno == errno.EIO:  # the terminal has gone
            raise BrokenPipeError from error
        raise
