"""Writing publications, and what was marked in them, into files: for the shell, and for the reader in a thread."""

import atexit
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from glob import escape
from pathlib import Path

from tui import export as exporters
from tui.core.clean import printable
from tui.core.progress import tell
from tui.core.publication import Place, Publication
from tui.core.shelf import Highlight
from tui.errors import UsageError
from tui.export.marks import as_markdown, marks_of
from tui.fetch.typed_paths import path_of, paths_like
from tui.settings import Settings
from tui.texts import _, because

_UNFINISHED = ".mangdao-"  # begins the name of what is being written
_MOST_LETTERS = 50  # of a name that more is put to

Writer = Callable[[Publication, Path], list[str]]
"""Writes a publication at a path; answers with sentences about what is missing there."""


def writer_for(path: Path, is_heard: bool, settings: Settings, progress: Callable[[int, int], None]) -> Writer:
    """What writes a file of this suffix. `is_heard`: a book that is heard too. Raises UsageError."""
    if is_heard or path.suffix.lower() in exporters.SOUND:
        from tui.sounding import sound_writer

        return sound_writer(path, is_heard, settings, progress)
    exporter = exporters.exporter_for(path.name)

    def write(publication: Publication, unfinished: Path) -> list[str]:
        with unfinished.open("x", encoding="utf-8", newline="\n") as out:
            exporter.write(publication, out)
        return []

    return write


def put_text(text: str, path: Path) -> None:
    """Writes it, all or nothing. Raises UsageError."""

    def write(unfinished: Path) -> list[str]:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        return []

    _put_whole(path, write)


def put(publication: Publication, path: Path, write: Writer) -> list[str]:
    """Writes it, all or nothing; what is missing in it. Raises ReaderError."""
    return _put_whole(path, partial(write, publication))


def _put_whole(path: Path, write: Callable[[Path], list[str]]) -> list[str]:
    unfinished = _unfinished(path)
    _clear(path)
    try:
        missing = write(unfinished)
        tell(1, 1)  # nobody has changed their mind
        unfinished.replace(path)
    except OSError as error:
        text = _("{path} cannot be written: {reason}.")
        raise UsageError(text.format(path=path, reason=because(error))) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return missing


def _unfinished(path: Path) -> Path:
    """The longest name that a file may have leaves no room for more."""
    return path.with_name(f"{_UNFINISHED}{os.getpid()}.{path.name[-_MOST_LETTERS:]}")


def _clear(path: Path) -> None:
    """Takes away what was left of the same file by those who were killed while they wrote it."""
    with suppress(OSError):
        for left in path.parent.glob(f"{_UNFINISHED}*.{escape(path.name[-_MOST_LETTERS:])}*"):
            number = left.name.removeprefix(_UNFINISHED).partition(".")[0]
            if number.isdecimal() and not _is_another(int(number)):
                left.unlink()


def _is_another(number: int) -> bool:
    """Whether another process of this number is there."""
    if os.name != "posix":
        return True  # who asks there ends it
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return number != os.getpid()


class Files:
    """What the reader writes. `settings`: those of the moment."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings
        atexit.register(self.close)
        self._begun: list[Path] = []

    def exists(self, name: str) -> bool:
        return os.path.lexists(_path(name))

    def paths(self, begun: str) -> list[str]:
        return paths_like(begun)

    def publication(self, name: str, publication: Publication, is_heard: bool) -> Callable[[], str]:
        path = _path(name)
        write = writer_for(path, is_heard, self._settings(), tell)
        return partial(self._put, path, publication, write)

    def marks(
        self,
        name: str,
        publication: Publication,
        bookmarks: Sequence[tuple[Place, str]],
        highlights: Sequence[Highlight],
    ) -> Callable[[], str]:
        path = _path(name)
        if path.suffix.lower() not in (".md", ".json"):
            raise UsageError(_("Marks are written into .md and .json files; {path} is none.").format(path=path))

        def write(publication: Publication, unfinished: Path) -> list[str]:
            import json

            found = marks_of(publication, bookmarks, highlights)
            is_json = path.suffix.lower() == ".json"
            text = json.dumps(found, ensure_ascii=False, indent=1) if is_json else as_markdown(publication, found)
            unfinished.write_text(f"{text.rstrip()}\n", encoding="utf-8", newline="\n")
            return []

        return partial(self._put, path, publication, write)

    def close(self) -> None:
        """Takes away what is not finished when the program ends."""
        for path in self._begun:
            for unfinished in path.parent.glob(f"{escape(_unfinished(path).name)}*"):
                with suppress(OSError):
                    unfinished.unlink()

    def _put(self, path: Path, publication: Publication, write: Writer) -> str:
        self._begun.append(path)
        missing = put(publication, path, write)
        self._begun.remove(path)
        return " ".join([_("Written: {path}").format(path=printable(str(path))), *map(printable, missing[:1])])


def _path(name: str) -> Path:
    return Path(os.path.abspath(os.path.expanduser(path_of(name, is_new=True))))
