"""What eSpeak NG's Mandarin needs to be told: syllables that it cannot say, and words that it reads wrong.

Syllables with tone numbers inside the text are what its voice `cmn` takes as they are.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tui.speech.rules import Piece, Spoken, joined

# eSpeak NG says all of these as English letters. The same syllables without their i are Mandarin to it.
_SYLLABLES = {
    "xong1": "㐫㚾兄兇凶匂匈哅忷恟汹洶胷胸訩詾讻賯芎", "xong2": "䧺熊雄", "xong3": "焽", "xong4": "夐敻焸詗诇",
    "qong2": "㑋㒌㧭㮪㷀㼇䅃䆳䊄䓖䛪䠻儝卭宆惸憌桏橩焪焭煢熍琼璚瓊瓗睘瞏穷穹窮竆笻筇舼茕藑藭蛩蛬赹跫邛銎",
    "jong1": "冂冋坰埛扃絅蘏蘔駉駫", "jong3": "㓏㢠㤯㯋㷗㷡䌹䢛侰僒冏囧泂浻澃炅炯烱煚煛熲燛窘綗褧迥逈颎",
}  # fmt: skip
_SAID = {character: syllable for syllable, characters in _SYLLABLES.items() for character in characters}
_RARE = "生僻字"
_SIGN = re.compile(r"[a-z]+[1-5]|.")


class Reading(NamedTuple):
    """A word, what is said for each of its characters, and the characters before which it is not this word."""

    word: str
    said: tuple[str, ...]
    not_before: str


@cache
def readings() -> Mapping[str, tuple[Reading, ...]]:
    """By first character, the longest word first."""
    found: dict[str, list[Reading]] = {}
    for line in (Path(__file__).parent / "readings.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            word, said, not_before = [*line.split("\t"), ""][:3]
            found.setdefault(word[0], []).append(Reading(word, tuple(_SIGN.findall(said)), not_before))
    return {first: tuple(sorted(words, key=lambda each: -len(each.word))) for first, words in found.items()}


def mandarin(text: str) -> Spoken:
    """Chinese text as eSpeak NG says it right, each character with its way back."""
    return joined(text, list(_pieces(text)))


def _pieces(text: str) -> Iterator[Piece]:
    words, position = readings(), 0
    while position < len(text):
        character = text[position]
        reading = next((each for each in words.get(character, ()) if _is_here(each, text, position)), None)
        for said in reading.said if reading else (character,):
            character = text[position]
            # Of the rarest characters the engine would say the hexadecimal number in the code.
            said = _RARE if character >= "\U00020000" else _SAID.get(character, said)
            if said != character:
                yield Piece(f" {said} ", position, position + 1)
            position += 1


def _is_here(reading: Reading, text: str, position: int) -> bool:
    end = position + len(reading.word)
    return text.startswith(reading.word, position) and (end == len(text) or text[end] not in reading.not_before)
