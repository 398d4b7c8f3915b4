"""Where text stands in one long publication, told by the index of words instead of by going through all of it.

The index knows words, and people look for any part of one: so the words of a long publication are kept as one text, in
which a part is found in a moment. What has the right words is then looked at itself.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator

from tui.core.letters import folded, split
from tui.core.publication import Place, Publication
from tui.core.search import matches
from tui.library import Library, seams, vocabularies

_RUN = r"[^\W_]"
_MOST_WORDS = 400_000  # that are kept: more are no words of a language
_MOST = 64  # words that have a part in common
_AT_ONCE = 60  # passages
_PASSAGES = """SELECT passages.id, article, block, passages.text FROM {0} JOIN passages ON passages.id = {0}.rowid
    WHERE {0} MATCH ? AND {0}.rowid BETWEEN ? AND ? AND publication = ? ORDER BY {0}.rowid {1} LIMIT ?"""


class Vocabulary:
    """The words of a publication, collected while it is made searchable."""

    def __init__(self) -> None:
        self._words: set[str] = set()

    def add(self, texts: list[str]) -> set[str]:
        """Takes texts as the index does. The words in them that it does not know yet."""
        new = set(runs("\n".join(texts))) - self._words
        if len(self._words) <= _MOST_WORDS:
            self._words |= new
        return new

    def keep(self, library: Library, key: str) -> None:
        library.do(vocabularies.TABLE)
        words = "\n".join(sorted(self._words)) if len(self._words) <= _MOST_WORDS else ""
        library.do("INSERT OR REPLACE INTO vocabularies VALUES (?, ?)", key, zlib.compress(words.encode(), 3))


def runs(text: str) -> list[str]:
    """The words of text that was made ready for the index, cut as the index does it."""
    signs = {letter for letter in set(text) if not letter.isascii() and unicodedata.category(letter) in ("So", "Co")}
    pattern = f"(?:{_RUN}|[{''.join(map(re.escape, sorted(signs)))}])+" if signs else f"{_RUN}+"
    return re.findall(pattern, text.lower())  # ASCII comes as it is


class Finder:
    """The places in a publication at which a query begins, as `tui.core.search` finds them. `match`: what the passages
    in question hold, as the index in `table` is asked for it; "" for what is nowhere. Raises LibraryError."""

    def __init__(
        self, library: Library, publication: Publication, query: str, match: str, table: str = "words"
    ) -> None:
        self._library = library
        self._publication = publication
        self._query = query
        self._match = match
        self._table = table
        # Two questions: SQLite answers either from the end of its index, and both at once by going through it.
        sql = "SELECT {}(id) FROM passages WHERE publication = ?"
        first, last = (library.do(sql.format(end), publication.key)[0][0] for end in ("min", "max"))
        self._first, self._last = (0, -1) if first is None else (int(first), int(last))

    def hits(self, start: Place) -> Iterator[Place]:
        """In reading order, from a place on."""
        low = self._at(start)
        while rows := self._rows("ASC", low, self._last):
            low = rows[-1][0] + 1
            yield from (place for row in rows for place in self._places(*row[1:]) if place >= start)

    def hits_before(self, end: Place) -> Iterator[Place]:
        """Before a place, the last first."""
        high = self._at(end._replace(block=end.block + 1, offset=0))
        while rows := self._rows("DESC", self._first, high):
            high = rows[-1][0] - 1
            yield from (place for row in rows for place in self._places(*row[1:])[::-1] if place < end)

    def _rows(self, order: str, low: int, high: int) -> list[tuple[int, int, int, str]]:
        if not self._match or low > high:
            return []
        values = (self._match, low, high, self._publication.key, _AT_ONCE)
        return self._library.do(_PASSAGES.format(self._table, order), *values)

    def _places(self, article: int, block: int, text: str) -> list[Place]:
        """Where the text is still what it was when it was made searchable."""
        found = [Place(article, block, offset) for offset in matches(text, self._query)]
        return found if found and text_at(self._publication, article, block) == text else []

    def _at(self, place: Place) -> int:
        """The number of the first passage at a place or behind it; behind all of them where there is none."""
        low, high = self._first, self._last + 1
        sql = "SELECT id, article, block FROM passages WHERE publication = ? AND id >= ? ORDER BY id LIMIT 1"
        while low < high:
            middle = (low + high) // 2
            rows = self._library.do(sql, self._publication.key, middle)
            if not rows or rows[0][1:] >= (place.article, place.block):
                high = middle
            else:
                low = int(rows[0][0]) + 1
        return low


def find(library: Library, publication: Publication, query: str) -> Finder | None:
    """None where the index does not help: then there is much of it, or it is no word. Raises LibraryError."""
    library.do(vocabularies.TABLE)
    sql = "SELECT words FROM vocabularies WHERE publication = ? AND publication IN (SELECT publication FROM searchable)"
    rows = library.do(sql, publication.key)
    words, wanted = zlib.decompress(rows[0][0]).decode() if rows else "", runs(split(query))
    if not words:
        return None
    match = _match(f"\n{words}\n", wanted, _is_of_word(query[0]), _is_of_word(query[-1])) if wanted else None
    if match is not None:
        return Finder(library, publication, query, match)
    met = seams.sought(folded(query).strip())
    return Finder(library, publication, query, " AND ".join(met), "seams") if met else None


def _match(words: str, wanted: list[str], is_open_before: bool, is_open_behind: bool) -> str | None:
    """What to ask the index: words one after the other, of which the first may be the end of a longer one and the last
    a beginning. "" where one of them is in no word, None where there are too many."""
    if len(wanted) == 1:
        found = _having(words, wanted[0])
        return None if found is None else " OR ".join(map(quoted, found))
    behind = (" *", "") if is_open_behind else ("", "\n")
    parts = [f"\n{run}\n" for run in wanted[1:-1]] + [f"\n{wanted[-1]}{behind[1]}"]
    if not is_open_before:
        parts.append(f"\n{wanted[0]}\n")
    if not all(part in words for part in parts):
        return ""
    ends = _having(words, wanted[0] + "\n") if is_open_before else wanted[:1]
    if ends is not None:
        return " OR ".join(quoted(end, *wanted[1:]) + behind[0] for end in ends)
    # A common end of words: what follows it must be enough.
    return quoted(*wanted[1:]) + behind[0] if len(wanted) > 2 else None


def _having(words: str, part: str) -> list[str] | None:
    """The words that have a part, which at their end is followed by a line end. None for too many."""
    found: list[str] = []
    at = words.find(part)
    while at >= 0:
        if len(found) == _MOST:
            return None
        end = words.index("\n", at)
        found.append(words[words.rfind("\n", 0, at) + 1 : end])
        at = words.find(part, end)
    return found


def _is_of_word(letter: str) -> bool:
    """Whether the word may go on there: marks on letters are not always written."""
    return unicodedata.category(letter)[0] in "LNM" or unicodedata.category(letter) in ("So", "Co")


def quoted(*words: str) -> str:
    """Words one after the other, as the index is asked for them."""
    return '"' + " ".join(words) + '"'


def text_at(publication: Publication, article: int, block: int) -> str:
    """The text of a block, "" where there is none."""
    try:
        return publication.articles[article].blocks[block].text
    except IndexError:
        return ""
