"""What a test needs from the system: a skip with a reason on a user's machine, a failure in CI."""

import os
import shutil

import pytest


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
