"""Hearing in tests: a sound server without a card, a recording of it, and looking for sentences in that."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np

from tests.needs import PATIENCE, until
from tui.core.narrator import Utterance
from tui.core.publication import Place

ROOT = Path(__file__).parents[2]
RATE = 22050
LOUD = 200
_HELD = 1 << 20  # bytes of a recording that nobody has had time to take


def utter(number, text, language="zh", pause=0):
    return Utterance(number, text, Place(), language, pause)


class Events:
    """A listener that remembers, and can be waited on."""

    def __init__(self):
        self.all = []
        self._changed = threading.Condition()

    def __call__(self, event):
        with self._changed:
            self.all.append(event)
            self._changed.notify_all()

    def named(self, *names):
        return [(event.name, event.id) for event in self.all if event.name in names]

    def introduction(self):
        """Waits for the voice to say what it is."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.named("ready", "silent"), PATIENCE), "the voice does not start"
            return next(event for event in self.all if event.name in ("ready", "silent"))

    def wait(self, name, number=0, deadline=PATIENCE):
        def there():
            return next((event for event in self.all if event.name == name and event.id == number), None)

        with self._changed:
            assert self._changed.wait_for(there, deadline), f"no {name} {number} in {self.all}"
            return there()


@cache
def real_time():
    """The priority of real time that what plays and records may have; 0 for none."""
    command = ["chrt", "-r", "10", "true"]
    allowed = shutil.which("chrt") and not subprocess.run(command, capture_output=True, check=False).returncode
    return 10 if allowed else 0


def in_real_time(pid):
    """Gives a process that plays the priority of real time, where that may be had: its threads, and those to come."""
    if real_time():
        for thread in os.listdir(f"/proc/{pid}/task"):
            with suppress(ProcessLookupError):
                os.sched_setscheduler(int(thread), os.SCHED_RR, os.sched_param(real_time()))


class SoundServer:
    """PulseAudio with one sink that nobody hears, on a socket in `folder`."""

    def __init__(self, folder: Path, priority: int = 0):
        """`priority`: of real time for what plays and what records; 0 for none."""
        self._before = ["chrt", "-r", str(priority)] if priority else []
        self.socket = folder / "socket"
        self.environment = {**os.environ, "PULSE_SERVER": f"unix:{self.socket}", "HOME": str(folder),
                            "XDG_RUNTIME_DIR": str(folder)}  # fmt: skip
        command = [
            "pulseaudio",
            "-n",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "--disable-shm=yes",
            "--use-pid-file=no",
        ]
        command += ["-L", "module-null-sink sink_name=test rate=48000 channels=2"]
        command += ["-L", f"module-native-protocol-unix auth-anonymous=1 socket={self.socket}"]
        self._process = subprocess.Popen(
            [*self._before, *command],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until(self._answers, what="the sound server does not start")
        if priority:
            in_real_time(self._process.pid)  # its main thread has given it up

    def _answers(self):
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self.socket)) == 0

    def stop(self):
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def hang(self):
        os.killpg(self._process.pid, signal.SIGSTOP)

    def go_on(self):
        os.killpg(self._process.pid, signal.SIGCONT)

    def control(self, *arguments):
        subprocess.run(["pactl", *arguments], env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def record(self):
        return Recorder(self.environment, self._before)


class Recorder:
    """All that sounds from now on, with the time of each sample as the recording's own clock has it."""

    def __init__(self, environment, before=()):
        command = [*before, "parec", "-d", "test.monitor", "--format=s16le", "--channels=1", f"--rate={RATE}", "--raw",
                   "--latency-msec=5"]  # fmt: skip
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, bufsize=0, pipesize=_HELD)
        self._parts = []
        self._changed = threading.Condition()
        self._count = self._dropped = 0
        self._begin = float("inf")
        threading.Thread(target=self._read, daemon=True).start()
        self.more(0.1)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._process.kill()
        self._process.wait()

    def _read(self):
        while part := os.read(self._process.stdout.fileno(), 65536):
            with self._changed:
                self._parts.append(part)
                self._count += len(part) // 2
                # The part that arrived with the least delay tells best when the first sample was.
                self._begin = min(self._begin, time.monotonic() - self._count / RATE)
                self._changed.notify_all()

    def restart(self):
        """Forgets what was recorded: starting a new recording takes the server two seconds."""
        with self._changed:
            self._parts.clear()
            self._dropped = self._count

    def more(self, seconds):
        """Waits until so much more is recorded."""
        with self._changed:
            wanted = self._count + int(seconds * RATE)
            assert self._changed.wait_for(lambda: self._count >= wanted, PATIENCE), "nothing is recorded"

    def heard(self):
        with self._changed:
            return np.frombuffer(b"".join(self._parts), "<i2").astype(np.float64)

    def first_sample(self):
        """When (monotonic clock) the first sample that was not forgotten sounded."""
        return self._begin + self._dropped / RATE

    def last_sound(self):
        """When (monotonic clock) the last loud sample sounded."""
        loud = np.nonzero(np.abs(self.heard()) > LOUD)[0]
        return self._begin + (self._dropped + loud[-1]) / RATE if len(loud) else float("-inf")

    def first_sound(self, after):
        """When the first loud sample after a time sounded; None if there is none."""
        start = max(0, int((after - self._begin) * RATE) - self._dropped)
        loud = np.nonzero(np.abs(self.heard()[start:]) > LOUD)[0]
        return self._begin + (self._dropped + start + loud[0]) / RATE if len(loud) else None


def synthesized(backend, texts, manner):
    """The PCM of texts, each Chinese or with its language behind it, said one after the other in a fresh process.

    eSpeak NG goes on with its flutter from text to text, so that the same text never sounds quite the same
    twice; only a whole sequence does.
    """
    pairs = [part for text in texts for part in ((text, "zh") if isinstance(text, str) else text)]
    return _synthesized(backend, tuple(pairs), manner)


@cache
def _synthesized(backend, pairs, manner):
    program = """if True:
        import contextlib, os, sys
        from tests.heard.sound import utter
        from tui.speech import Manner
        from tui.speech.espeak import open_espeak
        from tui.speech.player import sounds_of
        from tui.speech.pyttsx import open_pyttsx3

        out = os.dup(1)
        os.dup2(2, 1)  # where pyttsx3 prints
        backend, rate, voice, *texts = sys.argv[1:]
        synthesizer = {"espeak": open_espeak, "pyttsx3": open_pyttsx3}[backend]()
        synthesizer.voices()
        for text, language in zip(texts[::2], texts[1::2], strict=True):
            utterance = utter(1, text, language)
            manner = Manner(rate=int(rate), voice=voice)
            pcm = b"".join(sound.pcm for sound in sounds_of(synthesizer, utterance, manner))
            with open(out, "wb", closefd=False) as file:
                file.write(len(pcm).to_bytes(4, "big") + pcm)
    """
    command = [sys.executable, "-c", program, backend, str(manner.rate), manner.voice, *pairs]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    found, rest = [], done.stdout
    while rest:
        size = int.from_bytes(rest[:4], "big")
        found.append(np.frombuffer(rest[4 : 4 + size], "<i2").astype(np.float64))
        rest = rest[4 + size :]
    return found


def likeness(recording, wanted):
    """Normalised cross-correlation of a sound with each place of a recording: 1 where it is the same."""
    if len(recording) < len(wanted):
        return np.zeros(1)
    size = 1 << (len(recording) + len(wanted)).bit_length()
    product = np.fft.irfft(np.fft.rfft(recording, size) * np.conj(np.fft.rfft(wanted, size)), size)
    energy = np.concatenate(([0.0], np.cumsum(recording**2)))
    places = len(recording) - len(wanted) + 1
    local = energy[len(wanted) :][:places] - energy[:places]
    return product[:places] / np.sqrt(np.maximum(local, 1.0) * np.sum(wanted**2))


def find(recording, wanted):
    """Where a sound is most like the recording: (place in seconds, likeness, likeness of the next best place)."""
    alike = likeness(recording, wanted)
    best = int(np.argmax(alike))
    value = max(float(likeness(recording[max(0, best - 2) : best + 2 + len(wanted)], moved).max()) for moved in
                (_delayed(wanted, frames) for frames in np.arange(-0.5, 0.51, 0.1)))  # fmt: skip
    alike[max(0, best - RATE // 4) : best + RATE // 4] = 0
    return best / RATE, value, float(alike.max())


def _delayed(sound, frames):
    """By a part of a frame: the sound server's clock and ours do not begin together."""
    size = len(sound) + 64
    turn = np.exp(-2j * np.pi * np.arange(size // 2 + 1) * frames / size)
    return np.fft.irfft(np.fft.rfft(sound, size) * turn, size)[: len(sound)]
