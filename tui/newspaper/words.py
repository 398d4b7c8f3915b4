"""Do two Chinese characters stand together inside words? What a line end cuts in half goes on below it.

`words.txt` was made by `tests/tools/make_newspaper_words.py`: each row is a character and all that follow it.
"""

from functools import cache

from tui.newspaper.pack import data_file


def inside_word(first: str, second: str) -> bool:
    """The two characters are neighbours in a word that is often used."""
    return second in _following(first)


@cache
def _following(first: str) -> str:
    """All that follow a character: its row, looked for in the middle of what is left, for the rows are in order."""
    rows = _rows()
    low, high = 0, len(rows)
    while low < high:
        start = rows.rfind("\n", low, (low + high) // 2) + 1 or low
        end = rows.index("\n", start)
        if rows[start] == first:
            return rows[start + 1 : end]
        if rows[start] < first:
            low = end + 1
        else:
            high = start
    return ""


@cache
def _rows() -> str:
    return data_file("words.txt")
