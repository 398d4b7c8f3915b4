"""Where text stands in the whole library: the index of words tells where to look, and what is there is looked at, so
that a search in everything finds what a search in each publication finds."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from tui.core.letters import folded, is_apart, split
from tui.core.progress import tell
from tui.core.search import position, seeker, sieve
from tui.core.shelf import MOST_HITS, Hit
from tui.errors import UsageError
from tui.library import Library, parts, seams
from tui.library.database import VERSION
from tui.library.finder import quoted, runs
from tui.library.words import at_hand
from tui.texts import _

_AT_ONCE = 500  # passages that are fetched in one go
_LOOKED_AT = 50  # passages that are looked at together, when none of them says it
_LONGEST = 1000  # characters of what is looked for
_TOGETHER = 60  # words
_AT_EDGES = 200  # words that begin or end with what a seam stands at
_AT_SEAM = 2  # letters of a word that a seam has
_OFTEN_MET = 10_000  # passages: what stands in more of them narrows nothing
_BEGINNING = 3  # letters at least of the beginning of a word: too many begin with fewer
_MOST_AT_ONCE = 4000
_OFTEN = 50  # passages between two reports how far it is
_SELDOM = 1000  # passages
_BEHIND = "AND rowid > ? ORDER BY rowid LIMIT ?"
_WITH_WORDS, _WITH_SEAMS = (
    f"SELECT rowid FROM {{0}}.{table} WHERE {table} MATCH ? {_BEHIND}" for table in ("words", "seams")
)
_WITH_BOTH = _WITH_SEAMS.replace("MATCH ?", "MATCH ? AND +rowid IN (SELECT rowid FROM {0}.words WHERE words MATCH ?)")
_TEXTS = "SELECT id, text FROM {0}.passages WHERE id IN ({1}) ORDER BY id"
_ALL = "SELECT id FROM {0}.passages WHERE id > ? ORDER BY id LIMIT ?"
_OF = """SELECT passages.id, passages.publication, publications.title, article, block
    FROM {0}.passages JOIN main.publications ON publications.key = passages.publication
    WHERE passages.id IN ({1}) AND passages.publication NOT IN (SELECT publication FROM trash)"""
_HITS = 100  # passages of which it is looked up in one go where they stand
_Row = tuple[int, str]
"""The number of a passage, and its text."""
_Met = tuple[int, str, int]
"""The same, and where it says what is looked for."""


def search(library: Library, query: str, most: int = MOST_HITS) -> list[Hit]:
    """The passages in which the words stand one after the other, each with where they do so first; when there is none,
    those in which they all stand. Raises LibraryError, and UsageError for what is too long."""
    if len(query) > _LONGEST:
        raise UsageError(_("That is too much to look for: up to {n} characters.").format(n=_LONGEST))
    with at_hand(library):
        found: list[Hit] = []
        for hit in _as_it_stands(library, query):
            found.append(hit)
            if len(found) == most:
                return found
        return found or _apart(library, query, most)


def _as_it_stands(library: Library, query: str) -> Iterator[Hit]:
    for schema in _searched(library):
        met = _met(library, schema, query)
        while some := list(islice(met, _HITS)):
            yield from _hits(library, schema, some)


def _met(library: Library, schema: str, query: str) -> Iterator[_Met]:
    seek, is_in_any = seeker(query), sieve(query)
    seen: set[int] = set()
    candidates = _candidates(library, schema, query)
    is_seldom = False
    while some := list(islice(candidates, _LOOKED_AT)):
        new = {id_: text for id_, text in some if id_ not in seen}
        seen.update(new)
        if not is_seldom or is_in_any(new.values()):
            met = [(id_, text, offset) for id_, text in new.items() for offset in seek(text)[:1]]
            yield from met
            is_seldom = not met


def _searched(library: Library) -> list[str]:
    """Where there is an index of today; one of an older version, in a library that cannot be written, is told of."""
    schemas = library.schemas
    if any(library.rows(f"PRAGMA {each}.user_version") != [(VERSION,)] for each in schemas):
        text = _("The index of words is of an older version and cannot be renewed here: nothing is found in it.")
        library.tell(text)
    return [each for each in schemas if library.rows(f"SELECT 1 FROM {each}.sqlite_master WHERE name = 'seams'")]


def _hits(library: Library, schema: str, met: Sequence[_Met], is_whole: bool = True) -> Iterator[Hit]:
    """One of each, but none in what was removed. Where it stands is looked up only now: most passages that are looked
    at say nothing of it."""
    marks = ", ".join("?" * len(met))
    places = {row[0]: row[1:] for row in library.do(_OF.format(schema, marks), *(id_ for id_, _text, _at in met))}
    for id_, text, offset in met:
        if id_ in places:
            key, title, article, block = places[id_]
            yield Hit(key, title, article, block, offset, text, is_whole)


def _candidates(library: Library, schema: str, query: str) -> Iterator[_Row]:
    """Passages that may say it, some of them more than once: mostly whole words first, then parts of words."""
    ready = split(query).strip()
    wanted, met = runs(ready), seams.sought(folded(query).strip())
    if not wanted and not met:
        yield from _rows(library, schema, _ALL)
        return
    before = bool(wanted) and ready.startswith(wanted[0]) and not is_apart(wanted[0])
    behind = bool(wanted) and ready.endswith(wanted[-1]) and not is_apart(wanted[-1])
    if (few := _few(library, schema, wanted[before : len(wanted) - behind])) is not None:
        yield from _passages(library, schema, few)
    elif met:
        yield from _passages(library, schema, _few(library, schema, wanted) or [])
        yield from _with_seams(
            library, schema, " AND ".join(met), lambda: _at_edges(library, schema, wanted, before, behind)
        )
    else:
        yield from _matching(library, schema, quoted(*wanted))
        with_parts = _with_parts if len(wanted) > 1 else _with_part
        yield from with_parts(library, schema, wanted, before, behind)


def _few(library: Library, schema: str, words: list[str]) -> list[int] | None:
    """The numbers of the passages that have the words one after the other, where these are so few that it is best to
    look at each."""
    return _fewer(library, schema, quoted(*words), _SELDOM) if words else None


def _fewer(library: Library, schema: str, match: str, most: int) -> list[int] | None:
    """The numbers of the passages that the index of words finds, where these are fewer."""
    ids = _numbers(library, schema, _WITH_WORDS, match, 0, most)
    return ids if len(ids) < most else None


def _numbers(library: Library, schema: str, sql: str, *told: str | int) -> list[int]:
    return [id_ for (id_,) in library.do(sql.format(schema), *told)]


def _passages(library: Library, schema: str, ids: list[int]) -> Iterator[_Row]:
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        yield from library.do(f"SELECT id, text FROM {schema}.passages WHERE id IN ({marks}) ORDER BY id", *some)


def _with_seams(library: Library, schema: str, match: str, at_edges: Callable[[], list[str]]) -> Iterator[_Row]:
    """Where there are many, what is known of the words at the edges is asked for, too."""
    ids = _numbers(library, schema, _WITH_SEAMS, match, 0, _SELDOM)
    edges = at_edges() if len(ids) == _SELDOM else []
    if edges:
        yield from _rows(library, schema, _WITH_BOTH, match, *edges)
    else:
        yield from _rows(library, schema, _WITH_SEAMS, match, ids=ids)


def _at_edges(library: Library, schema: str, wanted: list[str], before: bool, behind: bool) -> list[str]:
    """What else to ask of the index of words where there are seams: these have two letters of a word, and of the first
    and the last word more may be known. Nothing where too many words are like that."""
    edges = []
    if before and len(wanted[0]) > _AT_SEAM:
        edges.append(parts.ending(library, schema, wanted[0], _AT_EDGES))
    if behind and len(wanted[-1]) > _AT_SEAM:
        edges.append(parts.beginning(library, schema, wanted[-1], _AT_EDGES))
    known = [_any_of(words) for words in edges if len(words) <= _AT_EDGES]
    seldom = [each for each in known if _fewer(library, schema, each, _OFTEN_MET) is not None]
    return [" AND ".join(seldom)] if seldom else []


def _with_parts(library: Library, schema: str, wanted: list[str], before: bool, behind: bool) -> Iterator[_Row]:
    """Those in which the first of the words may be the end of one, and the last a beginning. Of more than a few words
    the index is not asked for each: then there is much of it, and the next passage that says it is near."""
    firsts = parts.ending(library, schema, wanted[0], _TOGETHER) if before else wanted[:1]
    lasts = parts.beginning(library, schema, wanted[-1], _TOGETHER) if behind else wanted[-1:]
    between = [quoted(*wanted[1:-1])] if len(wanted) > 2 else []
    with_first, with_last = ([_any_of(each)] if len(each) <= _TOGETHER else [] for each in (firsts, lasts))
    if len(lasts) > 1:
        yield from _matching(library, schema, " AND ".join([quoted(*wanted[:-1]), *with_last]))
    if len(firsts) > 1:
        yield from _matching(library, schema, " AND ".join([*with_first, *between, *with_last]))


def _with_part(library: Library, schema: str, wanted: list[str], before: bool, behind: bool) -> Iterator[_Row]:
    """Those in which the one word is part of another: in the midst, or where vowels are marks on one side only."""
    if before and behind:
        for words in parts.having(library, schema, wanted[0], _TOGETHER):
            yield from _matching(library, schema, _any_of(words))
    elif before or behind:
        found = (parts.ending if before else parts.beginning)(library, schema, wanted[0], _TOGETHER)
        if len(found) > _TOGETHER:
            yield from _rows(library, schema, _ALL)
        elif len(found) > 1:
            yield from _matching(library, schema, _any_of(found))


def _matching(library: Library, schema: str, match: str) -> Iterator[_Row]:
    return _rows(library, schema, _WITH_WORDS, match)


def _rows(library: Library, schema: str, sql: str, *match: str, ids: list[int] | None = None) -> Iterator[_Row]:
    """In the order of their numbers; tells how far that is. `ids`: the first of these, where they are known."""
    ((top,),) = library.do(f"SELECT coalesce(max(id), 1) FROM {schema}.passages")
    count, last = (_SELDOM, ids[-1]) if ids else (_AT_ONCE * max(1, len(match)), 0)  # two begin slowly
    rows = list(_passages(library, schema, ids)) if ids else []
    while True:
        rows = rows or library.do(_TEXTS.format(schema, sql.format(schema)), *match, last, count)
        for at, row in enumerate(rows):
            if not at % _OFTEN:
                tell(row[0], top)
            yield row
        if len(rows) < count:
            return
        rows, last, count = [], rows[-1][0], _MOST_AT_ONCE


def _apart(library: Library, query: str, most: int) -> list[Hit]:
    words = [cut for word in query.split() if (cut := runs(split(word)))]
    if len(words) < 2:
        return []
    each = " AND ".join(quoted(*word) for word in words)
    for match in (each, each + " *" if len(words[-1][-1]) >= _BEGINNING else ""):
        found: list[Hit] = []
        for schema in _searched(library) if match else ():
            for row in _matching(library, schema, match):
                found += _hits(library, schema, [(*row, position(row[1], query))], False)
                if len(found) == most:
                    return found
        if found:
            return found
    return []


def _any_of(words: list[str]) -> str:
    return "(" + " OR ".join(map(quoted, words)) + ")"
