"""The library's file: opening it, bringing it up to date, and what to do when it is damaged.

SQLite with a write-ahead log: a place is written on every key, costs a few hundredths of a millisecond,
and is safe from `kill -9` the moment the call returns. Where such a log cannot be (some network folders) the
ordinary journal does.
"""

import os
import sqlite3

from tui.errors import LibraryError
from tui.texts import N_, _

MEMORY = ":memory:"
APPLICATION_ID = 0x6D64616F

VERSION = 3
"""What `tui.schema` makes: known here, because a library that is up to date needs no more of it."""
TABLES = (
    "publications",
    "places",
    "bookmarks",
    "read_articles",
    "corrections",
    "details",
    "tags",
    "trash",
    "highlights",
    "subscriptions",
    "issues",
)
"""What cannot be made again from anything else, apart from whole texts."""

_WAIT = 2.0  # seconds for another reader to finish a write that takes a fraction of a millisecond
_FOR_PEOPLE = {
    sqlite3.SQLITE_FULL: N_("The disk is full, so the library {path} cannot keep places and bookmarks; make room."),
    sqlite3.SQLITE_BUSY: N_("Another program holds the library {path}, so places and bookmarks are not kept."),
    sqlite3.SQLITE_READONLY: N_("The library {path} cannot be written, so places and bookmarks are not kept."),
    sqlite3.SQLITE_CANTOPEN: N_("The library {path} cannot be opened, so places and bookmarks are not kept."),
}
_ELSE = N_("The library {path} fails, so places and bookmarks are not kept: {reason}.")


class DamagedError(LibraryError):
    """The file is no database any more."""


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code, 0 where it gave none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    return code_of(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def sentence(error: Exception, path: str) -> str:
    """What an error means for the reader."""
    text = _FOR_PEOPLE.get(code_of(error), _ELSE) if isinstance(error, sqlite3.Error) else _ELSE
    return _(text).format(path=path, reason=getattr(error, "strerror", None) or error)


def connect(path: str) -> sqlite3.Connection:
    """A library that is up to date and can be written. Raises DamagedError, and LibraryError for a file that
    is newer than this program, or not a library, or that cannot be written."""
    connection = None
    try:
        if path != MEMORY:
            os.makedirs(os.path.dirname(os.path.abspath(path)), mode=0o700, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        connection.text_factory = _text
        _recognise(connection, path)
        _prepare(connection)
        return connection
    except (OSError, ValueError, sqlite3.Error, LibraryError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, LibraryError):
            raise
        kind = DamagedError if isinstance(error, sqlite3.Error) and is_damage(error) else LibraryError
        raise kind(sentence(error, path)) from error


def _text(raw: bytes) -> str:
    # A damaged letter must not make a whole row unreadable.
    return raw.decode("utf-8", "replace")


def _number(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _recognise(connection: sqlite3.Connection, path: str) -> None:
    # One look at both: another reader may be making the library between two looks.
    connection.execute("BEGIN")
    tables = _number(connection, "SELECT count(*) FROM sqlite_master")
    is_ours = _number(connection, "PRAGMA application_id") == APPLICATION_ID
    connection.execute("COMMIT")
    if tables and not is_ours:
        raise LibraryError(
            _("{path} is a database of another program; name another file for the library.").format(path=path)
        )
    if is_ours and _number(connection, "PRAGMA user_version") > VERSION:
        raise LibraryError(
            _(
                "The library {path} was made by a newer version of this program, so places and "
                "bookmarks are not kept; install the newer version."
            ).format(path=path)
        )


def _prepare(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # Another reader is opening it at this moment and makes the log itself.
            if code_of(error) != sqlite3.SQLITE_BUSY:
                raise
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN IMMEDIATE")
    version = _number(connection, "PRAGMA user_version")
    if version < VERSION:
        _bring_up_to_date(connection, version)
    # Nothing is deleted, but a library that cannot be written says so now: BEGIN alone does not.
    connection.execute("DELETE FROM places WHERE 0")
    connection.execute("COMMIT")


def _bring_up_to_date(connection: sqlite3.Connection, version: int) -> None:
    from tui.schema import MIGRATIONS

    for migration in MIGRATIONS[version:]:
        for statement in migration.split(";"):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def copy_in_memory(path: str) -> sqlite3.Connection:
    """A library in memory with what can be read of the file, for a session that cannot write there."""
    connection = connect(MEMORY)
    # A read-only folder has no room for the log's index; "immutable" reads without.
    for manner in ("mode=ro", "mode=ro&immutable=1"):
        try:
            source = sqlite3.connect(f"{_address(path)}?{manner}", uri=True)
            with _closing(source):
                _recognise(source, path)
                if _number(source, "PRAGMA user_version") == VERSION:
                    salvage(source, connection)
                    break
        except (sqlite3.Error, LibraryError, ValueError, OSError):
            continue
    return connection


def _address(path: str) -> str:
    """The path as an address. Spelled out: what does this elsewhere takes long to import."""
    plain = b"/-_.~:abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    named = os.fsencode(os.path.abspath(path)).replace(os.fsencode(os.sep), b"/")
    quoted = "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in named)
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"


class _closing:  # noqa: N801 - contextlib's, whose import is not worth it on the way to the first line
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None: ...

    def __exit__(self, *_exception: object) -> None:
        self._connection.close()


def put_aside(path: str) -> str:
    """Renames a damaged library and its log; returns the new name. Raises OSError."""
    number = 1
    while os.path.lexists(aside := f"{path}.damaged-{number}"):
        number += 1
    os.rename(path, aside)
    for suffix in ("-wal", "-shm", "-journal"):
        if os.path.lexists(path + suffix):
            os.rename(path + suffix, aside + suffix)
    return aside


def begin_anew(path: str) -> tuple[sqlite3.Connection, str]:
    """Puts a damaged library aside and begins another with what can be read of it; answers with it and a
    sentence that says so. In memory when that is not possible."""
    try:
        if (connection := _mended(path)) is None:
            aside = put_aside(path)
            connection = connect(path)
            damaged = sqlite3.connect(aside)
            with _closing(damaged):
                salvage(damaged, connection, (*TABLES, "texts"))
            text = _("The library {path} was damaged; it is now {aside}, and what could be read of it has been kept.")
            return connection, text.format(path=path, aside=aside)
        return connection, ""
    except (OSError, sqlite3.Error, LibraryError) as error:
        text = _(
            "The library {path} is damaged and cannot be put aside, so places and bookmarks are not kept: {reason}."
        )
        return connect(MEMORY), text.format(path=path, reason=str(error).rstrip("."))


def _mended(path: str) -> sqlite3.Connection | None:
    """The library that another reader has begun meanwhile."""
    connection = None
    try:
        connection = connect(path)
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok":
            return connection
    except (LibraryError, sqlite3.Error):
        pass
    if connection is not None:
        connection.close()
    return None


def salvage(source: sqlite3.Connection, connection: sqlite3.Connection, tables: tuple[str, ...] = TABLES) -> None:
    """Copies the rows that can still be read; what was parsed can be parsed again."""
    source.text_factory = _text
    connection.execute("BEGIN IMMEDIATE")
    for table in tables:
        try:
            for row in source.execute(f"SELECT * FROM {table}"):
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)
        except sqlite3.Error as error:
            if not is_damage(error) and code_of(error) not in (0, sqlite3.SQLITE_ERROR):
                connection.execute("ROLLBACK")
                raise
    connection.execute("COMMIT")
