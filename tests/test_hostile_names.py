"""Files with strange names through the shell: kept in the library, found again, and nothing of a name does anything."""

import json
import os

import pytest

from tests.machine.faults import cases, forbidden_in_plain
from tests.needs import skip_for
from tui.cli import main
from tui.core.clean import escaped
from tui.fetch import as_path, as_text, fetch
from tui.fetch.files import open_long
from tui.fetch.in_folders import files_of

NAMES = cases("names.txt")
TEXT = "The quay was cold.\n\nShe went down to it again.\n"
COMMANDS = (
    ("list", "{}", "--json"),
    ("read", "{}", "--json"),
    ("add", "{}"),
    ("add", "{}", "--json"),
    ("mark", "{}", "went", "down", "--bookmark"),
    ("highlights", "{}"),
    ("library",),
    ("search", "quay", "--json"),
    ("marks",),
    ("subscribe", "{}"),
    ("subscribe", "{folder}", "--json"),
    ("update", "--json"),
    ("export", "{}", "-o", "{}.json"),
    ("export", "{}", "-o", "{}.epub"),
)


@pytest.fixture
def at_home(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith(("MANGDAO_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path


def written(folder, name):
    """A file of this name, where the system has such."""
    folder.mkdir(exist_ok=True)
    path = os.path.join(folder, name)
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(TEXT)
    except OSError:
        skip_for("no file can be called so here")
    return path


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_file_of_any_name_is_kept_and_shown(at_home, capsys, name):
    path = written(at_home / "papers", f"{name}.txt")
    beside = os.path.join(at_home, "written")
    for command in COMMANDS:
        arguments = [each.replace("{folder}", str(at_home / "papers")) for each in command]
        arguments = [each.replace("{}", path if each == "{}" else beside) for each in arguments]
        code = 3 if command == ("subscribe", "{}") else 0  # a text is no feed
        assert main(arguments) == code, (command, capsys.readouterr().err)
        out, err = capsys.readouterr()
        assert not forbidden_in_plain((out + err).replace("\t", " ").encode()), command
    assert main(["library", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert as_path(row["path"]) == path
    assert row["is_begun"] is False
    assert main(["read", "@1"]) == 0
    assert capsys.readouterr().out.split() == TEXT.split()


def test_a_path_goes_through_text_and_back():
    for path in (*NAMES.values(), "/a/\udc80\udcffb/\udcf0", "plain"):
        kept = as_text(path)
        kept.encode()
        assert as_path(kept) == path
    assert as_path("\0") == "\0"
    assert as_path("a\0zz") == "a\0zz"


def test_files_of_a_folder_with_a_strange_name(tmp_path):
    path = written(tmp_path / "\udcff", "\udcfe.txt")
    (found,) = files_of(as_text(str(tmp_path)))
    assert as_path(found) == path
    assert fetch(found).data == TEXT.encode()
    assert open_long(found) is None
    assert fetch(found).path == found


def test_what_is_to_be_exported_is_not_written_over(at_home, capsys):
    path = written(at_home / "papers", "a.txt")
    assert main(["export", path, "-o", path]) == 2
    assert "name another file" in capsys.readouterr().err
    with open(path, encoding="utf-8") as file:
        assert file.read() == TEXT


@pytest.mark.parametrize("suffix", ["json", "epub", "txt"])
def test_the_longest_name_can_be_written_to(at_home, suffix):
    path = written(at_home / "papers", "a.txt")
    out = at_home / f"{'盲' * ((254 - len(suffix)) // 3)}.{suffix}"
    assert main(["export", path, "-o", str(out)]) == 0
    assert out.stat().st_size
    assert sorted(os.listdir(at_home)) == sorted(["papers", out.name])


def test_what_is_recognised_of_the_longest_name_is_no_bug(at_home, capsys):
    path = written(at_home / "papers", f"{'a' * 251}.txt")
    assert main(["recognise", path]) not in (0, 70)
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_json_means_what_it_meant():
    told = ["\x9b31m\u202e\U000e0041\u200b\x85\u2028", "盲道 é 👩\u200d🚀\n\t", "\udc80"]
    text = escaped(json.dumps(told, ensure_ascii=False, indent=1))
    assert json.loads(text) == told
    assert not forbidden_in_plain(text.encode())
    assert "盲道 é 👩\u200d🚀" in text
