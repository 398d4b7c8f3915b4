"""speech-dispatcher for tests: the real one, and one that lies in the ways a broken one might."""

import os
import signal
import socket
import subprocess
import threading
from pathlib import Path

import pytest

from tests.needs import need, until

_CONFIGURATION = """\
LogLevel 1
LogDir "{folder}"
AudioOutputMethod "pulse"
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule espeak-ng
DefaultLanguage "en"
"""
_MODULE = Path("/usr/lib/speech-dispatcher-modules/sd_espeak-ng")


class Dispatcher:
    """`speech-dispatcher` on a Unix socket in `folder`, with its sound into a sound server of the tests."""

    def __init__(self, folder, server):
        need("speech-dispatcher")
        if not _MODULE.exists():
            need("speech-dispatcher-espeak-ng")
        self.path = folder / "speechd.sock"
        self.address = f"unix_socket:{self.path}"
        configuration = folder / "speech-dispatcher"
        (configuration / "modules").mkdir(parents=True, exist_ok=True)
        (configuration / "speechd.conf").write_text(_CONFIGURATION.format(folder=folder), "utf-8")
        (configuration / "modules" / "espeak-ng.conf").write_text("", "utf-8")
        command = ["speech-dispatcher", "-s", "-t", "0", "-c", "unix_socket", "-S", str(self.path)]
        command += ["-C", str(configuration), "-P", str(folder / "speechd.pid")]
        self._process = subprocess.Popen(
            command, env=server.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        until(self._answers, what="speech-dispatcher does not start")

    def _answers(self):
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self.path)) == 0

    def stop(self):
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self.path.unlink(missing_ok=True)


class Liar:
    """A server of SSIP on a Unix socket. `way`: good, rubbish, mute, refuses; or what happens to each message that
    it is given: vanishes, stops, hangs (while it sounds), cancels, endless (a line without an end), strange (events of
    no sense)."""

    def __init__(self, path, way):
        self.address = f"unix_socket:{path}"
        self._way = way
        self._server = socket.create_server(str(path), family=socket.AF_UNIX)
        self._links = []
        self.messages = []
        self.requests = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        for link in self._links:
            _shut(link)
        self._server.close()

    def _accept(self):
        while True:
            try:
                link = self._server.accept()[0]
            except OSError:
                return
            self._links.append(link)
            threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def _serve(self, link):
        if self._way == "rubbish":
            link.sendall(b"\x00\xff\x80 what is this\r\n" * 3)
        try:
            with link.makefile("r", encoding="utf-8", newline="\r\n") as lines:
                for line in lines:
                    self._answer(link, line.strip(), lines)
        except OSError:
            return

    def _answer(self, link, line, lines):
        self.requests.append(line)
        if self._way == "mute":
            return
        if self._way == "refuses":
            link.sendall(b"300 ERR INTERNAL\r\n")
        elif line == "SPEAK":
            link.sendall(b"230 OK RECEIVING DATA\r\n")
            self.messages.append(next(lines).strip())
            next(lines)
            self._speak(link, len(self.messages))
        elif line == "GET OUTPUT_MODULE":
            link.sendall(b"251-fake\r\n251 OK GET RETURNED\r\n")
        elif line == "LIST SYNTHESIS_VOICES":
            link.sendall(b"249-Good\ten\tnone\r\n249-Good+Bob\ten\tBob\r\n249-rubbish\r\n249 OK VOICE LIST SENT\r\n")
        else:
            link.sendall(b"200 OK\r\n")

    def _speak(self, link, number):
        if self._way == "vanishes":
            return _shut(link)
        if self._way == "stops":
            return None
        if self._way == "endless":
            return link.sendall(b"7" * 1_000_000)
        queued = f"225-{number}\r\n225 OK MESSAGE QUEUED\r\n"
        begin, end, cancelled = (
            f"{code}-{number}\r\n{code}-1\r\n{code} {name}\r\n"
            for code, name in (("701", "BEGIN"), ("702", "END"), ("703", "CANCELED"))
        )
        strange = "".join(f"700-{mark}\r\n700 INDEX MARK\r\n799-?\r\n799 ?\r\n" for mark in (number, "x", "", "9" * 99))
        if self._way == "hangs":
            self._way = "mute"
            return link.sendall((queued + begin).encode())
        events = {"cancels": begin + cancelled, "strange": begin + strange + end + end}.get(self._way, begin + end)
        return link.sendall((queued + events).encode())


def _shut(link):
    try:
        link.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


@pytest.fixture
def liar(tmp_path):
    """Makes liars, and closes them."""
    made = []

    def make(way):
        made.append(Liar(tmp_path / f"liar{len(made)}", way))
        return made[-1]

    yield make
    for one in made:
        one.close()
