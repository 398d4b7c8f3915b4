"""Who speaks: the screen reader, the reader's own voice, or both; one place for both."""

import pytest

from tests.machine.faults import Paper
from tests.machine.process import ROOT, Process
from tests.make import TWO, MemoryStandIn, OptionsStandIn, VoiceStandIn
from tests.needs import until
from tui.app.view import View
from tui.core.menu import Act
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.plain import Plain
from tui.settings import Options, Settings
from tui.speech import Event

SEED = str(ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt")


def make(speech):
    """A reader in the text, and its voice, which has been told what is there."""
    options, voice = OptionsStandIn(), VoiceStandIn()
    options.speech = speech
    reader = Reader(TWO, MemoryStandIn(Place(0, 1, 0)), options, voice)
    reader.press("enter")
    return reader, voice


def said(voice):
    texts = [utterance.text for utterance in voice.said]
    voice.said.clear()
    return texts


def test_the_voice_says_what_would_be_written():
    reader, voice = make("voice")
    said(voice)
    for key, text in (("s", "盲道通了！"), ("i", None), ("?", None), ("down", None), ("q", None), ("é", None)):
        reply = reader.press(key)
        assert reply.spoken
        assert said(voice) == [reply.text]
        assert text in (None, reply.text)
    assert reader.press("f").spoken
    assert said(voice) == ["Find: "]
    assert reader.answer("没有这个词").spoken
    assert len(said(voice)) == 1


def test_the_characters_of_an_answer_are_said():
    reader, voice = make("voice")
    reader.press("f")
    said(voice)
    reader.typed("盲")
    reader.typed("space")
    assert said(voice) == ["盲", "space"]


def test_both_writes_and_speaks():
    reader, voice = make("both")
    said(voice)
    reply = reader.press("s")
    assert not reply.spoken
    assert said(voice) == [reply.text]
    assert reader.press("space").act is Act.SPEAKING
    first = voice.said[0]
    assert reader.heard("started", first.id, 0, "") == (Act.MOVED, first.text)


def test_a_key_silences_what_the_voice_says():
    reader, voice = make("voice")
    reader.press("s")
    before = voice.cancelled
    reader.press("s")
    assert voice.cancelled > before


def test_with_a_screen_reader_the_voice_is_off_and_says_how_to_turn_it_on():
    reader, voice = make("screenreader")
    reply = reader.press("space")
    assert reply.act is Act.SAID
    assert "settings, comma, Who speaks" in reply.text
    assert reader.press("r").act is Act.MOVED
    assert voice.said == []


@pytest.mark.parametrize("event", ["silent", "gone"])
def test_a_voice_that_cannot_be_heard_leaves_everything_to_be_written(event):
    reader, voice = make("voice")
    text = reader.press("s").text
    reply = reader.heard(event, 0, 0, "There is no sound device here.")
    assert not reply.spoken
    assert reply.text.startswith("There is no sound device here.")
    assert reply.text.endswith(text)
    said(voice)
    assert not reader.press("s").spoken
    assert said(voice) == []
    reader.heard("ready", 0, 0, "a voice")
    assert reader.press("S").spoken


def test_what_was_heard_is_not_told_again():
    reader, voice = make("voice")
    text = reader.press("s").text
    reader.heard("finished", voice.said[-1].id, 0, "")
    assert text not in reader.heard("gone", 0, 0, "It is gone.").text


def test_plain_mode_writes_nothing_while_the_voice_reads_and_then_that_it_has_ended():
    reader, voice = make("asked")
    terminal = Paper([])
    plain = Plain(reader, terminal)
    for key in ("a", "end", "space"):
        reader.press(key)
    plain._hear(Event("started", voice.said[-1].id))
    assert terminal.take() == b""
    plain._hear(Event("finished", voice.said[-1].id))
    assert terminal.take() == b"\r\nEnd of the publication.\r"


def test_changing_who_speaks_while_reading():
    reader, voice = make("asked")
    assert not reader.press("s").spoken
    assert voice.said == []
    assert reader.run("who-speaks").spoken
    place = reader.reading.session.place
    assert reader.press("r").spoken
    assert reader.reading.session.place == place


def test_the_full_screen_shows_what_the_voice_says(make_view):
    """The same place decides; what is drawn is drawn in any case."""
    view, voice = make_view("voice")
    view.greet()
    view.press("enter")
    view.press("s")
    assert [utterance.text for utterance in voice.said][-1] == "盲道通了！"
    view.press("i")
    where = voice.said[-1].text
    assert where in "".join(piece.text for line in view.frame().lines for piece in line).replace("  ", "")
    view.press("f")
    view.press("盲")
    assert voice.said[-1].text == "盲"


@pytest.fixture
def make_view():
    def make_one(speech):
        voice, settings = VoiceStandIn(), Settings(speech=speech)
        reader = Reader(TWO, MemoryStandIn(Place(0, 1, 0)), Options(settings), voice)
        view = View(reader, settings)
        view.resize(200, 24)
        return view, voice

    return make_one


def all_said(folder):
    path = folder / "said"
    return path.read_text("utf-8") if path.exists() else ""


def test_plain_mode_writes_nothing_while_the_voice_speaks(tmp_path):
    """The real program: every key is said by the voice, a question and its answer too, and not a byte is written."""
    environment = {
        "MANGDAO_BACKEND": "tests.heard.speech_faults:AUDIBLE",
        "MANGDAO_SPEECH": "voice",
        "FAULTS": str(tmp_path),
    }
    steps = [
        ("", "plain mode"),
        ("\r", "临时开展"),
        ("j", "市委党史研究室"),
        ("f", "Find:"),
        ("党", "党"),
        ("\r", "hit"),
    ]
    with Process(tmp_path, "--plain", SEED, **environment) as process:
        seen = 0
        for key, text in steps:
            process.send(key)
            until(lambda text=text, seen=seen: text in all_said(tmp_path)[seen:], what=f"never said: {text}")
            seen = len(all_said(tmp_path))
        process.send("qq")
        assert process.rest() == b"\x1b[?2004h\r\n\x1b[?2004l"


def test_plain_mode_writes_each_sentence_too_when_both_are_wanted(tmp_path):
    environment = {
        "MANGDAO_BACKEND": "tests.heard.speech_faults:AUDIBLE",
        "MANGDAO_SPEECH": "both",
        "FAULTS": str(tmp_path),
    }
    with Process(tmp_path, "--plain", SEED, MANGDAO_RATE="600", **environment) as process:
        process.until(rb"q to quit[^\x1b]*\r(?:\x1b\[\d+A)?$")
        process.send("\r")
        process.until("“毛泽东足迹遍株洲” 临时开展".encode())
        process.send(" ")
        process.until("“毛泽东足迹遍株洲” 临时开展".encode())
        process.until("10月1日起,市委党史研究室".encode())
        assert "市委党史研究室" in all_said(tmp_path)


def test_without_a_sound_device_what_was_to_be_said_is_written(tmp_path):
    environment = {"MANGDAO_BACKEND": "silence", "MANGDAO_SPEECH": "voice"}
    with Process(tmp_path, "--plain", SEED, **environment) as process:
        process.until(rb"Nothing is spoken aloud: reading goes on silently. Mangdao, plain mode")
        process.send("\r")
        process.until("“毛泽东足迹遍株洲” 临时开展".encode())
