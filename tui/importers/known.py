"""Names as they come in a document, of which there are few, each many times."""

from collections.abc import Callable


class Names(dict[str, str]):
    """What is made of names, made once for each."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> str:
        made = self[name] = self._make(name)
        return made
