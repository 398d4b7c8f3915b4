"""What a test needs from the system: a skip with a reason on a user's machine, a failure in CI; and its patience with
a slow one."""

import os
import shutil
import time
from collections.abc import Callable

import pytest

PATIENCE = 90.0  # seconds that a test waits for what must come: no time where it comes, however slow the machine


def need(*programs: str) -> None:
    """Skips the calling test when one of the programs is not installed; fails it when CI is set."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        skip_for(f"needs {', '.join(missing)} (a system package)")


def skip_for(reason: str) -> None:
    """Skips the calling test; fails it when CI is set."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def until(condition: Callable[[], object], patience: float = PATIENCE, what: str = "too late") -> object:
    """Waits for what a thread or another process does, where nothing can be waited on; what there is then."""
    end = time.monotonic() + patience
    while not (found := condition()):
        assert time.monotonic() < end, what
        time.sleep(0.005)
    return found


def in_some_take(fits: Callable[[int], bool]) -> bool:
    """Whether something that is measured by the clock is as it should be in one of a few takes, counted from 1: a busy
    machine stops any program at any place for a while; a fault of ours is in every take."""
    return any(fits(take) for take in range(1, 9))
