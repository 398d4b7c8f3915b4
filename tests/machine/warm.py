"""Processes of the program without a start of Python: copies of one in which everything is imported already.

That one is small and has no threads, so a copy may be limited, crash and be killed as a process that was started. What
depends on how Python starts needs a start of its own.

It is asked over a socket, in JSON and with four descriptors: the standard streams of the copy, and a socket on which is
told the number of the copy, and then how it has ended.
"""

import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

from tests.needs import PATIENCE

ROOT = Path(__file__).parents[2]
_LONGEST = 1 << 20  # bytes of a request
_STREAMS = (("r", "surrogateescape"), ("w", "surrogateescape"), ("w", "backslashreplace"))  # as Python opens them


class Copy:
    """One that runs: `python -m MODULE ARGUMENTS`."""

    def __init__(
        self, command: Sequence[str], files: Sequence[int], variables: Mapping[str, str], folder: Path
    ) -> None:
        line, its = socket.socketpair()
        with line, its:
            request = json.dumps([command, dict(variables), str(folder)]).encode()
            socket.send_fds(_ours(), [request], [*files, its.fileno()])
            line.settimeout(PATIENCE)
            self._told = line.makefile("rb")
        self.pid = int(self._told.readline())
        self._code: int | None = None

    def kill(self) -> None:
        if self._code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        if self._code is None:
            with self._told:
                self._code = int(self._told.readline())
        return self._code


class Popen(Copy):
    """What `tui.importers.apart` needs of one: pipes to it and from it."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], **_pipes: int) -> None:
        (its_in, ours_in), (ours_out, its_out) = os.pipe(), os.pipe()
        self.stdin, self.stdout = os.fdopen(ours_in, "wb"), os.fdopen(ours_out, "rb")
        with open(os.devnull, "wb") as nowhere, os.fdopen(its_in, "rb"), os.fdopen(its_out, "wb"):
            super().__init__(command[command.index("-m") + 1 :], [its_in, its_out, nowhere.fileno()], env, Path.cwd())


def run(arguments: Sequence[str], folder: Path, variables: Mapping[str, str], stdin: bytes = b"") -> SimpleNamespace:
    """`python -m tui ARGUMENTS` to its end: its exit code, and what it has written."""
    if not hasattr(os, "fork"):
        command = [sys.executable, "-m", "tui", *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, cwd=folder, env=variables, check=False)
        return SimpleNamespace(returncode=done.returncode, stdout=done.stdout, stderr=done.stderr)
    with ExitStack() as stack:
        streams = [stack.enter_context(tempfile.TemporaryFile()) for _stream in range(3)]
        streams[0].write(stdin)
        streams[0].seek(0)
        code = Copy(["tui", *arguments], [stream.fileno() for stream in streams], variables, folder).wait()
        written = []
        for stream in streams[1:]:
            stream.seek(0)
            written.append(stream.read())
    return SimpleNamespace(returncode=code, stdout=written[0], stderr=written[1])


@cache
def _ours() -> socket.socket:
    """The line to the process that is copied, which ends with this one."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its:
        command = [sys.executable, "-P", "-m", __name__, str(its.fileno())]
        variables = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.Popen(command, pass_fds=[its.fileno()], env=variables, cwd=ROOT, stdin=subprocess.DEVNULL)
    return ours


def _serve(line: socket.socket) -> None:
    while True:
        request, files, _flags, _address = socket.recv_fds(line, _LONGEST, 4)
        if not request:
            return
        if os.fork() == 0:
            line.close()
            _attend(json.loads(request), files)
        for file in files:
            os.close(file)
        with suppress(ChildProcessError):  # those who have attended to a copy
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _attend(request: list[Any], files: list[int]) -> NoReturn:
    """Makes the copy, and tells how it has ended."""
    *streams, told = files
    pid = os.fork()
    if pid == 0:
        os.close(told)
        _become(*request, streams)
    for stream in streams:
        os.close(stream)
    os.write(told, b"%d\n" % pid)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with suppress(OSError):  # nobody wants to know
        os.write(told, b"%d\n" % code)
    os._exit(0)


def _become(command: list[str], variables: dict[str, str], folder: str, streams: list[int]) -> NoReturn:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    sys.argv = list(command)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, 1 if number == 2 else -1, "utf-8", errors, closefd=False)  # noqa: SIM115 - to the end
        for number, (mode, errors) in enumerate(_STREAMS)
    )
    leave(lambda: runpy.run_module(command[0], run_name="__main__", alter_sys=True))


def leave(run: Callable[[], object]) -> NoReturn:
    """Ends a copy with the code with which Python would end after this, and with nothing else that it would do."""
    code = 1
    try:
        run()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - Python would write it and end with 1
        traceback.print_exc()
    finally:
        with suppress(OSError):
            sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    for part in ("importers", "keeping", "shell"):  # and what these import: for all copies
        for found in pkgutil.walk_packages([str(ROOT / "tui" / part)], f"tui.{part}."):
            import_module(found.name)
    with suppress(ImportError):
        import pypdfium2  # noqa: F401 - for all copies
    _serve(socket.socket(fileno=int(sys.argv[1])))
