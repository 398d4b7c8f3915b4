"""Proof by ear: what a front end reads aloud, recorded from a sound server and compared with the synthesizer's PCM.

    python -m tests.proof [--buffer MS] [--results FILE] [FIRST [LAST]]

Articles of the page in seeds/, all if not told, in both front ends, after 200 random pauses, skips, changes of speed.
--buffer: of the sound device, in milliseconds; --results: a line for each article, in columns: front end, article,
sentences, lowest correlation, takes, seconds. Where it is allowed what plays and records has the priority of real time.

Each sentence must be there whole (correlation of at least 0.99), each follows the one before after just its pause,
and around them is silence: so each is said once, in order, and nothing else is.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.heard.overheard import overheard
from tests.heard.sound import LOUD, RATE, SoundServer, find, real_time, synthesized
from tests.heard.steps import SEED
from tests.machine.process import Process
from tui.core.narrator import Narrator, Route
from tui.core.publication import Place
from tui.sources import open_source
from tui.speech import Manner

FASTEST = 600
PAUSES = 50
# Pauses, skips and changes of speed.
KEYS = [*"      ", *"ssSpPwW", *"<<<>>", "r", "x", "a", "A"]
TIMES = 200
MODES = ("--plain", "--theme=dark")
_END = 1.0  # seconds of silence, longer than any pause
_LATE = 0.03
_OTHERWISE = 0.03  # how much longer or shorter a sentence becomes by what was said before it
_TAKES = 40
WHOLE = 0.99  # correlation


def start(folder, server, mode, **more):
    """A reader that speaks fast and stops after each article."""
    environment = {name: server.environment[name] for name in ("PULSE_SERVER", "XDG_RUNTIME_DIR")}
    settings = {"BACKEND": "tests.heard.overheard:ESPEAK", "RATE": FASTEST, "PAUSES": PAUSES, "STOP_AFTER": "article"}
    environment |= {f"MANGDAO_{name}": str(value) for name, value in settings.items()}
    process = Process(folder, mode, SEED, OVERHEARD=str(folder / "overheard"), **environment, **more)
    process.until("毛泽东足迹".encode())
    return process


def drain(process):
    """Takes what has been written, so that a full terminal stops nobody."""
    while not process.silent_for(0):
        process.until(rb".+")


def read_aloud(process, recorder, article):
    """The recording of an article, by its number from 1."""
    process.send("l")
    process.until(b".")
    while not _is_silent(recorder.heard()):  # where a gap was taken for the end of the take before
        recorder.more(0.25)
    recorder.restart()
    process.send(f"{article}\rg ")  # an article that was read to its end opens there
    while not _is_over(recorder.heard()):
        drain(process)
        recorder.more(0.25)
    return recorder.heard()


def _is_over(recording):
    return _is_silent(recording) if (np.abs(recording) > LOUD).any() else len(recording) > 20 * RATE


def _is_silent(recording):
    """At its end, for longer than any pause."""
    return not (np.abs(recording[-int(_END * RATE) :]) > LOUD).any()


def expected(article):
    """What is to be heard of an article: its sentences, and about how long they are, in frames."""
    said = Narrator(open_source(SEED), ahead=10_000).start(Place(article - 1), Route(pauses=PAUSES))
    said = [utterance for utterance in said if utterance.place.article == article - 1]
    texts = [(utterance.text, utterance.language) for utterance in said]
    sounds = synthesized("espeak", texts, Manner(rate=FASTEST))
    return [(utterance, len(sound)) for utterance, sound in zip(said, sounds, strict=True)]


def _made(path, wanted):
    """The PCM of the sentences as the reader's synthesizer made it; they are the ones wanted, and of their length.
    Nothing where it has made others, or not all: a gap may last so long that it is taken for the end."""
    made = overheard(path, len(wanted))
    if [text for text, _pcm in made] != [utterance.text for utterance, _length in wanted]:
        return []
    for (text, pcm), (_utterance, length) in zip(made, wanted, strict=True):
        assert abs(len(pcm) - length) <= _OTHERWISE * length + 0.01 * RATE, f"{len(pcm)} for {length} frames: {text}"
    return [(utterance, pcm) for (utterance, _length), (_text, pcm) in zip(wanted, made, strict=True)]


def check(recording, made):
    """What of an article is proven by a recording: "whole N" for a sentence, "follows N" for its place behind the
    one before after just its pause, "begin" and "end" for the silence around them. A gap, which a machine with other
    work makes at any buffer size, proves nothing.
    """
    proven = {}
    end = wait = 0.0
    disturbed = False
    for number, (utterance, pcm) in enumerate(made):
        begin = max(0, int((end + wait - (0.1 if disturbed else 0.01)) * RATE)) if number else 0
        place, alike, _next = find(recording[begin : begin + len(pcm) + (RATE // 2 if number else 2 * RATE)], pcm)
        place += begin / RATE
        after_a_gap, disturbed = disturbed, alike < WHOLE
        if not disturbed:
            proven[f"whole {number}"] = alike
            if number and not after_a_gap:
                assert place - end - wait >= -0.006, f"it comes too soon: {utterance.text}"
                if place - end - wait <= _LATE:
                    proven[f"follows {number}"] = alike
            if not number:
                assert not _sounds(recording, 0, place - 0.1), f"something sounds before {utterance.text}"
                proven["begin"] = alike
        end, wait = place + len(pcm) / RATE, utterance.pause / 1000
    if not disturbed:
        assert not _sounds(recording, end + 0.1, len(recording) / RATE), "something sounds behind it"
        proven["end"] = 1.0
    return proven


def _sounds(recording, begin, end):
    return (np.abs(recording[int(begin * RATE) : max(0, int(end * RATE))]) > LOUD).any()


def disturb(process, recorder, times, seed):
    """Random pauses, skips and changes of speed while it reads; the speed is the same in the end."""
    chance = random.Random(seed)
    process.send("3\r ")
    for _time in range(times):
        process.send(chance.choice(KEYS))
        drain(process)
        recorder.more(chance.choice([0.01, 0.05, 0.15]))
    process.send("x" + ">" * times)
    recorder.more(0.3)
    drain(process)


def prove(process, recorder, folder, article):
    """Reads and checks an article until every sentence of it is proven: a fault of ours would be in every take.

    The number of sentences, the lowest correlation, and how many takes it needed.
    """
    wanted = expected(article)
    things = {f"{what} {number}" for what in ("whole", "follows") for number in range(len(wanted))} - {"follows 0"}
    things |= {"begin", "end"}
    proven = {}
    for take in range(1, _TAKES + 1):
        recording = read_aloud(process, recorder, article)
        if made := _made(folder / "overheard", wanted):
            proven |= check(recording, made)
        if proven.keys() >= things:
            return len(wanted), min(proven.values()), take
    raise AssertionError(f"never: {sorted(things - proven.keys())}")


def main(arguments):
    parser = argparse.ArgumentParser(prog="tests.proof")
    parser.add_argument("--buffer", type=int, default=0)
    parser.add_argument("--results", type=Path)
    parser.add_argument("first", type=int, nargs="?")
    parser.add_argument("last", type=int, nargs="?")
    options = parser.parse_args(arguments)
    count = len(open_source(SEED).articles)
    first, last = options.first or 1, options.last or options.first or count
    with (options.results or Path(os.devnull)).open("w", encoding="utf-8") as results:
        rows = list(_prove_all(range(first, last + 1), options.buffer, results))
    sentences, takes = sum(row[2] for row in rows), sum(row[4] for row in rows)
    lowest = min(row[3] for row in rows)
    print(f"{len(rows)} articles, {sentences} sentences, correlation ≥ {lowest:.4f}, {takes - len(rows)} retakes")


def _prove_all(articles, buffer, results):
    """For each front end and article: front end, article, sentences, lowest correlation, takes, seconds."""
    priority = real_time()
    more = {"OVERHEARD_BUFFER": str(buffer or ""), "OVERHEARD_PRIORITY": str(priority or "")}
    with tempfile.TemporaryDirectory() as folder:
        server = SoundServer(Path(folder), priority)
        try:
            for mode in MODES:
                home = Path(folder) / mode
                home.mkdir()
                with server.record() as recorder, start(home, server, mode, **more) as process:
                    disturb(process, recorder, TIMES, mode)
                    for article in articles:
                        began = time.monotonic()
                        count, lowest, takes = prove(process, recorder, home, article)
                        row = (mode, article, count, lowest, takes, time.monotonic() - began)
                        print("{}\t{}\t{}\t{:.4f}\t{}\t{:.0f}".format(*row), file=results, flush=True)
                        found = f"{count:3} sentences, correlation ≥ {lowest:.4f}, take {takes}"
                        print(f"{mode:14} article {article}: {found}", flush=True)
                        yield row
        finally:
            server.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
