"""Finding words in everything: an index of full text over the passages of the library.

SQLite's index knows words between spaces. Chinese and other scripts have none, so each of their characters is a word
here and what is looked for is a phrase of them: one character is found as well as ten.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from tui.core.blocks import numbered, size_of
from tui.core.letters import apart, folded
from tui.core.progress import tell
from tui.core.publication import Publication
from tui.errors import LibraryError
from tui.library import Library, finder, parts, seams, vocabularies
from tui.library.database import DamagedError
from tui.library.writing import transaction
from tui.texts import _

_PIECE = 30_000  # characters written at once: others who keep a place must not wait for long
_LONG = 300_000  # characters of what is searched by its words, too, when it is open
_BREATH = 0.002  # seconds between two pieces, for the others
_TABLE = """CREATE VIRTUAL TABLE IF NOT EXISTS words
    USING fts5(text, content = '', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So'")"""
_IS_INDEX = """SELECT name, sql LIKE 'CREATE VIRTUAL TABLE%USING fts5(text, content = '''',%' FROM sqlite_master
    WHERE name IN ('words', 'seams')"""
# A table that cannot be opened cannot be dropped, but the tables that it consists of can.
_ANEW = (
    "PRAGMA writable_schema = ON",
    "DELETE FROM sqlite_master WHERE name IN ('words', 'seams')",
    "PRAGMA writable_schema = RESET",
    *(
        f"DROP TABLE IF EXISTS {table}_{part}"
        for table in ("words", "seams")
        for part in ("data", "idx", "docsize", "config", "content")
    ),
    "DELETE FROM passages",
    "DELETE FROM searchable",
    "DELETE FROM terms",
    "DELETE FROM endings",
)
_OLDER = """SELECT older.key FROM publications older, publications it WHERE it.key = ?
    AND older.path = it.path AND it.path <> '-'
    AND max(older.opened, older.added) < max(it.opened, it.added)"""


def index(library: Library, publication: Publication, go_on: Callable[[], bool] = lambda: True) -> bool:
    """Makes a publication searchable, a piece at a time, and goes on where an interrupted time has ended; False when
    `go_on` has said no before the end, or somebody else is at the same. Tells how far it is."""
    with at_hand(library):
        return _index(library, publication, go_on)


def _index(library: Library, publication: Publication, go_on: Callable[[], bool]) -> bool:
    last = _begin(library, publication)
    vocabulary = finder.Vocabulary()
    for piece in _pieces(_blocks(publication)):
        if not go_on():
            return False
        ready = [(number, at, text, *_ready(text)) for number, at, text in piece]
        new = vocabulary.add([words for *_rest, words, _seams in ready])
        begun = time.monotonic()
        if rows := [row for row in ready if row[:2] > last[1:]]:
            with transaction(library):
                if _last(library, publication.key) != last:
                    return False
                last = [_add(library, publication.key, *row) for row in rows][-1]
                parts.note(library, new)
        time.sleep(min(_BREATH, time.monotonic() - begun))  # others write as long as this has
    if size_of(publication) > _LONG:
        vocabulary.keep(library, publication.key)
    for (older,) in library.do(_OLDER, publication.key):
        forget(library, older)
        give_up(library, older)
    give_up(library, publication.key)
    return True


def _begin(library: Library, publication: Publication) -> tuple[int, int, int]:
    """As `_last`; what is there already is taken away when it is whole, or of another text."""
    id_, article, block = _last(library, publication.key)
    if id_:
        ((text,),) = library.do("SELECT text FROM passages WHERE id = ?", id_)
        if is_indexed(library, publication.key) or finder.text_at(publication, article, block) != text:
            forget(library, publication.key)
            return _last(library, publication.key)
    return id_, article, block


def _last(library: Library, key: str) -> tuple[int, int, int]:
    """The number of the last passage in the index, and of its article and block; 0, -1, -1 for none."""
    rows = library.do("SELECT id, article, block FROM passages WHERE publication = ? ORDER BY id DESC LIMIT 1", key)
    return rows[0] if rows else (0, -1, -1)


def _blocks(publication: Publication) -> Iterator[tuple[int, int, str]]:
    whole, done = size_of(publication), 0
    for number, article in enumerate(publication.articles):
        for at, block in numbered(article.blocks):
            yield number, at, block.text
            done += len(block.text)
            tell(done, whole)


def is_indexed(library: Library, key: str) -> bool:
    sql = "SELECT 1 FROM {}.searchable WHERE publication = ?"
    return any(library.rows(sql.format(schema), key) for schema in library.schemas)


def is_current(library: Library, publication: Publication) -> bool:
    """Whether it is searchable as it is now: the words of a long one that has changed in its place are forgotten."""
    key = publication.key
    return is_indexed(library, key) and (vocabularies.knows(library, key) or size_of(publication) <= _LONG)


def pending(library: Library) -> list[str]:
    """The keys of what is in the library and not searchable yet."""
    done = {key for schema in library.schemas for (key,) in library.do(f"SELECT publication FROM {schema}.searchable")}
    rows = library.do("SELECT key FROM publications ORDER BY opened DESC")
    return [str(key) for (key,) in rows if key not in done]


def give_up(library: Library, key: str) -> None:
    """Is done with a publication: it is whole in the index, or cannot be read any more."""
    library.do("INSERT OR REPLACE INTO searchable VALUES (?)", key)


def forget(library: Library, *keys: str) -> None:
    """Takes publications out of the index."""
    marks = ", ".join("?" * len(keys))
    library.do(f"DELETE FROM searchable WHERE publication IN ({marks})", *keys)
    vocabularies.forget(library, *keys)
    while rows := library.do(f"SELECT id, text FROM passages WHERE publication IN ({marks}) LIMIT 200", *keys):
        with transaction(library):
            for id_, text in rows:
                for table, noted in zip(("words", "seams"), _ready(text), strict=True):
                    library.do(f"INSERT INTO {table} ({table}, rowid, text) VALUES ('delete', ?, ?)", id_, noted)
                library.do("DELETE FROM passages WHERE id = ?", id_)


@contextmanager
def at_hand(library: Library) -> Iterator[None]:
    """The index is there. It is begun anew when it is damaged: all of it can be made again. Raises LibraryError to say
    so."""
    try:
        _make_table(library)
        yield
    except DamagedError as error:
        with suppress(LibraryError):  # where even that fails the whole library has begun anew
            for sql in _ANEW:
                library.do(sql)
        text = _("The index of words was damaged; it is made again when you search once more.")
        raise LibraryError(text) from error


def _make_table(library: Library) -> None:
    try:
        library.do(_TABLE)
        library.do(seams.TABLE)
        if len(found := library.do(_IS_INDEX)) != 2 or not all(is_index for _name, is_index in found):
            _take_away(library, [name for name, is_index in found if not is_index])
            raise DamagedError(library.path)
    except LibraryError as error:
        if "fts5" not in str(error):
            raise
        text = _("The SQLite of this Python cannot search in the library; install another Python.")
        raise LibraryError(text) from error


def _take_away(library: Library, tables: list[str]) -> None:
    for table in tables:
        library.do(f"DROP TABLE {table}")


def _ready(text: str) -> tuple[str, str]:
    """A passage as the two indexes take it."""
    whole = folded(text)
    return apart(whole), seams.noted(whole)


def _add(
    library: Library, key: str, article: int, block: int, text: str, words: str, noted: str
) -> tuple[int, int, int]:
    sql = "INSERT INTO passages (publication, article, block, text) VALUES (?, ?, ?, ?) RETURNING id"
    ((id_,),) = library.do(sql, key, article, block, text)
    library.do("INSERT INTO words (rowid, text) VALUES (?, ?)", id_, words)
    library.do("INSERT INTO seams (rowid, text) VALUES (?, ?)", id_, noted)
    return id_, article, block


def _pieces(blocks: Iterator[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    piece: list[tuple[int, int, str]] = []
    size = 0
    for block in blocks:
        piece.append(block)
        size += len(block[2])
        if size >= _PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
