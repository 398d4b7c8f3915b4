"""Where text stands in the whole library: the index of words tells where to look, and what is there is looked at itself,
so that a search in everything finds what a search in each publication finds."""

from collections.abc import Iterator

from tui.core.letters import forms, split
from tui.core.search import position, seeker
from tui.core.shelf import MOST_HITS, Hit
from tui.library import Library, parts
from tui.library.finder import runs
from tui.library.words import at_hand

_AT_ONCE = 200  # passages
_TOGETHER = 60  # words
_BEGINNING = 3  # letters of a word at least by which words apart are found
_COLUMNS = """passages.id, passages.publication, publications.title, passages.article, passages.block, passages.text
    FROM {0}.{1} JOIN main.publications ON publications.key = passages.publication
    WHERE passages.publication NOT IN (SELECT publication FROM trash)"""
_WITH_WORDS = f"SELECT {_COLUMNS} AND words MATCH ? AND words.rowid > ? ORDER BY words.rowid LIMIT ?"
_Row = tuple[int, str, str, int, int, str]


def search(library: Library, query: str, most: int = MOST_HITS) -> list[Hit]:
    """The passages in which the words stand one after the other, each with where they do so first; when there is none,
    those in which they all stand. Raises LibraryError."""
    with at_hand(library):
        found: list[Hit] = []
        for hit in _as_it_stands(library, query):
            found.append(hit)
            if len(found) == most:
                return found
        return found or _apart(library, query, most)


def _as_it_stands(library: Library, query: str) -> Iterator[Hit]:
    seek = seeker(query)
    for schema in library.schemas:
        seen: set[int] = set()
        for id_, *row, text in _candidates(library, schema, query):
            if id_ not in seen:
                seen.add(id_)
                yield from (Hit(*row, offset, text) for offset in seek(text)[:1])


def _candidates(library: Library, schema: str, query: str) -> Iterator[_Row]:
    """Passages that may say it, some of them more than once: whole words, then beginnings, then parts of words."""
    wanted, ready = runs(split(query)), split(query).strip()
    if not wanted:
        yield from _with_signs(library, schema, query.strip())
        return
    is_open_before, is_open_behind = ready.startswith(wanted[0]), ready.endswith(wanted[-1])
    yield from _matching(library, schema, _quoted(*wanted))
    if len(wanted) > 1 and is_open_behind:
        yield from _matching(library, schema, _quoted(*wanted) + " *")
    if not is_open_before and (len(wanted) > 1 or not is_open_behind):
        return
    behind = " *" if is_open_behind and len(wanted) > 1 else ""
    for words in parts.having(library, schema, wanted[0], len(wanted) == 1, _TOGETHER):
        yield from _matching(library, schema, " OR ".join(_quoted(word, *wanted[1:]) + behind for word in words))


def _matching(library: Library, schema: str, match: str) -> Iterator[_Row]:
    sql = _WITH_WORDS.format(schema, f"words JOIN {schema}.passages ON passages.id = words.rowid")
    last = 0
    while rows := library.do(sql, match, last, _AT_ONCE):
        last = rows[-1][0]
        yield from rows


def _with_signs(library: Library, schema: str, query: str) -> Iterator[_Row]:
    """The index has no signs."""
    if not query:
        return
    signs = forms(query[0])
    fits = " OR ".join(["instr(passages.text, ?)"] * len(signs))
    sql = f"SELECT {_COLUMNS} AND passages.id > ? AND ({fits}) ORDER BY passages.id LIMIT ?"
    last = 0
    while rows := library.do(sql.format(schema, "passages"), last, *signs, _AT_ONCE):
        last = rows[-1][0]
        yield from rows


def _apart(library: Library, query: str, most: int) -> list[Hit]:
    words = [found for word in query.split() if (found := runs(split(word)))]
    if len(words) < 2:
        return []
    each = " AND ".join(_quoted(*word) for word in words)
    for match in (each, each + " *" if len(words[-1][-1]) >= _BEGINNING else ""):
        rows = [row for schema in library.schemas for row in _first(library, schema, match, most)] if match else []
        if rows:
            return [Hit(*row, position(text, query), text, False) for _id, *row, text in rows[:most]]
    return []


def _first(library: Library, schema: str, match: str, most: int) -> list[_Row]:
    sql = _WITH_WORDS.format(schema, f"words JOIN {schema}.passages ON passages.id = words.rowid")
    return library.do(sql, match, 0, most)


def _quoted(*words: str) -> str:
    """Words one after the other, as the index is asked for them."""
    return '"' + " ".join(words) + '"'
