"""How long speaking takes to begin, to end and to begin elsewhere. Not a test: it prints figures and judges nothing.

python tests/benchmarks/bench_speech.py [ROUNDS]      (needs pulseaudio and parec)

Times are milliseconds as recorded from a sound server's sink: from the call of the voice to the sound.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.sound import Events, SoundServer, utter
from tui.speech.voice import Voice

SENTENCE = "会议强调,要深入学习贯彻习近平总书记重要指示精神,强化理论武装,广泛宣传引导。"


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


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = SoundServer(Path(folder))
        try:
            starts = [starting(server) for _ in range(5)]
            show("spawn → ready", [ready for ready, _sound in starts])
            show("spawn and say → sound", [sound for _ready, sound in starts])
            for name, values in keys(server, rounds).items():
                show(name, values)
        finally:
            server.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
