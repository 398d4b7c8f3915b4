"""Keys on a Windows console."""

from tui.core.light import Callable
from tui.terminal.keys import Keys


def listen(put: Callable[[list[str]], None], keys: Keys) -> None:
    """Hands over each key, for ever."""
    import msvcrt

    names = {"H": "up", "P": "down", "M": "right", "K": "left", "G": "home", "O": "end"}
    names |= {"I": "pageup", "Q": "pagedown"}
    getwch: Callable[[], str] = getattr(msvcrt, "getwch")  # noqa: B009 - not there for a type checker on Linux
    while True:
        character = getwch()
        if character in "\x00\xe0":
            name = names.get(getwch())
            put([name] if name else [])
        elif character == "\x1b":
            put(["escape"])
        else:
            put(keys.feed(character.encode("utf-8", "ignore")))
