"""eSpeak NG as the reader uses it, which also keeps what it has made: the backend "tests.heard.overheard:ESPEAK".

What an engine makes of a sentence depends on what it said before, also on what was broken off, so that only its
own PCM can be found again in a recording. OVERHEARD names the file: for each utterance that is made to its end one
line of JSON, and the PCM. OVERHEARD_BUFFER: milliseconds of the device's buffer, OVERHEARD_PRIORITY: of real time.
"""

import json
import os
from pathlib import Path

import numpy as np

from tui.speech import Backend, player, sinks
from tui.speech.espeak import open_espeak

_sounds_of = player.sounds_of


def _kept(synthesizer, utterance, manner):
    pieces = []
    for sound in _sounds_of(synthesizer, utterance, manner):
        pieces.append(sound.pcm)
        yield sound
    pcm = b"".join(pieces)
    with Path(os.environ["OVERHEARD"]).open("ab") as file:
        file.write(json.dumps({"text": utterance.text, "bytes": len(pcm)}).encode() + b"\n" + pcm)


def _open(listener):
    player.sounds_of = _kept
    if buffer := os.environ.get("OVERHEARD_BUFFER"):
        sinks._PERIODS = (int(buffer),)
    if os.environ.get("OVERHEARD_PRIORITY"):  # threads that begin later have it too
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(int(os.environ["OVERHEARD_PRIORITY"])))
    return player.Player(open_espeak, listener)


ESPEAK = Backend("overheard", lambda: "", _open)


def overheard(path, last):
    """The last texts that were made to their end, each with its PCM."""
    data, found = path.read_bytes(), []
    while data:
        line, _newline, rest = data.partition(b"\n")
        header = json.loads(line)
        found.append((header["text"], np.frombuffer(rest[: header["bytes"]], "<i2").astype(np.float64)))
        data = rest[header["bytes"] :]
    return found[-last:]
