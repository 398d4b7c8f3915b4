"""Recordings of stretches of text, shared out to the blocks that they go through."""

from collections.abc import Iterable, Iterator, Sequence

from tui.core.light import NamedTuple
from tui.core.publication import Block, Recording, Sound

Position = tuple[int, int]
"""A block and a character of it."""


class Fragment(NamedTuple):
    """Sounds that belong to the text from one position to another."""

    start: Position
    end: Position
    sounds: tuple[Sound, ...]


def shared_out(blocks: Sequence[Block], fragments: Iterable[Fragment]) -> dict[int, tuple[Recording, ...]]:
    """The recordings of each block that has some. A fragment ends where the next begins."""
    found: dict[int, list[Recording]] = {}
    ordered = _merged(fragments)
    for number, each in enumerate(ordered):
        end = min(each.end, ordered[number + 1].start) if number + 1 < len(ordered) else each.end
        pieces = list(_pieces(blocks, each.start, end))
        whole, before = sum(stop - start for _block, start, stop in pieces), 0
        for block, start, stop in pieces:
            share = before / whole, (before + stop - start) / whole
            found.setdefault(block, []).append(Recording(start, stop, each.sounds, *share))
            before += stop - start
    return {block: tuple(recordings) for block, recordings in found.items()}


def _merged(fragments: Iterable[Fragment]) -> list[Fragment]:
    """In the order of the text; what begins at the same character is one."""
    merged: dict[Position, Fragment] = {}
    for each in fragments:
        known = merged.get(each.start)
        if known:
            each = Fragment(each.start, max(known.end, each.end), known.sounds + each.sounds)
        merged[each.start] = each
    return sorted(merged.values())


def _pieces(blocks: Sequence[Block], start: Position, end: Position) -> Iterator[tuple[int, int, int]]:
    for number in range(start[0], min(end[0], len(blocks) - 1) + 1):
        length = len(blocks[number].text)
        first = start[1] if number == start[0] else 0
        last = min(length, end[1]) if number == end[0] else length
        if first < last:
            yield number, first, last
