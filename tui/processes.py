"""Processes of our own, for what may crash, hang or take long: spawned, never forked, in a session of their own. No key
and no hang-up meant for the reader reaches them, and all of one can be ended."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def spawn(
    module: str, *arguments: str, environment: Mapping[str, str] = os.environ, buffering: int = -1
) -> "subprocess.Popen[bytes]":
    """Runs a module of this package, with pipes to it and from it. Raises OSError."""
    return subprocess.Popen(
        command_of(module, *arguments), bufsize=buffering,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment_of(environment), start_new_session=os.name == "posix", creationflags=_windows_flags(),
    )  # fmt: skip


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Ends it and all that it has started; one that has ended by itself stays so."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def command_of(module: str, *arguments: str) -> list[str]:
    """What runs a module of this package. The current folder, which may be anybody's, is not searched (-P)."""
    return [sys.executable, "-P", "-m", module, *arguments]


def environment_of(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """In which the process of a checkout finds this package; one that is installed is found anyhow, and its folder must
    not come before the standard library."""
    root = Path(__file__).resolve().parents[1]
    if root.name in ("site-packages", "dist-packages"):
        return dict(environment)
    return {**environment, "PYTHONPATH": os.pathsep.join(filter(None, (str(root), environment.get("PYTHONPATH"))))}


def _windows_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    return 0
