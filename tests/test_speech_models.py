"""piper and sherpa-onnx as they are installed, with stand-in models: how real voices sound is not tested here."""

import os

import pytest

from tests.heard.models import RATE, piper_model, sherpa_model
from tests.heard.sound import Events, utter
from tui.errors import SpeechError
from tui.extras import command_for
from tui.speech import Manner
from tui.speech.backends import backend_named, choice
from tui.speech.piper import open_piper
from tui.speech.sherpa import open_sherpa
from tui.speech.voice import Voice

MAKERS = {"piper": (piper_model, "hello my friend"), "sherpa": (sherpa_model, "国务院")}


def frames(synthesizer, text, manner):
    return sum(len(sound.pcm) for sound in synthesizer.synthesize(text, "", manner)) // 2


def loudest(synthesizer, text, manner):
    pcm = b"".join(sound.pcm for sound in synthesizer.synthesize(text, "", manner))
    return max(map(abs, memoryview(pcm).cast("h")))


@pytest.fixture(params=MAKERS)
def named(request, tmp_path):
    """The name of an engine, a stand-in model for it, and a text."""
    make, text = MAKERS[request.param]
    return request.param, make(tmp_path), text


def opened(name, model):
    return {"piper": open_piper, "sherpa": open_sherpa}[name](str(model))


def test_rate_and_volume_are_obeyed(named):
    name, model, text = named
    synthesizer = opened(name, model)
    assert synthesizer.sample_rate == RATE
    normal = frames(synthesizer, text, Manner())
    assert normal > 1000
    assert frames(synthesizer, text, Manner(rate=200)) == pytest.approx(normal / 2, rel=0.1)
    assert frames(synthesizer, text, Manner(rate=50)) == pytest.approx(normal * 2, rel=0.1)
    assert loudest(synthesizer, text, Manner(volume=50)) < 0.6 * loudest(synthesizer, text, Manner())
    assert frames(synthesizer, "……", Manner()) == 0


def test_a_model_that_somebody_set_speaks_through_the_worker(named):
    name, model, text = named
    environment = {**os.environ, "MANGDAO_MODEL": str(model), "PULSE_SERVER": "unix:/nonexistent"}
    events = Events()
    voice = Voice(events, choice("", environment), Manner(rate=400), environment)
    try:
        voice.say([utter(1, text, ""), utter(2, text, "")])
        events.wait("finished", 2)
    finally:
        voice.close()
    assert events.introduction().text.startswith(name)
    assert events.named("failed", "gone") == []


@pytest.mark.parametrize("content", [b"", b"rubbish"])
def test_a_model_that_is_none_is_told(tmp_path, content):
    (tmp_path / "voice.onnx").write_bytes(content)
    (tmp_path / "voice.onnx.json").write_text("{}")
    for open_model in (open_piper, open_sherpa):
        with pytest.raises(SpeechError) as caught:
            open_model(str(tmp_path / "voice.onnx"))
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_missing_is_told(monkeypatch, name):
    monkeypatch.delenv("MANGDAO_MODEL", raising=False)
    assert backend_named(name).unavailable().startswith("A voice model is needed")
    monkeypatch.setenv("MANGDAO_MODEL", "/nowhere")
    assert backend_named(name).unavailable() == "There is no voice model /nowhere."
    monkeypatch.setattr("tui.speech.backends.find_spec", lambda module: None)
    assert backend_named(name).unavailable().endswith(f"run: {command_for(name)}")
