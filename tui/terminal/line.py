"""The line to the terminal in plain mode. Imported with the second utterance: threads take a while."""

from collections.abc import Callable
from threading import Condition, Thread

_PATIENCE = 1.0  # seconds that a stalled line may keep the program from ending
_MOST_WAITING = 100  # utterances
_LOOK = 0.1  # seconds between two looks whether the program should end


class Line:
    """The line to the terminal, written to from a thread of its own: one that stalls stops neither keys nor the
    voice nor the keeping of places. `write` writes all it is given. `fail`: called, in that thread, when it breaks.
    `is_ending`: nothing is waited for any more."""

    def __init__(self, write: Callable[[bytes], None], fail: Callable[[], None], is_ending: Callable[[], bool]) -> None:
        self._write = write
        self._fail = fail
        self._is_ending = is_ending
        self._changed = Condition()
        self._waiting: list[bytes] = []
        self._problem: Exception | None = None
        Thread(target=self._work, name="output", daemon=True).start()

    def put(self, data: bytes) -> None:
        """Writes this when the line takes it. What is waiting is kept small, so that whoever holds a key down can
        still leave."""
        with self._changed:
            while len(self._waiting) >= _MOST_WAITING and not self._problem and not self._is_ending():
                self._changed.wait(_LOOK)
            self.check()
            self._waiting.append(data)
            self._changed.notify_all()

    def check(self) -> None:
        """Raises what has gone wrong."""
        if self._problem:
            raise self._problem

    def drain(self) -> None:
        """Waits until all is written, or for as long as anybody would."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting or self._problem, _PATIENCE)

    def _work(self) -> None:
        try:
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: self._waiting)
                self._write(self._waiting[0])
                with self._changed:
                    del self._waiting[0]
                    self._changed.notify_all()
        except Exception as problem:  # noqa: BLE001 - raised again by `check`
            with self._changed:
                self._problem = problem
                self._changed.notify_all()
            self._fail()
