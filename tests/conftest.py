"""For all tests: an interface in English whatever the machine speaks, and no deadline on busy machines."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from tests.machine import warm
from tests.needs import PATIENCE, need
from tui.importers import apart
from tui.keeping import background
from tui.texts import use_language

LONGEST = (
    *("test_screen_reader", "test_hostile_world", "test_screen_reader_faults", "test_app_process", "test_rules"),
    *("test_ssh", "test_first_screen", "test_library", "test_speech_voice", "test_speech_sound", "test_speech_proof"),
    *("test_soak", "test_printed", "test_speaker", "test_bombs", "test_library_shell", "test_recordings"),
)

LONG = 300  # seconds: some ten times what the longest test takes on a busy machine

# A test that depends on how fast the machine is today says nothing about the program.
settings.register_profile("mangdao", deadline=None)
settings.load_profile("mangdao")

for name in [name for name in os.environ if name.startswith("MANGDAO_")]:
    del os.environ[name]
os.environ["MANGDAO_LIBRARY"] = ":memory:"  # what somebody has put right at home is not there in a test

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell has it in the background, and then all programs do
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser, pluginmanager):
    """Without pytest-xdist one process takes all tests, and what pyproject.toml tells it is not unknown."""
    if not pluginmanager.hasplugin("xdist"):
        for option in ("--numprocesses", "--dist", "--no-loadscope-reorder", "--max-worker-restart"):
            parser.addoption(option, nargs="?")


@pytest.fixture(autouse=True)
def english():
    """Texts are compared in English; a test of another language says so itself."""
    use_language("en")


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """What is opened in this process is there with the key, however slow the machine; tests of waiting set another
    patience."""
    monkeypatch.setattr(background, "PATIENCE", PATIENCE)


@pytest.fixture(autouse=True)
def without_a_start(monkeypatch):
    """What is read in a process of its own is, and nobody waits until Python has started there."""
    if hasattr(os, "fork"):
        monkeypatch.setattr(apart, "Popen", warm.Popen)


@pytest.fixture(scope="module")
def sound_server(tmp_path_factory):
    """A sound server, to hear what is played."""
    from tests.heard.sound import SoundServer, real_time

    need("pulseaudio", "parec")
    sound_server = SoundServer(tmp_path_factory.mktemp("sound"), real_time())
    yield sound_server
    sound_server.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """A test that hangs fails, and those behind it have their turn; where not even that ends it, pytest's own limit
    ends the process."""
    if not hasattr(signal, "setitimer"):
        return (yield)

    def too_long(_number, _frame):
        pytest.fail(f"it has not ended after {LONG} seconds")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, LONG)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """Tests that wait for sound and for other programs leave the processor to others, so that three files at a time
    keep two cores busy. Who names files is served by this process."""
    return 3 if all(Path(each).is_dir() for each in config.args) else 0


def pytest_collection_modifyitems(items):
    """The files that take longest come first, so that nobody waits for the last of them at the end."""
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))
