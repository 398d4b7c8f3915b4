"""The keys for sound of a desktop, pressed on a session bus of the test's own while the reader runs."""

import os
import subprocess
import sys

import pytest

from tests.heard.steps import SEED
from tests.machine.process import ROOT, Process
from tests.needs import PATIENCE, need, until
from tui.media import media_keys

GREETING = rb"unread\r(?:\x1b\[\d+A)?$"
PLAYER = "org.mpris.MediaPlayer2.Player"


@pytest.fixture(scope="module")
def bus(tmp_path_factory):
    """The address of a bus."""
    need("dbus-daemon")
    path = tmp_path_factory.mktemp("bus")
    command = ["dbus-daemon", "--session", f"--address=unix:path={path}/socket", "--nofork", "--nopidfile"]
    daemon = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    until(lambda: (path / "socket").exists() or daemon.poll() is not None)
    yield f"unix:path={path}/socket"
    daemon.kill()
    daemon.wait()


class Desktop:
    """What presses the keys."""

    def __init__(self, bus):
        from jeepney.io.blocking import open_dbus_connection

        self._connection = open_dbus_connection(bus)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._connection.close()

    def players(self):
        from jeepney.bus_messages import message_bus

        names = self._connection.send_and_get_reply(message_bus.ListNames()).body[0]
        return [name for name in names if name.startswith("org.mpris.MediaPlayer2.mangdao")]

    def call(self, method, interface=PLAYER, *body):
        from jeepney import DBusAddress, new_method_call

        address = DBusAddress("/org/mpris/MediaPlayer2", self.players()[0], interface)
        message = new_method_call(address, method, "s" * len(body) or None, body)
        return self._connection.send_and_get_reply(message, timeout=PATIENCE)

    def status(self):
        return self.call("Get", "org.freedesktop.DBus.Properties", PLAYER, "PlaybackStatus").body[0][1]


@pytest.mark.parametrize("mode", ["--plain", "--theme=none"])
def test_media_keys_drive_the_voice_once_somebody_has_used_it(tmp_path, bus, mode):
    environment = {"MANGDAO_BACKEND": "silence", "DBUS_SESSION_BUS_ADDRESS": bus}
    with Desktop(bus) as desktop, Process(tmp_path, mode, SEED, **environment) as process:
        process.until(GREETING if mode == "--plain" else "毛泽东足迹".encode())
        process.send("2\r")
        process.until("陈恢清|市委常委会召开会议\r".encode())
        assert not desktop.players(), "who makes no sound takes nobody's keys"
        process.send(" ")
        process.until(b"silently")
        until(desktop.players)
        until(lambda: desktop.status() == "Playing")
        desktop.call("Pause")
        until(lambda: desktop.status() == "Paused")
        desktop.call("Next")
        desktop.call("PlayPause")
        until(lambda: desktop.status() == "Playing")
        desktop.call("Stop")
        until(lambda: desktop.status() == "Paused")
        everything = desktop.call("GetAll", "org.freedesktop.DBus.Properties", "org.mpris.MediaPlayer2").body[0]
        assert everything["Identity"] == ("s", "Mangdao")
        assert desktop.call("Seek").header.message_type.name == "error"
        if mode == "--plain":
            process.until("\r\n3 市委理论学习中心组".encode() + rb".*\r$")
            assert process.silent_for(0.5), "nothing is written but where a key has led in silence"
        process.send("i")
        process.until(b"article 3 of 8")
        process.send("qq")
        process.rest()
        assert process.status == 0
        until(lambda: not desktop.players())


def test_without_a_bus_there_are_no_media_keys_and_no_word_about_it(tmp_path):
    assert media_keys(print, {}) is None
    program = """if True:
        import os, sys, threading
        from tui.media import media_keys
        keys = media_keys(print)
        keys.playing(False)
        [thread.join(90) for thread in threading.enumerate() if thread.name == "media keys"]
        keys.playing(True)
        keys.close()
        print(threading.active_count())
    """
    for address in ("unix:path=/nowhere/at/all", "rubbish", "tcp:host=127.0.0.1,port=1"):
        environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
        assert (done.stdout, done.stderr) == ("1\n", "")
