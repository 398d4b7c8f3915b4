"""speech-dispatcher as the voice: the real one heard through a sound server, and servers that lie."""

import os
import re

import numpy as np
import pytest

from tests.heard.dispatcher import Dispatcher, Liar, liar  # noqa: F401 - a fixture
from tests.heard.sound import LOUD, Events, utter
from tests.needs import until
from tui.core.pronunciation import Pronunciation
from tui.errors import SpeechError
from tui.speech import Diction, Manner, ssip
from tui.speech.backends import choice
from tui.speech.dispatcher import DispatcherSpeaker, open_dispatcher
from tui.speech.passages import passages
from tui.speech.voice import Voice

TEXT = "会议强调,要深入学习贯彻 <b> & 10月1日,advice for two。"


@pytest.fixture
def dispatcher(tmp_path, sound_server):
    running = Dispatcher(tmp_path, sound_server)
    yield running
    running.stop()


@pytest.fixture
def voice_of():
    """Makes voices with the real choice of backends, and closes them."""
    voices = []

    def make(address, backend="", manner=Manner(rate=200)):  # noqa: B008 - it cannot be changed
        events, environment = Events(), {**os.environ, "SPEECHD_ADDRESS": address}
        voices.append(Voice(events, backend or choice("", environment), manner, environment))
        return voices[-1], events

    yield make
    for voice in voices:
        voice.close()


@pytest.fixture
def open_liar(liar, monkeypatch):  # noqa: F811 - the fixture
    """The speaker on a liar, both in this process; it is not waited for so long."""
    monkeypatch.setattr(ssip, "_TO_ANSWER", 0.5)
    speakers = []

    def make(way):
        fake, events = liar(way), Events()
        monkeypatch.setenv("SPEECHD_ADDRESS", fake.address)
        speakers.append(open_dispatcher(events))
        return speakers[-1], events, fake

    yield make
    for speaker in speakers:
        speaker.close()


def test_it_is_chosen_by_its_address_and_reports_words_by_its_marks(dispatcher, voice_of):
    voice, events = voice_of(dispatcher.address)
    voice.say([utter(1, TEXT, pause=100), utter(2, "advice for two", "en"), utter(3, "……")])
    events.wait("finished", 3)
    assert events.introduction().text == "speech-dispatcher, espeak-ng."
    assert events.named("started", "finished", "gone", "failed") == [
        (name, number) for number in (1, 2, 3) for name in ("started", "finished")
    ]
    heard = marks_of(events, 1)
    # Clauses of Chinese, words of other scripts: each mark is where its text begins.
    wanted = {0, TEXT.index("要"), TEXT.index("<b>"), TEXT.index("10月"), TEXT.index("advice")}
    for number in (4, 5):  # a server that gets no processor time leaves some out
        if not wanted <= heard:
            voice.say([utter(number, TEXT)])
            events.wait("finished", number)
            heard |= marks_of(events, number)
    assert wanted <= heard


def marks_of(events, number):
    """Where words of an utterance were told of, in order."""
    told = [event.offset for event in events.all if event.name == "word" and event.id == number]
    assert told == sorted(told)
    return set(told)


def test_it_is_heard_and_a_cancel_silences_it_for_good(sound_server, dispatcher, voice_of):
    with sound_server.record() as recorder:
        voice, events = voice_of(dispatcher.address)
        voice.say([utter(number, TEXT * 3) for number in (1, 2)])
        events.wait("started", 1)
        until(lambda: recorder.first_sound(0))
        voice.cancel()
        recorder.more(1)
        recorder.restart()
        recorder.more(1)
        assert np.abs(recorder.heard()).max() < LOUD
        voice.say([utter(3, "advice", "en")])
        events.wait("finished", 3)
        until(lambda: recorder.first_sound(0))
    assert events.named("gone", "failed") == []


def test_its_voices_are_listed_once_each_and_mandarin_is_the_one_that_works(dispatcher, monkeypatch):
    monkeypatch.setenv("SPEECHD_ADDRESS", dispatcher.address)
    speaker = open_dispatcher(Events())
    names = [voice.name for voice in speaker.voices()]
    assert 100 < len(names) == len(set(names)) < 200
    assert speaker._voice_for("zh-CN") == "Chinese (Mandarin, latin as Pinyin)"
    assert speaker._voice_for("zh") == "Chinese (Mandarin, latin as Pinyin)"
    assert speaker._voice_for("de-AT") == "German"
    assert speaker._voice_for("fr").startswith("French")
    assert speaker._voice_for("xx") == ""
    speaker.close()


def test_when_it_ends_reading_stops_with_a_sentence_and_begins_again_when_it_is_back(
    sound_server, dispatcher, voice_of, tmp_path
):
    voice, events = voice_of(dispatcher.address, "speech-dispatcher")
    voice.say([utter(1, TEXT * 3)])
    events.wait("started", 1)
    dispatcher.stop()
    assert "Space tries it again" in events.wait("gone").text
    again = Dispatcher(tmp_path, sound_server)
    try:
        voice.say([utter(2, "advice", "en")])
        events.wait("finished", 2)
    finally:
        again.stop()


def test_what_it_is_told(open_liar):
    speaker, events, fake = open_liar("good")
    assert [voice.name for voice in speaker.voices()] == ["Good"]
    for number, (rate, volume) in enumerate([(100, 100), (50, 0), (600, 50)], 1):
        speaker.set(Manner(rate, volume, "Bob", 20))
        speaker.say(utter(number, 'a < b & "c"\n.d', "en"))
        events.wait("finished", number)
    [passage] = passages("a", "en", speaker._manner.diction)
    assert speaker._settings(passage, speaker._manner) == [
        "SET self SYNTHESIS_VOICE Bob", "SET self RATE 100", "SET self VOLUME 0", "SET self PITCH -60"
    ]  # fmt: skip
    assert len(fake.messages) == 3
    assert "&lt; " in fake.messages[0]
    assert '<mark name="0"/>' in fake.messages[0]
    assert "PAUSE" not in "".join(fake.messages)


def test_each_language_of_a_sentence_is_a_message_of_its_own_and_the_sentence_is_one(open_liar):
    speaker, events, fake = open_liar("good")
    speaker.say(utter(1, "观看advice for two才行。", "zh"))
    speaker.say(utter(2, "……", "zh"))
    events.wait("finished", 2)
    assert [re.sub("<[^>]+>", "", message).strip() for message in fake.messages] == ["观看", "advice for two", "才行。"]
    assert '<mark name="2"/>advice' in fake.messages[1]
    assert events.named("started", "finished") == [(name, n) for n in (1, 2) for name in ("started", "finished")]


def test_no_document_can_give_it_orders(open_liar):
    speaker, events, fake = open_liar("good")
    for number, text in enumerate(
        ["国\r\n.\r\nQUIT\r\n", "</speak>\n.\nSTOP all", "国\x00\x1b\x85\u2028.", ".\r\n."], 1
    ):
        speaker.say(utter(number, text + "a", "xx\r\nSTOP all\r\n"))
        events.wait("finished", number)
    assert len(fake.messages) >= 4
    assert all(message.startswith("<speak>") and message.endswith("</speak>") for message in fake.messages)
    assert not {"QUIT", "STOP all", "."} & set(fake.requests)


@pytest.mark.parametrize("way", ["rubbish", "mute", "refuses"])
def test_a_server_that_talks_nonsense_at_once_is_refused_in_a_sentence(open_liar, way):
    with pytest.raises(SpeechError) as caught:
        open_liar(way)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("way", ["vanishes", "stops", "hangs", "cancels", "endless"])
def test_a_server_that_goes_wrong_later_ends_reading_with_a_sentence(open_liar, way):
    speaker, events, _fake = open_liar(way)
    speaker.say(utter(1, "国"))
    text = events.wait("gone").text
    assert text.endswith(".")
    assert "\n" not in text
    speaker.say(utter(2, "家"))
    speaker.cancel()
    assert len(events.named("gone")) == 1


def test_events_that_make_no_sense_change_nothing(open_liar):
    speaker, events, _fake = open_liar("strange")
    for number in (1, 2):
        speaker.say(utter(number, "国"))
        events.wait("finished", number)
    assert events.named("started", "finished", "gone") == [
        (name, number) for number in (1, 2) for name in ("started", "finished")
    ]


def test_one_that_is_not_there_is_told_and_tried_again_when_somebody_wants_to_listen(voice_of, tmp_path):
    path = tmp_path / "speechd.sock"
    voice, events = voice_of(f"unix_socket:{path}", ("speech-dispatcher", "silence"), Manner(rate=600))
    voice.say([utter(1, "国")])
    assert events.introduction().text.startswith("There is no speech-dispatcher at")
    events.wait("finished", 1)
    fake = Liar(path, "good")
    try:
        voice.say([utter(2, "国" * 30)])
        events.wait("finished", 2)
        assert [event.text for event in events.all if event.name == "ready"] == ["speech-dispatcher, fake."]
    finally:
        fake.close()


@pytest.mark.parametrize("address", ["nonsense", "inet_socket:host:port", "inet_socket:1:2:3:x", "unix_socket:/none"])
def test_an_address_of_no_sense_is_told_in_a_sentence(monkeypatch, address):
    monkeypatch.setenv("SPEECHD_ADDRESS", address)
    with pytest.raises(SpeechError) as caught:
        DispatcherSpeaker(Events())
    assert "\n" not in str(caught.value)


def test_own_pronunciations_digits_and_marks_go_to_the_server(open_liar):
    speaker, events, fake = open_liar("good")
    rules = (Pronunciation("word", "盲道", "mang2道"), Pronunciation("word", "lol", ""))
    speaker.set(Manner(diction=Diction("digits", "some", pronunciations=rules)))
    speaker.say(utter(1, "“盲道”12"))
    speaker.say(utter(2, "lol"))
    events.wait("finished", 2)
    assert [re.sub("<[^>]*>", "", message) for message in fake.messages] == ["左引号mang2道右引号一二"]
