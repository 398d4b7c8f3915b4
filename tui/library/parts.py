"""The words of the whole library, in which a part of one is found in a moment: the index knows only whole words and how
they begin."""

from collections.abc import Iterator
from itertools import islice

from tui.core.letters import APART
from tui.library import Library
from tui.library.finder import runs


def note(library: Library, texts: list[str]) -> None:
    """The words of texts as the index takes them."""
    for word in {run for run in runs("\n".join(texts)) if len(run) > 1}:
        library.do("INSERT OR IGNORE INTO terms VALUES (?)", word)


def having(library: Library, schema: str, part: str, is_open_behind: bool, at_once: int) -> Iterator[list[str]]:
    """Words that have a part within, or at their end, and are more than it."""
    if APART.match(part):
        return
    fits = "instr(term, ?)" if is_open_behind else "substr(term, -length(?1)) = ?1"
    found = iter(library.do(f"SELECT term FROM {schema}.terms WHERE {fits} AND term <> ?1", part))
    while words := [str(word) for (word,) in islice(found, at_once)]:
        yield words
