"""Do two Chinese characters stand together inside words? What a line end cuts in half goes on below it.

`words.txt` was made by `tests/tools/make_newspaper_words.py`: each row is a character and all that follow it.
"""

from functools import cache

from tui.newspaper.pack import data_file


def inside_word(first: str, second: str) -> bool:
    """The two characters are neighbours in a word that is often used."""
    rows = _rows()
    start = rows.find(f"\n{first}")
    return start >= 0 and rows.find(second, start + 2, rows.index("\n", start + 1)) >= 0


@cache
def _rows() -> str:
    return "\n" + data_file("words.txt")
