"""The file of a library as those see it who ask for rows and write them.

SQLite is imported with the first file that there is: who opens something for the very first time waits for the first
words and not for an empty library.
"""

import os

from tui.core.light import TYPE_CHECKING, Any, suppress
from tui.errors import LibraryError
from tui.library.stored import MEMORY
from tui.texts import _

if TYPE_CHECKING:
    import sqlite3
    from types import ModuleType

    from tui.library.late import Late

_A_MOMENT = 8  # milliseconds in which others have mostly written theirs; who has to wait longer writes later


class Filed:
    """What is not as it should be is told to whoever asks with `take_warning`, each once. `tell` may come from any
    thread: a list is put on and taken off in one step, and so nothing is lost between looking and clearing."""

    def __init__(self, path: str, connection: "sqlite3.Connection | None", is_made_later: bool) -> None:
        self.path = path
        self.unread = ""  # why the file cannot even be read
        self._untold: list[str] = []
        self._told: set[int] = set()
        self._mends = 3
        self._late: Late | None = None
        if not connection and not is_made_later:
            connection = database().connect(path)
        self._connection = connection
        self._file = _file_at(path) if connection else None

    def close(self) -> None:
        self.catch_up()
        if self._connection:
            self._connection.close()

    @property
    def warning(self) -> str:
        """What is still to be told, or ""."""
        return " ".join(self._untold)

    def tell(self, sentence: str) -> None:
        """Has this said before what the next key says. On any thread."""
        if sentence and sentence not in self._untold:
            self._untold.append(sentence)

    def take_warning(self) -> str:
        """What is to be told now, and then no more; "" where that is nothing."""
        return " ".join(self._untold.pop(0) for _each in range(len(self._untold)))

    def _connected(self) -> "sqlite3.Connection":
        if not self._connection:
            try:
                self._connection = database().connect(self.path)
            except LibraryError as error:
                from tui.library.salvage import copy_in_memory

                self._connection, self.path = copy_in_memory(self.path), MEMORY
                self.tell(str(error))
            self._file = _file_at(self.path)
        return self._connection

    def _stay(self) -> None:
        """Begins with the file that is at the path now, where it is not the one that was opened: what is written into
        that nobody finds again."""
        connection = self._connection
        if not connection or connection.in_transaction or _file_at(self.path) == self._file:
            return
        with suppress(database().Error):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # its log would be taken for that of the new one
        connection.close()
        self._connection = None
        text = _("The library {path} was moved, deleted or replaced; what you do now is kept in a file of that name.")
        self.tell(text.format(path=self.path))

    def do(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows, of a statement whose failing somebody should hear of at once. Raises LibraryError, and
        DamagedError when the file turns out to be damaged; then another has begun with what could be read of it."""
        connection = self._connected()
        try:
            rows: list[tuple[Any, ...]] = database().fetched(connection.execute(sql, values))
            return rows
        except (database().Error, UnicodeError) as error:
            told = self.warning if self._mend(error) else ""
            kind = database().DamagedError if database().is_damage(error) else LibraryError
            raise kind(told or database().sentence(error, self.path)) from error
        except MemoryError as error:  # a size that is damaged is believed; the file as a whole may be sound
            raise database().DamagedError(database().sentence(error, self.path)) from error

    def roll_back(self) -> None:
        """Leaves a transaction, where there is still one."""
        if self._connection and self._connection.in_transaction:
            self.write("ROLLBACK")

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        if not self._connection:  # where there is no file yet there is nothing in it
            return []
        cursor = self._execute(sql, values)
        return cursor[0] if cursor else []

    def write(self, sql: str, *values: object) -> int:
        """The id of the row that was written last, 0 when it could not be."""
        self._stay()
        cursor = self._execute(sql, values)
        return cursor[1] if cursor else 0

    def soon(self, sql: str, *values: object) -> None:
        """Writes at once or, while another program holds the file, in a moment: nobody's key waits for that."""
        if self._late and self._late.add(sql, values):
            return
        self.catch_up()
        self._stay()
        if self._is_held(sql, values):
            from tui.library.late import Late

            self._late = Late(self.path, (sql, values))

    def catch_up(self) -> None:
        """Waits for what was to be written soon."""
        late, self._late = self._late, None
        if late:
            late.wait()
            if late.problem and database().BUSY not in self._told:
                self._told.add(database().BUSY)
                self.tell(late.problem)

    def _is_held(self, sql: str, values: tuple[object, ...]) -> bool:
        """Whether somebody else holds the file; else it is written, or why not is told."""
        connection = self._connected()
        connection.execute(f"PRAGMA busy_timeout = {_A_MOMENT}")
        try:
            connection.execute(sql, values)
            return False
        except database().Error as error:
            is_held = self.path != MEMORY and database().code_of(error) == database().BUSY
        finally:
            connection.execute(f"PRAGMA busy_timeout = {int(1000 * database().WAIT)}")
        if not is_held:
            self.write(sql, *values)
        return is_held

    def _execute(self, sql: str, values: tuple[object, ...]) -> tuple[list[tuple[Any, ...]], int] | None:
        """The rows and the last row's id; None, and a warning, when it failed."""
        for _attempt in range(2):
            try:
                cursor = self._connected().execute(sql, values)
                return database().fetched(cursor), cursor.lastrowid or 0
            except (database().Error, UnicodeError) as error:
                if not self._mend(error):
                    self._warn(error)
                    break
        return None

    def _mend(self, error: Exception) -> bool:
        """Begins another file when this one turns out to be damaged; whether it is worth trying again."""
        if not database().is_damage(error) or not self._mends or self.path == MEMORY:
            return False
        self._mends -= 1
        self._connected().close()
        from tui.library.salvage import begin_anew

        self._connection, sentence = begin_anew(self.path)
        self._file = _file_at(self.path)
        self.tell(sentence)
        return True

    def _warn(self, error: Exception) -> None:
        code = database().code_of(error) if isinstance(error, database().Error) else 0
        if code not in self._told:
            self._told.add(code)
            self.tell(database().sentence(error, self.path))


def _file_at(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def database() -> "ModuleType":
    from tui.library import database

    return database


def can_be_made(path: str) -> bool:
    """Whether there is no such file, and nothing seems to be in the way of making one."""
    if os.path.lexists(path):
        return False
    folder = os.path.dirname(os.path.abspath(path))
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    return os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)
