"""Neural voices through piper, with a model that the listener brings: FILE.onnx, and FILE.onnx.json beside it.

Piper gives a sentence whole, and tells nothing about its words: the place goes by sentences.
"""

from collections.abc import Generator
from typing import Any

from tui.core.wording import _
from tui.errors import SpeechError
from tui.speech import Manner, Sound, VoiceInfo
from tui.speech.trimming import trimmed

_PIECE = 4096  # bytes


def open_piper(model: str) -> "PiperSynthesizer":
    """Raises SpeechError when the model cannot be read."""
    from piper import PiperVoice

    try:
        return PiperSynthesizer(PiperVoice.load(model))
    except Exception as error:
        # The model is anybody's file, and each library below raises errors of its own.
        text = _("The voice model {path} cannot be used: {error}")
        raise SpeechError(text.format(path=model, error=" ".join(str(error).split())[:200])) from error


class PiperSynthesizer:
    """`voice` is what `PiperVoice.load` returns. A model of several people has a voice for each."""

    silent = False

    def __init__(self, voice: Any) -> None:  # noqa: ANN401 - imported only where it is there
        self._voice = voice
        self._people: dict[str, int] = dict(voice.config.speaker_id_map)
        self._language = {"cmn": "zh"}.get(voice.config.espeak_voice, str(voice.config.espeak_voice))
        self.sample_rate = int(voice.config.sample_rate)
        self.description = f"piper, {self._language}."

    def voices(self) -> list[VoiceInfo]:
        return [VoiceInfo(name, self._language, name) for name in self._people]

    def synthesize(self, text: str, language: str, manner: Manner) -> Generator[Sound, None, None]:
        if any(map(str.isalnum, text)):
            sounds = self._sounds(text, manner)
            yield from trimmed(sounds) if manner.volume else sounds

    def _sounds(self, text: str, manner: Manner) -> Generator[Sound, None, None]:
        from piper import SynthesisConfig

        scale = self._voice.config.length_scale * 100 / manner.rate
        person = self._people.get(manner.voice)
        how = SynthesisConfig(speaker_id=person, length_scale=scale, volume=manner.volume / 100)
        silent = True
        try:
            for chunk in self._voice.synthesize(text, how):
                pcm = chunk.audio_int16_bytes
                silent = silent and not pcm
                yield from (Sound(pcm[at : at + _PIECE]) for at in range(0, len(pcm), _PIECE))
        except (RuntimeError, ValueError) as error:  # what onnxruntime and numpy raise
            raise SpeechError(_("This voice cannot say: {text}").format(text=text[:40])) from error
        if silent:
            raise SpeechError(_("This voice cannot say: {text}").format(text=text[:40]))
