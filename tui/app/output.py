"""The terminal's screen: frames go in, bytes go out, from a thread of its own.

A stalled line blocks that thread and nothing else: keys, the voice and the end of the program go on. Frames
that come faster than the terminal takes them are skipped; only the last one counts, with what is said.
"""

import os
from threading import Condition, Thread

from tui.app.frame import Frame
from tui.app.paint import Painter
from tui.core.light import Callable, suppress
from tui.terminal import LEAVE_PASTES, MARK_PASTES, coding

# The alternate screen; no automatic wrap, so that a character drawn wider than expected shifts no row; the
# cursor, which another program may have hidden.
_ENTER = "\x1b[?1049h\x1b[?7l\x1b[?25h" + MARK_PASTES
_LEAVE = LEAVE_PASTES + "\x1b[r\x1b[0m\x1b[?7h\x1b[?1049l"
_PATIENCE = 1.0  # seconds that a stalled terminal may keep the program from ending


class Output:
    """A screen that shows the last frame it was given."""

    def __init__(self, file: int = 1) -> None:
        self._file = file
        # Textual puts something without an encoding in its place later.
        self._coding = coding()
        # The Linux console knows no titles and writes them into the text.
        term = os.environ.get("TERM", "")
        is_gnu_screen = "STY" in os.environ or (term.startswith("screen") and "TMUX" not in os.environ)
        self._painter = Painter(titles=not term.startswith("linux"), is_bytes=is_gnu_screen)
        self._changed = Condition()
        self._frame: Frame | None = None
        self._shown = b""
        self.first = b""  # what the first frame was painted with
        self._wanted = False  # whether the screen should be ours
        self._entered = False
        self._lost = False  # whether somebody else may have written on it since
        self._closing = False
        self._ended = False
        self._thread: Thread | None = None
        self._problem: Exception | None = None
        self._tell: Callable[[Exception], None] = lambda problem: None

    def open(self, frame: Frame, shown: bytes = b"") -> None:
        """Takes the screen and shows a first frame, before it returns if the line is not stalled. `shown`: what has
        taken the screen and painted it already. Raises what goes wrong."""
        self._shown = shown
        self._wanted, self._frame = True, frame
        self._thread = Thread(target=self._work, name="output", daemon=True)
        self._thread.start()
        with self._changed:
            self._changed.wait_for(lambda: self._entered or self._ended, _PATIENCE)
        if self._problem:
            raise self._problem

    def painted(self, frame: Frame) -> bytes:
        """What a screen that is taken for this frame is sent."""
        return (_ENTER + self._painter.paint(frame)).encode(*self._coding)

    def show(self, frame: Frame) -> None:
        """Shows a frame soon; does not wait. Raises what went wrong with an earlier one."""
        if self._problem:
            raise self._problem
        with self._changed:
            self._frame = frame.instead_of(self._frame) if self._frame else frame
            self._changed.notify_all()

    def watch(self, tell: Callable[[Exception], None]) -> None:
        """Calls this, on the thread of the output, when something goes wrong there."""
        self._tell = tell
        if self._problem:
            tell(self._problem)

    def release(self) -> None:
        """Gives the screen back, for as long as the program is stopped."""
        with self._changed:
            self._wanted = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._ended or not self._entered, _PATIENCE)

    def take_back(self, frame: Frame) -> None:
        """Takes the screen again, whatever is on it."""
        with self._changed:
            self._wanted = self._lost = True
        self.show(frame)

    def close(self) -> None:
        """Gives the screen back for good. May be called twice."""
        if self._thread:
            with self._changed:
                self._wanted, self._closing = False, True
                self._changed.notify_all()
            self._thread.join(_PATIENCE)

    def _work(self) -> None:
        try:
            while not self._closing or self._entered:
                text, entered = self._next()
                self._write(text)
                with self._changed:
                    self._entered = entered
                    self._changed.notify_all()
        except OSError:
            pass  # the terminal is gone: nobody is left to show anything to
        except Exception as error:  # noqa: BLE001 - raised again where it ends the program
            self._problem = error
            with suppress(OSError):
                self._write(_LEAVE)
            self._tell(error)
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _next(self) -> tuple[str, bool]:
        """Waits for something to do. What to send, and whether the screen will be ours then."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._wanted is not self._entered or self._frame)
            frame, self._frame = self._frame, None
            # Even if it is lost while something is being written, which is told after this.
            entered, self._lost = self._entered and not self._lost, False
            if not self._wanted:
                return self._painter.end() + _LEAVE if self._entered else "", False
        if not entered:
            self._painter.forget()
        return ("" if entered else _ENTER) + (self._painter.paint(frame) if frame else ""), True

    def _write(self, text: str) -> None:
        """One write, whole, as soon as the terminal takes it."""
        data = text.encode(*self._coding)
        if not self.first:
            self.first, shown, self._shown = data, self._shown, b""
            if shown:
                data = b"" if data == shown else data.removeprefix(_ENTER.encode())
        while data:
            data = data[os.write(self._file, data) :]
