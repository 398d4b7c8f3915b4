"""Where sound goes: a device, or a clock that lets it pass in real time unheard."""

import threading
import time
from collections.abc import Generator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol

from tui.core.wording import _
from tui.errors import SpeechError
from tui.speech.tape import Fill
from tui.speech.watching import Lost, Watch, within

if TYPE_CHECKING:
    import miniaudio

_PERIODS = (20, 40, 100)  # milliseconds; measured: from key to silence about 25, 45, 120
# ALSA's plug-ins put three times as much behind a period.
_PERIODS_ALSA = (10, 20, 60, 120)
_UNDERRUNS = 3
_TO_OPEN = 3.0  # seconds


def _nothing() -> None:
    pass


class Sink(Protocol):
    """Pulls sound from a `Fill` between `start` and `stop`; both may be repeated. One thread calls it."""

    description: str

    def start(self) -> None:
        """Raises SpeechError when the device is gone."""
        ...

    def stop(self) -> None: ...

    def tend(self) -> None:
        """Called now and then while it runs; raises SpeechError when the device is gone."""
        ...


class ClockSink:
    """Takes the sound in real time and drops it: reading goes on where nothing can be heard."""

    def __init__(self, sample_rate: int, fill: Fill, _lost: Lost = _nothing, description: str = "") -> None:
        self.description = description
        self._rate = sample_rate
        self._fill = fill
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if self._thread is None:
            self._stop.clear()
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        if self._thread is not None:
            self._stop.set()
            self._thread.join()
            self._thread = None

    def tend(self) -> None:
        pass

    def _run(self) -> None:
        begin, given = time.monotonic(), 0
        while not self._stop.wait(0.02):
            due = int((time.monotonic() - begin) * self._rate) - given
            self._fill(due, 0)
            given += due


class DeviceSink:
    """A sound device through miniaudio, with the shortest buffer that the machine keeps up with."""

    def __init__(self, sample_rate: int, fill: Fill, lost: Lost = _nothing) -> None:
        """`lost` is called, in a thread of its own, when the device runs but asks for no more sound."""
        self.description = ""
        self._lost = lost
        self._rate = sample_rate
        self._fill = fill
        self._step = 0
        self._late = 0
        self._watch: Watch | None = None  # while it runs
        self._open()

    @property
    def _period(self) -> int:
        return self._periods[self._step]

    def _open(self) -> None:
        """The first of the system's sound servers that gives a device.

        miniaudio's own choice stops at the first that loads, and takes ALSA before PulseAudio when asked
        with a set, which triples the time to silence.
        """
        import miniaudio

        enabled = miniaudio.get_enabled_backends() - {miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM}
        for backend in [backend for backend in miniaudio.Backend if backend in enabled]:
            self._periods = _PERIODS_ALSA if backend is miniaudio.Backend.ALSA else _PERIODS
            try:
                self._device = within(_TO_OPEN, partial(self._device_of, backend))
            except miniaudio.MiniaudioError:
                continue
            return
        raise SpeechError(_("There is no sound device here; over SSH, mangdao speaker at home makes the sound."))

    def _device_of(self, backend: "miniaudio.Backend") -> "miniaudio.PlaybackDevice":
        import miniaudio

        return miniaudio.PlaybackDevice(
            nchannels=1, sample_rate=self._rate, buffersize_msec=self._period, backends=[backend]
        )

    def start(self) -> None:
        import miniaudio

        if self._watch:
            return
        self._watch = Watch(self._lost)
        frames = self._frames(self._watch)
        next(frames)
        try:
            self._device.start(frames)
        except miniaudio.MiniaudioError as error:
            self._rest()
            raise SpeechError(_("The sound device does not start.")) from error

    def stop(self) -> None:
        import miniaudio

        if self._watch:
            with suppress(miniaudio.MiniaudioError):  # it is gone: starting it again says so
                self._device.stop()
            self._rest()

    def _rest(self) -> None:
        if self._watch:
            self._watch.end()
        self._watch = None

    def tend(self) -> None:
        """After several underruns opens the device again with a longer buffer."""
        if self._late < _UNDERRUNS or self._step + 1 == len(self._periods):
            return
        self._step += 1
        self._late = 0
        self._device.close()
        self._rest()
        self._open()
        self.start()

    def _frames(self, watch: Watch) -> Generator[bytes, int, None]:
        """Runs in the thread of the device. A call that comes two periods late was an underrun."""
        delay = 2 * self._period * self._rate // 1000
        wanted = yield b""
        called = time.monotonic()
        while True:
            wanted = yield self._fill(wanted, delay)
            watch.calls += 1
            now = time.monotonic()
            self._late += (now - called) * 1000 > 2 * self._period + wanted * 1000 / self._rate
            called = now


def open_sink(sample_rate: int, fill: Fill, lost: Lost = _nothing) -> Sink:
    """A device, or the clock with a description that says why nothing will be heard."""
    try:
        return DeviceSink(sample_rate, fill, lost)
    except SpeechError as error:
        description = _("{reason} Reading goes on silently.").format(reason=error)
        return ClockSink(sample_rate, fill, lost, description)
