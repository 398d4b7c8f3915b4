"""Plain mode over a real SSH connection: on a slow line, inside tmux and screen, and when the line breaks."""

import shlex
from itertools import islice

import pytest

from tests.heard.screen_reader import Fenrir, Yasr
from tests.heard.steps import FRONT_ENDS, SEED, Step, greeting, steps
from tests.machine.process import Process
from tests.machine.secure_shell import Remote, SecureShell, processes_of, program, until_gone
from tests.machine.slow_link import SlowLink
from tests.needs import need
from tests.test_oracle import check, squeezed, until
from tui.core.rows import break_at_clauses

HALF_A_ROUND = 0.08  # seconds
SLOW = 1200  # bytes a second
FIRST_LINE = 1.5  # seconds that the line alone may take for it


@pytest.fixture(scope="module")
def server():
    with SecureShell() as running:
        yield running


@pytest.fixture
def link(server):
    with SlowLink(server.port) as line:
        yield line


@pytest.fixture
def homes(tmp_path):
    """One for the client, one for the reader, so that their processes can be told apart."""
    for name in ("client", "reader"):
        (tmp_path / name).mkdir()
    return tmp_path / "client", tmp_path / "reader"


def slow(link: SlowLink) -> None:
    link.delay, link.rate = HALF_A_ROUND, SLOW


def reading_steps(count: int, name: str = "plain.txt") -> list[Step]:
    return list(islice(steps(name), count))


FRONTS = pytest.mark.parametrize("name", ["plain.txt", "speaking.txt"])


def test_the_first_line_on_a_slow_line(server, link, homes):
    client, reader = homes
    # The login itself takes some kilobytes: the line gets slow behind it.
    remote = f"echo ready; read go; exec {program(reader, '--plain', SEED)}"
    with Remote(client, server.command(link.port, remote)) as terminal:
        terminal.until(rb"ready")
        slow(link)
        passed = link.passed[1]
        terminal.send("\r")
        until(terminal, greeting("plain.txt"), terminal.oracle)
        sent = link.passed[1] - passed
    assert 2 * HALF_A_ROUND + sent / SLOW <= FIRST_LINE


@FRONTS
def test_every_key_on_a_slow_line_is_one_utterance(server, link, homes, name):
    client, reader = homes
    with Remote(client, server.command(link.port, program(reader, *FRONT_ENDS[name], SEED))) as terminal:
        settled(terminal, greeting(name), 24)
        terminal.oracle.seen()
        slow(link)
        for step in reading_steps(11, name):
            terminal.send(step.data)
            terminal.oracle.feed(terminal.until(rb".+"))
            settled(terminal, step.wanted, 24)
            check(terminal.oracle, step, 80)


@pytest.mark.parametrize("reader", [Yasr, Fenrir], ids=lambda reader: reader.NAME)
def test_screen_readers_hear_the_same_over_the_line(server, link, homes, reader):
    client, home = homes
    link.delay = HALF_A_ROUND
    command = server.command(link.port, program(home, "--plain", SEED))
    with reader(client, run=command) as screen_reader:
        assert screen_reader.extra(greeting("plain.txt")) == ""
        for step in reading_steps(14):
            screen_reader.send(step.data)
            assert screen_reader.extra(step.wanted) == "", f"extra at line {step.line}, {step.key}: {step.wanted}"


MULTIPLEXERS = {
    "tmux": "TMUX_TMPDIR={home} tmux -u -L reader -f /dev/null new-session {program}",
    "screen": "SCREENDIR={home} screen -U -S reader -c {home}/screenrc sh -c {program}",
}
AGAIN = {
    "tmux": "TMUX_TMPDIR={home} tmux -u -L reader attach",
    "screen": "SCREENDIR={home} screen -U -r reader -c {home}/screenrc",
}


def multiplexed(table, name, reader, front_end):
    (reader / "screenrc").write_text("startup_message off\n", "utf-8")
    reader.chmod(0o700)
    inner = program(reader, *FRONT_ENDS[front_end], SEED)
    return "env LANG=C.UTF-8 " + table[name].format(home=reader, program=shlex.quote(inner))


def settled(terminal: Remote, wanted: str, rows: int) -> None:
    """Waits until the terminal shows the utterance, with the cursor on its first row."""
    first, *rest = break_at_clauses(wanted, 79)
    while True:
        shown, (row, column) = terminal.oracle.rows[:rows], terminal.oracle.cursor
        if column == 0 and [text.strip() for text in shown[row : row + 1 + len(rest)]] == [
            text.strip() for text in (first, *rest)
        ]:
            return
        terminal.oracle.feed(terminal.until(rb".+"))


@FRONTS
@pytest.mark.parametrize("multiplexer", MULTIPLEXERS)
def test_inside_a_multiplexer_on_a_slow_line_the_cursor_is_on_the_utterance(server, link, homes, multiplexer, name):
    need(multiplexer)
    client, reader = homes
    inside = multiplexed(MULTIPLEXERS, multiplexer, reader, name)
    with Remote(client, server.command(link.port, inside)) as terminal:
        settled(terminal, greeting(name), 24)
        slow(link)
        for step in reading_steps(9, name):
            terminal.send(step.data)
            settled(terminal, step.wanted, 24)
        processes = processes_of(reader)
        assert processes
        link.cut()
    # The multiplexer keeps the reader; whoever comes back finds it where it was.
    again = multiplexed(AGAIN, multiplexer, reader, name)
    with Remote(client, server.command(server.port, again)) as terminal:
        settled(terminal, step.wanted, 24)
        terminal.send("q")
        until_gone(processes)


@pytest.mark.parametrize(
    ("half_a_key", "name"),
    [
        (b"", "plain.txt"),
        (b"\x1b", "plain.txt"),
        (b"\x1b[", "plain.txt"),
        ("盲".encode()[:2], "plain.txt"),
        (b"\x1b[", "speaking.txt"),
    ],
)
def test_a_dropped_line_keeps_the_place_and_leaves_no_process(server, link, homes, half_a_key, name):
    client, reader = homes
    with Remote(client, server.command(link.port, program(reader, *FRONT_ENDS[name], SEED))) as terminal:
        settled(terminal, greeting(name), 24)
        for step in reading_steps(37, name):
            terminal.send(step.data)
            settled(terminal, step.wanted, 24)
        processes = processes_of(reader)
        assert processes
        if half_a_key:
            passed = link.passed[0]
            terminal.send(half_a_key)
            link.until_sent(passed)
        link.cut()
        until_gone(processes)
    assert processes_of(reader) == []
    with Process(reader, "--plain", SEED) as again:
        again.until(rb"begun\r\x1b\[1A$")
        again.send("\r")
        assert squeezed(step.wanted) in squeezed(again.until(rb"\r(?:\x1b\[\d+A)?$").decode())
