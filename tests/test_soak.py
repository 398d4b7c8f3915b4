"""A soak short enough for every day; `python -m tests.soak` does a hundred thousand commands in each front end."""

import pytest

from tests.machine.world import MODES
from tests.screens import sessions
from tests.soak import soak

STEPS = 15_000
GROWTH = 6.0  # MiB: what caches of rows and of the library's index may fill up to


@pytest.mark.parametrize("mode", MODES)
def test_thousands_of_random_commands_leave_it_as_it_was(tmp_path, mode):
    done = soak(tmp_path, mode, STEPS, seed=7)
    assert done.steps >= STEPS
    assert done.bytes > STEPS, "it did something"
    assert done.longest > 2000
    assert done.growth < GROWTH


async def test_random_sessions_show_what_textual_would_have_drawn():
    """`python -m tests.screens` takes five thousand steps."""
    await sessions(1500, seed=3)
