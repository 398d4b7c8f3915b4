"""The world around the program goes wrong: terminals, locales, sizes, streams, signals, lines, handlers, disks.

Each fault in both front ends, on the real program. The end comes soon, with the right exit code, one plain
sentence at most, the terminal as it was, and what was read to is kept.
"""

import os
import random
import select
import signal
import subprocess
import sys
import termios
from contextlib import closing, contextmanager, suppress
from functools import cache

import pytest

from tests.machine.faults import BREAK, BUG, Paper
from tests.machine.forked import Forked
from tests.machine.process import ROOT, without_percent
from tests.machine.world import ALLOWED, MODES, SEED, SOON, World, need_file_systems, processor_time, untouched
from tests.make import TWO, MemoryStandIn, VoiceStandIn
from tests.needs import PATIENCE, until
from tui.app.view import View
from tui.core.commands import COMMANDS
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.library import Library
from tui.plain import Plain
from tui.settings import Options, Settings
from tui.sources import open_source

both = pytest.mark.parametrize("mode", MODES)
DRAWS = [
    *("xterm", "xterm-256color", "linux", "screen", "screen.xterm-256color", "tmux-256color", "vt100", "vt220", "rxvt"),
    *("rxvt-unicode-256color", "foot", "xterm-kitty", "alacritty", "konsole-256color", "gnome-256color", "cygwin"),
]
NO_SCREEN = ["", "dumb", "unknown", "vt52"]
TERMS = [*DRAWS, *NO_SCREEN, "a/b", "../../etc/passwd", "x" * 5000, "\x1b]0;x\x07", "\udcff", "盲道"]
LOCALES = [  # and the encoding of what is written
    ({"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
    ({"LC_ALL": "POSIX"}, "utf-8"),
    ({"LC_ALL": "not a locale", "LANGUAGE": "\x1b[31m"}, "utf-8"),
    ({"LANG": "zh_CN.UTF-8", "PYTHONIOENCODING": "gb18030"}, "gb18030"),
    ({"LANG": "tr_TR.UTF-8", "PYTHONIOENCODING": "latin-1"}, "latin-1"),
]


def test_the_full_screen_or_plain_mode_on_every_terminal(tmp_path):
    """What a terminal can do decides; nothing else that it says of itself does harm. `python -m tests.hostile` takes
    all that the machine describes."""
    modes = {}
    for number, term in enumerate(TERMS):
        home = tmp_path / str(number)
        home.mkdir()
        with Forked(home, "full screen", TERM=term) as process:
            modes[term] = "full screen" if b"1049h" in process.said(rb"plain mode|\x1b\[\?1049h") else "plain"
            process.mode = modes[term]
            process.said(rb"q to quit.*\r|lists all keys.*H")
            process.kept("jq")
    for mode, known in (("full screen", DRAWS), ("plain", NO_SCREEN)):
        assert {modes[term] for term in known} == {mode}


@pytest.mark.parametrize("term", ["xterm-256color", "", "dumb"])
def test_a_terminal_that_cannot_be_drawn_on_gets_plain_mode_from_the_start(tmp_path, term):
    with World(tmp_path, "full screen", TERM=term) as process:
        process.mode = "full screen" if term.startswith("xterm") else "plain"
        assert (b"1049h" in process.begun()) is (process.mode == "full screen")
        process.kept("jq")
        assert (b"\x1b" in process.all) is (process.mode == "full screen")


@both
@pytest.mark.parametrize(("locale", "encoding"), LOCALES, ids=["-".join(locale.values()) for locale, _ in LOCALES])
def test_every_locale(tmp_path, mode, locale, encoding):
    name = os.fsencode(tmp_path) + b"/\xff\xb8\xe5.txt"
    with open(name, "wb") as file:
        file.write("盲道，缓坡已建好。".encode("gb18030"))
    with World(tmp_path, mode, os.fsdecode(name), **locale) as process:
        process.said(rb"\r|\x1b\]2;")
        process.at_rest()  # on a busy machine it is being opened still, which Control-C ends with another code
        process.send("j\x1b[B/\xe7\x9b\x9b\r")
        process.send("\x03")
        written = process.all + process.rest()
        assert process.status == 0
        assert not ALLOWED[mode](written.decode(encoding, "replace").encode().replace(b"\t", b" "))


@both
@pytest.mark.parametrize("size", [(1, 1), (1, 4096), (4096, 1), (3, 2), (300, 4096), (0, 0)])
def test_every_size_and_from_each_to_the_next(tmp_path, mode, size):
    with Forked(tmp_path, mode, rows=size[0], columns=size[1]) as process:
        process.said(rb"\r|\x1b\]2;")
        process.at_rest()  # on a busy machine it may still be opening what is read
        for rows, columns in ((24, 80), size, (2, 2), size):
            process.resize(rows, columns)
            process.send("\rjd/a\rl?\x1b[Bl")
        process.kept("\x03")


@both
def test_a_storm_of_sizes_while_keys_are_typed(tmp_path, mode):
    chance = random.Random(4)
    with Forked(tmp_path, mode) as process:
        process.begun()
        for _time in range(150):
            process.resize(chance.choice((1, 2, 5, 24, 60, 300)), chance.choice((1, 2, 3, 10, 40, 80, 4096)))
            process.send(chance.choice("jkpdul\rs"))
            process.drained()
        process.resize(24, 80)
        process.send("\x1b")
        process.at_rest()  # both at once would be another key
        process.send("l4\ri")
        process.said(rb"block 1 of")
        process.kept("\x03")


def run(arguments, home, stdin=subprocess.DEVNULL, around="", **environment):
    variables = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm"}
    variables |= {"PYTHONPATH": str(ROOT), **environment}
    command = ["sh", "-c", f'{around}\nexec "$@"', "sh", sys.executable, "-m", "tui", *arguments]
    done = subprocess.run(
        command, stdin=stdin, capture_output=True, env=variables, timeout=PATIENCE, check=False, start_new_session=True
    )
    done.stderr = without_percent(done.stderr)
    return done


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed(tmp_path, closed):
    for flags in ([], ["--plain"]):
        done = run([*flags, SEED], tmp_path, around=f"exec {closed}")
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr
        assert not done.stderr
    with closing(Library(tmp_path / ".local/share/mangdao/library.sqlite")) as library:
        assert library.recent()[0].path == SEED


@pytest.mark.parametrize("sent", [b"", b"The beginning. "])
def test_what_standard_input_keeps_waiting_for_is_told_once(tmp_path, sent):
    variables = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tui", "read", "-"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=variables, **pipes) as process:
        process.stdin.write(sent)
        process.stdin.flush()
        assert process.stderr.readline() == b"Waiting for the end of standard input; Control-C leaves.\n"
        out, err = process.communicate(b"The end.", timeout=PATIENCE)
    assert out.split() == (sent + b"The end.").split()
    assert (process.returncode, err) == (0, b"")


@both
@pytest.mark.parametrize("stream", ["2>errors", "2>&-", "2>/dev/full", "2>/nowhere/errors"])
def test_the_errors_go_elsewhere(tmp_path, mode, stream):
    with World(tmp_path, mode, around=f"exec {stream}") as process:
        if "nowhere" in stream:
            process.rest()
            return
        process.begun()
        process.kept("jq")
    assert not (tmp_path / "errors").exists() or not (tmp_path / "errors").read_bytes()


@both
def test_input_at_its_end_ends_it_without_work(tmp_path, mode):
    with World(tmp_path, mode, around="exec </dev/null") as process:
        process.mode = "plain"  # nothing to type on: no screen
        process.ended()


@both
def test_a_line_that_is_dropped_ends_it_with_the_place_kept_and_no_processor_time(tmp_path, mode):
    with Forked(tmp_path, mode) as process:
        process.begun()
        process.send("4\rp")
        process.said("表建议督办".encode())
        process.said(rb"\r|H|C")
        process.at_rest()
        before = processor_time(process.pid)
        os.close(process.fd)
        process.fd = os.open(os.devnull, os.O_RDWR)
        deadline, used = process.clock() + SOON, before
        while os.waitpid(process.pid, os.WNOHANG) == (0, 0):
            with suppress(OSError):
                used = processor_time(process.pid)
            assert process.clock() < deadline
            select.select([], [], [], 0.005)
        process.status = 0
        assert used - before < 0.5
    assert place_of(tmp_path) == (3, 1, 0)


SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT]


@both
@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_ends_it_with_the_place_kept(tmp_path, mode, number):
    with Forked(tmp_path, mode) as process:
        process.begun()
        process.send("4\rp")
        process.said("表建议督办".encode())
        process.said(rb"\r|H|C")
        os.kill(process.pid, number)
        process.ended((128 + number,))
    assert place_of(tmp_path) == (3, 1, 0)


@cache
def seed():
    return open_source(SEED)


def place_of(home):
    with closing(Library(home / ".local/share/mangdao/library.sqlite")) as library:
        return library.place(seed())


@both
@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_at_any_moment_leaves_the_terminal_as_it_was(tmp_path, mode, number):
    """From the first moment at which something of the terminal has been changed to the last; each signal has
    moments of its own, between those of the others."""
    last, share = (90 if mode == "plain" else 420), SIGNALS.index(number)
    for moment in range(share * last // 12, last, last // 3):
        with World(tmp_path, mode) as process:
            process.until_quiet_terminal()
            select.select([], [], [], moment / 1000)  # a moment of the start, not a wait for something
            os.kill(process.pid, number)
            process.all += process.rest()
            process.restored()
            assert process.status in (128 + number, -number)
            assert termios.tcgetattr(process.fd)[:4] == untouched()


@both
def test_twenty_signals_are_one(tmp_path, mode):
    with Forked(tmp_path, mode) as process:
        process.begun()
        chance = random.Random(2)
        first = None
        with suppress(ProcessLookupError):
            for _time in range(20):
                number = chance.choice(SIGNALS[:3])
                first = first or number
                os.kill(process.pid, number)
        process.ended(tuple(128 + number for number in SIGNALS) + tuple(-number for number in SIGNALS))


@both
@pytest.mark.parametrize("how", ["key", "signal"])
def test_stopped_and_continued_under_a_shell_with_jobs(tmp_path, mode, how):
    """The shell has the terminal as it was meanwhile, and the program has it again afterwards."""
    with World(tmp_path, mode, around="set -m") as process:
        process._around = ""
        process.begun()
        shown = len(process.all)
        if how == "key":
            process.send("\x1a")
        else:
            os.kill(process.pid, signal.SIGTSTP)
        if mode == "full screen":
            process.said(rb"\x1b\[\?1049l.*?\x1b\[\?1049h")
            process.said("市委常委会".encode())  # drawn again
        process.send("2")
        process.said(rb"\x1b\[7m" if mode == "full screen" else "市委常委会".encode())
        assert len(process.all) > shown
        process.kept("q")


@pytest.mark.parametrize("around", ['timeout 60 "$@"', 'set -m; "$@" & wait $!'], ids=["timeout", "job"])
def test_a_command_of_the_shell_runs_behind_another_program(tmp_path, around):
    """It asks nothing of the terminal that only who stands in front may have: the system would stop it."""
    with World(tmp_path, "full screen", "list", SEED, around=f'{around}; echo "ended $?"; exit') as process:
        process.said(b"ended 0")


@both
@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGCONT], ids=lambda number: number.name)
def test_stopped_or_continued_at_the_very_end_the_terminal_stays_as_it_was(tmp_path, mode, number):
    """It has given the terminal back, and does not take it again."""

    def at_the_end():
        real = termios.tcsetattr

        def given_back(file, when, modes):
            real(file, when, modes)
            if modes[3] & termios.ECHO:
                termios.tcsetattr = real
                os.kill(os.getpid(), number)

        termios.tcsetattr = given_back

    with Forked(tmp_path, mode, setup=at_the_end) as process:
        process.begun()
        process.kept("q")
        assert termios.tcgetattr(process.fd)[:4] == untouched()


@both
def test_on_a_stalled_line_keys_still_count_and_a_signal_ends_it(tmp_path, mode):
    with Forked(tmp_path, mode) as process:
        process.begun()
        with stalled(process):
            process.send("4\rppp")
            until(lambda: place_of(tmp_path) == Place(3, 3, 0))
            os.kill(process.pid, signal.SIGTERM)
            begun = process.clock()
            process.wait()
            assert process.clock() - begun < SOON
            assert process.status == 128 + signal.SIGTERM


@both
def test_a_stalled_line_comes_back(tmp_path, mode):
    with Forked(tmp_path, mode) as process:
        process.begun()
        with stalled(process):
            process.send("4\rppp")
            until(lambda: place_of(tmp_path) == Place(3, 3, 0))
        process.send("i")
        process.said(rb"block 4 of")
        process.kept("q")


@both
def test_a_line_that_stalls_while_a_key_is_held_down_lets_go(tmp_path, mode):
    """No key is worked on for ever, and what is written behind a stalled line stays small."""
    with Forked(tmp_path, mode) as process:
        process.begun()
        with stalled(process):
            process.send("4\r" + "sS" * 1500)
            until(lambda: place_of(tmp_path) is not None)
            os.kill(process.pid, signal.SIGHUP)
            process.wait()
            assert process.status == 128 + signal.SIGHUP


@both
def test_on_a_stalled_line_the_voice_reads_on(tmp_path, mode):
    """Sentence after sentence, though nothing of it can be shown."""
    with Forked(tmp_path, mode, MANGDAO_RATE="400") as process:
        process.begun()
        process.send("4\r")
        process.said("我市启动".encode())
        with stalled(process):
            process.send(" ")
            until(lambda: (place_of(tmp_path) or Place()) >= Place(3, 2, 0))  # at first nothing is kept yet
            seen = place_of(tmp_path)
            until(lambda: place_of(tmp_path) > seen)
        process.kept("\x03")


@contextmanager
def stalled(process):
    """The line takes nothing, as after Control-S."""
    line = os.open(f"/proc/{process.pid}/fd/0", os.O_RDWR | os.O_NOCTTY)
    termios.tcflow(line, termios.TCOOFF)
    try:
        yield
    finally:
        termios.tcflow(line, termios.TCOON)
        os.close(line)


BROKEN = {
    "plain": {
        "a key": "import tui.core.reader; broken(tui.core.reader.Reader, 'press', 1)",
        "an utterance": "import tui.plain; broken(tui.plain.Plain, '_say', 1)",
        "the terminal": "import tui.terminal; broken(tui.terminal.Terminal, 'keys', 1)",
        "writing": "import tui.terminal; broken(tui.terminal, '_write_some', 1)",
        "the place": "import tui.library; broken(tui.library.Library, 'keep_place')",
        "closing": "import tui.library; broken(tui.library.Library, 'close')",
        "memory": "import tui.core.reader as r\ndef f(*a): raise MemoryError\nr.Reader.press = f",
        "recursion": "import tui.core.reader as r\ndef f(*a): raise RecursionError\nr.Reader.press = f",
    },
    "full screen": {
        "a key": "import tui.app.view; broken(tui.app.view.View, 'press', 1)",
        "the picture": "import tui.app.view; broken(tui.app.view.View, 'frame', 2)",
        "painting": "import tui.app.paint; broken(tui.app.paint.Painter, 'paint', 1)",
        "the first picture": "import tui.app.paint; broken(tui.app.paint.Painter, 'paint')",
        "a new size": "import tui.app.view; broken(tui.app.view.View, 'resize', 1)",
        "the keys": "import tui.terminal; broken(tui.terminal.Terminal, 'keys', 1)",
        "the driver": "import tui.app.driver; broken(tui.app.driver.ThinDriver, '_take')",
        "mounting": "import tui.app.application; broken(tui.app.application.Application, 'on_mount')",
        "drawing": "import tui.app.application; broken(tui.app.application.Page, 'render_line')",
        "the place": "import tui.library; broken(tui.library.Library, 'keep_place')",
        "closing": "import tui.library; broken(tui.library.Library, 'close')",
        "memory": "import tui.app.view as r\ndef f(*a): raise MemoryError\nr.View.press = f",
    },
}


@pytest.mark.parametrize(("mode", "name"), [(mode, name) for mode in MODES for name in BROKEN[mode]])
def test_an_exception_anywhere_is_one_sentence_and_a_log(tmp_path, mode, name):
    with Forked(tmp_path, mode, setup=lambda: exec(BREAK + BROKEN[mode][name], {})) as process:
        process.until_quiet_terminal()
        process.send("3\rpp")
        process.resize(30, 90)
        if name == "closing":
            process.send("q")
        told(process, tmp_path, BUG if "broken" in BROKEN[mode][name] else "Error")


BESIDE = {  # what runs in threads of their own, or is called back
    "keeping the voice": "import tui.speech.voice; broken(tui.speech.voice.Voice, '_keep')",
    "hearing the voice": "import tui.speech.process; broken(tui.speech.process.WorkerProcess, '_read')",
    "telling the voice": "import tui.speech.process; broken(tui.speech.process.WorkerProcess, '_write')",
}


@both
@pytest.mark.parametrize("name", BESIDE)
def test_an_exception_beside_the_reading_is_told_and_the_reading_goes_on(tmp_path, mode, name):
    with Forked(tmp_path, mode, setup=lambda: exec(BREAK + BESIDE[name], {})) as process:
        process.begun()
        process.send("4\r ")
        process.said(b"went wrong beside")
        process.send("s")
        until(lambda: place_of(tmp_path) == (3, 1, 0))
        process.kept("\x03")
        assert b"Traceback" not in process.all
    log = (tmp_path / ".local/state/mangdao/mangdao.log").read_text("utf-8")
    assert BUG in log


MORE = {  # and what makes it happen
    "plain": {
        "leaving at a signal": ("import tui.terminal; broken(tui.terminal.Terminal, '_leave')", signal.SIGTERM),
        "stopping": ("import tui.terminal; broken(tui.terminal.Terminal, 'suspend')", "\x1a"),
        "a report": ("import tui.core.reader; broken(tui.core.reader.Reader, 'heard')", "4\r "),
        "the narrator": ("import tui.core.narrator; broken(tui.core.narrator.Narrator, 'started')", "4\r "),
        "opening": ("import tui.importers; broken(tui.importers, 'open_bytes')", ""),
        "a bar": ("import tui.sources as s; s._PATIENCE = 0; import tui.patient as p; broken(p._Lines, 'change')", ""),
    },
    "full screen": {
        "leaving at a signal": ("import tui.app.driver; broken(tui.app.driver.ThinDriver, '_obey')", signal.SIGTERM),
        "a signal": ("import tui.app.signals; broken(tui.app.signals, 'take')", signal.SIGTERM),
        "stopping": ("import tui.app.driver; broken(tui.app.driver.ThinDriver, '_suspend')", "\x1a"),
        "going on": ("import tui.app.driver; broken(tui.app.driver.ThinDriver, '_continued')", signal.SIGCONT),
        "a report": ("import tui.app.application; broken(tui.app.application.Application, '_hear')", "4\r "),
        "the narrator": ("import tui.core.narrator; broken(tui.core.narrator.Narrator, 'started')", "4\r "),
        "beginning": ("import tui.app.application; broken(tui.app.application.Application, 'on_ready')", ""),
        "the whole": ("import tui.app.application; broken(tui.app.application.Application, '__init__')", ""),
        "importing": ("import sys; sys.modules['tui.app.application'] = None", ""),
        "the take-over": ("import tui.app.driver as d; broken(d.ThinDriver, 'start_application_mode')", ""),
        "giving back": ("import tui.app.driver as d; broken(d.ThinDriver, 'stop_application_mode')", "q"),
        "the last screen": ("import tui.app; broken(tui.app, 'first_screen')", "q"),
        "the output": ("import tui.app.output; broken(tui.app.output.Output, '_next', 1)", "4"),
        "a bar": ("import tui.sources as s; s._PATIENCE = 0; import tui.patient as p; broken(p._Bar, 'change')", ""),
    },
}


@pytest.mark.parametrize(("mode", "name"), [(mode, name) for mode in MODES for name in MORE[mode]])
def test_an_exception_in_what_is_called_back_is_one_sentence_and_a_log(tmp_path, mode, name):
    code, cause = MORE[mode][name]
    with Forked(tmp_path, mode, setup=lambda: exec(BREAK + code, {})) as process:
        if cause:
            process.begun()
        if isinstance(cause, signal.Signals):
            process.at_rest()
            os.kill(process.pid, cause)
        else:
            process.send(cause)
        told(process, tmp_path, BUG if "broken" in code else "Error")


def told(process, home, what):
    """The end of a program with a bug: one sentence, the details in the log, the terminal as it was."""
    data = process.all + process.rest()
    assert process.status == 70, data
    assert termios.tcgetattr(process.fd)[:4] == untouched()
    sentence = data.rpartition(b"\x1b[?1049l")[2]
    assert data.count(b"mangdao: something went wrong in this program; the details are in ") == 1
    assert process.mode == "plain" or sentence.count(b"\n") <= 2
    assert b"Traceback" not in data
    log = (home / ".local/state/mangdao/mangdao.log").read_text("utf-8")
    assert log.count("Traceback") == 1
    assert what in log


COMMAND_KEYS = {"enter": "\r", "down": "\x1b[B", "up": "\x1b[A", "space": " ", "backspace": "\x7f", "escape": "\x1b"}
COMMAND_KEYS |= {"right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F"}
COMMAND_KEYS |= {"pageup": "\x1b[5~", "pagedown": "\x1b[6~"}


@both
def test_an_exception_in_a_command_is_told_and_the_place_is_kept(tmp_path, mode):
    """Some of them, by key and by name; the next test takes them all, `python -m tests.hostile` in processes."""
    for command in COMMANDS[:: 9 if mode == "plain" else 18]:
        (tmp_path / command.name).mkdir()
        failed(tmp_path / command.name, mode, command)


def failed(home, mode, command):
    """The program whose command has a bug, up to its end."""
    with Forked(home, mode, setup=lambda: break_command(command.name)) as process:
        process.begun()
        process.send("4\rs")
        until(lambda: place_of(home) == (3, 1, 0))
        key = command.keys[0] if command.keys else ""
        process.send(COMMAND_KEYS.get(key, key) or f":{command.name}\r")
        told(process, home, BUG)
    assert place_of(home) == (3, 1, 0)


def break_command(name):
    """Its handler raises; the second time where the way to the place needs it."""
    real, spared = Reader._do, {"open": 1, "next-sentence": 1}.get(name, 0)

    def do(reader, command):
        nonlocal spared
        spared -= command.name == name
        if spared < 0:
            raise RuntimeError(BUG)
        return real(reader, command)

    Reader._do = do


@both
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_an_exception_in_any_command_leaves_the_loop_with_the_place_kept(mode, command, monkeypatch):
    monkeypatch.setattr(Reader, "_do", Reader._do)
    break_command(command.name)
    memory, keys = MemoryStandIn(), [*"1", "enter", "s", ":", *command.name, "enter"]
    settings = Settings()
    reader = Reader(TWO, memory, Options(settings), VoiceStandIn())
    play = in_plain_mode if mode == "plain" else in_the_full_screen
    with pytest.raises(RuntimeError, match=BUG):
        play(reader, settings, keys)
    assert memory.kept == Place(0, 1, 0)


def in_plain_mode(reader, _settings, keys):
    Plain(reader, Paper(keys)).run("")


def in_the_full_screen(reader, settings, keys):
    view = View(reader, settings)
    for key in keys:
        view.press(key)
        view.frame()


LIMITS = {"files": "ulimit -n 12", "memory": "ulimit -v 300000", "stack": "ulimit -s 512", "size": "ulimit -f 0"}


@both
@pytest.mark.parametrize("limit", LIMITS)
def test_limits_of_the_system(tmp_path, mode, limit):
    """It works, or it says in one sentence that it does not."""
    with World(tmp_path, mode, around=LIMITS[limit]) as process:
        process.said(rb"q to quit|\x1b\]2;|mangdao: ")
        with suppress(OSError):
            process.send("jj\x03")
        data = process.all + process.rest()
        assert b"Traceback" not in data
        assert process.status in (0, 70)
        assert process.status == 0 or data.count(b"mangdao: ") == 1


DISKS = {
    "full": "mount -t tmpfs -o size=64k none disk && (cat /dev/zero >disk/much 2>/dev/null; true)",
    "nearly full": "mount -t tmpfs -o size=192k none disk && head -c 60000 /dev/zero >disk/much",
    "read-only": "mount -t tmpfs none disk && mount -o remount,ro disk",
    "not there": "rmdir disk",
    "a file": "rmdir disk && touch disk",
    "a device": "rmdir disk && ln -s /dev/full disk",
}


@both
@pytest.mark.parametrize("disk", DISKS)
def test_a_home_where_nothing_can_be_kept(tmp_path, mode, disk):
    """Reading goes on; that nothing is kept is told once, in one sentence."""
    need_file_systems()
    (tmp_path / "disk").mkdir()
    around = f'if [ -z "$INSIDE" ]; then INSIDE=1 exec unshare -rm sh -c \'{DISKS[disk]}; exec "$@"\' sh "$@"; fi'
    with World(tmp_path, mode, around=around, HOME=str(tmp_path / "disk")) as process:
        process.begun()
        process.at_rest()
        process.send("4\rp")
        process.said("表建议督办".encode())
        process.send(",jjj\r")
        process.said(rb"cannot be kept|double")
        process.send("\x03")
        text = (process.all.decode() + process.ended()).replace("\r\n", " ")
        assert "went wrong" not in text
        if disk not in ("nearly full", "not there"):
            assert "are not kept" in text or "cannot keep" in text or "so places" in text


@both
@pytest.mark.parametrize("home", ["", "relative", "/dev/null", "/proc/self", "\x1b[31m\xff"])
def test_any_home(tmp_path, mode, home):
    with Forked(tmp_path, mode, HOME=home) as process:
        process.begun()
        process.kept("jq")


def test_output_that_cannot_be_written(tmp_path):
    for arguments in (["--plain", SEED], ["read", SEED], ["list", SEED, "--json"], ["--help"], ["doctor"]):
        done = run(arguments, tmp_path, around="exec >/dev/full")
        assert done.returncode == 1, arguments
        assert done.stderr.startswith(b"mangdao: the output cannot be written")
        assert done.stderr.count(b"\n") == 1
        assert run(arguments, tmp_path, around="exec >/dev/full 2>&1").returncode == 1, arguments
        if os.geteuid() == 0 and "--plain" not in arguments:  # takes nothing, as a disk that has gone
            done = run(arguments, tmp_path, around="exec >/proc/version")
            assert (done.returncode, done.stderr.count(b"\n")) == (1, 1), arguments
        done = run(arguments, tmp_path, around="exec 2>&1 | true")
        assert b"Traceback" not in done.stderr
        done = run(arguments, tmp_path, around="export PYTHONUNBUFFERED=1; exec >&-")
        if "--plain" not in arguments:  # keys and the voice need none
            assert done.returncode == 1, arguments
            assert done.stderr.startswith(b"mangdao: standard output is closed")
            assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("around", ["exec 2>/dev/full", "exec 2</dev/null", "exec 2>&-"])
def test_errors_that_cannot_be_written_change_nothing(tmp_path, around):
    (tmp_path / "folder").mkdir()
    for number in range(12):
        (tmp_path / "folder" / f"{number}.txt").write_text(f"Text {number}.")
    for arguments, code in (
        (["add", "folder"], 0),
        (["library", "--json"], 0),
        (["list", "nowhere"], 3),
        (["list"], 2),
    ):
        assert run(arguments, tmp_path, around=f"{around}\ncd {tmp_path}").returncode == code, arguments
    assert run(["library", "--json"], tmp_path).stdout.count(b'"title": ') == 12


@both
def test_killed_at_any_moment_nothing_that_was_shown_is_lost(tmp_path, mode):
    chance = random.Random(3)
    for _time in range(6):
        with Forked(tmp_path, mode) as process:
            process.begun()
            process.send("g4\r" + "p" * chance.randint(1, 12))
            process.send("i")
            shown = process.said(rb"block (\d+) of")
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        block = int(shown.rpartition(b"block ")[2].split()[0])
        assert place_of(tmp_path)[1:] == (block - 1, 0)


def test_two_at_once_keep_both_what_they_can(tmp_path):
    """Both front ends on one library: neither stops, both keep bookmarks, the last move is the place."""
    with Forked(tmp_path, "plain") as one, Forked(tmp_path, "full screen") as two:
        for process in (one, two):
            process.begun()
        for _time in range(20):
            one.send("p")
            two.send("s")
        one.send("3\rm")
        one.said(rb"Bookmark")
        two.send("4\rpm")
        two.said(rb"Bookmark")
        one.kept("q")
        two.kept("q")
    with closing(Library(tmp_path / ".local/share/mangdao/library.sqlite")) as library:
        publication = seed()
        assert {mark.place.article for mark in library.bookmarks(publication)} == {2, 3}
        assert library.place(publication) == Place(3, 1, 0)
