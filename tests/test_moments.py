"""Who wants out while the program starts gets out, whatever it is at. `python -m tests.moments` takes every line."""

import os
import signal

import pytest

from tests.machine.forked import Forked
from tests.machine.world import MODES, World
from tests.moments import Moment, Start, left
from tui.library import Library

both = pytest.mark.parametrize("mode", MODES)
# From the bar to the reader: functions in whose midst nobody waits for keys.
BETWEEN = ["Terminal.restore", "Terminal.hand_on", "type_ahead", "Library.remember", "_reader", "Reader.__init__"]


@both
@pytest.mark.parametrize("way", ["Control-C", "SIGTERM"])
def test_between_the_bar_and_the_reader_nothing_is_lost(tmp_path, mode, way):
    for number, where in enumerate(BETWEEN):
        (home := tmp_path / str(number)).mkdir()
        assert left(home, Start(mode, False, (1, 1)), Moment(where=where), way)


@both
def test_control_c_that_python_swallows_is_not_lost(tmp_path, mode):
    """As in the functions that it calls by itself while it imports."""

    class Swallows:
        def __del__(self):
            os.kill(os.getpid(), signal.SIGINT)

    def set_up():
        real = Library.place

        def place(*arguments):
            Swallows()
            return real(*arguments)

        Library.place = place

    with Forked(tmp_path, mode, setup=set_up) as process:
        process.ended((130,))
        assert b"Traceback" not in process.all


class Jobs(World):
    """Under a shell that looks at the terminal when the program has stopped, and then has it go on."""

    def command(self, arguments):
        return ["sh", "-c", 'set -m; "$@"; stty -a; fg', "sh", *super().command(arguments)]


@both
def test_a_shell_gets_the_terminal_as_it_was_while_the_program_is_stopped(tmp_path, mode):
    with Jobs(tmp_path, mode) as process:
        process.begun()
        process.send("\x1a")
        modes = process.said(rb"-extproc").split()
        assert {b"echo", b"icanon", b"isig", b"icrnl", b"opost"} <= set(modes)
        process.send("2")
        process.said("市委常委会".encode())
        process.kept("q")
