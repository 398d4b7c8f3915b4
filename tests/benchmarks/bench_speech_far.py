"""How long speaking takes through speech-dispatcher and through a speaker on the listener's machine, also over SSH.
Not a test: it prints figures and judges nothing.

python tests/benchmarks/bench_speech_far.py [ROUNDS]

Needs pulseaudio, parec, speech-dispatcher and sshd. Times are milliseconds as recorded from a sound server's sink.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.heard.dispatcher import Dispatcher
from tests.heard.sound import Events, SoundServer, utter
from tests.machine.secure_shell import SecureShell
from tests.test_speaker import Speaker, end, forwarded
from tui.speech.voice import Voice

SENTENCE = "会议强调,要深入学习贯彻重要指示精神,强化理论武装,广泛宣传引导。"


def measure(name: str, server: SoundServer, backend: str, rounds: int, **variables: str) -> None:
    """Starts a voice, then says and silences: from the call to the sound, and to the last of it."""
    times: dict[str, list[float]] = {"say → sound": [], "say → its first mark is back": [], "cancel → silence": []}
    events = Events()
    voice = Voice(events, backend, environment={**os.environ, **variables})
    begin = time.monotonic()
    voice.start()
    print(f"{name}: {events.introduction().text} ready after {1000 * (time.monotonic() - begin):.0f} ms")
    with server.record() as recorder:
        for number in range(1, rounds + 1):
            begin = time.monotonic()
            voice.say([utter(number, SENTENCE)])
            events.wait("word", number)
            times["say → its first mark is back"].append(time.monotonic() - begin)
            recorder.more(0.3 + random.random() / 10)
            times["say → sound"].append((recorder.first_sound(begin) or 0) - begin)
            begin = time.monotonic()
            voice.cancel()
            recorder.more(0.4)
            times["cancel → silence"].append(max(0.0, recorder.last_sound() - begin))
            recorder.restart()
    voice.close()
    for what, values in times.items():
        ordered = [1000 * value for value in values]
        print(f"  {what:30} median {statistics.median(ordered):6.1f}   max {max(ordered):6.1f}")


@contextmanager
def speaker_at_home(folder: Path, server: SoundServer) -> Iterator[Speaker]:
    running = Speaker(folder / "home", backend="espeak", PULSE_SERVER=f"unix:{server.socket}")
    try:
        yield running
    finally:
        running.stop()


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = SoundServer(folder)
        dispatcher = Dispatcher(folder, server)
        try:
            measure("speech-dispatcher", server, "speech-dispatcher", rounds, SPEECHD_ADDRESS=dispatcher.address)
            with speaker_at_home(folder, server) as speaker, SecureShell() as shell:
                measure("speaker", server, "speaker", rounds, MANGDAO_SPEAKER=speaker.told)
                line, port = forwarded(shell, shell.port, speaker.where)
                told = f"{speaker.token}@127.0.0.1:{port}"
                measure("speaker over SSH", server, "speaker", rounds, MANGDAO_SPEAKER=told)
                end(line)
                line, port = forwarded(shell, shell.port, str(dispatcher.path))
                address = f"inet_socket:127.0.0.1:{port}"
                measure("speech-dispatcher over SSH", server, "speech-dispatcher", rounds, SPEECHD_ADDRESS=address)
                end(line)
        finally:
            dispatcher.stop()
            server.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
