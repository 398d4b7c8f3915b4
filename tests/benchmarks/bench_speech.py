"""How long speaking takes to begin, to end and to begin elsewhere. Not a test: it prints figures and judges nothing.

python tests/benchmarks/bench_speech.py [ROUNDS]      (needs pulseaudio and parec)

Times are milliseconds as recorded from a sound server's sink: from the call of the voice to the sound. Wanted, as
medians: silence within 40 of a key, another sentence within 60, the first within 100 once the voice is ready, between
two sentences at most 30 more than the pause asked for, and a skip returns within 20 while 100,000 characters wait.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np

from tests.heard.sound import LOUD, RATE, Events, SoundServer, find, synthesized, utter
from tui.speech import Manner
from tui.speech.voice import Voice

SENTENCE = "会议强调,要深入学习贯彻习近平总书记重要指示精神,强化理论武装,广泛宣传引导。"
OTHER = "确保株洲平安。"
PAUSE = 400  # longer than any silence inside of these
EVEN = Manner(voice="sit/cmn+Alex")  # without flutter, so that a sentence can be found in the recording
QUEUED = 100_000


def show(name: str, times: list[float]) -> None:
    values = [1000 * value for value in times]
    print(f"{name:28} median {statistics.median(values):7.2f}   min {min(values):7.2f}   max {max(values):7.2f}")


def starting(server: SoundServer) -> tuple[float, float]:
    """From nothing: seconds until the voice is ready, and until the first sentence sounds."""
    with server.record() as recorder:
        events = Events()
        voice = Voice(events, environment=server.environment)
        begin = time.monotonic()
        voice.say([utter(1, SENTENCE)])
        events.wait("ready")
        ready = time.monotonic() - begin
        events.wait("started", 1)
        recorder.more(0.5)
        voice.close()
        return ready, (recorder.first_sound(begin) or 0) - begin


def keys(server: SoundServer, rounds: int) -> dict[str, list[float]]:
    """From a key to the sound, to silence, and to another sentence, with a voice that is running."""
    times: dict[str, list[float]] = {"say → sound": [], "cancel → silence": [], "cancel and say → started": [],
                                     "say returns": [], "cancel returns": []}  # fmt: skip
    with server.record() as recorder:
        events = Events()
        voice = Voice(events, environment=server.environment)
        voice.start()
        events.wait("ready")
        for number in range(1, 2 * rounds, 2):
            begin = time.monotonic()
            voice.say([utter(number, SENTENCE), utter(number + 1000, SENTENCE)])
            times["say returns"].append(time.monotonic() - begin)
            recorder.more(0.4 + random.random() / 10)
            times["say → sound"].append((recorder.first_sound(begin) or 0) - begin)
            begin = time.monotonic()
            voice.cancel()
            voice.say([utter(number + 1, SENTENCE)])
            events.wait("started", number + 1)
            times["cancel and say → started"].append(time.monotonic() - begin)
            recorder.more(0.3 + random.random() / 10)
            begin = time.monotonic()
            voice.cancel()
            times["cancel returns"].append(time.monotonic() - begin)
            recorder.more(0.4)
            times["cancel → silence"].append(max(0.0, recorder.last_sound() - begin))
        voice.close()
    return times


def between(server: SoundServer, rounds: int) -> dict[str, list[float]]:
    """From a skip to the sound of another sentence, and the silence from a sentence to the next beyond its pause."""
    times: dict[str, list[float]] = {"skip → new sound": [], "gap beyond the pause": []}
    new = synthesized("espeak", [SENTENCE, OTHER], EVEN)[1]
    with server.record() as recorder:
        events = Events()
        voice = Voice(events, manner=EVEN, environment=server.environment)
        voice.start()
        events.wait("ready")
        for number in range(1, 4 * rounds, 4):
            voice.say([utter(number, SENTENCE)])
            recorder.more(0.4 + random.random() / 10)
            recorder.restart()
            begin, before = time.monotonic(), recorder.first_sample()
            voice.cancel()
            voice.say([utter(number + 1, OTHER)])
            events.wait("finished", number + 1)
            recorder.more(0.3)
            place, alike, _next = find(recorder.heard(), new)
            if alike > 0.7:  # it is there, without a gap in it
                times["skip → new sound"].append(before + place - begin)
            recorder.restart()
            voice.say([utter(number + 2, OTHER, pause=PAUSE), utter(number + 3, OTHER)])
            events.wait("finished", number + 3)
            recorder.more(0.3)
            loud = np.nonzero(np.abs(recorder.heard()) > LOUD)[0]
            times["gap beyond the pause"].append(int(np.diff(loud).max()) / RATE - PAUSE / 1000)
        voice.close()
    return times


def queued(server: SoundServer, rounds: int) -> list[float]:
    """A skip while much waits to be said, as the reader sees it: the time until it is free for the next key."""
    times: list[float] = []
    voice = Voice(Events(), environment=server.environment)
    voice.start()
    for number in range(rounds):
        many = [utter(number * QUEUED + place, OTHER) for place in range(1, QUEUED // len(OTHER))]
        voice.say(many)
        begin = time.monotonic()
        voice.cancel()
        voice.say(many[-1:])
        times.append(time.monotonic() - begin)
    voice.close()
    return times


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = SoundServer(Path(folder))
        try:
            starts = [starting(server) for _ in range(5)]
            show("spawn → ready", [ready for ready, _sound in starts])
            show("spawn and say → sound", [sound for _ready, sound in starts])
            found = keys(server, rounds) | between(server, rounds)
            found["skip returns, much queued"] = queued(server, rounds)
            for name, values in found.items():
                show(name, values)
        finally:
            server.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
