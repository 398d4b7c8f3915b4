"""Text as it is written → text as it is spoken, and the way back for every character.

A table of rules: each finds what it knows in the original text and says how it sounds. Where rules claim
the same characters the earlier row wins, and what a rule has said no later rule changes; so a rule can be
read, tested and moved on its own.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Rule(NamedTuple):
    """`spoken` gets the match and returns what is said instead, or None to leave this match alone."""

    name: str
    pattern: re.Pattern[str]
    spoken: Callable[[re.Match[str]], str | None]


class Piece(NamedTuple):
    """Spoken text, and the range of the original that it stands for."""

    text: str
    start: int
    end: int


class Spoken(NamedTuple):
    """What to say. `pieces` joined are the text; between them they cover the original, in order."""

    text: str
    pieces: Sequence[Piece]
    begins: Sequence[int]

    def source(self, offset: int) -> int:
        """The character of the original that is being said at a character of the text.

        Within a piece of its original's length it is the character itself, otherwise the piece's first.
        """
        if not self.pieces:
            return 0
        index = max(0, bisect_right(self.begins, offset) - 1)
        piece = self.pieces[index]
        inside = offset - self.begins[index]
        return piece.start + (inside if len(piece.text) == piece.end - piece.start else 0)


def rule(name: str, pattern: str, spoken: Callable[[re.Match[str]], str | None]) -> Rule:
    return Rule(name, re.compile(pattern), spoken)


def alternatives(words: Iterable[str]) -> str:
    """A pattern that finds any of the words, the longest where several begin alike."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def apply(rules: Iterable[Rule], text: str, settled: Sequence[Piece] = ()) -> Spoken:
    """The text with every rule applied to what no earlier rule, and none of the settled pieces, has taken."""
    taken = bytearray(len(text))
    found = list(settled)
    for piece in settled:
        taken[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    for row in rules:
        for match in row.pattern.finditer(text):
            start, end = match.span()
            if start == end or any(taken[start:end]) or (said := row.spoken(match)) is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append(Piece(said, start, end))
    return joined(text, sorted(found, key=lambda piece: piece.start))


def joined(text: str, found: Sequence[Piece]) -> Spoken:
    """The text with these pieces, which are in order, instead of what they stand for."""
    pieces, position = [], 0
    for piece in [*found, Piece("", len(text), len(text))]:
        if position < piece.start:
            pieces.append(Piece(text[position : piece.start], position, piece.start))
        if piece.start < piece.end:
            pieces.append(piece)
        position = piece.end
    begins, length = [], 0
    for piece in pieces:
        begins.append(length)
        length += len(piece.text)
    return Spoken("".join(piece.text for piece in pieces), tuple(pieces), tuple(begins))
