"""Where text stands in the whole library: the index of words tells where to look, and what is there is looked at, so
that a search in everything finds what a search in each publication finds."""

import unicodedata
from collections.abc import Iterator

from tui.core.letters import folded, forms, split
from tui.core.search import position, seeker
from tui.core.shelf import MOST_HITS, Hit
from tui.library import Library, parts
from tui.library.finder import runs
from tui.library.words import at_hand
from tui.texts import _

_AT_ONCE = 500  # passages
_TOGETHER = 60  # words
_BEGINNING = 3  # letters at least by whose words the index is asked for beginnings: of fewer there are too many
_MOST_AT_ONCE = 4000
_PASSAGES = "SELECT passages.id, passages.text FROM {0}.{1} WHERE"
_WITH_WORDS = f"{_PASSAGES} words MATCH ? AND words.rowid > ? AND ({{2}}) ORDER BY words.rowid LIMIT ?"
_ALL = f"{_PASSAGES} passages.id > ? AND ({{2}}) ORDER BY passages.id LIMIT ?"
_OF = """SELECT passages.publication, publications.title, article, block
    FROM {0}.passages JOIN main.publications ON publications.key = passages.publication
    WHERE passages.id = ? AND passages.publication NOT IN (SELECT publication FROM trash)"""
_Row = tuple[int, str]
"""The number of a passage, and its text."""


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
    for schema in _searched(library):
        seen: set[int] = set()
        for row in _candidates(library, schema, query):
            if row[0] not in seen:
                seen.add(row[0])
                for offset in seek(row[1])[:1]:
                    yield from _hits(library, schema, row, offset)


def _searched(library: Library) -> list[str]:
    """Where there is an index of today; one of an older version, in a library that cannot be written, is told of."""
    known = [
        each for each in library.schemas if library.rows(f"SELECT 1 FROM {each}.sqlite_master WHERE name = 'terms'")
    ]
    if len(known) < len(library.schemas):
        library.warning = _(
            "The index of words is of an older version and cannot be renewed here: nothing is found in it."
        )
    return known


def _hits(library: Library, schema: str, row: _Row, offset: int, is_whole: bool = True) -> list[Hit]:
    """One, but none in what was removed. Where it stands is looked up only now: most passages that are looked at are
    none."""
    id_, text = row
    found = library.do(_OF.format(schema), id_)
    return [Hit(key, title, article, block, offset, text, is_whole) for key, title, article, block in found]


def _candidates(library: Library, schema: str, query: str) -> Iterator[_Row]:
    """Passages that may say it, some of them more than once: whole words first, then parts of words."""
    ready = split(query).strip()
    wanted = runs(ready)
    sign = _sign_of(query) or ("" if wanted else folded(query).strip()[:1])
    if (sign or not wanted) and not parts.is_known(library, schema, sign):
        return
    if not wanted:
        yield from _matching(library, schema, "", sign)
        return
    is_open = ready.startswith(wanted[0]), ready.endswith(wanted[-1])
    yield from _matching(library, schema, _quoted(*wanted), sign)
    if len(wanted) > 1:
        yield from _with_parts(library, schema, wanted, *is_open, sign)
    elif all(is_open):
        for words in parts.having(library, schema, wanted[0], _TOGETHER):
            yield from _matching(library, schema, _any_of(words), sign)
    elif any(is_open):
        found = (parts.ending if is_open[0] else parts.beginning)(library, schema, wanted[0], _TOGETHER)
        yield from _matching(library, schema, _any_of(found) if len(found) <= _TOGETHER else "", sign)


def _sign_of(query: str) -> str:
    """The first sign in it, which the index does not have; "" for none."""
    signs = (each for each in folded(query) if unicodedata.category(each)[0] in "PS" and not runs(split(each)))
    return next(signs, "")


def _with_parts(
    library: Library, schema: str, wanted: list[str], before: bool, behind: bool, sign: str
) -> Iterator[_Row]:
    """Those in which the first of the words may be the end of one, and the last a beginning. Of more than a few words
    the index is not asked for each: then there is much of it, and the next passage that says it is near."""
    firsts = parts.ending(library, schema, wanted[0], _TOGETHER) if before else wanted[:1]
    lasts = parts.beginning(library, schema, wanted[-1], _TOGETHER) if behind else wanted[-1:]
    between = [_quoted(*wanted[1:-1])] if len(wanted) > 2 else []
    with_first, with_last = ([_any_of(each)] if len(each) <= _TOGETHER else [] for each in (firsts, lasts))
    if len(lasts) > _TOGETHER and len(wanted[-1]) >= _BEGINNING:
        yield from _matching(library, schema, _quoted(*wanted) + " *", sign)
    elif len(lasts) > 1:
        yield from _matching(library, schema, " AND ".join([_quoted(*wanted[:-1]), *with_last]), sign)
    if len(firsts) > 1:
        yield from _matching(library, schema, " AND ".join([*with_first, *between, *with_last]), sign)


def _matching(library: Library, schema: str, match: str, sign: str = "") -> Iterator[_Row]:
    """What the index has for it, for "" all there is: of that, what has a sign."""
    signs = forms(sign) if sign else []
    fits = " OR ".join(["instr(passages.text, ?)"] * len(signs)) or "1"
    tables = f"words JOIN {schema}.passages ON passages.id = words.rowid" if match else "passages"
    sql = (_WITH_WORDS if match else _ALL).format(schema, tables, fits)
    last, count = 0, _AT_ONCE
    while rows := library.do(sql, *filter(None, [match]), last, *signs, count):
        last, count = rows[-1][0], min(2 * count, _MOST_AT_ONCE)
        yield from rows


def _apart(library: Library, query: str, most: int) -> list[Hit]:
    words = [cut for word in query.split() if (cut := runs(split(word)))]
    if len(words) < 2:
        return []
    each = " AND ".join(_quoted(*word) for word in words)
    for match in (each, each + " *" if len(words[-1][-1]) >= _BEGINNING else ""):
        found: list[Hit] = []
        for schema in _searched(library) if match else ():
            for row in _matching(library, schema, match):
                found += _hits(library, schema, row, position(row[1], query), False)
                if len(found) == most:
                    return found
        if found:
            return found
    return []


def _any_of(words: list[str]) -> str:
    return "(" + " OR ".join(map(_quoted, words)) + ")"


def _quoted(*words: str) -> str:
    """Words one after the other, as the index is asked for them."""
    return '"' + " ".join(words) + '"'
