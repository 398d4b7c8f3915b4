"""The programs that are compared: how each is started on a file, and its keys."""

import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

TUI = [sys.executable, "-m", "tui"]


class Program(NamedTuple):
    """`command` makes the command line for a source. `needs`: the program or module that must be there.
    `first`: typed at the start by who wants to see text, in an editor that shows none by itself. `open`: leads
    from a list of articles into the text.
    `most`: the megabytes above which it takes minutes. `text` False: it shows no text at all."""

    name: str
    needs: str
    command: Callable[[Path], list[str]]
    page: bytes = b""
    line: bytes = b""
    first: bytes = b""
    open: bytes = b""
    most: int = 50
    text: bool = True


PROGRAMS = (
    Program("python -c pass", sys.executable, lambda _source: [sys.executable, "-c", "pass"], text=False),
    Program("Mangdao, full screen", sys.executable, lambda source: [*TUI, str(source)], b"d", b"j", open=b"l\r"),
    Program("Mangdao, plain", sys.executable, lambda source: [*TUI, "--plain", str(source)], b"d", b"j", open=b"l\r"),
    Program(
        "bare Textual",
        "textual.app",
        lambda _source: [sys.executable, "-m", "tests.benchmarks.bare_textual"],
        text=False,
    ),
    Program("less", "less", lambda source: ["less", str(source)], b" ", b"j"),
    Program("w3m", "w3m", lambda source: ["w3m", str(source)], b" ", b"J"),
    Program("lynx", "lynx", lambda source: ["lynx", "-nopause", str(source)], b" ", b"\x1b[B"),
    Program("edbrowse", "edbrowse", lambda source: ["edbrowse", str(source)], b"z22\r", b"+\r", b"1z22\r"),
    Program(
        "newsboat", "newsboat", lambda source: ["newsboat", "-u", f"{source}.urls"], b" ", b"j", open=b"\r", most=1
    ),
    Program("epy", "epy", lambda source: ["epy", str(source)], b" ", b"j", most=0),
    Program("frogmouth", "frogmouth", lambda source: ["frogmouth", str(source)], b"\x1b[6~", b"\x1b[B", most=1),
)


def is_missing(program: Program) -> bool:
    """Whether it is not installed here."""
    if shutil.which(program.needs):
        return False
    return program.needs != "textual.app" or find_spec("textual") is None
