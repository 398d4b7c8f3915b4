"""Writes tests/data/speech/phonemes.tsv: what eSpeak NG's voices make of the cases of the normaliser.

python -m tests.tools.make_phonemes        (from the project's root; read the difference before keeping it)

In the engine's own letters: numbers are tones, (en) is where a voice changes to English by itself.
"""

from collections.abc import Iterator
from pathlib import Path

from tui.speech import Diction
from tui.speech.espeak import EspeakSynthesizer, open_espeak
from tui.speech.passages import passages

FOLDER = Path(__file__).parent.parent / "data" / "speech"


def cases(name: str) -> list[tuple[str, ...]]:
    """The fields of each line of a file of cases."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def diction_of(wishes: str) -> tuple[str, Diction]:
    """The language and the manner of a case's first field."""
    language, *words = wishes.split(" ")
    marks = next((word for word in words if word in ("some", "all")), "none")
    return language, Diction("digits" if "digits" in words else "whole", marks)


def heard(espeak: EspeakSynthesizer, wishes: str, written: str) -> str:
    """The phonemes of each passage behind its language."""
    language, diction = diction_of(wishes)
    found = passages(written, language, diction)
    return " ".join(f"{each.language}: {espeak.phonemes(each.spoken.text, each.language).strip()}" for each in found)


def lines(espeak: EspeakSynthesizer) -> Iterator[str]:
    """The whole file."""
    yield f"# {espeak.description} Made by tests/tools/make_phonemes.py: language, written, phonemes."
    for wishes, written, *_spoken in [*cases("normalise.tsv"), *cases("passages.tsv")]:
        yield f"{wishes}\t{written}\t{heard(espeak, wishes, written)}"


if __name__ == "__main__":
    text = "\n".join(lines(open_espeak())) + "\n"
    (FOLDER / "phonemes.tsv").write_text(text, "utf-8")
