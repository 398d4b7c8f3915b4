"""Opening sources: what is read, and the one sentence when nothing can be."""

import fnmatch
import io
import os
import subprocess
import sys
import threading
import tomllib
import tracemalloc
from pathlib import Path

import pytest

from tui import fetch as fetching
from tui.errors import SourceError
from tui.fetch import fetch, seed
from tui.fetch.in_folders import files_of

PROJECT = Path(__file__).parent.parent
unix = pytest.mark.skipif(os.name != "posix", reason="named pipes and devices are a matter of Unix")


def refusal(source):
    with pytest.raises(SourceError) as caught:
        fetch(source)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert len(sentence) < 400
    return sentence


def test_a_file(tmp_path, monkeypatch):
    (tmp_path / "报.txt").write_bytes(b"\xff text")
    monkeypatch.chdir(tmp_path)
    assert fetch("报.txt") == (b"\xff text", "报.txt", str(tmp_path / "报.txt"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert fetch("~/报.txt").data == b"\xff text"


def test_an_empty_file_is_not_the_fetchers_trouble(tmp_path):
    (tmp_path / "empty").touch()
    assert fetch(str(tmp_path / "empty")).data == b""


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xe6\x8a\xa5")))
    assert fetch("-") == (b"\xe6\x8a\xa5", "standard input", "-")


@pytest.mark.parametrize("stdin", [None, "terminal"])
def test_no_standard_input(monkeypatch, stdin):
    class Terminal:
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", stdin and Terminal())
    assert "piped" in refusal("-")


def test_what_is_no_file(tmp_path):
    assert "no file" in refusal(str(tmp_path / "missing"))
    assert "empty" in refusal("")
    (tmp_path / "file").touch()
    assert "no file" in refusal(str(tmp_path / "file" / "below"))
    assert "folder" in refusal(str(tmp_path))
    assert "path" in refusal("a\0b")
    assert refusal("~nobody-of-this-name/x")
    assert refusal("x" * 5000)


def test_names_in_sentences_are_clean(tmp_path):
    sentence = refusal(str(tmp_path / "a\x1b]0;title\x07\u202eb\nc"))
    assert "a]0;titleb c" in sentence


@pytest.mark.parametrize(
    ("typed", "is_like_one"),
    [
        ("www.papers.example", True),
        ("papers.org", True),
        ("Papers.COM/today", True),
        ("papers.example/feed.xml", True),
        ("notes.txt", False),
        ("../notes/today", False),
        ("./a.b/c", False),
        ("folder/notes.org.txt", False),
        (".config/x", False),
        ("版面.2022/头版.txt", False),
        ("", False),
    ],
)
def test_what_may_be_meant_as_an_address_is_told_how_one_begins(tmp_path, monkeypatch, typed, is_like_one):
    monkeypatch.chdir(tmp_path)
    assert ("a web address begins with https://" in refusal(typed)) == is_like_one


@pytest.mark.parametrize("address", ["ftp://example.org/", "file:///etc/passwd", "FILE:/etc/passwd"])
def test_other_addresses_are_not_opened(address):
    assert "http" in refusal(address)


def test_unreadable(tmp_path, monkeypatch):
    def forbidden(*_arguments, **_keywords):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "file"
    path.touch()
    monkeypatch.setattr("builtins.open", forbidden)
    assert "permission" in refusal(str(path))


@unix
def test_unreadable_for_real(tmp_path):
    """As nobody, because root may read everything."""
    path = tmp_path / "file"
    path.touch(mode=0o000)
    if os.geteuid() != 0:
        assert "permission" in refusal(str(path))
        return
    script = (
        "import os, sys\nfrom tui.fetch import fetch\nos.setuid(65534)\n"
        "try: fetch(sys.argv[1])\nexcept Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("SourceError")


def test_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "LIMIT", 1000)
    (tmp_path / "file").write_bytes(b"x" * 1000)
    assert len(fetch(str(tmp_path / "file")).data) == 1000
    (tmp_path / "file").write_bytes(b"x" * 1001)
    assert "larger" in refusal(str(tmp_path / "file"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 1001)))
    assert "larger" in refusal("-")


@unix
def test_a_file_that_is_far_too_large_is_not_read(tmp_path):
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    tracemalloc.start()
    try:
        assert "larger" in refusal(str(tmp_path / "sparse"))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@unix
def test_devices():
    assert "device" in refusal("/dev/zero")


@unix
def test_a_pipe_that_somebody_writes_to(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"x" * 300_000,))
    writer.start()
    assert fetch(str(path)).data == b"x" * 300_000
    writer.join()


@unix
def test_a_pipe_that_nobody_writes_to(tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "PATIENCE", 0.05)
    os.mkfifo(tmp_path / "pipe")
    assert "Nothing comes" in refusal(str(tmp_path / "pipe"))


@unix
def test_a_pipe_whose_writer_falls_silent(tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "PATIENCE", 0.05)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.write(descriptor, b"beginning")
        assert "Nothing comes" in refusal(str(path))
    finally:
        os.close(descriptor)


@unix
def test_a_pipe_without_end(tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "LIMIT", 100_000)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with subprocess.Popen(["sh", "-c", 'exec yes > "$1"', "yes", path], stderr=subprocess.DEVNULL) as endless:
        assert "larger" in refusal(str(path))
        endless.kill()


def test_the_seed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "株洲日报" in seed().data.decode()


def packaging():
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def shipped_files():
    for path in [*(PROJECT / "tui").rglob("*"), *(PROJECT / "seeds").rglob("*")]:
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(PROJECT)


def test_every_file_is_in_the_wheel():
    """Packages are listed by hand, because the seeds stand outside the package's folder and are in it."""
    folders = {package: Path(*package.split(".")) for package in packaging()["packages"]}
    folders |= {package: Path(folder) for package, folder in packaging()["package-dir"].items()}
    patterns = packaging()["package-data"]["*"]
    for path in shipped_files():
        if path.suffix == ".py":
            assert path.parent in folders.values(), path
        else:
            kept = [folder for folder in folders.values() if folder in path.parents]
            assert any(
                fnmatch.fnmatch(f"/{path.relative_to(folder)}", pattern.replace("**/", "*/"))
                for folder in kept
                for pattern in patterns
            ), path


def test_every_package_listed_is_there():
    for package in packaging()["packages"]:
        folder = PROJECT / packaging()["package-dir"].get(package, package.replace(".", "/"))
        assert folder.is_dir(), package


def test_an_issue_in_a_folder_is_not_its_pages_too(tmp_path):
    for name in ("a/1-METS.xml", "a/ALTO/1.xml", "a/notes.txt", "b/x_mets.xml", "b/x_1_alto.xml", "c/alto/1.xml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [str(Path(path).relative_to(tmp_path)) for path in files_of(str(tmp_path))]
    assert found == ["a/1-METS.xml", "a/notes.txt", "b/x_mets.xml", "c/alto/1.xml"]


def test_the_files_of_a_folder_are_in_the_order_of_their_numbers(tmp_path):
    names = ["1.txt", "2/a.txt", "10/a.txt", "part 1.txt", "part 2.txt", "part 10.txt", "第2章.txt", "第10章.txt"]
    for name in reversed(names):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [str(Path(path).relative_to(tmp_path)) for path in files_of(str(tmp_path))]
    assert sorted(found, key=lambda name: "/" in name) == sorted(names, key=lambda name: "/" in name)
