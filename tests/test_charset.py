"""Terminals that are not UTF-8: what they show, what is typed on them, and what becomes of characters they lack."""

import io
import json
import os
import subprocess
import sys
import unicodedata

import pytest

from tests.machine.faults import cases, lines
from tests.machine.locales import ENCODINGS, in_locale
from tests.machine.process import ROOT
from tests.machine.world import ALLOWED, MODES, SEED, World
from tui import charset
from tui.core.cells import width_of
from tui.terminal import coding
from tui.terminal.keys import Keys

# A text, what is typed to find something in it, and the row that is found then.
WRITTEN = {
    "GB18030": ("缓坡已建好。盲道通了！", "盲道", "盲道通了"),
    "EUC-JP": ("坂道はもう出来た。点字ブロックが通った。", "点字", "点字ブロックが通った"),
    "BIG5": ("緩坡已建好。盲道通了！", "盲道", "盲道通了"),
    "ISO-8859-1": ("La rampe est prête. Le trottoir à côté l’est aussi…", "côté", "Le trottoir à côté l'est aussi."),
}


@pytest.fixture
def encoded(monkeypatch):
    """What standard output of an encoding gets for a text."""
    monkeypatch.setattr(charset, "_lost", [])

    def written(text, encoding):
        with io.TextIOWrapper(io.BytesIO(), encoding=encoding) as out:
            monkeypatch.setattr(sys, "stdout", out)
            charset.prepare()
            print(text, end="", flush=True)
            assert text.encode(*coding()) == out.buffer.getvalue() or encoding == "utf-16"
            return out.buffer.getvalue().decode(out.encoding)

    return written


@pytest.mark.parametrize(
    ("encoding", "text", "written"),
    [
        ("latin-1", "« L’été… » — œuvre", "« L'été. » - ?uvre"),
        ("ascii", "« L’été… » — café", '" L\'ete. " - cafe'),
        ("ascii", "盲道，“缓坡”！", '????, "????"! '),
        ("ascii", "ＡＢ e\u0301", "A B  e"),
        ("big5", "盲道，缓坡", "盲道，??坡"),
        ("gb18030", "盲道 한국어 😀 é", "盲道 한국어 😀 é"),
        ("koi8-r", "Газета №1", "Газета ?1"),
        ("utf-16", "盲道", "盲道"),
        ("utf-8", "盲道", "盲道"),
    ],
)
def test_what_an_encoding_lacks_looks_like_it_and_is_as_wide(encoded, encoding, text, written):
    assert encoded(text, encoding) == written
    assert width_of(written) == width_of(text)


@pytest.mark.parametrize("encoding", ["ascii", "big5", "cp1252"])
def test_no_character_raises_or_shifts_a_row(encoded, encoding):
    found = [
        chr(code)
        for code in [*range(0xA0, 0x3400), *range(0x3400, 0x11000, 61)]
        if unicodedata.category(chr(code))[0] in "LNPSM"
    ]
    written = encoded("".join(f"{character}\n" for character in found), encoding).split("\n")
    wrong = [(a, b) for a, b in zip(found, written, strict=False) if width_of(a) != width_of(b)]
    assert not wrong
    assert charset.lost()


def test_hostile_texts_stay_harmless(encoded):
    for text in [*lines("markup.txt"), *lines("naughty.txt"), *cases("control.txt").values(), "\ud800"]:
        for encoding in ("ascii", "big5"):
            controls = [c for c in encoded(text, encoding) if unicodedata.category(c) == "Cc"]
            assert len(controls) <= sum(unicodedata.category(c) == "Cc" for c in text)


@pytest.mark.parametrize("name", WRITTEN)
def test_keys_come_in_the_encoding_of_the_terminal(name):
    encoding = ENCODINGS[name]
    typed = f"j{WRITTEN[name][1]}\x1b[Bq".encode(encoding)
    expected = ["j", *WRITTEN[name][1], "down", "q"]
    assert Keys(encoding).feed(typed) == expected
    keys = Keys(encoding)
    assert [key for number in typed for key in keys.feed(bytes([number]))] == expected
    assert Keys(encoding).feed(b"\xff\x1b[Bq")[-2:] == ["down", "q"]


def test_on_a_terminal_of_ascii_alone_more_than_that_is_utf8(monkeypatch):
    for encoding, taken in (("ascii", "utf-8"), ("utf-16", "utf-8"), ("big5", "big5"), ("no such", "utf-8")):
        monkeypatch.setattr(sys, "stdin", type("Stream", (), {"encoding": encoding}))
        assert charset.of_keys() == taken


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", WRITTEN)
def test_reading_and_searching_in_another_encoding(tmp_path, mode, name):
    reads_and_searches(tmp_path, mode, name)


def reads_and_searches(home, mode, name):
    """The program in a locale of this encoding."""
    text, word, found = WRITTEN[name]
    (home / "text.txt").write_text(f"{text}\n", "utf-8")
    encoding = ENCODINGS[name]
    with World(home, mode, str(home / "text.txt"), **in_locale(home / "locales", name)) as process:
        process.begun()
        process.at_rest()
        process.drained()
        process.send(b"/" + word.encode(encoding))
        process.said(word.encode(encoding))
        process.send("\r")
        process.said(b"1 hit")
        process.send("\r")  # to the hit, whose sentence is said
        process.at_rest()
        process.send("\x03")
        process.all += process.rest()
    assert process.status == 0
    shown = process.all.decode(encoding)
    assert found in shown
    assert not ALLOWED[mode](shown.encode())


@pytest.mark.parametrize("name", ["ISO-8859-1", "GB18030", "ANSI_X3.4-1968"])
def test_the_shell_writes_what_there_is_and_says_what_is_lacking(tmp_path, name):
    variables = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    variables |= {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **in_locale(tmp_path / "locales", name)}

    def run(*arguments):
        command = [sys.executable, "-m", "tui", *arguments]
        done = subprocess.run(command, capture_output=True, env=variables, check=False)
        assert done.returncode == 0, done.stderr
        return done

    done = run("read", SEED, "2")
    lacks = b"lacks characters of this text" in done.stderr
    assert lacks is (name != "GB18030")
    assert ("市委常委会" in done.stdout.decode(ENCODINGS[name])) is not lacks
    assert json.loads(run("list", SEED, "--json").stdout)[1]["title"].startswith("市委常委会")


def test_json_is_written_in_few_pieces(monkeypatch):
    """A pipe is asked once for each line that is written by itself, a hundred thousand times for a library."""

    class Counted(io.StringIO):
        encoding = "utf-8"
        times = 0

        def write(self, text):
            self.times += 1
            return super().write(text)

    told = [{"number": number, "title": "盲道\x1b[31m"} for number in range(20_000)]
    out = Counted()
    monkeypatch.setattr(sys, "stdout", out)
    charset.put_json(told)
    assert json.loads(out.getvalue()) == told
    assert "\x1b" not in out.getvalue()
    assert out.times < len(told) / 100
