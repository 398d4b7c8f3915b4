"""Recordings of books: which sentence is heard where, at which speed, from which place; and when they cannot be."""

import io
import math
import shutil
import zipfile
from array import array
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.heard.sound import Events, SoundServer, real_time, utter
from tests.machine.process import Process
from tests.made.documents import archive
from tests.made.recorded_books import (
    RATE,
    SECONDS,
    SENTENCES,
    TONES,
    daisy2,
    daisy3,
    overlaid,
    spoken_only,
    wav,
)
from tests.needs import need
from tests.test_speech_player import HandSink, Loud
from tui.core.narrator import Narrator, Route
from tui.core.publication import Place, Recording
from tui.core.publication import Sound as File
from tui.errors import SpeechError
from tui.fetch import Source, beside, fetch
from tui.fetch.book_file import BookFile
from tui.importers import open_bytes
from tui.importers.overlays import seconds
from tui.library import open_library
from tui.shell.saying import path_of_source
from tui.speech import Manner
from tui.speech.player import Player
from tui.speech.recordings import Recordings
from tui.speech.sound_sources import open_sound
from tui.speech.stretch import Stretcher

DATA = Path(__file__).parent / "data" / "recordings"
BOOKS = {"book.epub": overlaid(), "three.zip": daisy3(), "two.zip": daisy2()}
HEARD = Route(recordings=True)
NORMAL, START = Manner(), Place()


def heard_tones(samples):
    """The tones one after the other, as a tone of TONES each, with how long it was, in seconds."""
    samples = np.asarray(samples, dtype=np.float64)
    size = RATE // 25
    found = []
    for start in range(0, len(samples) - size + 1, size):
        piece = samples[start : start + size]
        if np.abs(piece).max() < 1500:
            continue
        loudness = np.abs(np.fft.rfft(piece * np.hanning(size), 8 * size))
        frequency = int(loudness.argmax()) * RATE / (8 * size)
        nearest = min(TONES, key=lambda known: abs(known - frequency))
        if abs(nearest - frequency) > 25:
            found.append((0, 1))
        elif found and found[-1][0] == nearest:
            found[-1] = (nearest, found[-1][1] + 1)
        else:
            found.append((nearest, 1))
    return [(which, count * size / RATE) for which, count in found]


def played(utterances, manner=NORMAL):
    """What is heard of utterances, one after the other."""
    recordings = Recordings(RATE)
    return np.concatenate(
        [np.frombuffer(sound.pcm, "<i2") for utterance in utterances for sound in recordings.sounds(utterance, manner)]
    )


def utterances_of(data, name, tmp_path, place=START, route=HEARD):
    path = tmp_path / name
    path.write_bytes(data)
    said = Narrator(open_bytes(data, name), ahead=100).start(place, route)
    return [utterance._replace(source=utterance.source and str(path)) for utterance in said]


# What belongs to what


@pytest.mark.parametrize("name", BOOKS)
def test_every_sentence_has_its_sound(name):
    blocks = open_bytes(BOOKS[name], name).articles[0].blocks
    found = [
        (block.text[each.start : each.end], each.sounds[0].begin, each.sounds[0].end)
        for block in blocks
        for each in block.recordings
    ]
    expected = [(text, number * SECONDS, (number + 1) * SECONDS) for number, text in enumerate(SENTENCES)]
    assert found == [(text, pytest.approx(begin), pytest.approx(end)) for text, begin, end in expected]


@pytest.mark.parametrize("version", [2, 3])
def test_a_book_without_text_has_its_headings_and_can_be_gone_through(version):
    blocks = open_bytes(spoken_only(version), "book.zip").articles[0].blocks
    assert [block.text for block in blocks] == ["One", "Recording, 0:00 to 0:01", "Two", "Recording, 0:00 to 0:01"]
    assert [block.recordings[0].sounds[0].begin for block in blocks] == pytest.approx([0, 0.8, 1.6, 2.4])


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("npt=1.5s", 1.5),
        ("npt=0.000s", 0),
        ("0:00:10.5", 10.5),
        ("1:02:03", 3723),
        ("02:03.25", 123.25),
        ("12.5", 12.5),
        ("500ms", 0.5),
        ("1.5min", 90),
        ("2h", 7200),
        ("", 0),
        ("soon", None),
        ("-1s", None),
        ("1:2:3:4", None),
    ],
)
def test_times_are_read_in_every_form(clock, expected):
    assert seconds(clock) == (None if expected is None else pytest.approx(expected))


@given(st.text(max_size=20))
def test_no_time_is_an_error(clock):
    assert seconds(clock) is None or seconds(clock) >= 0


def test_a_fragment_of_several_paragraphs_is_shared_out_and_goes_on_from_any_place(tmp_path):
    text = "<div id='s0'><p>aaaa bbbb.</p><p>cccc dddd.</p></div>"
    smil = "<smil><body><par><text src='one.xhtml#s0'/><audio src='one.wav'/></par></body></smil>"
    said = utterances_of(overlaid(smil, text=text), "book.epub", tmp_path, Place(0, 1))
    assert [utterance.text for utterance in said] == ["aaaa bbbb.", "cccc dddd."]
    assert heard_tones(played(said)) == [(known, pytest.approx(SECONDS, abs=0.09)) for known in TONES]
    assert [which for which, _time in heard_tones(played(said[1:]))] == [*TONES[2:]]
    [last] = utterances_of(overlaid(smil, text=text), "book.epub", tmp_path, Place(0, 2, 5))
    assert [which for which, _time in heard_tones(played([last]))] == [TONES[3]]


def test_what_nobody_has_read_is_left_to_the_voice(tmp_path):
    text = "<p><span id='s0'>Read.</span> Not read, <span id='s1'>read</span> (!)</p><p id='s2'>Read.</p>"
    said = utterances_of(overlaid(text=text), "book.epub", tmp_path)
    assert [(utterance.text, bool(utterance.recordings)) for utterance in said] == [
        ("One", False),
        ("Read.", True),
        ("Not read, ", False),
        ("read (!)", True),
        ("Read.", True),
    ]
    assert not any(u.recordings for u in utterances_of(overlaid(), "b.epub", tmp_path, route=Route()))


# What is heard


@pytest.mark.parametrize("name", [*BOOKS, "only2.zip", "only3.zip"])
def test_the_sentences_are_heard_in_order(name, tmp_path):
    data = BOOKS.get(name) or spoken_only(int(name[4]))
    said = [each for each in utterances_of(data, name, tmp_path) if each.recordings]
    assert len(said) == 4
    assert heard_tones(played(said)) == [(known, pytest.approx(SECONDS, abs=0.09)) for known in TONES]
    for utterance, known in zip(said, TONES, strict=True):
        [(which, _time)] = heard_tones(played([utterance]))
        assert which == known


@pytest.mark.parametrize("rate", [50, 70, 130, 200, 350, 600])
def test_another_speed_has_the_same_pitch(rate, tmp_path):
    said = [each for each in utterances_of(BOOKS["book.epub"], "b.epub", tmp_path) if each.recordings]
    heard = played(said, Manner(rate=rate))
    assert len(heard) / RATE == pytest.approx(4 * SECONDS * 100 / rate, abs=0.06)
    assert [which for which, _time in heard_tones(heard)] == list(TONES)


@given(st.integers(50, 600), st.integers(80, 400), st.lists(st.integers(1, 20_000), min_size=1, max_size=4))
@settings(deadline=None, max_examples=25)
def test_stretching_goes_on_in_the_wave_from_piece_to_piece(rate, frequency, lengths):
    """No step is larger than the wave itself makes: nothing clicks, at no speed, where no piece ends."""
    count = sum(lengths)
    wave = array("h", (int(8000 * math.sin(2 * math.pi * frequency * at / RATE)) for at in range(count + RATE)))
    stretcher, made, start = Stretcher(RATE), array("h"), 0
    for length in lengths:
        for piece in stretcher.stretch(lambda begin, end: wave[begin:end], start, start + length, rate):
            made += piece
        start += length
    steepest = 8000 * 2 * math.pi * frequency / RATE
    steps = np.abs(np.diff(np.asarray(made, dtype=np.float64)))
    assert not len(steps) or steps.max() <= 1.7 * steepest + 2
    assert abs(len(made) - count * 100 / rate) <= len(lengths) * 0.0121 * RATE + 1


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.iterdir()))
def test_every_kind_of_sound_file_is_heard_from_anywhere(name, tmp_path):
    if name.endswith((".m4a", ".opus")):
        need("ffmpeg")
    path = tmp_path / "book.zip"
    path.write_bytes(archive({name: (DATA / name).read_bytes()}))
    sound = open_sound(str(path), name, RATE)
    assert sound.frames / RATE == pytest.approx(4 * SECONDS, abs=0.15)
    for number in (3, 1, 2, 0):
        start = int((number + 0.15) * SECONDS * RATE)
        assert heard_tones(sound.samples(start, start + int(0.6 * SECONDS * RATE)))[0][0] == TONES[number]
    assert not any(sound.samples(sound.frames + RATE, sound.frames + 2 * RATE))


@pytest.mark.parametrize("name", ["tones.mp3", "tones-vbr.mp3"])
def test_pieces_of_an_mp3_fit_together(name, tmp_path):
    """Cut anywhere, decoded piece by piece, it is the same as decoded whole."""
    path = tmp_path / "book.zip"
    path.write_bytes(archive({name: (DATA / name).read_bytes()}))
    whole = np.asarray(open_sound(str(path), name, RATE).samples(0, 3 * RATE), dtype=np.float64)
    pieces = open_sound(str(path), name, RATE)
    pieces._size = RATE // 2
    made = np.asarray(pieces.samples(0, 3 * RATE), dtype=np.float64)
    assert np.corrcoef(whole, made)[0, 1] > 0.999


def test_words_are_marked_where_they_are_about_to_be_heard(tmp_path):
    said = [each for each in utterances_of(BOOKS["book.epub"], "b.epub", tmp_path) if each.recordings]
    sounds = list(Recordings(RATE).sounds(said[0], Manner(rate=200)))
    marks = [mark for sound in sounds for mark in sound.marks]
    assert [mark.offset for mark in marks] == [0, 4, 9]
    whole = sum(len(sound.pcm) // 2 for sound in sounds)
    assert [mark.frame for mark in marks] == pytest.approx([0, whole * 4 / 14, whole * 9 / 14], abs=RATE // 50)


def test_it_is_as_loud_as_it_is_set(tmp_path):
    said = [each for each in utterances_of(BOOKS["book.epub"], "b.epub", tmp_path) if each.recordings]
    loud, quiet = (np.abs(played(said, Manner(volume=volume))).max() for volume in (100, 50))
    assert quiet == pytest.approx(loud / 2, rel=0.01)


# What cannot be heard


FAULTS = {
    "missing": (overlaid(sound=""), "missing"),
    "empty": (overlaid(sound=b"\0"), "damaged"),
    "damaged": (overlaid(sound=b"RIFF" + b"\0" * 400), "damaged"),
    "no sound at all": (overlaid(sound=b"<html>" * 100), "damaged"),
    "SMIL is missing": (overlaid(smil=""), "one.smil is missing"),
    "SMIL is empty": (overlaid(smil="<smil></smil>"), "one.smil is damaged"),
    "SMIL is no SMIL": (overlaid(smil="\0\1\2"), "one.smil is damaged"),
    "SMIL ends early": (overlaid(smil="<smil><body><par><text src='one.xhtml#s9'/>"), "one.smil is damaged"),
    "times are nonsense": (
        overlaid(
            smil="<smil><par><text src='one.xhtml#s0'/><audio src='one.wav' clipBegin='x' clipEnd='y'/></par></smil>"
        ),
        "one.smil is damaged",
    ),
    "outside": (
        overlaid(smil="<smil><par><text src='one.xhtml#s0'/><audio src='../../../etc/passwd'/></par></smil>"),
        "passwd is missing",
    ),
}


@pytest.fixture
def at_desk():
    """A player that says things by hand, and what it does with the sound."""
    made = []

    def open_sink(*arguments):
        made.append(HandSink(*arguments))
        return made[-1]

    events = Events()
    player = Player(Loud, events, open_sink)
    yield player, events, made[0]
    player.close()


def _pull(events, sink, number):
    while not events.named("finished", "failed") or events.named("finished", "failed")[-1][1] < number:
        sink.fill(50, 0)


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_heard_is_read_by_the_voice_and_told_once(name, at_desk, tmp_path):
    player, events, sink = at_desk
    data, sentence = FAULTS[name]
    said = utterances_of(data, "book.epub", tmp_path)
    assert [utterance.text for utterance in said] == ["One", *SENTENCES]
    for utterance in said:
        player.say(utterance)
    _pull(events, sink, said[-1].id)
    assert [number for name, number in events.named("finished")] == [utterance.id for utterance in said]
    told = {event.text for event in events.all if event.name == "notice"}
    assert len(told) == 1
    assert sentence in told.pop()


@pytest.mark.parametrize("source", ["", "-", "https://example.org/book.epub", "/nowhere/book.epub"])
def test_a_book_that_is_not_a_file_here_says_so(source):
    utterance = utter(1, "x")._replace(recordings=(Recording(0, 1, (File("one.wav"),)),), source=source)
    with pytest.raises(SpeechError, match="the voice reads"):
        Recordings(RATE).sounds(utterance, Manner())


def test_sounds_stay_inside_of_the_folder(tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "ncc.html").write_text("<html>")
    (tmp_path / "book" / "one.wav").write_bytes(wav())
    (tmp_path / "other.wav").write_bytes(wav())
    source = str(tmp_path / "book" / "ncc.html")
    assert open_sound(source, "one.wav", RATE).frames
    for name in ("../other.wav", str(tmp_path / "other.wav"), "no\0thing"):
        with pytest.raises(SpeechError, match="missing"):
            open_sound(source, name, RATE)


def test_what_only_ffmpeg_can_play_says_so(tmp_path, monkeypatch):
    path = tmp_path / "book.zip"
    path.write_bytes(archive({"a.m4a": (DATA / "tones.m4a").read_bytes()}))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SpeechError, match="only where ffmpeg is installed"):
        open_sound(str(path), "a.m4a", RATE)


@given(
    st.sampled_from(sorted(path.name for path in DATA.iterdir() if path.suffix in (".mp3", ".ogg", ".flac"))),
    st.integers(0, 3000),
    st.binary(max_size=40),
    st.integers(0, 4000),
)
@settings(deadline=None, max_examples=60)
def test_damaged_sound_is_an_error_or_sound(tmp_path_factory, name, at, junk, cut):
    data = (DATA / name).read_bytes()
    data = (data[:at] + junk + data[at + len(junk) :])[: len(data) - cut]
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(archive({name: data}))
    try:
        sound = open_sound(str(path), name, RATE)
    except SpeechError:
        return
    assert len(sound.samples(RATE, 2 * RATE)) == RATE


# In the program


def test_sounds_are_looked_for_where_the_source_is(tmp_path, monkeypatch):
    monkeypatch.setenv("MANGDAO_LIBRARY", str(tmp_path / "library.sqlite"))
    path = tmp_path / "book.epub"
    path.write_bytes(overlaid())
    book = open_bytes(overlaid(), "book.epub")
    library, _warning = open_library(tmp_path / "library.sqlite")
    library.remember(book, fetch(str(path)))
    library.close()
    assert path_of_source("@1", book) == str(path)
    monkeypatch.chdir(tmp_path)
    assert path_of_source("book.epub", book) == str(path)
    for other in ("-", "https://example.org/book.epub"):
        assert path_of_source(other, book) == other


def _hear(recorder, which):
    """Records until a tone has been heard for a while; the tones so far, one after the other."""
    for _time in range(300):
        recorder.more(0.1)
        found = heard_tones(recorder.heard())
        if any(tone == which and seconds > 0.15 for tone, seconds in found):
            break
    order = [tone for tone, seconds in found if tone and seconds > 0.15]
    return [tone for number, tone in enumerate(order) if order[number - 1 : number] != [tone]]  # gaps of a busy machine


def test_the_recording_is_heard_followed_paused_and_taken_up(tmp_path):
    need("pulseaudio", "parec")
    server = SoundServer(tmp_path, real_time())
    path = tmp_path / "book.epub"
    path.write_bytes(overlaid())
    environment = {name: server.environment[name] for name in ("PULSE_SERVER", "XDG_RUNTIME_DIR")}
    try:
        with server.record() as recorder, Process(tmp_path, "--plain", str(path), **environment) as process:
            process.until(b"One")
            process.send("s")
            process.until(SENTENCES[0].encode())
            recorder.restart()
            process.send(" ")
            assert _hear(recorder, TONES[2]) == list(TONES[:3])
            process.send(" ")
            process.until(b"Paused")
            recorder.more(0.3)
            recorder.restart()
            process.send(" ")
            assert _hear(recorder, TONES[3]) == list(TONES[2:])
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("data", "name"), [(daisy2(), "ncc.html"), (daisy3(), "package.opf"), (spoken_only(2), "ncc.html"),
                       (spoken_only(3), "book.opf")]
)  # fmt: skip
def test_a_book_in_a_folder_is_read_as_one_in_an_archive(data, name, tmp_path):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        packed.extractall(tmp_path)
    found = fetch(str(tmp_path / name))
    unpacked = open_bytes(found.data, found.name, beside(found))
    assert unpacked.articles == open_bytes(data, "book.zip").articles
    said = [each for each in Narrator(unpacked, ahead=100).start(START, HEARD) if each.recordings]
    heard = played([each._replace(source=found.path) for each in said])
    assert [which for which, _time in heard_tones(heard)] == list(TONES)


@pytest.mark.parametrize("source", ["-", "https://books.example/quay.epub"])
def test_a_book_that_is_no_file_is_heard_as_long_as_it_is_open(source):
    with BookFile(Source(overlaid(), "book", source)) as book_file:
        path = book_file.path(source)
        assert book_file.path(source) == path, "one file for all its sounds"
        assert book_file.path("/another/book.epub") == "/another/book.epub"
        utterances = Narrator(open_bytes(overlaid(), "book.epub")).start(START, HEARD)
        said = next(each for each in utterances if each.recordings)._replace(source=path)
        pcm = b"".join(sound.pcm for sound in Recordings(RATE).sounds(said, NORMAL))
        assert heard_tones(array("h", pcm))[0][0] == TONES[0]
    assert not Path(path).exists()


@pytest.mark.parametrize(
    "found", [None, Source(b"text", "text", "-"), Source(overlaid(), "book", "/a/book.epub"), Source(b"", "t", "-")]
)
def test_what_needs_no_file_gets_none(found):
    with BookFile(found) as book_file:
        assert book_file.path("-") == "-"
        assert book_file.path("/a/book.epub") == "/a/book.epub"


def test_a_disk_without_room_leaves_the_voice_to_read(monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    with BookFile(Source(overlaid(), "book", "-")) as book_file:
        assert book_file.path("-") == "-"
