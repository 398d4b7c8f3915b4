"""The voice and its worker process: the protocol between them, and everything that can happen to a worker."""

import json
import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.heard.sound import Events, utter
from tests.heard.speech_faults import BAD, count
from tests.needs import PATIENCE, in_some_take, until
from tui.speech import Event, Manner
from tui.speech import voice as voice_module
from tui.speech.protocol import report
from tui.speech.voice import Voice

ROOT = Path(__file__).parent.parent
FAST = Manner(rate=600)


@pytest.fixture
def speak(tmp_path):
    """Makes voices that speak fast, and closes them."""
    voices = []

    def make(backend="silence", listener=None, manner=FAST, **options):
        events = listener or Events()
        name = f"tests.heard.speech_faults:{backend}" if backend.isupper() else backend
        environment = {**os.environ, "FAULTS": str(tmp_path)}
        voices.append(Voice(events, name, manner, environment, **options))
        return voices[-1], events

    yield make
    for voice in voices:
        voice.close()


def worker_of(voice):
    return until(lambda: voice._process).pid


def is_gone(pid):
    """Dead; nobody may have collected it yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_everything_is_reported_in_order(speak):
    voice, events = speak()
    voice.say([utter(1, "国务院"), utter(2, "two words"), utter(3, "……")])
    events.wait("finished", 3)
    assert [event._replace(text="") for event in events.all] == [
        Event("silent"),
        Event("started", 1), Event("word", 1, 0), Event("word", 1, 1), Event("word", 1, 2), Event("finished", 1),
        Event("started", 2), Event("word", 2, 0), Event("word", 2, 4), Event("finished", 2),
        Event("started", 3), Event("finished", 3),
    ]  # fmt: skip


def test_a_pause_lasts_as_long_as_it_is_asked_to(speak):
    times = {}

    class Clock(Events):
        def __call__(self, event):
            times[event.name, event.id] = time.monotonic()
            super().__call__(event)

    voice, events = speak(listener=Clock())

    def lasts(take):
        voice.say([utter(2 * take, "国", pause=500), utter(2 * take + 1, "家")])
        events.wait("finished", 2 * take + 1)
        return times["started", 2 * take + 1] - times["finished", 2 * take] >= 0.45

    assert in_some_take(lasts)


def test_the_manner_reaches_the_worker(speak):
    voice, events = speak(manner=Manner(rate=50))

    def seconds(number, text):
        begin = time.monotonic()
        voice.say([utter(number, text)])
        events.wait("finished", number)
        return time.monotonic() - begin

    assert seconds(1, "国务院") > 3 * 0.48
    voice.set(FAST)
    assert in_some_take(lambda take: seconds(1 + take, "国务院" * 2) < 2)


def test_after_a_cancel_nothing_of_before_is_reported_even_with_the_same_numbers(speak):
    cancelled = []

    class Cancelling(Events):
        def __call__(self, event):
            super().__call__(event)
            if event.name == "started" and not cancelled:
                cancelled.append(event.id)
                voice.cancel()
                voice.say([utter(2, "a b"), utter(9, "end")])

    voice, events = speak(listener=Cancelling())
    voice.say([utter(1, "国务院" * 10), utter(2, "国务院" * 10)])
    events.wait("finished", 9)
    after = events.all[[event.name for event in events.all].index("started") + 1 :]
    assert [(event.name, event.id, event.offset) for event in after] == [
        ("started", 2, 0), ("word", 2, 0), ("word", 2, 2), ("finished", 2, 0),
        ("started", 9, 0), ("word", 9, 0), ("finished", 9, 0),
    ]  # fmt: skip


class StillWorker:
    """A worker that does nothing, so that a test can say what it reports and when."""

    def send(self, message):
        pass

    def end(self, kindly):
        pass


def test_reports_of_another_generation_or_another_worker_are_not_heard(speak):
    voice, events = speak()
    worker = voice._process = StillWorker()
    voice._ready = True
    voice.say([utter(1, "国务院")])
    voice._hear(worker, report(Event("started", 1), 0))
    voice.cancel()
    voice.say([utter(1, "国务院")])
    voice._hear(worker, report(Event("word", 1, 1), 0))
    voice._hear(worker, report(Event("finished", 1), 0))
    voice._hear(StillWorker(), report(Event("finished", 1), 1))
    voice._hear(worker, report(Event("started", 1), 1))
    voice._hear(worker, report(Event("word", 7, 1), 1))
    assert events.all == [Event("started", 1), Event("started", 1)]


def test_no_call_waits_for_a_worker_that_hangs(speak):
    voice, events = speak("DEAF")
    voice.start()
    events.introduction()
    times = []

    def nobody_waits(take):
        times.clear()
        for number in range(300 * take, 300 * take + 300):
            for call in (
                lambda number=number: voice.say([utter(number, "国" * 3000)]),
                voice.cancel,
                lambda: voice.set(FAST),
            ):
                begin = time.perf_counter()
                call()
                times.append(time.perf_counter() - begin)
        return statistics.median(times) < 0.001 and sum(times) < 1

    assert in_some_take(nobody_waits), (statistics.median(times), sum(times))


def test_a_voice_that_is_closed_in_the_middle_leaves_nothing_behind(speak, tmp_path):
    voice, events = speak("NOISY", manner=Manner())
    voice.say([utter(1, "国务院" * 20)])
    events.wait("started", 1)
    pid, folder = worker_of(voice), Path((tmp_path / "temporary").read_text()).parent
    assert folder.name.startswith("mangdao-speech-")
    voice.close()
    assert is_gone(pid)
    assert not folder.exists()
    voice.say([utter(2, "国")])
    voice.start()
    voice.close()
    assert events.all[-1].id != 2


def test_what_libraries_print_harms_nothing(speak, capfd):
    voice, events = speak("NOISY")
    voice.say([utter(1, "国"), utter(2, "家")])
    events.wait("finished", 2)
    assert events.named("started", "finished", "gone") == [
        (name, n) for n in (1, 2) for name in ("started", "finished")
    ]
    assert capfd.readouterr() == ("", "")


def test_the_worker_has_a_session_of_its_own(speak):
    voice, events = speak()
    voice.start()
    events.introduction()
    assert os.getsid(worker_of(voice)) == worker_of(voice) != os.getsid(0)


@pytest.mark.parametrize("fault", ["CRASH_ONCE", "HANG_ONCE"])
def test_the_sentence_is_said_again_by_a_new_worker(speak, tmp_path, fault):
    voice, events = speak(fault, patience=2)
    # The first is still heard when the second, synthesized ahead, goes wrong.
    voice.say([utter(1, "国" * 15), utter(2, BAD), utter(3, "家")])
    events.wait("finished", 3)
    assert count(tmp_path) == 2
    assert events.named("finished", "failed") == [("finished", 1), ("finished", 2), ("finished", 3)]
    assert len(events.named("silent")) == 1


@pytest.mark.parametrize("fault", ["CRASH", "HANG"])
def test_a_sentence_that_ends_two_workers_is_given_up_and_reading_goes_on(speak, tmp_path, fault):
    voice, events = speak(fault, patience=2)
    # The first is still heard when the second, synthesized ahead, goes wrong.
    voice.say([utter(1, "国" * 15), utter(2, BAD), utter(3, "家")])
    events.wait("finished", 3)
    assert count(tmp_path) == 2
    assert events.named("finished", "failed") == [("finished", 1), ("failed", 2), ("finished", 3)]
    assert BAD in events.wait("failed", 2).text


def test_a_voice_that_fails_at_every_sentence_gives_up_instead_of_rushing_through(speak, tmp_path):
    voice, events = speak("CRASH")
    voice.say([utter(number, BAD) for number in range(1, 10)])
    assert "again and again" in events.wait("gone").text
    assert events.named("failed") == [("failed", 1), ("failed", 2), ("failed", 3)]
    voice.say([utter(20, "国")])
    events.wait("finished", 20)


def test_an_engine_that_refuses_a_sentence_keeps_its_worker(speak, tmp_path):
    voice, events = speak("REFUSE")
    voice.say([utter(1, "国"), utter(2, BAD), utter(3, "家")])
    events.wait("finished", 3)
    assert events.named("finished", "failed") == [("finished", 1), ("failed", 2), ("finished", 3)]
    assert events.wait("failed", 2).text == "this cannot be said"
    assert count(tmp_path) == 1


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_a_worker_that_is_killed_or_stopped_while_it_speaks_is_replaced(speak, how):
    voice, events = speak(manner=Manner(rate=300), patience=2)
    voice.say([utter(1, "国务院" * 10), utter(2, "家")])
    events.wait("started", 1)
    pid, folder = worker_of(voice), Path(voice._process._folder)
    os.kill(pid, how)
    events.wait("finished", 2)
    assert events.named("started", "finished", "failed", "gone") == [
        ("started", 1), ("started", 1), ("finished", 1), ("started", 2), ("finished", 2)
    ]  # fmt: skip
    assert worker_of(voice) != pid
    assert is_gone(pid)
    assert not folder.exists()


def test_a_worker_that_is_killed_while_it_waits_is_replaced_when_it_is_needed(speak):
    voice, events = speak()
    voice.say([utter(1, "国")])
    events.wait("finished", 1)
    pid = worker_of(voice)
    os.kill(pid, signal.SIGKILL)
    until(lambda: voice._process is None)
    voice.say([utter(2, "家")])
    events.wait("finished", 2)
    assert events.named("finished", "failed", "gone") == [("finished", 1), ("finished", 2)]


def test_a_backend_that_crashes_at_start_is_given_up_with_a_reason(speak, tmp_path):
    voice, events = speak("CRASH_AT_START")
    voice.say([utter(1, "国")])
    assert events.wait("gone").text
    assert count(tmp_path) == 2


def test_the_best_voice_crashing_at_start_leaves_silence_not_an_end(speak, tmp_path, monkeypatch):
    monkeypatch.setattr(voice_module, "BEST_FIRST", ("tests.heard.speech_faults:CRASH_AT_START", "silence"))
    voice, events = speak("")
    voice.say([utter(1, "国")])
    events.wait("finished", 1)
    assert count(tmp_path) == 2


def test_the_next_best_voice_says_why_it_speaks(speak, monkeypatch):
    monkeypatch.setattr(voice_module, "BEST_FIRST", ("tests.heard.speech_faults:UNAVAILABLE", "silence"))
    voice, events = speak("")
    voice.start()
    assert events.introduction().text == "install it Nothing is spoken aloud: reading goes on silently."


@pytest.mark.parametrize("name", ["nonsense", "no.such:THING", "tests.heard.speech_faults:BAD", "UNAVAILABLE"])
def test_a_backend_that_cannot_be_had_is_told_in_one_line(speak, name):
    voice, events = speak(name)
    voice.say([utter(1, "国")])
    text = events.wait("gone").text
    assert text
    assert "\n" not in text
    assert voice.voices(timeout=10) == []


def read_worker_of(tmp_path, backend, environment):
    """A reader in a process of its own that speaks for long, and the number of its worker."""
    program = """if True:
        import sys
        from tests.heard.sound import Events, utter
        from tests.test_speech_voice import worker_of
        from tui.speech.voice import Voice

        events = Events()
        voice = Voice(events, sys.argv[1])
        voice.say([utter(1, "国务院" * 100)])
        events.wait("started", 1)
        print(worker_of(voice), flush=True)
        sys.stdin.read()
    """
    reader = subprocess.Popen([sys.executable, "-c", program, backend], cwd=ROOT, stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, env={**environment, "FAULTS": str(tmp_path)})  # fmt: skip
    return reader, int(reader.stdout.readline())


@pytest.mark.parametrize("how", ["killed", "ended"])
def test_when_the_reader_dies_the_worker_is_gone_with_its_folder(tmp_path, how):
    reader, worker = read_worker_of(tmp_path, "tests.heard.speech_faults:NOISY", os.environ)
    folder = Path((tmp_path / "temporary").read_text()).parent
    assert not is_gone(worker)
    assert folder.exists()
    reader.kill() if how == "killed" else reader.stdin.close()
    until(lambda: is_gone(worker), what="an orphan goes on speaking")
    until(lambda: not folder.exists())
    reader.wait()
    reader.stdin.close()
    reader.stdout.close()


def by_hand(tmp_path, *lines, backend="silence"):
    """A worker that is given these lines and then the end of its commands: its reports."""
    folder = tmp_path / "own"
    folder.mkdir()
    worker = subprocess.run(
        [sys.executable, "-m", "tui.speech.worker", str(folder), backend], cwd=ROOT, capture_output=True,
        input="".join(line + "\n" for line in lines).encode(), check=True, env={**os.environ, "FAULTS": str(tmp_path)},
        timeout=PATIENCE,
    )  # fmt: skip
    assert not folder.exists()
    assert worker.stderr == b""
    return [json.loads(line) for line in worker.stdout.splitlines()]


def test_a_worker_leaves_when_its_commands_end(tmp_path):
    assert by_hand(tmp_path) in ([], [{"event": "silent", "id": 0, "offset": 0, "generation": 0,
                                      "text": "Nothing is spoken aloud: reading goes on silently."}])  # fmt: skip


def test_a_worker_leaves_when_its_commands_end_even_if_its_engine_hangs(tmp_path):
    say = {"do": "say", "id": 1, "text": BAD, "language": "zh", "pause": 0, "generation": 0}
    by_hand(tmp_path, json.dumps(say), backend="tests.heard.speech_faults:HANG")


def test_a_worker_obeys_line_by_line_and_survives_rubbish(tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    worker = subprocess.Popen(
        [sys.executable, "-m", "tui.speech.worker", str(folder), "silence"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip

    def tell(line):
        worker.stdin.write(line.encode() + b"\n")
        worker.stdin.flush()

    def hear():
        return json.loads(worker.stdout.readline())

    assert hear()["event"] == "silent"
    for line in ("", "rubbish", "[1]", '"text"', '{"do": "unknown"}', "{}"):
        tell(line)
    tell('{"do": "voices"}')
    assert hear() == {"event": "voices", "voices": []}
    tell('{"do": "set", "rate": 600, "volume": 100, "voice": ""}')
    tell('{"do": "say", "id": 5, "text": "国", "language": "zh", "pause": 0, "generation": 3}')
    reports = [hear() for _ in range(3)]
    assert [(report["event"], report["id"], report["generation"]) for report in reports] == [
        ("started", 5, 3), ("word", 5, 3), ("finished", 5, 3)
    ]  # fmt: skip
    tell('{"do": "close"}')
    assert worker.wait(PATIENCE) == 0
    assert worker.stdout.read() == b""
    worker.stdin.close()
    worker.stdout.close()
