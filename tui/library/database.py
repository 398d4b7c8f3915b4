"""The library's file: opening it, bringing it up to date, and what to do when it is damaged.

SQLite with a write-ahead log: a place is written on every key, costs a few hundredths of a millisecond,
and is safe from `kill -9` the moment the call returns. Where such a log cannot be (some network folders) the
ordinary journal does.
"""

import os
import stat

from tui.core.light import TYPE_CHECKING, Any
from tui.errors import LibraryError
from tui.library.stored import MEMORY as MEMORY
from tui.library.stored import seal
from tui.texts import N_, _, because

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        # The part in C does all that this program wants; the module around it begins with dates, for milliseconds.
        import _sqlite3 as sqlite3
    except ImportError:
        import sqlite3

Error = sqlite3.Error
BUSY = sqlite3.SQLITE_BUSY
APPLICATION_ID = 0x6D64616F

VERSION = 15
"""What `tui.library.schema` makes: known here, because a library that is up to date needs no more of it."""

_TABLE = "sql LIKE 'CREATE TABLE%'"  # by its words, as SQLite has it: what else it is called may be wrong
ACTING = f"FROM sqlite_master WHERE NOT {_TABLE} AND sql NOT LIKE 'CREATE VIRTUAL TABLE%'"
_ACTING_OURS = bytes.fromhex("09345434baff2e47")  # the digest of ours
_PLAIN = "replace(replace(sql, 'PRIMARY KEY (', ''), 'PRIMARY KEY(', '')"
_COMPUTING = f"""SELECT count(*) FROM sqlite_master WHERE {_TABLE} AND sql LIKE '%(%(%'
    AND length({_PLAIN}) - length(replace({_PLAIN}, '(', '')) <> 1"""
"""How many tables have something to be computed whenever they are read or written, which may never end: a condition, a
generated column. It stands in brackets, and ours have none but those around their columns and keys."""
WAIT = 2.0  # seconds for another reader to finish a write that takes a fraction of a millisecond
_FOR_PEOPLE = {
    sqlite3.SQLITE_FULL: N_("The disk is full, so the library {path} cannot keep places and bookmarks; make room."),
    sqlite3.SQLITE_BUSY: N_(
        "Another program holds the library {path}, so places and bookmarks are not kept; end that program."
    ),
    sqlite3.SQLITE_READONLY: N_(
        "The library {path} cannot be written, so places and bookmarks are not kept; MANGDAO_LIBRARY can name another."
    ),
    sqlite3.SQLITE_CANTOPEN: N_(
        "The library {path} cannot be opened, so places and bookmarks are not kept; MANGDAO_LIBRARY can name another."
    ),
}
_ELSE = N_(
    "The library {path} fails, so places and bookmarks are not kept: {reason}; MANGDAO_LIBRARY can name another."
)


_OTHER_TABLES = (
    "no such table",
    "no such column",
    "has no column",
    "columns but",
    "duplicate column name",
    "already exists",
)
"""What SQLite says of a statement of ours where the tables are not ours."""


_MOST = 2**62
_TYPES: dict[str, set[type]] = {"TEXT": {str}, "REAL": {int, float}}
_TEXTS = (
    "key",
    "title",
    "name",
    "path",
    "publication",
    "text",
    "date",
    "language",
    "tag",
    "problem",
    "source",
    "author",
)
_NUMBERS = ("added", "opened", "articles", "characters", "minutes", "block", "fresh", "checked", "rests")
KINDS = dict.fromkeys(_TEXTS, "TEXT") | dict.fromkeys(_NUMBERS, "REAL")
"""What the columns hold whose kind is looked at wherever they are read."""


class DamagedError(LibraryError):
    """The file is no database any more."""


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code, 0 where it gave none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def is_damage(error: Exception) -> bool:
    """Also where tables are not as they should be, or what SQLite says of them: our own words are right."""
    if isinstance(error, sqlite3.OperationalError) and code_of(error) == sqlite3.SQLITE_ERROR:
        return any(words in str(error) for words in _OTHER_TABLES)
    if isinstance(error, sqlite3.Error):
        return code_of(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    return isinstance(error, UnicodeDecodeError)


def sentence(error: Exception, path: str) -> str:
    """What an error means for the reader."""
    text = _FOR_PEOPLE.get(code_of(error), _ELSE) if isinstance(error, sqlite3.Error) else _ELSE
    return _(text).format(path=path, reason=because(error))


def connect(path: str) -> sqlite3.Connection:
    """A library that is up to date and can be written. Raises DamagedError, and LibraryError for a file that
    is newer than this program, or not a library, or that cannot be written."""
    connection = None
    try:
        if path != MEMORY:
            os.makedirs(os.path.dirname(os.path.abspath(path)), mode=0o700, exist_ok=True)
            if not may_be_file(path):
                raise LibraryError(_(_FOR_PEOPLE[sqlite3.SQLITE_CANTOPEN]).format(path=path))
            if os.access(path, os.R_OK) and not os.access(path, os.W_OK):
                # SQLite would leave a log beside it in which its owner cannot write then.
                raise LibraryError(_(_FOR_PEOPLE[sqlite3.SQLITE_READONLY]).format(path=path))
        connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, uri=path == MEMORY)
        connection.text_factory = readable
        recognise(connection, path)
        _prepare(connection)
        return connection
    except (OSError, ValueError, sqlite3.Error, LibraryError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, LibraryError):
            raise
        raise (DamagedError if is_damage(error) else LibraryError)(sentence(error, path)) from error


def may_be_file(path: str) -> bool:
    """Whether it is a file or nothing: SQLite waits for ever for who writes to a pipe."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # one look: others may be making it
    except (OSError, ValueError):
        return True


def readable(raw: bytes) -> str:
    """Text as the file has it: a damaged letter must not make a whole row unreadable."""
    return raw.decode("utf-8", "replace")


def fitted(value: object, kind: str) -> object:
    """A value as its column has it: a flipped bit makes another kind of it, which passes SQLite."""
    if kind == "TEXT" and not isinstance(value, str):
        return readable(value) if isinstance(value, bytes) else "" if value is None else str(value)
    if kind in ("INTEGER", "REAL") and not (isinstance(value, (int, float)) and abs(value) < _MOST):
        return 0
    return value


def fetched(cursor: sqlite3.Cursor) -> list[tuple[Any, ...]]:
    """The rows. What is not of its kind in them is damage, as SQLite itself would tell it; a row that has a seal is
    looked at by who asks for it."""
    rows = cursor.fetchall()
    names = [name for name, *_rest in cursor.description or ()] if rows else []
    for at, name in enumerate(names if "seal" not in names else ()):
        if kind := KINDS.get(name):
            values = [row[at] for row in rows]
            if not {*map(type, values)} <= _TYPES[kind] or (
                kind == "REAL" and not -_MOST < min(values) <= max(values) < _MOST
            ):
                error = sqlite3.DatabaseError(name)
                error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
                raise error
    return rows


def number(connection: sqlite3.Connection, sql: str) -> int:
    """What a query for one number answers."""
    return int(connection.execute(sql).fetchone()[0])


def recognise(connection: sqlite3.Connection, path: str) -> None:
    """Raises LibraryError for what is another program's, or made by a newer version of this one, and DamagedError where
    only the head of the file says so."""
    # One look at both: another reader may be making the library between two looks.
    connection.execute("BEGIN")
    tables = number(connection, "SELECT count(*) FROM sqlite_master")
    is_ours = number(connection, "PRAGMA application_id") == APPLICATION_ID
    version = number(connection, "PRAGMA user_version")
    is_plain = not number(connection, _COMPUTING)
    connection.execute("COMMIT")
    if is_ours and version <= VERSION and not is_plain:
        raise DamagedError(path)
    if tables and (not is_ours or version != VERSION):
        _look_again(connection, path, is_ours, version, is_plain)


def _look_again(connection: sqlite3.Connection, path: str, is_ours: bool, version: int, is_plain: bool) -> None:
    """The version stands a second time, with a seal, in libraries that are new enough."""
    try:
        sql = "SELECT count(*) FROM sqlite_master WHERE name = 'made' AND type = 'table'"
        is_table = is_plain and number(connection, sql)
        made = connection.execute("SELECT version, seal FROM made").fetchone() if is_table else None
    except sqlite3.OperationalError:  # no such table
        made = None
    if made and made[1] == seal(made[0]) and (made[0] != version or not is_ours):
        raise DamagedError(path)
    if not is_ours:
        raise LibraryError(
            _("{path} is a database of another program; name another file for the library.").format(path=path)
        )
    if version > VERSION:
        raise LibraryError(
            _(
                "The library {path} was made by a newer version of this program, so places and "
                "bookmarks are not kept; install the newer version."
            ).format(path=path)
        )


def _prepare(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        if not number(connection, "PRAGMA page_count"):
            # Nobody has anything in it yet: no waiting for the disk, which is most of the time that making it takes.
            connection.execute("PRAGMA synchronous = OFF")
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # Another reader is opening it at this moment and makes the log itself.
            if code_of(error) != BUSY:
                raise
    connection.execute("BEGIN IMMEDIATE")
    version = number(connection, "PRAGMA user_version")
    if not _has_only_ours(connection):
        from tui.library.upgrading import leave_only_ours

        leave_only_ours(connection, version, ACTING)
    if version < VERSION:
        _bring_up_to_date(connection, version)
    # Nothing is deleted, but a library that cannot be written says so now: BEGIN alone does not.
    connection.execute("DELETE FROM places WHERE 0")
    connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = NORMAL")


def _has_only_ours(connection: sqlite3.Connection) -> bool:
    """Whether its triggers and indexes are those that this program makes, and it has no views: a file that somebody was
    given may hold others, and these would do what they like with what is kept, or never end."""
    return seal(*connection.execute(f"SELECT name, sql {ACTING} ORDER BY name")) == _ACTING_OURS


def _bring_up_to_date(connection: sqlite3.Connection, version: int) -> None:
    from tui.library.upgrading import bring_up_to_date

    bring_up_to_date(connection, version)
    connection.execute("INSERT OR REPLACE INTO made VALUES (0, ?, ?)", (VERSION, seal(VERSION)))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
