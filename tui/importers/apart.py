"""A parser that may crash, hang or take all memory, run in a process of its own.

    answer = apart("tui.importers.pdf_child", data, limits)

imports that module there and calls its `read(data)`, which answers with a dictionary that JSON can hold.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

from tui.processes import command_of, environment_of

_MIB = 1 << 20
_END = ""


class Limits(NamedTuple):
    """What the process may take: seconds by the clock, and MiB of memory where the system can limit that."""

    seconds: float = 20.0
    memory: int = 512


class GoneError(Exception):
    """There is no answer. `late`: time was up; otherwise it crashed, or memory was."""

    def __init__(self, late: bool) -> None:
        super().__init__("late" if late else "crashed")
        self.late = late


def apart(module: str, data: bytes, limits: Limits | None = None) -> dict[str, Any]:
    """What the module's `read` answers for the data. Raises GoneError where it does not come back with an answer."""
    limits = limits or Limits()
    try:
        done = subprocess.run(
            command_of(__name__, module, str(limits.memory), str(int(limits.seconds) + 1)),
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            env=environment_of(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GoneError(late=True) from error
    except OSError as error:  # no process to be had
        raise GoneError(late=False) from error
    try:
        return _joined(done.stdout)
    except (ValueError, LookupError) as error:
        raise GoneError(late=False) from error


def _joined(lines: bytes) -> dict[str, Any]:
    """An answer from its lines: read in one go, a large one lets no other thread have its turn."""
    made: dict[str, Any] = {}
    for line in lines.splitlines():
        name, value, is_item = json.loads(line)
        if is_item:
            made[name].append(value)
        else:
            made[name] = value
    if _END not in made:
        raise ValueError
    del made[_END]
    return made


def _lines(answer: dict[str, Any]) -> Iterator[str]:
    for name, value in {**answer, _END: None}.items():
        yield json.dumps((name, [] if isinstance(value, list) else value, False))
        for item in value if isinstance(value, list) else ():
            yield json.dumps((name, item, True))


def _main(module: str, memory: str, seconds: str) -> None:
    _limit(int(memory) * _MIB, int(seconds))
    data = sys.stdin.buffer.read()
    # The library may print what it thinks of the file: only the answer goes where the answer is read.
    answers = os.dup(1)
    os.dup2(2, 1)
    answer = import_module(module).read(data)
    with open(answers, "w", encoding="ascii") as out:
        out.writelines(f"{line}\n" for line in _lines(answer))


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not a POSIX system: the clock alone limits
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        _soft, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    _main(*sys.argv[1:])
