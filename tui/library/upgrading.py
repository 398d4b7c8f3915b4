"""Bringing a library up to date, and leaving in it only what this program makes."""

from tui.core.light import TYPE_CHECKING, Iterator
from tui.fetch.passwords import kept
from tui.library import schema
from tui.library.stored import SEALED, seal

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        import _sqlite3 as sqlite3  # see tui/library/database.py
    except ImportError:
        import sqlite3

_SEALS = 4  # the first version whose rows are sealed
_PASSWORDS = 7  # the first one that keeps none


def leave_only_ours(connection: sqlite3.Connection, version: int, acting: str) -> None:
    """`acting`: where what acts by itself is found, and indexes, which may have something to compute."""
    for kind, name in connection.execute(f"SELECT type, name {acting}").fetchall():
        connection.execute(f'DROP {kind} "{name.replace(chr(34), chr(34) * 2)}"')
    for statement in _statements("".join(schema.MIGRATIONS[:version])):
        if "CREATE TRIGGER" in statement or "CREATE INDEX" in statement:
            connection.execute(statement)


def bring_up_to_date(connection: sqlite3.Connection, version: int) -> None:
    for migration in schema.MIGRATIONS[version:]:
        for statement in _statements(migration):
            connection.execute(statement)
    if version < _SEALS:
        _seal(connection)
    if version < _PASSWORDS:
        _forget_passwords(connection)


def _statements(script: str) -> Iterator[str]:
    """One by one, with the triggers whole."""
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _seal(connection: sqlite3.Connection) -> None:
    """Gives what was kept before there were seals its own, and its copy."""
    for table, columns in SEALED.items():
        marks = ", ".join("?" * (columns.count(",") + 3))
        rows = connection.execute(f"SELECT rowid, {columns} FROM {table}").fetchall()
        for rowid, *values in rows:
            sealed = (rowid, *values, seal(*values))
            connection.execute(f"INSERT OR REPLACE INTO {table} (rowid, {columns}, seal) VALUES ({marks})", sealed)


def _forget_passwords(connection: sqlite3.Connection) -> None:
    """Addresses were kept as they were given."""
    for table, column in (("publications", "path"), ("subscriptions", "source"), ("subscriptions", "title")):
        rows = connection.execute(f"SELECT rowid, {column} FROM {table} WHERE {column} LIKE 'http%@%'").fetchall()
        for rowid, address in rows:
            connection.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE rowid = ?", (kept(address), rowid))
