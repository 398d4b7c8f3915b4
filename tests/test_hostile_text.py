"""Control characters and markup in every text that reaches a screen, in both front ends: nothing leaves but text
and the few sequences that each front end needs, and no text is taken for markup."""

import subprocess
import sys

import pytest

from tests.machine.faults import Paper, cases, forbidden_in_plain, hostile_publication, lines, played, unseen
from tests.machine.process import ROOT, Process
from tests.machine.sink_world import plain_sinks, screen_sinks
from tests.machine.sinks import FULL, PLAIN, leaked, missing, readable, squeezed, typed
from tests.machine.terminal import FullScreen, forbidden
from tests.make import MemoryStandIn, VoiceStandIn
from tests.needs import PATIENCE
from tui import patient
from tui.app.frame import cells
from tui.app.paint import Painter
from tui.app.view import View
from tui.core.clean import clean, clean_line, printable
from tui.core.narrator import Narrator
from tui.core.reader import Reader
from tui.long_work import LongWork
from tui.plain import Plain, greeting
from tui.settings import Options, Settings
from tui.shell import saying
from tui.speech import Event

CONTROL = cases("control.txt")
MARKUP = lines("markup.txt")
# To every place that shows a text: the list, the text by every unit, hits, bookmarks, where, about, settings,
# voices, keys, commands, the key that is described, what is not found.
TOUR = (
    "k j end home enter " + "j " * 14 + "l home enter w W c C p P h H a A i I m j m M i m m j enter b "
    "/ e n d enter i j enter n N o i home end k escape V j i enter ? i escape : s p e e c h enter D z x D "
    ": [ / ] enter / [ / ] enter f enter R l R R r v x + - > < X 5 3 pagedown pageup ? j X A escape z Z e escape"
).split()


class HostileVoice(VoiceStandIn):
    def __init__(self, text):
        super().__init__()
        self.text = text

    def voices(self):
        return [(self.text, f"A voice {self.text}")]


def reader_of(texts):
    """A reader in which every text is hostile: the page, the settings, the voices."""
    texts = list(texts)
    settings = Settings(voice=texts[0], backend=texts[0], keys=f"speak:{texts[0]}", paragraphs="gap")
    options = Options(settings)
    memory = MemoryStandIn()
    memory.tell(f"The library says {texts[0]}.")
    return Reader(hostile_publication(texts), memory, options, HostileVoice(texts[0])), settings


def plain_tour(texts, columns):
    reader, _settings = reader_of(texts)
    paper = Paper(TOUR, columns)
    plain = Plain(reader, paper)
    data = played(plain, paper, f"Warning {texts[0]}. {greeting(reader)}")
    plain._hear(Event("failed", 1, 0, f"The voice says {texts[0]}."))
    return data + paper.take()


def screen_tour(texts, columns):
    """The bytes of the full screen after every key, and what it showed."""
    reader, settings = reader_of(texts)
    view, painter = View(reader, settings, [f"Warning {texts[0]}."]), Painter()
    view.resize(columns, 40)
    data = painter.paint(view.frame()).encode()
    shown = set()
    for key in TOUR:
        view.press(key)
        frame = view.frame()
        data += painter.paint(frame).encode()
        shown |= {"".join(cell[0] for cell in cells(line, columns) if cell).strip() for line in frame.lines}
    view.heard("failed", 1, 0, f"The voice says {texts[0]}.")
    return data + painter.paint(view.frame()).encode(), shown


@pytest.mark.parametrize("text", CONTROL.values(), ids=CONTROL)
def test_cleaning_keeps_the_words_and_nothing_else(text):
    for cleaned in (clean(text), clean_line(text), printable(text)):
        assert not unseen(cleaned.encode())
        assert "\x1b" not in cleaned
        assert cleaned.replace("\t", " ").startswith("before")
        assert any(word in cleaned for word in ("after", "one", "gnp", "ab"))


def test_no_control_character_passes_plain_mode():
    data = plain_tour(list(CONTROL.values()), 80)
    assert not forbidden_in_plain(data)
    assert data.count(b"before") > 100


def test_no_control_character_passes_the_full_screen():
    data, shown = screen_tour(list(CONTROL.values()), 80)
    assert not forbidden(data)
    assert not unseen(data)
    assert any("before" in row for row in shown)


@pytest.mark.parametrize("name", ["markup.txt", "naughty.txt", "control.txt"])
def test_every_text_is_seen_as_it_stands_wherever_texts_are_shown(name):
    """Every text of the file at every sink of both front ends."""
    for text in cases(name).values() if name == "control.txt" else lines(name):
        for mode, found in ((PLAIN, plain_sinks(text)), (FULL, screen_sinks(text, is_painted=False))):
            assert not missing(found, mode, text), text
            assert not leaked(found, mode), text


def test_nothing_of_a_text_leaves_as_a_command_wherever_texts_are_painted():
    """Three in one, because painting takes long; `python -m tests.hostile` paints each alone."""
    for text in in_threes(CONTROL):
        assert not leaked(screen_sinks(text), FULL), text


def in_threes(texts):
    texts = list(texts.values())
    return ["".join(texts[at : at + 3]) for at in range(0, len(texts), 3)]


@pytest.mark.parametrize("text", CONTROL.values(), ids=CONTROL)
def test_what_a_voice_says_of_itself_is_told_beside_the_data_as_one_line(text, capsys):
    """By an engine, or by a speaker on another machine."""
    saying._take(
        Event("notice", text=f"The voice says {text}."), Narrator(hostile_publication([text])), VoiceStandIn(), ""
    )
    told = capsys.readouterr()
    assert not told.out
    assert told.err.startswith("mangdao: The voice says before")
    assert told.err.endswith(".\n")
    assert told.err[:-1].isprintable()


@pytest.mark.parametrize("columns", [80, 4096])
def test_the_name_of_what_is_being_opened_is_seen_as_it_stands(columns):
    """Before there is a reader: a bar on the full screen, a line in plain mode."""
    for text in [*MARKUP, *lines("naughty.txt"), *CONTROL.values()]:
        opening = LongWork(text, str)
        for mode, screen in ((FULL, patient._Bar(opening, columns)), (PLAIN, patient._Lines(opening, columns))):
            written = screen.change() + screen.end()
            assert not leaked({"opening": (written.encode(), "")}, mode), text
            if columns == 4096 or mode == PLAIN:
                assert squeezed(readable(text)) in squeezed(written), text


def test_what_is_pasted_is_typed_whole():
    for text in [*MARKUP, *lines("naughty.txt")]:
        assert "".join(" " if key == "space" else key for key in typed(text)) == text


def hostile_home(tmp_path):
    """A page with all that is hostile in it and a hostile name, and settings that are no better."""
    name = "\x1b]0;pwned\x07 [bold]\u202epage\n\x9b31m.txt"
    page = tmp_path / name
    ordinary = ["An ordinary line of text that goes on for a while, as most lines of most texts do."] * 100
    # More than a few control characters, or a single NUL, would make it no text at all.
    paragraphs = [*(text for text in CONTROL.values() if "\0" not in text), *MARKUP, *ordinary]
    page.write_text("\n\n".join(paragraphs), "utf-8", newline="")
    folder = tmp_path / ".config" / "mangdao"
    folder.mkdir(parents=True)
    value = r'"\u001b]0;pwned\u0007[/]\u202e"'
    (folder / "config.toml").write_text(f"voice = {value}\nbackend = {value}\nwidth = {value}\nnonsense = 1\n", "utf-8")
    return page


KEYS = b"\r\x1b[Bj jjddu/before\rj\rmMI,jjjjjjj\x1bi?j\x1b:[/]\r:\x1b\x1bD\x1b\x1blVj\x1b\x1bG"


def test_a_hostile_file_in_plain_mode(tmp_path):
    with Process(tmp_path, "--plain", str(hostile_home(tmp_path))) as process:
        data = process.until(rb"q to quit.*\r")
        process.send(KEYS + b"\x03")
        data += process.rest()
        assert process.status == 0
    assert not forbidden_in_plain(data)
    assert b"]0;pwned" in data


def test_a_hostile_file_in_the_full_screen(tmp_path):
    page = hostile_home(tmp_path)
    with FullScreen(tmp_path, str(page), MANGDAO_BACKEND="") as process:
        process.see(lambda glass: bool(glass.title))
        for key in (b"l", KEYS, b"\x03"):
            process.send(key)
        process.all += process.rest()
        assert process.status == 0
        assert not forbidden(process.all)
        assert not unseen(process.all)


HOSTILE = "\x1b]0;pwned\x07\x9b31m[bold]"


@pytest.mark.parametrize(
    "arguments",
    [
        [HOSTILE],
        ["list", HOSTILE],
        ["--theme", HOSTILE],
        ["--" + HOSTILE],
        ["--rate", HOSTILE],
        ["export", "page.txt", "-o", f"x.{HOSTILE}"],
        ["export", "page.txt", "-o", f"no{HOSTILE}/x.txt"],
        ["doctor"],
        ["list", "page.txt"],
        ["read", "page.txt"],
        ["read", "page.txt", "--json"],
        ["read", "page.txt", "99"],
        ["--help"],
    ],
    ids=lambda arguments: arguments[0].replace(HOSTILE, "…"),
)
def test_the_shell_writes_no_control_character(tmp_path, arguments):
    hostile_home(tmp_path).rename(tmp_path / "page.txt")
    home = tmp_path / f"home{HOSTILE}"
    home.mkdir()
    environment = {"HOME": str(home), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    environment |= {"MANGDAO_VOICE": HOSTILE, "MANGDAO_WIDTH": HOSTILE, "TERM": HOSTILE}
    command = [sys.executable, "-m", "tui", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, env=environment, timeout=PATIENCE)
    for data in (done.stdout, done.stderr):
        assert not forbidden_in_plain(data.replace(b"\t", b" "))
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 2, 3)
