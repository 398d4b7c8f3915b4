"""What a language brings to the reading of a page: its marks, its words, its patterns.

A pack is `languages/NAME.toml`: a table of literal strings and lists of them. In the patterns, `<word>`
stands for the pattern of that name. Nothing is compiled before it is used.
"""

import re
from functools import cache

from tui.core.light import TYPE_CHECKING
from tui.newspaper.compiled import Compiled

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

_REFERENCE = re.compile(r"(?<!\?P)<([a-z_]+)>")
_ENTRY = re.compile(r"^([a-z_]+) = (?:'([^'\n]*)'|\[\n((?: +'[^'\n]*',\n)*)\])$", re.MULTILINE)


class Pack:
    """One language's knowledge of newspapers."""

    def __init__(self, name: str, entries: dict[str, str | list[str]]) -> None:
        self.name = name
        self._entries = entries
        self._patterns = Compiled(name)
        self._compiled: dict[str, re.Pattern[str] | None] = {}
        self._lists: dict[str, tuple[str, ...]] = {}
        self.final = self.text("final")
        self.soft = self.text("soft")
        self.closers = self.text("closers")
        self.openers = self.text("openers")
        pairs = self.text("open_pairs")
        self.pairs = list(zip(pairs[::2], pairs[1::2], strict=True))
        self.head_marks = self.text("head_marks")
        self.spaced = self.text("spaced") == "yes"

    def text(self, key: str) -> str:
        """A literal string of the pack; "" where it has none."""
        value = self._entries.get(key, "")
        return (value if isinstance(value, str) else "|".join(value)).replace(r"\x27", "'")

    def words(self, key: str) -> list[str]:
        """A list of the pack; empty where it has none."""
        value = self._entries.get(key, [])
        return [value] if isinstance(value, str) else value

    def pattern(self, key: str) -> re.Pattern[str] | None:
        """The compiled pattern, None where the language has none."""
        if key not in self._compiled:
            source = self._expand(key)
            self._compiled[key] = self._patterns.pattern(source) if source else None
        return self._compiled[key]

    def keep(self) -> None:
        """Keeps its patterns compiled for the next page."""
        self._patterns.keep()

    def match(self, key: str, text: str) -> re.Match[str] | None:
        """The pattern at the beginning of a text."""
        pattern = self.pattern(key)
        return pattern.match(text) if pattern else None

    def full(self, key: str, text: str) -> re.Match[str] | None:
        """The pattern over a whole text."""
        pattern = self.pattern(key)
        return pattern.fullmatch(text) if pattern else None

    def search(self, key: str, text: str) -> re.Match[str] | None:
        """The pattern anywhere in a text."""
        pattern = self.pattern(key)
        return pattern.search(text) if pattern else None

    def begins(self, key: str, text: str) -> bool:
        """Whether the pattern stands at the beginning of a text; nothing is compiled where it only lists words."""
        words = self._listed(key)
        return text.startswith(words) if words else self.match(key, text) is not None

    def holds(self, key: str, text: str) -> bool:
        """Whether the pattern stands anywhere in a text; nothing is compiled where it only lists words."""
        words = self._listed(key)
        return any(word in text for word in words) if words else self.search(key, text) is not None

    def split(self, key: str, text: str) -> list[str]:
        """A text cut where the pattern stands."""
        pattern = self.pattern(key)
        return [part for part in pattern.split(text) if part] if pattern else [text]

    def _listed(self, key: str) -> tuple[str, ...]:
        """The words that a pattern lists, of letters alone; none where it is more than a list."""
        if key not in self._lists:
            source = self.text(key)
            words = source[3:-1].split("|") if source.startswith("(?:") and source.endswith(")") else []
            self._lists[key] = tuple(words) if all(map(str.isalpha, words)) else ()
        return self._lists[key]

    def _expand(self, key: str) -> str:
        return _REFERENCE.sub(lambda found: f"(?:{self._expand(found[1])})", self.text(key))


def read_entries(source: str) -> dict[str, str | list[str]]:
    """The entries of a pack file.

    Only what the packs use of TOML is understood: `key = 'literal'` and lists of literals, one a line.
    The standard library's reader would take longer to import than a page takes to be read.
    """
    return {
        key: [line.strip()[1:-2] for line in rows.splitlines()] if not literal and rows else literal
        for key, literal, rows in _ENTRY.findall(source)
    }


@cache
def load(name: str) -> Pack:
    """The pack of a language: zh-Hans, zh-Hant, ja, en, fr."""
    return Pack(name, read_entries(data_file("languages", f"{name}.toml")))


def data_file(*names: str) -> str:
    """The text of a file that comes with this package, read as the package's code is, by its loader."""
    loader: ResourceLoader = __spec__.loader  # type: ignore[assignment]  # every loader of files is one
    return loader.get_data(__file__.removesuffix("pack.py") + "/".join(names)).decode("utf-8")
