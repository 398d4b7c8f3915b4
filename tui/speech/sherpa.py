"""Neural voices through sherpa-onnx, with a model that the listener brings: a folder of the VITS kind, as its makers
give it away (one .onnx file, tokens.txt, and lexicon.txt or espeak-ng-data).

It gives a sentence whole, and tells nothing about its words: the place goes by sentences.
"""

from collections.abc import Generator
from pathlib import Path
from typing import Any

from tui.core.wording import _
from tui.errors import SpeechError
from tui.speech import Manner, Sound, VoiceInfo
from tui.speech.trimming import trimmed

_PIECE = 4096  # bytes
_LOUDEST = 32767


def open_sherpa(model: str) -> "SherpaSynthesizer":
    """Raises SpeechError when the folder holds no such model. One that is broken inside ends the process."""
    import sherpa_onnx as sherpa

    folder = Path(model)
    files = sorted(folder.glob("*.onnx"))
    if len(files) != 1 or not (folder / "tokens.txt").exists():
        text = _("{path} is no voice model for sherpa: a folder with one .onnx file and tokens.txt.")
        raise SpeechError(text.format(path=model))
    parts = {"lexicon": "lexicon.txt", "data_dir": "espeak-ng-data"}
    found = {name: str(folder / part) for name, part in parts.items() if (folder / part).exists()}
    vits = sherpa.OfflineTtsVitsModelConfig(model=str(files[0]), tokens=str(folder / "tokens.txt"), **found)
    rules = ",".join(map(str, sorted(folder.glob("*.fst"))))
    config = sherpa.OfflineTtsConfig(model=sherpa.OfflineTtsModelConfig(vits=vits), rule_fsts=rules)
    if not config.validate():
        raise SpeechError(_("The voice model {path} cannot be used; a part of it is missing.").format(path=model))
    return SherpaSynthesizer(sherpa.OfflineTts(config), folder.name)


class SherpaSynthesizer:
    """`engine` is a `sherpa_onnx.OfflineTts`. Its people have numbers; those are the names of the voices."""

    silent = False

    def __init__(self, engine: Any, name: str) -> None:  # noqa: ANN401 - the package has no types
        self._engine = engine
        self.sample_rate = int(engine.sample_rate)
        self.description = f"sherpa-onnx, {name}."

    def voices(self) -> list[VoiceInfo]:
        count = int(self._engine.num_speakers)
        return [VoiceInfo(str(number), "", str(number)) for number in range(count)] if count > 1 else []

    def synthesize(self, text: str, language: str, manner: Manner) -> Generator[Sound, None, None]:
        import numpy

        if not any(map(str.isalnum, text)):
            return
        person = int(manner.voice) if manner.voice.isdecimal() else 0
        samples = numpy.asarray(self._engine.generate(text, sid=person, speed=manner.rate / 100).samples)
        if not samples.size:
            raise SpeechError(_("This voice cannot say: {text}").format(text=text[:40]))
        loud = numpy.clip(samples * manner.volume / 100, -1, 1) * _LOUDEST
        pcm = loud.astype("<i2").tobytes()
        pieces = (Sound(pcm[at : at + _PIECE]) for at in range(0, len(pcm), _PIECE))
        yield from trimmed(pieces) if manner.volume else pieces
