"""Long texts in files: what is read a piece at a time, and what is fetched as everything else is."""

import io
import os
import subprocess
import sys

import pytest

from tests.machine.process import ROOT
from tests.test_long_text import book
from tui import fetch as fetching
from tui.core.blocks import last_block
from tui.core.publication import LazyBlocks, Place
from tui.errors import FormatError, SourceError
from tui.fetch import Source
from tui.fetch.files import LongSource, long_text, open_long
from tui.importers import open_bytes
from tui.keeping.intake import understood
from tui.library import Library
from tui.sources import open_source

LONG_TEXT = book(4000).encode()


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "book.txt"
    found.write_bytes(LONG_TEXT)
    return found


def test_a_long_text_stays_in_its_file(path):
    found = open_long(str(path))
    assert isinstance(found, LongSource)
    assert (found.name, found.path, found.data) == ("book.txt", str(path), LONG_TEXT)
    assert long_text(found).key == open_bytes(LONG_TEXT, "book.txt").key


@pytest.mark.parametrize("is_text", [True, False])
def test_a_file_that_nobody_reads_any_more_is_closed(path, is_text):
    """A folder may hold more files than a program may have open."""
    if not is_text:
        path.write_bytes(b"%PDF" + LONG_TEXT)
    before = len(os.listdir("/proc/self/fd"))
    for _each in range(20):
        assert bool(open_long(str(path))) is is_text
    assert len(os.listdir("/proc/self/fd")) < before + 20


@pytest.mark.parametrize("data", [b"short", b"<html>" + LONG_TEXT, b"{" + LONG_TEXT, b"%PDF" + LONG_TEXT])
def test_everything_else_is_fetched(tmp_path, data):
    (tmp_path / "a.txt").write_bytes(data)
    assert open_long(str(tmp_path / "a.txt")) is None


def test_a_long_file_of_nothing_is_empty_whoever_opens_it(path):
    path.write_bytes(bytes(300_000))
    for found in (open_long(str(path)), fetching.fetch(str(path))):
        with pytest.raises(FormatError, match="is empty"):
            understood(Library(), found)


def test_what_is_named_otherwise_is_fetched_too(tmp_path, path):
    path.rename(tmp_path / "book.md")
    assert open_long(str(tmp_path / "book.md")) is None
    for nothing in (str(tmp_path), str(tmp_path / "none.txt"), "", "\0", "https://papers.example/a.txt"):
        assert open_long(nothing) is None


def test_what_is_too_large_is_refused_by_whoever_fetches_it(path, monkeypatch):
    monkeypatch.setattr(fetching, "LIMIT", 300_000)
    assert open_long(str(path)) is None
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LONG_TEXT)))
    with pytest.raises(SourceError, match="larger"):
        open_long("-")


def test_standard_input_is_put_into_a_file_without_a_name(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LONG_TEXT)))
    found = open_long("-")
    assert isinstance(found, LongSource)
    assert (found.name, found.path, found.data) == ("standard input", "-", LONG_TEXT)
    assert list(tmp_path.iterdir()) == []
    assert isinstance(long_text(found).articles[0].blocks, LazyBlocks)
    for data in (b"short", b"<html>" + LONG_TEXT):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert open_long("-") == Source(data, "standard input", "-")
    monkeypatch.setattr(sys, "stdin", None)
    assert open_long("-") is None


def test_a_text_that_cannot_be_read_in_parts_is_read_whole(tmp_path):
    text = "これは長いテキストです。\n" * 20_000
    (tmp_path / "a.txt").write_bytes(text.encode("iso2022_jp"))
    publication = open_source(str(tmp_path / "a.txt"))
    assert [block.text for block in publication.articles[0].blocks] == text.split("\n")[:-1]


def test_a_file_that_is_written_to_says_so(path):
    blocks = long_text(open_long(str(path))).articles[0].blocks
    assert not blocks.warning
    os.truncate(path, 100_000)
    assert blocks[last_block(blocks)].text
    assert blocks.warning.startswith("book.txt has changed")


def test_a_file_that_is_taken_away_is_read_on(path):
    blocks = long_text(open_long(str(path))).articles[0].blocks
    path.unlink()
    assert blocks[last_block(blocks)].text.startswith("3999 ")
    assert not blocks.warning


def test_the_library_keeps_the_place_and_not_the_text(path, tmp_path):
    library = Library(tmp_path / "library.sqlite")
    found = open_long(str(path))
    publication = long_text(found)
    library.remember(publication, found)
    place = Place(0, publication.articles[0].blocks.at(0.7)[0])
    library.keep_place(publication, place)
    assert library.place(long_text(open_long(str(path)))) == place
    assert library.rows("SELECT count(*) FROM parsed") == [(0,)]
    text = publication.articles[0].blocks[place.block].text
    path.write_bytes(b"New first line.\n\n" + LONG_TEXT)
    changed = open_long(str(path))
    publication = long_text(changed)
    library.remember(publication, changed)
    kept = library.place(publication)
    assert publication.articles[0].blocks[kept.block].text == text
    assert kept.offset == place.offset
    library.close()


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="memory is told by Linux here")
def test_memory_does_not_grow_with_the_text(tmp_path):
    """50 MB more of a text are a few more MiB at the most, whatever is asked of it."""
    script = (
        "import sys\n"
        "from itertools import islice\n"
        "from tui.core.search import hits\n"
        "from tui.core.session import ReadingSession, Unit\n"
        "from tui.core.extent import Extent\n"
        "from tui.fetch.files import long_text, open_long\n"
        "publication = long_text(open_long(sys.argv[1]))\n"
        "session, extent = ReadingSession(publication), Extent(publication)\n"
        "for percent in range(0, 101, 5):\n"
        "    session.go(extent.at(percent)); session.move(Unit.BLOCK, 1); session.move(Unit.SENTENCE, -1)\n"
        "assert next(hits(publication, 'quagga'), None) is None\n"
        "status = dict(line.split(':', 1) for line in open('/proc/self/status'))\n"
        "print(status['VmHWM'].split()[0])\n"
    )
    used = []
    for times in (1, 60):
        (tmp_path / "a.txt").write_bytes(LONG_TEXT * times)
        command = [sys.executable, "-c", script, str(tmp_path / "a.txt")]
        used.append(int(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout))
    assert used[1] - used[0] < 8 * 1024
