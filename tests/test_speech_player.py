"""Playing, without a clock: a sink that the test pulls by hand."""

import sys
import threading
import time
from array import array
from enum import Enum
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.heard.sound import Events, utter
from tests.needs import PATIENCE, until
from tui.errors import SpeechError
from tui.speech import LOST, Manner, Mark, Sound, VoiceInfo, sinks, watching
from tui.speech.player import Player
from tui.speech.sinks import ClockSink, DeviceSink
from tui.speech.tape import Tape
from tui.speech.trimming import trimmed

RATE = 1000
LOUD = b"\x00\x40"


class Loud:
    """Ten loud frames for each character, a mark at each. "!" refuses; "#" waits until it is told."""

    sample_rate = RATE
    silent = False
    description = "loud"

    def __init__(self):
        self.manners = []
        self.go = threading.Event()
        self.aborted = threading.Event()

    def voices(self):
        return [VoiceInfo("v", "zh", "a voice")]

    def synthesize(self, text, language, manner):
        self.manners.append(manner)
        try:
            for offset, character in enumerate(text):
                if character == "!":
                    raise SpeechError("refused")
                if character == "#":
                    assert self.go.wait(PATIENCE)
                yield Sound(LOUD * 10, (Mark(offset, 10 * offset),))
        except GeneratorExit:
            self.aborted.set()
            raise


class HandSink:
    """Gives the test the fill, and remembers what was done to it."""

    def __init__(self, sample_rate, fill, lost, description=""):
        self.description = description
        self.fill = fill
        self.lost = lost
        self.running = False
        self.tended = threading.Event()
        self.broken = False

    def start(self):
        if self.broken:
            raise SpeechError("The device is gone.")
        self.running = True

    def stop(self):
        self.running = False

    def tend(self):
        self.tended.set()


class Desk:
    """A player with its parts within reach."""

    def __init__(self):
        self.synthesizer = Loud()
        self.events = Events()
        self.no_device = ""
        self.player = Player(lambda: self.synthesizer, self.events, self._open)

    def _open(self, sample_rate, fill, lost):
        self.sink = HandSink(sample_rate, fill, lost, self.no_device)
        return self.sink

    def ready(self, frames, end=0):
        """Waits until so much sound lies ready, and the end of an utterance."""
        tape = self.player._tape

        def there():
            with tape._changed:
                ends = [event.id for _frame, event in tape._cues if event.name in ("finished", "failed")]
                return tape._waiting >= frames and (not end or end in ends)

        until(there)

    def pull(self, frames, delay=0):
        """How many frames were loud."""
        return self.sink.fill(frames, delay).count(LOUD)

    def reports(self):
        return [(event.name, event.id, event.offset) for event in self.events.all if event.name != "beat"]


@pytest.fixture
def desk():
    desk = Desk()
    yield desk
    desk.synthesizer.go.set()
    desk.player.close()


def test_sentences_follow_each_other_with_exactly_the_pause_asked_for(desk):
    desk.player.say(utter(1, "一二", "en", pause=30))
    desk.player.say(utter(2, "三", "en"))
    desk.ready(20 + 30 + 10, end=2)
    sound = desk.sink.fill(100, 0)
    assert sound == LOUD * 20 + bytes(2 * 30) + LOUD * 10 + bytes(2 * 40)
    assert desk.reports() == [
        ("started", 1, 0), ("word", 1, 0), ("word", 1, 1), ("finished", 1, 0),
        ("started", 2, 0), ("word", 2, 0), ("finished", 2, 0),
    ]  # fmt: skip


def test_events_come_when_their_frame_is_heard_not_when_it_is_handed_over(desk):
    desk.player.say(utter(1, "一二", "en"))
    desk.ready(20, end=1)
    desk.pull(5, delay=10)
    assert desk.reports() == []
    desk.pull(5, delay=10)
    assert desk.reports() == [("started", 1, 0), ("word", 1, 0)]
    desk.pull(10, delay=10)
    assert desk.reports()[2:] == [("word", 1, 1)]
    desk.pull(10, delay=10)
    assert desk.reports()[3:] == [("finished", 1, 0)]


def test_a_sentence_is_synthesized_while_the_one_before_is_heard(desk):
    desk.player.say(utter(1, "一", "en"))
    desk.player.say(utter(2, "二", "en"))
    desk.ready(20)
    assert desk.pull(1) == 1
    assert len(desk.synthesizer.manners) == 2


def test_cancel_is_silent_from_the_next_frame_and_reports_nothing_more(desk):
    desk.player.say(utter(1, "一二三", "en"))
    desk.player.say(utter(2, "四", "en"))
    desk.ready(40)
    desk.pull(15, delay=5)
    before = desk.reports()
    desk.player.cancel()
    assert desk.pull(100) == 0
    assert desk.reports() == before
    desk.player.say(utter(3, "五", "en"))
    desk.ready(10, end=3)
    assert desk.pull(50) == 10
    assert desk.reports()[len(before) :] == [("started", 3, 0), ("word", 3, 0), ("finished", 3, 0)]


def test_cancel_aborts_the_engine_at_its_next_piece(desk):
    desk.player.say(utter(1, "一#三", "en"))
    desk.ready(10)
    desk.player.cancel()
    desk.synthesizer.go.set()
    assert desk.synthesizer.aborted.wait(PATIENCE)
    assert desk.pull(100) == 0
    assert desk.reports() == []


def test_a_refused_sentence_is_reported_in_its_turn_and_the_next_is_said(desk):
    desk.player.say(utter(1, "一", "en"))
    desk.player.say(utter(2, "!", "en"))
    desk.player.say(utter(3, "三", "en"))
    desk.ready(20, end=3)
    desk.pull(5)
    assert ("failed", 2, 0) not in desk.reports()
    desk.pull(50)
    assert [report[:2] for report in desk.reports() if report[0] in ("finished", "failed")] == [
        ("finished", 1), ("failed", 2), ("finished", 3)
    ]  # fmt: skip
    assert desk.events.wait("failed", 2).text == "refused"


def test_offsets_of_words_are_those_of_the_text_as_it_is_written(desk):
    desk.player.say(utter(1, "共95%人", "zh"))
    desk.ready(10 * len("共百分之九十五人"))
    desk.pull(200)
    offsets = [offset for name, _id, offset in desk.reports() if name == "word"]
    assert offsets == [0, 1, 1, 1, 1, 1, 1, 4]


def test_the_manner_is_that_of_the_moment_of_synthesizing(desk):
    desk.player.set(Manner(rate=300))
    desk.player.say(utter(1, "一", "en"))
    desk.ready(10)
    assert desk.synthesizer.manners == [Manner(rate=300)]


def test_no_more_lies_ready_than_somebody_may_hear_soon(desk):
    desk.player.say(utter(1, "一" * 5000, "en"))
    desk.ready(20 * RATE)
    assert desk.player._tape._waiting <= 20 * RATE + 10
    for _ in range(50):
        desk.ready(1000)
        assert desk.pull(1000) == 1000


def test_beats_tell_that_it_sounds(desk):
    desk.player.say(utter(1, "一" * 300, "en"))
    desk.ready(3000)
    for _ in range(30):
        desk.pull(100)
    assert desk.events.named("beat") == [("beat", 0)] * 3


def test_the_device_is_minded_while_it_runs_and_stopped_after_a_while_of_silence(desk):
    desk.player.say(utter(1, "一", "en"))
    desk.ready(10)
    assert desk.sink.running
    assert desk.sink.tended.wait(PATIENCE)
    assert desk.sink.running
    desk.pull(20)
    until(lambda: not desk.sink.running)
    desk.player.say(utter(2, "二", "en"))
    until(lambda: desk.sink.running)


def test_a_device_that_does_not_start_again_is_replaced_by_one_that_does(desk):
    first = desk.sink
    first.broken = True
    desk.player.say(utter(1, "一", "en"))
    until(lambda: desk.sink is not first and desk.sink.running)
    desk.ready(10, end=1)
    assert desk.pull(20) == 10
    assert desk.events.named("gone", "silent") == []


def test_a_device_that_is_gone_ends_reading_where_no_other_is_to_be_had(desk):
    desk.sink.broken, desk.no_device = True, "There is none."
    desk.player.say(utter(1, "一", "en"))
    assert desk.events.wait("gone").text == LOST
    assert desk.events.named("started") == []


def test_a_device_that_stands_still_ends_reading(desk):
    desk.player.say(utter(1, "一二", "en"))
    desk.ready(20, end=1)
    desk.pull(15)
    desk.sink.lost()
    assert desk.events.wait("gone").text == LOST


def test_a_device_that_stands_still_when_all_is_said_is_told_to_nobody(desk):
    desk.player.say(utter(1, "一", "en"))
    desk.ready(10, end=1)
    desk.pull(20)
    until(lambda: desk.player._tape.idle and not desk.player._busy)
    desk.sink.lost()
    assert desk.events.wait("gone").text == ""


def test_a_device_that_was_not_there_is_looked_for_when_somebody_begins_anew(desk):
    desk.player.close()
    desk.no_device = "There is none."
    desk.player = Player(lambda: desk.synthesizer, desk.events, desk._open)
    silent = desk.sink
    desk.player.say(utter(1, "一", "en"))
    until(lambda: silent.running)
    desk.player.cancel()
    desk.no_device = ""
    desk.player.say(utter(2, "二", "en"))
    until(lambda: desk.sink.running)
    assert not silent.running
    assert desk.events.wait("ready").text == "loud"
    assert not desk.player.silent


def test_what_opening_raises_is_raised():
    def broken():
        raise SpeechError("no engine")

    with pytest.raises(SpeechError, match="no engine"):
        Player(broken, Events(), HandSink)


def test_a_tape_refuses_what_belongs_to_an_earlier_generation():
    tape = Tape(RATE, Events())
    tape.clear()
    assert not tape.write(0, LOUD)
    assert tape.write(1, LOUD)
    assert tape.fill(2, 0) == LOUD + bytes(2)


def test_the_clock_takes_sound_as_fast_as_it_would_be_heard_and_no_faster():
    taken, enough = [], threading.Event()

    def fill(frames, delay):
        taken.append(frames)
        if sum(taken) >= 200:
            enough.set()
        return bytes(2 * frames)

    sink = ClockSink(RATE, fill)
    begin = time.monotonic()
    sink.start()
    assert enough.wait(PATIENCE)
    sink.stop()
    assert 0.2 <= sum(taken) / RATE <= time.monotonic() - begin


class Backend(Enum):
    NULL = "null"
    PULSEAUDIO = "pulse"
    ALSA = "alsa"
    CUSTOM = "custom"


class Devices:
    """In the place of the module miniaudio: devices whose thread is the test."""

    MiniaudioError = OSError
    Backend = Backend

    def __init__(self):
        self.working = set(Backend)
        self.starting = True
        self.opened = []

    def get_enabled_backends(self):
        return set(Backend)

    def PlaybackDevice(self, nchannels, sample_rate, buffersize_msec, backends):  # noqa: N802 - miniaudio's name
        if backends[0] not in self.working:
            raise OSError
        self.opened.append((backends[0], buffersize_msec))
        return self

    def start(self, frames):
        if not self.starting:
            raise OSError
        self.frames = frames

    def stop(self):
        self.frames = None

    close = stop


@pytest.fixture
def devices(monkeypatch):
    devices = Devices()
    monkeypatch.setitem(sys.modules, "miniaudio", devices)
    return devices


@pytest.fixture
def clock(monkeypatch):
    """Seconds, moved by the test."""
    now = [0.0]
    monkeypatch.setattr(sinks, "time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


def silence(frames, delay):
    return bytes(2 * frames)


@pytest.mark.parametrize(
    ("working", "opened"), [(set(Backend), (Backend.PULSEAUDIO, 20)), ({Backend.ALSA}, (Backend.ALSA, 10))]
)
def test_the_sound_server_comes_before_the_bare_device(devices, working, opened):
    devices.working = working
    assert sinks.open_sink(RATE, silence).description == ""
    assert devices.opened == [opened]


def test_without_a_device_the_clock_takes_its_place_and_says_why(devices):
    devices.working = set()
    sink = sinks.open_sink(RATE, silence)
    assert isinstance(sink, ClockSink)
    assert sink.description == (
        "There is no sound device here; over SSH, mangdao speaker at home makes the sound. Reading goes on silently."
    )


def test_a_device_that_does_not_start_is_an_error_to_deal_with(devices):
    sink = DeviceSink(RATE, silence)
    devices.starting = False
    with pytest.raises(SpeechError):
        sink.start()


def run_device(devices, clock, gaps):
    """Calls as a device's thread does, so many milliseconds apart, for 20 ms of sound each."""
    for gap in gaps:
        clock[0] += gap / 1000
        assert len(devices.frames.send(20)) == 40


def test_the_buffer_grows_after_underruns_and_not_before(devices, clock):
    sink = DeviceSink(RATE, silence)
    sink.start()
    run_device(devices, clock, [20, 35, 20, 50, 20, 200, 90])
    sink.tend()
    assert devices.opened == [(Backend.PULSEAUDIO, 20)]
    run_device(devices, clock, [90])
    sink.tend()
    assert devices.opened[1:] == [(Backend.PULSEAUDIO, 40)]
    for _ in range(4):
        run_device(devices, clock, [20, 500, 500, 500])
        sink.tend()
    assert devices.opened[2:] == [(Backend.PULSEAUDIO, 100)]


def looks(*runs):
    """(calls, seconds) of looks at a device: each run is so many of them, the calls between two, the seconds too."""
    calls, now = 0, 0.0
    for number, more, seconds in runs:
        for _ in range(number):
            calls, now = calls + more, now + seconds
            yield calls, now


STALLS = {
    "it died while it sounded": ([(8, 10, 0.25), (8, 0, 0.25)], True),
    "a short stop of it": ([(8, 10, 0.25), (7, 0, 0.25), (1, 1, 0.25), (7, 0, 0.25)], False),
    "a sound server that takes long to begin": ([(1, 2, 0.25), (9, 0, 0.25), (8, 10, 0.25)], False),
    "one that never begins": ([(1, 2, 0.25), (16, 0, 0.25)], True),
    "the machine sleeps": ([(8, 10, 0.25), (7, 0, 0.25), (1, 0, 3600.0), (15, 0, 0.25), (8, 1, 0.25)], False),
    "what sounded died in its sleep": ([(8, 10, 0.25), (1, 0, 3600.0), (16, 0, 0.25)], True),
    "a program that gets little time": ([(8, 10, 0.25), (40, 0, 1.5)], False),
}


@pytest.mark.parametrize(("runs", "is_one"), STALLS.values(), ids=STALLS)
def test_only_a_device_that_stands_still_while_we_look_is_lost(runs, is_one):
    stall = watching.Stall(0.0)
    assert any(stall.is_one(calls, now) for calls, now in looks(*runs)) is is_one


@pytest.fixture
def quick_looks(monkeypatch):
    monkeypatch.setattr(watching, "LOOK", 0.001)


def test_a_device_that_asks_for_nothing_is_told(devices, quick_looks):
    lost = threading.Event()
    sink = DeviceSink(RATE, silence, lost.set)
    sink.start()
    assert lost.wait(PATIENCE)


def test_a_device_that_hangs_when_it_starts_is_told(devices, quick_looks):
    lost = threading.Event()
    sink = DeviceSink(RATE, silence, lost.set)
    devices.start = lambda frames: lost.wait(PATIENCE)
    sink.start()
    assert lost.is_set()


def test_a_sound_server_that_hangs_is_no_device(devices, monkeypatch):
    monkeypatch.setattr(sinks, "_TO_OPEN", 0.01)
    over = threading.Event()
    devices.PlaybackDevice = lambda **_options: over.wait(PATIENCE)
    assert sinks.open_sink(RATE, silence).description == "The sound device does not answer. Reading goes on silently."
    over.set()


def pieces_of(pcm, cuts):
    ends = sorted({2 * cut for cut in cuts if 2 * cut <= len(pcm)} | {len(pcm)})
    return [Sound(pcm[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


@given(st.lists(st.sampled_from([0, 3, -20, 900, -1200]), max_size=60), st.lists(st.integers(0, 60), max_size=5))
def test_only_the_silence_around_is_cut(samples, cuts):
    pcm = array("h", samples).tobytes()
    loud = [index for index, sample in enumerate(samples) if abs(sample) > 32]
    wanted = samples[loud[0] : loud[-1] + 1] if loud else []
    assert b"".join(sound.pcm for sound in trimmed(pieces_of(pcm, cuts))) == array("h", wanted).tobytes()


def test_marks_move_with_what_is_cut_before_them():
    sounds = [Sound(bytes(20), (Mark(0, 0),)), Sound(bytes(10) + LOUD * 5, (Mark(1, 17),))]
    marks = [mark for sound in trimmed(sounds) for mark in sound.marks]
    assert marks == [Mark(0, 0), Mark(1, 2)]
