"""Whatever somebody gives the commands on the library: the exit code is right, at most three plain lines say what was
wrong, and nothing is lost."""

import json
import os
import re
import socket

import pytest

from tui.cli import main
from tui.errors import LibraryError, UsageError
from tui.library import Library, everywhere, words

COMMANDS = {
    "add": ["add", "--json"],
    "library": ["library", "--json"],
    "search": ["search", "--json"],
    "search --in": ["search", "--json", "word", "--in"],
    "subscribe": ["subscribe", "--json"],
    "subscribe --end": ["subscribe", "--end"],
    "update": ["update", "--json"],
    "remove": ["remove", "--json"],
    "remove --undo": ["remove", "--json", "--undo"],
    "tag": ["tag", "--json"],
    "mark": ["mark", "--json", "--read"],
    "marks --take": ["marks", "--take"],
    "read": ["read", "--json"],
}
HOSTILE = {
    "nothing": "",
    "very long": "x" * 100_000,
    "very long path": "/" + "a/" * 50_000,
    "very many words": "a b " * 25_000,
    "control characters": "\x1b[31m\x07\x9b31m\u202e",
    "no text": os.fsdecode(b"\xff\xfe\x80"),
    "no character": "\0",
    "several lines": "a\nb\nc\nd\ne",
    "an option": "-x.txt",
    "the end of options": "--",
    "a format": "{name}%s{0}",
    "a device": "/dev/zero",
    "memory": "/proc/self/mem",
    "a terminal": "/dev/tty",
    "a socket": "socket",
    "a link to nothing": "broken",
    "a link to itself": "loop",
    "an empty file": "empty",
    "this machine": "http://127.0.0.1:1/",
    "no address": "http://[::1",
    "a large number": "9" * 30,
    "no number": "@",
}


@pytest.fixture(scope="module")
def at_home(tmp_path_factory):
    """In a folder of odd files, with a library that has one publication."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "a.txt").write_text("The library keeps your place.")
    (folder / "empty").write_text("")
    (folder / "broken").symlink_to("nowhere")
    (folder / "loop").symlink_to("loop")
    with pytest.MonkeyPatch.context() as patch, socket.socket(socket.AF_UNIX) as listening:
        patch.chdir(folder)
        listening.bind("socket")
        patch.setenv("HOME", str(folder))
        patch.setenv("MANGDAO_LIBRARY", str(folder / "library.sqlite"))
        assert main(["add", "a.txt"]) == 0
        yield folder / "library.sqlite"


def run(capfd, *arguments):
    capfd.readouterr()
    code = main(list(arguments))
    out, err = capfd.readouterr()
    return code, out, [line for line in err.splitlines() if not re.match(r"\d+%", line)]


@pytest.mark.parametrize("argument", HOSTILE)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_in_a_few_plain_words_what_is_wrong(at_home, capfd, command, argument):
    code, out, lines = run(capfd, *COMMANDS[command], HOSTILE[argument])
    assert code in range(6), lines
    assert len(lines) <= 3
    assert all(line.isprintable() and len(line) <= 1100 for line in lines), lines
    assert lines or code < 2, "it has failed without a word"
    if code < 2 and "--json" in COMMANDS[command]:
        json.loads(out)
    library = Library(at_home)
    assert library.do("SELECT title FROM publications WHERE key NOT IN (SELECT publication FROM trash)") == [("a",)]
    begun = library.do("DELETE FROM subscriptions RETURNING problem")
    assert not begun or (command == "subscribe" and code == 3 and begun[0][0] in " ".join(lines))
    library.close()


def test_of_many_files_that_cannot_be_read_the_first_are_told_and_how_many_more(at_home, capfd, tmp_path):
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text("")
    code, _out, lines = run(capfd, "add", str(tmp_path))
    assert code == 4
    assert lines == [
        "mangdao: 0.txt is empty: there is nothing to read in it.",
        "mangdao: 1.txt is empty: there is nothing to read in it.",
        "mangdao: 5 more could not be had; name one by itself to hear why.",
    ]


def test_far_too_much_is_not_looked_for(at_home):
    library = Library(at_home)
    with pytest.raises(UsageError, match="up to 1000 characters"):
        everywhere.search(library, "/a" * 600)
    library.close()


def test_what_could_not_be_made_searchable_will_be_the_next_time(at_home, capfd, monkeypatch, tmp_path):
    """On a full disk it was taken for searchable, and never found."""
    monkeypatch.setenv("MANGDAO_LIBRARY", str(tmp_path / "library.sqlite"))

    def fails(*_arguments):
        raise LibraryError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(words, "index", fails)
        code, out, lines = run(capfd, "add", "a.txt")
        assert (code, out) == (5, "a\n")
        assert lines == [
            "mangdao: The disk is full. What was taken in stays, and what is not searchable yet will be the next time."
        ]
        code, out, lines = run(capfd, "search", "keeps")
        assert (code, out) == (1, "")
        assert "1 publication is still being made searchable" in lines
        assert "mangdao: The disk is full." in lines
    code, out, _lines = run(capfd, "search", "keeps")
    assert (code, out.split("\t")[0]) == (0, "a")
