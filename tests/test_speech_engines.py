"""The engines: eSpeak NG as it is installed here, pyttsx3 with an engine that fails as real ones do, the table."""

import os
import struct
import subprocess
import sys
import wave
from array import array
from pathlib import Path

import numpy as np
import pytest

from tests.heard.sound import Events, utter
from tests.needs import need
from tui.errors import SpeechError
from tui.extras import command_for
from tui.speech import Manner, VoiceInfo, backends
from tui.speech.backends import BACKENDS, backend_named, choice, describe_backends, open_first
from tui.speech.choosing import voice_called
from tui.speech.espeak import mandarin_voice, open_espeak
from tui.speech.mandarin import _SAID, mandarin
from tui.speech.player import sounds_of
from tui.speech.pyttsx import PyttsxSynthesizer
from tui.speech.sound_files import read_recording
from tui.speech.voice import Voice

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def espeak():
    return open_espeak()


def seconds(sounds):
    return sum(len(sound.pcm) for sound in sounds) / 2 / 22050


def test_chinese_is_spoken_by_a_mandarin_voice(espeak):
    list(espeak.synthesize("国务院", "zh-CN", Manner()))
    assert espeak._voice == "cmn"
    list(espeak.synthesize("国务院", "", Manner()))
    assert espeak._voice == "cmn"
    assert "(en)" not in espeak._library.phonemes("国务院")


@pytest.mark.parametrize(
    ("language", "voice"),
    [("en", "en"), ("en-XY", "en"), ("de-AT", "de"), ("no", "nb"), ("pt-BR", "pt-br"), ("xx", "en"), ("zh-HK", "yue")],
)
def test_a_language_finds_its_nearest_voice(espeak, language, voice):
    list(espeak.synthesize("a", language, Manner()))
    assert espeak._voice == voice


def test_a_voice_that_is_set_speaks_everything_and_an_unknown_one_nothing(espeak):
    for wanted, spoken in (("gmw/de", "gmw/de"), ("no such voice", "cmn"), ("", "cmn")):
        assert seconds(espeak.synthesize("国", "zh", Manner(voice=wanted))) > 0.1
        assert espeak._voice == spoken


def test_the_broken_mandarin_of_older_versions_is_recognised_by_its_phonemes():
    broken = {"cmn": "(en)gj,u:@t'u:(cmn)_|", "cmn-latn-pinyin": "k'uo35_| w'u11_| 'y&51n_|"}
    assert mandarin_voice(lambda voice, text: broken[voice]) == "cmn-latn-pinyin"
    assert mandarin_voice(lambda voice, text: "k,uo35wu51j'y&51n_|") == "cmn"


def test_no_character_of_the_cured_syllables_is_said_as_english(espeak):
    espeak._library.set_voice("cmn")
    assert "(en)" in espeak._library.phonemes("雄")
    for character, syllable in _SAID.items():
        phonemes = espeak._library.phonemes(mandarin(character).text)
        assert "(en)" not in phonemes, character
        assert "ong" in phonemes, character
        assert {"1": "55", "2": "35", "3": "214", "4": "51"}[syllable[-1]] in phonemes, character


@pytest.mark.parametrize(("language", "given"), [("zh", "英 xong2 "), ("ja", "英雄")])
def test_the_cure_is_for_the_mandarin_voice(espeak, monkeypatch, language, given):
    texts = []
    synthesize = espeak._library.synthesize
    monkeypatch.setattr(espeak._library, "synthesize", lambda text, hear: texts.append(text) or synthesize(text, hear))
    assert seconds(espeak.synthesize("英雄", language, Manner())) > 0.3
    assert texts == [given]


def test_marks_are_offsets_of_the_text_in_order_of_time(espeak):
    text = "英雄的兄弟,穷人2022年。"
    sounds = list(sounds_of(espeak, utter(1, text), Manner()))
    marks = [mark for sound in sounds for mark in sound.marks]
    frames = [mark.frame for mark in marks]
    assert frames == sorted(frames)
    assert frames[0] == 0
    assert frames[-1] / 22050 < seconds(sounds)
    offsets = [mark.offset for mark in marks]
    assert offsets == sorted(offsets)
    assert {0, 1, 2, 3, 6, 8}.issubset(offsets)
    assert not {5, 13} & set(offsets)


def test_rate_and_volume_are_obeyed(espeak):
    text = "会议强调,要深入学习贯彻重要指示精神。"
    normal = seconds(espeak.synthesize(text, "zh", Manner()))
    assert seconds(espeak.synthesize(text, "zh", Manner(rate=200))) < 0.55 * normal
    assert seconds(espeak.synthesize(text, "zh", Manner(rate=600))) < 0.2 * normal
    assert seconds(espeak.synthesize(text, "zh", Manner(rate=50))) > 1.8 * normal

    def loudest(volume):
        pcm = b"".join(sound.pcm for sound in espeak.synthesize(text, "zh", Manner(volume=volume)))
        return max(map(abs, array("h", pcm)))

    assert loudest(0) < 32 < loudest(20) < loudest(100) / 2


def fundamental(sounds):
    """The pitch of a voice in hertz: the delay at which its sound is most like itself, over all its loud parts."""
    sound = np.frombuffer(b"".join(sound.pcm for sound in sounds), "<i2").astype(float)
    pieces = [sound[at : at + 1024] for at in range(0, len(sound) - 1024, 512)]
    loud = [piece - piece.mean() for piece in pieces if np.abs(piece).max() > 3000]
    alike = [np.correlate(piece, piece, "full")[1023:] for piece in loud]
    return np.median([22050 / (60 + np.argmax(one[60:450])) for one in alike])


def test_pitch_is_obeyed_and_rate_leaves_it_as_it_is(espeak):
    def pitch(**manner):
        return fundamental(espeak.synthesize("会议强调,要深入学习贯彻重要指示精神。", "zh", Manner(**manner)))

    normal = pitch()
    assert pitch(pitch=30) < 0.95 * normal
    assert pitch(pitch=90) > 1.15 * normal
    for rate in (50, 200, 400, 600):
        assert 0.85 < pitch(rate=rate) / normal < 1.18


def test_what_cannot_be_pronounced_is_silence_and_no_failure(espeak):
    assert seconds(espeak.synthesize("……", "zh", Manner())) == 0
    assert seconds(espeak.synthesize("", "zh", Manner())) == 0


def test_the_first_sound_comes_before_the_whole_text_is_synthesized_and_stopping_stops(espeak):
    sounds = espeak.synthesize("国务院" * 3000, "zh", Manner())
    assert next(sound for sound in sounds if sound.pcm)
    sounds.close()
    assert 0.2 < seconds(espeak.synthesize("国", "zh", Manner())) < 1


def run(program, *arguments):
    """In a process of its own: what fails here ends it."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_letters_with_dots_do_not_end_the_process():
    """Two hundred of them overrun a buffer of the library."""
    program = """if True:
        from tests.heard.sound import utter
        from tui.speech import Manner
        from tui.speech.espeak import open_espeak
        from tui.speech.player import sounds_of
        for language in ("zh", "en"):
            for text in ("A." * 300, "a.b." * 200, "Ａ．" * 300):
                assert sum(len(sound.pcm) for sound in sounds_of(open_espeak(), utter(1, text, language), Manner()))
    """
    run(program)


def test_data_in_a_deep_folder_is_found(tmp_path):
    import espeakng_loader

    deep = tmp_path.joinpath(*["a folder with a long name"] * 6)
    deep.mkdir(parents=True)
    (deep / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path(), target_is_directory=True)
    program = """if True:
        import sys
        from tui.speech import Manner
        from tui.speech.espeak import EspeakSynthesizer
        from tui.speech.espeak_library import EspeakLibrary
        synthesizer = EspeakSynthesizer(EspeakLibrary(*sys.argv[1:]))
        print(sum(len(sound.pcm) for sound in synthesizer.synthesize("国", "zh", Manner())))
    """
    assert len(str(deep)) > 160
    assert int(run(program, espeakng_loader.get_library_path(), str(deep / "espeak-ng-data"))) > 0


def test_missing_data_is_a_sentence_not_an_end(tmp_path):
    import espeakng_loader

    program = """if True:
        import sys
        from tui.errors import SpeechError
        from tui.speech.espeak_library import EspeakLibrary
        for library, data in ((sys.argv[1], sys.argv[2]), (sys.argv[2] + "/none.so", sys.argv[2])):
            try:
                EspeakLibrary(library, data)
            except SpeechError as error:
                print(error)
    """
    (tmp_path / "empty").mkdir()
    said = run(program, espeakng_loader.get_library_path(), str(tmp_path / "empty")).splitlines()
    assert len(said) == 2
    assert "does not find its data" in said[0]


class Engine:
    """What `pyttsx3.init()` returns, failing by a script: for each file what is written into it."""

    def __init__(self, *script, name="sapi5"):
        self._script = [tone(), *script]
        self._name = name
        self._properties = {"voice": "id1", "rate": 200, "volume": 1.0}
        self.texts = []

    def __str__(self):
        return self._name

    def connect(self, topic, callback):
        pass

    def getProperty(self, name):  # noqa: N802 - pyttsx3's name
        if name == "voices":
            voices = [("id1", "English", ["en-US"]), ("id2", "Deutsch", ["de_DE"]), ("id3", "普通话", [b"\x05zh-CN"])]
            return [type("Voice", (), {"id": key, "name": n, "languages": tags}) for key, n, tags in voices]
        return self._properties[name]

    def setProperty(self, name, value):  # noqa: N802
        self._properties[name] = value

    def save_to_file(self, text, path):
        self.texts.append(text)
        self._path = path

    def runAndWait(self):  # noqa: N802
        content = self._script.pop(0)
        if content is not None:
            Path(self._path).write_bytes(content)


def tone(frames=1000, rate=16000, channels=1):
    import io

    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(b"\x00\x40" * frames * channels)
    return file.getvalue()


def frames_of(sounds):
    return sum(len(sound.pcm) for sound in sounds) // 2


@pytest.mark.parametrize("failure", [None, b"", b"RIFF", tone(0), b"FORM\0\0\0\0AIFF"])
def test_pyttsx3_without_sound_is_tried_once_more(failure):
    synthesizer = PyttsxSynthesizer(Engine(failure, tone(500)))
    assert synthesizer.sample_rate == 16000
    assert frames_of(synthesizer.synthesize("国", "zh", Manner())) == 500
    synthesizer = PyttsxSynthesizer(Engine(failure, failure))
    with pytest.raises(SpeechError):
        list(synthesizer.synthesize("国", "zh", Manner()))


def test_pyttsx3_is_told_the_manner_and_chooses_a_voice_for_the_language():
    engine = Engine(*[tone()] * 9)
    synthesizer = PyttsxSynthesizer(engine)
    for language, wanted, chosen in (("zh", "", "id3"), ("de", "", "id2"), ("fr", "", "id1"), ("zh", "id2", "id2")):
        list(synthesizer.synthesize("国", language, Manner(200, 50, wanted)))
        assert engine.getProperty("voice") == chosen
    assert engine.getProperty("rate") == 350
    assert engine.getProperty("volume") == 0.5
    assert "pitch" not in engine._properties, "this driver prints that it knows none"
    assert [voice.language for voice in synthesizer.voices()] == ["en-US", "de-DE", "zh-CN"]


class SlowEngine(Engine):
    """Takes properties in its own time, as eSpeak does, and forgets the rest of them when its loop runs."""

    def __init__(self, *script):
        super().__init__(*script)
        self._coming = {}
        self._asked = 0
        self.rates = []

    def setProperty(self, name, value):  # noqa: N802
        self._coming[name] = value

    def getProperty(self, name):  # noqa: N802
        self._asked += 1
        if self._asked % 5 == 0:
            self._properties |= self._coming
        return super().getProperty(name)

    def runAndWait(self):  # noqa: N802
        self._coming = {}
        self.rates.append(self._properties["rate"])
        super().runAndWait()


def test_pyttsx3_does_not_speak_before_its_properties_are_taken():
    engine = SlowEngine(tone(), tone())
    synthesizer = PyttsxSynthesizer(engine)
    for rate in (300, 100):
        list(synthesizer.synthesize("国", "zh", Manner(rate)))
    assert engine.rates[1:] == [525, 175]


def test_pyttsx3_is_not_asked_for_what_has_no_sound():
    engine = Engine()
    assert list(PyttsxSynthesizer(engine).synthesize("……", "zh", Manner())) == []
    assert engine.texts == ["1"]


def test_a_file_of_another_rate_or_with_two_channels_becomes_one_of_ours():
    synthesizer = PyttsxSynthesizer(Engine(tone(800, rate=8000), tone(700, channels=2)))
    assert frames_of(synthesizer.synthesize("国", "zh", Manner())) == 1600
    assert frames_of(synthesizer.synthesize("国", "zh", Manner())) == 700


@pytest.mark.parametrize("kind", ["aiff", "aifc", "wav"])
def test_sound_files_are_read_as_another_program_writes_them(tmp_path, kind):
    need("sox")
    pcm = array("h", range(-3000, 3000, 7)).tobytes()
    (tmp_path / "raw").write_bytes(pcm)
    raw = ["-t", "raw", "-r", "22050", "-e", "signed", "-b", "16", "-c", "1", str(tmp_path / "raw")]
    subprocess.run(["sox", *raw, str(tmp_path / f"sound.{kind}")], check=True, capture_output=True)
    recording = read_recording((tmp_path / f"sound.{kind}").read_bytes())
    assert recording.pcm == pcm
    assert recording.sample_rate == 22050


def test_what_is_not_sound_is_refused():
    common = struct.pack(">hIhHQ", 1, 0, 8, 0x400D, 0xAC44 << 48)
    eight_bits = (
        b"FORM\0\0\0\0AIFF" + b"COMM" + struct.pack(">I", 18) + common + b"SSND" + struct.pack(">I", 8) + bytes(8)
    )
    for data in (b"", b"RIFF", b"FORM", eight_bits, b"ID3" + bytes(100), tone()[:30]):
        with pytest.raises(ValueError):
            read_recording(data)


def test_the_table_is_in_the_order_of_choice_and_all_of_it_is_installed_here():
    assert [backend.name for backend in BACKENDS] == [
        "espeak", "pyttsx3", "speech-dispatcher", "speaker", "piper", "sherpa", "silence"
    ]  # fmt: skip
    assert {("espeak", ""), ("pyttsx3", ""), ("silence", "")} <= set(describe_backends())
    assert backend_named("silence") is BACKENDS[-1]


def test_what_somebody_set_comes_first_then_the_listeners_own_machine():
    assert choice("", {}) == ("espeak", "pyttsx3", "silence")
    assert choice("pyttsx3", {}) == ("pyttsx3", "espeak", "silence")
    far = {"SPEECHD_ADDRESS": "unix_socket:/s", "MANGDAO_SPEAKER": "token@127.0.0.1:7890"}
    assert choice("", far) == ("speaker", "speech-dispatcher", "espeak", "pyttsx3", "silence")
    assert choice("silence", far)[0] == "silence"
    assert choice("", {"MANGDAO_MODEL": "a.onnx"})[:2] == ("piper", "espeak")
    assert choice("", {"MANGDAO_MODEL": "folder"})[:2] == ("sherpa", "espeak")


@pytest.mark.parametrize("wanted", ["gmw/en-US", "en-us", "EN-us", "English (America)"])
def test_a_voice_is_found_by_name_language_or_description(wanted):
    infos = [VoiceInfo("sit/cmn", "zh", "Chinese"), VoiceInfo("gmw/en-US", "en-us", "English (America)")]
    assert voice_called(wanted, infos) == "gmw/en-US"
    assert voice_called("cmn", infos) == voice_called("zh", infos) == "sit/cmn"
    assert voice_called("nobody", infos) is None
    assert voice_called("anybody", []) == "anybody"


def test_missing_packages_are_named_with_what_to_install(monkeypatch):
    monkeypatch.setattr(backends, "find_spec", lambda module: None if module == "espeakng_loader" else module)
    assert describe_backends()[0] == ("espeak", f"espeakng-loader not installed; run: {command_for('speech')}")
    monkeypatch.setattr(backends, "find_spec", lambda module: None)
    speaker, reasons = open_first(["espeak", "pyttsx3", "silence"], Events())
    assert reasons["espeak"] == f"espeakng-loader, miniaudio not installed; run: {command_for('speech')}"
    assert len(reasons) == 2
    assert speaker.silent
    speaker.close()


def test_importing_the_contracts_or_the_voice_imports_no_engine():
    program = "import sys, tui.speech.voice, tui.speech.backends; print(*sys.modules)"
    loaded = set(run(program).split())
    assert not loaded & {"ctypes", "subprocess", "miniaudio", "pyttsx3", "espeakng_loader", "wave", "tui.speech.player"}


def test_a_voice_lists_its_voices():
    events = Events()
    voice = Voice(events, "espeak", environment={**os.environ, "PULSE_SERVER": "unix:/nonexistent"})
    try:
        names = {info.name: info.language for info in voice.voices(30)}
    finally:
        voice.close()
    assert names["sit/cmn"] == "zh"
    assert len(names) > 100
    assert events.named("started") == []


def test_no_long_run_of_letters_with_dots_ends_the_engine():
    """In a process of its own: what eSpeak NG does to its stack with such runs cannot be caught."""
    program = """if True:
        import sys
        from tests.heard.sound import utter
        from tui.speech import Manner
        from tui.speech.espeak import open_espeak
        from tui.speech.player import sounds_of

        espeak = open_espeak()
        for letters in sys.argv[1:]:
            print(letters, flush=True)
            for language in ("zh", "ru", "fr"):
                for sound in sounds_of(espeak, utter(1, letters * 400, language), Manner(rate=600)):
                    pass
    """
    letters = ["a.", "а.", "é.", "α.", "ا.", "A.é.", "a..", "é..", ".a"]
    assert run(program, *letters).split() == letters


def test_a_variant_of_a_voice_is_asked_for_behind_a_plus(espeak):
    name = voice_called("cmn+Alex", espeak.voices())
    assert name == "sit/cmn+Alex"
    assert voice_called("nobody+Alex", espeak.voices()) is None
    assert seconds(espeak.synthesize("盲道通了。", "zh", Manner(voice=name))) > 0.3
    assert espeak._voice == name
