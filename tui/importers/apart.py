"""A parser that may crash, hang or take all memory, run in a process of its own.

    answer = apart("tui.importers.pdf.child", data, limits)

imports that module there and goes through its `read(data)`: dictionaries that JSON can hold, which together are the
answer. Each comes here at once, so that what was answered is not lost when the process is. What it tells of how far it
is, is told here, and who does not want to wait any more ends it.
"""

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from math import ceil
from subprocess import DEVNULL, PIPE, Popen
from threading import Event, Thread, Timer
from typing import Any, NamedTuple

from tui.core.progress import listening, tell
from tui.processes import command_of, environment_of

_MIB = 1 << 20
_END = ""
_SHARE, _PARTS = b"%", 1000
_CPU_TIME = getattr(signal, "SIGXCPU", 0)  # by which a system ends what has had its seconds of the processor
_BUSY = 5  # times as long by the clock, where others want the processor too


class Limits(NamedTuple):
    """What the process may take: seconds of the processor and MiB of memory, where the system can limit these;
    elsewhere seconds by the clock."""

    seconds: float = 20.0
    memory: int = 512


class GoneError(Exception):
    """There is no whole answer. `late`: time was up; otherwise it crashed, or memory was. `answer`: what came before
    that."""

    def __init__(self, late: bool, answer: dict[str, Any] | None = None) -> None:
        super().__init__("late" if late else "crashed")
        self.late = late
        self.answer = answer or {}


def apart(module: str, data: bytes, limits: Limits | None = None) -> dict[str, Any]:
    """What the module's `read` answers for the data. Raises GoneError where it does not come to its end."""
    limits = limits or Limits()
    command = command_of(__name__, module, str(limits.memory), str(ceil(limits.seconds)))
    late = Event()
    try:
        process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment_of())
    except OSError as error:  # no process to be had
        raise GoneError(late=False) from error
    clock = Timer(limits.seconds * (_BUSY if _CPU_TIME else 1), _end, (process, late))
    clock.start()
    Thread(target=_feed, args=(process, data), daemon=True).start()
    try:
        answer, is_whole = _joined(list(_heard(process)))
    finally:
        clock.cancel()
        process.kill()
        code = process.wait()
    if not is_whole:
        raise GoneError(late.is_set() or 0 < _CPU_TIME == -code, answer)
    return answer


def _end(process: Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()


def _feed(process: Popen[bytes], data: bytes) -> None:
    with suppress(OSError), process.stdin or BytesIO() as there:  # it may be gone
        there.write(data)


def _heard(process: Popen[bytes]) -> Iterator[bytes]:
    """The lines of the answer; those that tell how far it is are told on."""
    with process.stdout or BytesIO() as lines:
        for line in lines:
            if line.startswith(_SHARE):
                tell(int(line[1:]), _PARTS)
            else:
                yield line


def _joined(lines: list[bytes]) -> tuple[dict[str, Any], bool]:
    """An answer from its lines, and whether it is whole: read in one go, a large one lets no other thread have its
    turn."""
    made: dict[str, Any] = {}
    for line in lines:
        try:
            name, value, is_item = json.loads(line)
        except ValueError:  # where it was cut
            break
        if name == _END:
            return made, True
        if is_item:
            made[name].append(value)
        elif not isinstance(value, list):
            made[name] = value
        else:
            made.setdefault(name, value)
    return made, False


def _lines(answer: dict[str, Any]) -> Iterator[str]:
    for name, value in answer.items():
        yield json.dumps((name, [] if isinstance(value, list) else value, False))
        for item in value if isinstance(value, list) else ():
            yield json.dumps((name, item, True))


def _main(module: str, memory: str, seconds: str) -> None:
    _limit(int(memory) * _MIB, int(seconds))
    data = sys.stdin.buffer.read()
    # The library may print what it thinks of the file: only the answer goes where the answer is read.
    answers = os.dup(1)
    os.dup2(2, 1)
    with open(answers, "w", encoding="ascii") as out:
        with listening(lambda share: print(f"%{share * _PARTS:.0f}", file=out, flush=True)):
            for answer in import_module(module).read(data):
                out.writelines(f"{line}\n" for line in _lines(answer))
                out.flush()
        out.writelines(f"{line}\n" for line in _lines({_END: None}))


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not a POSIX system: the clock alone limits
        return
    limits = ((resource.RLIMIT_AS, memory, 0), (resource.RLIMIT_CPU, seconds, 1), (resource.RLIMIT_CORE, 0, 0))
    for kind, most, more in limits:  # the signal for what has had its seconds tells so, the one a second later does not
        _soft, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(kind, (most, most + more))


if __name__ == "__main__":
    _main(*sys.argv[1:])
