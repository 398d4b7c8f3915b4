"""The listener's own machine: `mangdao speaker` as a real process, strangers, and a real SSH connection to it."""

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading

import numpy as np
import pytest

from tests.heard.dispatcher import Dispatcher
from tests.heard.sound import LOUD, Events, SoundServer, real_time, utter
from tests.heard.steps import SEED
from tests.machine.process import ROOT
from tests.machine.secure_shell import Remote, SecureShell, processes_of, program, until_gone
from tests.machine.slow_link import SlowLink
from tests.needs import need, until
from tui.errors import SpeechError
from tui.speech import Manner
from tui.speech.far import FarSpeaker
from tui.speech.links import Address, address_of
from tui.speech.voice import Voice

FAST = Manner(rate=300)
TEXT = "会议强调,要深入学习贯彻重要指示精神。"


class Speaker:
    """`python -m tui speaker` with a home of its own. `told`: what MANGDAO_SPEAKER is, with its own port."""

    def __init__(self, home, *arguments, backend="silence", **environment):
        self.home = home
        home.mkdir(exist_ok=True)
        variables = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        variables |= {"MANGDAO_BACKEND": backend, **environment}
        command = [sys.executable, "-m", "tui", "speaker", *arguments]
        if "--listen" not in arguments:
            command += ["--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True, cwd=home)
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line.strip())
            if line == "mangdao\n":
                break
        text = "\n".join(self.lines)
        self.where = re.search(r"-R 127\.0\.0\.1:7890:(\S+) ", text)[1]
        self.token = re.search(r"MANGDAO_SPEAKER=(\S+)@", text)[1]
        self.told = f"{self.token}@{self.where}"

    @property
    def port(self):
        return int(self.where.rpartition(":")[2])

    def stop(self, how=signal.SIGKILL):
        self.process.send_signal(how)
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def speaker_of(tmp_path):
    running = []

    def make(*arguments, home="home", **options):
        running.append(Speaker(tmp_path / home, *arguments, **options))
        return running[-1]

    yield make
    for speaker in running:
        if speaker.process.poll() is None:
            speaker.stop()


@pytest.fixture
def voice_of():
    voices = []

    def make(told, backend="speaker", **environment):
        events = Events()
        voices.append(Voice(events, backend, FAST, {**os.environ, "MANGDAO_SPEAKER": told, **environment}))
        return voices[-1], events

    yield make
    for voice in voices:
        voice.close()


def test_what_is_said_there_is_reported_here(speaker_of, voice_of):
    voice, events = voice_of(speaker_of().told)
    voice.say([utter(1, "国务院"), utter(2, "two words", "en")])
    events.wait("finished", 2)
    assert events.introduction().text.endswith("On the listener's own machine.")
    assert [(event.name, event.id, event.offset) for event in events.all[1:]] == [
        ("started", 1, 0), ("word", 1, 0), ("word", 1, 1), ("word", 1, 2), ("finished", 1, 0),
        ("started", 2, 0), ("word", 2, 0), ("word", 2, 4), ("finished", 2, 0),
    ]  # fmt: skip
    voice.say([utter(3, "国务院" * 20)])
    events.wait("started", 3)
    voice.cancel()
    voice.say([utter(4, "国")])
    events.wait("finished", 4)
    assert ("finished", 3) not in events.named("finished")


def test_its_voices_are_those_of_the_listeners_machine(speaker_of, voice_of):
    voice, _events = voice_of(speaker_of(backend="espeak", PULSE_SERVER="unix:/nonexistent").told)
    assert "sit/cmn" in {info.name for info in voice.voices(30)}


def test_a_unix_socket_is_only_its_owners(speaker_of, voice_of, tmp_path):
    path = tmp_path / "speaker"
    speaker = speaker_of("--listen", str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    voice, events = voice_of(speaker.told)
    voice.say([utter(1, "国")])
    events.wait("finished", 1)
    speaker.stop()
    assert path.exists()
    events.wait("gone")  # what is said before that is noticed goes with it
    speaker = speaker_of("--listen", str(path))
    voice.say([utter(2, "国")])
    events.wait("finished", 2)
    speaker.stop(signal.SIGINT)
    assert not path.exists()


def test_a_crash_there_costs_nothing_here(speaker_of, voice_of, tmp_path):
    """The worker at home is replaced at home, and the sentence said again."""
    speaker = speaker_of(backend="tests.heard.speech_faults:CRASH_ONCE", FAULTS=str(tmp_path))
    voice, events = voice_of(speaker.told)
    voice.say([utter(1, "国"), utter(2, "坏"), utter(3, "家")])
    events.wait("finished", 3)
    assert events.named("finished", "failed", "gone") == [("finished", 1), ("finished", 2), ("finished", 3)]


def test_when_either_side_is_gone_no_process_is_left(speaker_of, voice_of):
    speaker = speaker_of()
    voice, events = voice_of(speaker.told)
    voice.say([utter(1, TEXT * 20)])
    events.wait("started", 1)
    processes = [pid for pid in processes_of(speaker.home) if pid != speaker.process.pid]
    assert len(processes) == 1
    voice.close()
    until_gone(processes)
    voice, events = voice_of(speaker.told)
    voice.say([utter(1, TEXT * 20)])
    events.wait("started", 1)
    processes = processes_of(speaker.home)
    assert len(processes) == 2
    speaker.process.kill()
    text = events.wait("gone").text
    assert "is gone; start mangdao speaker at home" in text
    speaker.process.wait()
    until_gone(processes)


def test_the_token_is_kept_for_its_owner_alone_until_a_new_one_is_wanted(speaker_of, tmp_path):
    first = speaker_of()
    path = tmp_path / "home" / ".config" / "mangdao" / "speaker-token"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text().strip() == first.token
    assert len(first.token) >= 20
    first.stop()
    second = speaker_of()
    assert second.token == first.token
    second.stop()
    assert speaker_of("--new-token").token != first.token


def test_a_token_that_cannot_be_kept_is_told(speaker_of):
    speaker = speaker_of(XDG_CONFIG_HOME="/dev/null")
    assert speaker.token
    rest = speaker.process.stdout.readline()
    assert "could not be kept" in rest


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("0.0.0.0:7890", "could be reached from elsewhere"),
        ("192.0.2.1:7890", "could be reached from elsewhere"),
        ("nowhere", "is no address"),
        ("/no/such/folder/socket", "Nothing can listen"),
    ],
)
def test_it_listens_where_only_this_machine_reaches_it(tmp_path, address, sentence):
    done = subprocess.run(
        [sys.executable, "-m", "tui", "speaker", "--listen", address], cwd=ROOT, capture_output=True, text=True,
        env={"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}, check=False,
    )  # fmt: skip
    assert done.returncode in (2, 6)
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("7890", Address("127.0.0.1", 7890)),
        ("host:65535", Address("host", 65535)),
        ("[::1]:80", Address("::1", 80)),
        ("/run/x", Address(path="/run/x")),
    ],
)
def test_an_address_has_a_port_or_is_a_path(text, address):
    assert address_of(text) == address
    assert str(address).endswith(text.rpartition(":")[2])


@pytest.mark.parametrize("text", ["", "host", "host:", "host:-1", "host:65536", "host:9999999", "host:²", "host:٣"])
def test_what_is_no_address_is_told_in_a_sentence(text):
    with pytest.raises(SpeechError, match="is no address"):
        address_of(text)


def test_strangers_are_not_spoken_for_and_disturb_nobody(speaker_of, voice_of):
    speaker = speaker_of()
    voice, events = voice_of(speaker.told)
    voice.say([utter(1, TEXT * 3)])
    events.wait("started", 1)
    say = json.dumps({"do": "say", "id": 1, "text": "国", "language": "zh", "pause": 0, "generation": 0}).encode()
    for rubbish in (
        b"",
        b"\n",
        say + b"\n",
        b"\xff" * 5000 + b"\n",
        b'{"answer": "", "challenge": ""}\n' + say + b"\n",
    ):
        with socket.create_connection(("127.0.0.1", speaker.port)) as stranger, stranger.makefile("rb") as lines:
            assert json.loads(lines.readline())["mangdao"] == "speaker"
            stranger.sendall(rubbish)
            stranger.shutdown(socket.SHUT_WR)
            assert lines.read() in (b"", b'{"mangdao":"refused"}\n')
    silent = [socket.create_connection(("127.0.0.1", speaker.port)) for _number in range(30)]
    events.wait("finished", 1)
    for stranger in silent:
        stranger.close()
    with pytest.raises(SpeechError, match="does not know the token"):
        FarSpeaker(Events(), address_of(speaker.where), "wrong")
    assert events.named("gone") == []


def test_an_impostor_learns_nothing():
    """Somebody else on the server has taken the port: not a word of what is read, nor the token, goes there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        got = []

        def pretend():
            link = server.accept()[0]
            with link, link.makefile("rb") as lines:
                link.sendall(b'{"mangdao":"speaker","challenge":"00"}\n')
                got.append(lines.readline())
                link.sendall(b'{"mangdao":"welcome","answer":"00"}\n')
                got.append(lines.read())

        impostor = threading.Thread(target=pretend)
        impostor.start()
        with pytest.raises(SpeechError, match="does not know the token"):
            FarSpeaker(Events(), address_of(str(server.getsockname()[1])), "secret token")
        impostor.join()
    assert set(json.loads(got[0])) == {"answer", "challenge"}
    assert b"secret" not in got[0]
    assert got[1] == b""


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-OpenSSH\r\n", b"[]\n", b"{}\n", b"\xff\n", b"x" * 5000])
def test_something_else_that_listens_there_is_told_in_a_sentence(said):
    with socket.create_server(("127.0.0.1", 0)) as server:
        other = threading.Thread(target=lambda: _say_and_end(server, said))
        other.start()
        with pytest.raises(SpeechError) as caught:
            FarSpeaker(Events(), address_of(str(server.getsockname()[1])), "token")
        other.join()
    assert "\n" not in str(caught.value)


def _say_and_end(server, said):
    link = server.accept()[0]
    link.sendall(said)
    link.shutdown(socket.SHUT_WR)
    link.close()


@pytest.fixture
def sound(tmp_path):
    need("pulseaudio", "parec")
    running = SoundServer(tmp_path, real_time())
    yield running
    running.stop()


def forwarded(server, port, where, there=0):
    """`ssh -R`: a port of the server (`there`, or any) that leads to an address at home, through a port that leads
    to its sshd."""
    if there:
        until(lambda: _is_free(there), what="the line before holds its port")
    else:
        with socket.create_server(("127.0.0.1", 0)) as free:
            there = free.getsockname()[1]
    command = server.command(port, "exec cat")
    command[1:2] = ["-T", "-o", "ExitOnForwardFailure=yes", "-R", f"127.0.0.1:{there}:{where}"]
    line = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)

    def answers():
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", there)) == 0

    until(answers, what="nothing is forwarded")
    return line, there


def _is_free(port):
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def end(line):
    line.kill()
    line.wait()
    line.stdin.close()


def test_over_ssh_the_voice_is_at_home_and_a_dropped_line_leaves_the_reader_reading(speaker_of, tmp_path, sound):
    """The reader on a server, the voice at home: marks come back, a key silences, a line that breaks is told."""
    reader, client = tmp_path / "reader", tmp_path / "client"
    reader.mkdir()
    client.mkdir()
    speaker = speaker_of(backend="espeak", PULSE_SERVER=f"unix:{sound.socket}")
    with SecureShell() as server, SlowLink(server.port) as link, sound.record() as recorder:
        line, there = forwarded(server, link.port, speaker.where)
        told = {"MANGDAO_SPEAKER": f"{speaker.token}@127.0.0.1:{there}", "MANGDAO_SPEECH": "both"}
        command = program(reader, "--plain", SEED, MANGDAO_BACKEND="auto", **told)
        with Remote(client, server.command(server.port, command)) as terminal:
            terminal.until(b"unread")
            until(lambda: recorder.first_sound(0), what="the voice at home says nothing")
            terminal.send("\r")
            terminal.until("临时开展".encode())
            terminal.send(" ")
            # Each sentence is written when its first mark has come back.
            terminal.until("临时开展".encode())
            terminal.until("市委党史研究室".encode())
            terminal.send(" ")
            terminal.until(b"Paused")
            recorder.more(2)
            recorder.restart()
            recorder.more(1)
            assert np.abs(recorder.heard()).max() < LOUD
            terminal.send(" ")
            terminal.until("市委党史研究室".encode())
            link.cut()
            terminal.until(b"The speaker at 127.0.0.1:\\d+ is gone; start mangdao speaker at home")
            terminal.send("j")
            terminal.until("伟人足迹".encode())
            end(line)
            line, _port = forwarded(server, server.port, speaker.where, there)
            recorder.restart()
            terminal.send(" ")
            terminal.until("伟人足迹".encode())
            until(lambda: recorder.first_sound(0), what="the voice does not come back")
            end(line)
            processes = processes_of(reader)
            terminal.send("q")
            until_gone(processes)
    assert processes_of(speaker.home) == [speaker.process.pid]


def test_over_ssh_a_speech_dispatcher_at_home_speaks(tmp_path, sound, voice_of):
    dispatcher = Dispatcher(tmp_path, sound)
    try:
        with SecureShell() as server, sound.record() as recorder:
            line, there = forwarded(server, server.port, str(dispatcher.path))
            voice, events = voice_of("", "speech-dispatcher", SPEECHD_ADDRESS=f"inet_socket:127.0.0.1:{there}")
            voice.say([utter(1, TEXT), utter(2, TEXT)])
            events.wait("finished", 1)
            assert [event.offset for event in events.all if event.name == "word"][:2] == [0, 5]
            until(lambda: recorder.first_sound(0))
            end(line)
            assert "Space tries it again" in events.wait("gone").text
    finally:
        dispatcher.stop()
