"""What to say next, and where the voice is."""

from typing import NamedTuple

from tui.core.publication import Place


class Utterance(NamedTuple):
    """One thing to say. `id` only grows. `place`: where its first character stands. `pause`: the silence
    wanted after it, in milliseconds."""

    id: int
    text: str
    place: Place
    language: str
    pause: int = 0
