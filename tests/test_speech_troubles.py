"""What goes wrong around the voice: devices, logs, names that do not exist, choices that cannot be had."""

import json
import os
import subprocess
import sys
import tempfile

import pytest

from tests.heard.sound import Events, SoundServer, utter
from tests.heard.steps import SEED
from tests.machine.process import ROOT, Process
from tests.needs import need, until
from tests.test_speech_voice import is_gone, worker_of
from tui.launch import FrontVoice
from tui.settings import Settings
from tui.speech import LOST, Manner
from tui.speech.voice import Voice

FAST = Manner(rate=300)
NOWHERE = {"PULSE_SERVER": "unix:/nonexistent"}


@pytest.fixture
def voice_of(tmp_path):
    voices = []

    def make(backend, manner=FAST, patience=2.0, **environment):
        events = Events()
        variables = {**os.environ, "FAULTS": str(tmp_path), **environment}
        voices.append(Voice(events, backend, manner, variables, patience))
        return voices[-1], events

    yield make
    for voice in voices:
        voice.close()


def vanished(server, how):
    if how == "killed":
        server.stop()
    elif how == "hangs":
        server.hang()
    else:
        server.control("unload-module", "module-null-sink")


def back(server, how, folder):
    if how == "killed":
        return SoundServer(folder)
    if how == "hangs":
        server.go_on()
    else:
        server.control("load-module", "module-null-sink", "sink_name=test")
    return server


@pytest.mark.parametrize("how", ["killed", "hangs", "its device is taken away"])
def test_a_device_that_vanishes_ends_reading_and_sounds_again_when_it_is_back(voice_of, tmp_path, how):
    """Nothing is read unheard, and what is said when it is back is heard."""
    need("pulseaudio", "parec", "pactl")
    server = SoundServer(tmp_path)
    try:
        names = ("PULSE_SERVER", "HOME", "XDG_RUNTIME_DIR")
        voice, events = voice_of("espeak", patience=5, **{name: server.environment[name] for name in names})
        voice.say([utter(1, "会议强调,要深入学习贯彻重要指示精神。" * 5), utter(2, "好。")])
        events.wait("word", 1)
        vanished(server, how)
        assert events.wait("gone").text == LOST
        server = back(server, how, tmp_path)
        with server.record() as recorder:
            voice.say([utter(3, "国家")])
            events.wait("finished", 3)
            until(lambda: recorder.last_sound() > 0)
    finally:
        server.stop()
    assert events.named("finished", "failed", "silent") == [("finished", 3)]


def test_a_device_that_is_still_away_keeps_the_place_and_is_told_again(voice_of, tmp_path):
    need("pulseaudio")
    server = SoundServer(tmp_path)
    try:
        names = ("PULSE_SERVER", "HOME", "XDG_RUNTIME_DIR")
        voice, events = voice_of("espeak", patience=5, **{name: server.environment[name] for name in names})
        voice.say([utter(1, "会议强调,要深入学习贯彻重要指示精神。" * 5)])
        events.wait("word", 1)
    finally:
        server.stop()
    events.wait("gone")
    voice.say([utter(2, "国家")])
    until(lambda: [event.text for event in events.all if event.name == "gone"] == [LOST, LOST])
    assert events.named("started", "finished", "failed", "silent") == [("started", 1)]


def test_a_voice_that_does_not_exist_is_told_once_and_the_best_one_speaks(voice_of):
    voice, events = voice_of("tests.heard.speech_faults:WITH_VOICES", Manner(600, 100, "nobody"))
    voice.say([utter(1, "国"), utter(2, "家")])
    events.wait("finished", 2)
    notices = [event.text for event in events.all if event.name == "notice"]
    assert notices == ["There is no voice nobody here; the best for each language speaks. mangdao voices lists them."]
    voice.set(Manner(600, 100, "zh"))
    voice.set(Manner(600, 100, "nobody"))
    voice.say([utter(3, "国")])
    events.wait("finished", 3)
    assert len(events.named("notice")) == 1


def test_what_was_set_and_cannot_be_had_is_told_and_the_next_best_speaks(voice_of):
    voice, events = voice_of(("nonsense", "tests.heard.speech_faults:AUDIBLE"))
    voice.say([utter(1, "国")])
    events.wait("finished", 1)
    assert events.introduction().text == "audible"
    [notice] = [event.text for event in events.all if event.name == "notice"]
    assert notice.startswith("There is no speech backend nonsense; there are espeak, ")
    assert notice.endswith(" audible")


def test_another_voice_is_chosen_at_run_time(voice_of):
    voice, events = voice_of("silence")
    voice.say([utter(1, "国务院" * 20)])
    events.wait("started", 1)
    worker = worker_of(voice)
    voice.choose("tests.heard.speech_faults:AUDIBLE", voice._environment)
    voice.say([utter(2, "国")])
    events.wait("finished", 2)
    assert [event.text for event in events.all if event.name == "ready"] == ["audible"]
    assert events.named("finished", "failed", "gone") == [("finished", 2)]
    assert is_gone(worker)


def test_an_engine_that_somebody_sets_while_reading_speaks_from_then_on(tmp_path, monkeypatch):
    monkeypatch.setenv("FAULTS", str(tmp_path))
    events, settings = Events(), Settings(backend="silence", rate=600)
    voice = FrontVoice(settings)
    voice.connect(events)
    try:
        voice.say([utter(1, "国")])
        events.wait("finished", 1)
        voice.change(settings._replace(backend="tests.heard.speech_faults:AUDIBLE"))
        voice.say([utter(2, "国")])
        events.wait("finished", 2)
    finally:
        voice.close()
    assert [event.text for event in events.all if event.name == "ready"] == ["audible"]


@pytest.mark.parametrize("log", ["/dev/full", "/no/such/folder/log", "/proc/log"])
def test_a_log_that_cannot_be_written_harms_nothing(voice_of, log):
    voice, events = voice_of("tests.heard.speech_faults:NOISY", MANGDAO_SPEECH_LOG=log)
    voice.say([utter(1, "国"), utter(2, "家")])
    events.wait("finished", 2)
    assert events.named("failed", "gone") == []


def test_what_libraries_print_is_in_the_log(voice_of, tmp_path):
    voice, events = voice_of("tests.heard.speech_faults:NOISY", MANGDAO_SPEECH_LOG=str(tmp_path / "log"))
    voice.say([utter(1, "国")])
    events.wait("finished", 1)
    until(lambda: (tmp_path / "log").exists() and b"rubbish" in (tmp_path / "log").read_bytes())
    assert (tmp_path / "log").stat().st_mode & 0o777 == 0o600


def test_no_room_for_the_folder_of_the_worker_is_told(voice_of, monkeypatch):
    def full(**_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    voice, events = voice_of("silence")
    voice.say([utter(1, "国")])
    assert "No space left on device" in events.wait("gone").text


def look(tmp_path, *arguments, **environment):
    variables = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", **NOWHERE, **environment}
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments], cwd=ROOT, env=variables, capture_output=True, text=True, check=True
    ).stdout


def test_voices_says_what_speaks_what_is_missing_and_the_voices(tmp_path):
    found = json.loads(look(tmp_path, "voices", "--json"))
    engines = {engine["name"]: engine["problem"] for engine in found["engines"]}
    assert engines["espeak"] == ""
    assert "mangdao speaker" in engines["speaker"]
    assert found["order"] == ["espeak", "pyttsx3", "silence"]
    assert found["speaks"].startswith("eSpeak NG 1.5")
    assert {"name": "sit/cmn", "language": "zh", "description": "Chinese (Mandarin, latin as English)"} in found[
        "voices"
    ]
    rows = [line.split("\t") for line in look(tmp_path, "voices", "--backend", "silence").splitlines()]
    assert ["engine", "silence", "ready"] in rows
    assert ["order of choice", "silence, espeak, pyttsx3"] in rows
    assert ["speaks now", "Nothing is spoken aloud: reading goes on silently."] in rows
    assert not any(row[0] == "voice" for row in rows)


def test_doctor_names_the_order_of_choice_and_no_token(tmp_path):
    text = look(tmp_path, "doctor", MANGDAO_SPEAKER="secret@127.0.0.1:1")
    assert "speech, order of choice: speaker, espeak, pyttsx3, silence" in text
    assert "speech speaker: ready" in text
    assert "secret" not in text


def test_the_reader_goes_on_when_the_voice_on_another_machine_is_not_there(tmp_path):
    """One sentence, written once; every key works and writes, and the place is the voice's."""
    environment = {"MANGDAO_SPEAKER": "token@127.0.0.1:1", **NOWHERE}
    with Process(tmp_path, "--plain", SEED, **environment) as process:
        process.until(rb"q to quit[^\x1b]*\r(?:\x1b\[\d+A)?$")
        process.send("\r")
        process.until("临时开展".encode())
        process.send(" ")
        said = process.until(b"Reading goes on silently")
        assert said.count(b"start mangdao speaker at home") == 1
        process.send("s")  # whoever moves wants to read, and nothing runs away from there
        process.until("10月1日起".encode())
        process.send("x")
        process.until(b"Nothing is being read aloud")
        process.send(" ")
        process.until("10月1日起".encode())
        process.send("x")
        process.until(b"Stopped")
        process.send("j")
        process.until("展览".encode())
