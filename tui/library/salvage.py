"""A library that cannot be used as it is: what can be read of it goes into another.

Damaged rows are told by their seals. Of what stands twice the right one is taken; where both are damaged what is left
of the first, because a note with a wrong letter is better than none.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import zip_longest
from typing import Any

from tui.errors import LibraryError
from tui.library.database import (
    ACTING,
    APPLICATION_ID,
    KINDS,
    MEMORY,
    code_of,
    connect,
    fitted,
    may_be_file,
    number,
    readable,
    recognise,
)
from tui.library.stored import COPIES, SEALED, seal
from tui.texts import _

_TABLES = (
    "publications",
    "read_articles",
    "corrections",
    "details",
    "tags",
    "trash",
    "subscriptions",
    "issues",
)
"""What cannot be made again from anything else, apart from what is sealed, and whole texts."""
_WITH_TEXTS = 3  # the first version that has whole texts and what can be searched
_OURS, _HEAD = "library.sqlite", 1 << 16  # bytes
_SIGN, _ID = b"SQLite format 3\0", APPLICATION_ID.to_bytes(4, "big")
_PATIENCE = 0.2  # seconds of the processor: a busy machine loses nobody's places
_OTHER_KIND = {
    "TEXT": "typeof({0}) <> 'text'",
    "REAL": "(typeof({0}) NOT IN ('integer', 'real') OR abs({0} * 1.0) > 4e18)",
}
_COMPUTED = (2, 3)  # as SQLite calls such columns
_FAR = 500  # rows that are looked for one by one behind the last that can be read


def refuses(path: str) -> str:
    """Why a file that is no library is left alone: somebody has named it by mistake, and it is not ours to put aside.
    "" for what may have been a library: it is called as ours are, or something of one is left near its beginning."""
    if os.path.basename(path) == _OURS:
        return ""
    with suppress(OSError), open(path, "rb") as file:
        head = file.read(_HEAD)
        if not head.startswith(_SIGN) and head[68:72] != _ID and b"CREATE TABLE" not in head:
            return _("{path} is no library; name another file for the library.").format(path=path)
    return ""


def begin_anew(path: str) -> tuple[sqlite3.Connection, str]:
    """Puts a damaged library aside and begins another with what can be read of it; answers with it and a
    sentence that says so. In memory when that is not possible."""
    try:
        if (connection := _mended(path)) is None:
            aside = _put_aside(path)
            connection = connect(path)
            with closing(sqlite3.connect(aside)) as damaged:
                _salvage(damaged, connection, (*_TABLES, "texts"))
            text = _("The library {path} was damaged; it is now {aside}, and what could be read of it has been kept.")
            return connection, text.format(path=path, aside=aside)
        return connection, ""
    except (OSError, sqlite3.Error, LibraryError) as error:
        text = _(
            "The library {path} is damaged and cannot be put aside, so places and bookmarks are not kept: {reason}."
        )
        return connect(MEMORY), text.format(path=path, reason=str(error).rstrip("."))


def copy_in_memory(path: str) -> sqlite3.Connection:
    """A library in memory with what can be read of the file, for a session that cannot write there. Whole texts and
    the index of words are too much to be copied: they are in the schema "kept", where the file can be read."""
    connection = connect(MEMORY)
    # Where there is no log, "immutable" makes none: whose library it is could not write in one of somebody else's.
    manners = ("mode=ro", "mode=ro&immutable=1") if os.path.exists(f"{path}-wal") else ("mode=ro&immutable=1",)
    for manner in manners if may_be_file(path) else ():
        address = f"{_address(path)}?{manner}"
        with suppress(sqlite3.Error, LibraryError, ValueError, OSError):
            with closing(sqlite3.connect(address, uri=True)) as source:
                recognise(source, path)
                version = number(source, "PRAGMA user_version")
                _salvage(source, connection, _TABLES)
                views = number(source, f"SELECT count(*) {ACTING} AND type NOT IN ('trigger', 'index')")
            if version >= _WITH_TEXTS and not views:
                connection.execute("ATTACH ? AS kept", (address,))
            break
    return connection


def _address(path: str) -> str:
    """The path as an address. Spelled out: what does this elsewhere takes long to import."""
    plain = b"/-_.~:abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    named = os.fsencode(os.path.abspath(path)).replace(os.fsencode(os.sep), b"/")
    quoted = "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in named)
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"


def _put_aside(path: str) -> str:
    """Renames a damaged library and its log; returns the new name. Raises OSError."""
    count = 1
    while os.path.lexists(aside := f"{path}.damaged-{count}"):
        count += 1
    os.rename(path, aside)
    for suffix in ("-wal", "-shm", "-journal"):
        if os.path.lexists(path + suffix):
            os.rename(path + suffix, aside + suffix)
    return aside


def _mended(path: str) -> sqlite3.Connection | None:
    """The library that another reader has begun meanwhile."""
    connection = None
    try:
        connection = connect(path)
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok" and _has_all_tables(connection):
            return connection
    except (LibraryError, sqlite3.Error):
        pass
    if connection is not None:
        connection.close()
    return None


def _has_all_tables(connection: sqlite3.Connection) -> bool:
    with closing(connect(MEMORY)) as whole:
        tables = [name for (name,) in whole.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        names = {table: _names(whole, table) for table in tables}
    return all(_names(connection, table) == names[table] and _is_of_kind(connection, table) for table in tables)


def _is_of_kind(connection: sqlite3.Connection, table: str) -> bool:
    wrong = [
        f"{_OTHER_KIND[KINDS[column[1]]].format(column[1])} AND ({column[1]} IS NOT NULL OR {not _may_be_null(column)})"
        for column in _columns(connection, table)
        if column[1] in KINDS
    ]
    rows = connection.execute(f"SELECT 1 FROM {table} WHERE {' OR '.join(wrong) or 0} LIMIT 1")
    return not rows.fetchall()


def _salvage(source: sqlite3.Connection, connection: sqlite3.Connection, tables: tuple[str, ...]) -> None:
    """Copies the rows that can still be read; what was parsed can be parsed again."""
    source.text_factory = readable
    with suppress(sqlite3.Error):
        source.execute("PRAGMA writable_schema = ON")  # what the schema says of other tables may be damaged
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table in tables:
            _insert(connection, table, _names(connection, table), _fitted(source, connection, table, table))
        for table in SEALED:
            _salvage_sealed(source, connection, table)
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _salvage_sealed(source: sqlite3.Connection, connection: sqlite3.Connection, table: str) -> None:
    """What is right comes first, so that it stays."""
    names = _names(connection, table)
    sealed = SEALED[table].count(",") + 1
    at = len(names) - sealed - 1  # a mark has its number before that
    found = [row for each in (table, COPIES[table]) for row in _fitted(source, connection, table, each)]
    found = [row for row in found if len(row) in (len(names) - 1, len(names))]
    right = [row for row in found if row[at + sealed :] in ((), (seal(*row[at : at + sealed]),))]
    rows = ((*row[: at + sealed], seal(*row[at : at + sealed])) for row in (*right, *found))
    _insert(connection, table, names, rows)


def _insert(connection: sqlite3.Connection, table: str, names: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
    """Rows of an older library lack the last columns; what stands behind ours is nobody's."""
    for row in (row[: len(names)] for row in rows):
        columns, marks = ", ".join(names[: len(row)]), ", ".join("?" * len(row))
        try:
            connection.execute(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", row)
        except sqlite3.Error as error:
            if code_of(error) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY):
                raise


def _fitted(
    source: sqlite3.Connection, connection: sqlite3.Connection, table: str, stands_in: str
) -> Iterator[tuple[Any, ...]]:
    """The rows that can be read, with what the columns of the table hold."""
    kinds = [(kind, _may_be_null(column)) for column in _columns(connection, table) for kind in column[2:3]]
    for row in _readable(source, stands_in):
        pairs = zip_longest(row, kinds[: len(row)], fillvalue=("", True))
        yield tuple(
            value if value is None and is_optional else fitted(value, kind) for value, (kind, is_optional) in pairs
        )


def _may_be_null(column: tuple[Any, ...]) -> bool:
    """Also the number of a mark, which is then given anew."""
    _at, _name, kind, is_full, _default, is_key = column
    return not is_full and (not is_key or kind == "INTEGER")


def _columns(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    return connection.execute(f"PRAGMA table_info({table})").fetchall()


def _names(connection: sqlite3.Connection, table: str) -> list[str]:
    return [str(name) for _number, name, *_rest in _columns(connection, table)]


def _readable(source: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a table as far as they can be read: in order, and behind damage one by one."""
    last = 0
    try:
        if source.execute(f"SELECT 1 {ACTING} AND name = ?", (table,)).fetchone():
            return  # not ours, and may never end
        columns = _kept(source, table)
        for rowid, *row in _rows(source, f"SELECT rowid, {columns} FROM {table} ORDER BY rowid"):
            if rowid <= last:  # round in a circle
                break
            last = rowid
            yield tuple(row)
        else:
            return
    except sqlite3.Error as error:
        if code_of(error) == sqlite3.SQLITE_ERROR:
            yield from _without_numbers(source, table)
            return
    yield from _behind(source, table, last)


def _kept(source: sqlite3.Connection, table: str) -> str:
    """The columns of a table for a query. What a table computes is not ours, and may never end."""
    columns: list[tuple[Any, ...]] = []
    with suppress(sqlite3.Error):
        columns = source.execute(f"PRAGMA table_xinfo({table})").fetchall()
    if not any(column[-1] in _COMPUTED for column in columns):
        return "*"
    names = (str(column[1]).replace('"', '""') for column in columns)
    return ", ".join(
        "NULL" if column[-1] in _COMPUTED else f'"{name}"' for column, name in zip(columns, names, strict=True)
    )


def _behind(source: sqlite3.Connection, table: str, last: int) -> Iterator[tuple[Any, ...]]:
    """What stands behind the last row that could be read: from the end, and then one by one."""
    until, columns = last + _FAR, _kept(source, table)
    with suppress(sqlite3.Error):
        sql = f"SELECT rowid, {columns} FROM {table} WHERE rowid > ? ORDER BY rowid DESC"
        for rowid, *row in _rows(source, sql, last):
            if rowid >= until and until != last + _FAR:
                break
            until = rowid
            yield tuple(row)
    begun = time.thread_time()
    for rowid in range(last + 1, min(until, last + _FAR)):
        if time.thread_time() - begun > _PATIENCE:
            return
        with suppress(sqlite3.Error, OverflowError):
            yield from _rows(source, f"SELECT {columns} FROM {table} WHERE rowid = ?", rowid)


def _without_numbers(source: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """Of a table without row numbers: from both ends up to the damage."""
    seen: set[tuple[Any, ...]] = set()
    for order in ("", "DESC"):
        with suppress(sqlite3.Error):
            for row in _rows(source, f"SELECT {_kept(source, table)} FROM {table} ORDER BY 1 {order}"):
                if row in seen:
                    break
                seen.add(row)
                yield row


def _rows(source: sqlite3.Connection, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
    """Damaged pages can lead SQLite round in circles, so it has so long for each row."""
    begun = time.thread_time()
    source.set_progress_handler(lambda: time.thread_time() - begun > _PATIENCE, 1000)
    try:
        for row in source.execute(sql, values):
            yield row
            begun = time.thread_time()
    except UnicodeDecodeError as error:  # the name of a column
        raise sqlite3.DatabaseError from error
