"""What is really heard, recorded from a sound server that has no card."""

import functools
import os
import signal

import numpy as np
import pytest

from tests.heard.sound import RATE, Events, find, in_real_time, synthesized, utter
from tests.needs import until
from tests.test_speech_voice import read_worker_of
from tui.speech import Manner
from tui.speech.voice import Voice

SENTENCES = ("确保株洲平安。", "10月8日,市委召开会议。", "增长95%,英雄的兄弟。", "《复兴文库》序言。")
PAUSES = (0, 200, 0, 400)
FAST = Manner(rate=150)
_TAKES = 40


@pytest.fixture(scope="module")
def recording_server(sound_server):
    with sound_server.record() as recorder:
        yield recorder


@pytest.fixture
def recorder(recording_server):
    recording_server.restart()
    return recording_server


@pytest.fixture
def voice_of(sound_server):
    voices = []

    def make(backend="espeak", manner=FAST):
        close()
        events = Events()
        voices.append(Voice(events, backend, manner, sound_server.environment))
        voices[-1].start()
        assert events.introduction().name == "ready"
        in_real_time(voices[-1]._process.pid)
        return voices[-1], events

    def close():
        while voices:
            voices.pop().close()

    yield make
    close()


class DisturbedError(AssertionError):
    """Something that a gap in the sound explains: a machine with other work makes them at any buffer size."""


def undisturbed(test):
    """Takes the recording again after a disturbance. A fault of ours is in every take."""

    @functools.wraps(test)
    def retaking(recorder, *arguments, **fixtures):
        for take in range(_TAKES):
            recorder.restart()
            try:
                test(recorder, *arguments, **fixtures)
                break
            except DisturbedError:
                if take == _TAKES - 1:
                    raise

    return retaking


def heard_whole(recording, pcm):
    """Where in the recording the whole sound is, in seconds; it is there once."""
    place, likeness, next_best = find(recording, pcm)
    if likeness < 0.99:
        raise DisturbedError(f"only {likeness:.3f} like it at {place:.2f} s")
    assert next_best < 0.6, "it is there twice"
    return place


@undisturbed
def test_every_sentence_is_heard_once_whole_in_order_with_its_pauses(recorder, voice_of):
    voice, events = voice_of()
    recorder.more(0.3)
    assert recorder.first_sound(0) is None, "it sounds before anything is said"
    voice.say([utter(n, text, pause=PAUSES[n - 1]) for n, text in enumerate(SENTENCES, 1)])
    events.wait("finished", len(SENTENCES))
    recorder.more(0.4)
    recording = recorder.heard()
    end = None
    for pcm, pause in zip(synthesized("espeak", SENTENCES, FAST), (0, *PAUSES), strict=False):
        place = heard_whole(recording, pcm)
        if end is not None:
            assert place - end - pause / 1000 >= -0.005
            if place - end - pause / 1000 > 0.03:
                raise DisturbedError(f"{place - end:.3f} s of silence for a pause of {pause} ms")
        end = place + len(pcm) / RATE


@undisturbed
def test_each_passage_of_a_mixed_sentence_is_heard_in_its_own_voice(recorder, voice_of):
    """The passages as their voices say them alone, in order, in what was recorded of the whole sentence."""
    mixed = "他说“Good morning, my friends.”然后走了。"
    voice, events = voice_of()
    voice.say([utter(1, mixed)])
    events.wait("finished", 1)
    recorder.more(0.4)
    recording = recorder.heard()
    parts = [("他说“", "zh"), ("Good morning, my friends.", "en"), ("”然后走了。", "zh")]
    places = [heard_whole(recording, pcm) for pcm in synthesized("espeak", parts, FAST)]
    assert places == sorted(places)
    assert [mixed[event.offset] for event in events.all if event.name == "word"] == list("他说Gmmf然后走了")


@undisturbed
def test_no_other_sentence_is_found_in_the_recording(recorder, voice_of):
    """The measure tells sentences apart: otherwise the tests above would prove nothing."""
    voice, events = voice_of()
    voice.say([utter(1, SENTENCES[0])])
    events.wait("finished", 1)
    recorder.more(0.3)
    said, other = synthesized("espeak", (SENTENCES[0], SENTENCES[3]), FAST)
    heard_whole(recorder.heard(), said)
    assert find(recorder.heard(), other)[1] < 0.6


@undisturbed
def test_a_cancel_silences_and_nothing_sounds_after_it(recorder, voice_of):
    voice, events = voice_of()
    texts = ["深入学习贯彻重要指示精神。"] * 3
    voice.say([utter(n, text) for n, text in enumerate(texts, 1)])
    events.wait("started", 1)
    recorder.more(0.4)
    assert recorder.first_sound(0) is not None
    voice.cancel()
    recorder.more(1)
    begin = len(recorder.heard())
    recorder.more(1)
    assert not np.abs(recorder.heard()[begin:]).max()
    voice.say([utter(4, SENTENCES[0])])
    events.wait("finished", 4)
    recorder.more(0.3)
    # All three were synthesized before the first was half heard.
    heard_whole(recorder.heard()[begin:], synthesized("espeak", [*texts, SENTENCES[0]], FAST)[-1])


@undisturbed
def test_the_sentence_that_a_killed_worker_was_saying_is_heard_whole(recorder, voice_of):
    voice, events = voice_of()
    voice.say([utter(1, SENTENCES[1]), utter(2, SENTENCES[0])])
    events.wait("started", 1)
    recorder.more(0.4)
    os.kill(voice._process.pid, signal.SIGKILL)
    events.wait("finished", 2)
    recorder.more(0.3)
    recording = recorder.heard()
    first, second = synthesized("espeak", (SENTENCES[1], SENTENCES[0]), FAST)
    assert heard_whole(recording, first) < heard_whole(recording, second)


def test_a_reader_that_is_killed_is_silent(sound_server, recorder, tmp_path):
    reader, _worker = read_worker_of(tmp_path, "espeak", sound_server.environment)
    until(lambda: recorder.first_sound(0))
    reader.kill()
    reader.wait()
    reader.stdin.close()
    reader.stdout.close()
    recorder.more(1)
    begin = len(recorder.heard())
    recorder.more(1)
    assert not np.abs(recorder.heard()[begin:]).max()


@undisturbed
def test_pyttsx3_is_heard_whole_through_the_same_player(recorder, voice_of):
    voice, events = voice_of("pyttsx3")
    voice.say([utter(n, text) for n, text in enumerate(SENTENCES[:2], 1)])
    events.wait("finished", 2)
    recorder.more(0.3)
    recording = recorder.heard()
    first, second = synthesized("pyttsx3", SENTENCES[:2], FAST)
    assert heard_whole(recording, first) < heard_whole(recording, second)


def test_without_a_sound_server_reading_goes_on_silently_and_says_so(tmp_path):
    events = Events()
    environment = {**os.environ, "PULSE_SERVER": f"unix:{tmp_path}/none", "ALSA_CONFIG_PATH": "/dev/null"}
    voice = Voice(events, "espeak", Manner(rate=400), environment)
    try:
        voice.say([utter(1, "英雄好"), utter(2, "株洲")])
        assert "no sound device" in events.introduction().text
        assert events.introduction().name == "silent"
        events.wait("finished", 2)
        assert events.named("started", "finished") == [(name, n) for n in (1, 2) for name in ("started", "finished")]
        assert [event.offset for event in events.all if event.name == "word" and event.id == 1] == [0, 1, 2]
    finally:
        voice.close()
