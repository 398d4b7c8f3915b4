"""Work that somebody waits for, in a thread of its own: it tells how far it is, and can be cancelled."""

import _thread
import gc
import sys
import time
from contextlib import contextmanager

from tui.core.light import Callable, Generic, Iterator, Protocol, TypeVar
from tui.core.progress import CancelledError, listening
from tui.errors import ReaderError

T = TypeVar("T")
PATIENCE = 0.3
"""Seconds that pass before anybody is told that they have to wait."""
_A_MOMENT = 0.1  # seconds between two looks whether somebody has ended it
_OFTEN = 0.25  # seconds between two reports
_TURN, _SHORT_TURN = 0.005, 0.0005  # seconds for which one thread may keep another waiting: Python's own, and ours
_MANY = 50_000  # new objects among which looking for rubbish keeps everybody waiting
_beside: list[None] = []  # as many as there are threads at work


@contextmanager
def beside_keys() -> Iterator[None]:
    """Work in a thread during which keys are answered: each answer waits for its turn a few times."""
    _beside.append(None)
    sys.setswitchinterval(_SHORT_TURN)
    try:
        yield
    finally:
        _beside.pop()
        if not _beside:
            sys.setswitchinterval(_TURN)


@contextmanager
def without_collector() -> Iterator[None]:
    """What is made meanwhile is not looked through for rubbish, where it is much not even at the end: a million
    elements hold none, and no key is answered while somebody looks."""
    had_collector = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            gc.freeze()
        if had_collector:
            gc.enable()


class Waited(Protocol):
    """Does work that may take long, and answers with what it gives. `name`: of what it is about, for people."""

    def __call__(self, name: str, work: Callable[[], T]) -> T: ...


def at_once(name: str, work: Callable[[], T]) -> T:
    """For those to whom nobody can be shown."""
    return work()


class LongWork(Generic[T]):
    """Begins at once. `name` is for people; `notify`, called in the thread, is told of progress, a few times a second,
    and of the end."""

    def __init__(self, name: str, work: Callable[[], T], notify: Callable[[], None] = lambda: None) -> None:
        self.name = name
        self.percent = 0
        self.notify = notify
        self._is_cancelled = False
        self._reported = time.monotonic()
        self._found: list[T] = []
        self._problem: BaseException | None = None
        self._ended = _thread.allocate_lock()
        self._ended.acquire()
        _thread.start_new_thread(self._run, (work,))

    @property
    def is_done(self) -> bool:
        return not self._ended.locked()

    def wait(self, seconds: float) -> bool:
        """Whether it is done after so many seconds at the most. A negative number waits for ever."""
        if self._ended.acquire(timeout=seconds):
            self._ended.release()
            return True
        return False

    def cancel(self) -> None:
        """The thread ends the next time that it tells how far it is."""
        self._is_cancelled = True

    def result(self) -> T:
        """Once it is done: what has come of it, or the error that the work raised."""
        if self._problem is not None:
            raise self._problem
        return self._found[0]

    def _run(self, work: Callable[[], T]) -> None:
        try:
            with beside_keys(), without_collector(), listening(self._hear):
                self._found.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again where the result is asked for
            # Where it came from leads back to here: a circle, which would keep all that the work had in its hands.
            self._problem = error.with_traceback(None) if isinstance(error, CancelledError | ReaderError) else error
        self._ended.release()
        if not self._is_cancelled:
            self.notify()

    def _hear(self, share: float) -> None:
        if self._is_cancelled:
            raise CancelledError
        self.percent = max(self.percent, min(99, int(100 * share)))
        now = time.monotonic()
        if now >= self._reported + _OFTEN:
            self._reported = now
            self.notify()


def watched(work: Callable[[], T], wait: Callable[[float], None]) -> T:
    """Does it in a thread of its own, because nobody waits for a server once `wait`, called every moment, raises."""
    opening = LongWork("", work)
    while not opening.wait(_A_MOMENT):
        wait(0)
    return opening.result()
