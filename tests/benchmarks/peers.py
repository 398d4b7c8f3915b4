"""The programs that are compared: how each is started on a file, and its keys."""

import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.texts import as_epub, as_feed, as_markdown

PYTHON = [sys.executable]
TUI = [sys.executable, "-m", "tui"]


class Program(NamedTuple):
    """`command` makes the command line for a source. `needs`: the program or module that must be there.
    `first`: typed at the start by who wants to see text, in an editor that shows none by itself. `open`: leads
    from a list of articles into the text.
    `most`: the megabytes above which it shows nothing in two minutes. `text` False: it shows no text at all. `books`:
    it reads EPUB, too."""

    name: str
    needs: str
    command: Callable[[Path], list[str]]
    page: bytes = b""
    line: bytes = b""
    first: bytes = b""
    open: bytes = b""
    most: int = 50
    text: bool = True
    books: bool = False


PROGRAMS = (
    Program("python -c pass", sys.executable, lambda _source: [*PYTHON, "-c", "pass"], text=False, books=True),
    Program(
        "Mangdao, full screen", sys.executable, lambda source: [*TUI, str(source)], b"d", b"j", open=b"l\r", books=True
    ),
    Program(
        "Mangdao, plain",
        sys.executable,
        lambda source: [*TUI, "--plain", str(source)],
        b"d",
        b"j",
        open=b"l\r",
        books=True,
    ),
    Program(
        "bare Textual",
        "textual.app",
        lambda _source: [*PYTHON, "-m", "tests.benchmarks.bare_textual"],
        text=False,
        books=True,
    ),
    Program("less", "less", lambda source: ["less", str(source)], b" ", b"j"),
    Program("w3m", "w3m", lambda source: ["w3m", str(source)], b" ", b"J"),
    Program("lynx", "lynx", lambda source: ["lynx", "-nopause", str(source)], b" ", b"\x1b[B"),
    Program("edbrowse", "edbrowse", lambda source: ["edbrowse", str(source)], b"z22\r", b"+\r", b"1z22\r"),
    Program("elinks", "elinks", lambda source: ["elinks", "-no-connect", "-no-home", str(source)], b" ", b"\x0e"),
    Program(
        "newsboat",  # its first screen is the list of feeds, whatever is typed
        "newsboat",
        lambda source: ["newsboat", "-r", "-u", str(as_feed(source))],
        b" ",
        b"\x1bOB",
        open=b"\r\r",
    ),
    Program("epy", "epy", lambda source: ["epy", str(as_epub(source))], b" ", b"j", books=True),
    Program(
        "frogmouth", "frogmouth", lambda source: ["frogmouth", str(as_markdown(source))], b"\x1b[6~", b"\x1b[B", most=1
    ),
)


def use_script(path: str) -> None:
    """Measures this installed script, and beside it the Python that it names in its first line."""
    with open(path, encoding="utf-8") as script:
        PYTHON[:] = [script.readline().removeprefix("#!").strip()]
    TUI[:] = [path]


def is_missing(program: Program) -> bool:
    """Whether it is not installed here."""
    if shutil.which(program.needs):
        return False
    return program.needs != "textual.app" or find_spec("textual") is None
