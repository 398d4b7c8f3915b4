"""The words of the whole library, in which a part of one is found in a moment: the index knows only whole words."""

from collections.abc import Iterator

from tui.core.letters import is_apart
from tui.library import Library


def note(library: Library, words: set[str]) -> None:
    for word in (each for each in words if len(each) > 1):
        library.do("INSERT OR IGNORE INTO terms VALUES (?)", word)
        library.do("INSERT OR IGNORE INTO endings VALUES (?)", word[::-1])


def having(library: Library, schema: str, part: str, at_once: int) -> Iterator[list[str]]:
    """Words that have a part, and are more than it."""
    if is_apart(part):
        return
    sql = f"SELECT term FROM {schema}.terms WHERE term > ?2 AND instr(term, ?1) AND term <> ?1 ORDER BY term LIMIT ?3"
    words = [""]
    while words := [str(word) for (word,) in library.do(sql, part, words[-1], at_once)]:
        yield words


def ending(library: Library, schema: str, part: str, most: int) -> list[str]:
    """Words that end with a part, itself the first of them; one more than `most` for more."""
    return [word[::-1] for word in _beginning(library, f"{schema}.endings", part[::-1], most)]


def beginning(library: Library, schema: str, part: str, most: int) -> list[str]:
    """Words that begin with a part, in the same way."""
    return _beginning(library, f"{schema}.terms", part, most)


def _beginning(library: Library, table: str, part: str, most: int) -> list[str]:
    sql = f"SELECT term FROM {table} WHERE term > ?1 AND term < ?1 || char(0x10ffff) LIMIT ?2"
    return [part] if is_apart(part) else [part, *(str(word) for (word,) in library.do(sql, part, most))]
