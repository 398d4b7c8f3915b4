"""Writes that wait until another program lets go of the library's file: in a thread, so that nobody's keys wait."""

import threading
from contextlib import suppress

from tui.core.light import Any
from tui.errors import LibraryError
from tui.library import database

Write = tuple[str, tuple[Any, ...]]
"""A statement and its values."""


class Late:
    """`problem`: why the writes could not be made, or ""."""

    def __init__(self, path: str, *writes: Write) -> None:
        self.problem = ""
        self._path = path
        self._waiting = [*writes]
        self._turn = threading.Lock()
        self._is_over = False
        self._thread = threading.Thread(target=self._run)  # no daemon: nothing ends before it is written
        self._thread.start()

    def add(self, *write: Any) -> bool:  # noqa: ANN401 - a statement and its values
        """Whether it will be made too, behind the others."""
        with self._turn:
            if not self._is_over:
                self._waiting.append((write[0], write[1]))
            return not self._is_over

    def wait(self) -> None:
        """Until they are made, or have failed, which they do after some seconds."""
        self._thread.join()

    def _run(self) -> None:
        try:
            connection = database.connect(self._path)
        except LibraryError as error:
            self._end(str(error))
            return
        try:
            while write := self._next():
                connection.execute(*write)
        except database.Error as error:
            self._end(database.sentence(error, self._path))
        finally:
            with suppress(database.Error):
                connection.close()

    def _next(self) -> Write | None:
        with self._turn:
            self._is_over = not self._waiting
            return None if self._is_over else self._waiting.pop(0)

    def _end(self, problem: str) -> None:
        with self._turn:
            self.problem = problem
            self._is_over = True
