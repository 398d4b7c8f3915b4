"""An errand in a process of its own, seen from both sides.

The process is spawned, never forked, in a session of its own. It writes reports as lines of JSON, and an end. It lives
as long as its standard input: that ends with the reader, however the reader ends, and then all of its group is gone.
What it had not finished the library takes back by itself.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, NoReturn

from tui import processes
from tui.errors import ReaderError
from tui.fetch import passwords
from tui.importers import locks
from tui.keeping import errands
from tui.keeping.errands import Hear, Report
from tui.texts import _, language_now, use_language

_A_MOMENT = 0.1  # seconds between two looks whether somebody has ended it
_OFTEN = 0.05  # seconds between two reports
_NICE = 10  # steps behind the reader, whose keys come first

_Line = list[Any] | None


def send(path: str, name: str, arguments: Sequence[Any], hear: Hear) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """What comes of an errand on the library at a path. `hear` is called every moment, and what it raises ends the
    process. Raises ReaderError; in this process where there is no other to be had."""
    try:
        process = processes.spawn(__name__, path, language_now(), name)
    except OSError:
        return errands.here(path, name, arguments, hear)
    try:
        _hand_over(process, [arguments, passwords.given(), locks.given()])
        return _answer(process, hear)
    finally:
        _end(process)


def _hand_over(process: subprocess.Popen[bytes], what: object) -> None:
    """Not as an argument, which everybody on the machine can read, and which has to be short."""
    assert process.stdin is not None
    with suppress(OSError):  # it has ended already, as will be seen
        process.stdin.write(json.dumps(what).encode() + b"\n")
        process.stdin.flush()


def _answer(process: subprocess.Popen[bytes], hear: Hear) -> Any:  # noqa: ANN401 - whatever JSON can hold
    lines: SimpleQueue[_Line] = SimpleQueue()
    threading.Thread(target=_read, args=(process, lines), daemon=True).start()
    last = Report()
    while True:
        try:
            line = lines.get(timeout=_A_MOMENT)
        except Empty:
            hear(last)
            continue
        match line:
            case ["report", *rest]:
                last = Report(*rest)
                hear(last)
            case ["end", value]:
                return value
            case ["problem", sentence]:
                raise ReaderError(sentence)
            case _:
                raise ReaderError(_("That was ended from outside; what is not whole is not kept. Begin it again."))


def _read(process: subprocess.Popen[bytes], lines: "SimpleQueue[_Line]") -> None:
    assert process.stdout is not None
    with process.stdout as out, suppress(ValueError):  # the last line of one that was killed
        for line in out:
            lines.put(json.loads(line))
    lines.put(None)


def _end(process: subprocess.Popen[bytes]) -> None:
    processes.kill(process)
    process.wait()
    assert process.stdin is not None
    with suppress(OSError):
        process.stdin.close()


def _main(path: str, language: str, name: str) -> None:
    if not (line := sys.stdin.buffer.readline()):
        return  # the reader has ended
    arguments, known, keys = json.loads(line)
    passwords.take(known)
    locks.take(keys)
    threading.Thread(target=_end_with_the_reader, daemon=True).start()
    if hasattr(os, "nice") and name not in errands.WAITED_FOR:
        _stand_back()
    use_language(language)
    # A library may print what it thinks of a file: only lines go where lines are read.
    out = open(os.dup(1), "wb", buffering=0)  # noqa: SIM115 - as long as the process lives
    os.dup2(2, 1)

    def write(*line: object) -> None:
        out.write(json.dumps(line).encode() + b"\n")

    until = 0.0

    def hear(report: Report) -> None:
        nonlocal until
        if report.said or time.monotonic() >= until:
            until = time.monotonic() + _OFTEN
            write("report", *report)

    try:
        write("end", errands.here(path, name, arguments, hear))
    except ReaderError as error:
        write("problem", str(error))
    except Exception as error:  # noqa: BLE001 - the reader tells of it
        from tui import bugs

        write("problem", bugs.told(error))


def _stand_back() -> None:
    """Where Linux shares the processor between sessions first, how nice a process is counts in its own session only."""
    os.nice(_NICE)
    with suppress(OSError), open("/proc/self/autogroup", "w", encoding="ascii") as group:
        group.write(str(_NICE))


def _end_with_the_reader() -> NoReturn:
    while os.read(0, 1):
        pass
    if os.name == "posix":
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    _main(*sys.argv[1:])
