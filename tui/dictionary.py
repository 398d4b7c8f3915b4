"""The dictionary program that somebody has named, asked about a word."""

import os

from tui.core.light import TYPE_CHECKING, Sequence
from tui.errors import ReaderError
from tui.texts import _

if TYPE_CHECKING:
    from subprocess import Popen
    from threading import Thread

_PATIENCE = 15.0  # seconds: dictionaries may be on another machine
_MOMENT = 0.05
_MOST = 200_000  # bytes of an answer
_PLACE = "{word}"


def look_up(command: str, word: str) -> list[str]:
    """The lines of what it says, in or instead of an answer. `command`: the program and its arguments, without a shell;
    the word stands for {word}, else behind them, and is in the variable MANGDAO_WORD. Raises ReaderError."""
    from contextlib import suppress
    from threading import Thread

    from tui import processes
    from tui.core.clean import clean

    process = _begun(_words(command, word), word)
    found = bytearray()

    def read() -> None:
        with suppress(OSError, ValueError):  # it was ended
            while process.stdout and len(found) < _MOST and (data := os.read(process.stdout.fileno(), 65536)):
                found.extend(data)

    thread = Thread(target=read, daemon=True)
    thread.start()
    try:
        is_whole = _waited(thread)
    finally:
        processes.kill(process)
        thread.join()
        process.wait()
    if not is_whole and not found:
        text = _("{program} has not answered in {n} seconds; try again, or name another one in the setting look_up.")
        raise ReaderError(text.format(program=_program(command), n=int(_PATIENCE)))
    return [line.rstrip() for line in clean(_plain(bytes(found[:_MOST]))).splitlines() if line.strip()]


def _words(command: str, word: str) -> list[str]:
    """The arguments. A word of a text is never an option."""
    import shlex

    word = word.lstrip("-")
    try:
        parts = shlex.split(command, posix=os.name == "posix")
    except ValueError:
        parts = []
    if not parts:
        text = _("The setting look_up must be a program and its arguments, such as sdcv -n, and not {command}.")
        raise ReaderError(text.format(command=command))
    return [part.replace(_PLACE, word) for part in (parts if _PLACE in command else [*parts, _PLACE])]


def _program(command: str) -> str:
    return command.split()[0]


def _begun(arguments: Sequence[str], word: str) -> "Popen[bytes]":
    import subprocess

    try:
        return subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={**os.environ, "MANGDAO_WORD": word, "PAGER": "cat"}, start_new_session=os.name == "posix",
        )  # fmt: skip
    except (OSError, ValueError) as error:
        text = _("{program}, which the setting look_up names, cannot be run; install it, or name another program.")
        raise ReaderError(text.format(program=arguments[0])) from error


def _waited(thread: "Thread") -> bool:
    """Whether all of the answer has come; nobody waiting for it any more ends the waiting."""
    from time import monotonic

    from tui.core.progress import tell

    end = monotonic() + _PATIENCE
    while thread.is_alive() and monotonic() < end:
        thread.join(_MOMENT)
        tell(0, 1)
    return not thread.is_alive()


def _plain(data: bytes) -> str:
    """Without colours, and without what is printed twice to look bold."""
    import re
    from locale import getencoding

    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode(getencoding(), "replace")
    text = re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\].*?(?:\x07|\x1b\\)|\x1b[@-_]", "", text)
    return re.sub(r"[^\n]\x08", "", text)
