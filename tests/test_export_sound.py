"""Publications read aloud into files: whole, in chapters, all or nothing."""

import os
import struct
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.heard.sound import RATE, find, synthesized
from tests.needs import need, skip_for
from tui.core.narrator import Narrator, Route
from tui.core.publication import Article, Block, Foreign, Kind, Link, Place, Publication
from tui.errors import SpeechError, UsageError
from tui.export.encoders import program_for
from tui.export.narrated import write_narrated
from tui.export.sound import write_sound
from tui.export.sound_tags import Chapter, comments, ffmpeg_metadata, id3
from tui.importers import open_bytes
from tui.speech import Manner
from tui.speech.recordings import Recordings
from tui.speech.studio import Studio

ROOT = Path(__file__).parent.parent


def article(number, title, *lines):
    heading = (Block(title, Kind.TITLE, language="en"),) if title else ()
    return Article(f"k{number}", title, (*heading, *(Block(line, Kind.PARAGRAPH, language="en") for line in lines)))


BOOK = Publication(
    "book",
    "A book",
    (article(1, "The quay", "She went down. It was cold."), article(2, "The town = “; #\\", "Nobody came.")),
    "en",
    {"author": "A. Lee"},
)
SENTENCES = ["The quay", "She went down.", "It was cold.", "The town = “; #\\", "Nobody came."]
NOBODY = Manner(rate=150)


def nothing(_done, _count):
    pass


def studio(backend="espeak", **environment):
    return Studio([backend], NOBODY, {**os.environ, **environment})


def needs_one_of(suffix):
    try:
        program_for(suffix)
    except UsageError as error:
        skip_for(str(error))


def chunks(data):
    """The parts of a RIFF file or list, by name; of several of a name the last."""
    found, at = {}, 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        found.setdefault(name, []).append(data[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    assert at == len(data)
    return found


def test_a_wav_file_holds_every_sentence_with_its_pause_and_marks_every_article(tmp_path):
    told = []
    with studio() as made:
        write_sound(BOOK, tmp_path / "a.wav", made, Route(), lambda *progress: told.append(progress))
        assert made.rate == RATE
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getparams()[:3] == (1, 2, RATE)
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)
    places, end = [], 0.0
    for pcm in synthesized("espeak", [(text, "en") for text in SENTENCES], NOBODY):
        place, alike, _next = find(sound, pcm)
        assert alike >= 0.99
        places.append((place - end, end := place + len(pcm) / RATE))
    # After a heading 0.6 seconds, inside of a paragraph 0.15, after an article 0.9.
    assert [pause for pause, _end in places] == pytest.approx([0, 0.6, 0.15, 0.9, 0.6], abs=0.002)
    parts = chunks((tmp_path / "a.wav").read_bytes())
    points = parts[b"cue "][0]
    begins = [struct.unpack_from("<I", points, 4 + 24 * number + 20)[0] / RATE for number in range(2)]
    assert begins == pytest.approx([0, places[2][1] + 0.9], abs=0.002)
    labels = b"".join(parts[b"LIST"])
    assert b"The quay\0" in labels
    assert "The town = “; #\\\0".encode() in labels
    assert b"A. Lee\0" in labels
    assert told[-1][0] == told[-1][1]
    assert [done for done, _count in told] == sorted(done for done, _count in told)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.wav"]


def test_what_is_skipped_and_how_long_pauses_are_is_as_it_is_set(tmp_path):
    with studio() as made:
        write_sound(BOOK, tmp_path / "a.wav", made, Route(pauses=0), nothing)
        write_sound(BOOK, tmp_path / "b.wav", made, Route(frozenset({Kind.PARAGRAPH}), pauses=0), nothing)
    sizes = [(tmp_path / name).stat().st_size for name in ("a.wav", "b.wav")]
    lengths = [len(pcm) for pcm in synthesized("espeak", [(text, "en") for text in SENTENCES], NOBODY)]
    assert sizes[0] == pytest.approx(2 * sum(lengths), rel=0.03)
    assert sizes[1] == pytest.approx(2 * (lengths[0] + lengths[3]), rel=0.03)


@pytest.mark.parametrize("suffix", [".mp3", ".m4b", ".opus", ".flac"])
@pytest.mark.parametrize("program", ["first", "ffmpeg"])
def test_other_files_hold_it_too_with_chapters_and_tags(suffix, program, tmp_path, monkeypatch):
    needs_one_of(suffix)
    need("ffmpeg")  # looks into the file
    if program == "ffmpeg":
        monkeypatch.setattr("tui.export.encoders.program_for", lambda _suffix: "ffmpeg")
    out = tmp_path / f"a{suffix}"
    with studio() as made:
        write_sound(BOOK, out, made, Route(), nothing)
    command = ["ffprobe", "-v", "error", "-of", "csv", "-show_chapters", "-show_format", "-show_streams", str(out)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "The quay" in told
    assert "The town = “; #\\" in told.replace("\\\\", "\\")
    assert "A. Lee" in told
    assert "A book" in told
    raw = ["-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"]
    heard = subprocess.run(["ffmpeg", "-v", "error", "-i", str(out), *raw], capture_output=True, check=True).stdout
    assert len(heard) / 2 / RATE == pytest.approx(6.49, abs=0.1)
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_a_book_that_is_heard_too_is_heard_sentence_by_sentence(tmp_path):
    needs_one_of(".mp3")
    words = "See there, bonjour to all. And here too."
    link = Link(4, 33, "https://example.org/")
    special = article(3, "Special", words, "a; b; c")
    blocks = (
        special.blocks[0],
        special.blocks[1]._replace(links=(link,), foreign=(Foreign(11, 18, "fr"),)),
        special.blocks[2]._replace(kind=Kind.TABLE),
    )
    book = BOOK._replace(articles=(*BOOK.articles, special._replace(blocks=blocks)))
    out = tmp_path / "a.epub"
    with studio() as made:
        write_narrated(book, out, made, Route(), nothing)
    again = open_bytes(out.read_bytes(), "a.epub")
    assert [[block.text for block in each.blocks] for each in again.articles] == [
        [block.text for block in each.blocks] for each in book.articles
    ]
    said = [
        [block.text[each.start : each.end] for each in block.recordings]
        for each in again.articles
        for block in each.blocks
    ]
    assert said == [
        ["The quay"],
        ["She went down.", "It was cold."],
        ["The town = “; #\\"],
        ["Nobody came."],
        ["Special"],
        ["See there, bonjour to all.", "And here too."],
        ["a; b; c"],
    ]
    assert again.articles[2].blocks[1].foreign == (Foreign(11, 18, "fr"),)
    # What is heard of a sentence is more like it than like any other.
    utterance = Narrator(again, ahead=1).start(Place(1, 1), Route(recordings=True))[0]
    sounds = Recordings(RATE).sounds(utterance._replace(source=str(out)), Manner())
    heard = np.frombuffer(b"".join(sound.pcm for sound in sounds), "<i2").astype(np.float64)
    heard = np.concatenate([np.zeros(RATE), heard, np.zeros(RATE)])
    alike = [find(heard, pcm)[1] for pcm in synthesized("espeak", [(text, "en") for text in SENTENCES], NOBODY)]
    assert alike.index(max(alike)) == SENTENCES.index("Nobody came.")
    assert max(alike) > 0.6
    assert [path.name for path in tmp_path.iterdir()] == ["a.epub"]


def test_a_sentence_that_ends_the_engine_is_tried_again_and_then_left_out(tmp_path):
    book = BOOK._replace(articles=(article(1, "", "one", "die", "once more", "no", "two"),))
    with studio(backend="tests.heard.dying_voice:DYING", DIED_ONCE=str(tmp_path / "died")) as made:
        write_sound(book, tmp_path / "a.wav", made, Route(pauses=0), nothing)
        assert made.faults == ["The voice fell silent at: die", "The voice fell silent at: no"]
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getnframes() == 100 * len("oneonce moretwo")


def test_without_a_voice_it_says_so():
    with pytest.raises(SpeechError, match="no voice here"):
        studio(backend="silence")


@pytest.mark.parametrize("write", [write_sound, write_narrated])
def test_what_is_interrupted_leaves_nothing_behind(write, tmp_path):
    if write is write_narrated:
        needs_one_of(".mp3")

    def interrupt(done, _count):
        if done > 10:
            raise KeyboardInterrupt

    with studio() as made, pytest.raises(KeyboardInterrupt):
        write(BOOK, tmp_path / "a.wav", made, Route(), interrupt)
    assert not list(tmp_path.iterdir())
    assert made._process is None


def _export(tmp_path, *arguments, path=os.environ["PATH"]):
    command = [
        sys.executable,
        "-m",
        "tui",
        "export",
        str(ROOT / "tests/data/importers/paragraph.txt"),
        *arguments,
    ]
    environment = {"HOME": str(tmp_path), "PATH": path, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)


def test_the_command_writes_the_file_and_tells_how_far_it_is(tmp_path):
    done = _export(tmp_path, "-o", "a.wav", "--rate", "300")
    assert done.returncode == 0, done.stderr
    assert "100%" in done.stderr
    assert done.stdout == ""
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getnframes() > RATE


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-o", "a.mp3"], "install lame or ffmpeg"),
        (["-o", "a.opus"], "install opus-tools or ffmpeg"),
        (["-o", "a.m4b"], "install ffmpeg"),
        (["-o", "a.epub", "--audio"], "install lame or ffmpeg"),
        (["-o", "a.txt", "--audio"], "--audio is for .epub files"),
        (["-o", "nowhere/a.wav"], "cannot be written"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence_and_nothing_is_written(arguments, sentence, tmp_path):
    done = _export(tmp_path, *arguments, path="/nonexistent")
    assert done.returncode == 2
    assert sentence in done.stderr.replace("\n", " ")
    assert len(done.stderr.strip().splitlines()) <= 12
    assert not [path for path in tmp_path.iterdir() if path.suffix not in ("", ".pid")]


def test_many_chapters_and_strange_titles_are_told_right():
    chapters = [Chapter(f"= ; # \\ {number}", 3600.5 + number, 3601.5 + number) for number in range(300)]
    tag = id3({"title": "T"}, chapters)
    size = 0
    for byte in tag[6:10]:
        size = size << 7 | byte
    assert len(tag) == size + 10
    assert tag.count(b"CHAP") == 300
    assert comments({}, chapters)[:2] == ["CHAPTER000=01:00:00.500", "CHAPTER000NAME== ; # \\ 0"]
    assert "title=\\= \\; \\# \\\\ 0\n" in ffmpeg_metadata({}, chapters)
