"""Utterances into a sound file, as fast as the synthesizer goes. No player, no device, no worker."""

import wave
from collections.abc import Iterable
from pathlib import Path

from tui.core.narrator import Utterance
from tui.speech import Manner, Synthesizer
from tui.speech.player import pause_of, sounds_of
from tui.speech.tape import FRAME_BYTES


def render(utterances: Iterable[Utterance], path: Path, synthesizer: Synthesizer, manner: Manner) -> list[float]:
    """Writes a mono 16-bit WAV file with the pauses between. Returns the second at which each utterance begins.

    Raises SpeechError, and OSError when the file cannot be written.
    """
    begins, frames = [], 0
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(FRAME_BYTES)
        file.setframerate(synthesizer.sample_rate)
        for utterance in utterances:
            begins.append(frames / synthesizer.sample_rate)
            pieces = [sound.pcm for sound in sounds_of(synthesizer, utterance, manner)]
            pcm = b"".join([*pieces, pause_of(utterance, synthesizer.sample_rate)])
            file.writeframes(pcm)
            frames += len(pcm) // FRAME_BYTES
    return begins
