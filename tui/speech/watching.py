"""Notices that a device asks for no more sound: nothing else tells that a sound server has died or hangs."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from tui.core.wording import _
from tui.errors import SpeechError

Lost = Callable[[], None]
_Made = TypeVar("_Made")

LOOK = 0.25  # seconds
# Looks in a row without a call. Measured: forty busy programs on two cores make gaps of up to 0.7 s; a sound
# server may take 2.2 s to begin, having made so much silence ahead.
_STALLED, _TO_WAKE = 8, 16
_AWAKE = 10  # calls
_ASLEEP = (
    1.0  # seconds late to look: this process or the machine was stopped meanwhile, and the device needs not be dead
)


class Stall:
    """What looks at the number of calls tell."""

    def __init__(self, now: float) -> None:
        self._looked = now
        self._calls = self._before = self._same = 0

    def is_one(self, calls: int, now: float) -> bool:
        """`calls`: how many there were since the device was started; `now`: seconds, those of a sleep too."""
        late = now - self._looked > _ASLEEP
        self._looked = now
        if late:
            self._before = calls
        self._same = 0 if late or calls != self._calls else self._same + 1
        self._calls = calls
        return self._same >= (_STALLED if calls - self._before >= _AWAKE else _TO_WAKE)


class Watch:
    """Looks at a device from when it is about to be started until `end`, in a thread of its own: starting and
    stopping may hang too. Calls `lost` once, in that thread."""

    def __init__(self, lost: Lost) -> None:
        self.calls = 0  # counted by the device's thread
        self._lost = lost
        self._over = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def end(self) -> None:
        self._over.set()

    def _run(self) -> None:
        stall = Stall(time.time())
        while not self._over.wait(LOOK):
            if stall.is_one(self.calls, time.time()):
                self._lost()
                return


def within(seconds: float, make: Callable[[], _Made]) -> _Made:
    """What `make` returns or raises. Raises SpeechError when it takes longer: a sound server may hang."""
    made: Future[_Made] = Future()

    def run() -> None:
        try:
            made.set_result(make())
        except Exception as error:  # noqa: BLE001 - handed to the thread that waits for it, whatever it is
            made.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        return made.result(seconds)
    except TimeoutError as error:
        raise SpeechError(_("The sound device does not answer.")) from error
