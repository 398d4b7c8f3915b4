"""Scans are read with Tesseract, where it is, and what comes of that is opened."""

import os
import subprocess
import sys

import pytest

from tests.machine.process import ROOT, without_percent
from tests.made.pdf import column, pdf, scan
from tests.needs import need
from tui.importers import open_bytes
from tui.importers.pdf import picture as pdf_picture

ONE = ["Every kerb in the city will be lowered", "by the end of next year, the council said."]
TWO = ["The paths for blind walkers end at walls", "and lead into kiosks, a survey has found."]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    """A PDF file of two pages that are pictures of text, and nothing else."""
    folder, pictures = tmp_path_factory.mktemp("scan"), []
    printed = pdf([column(60, 80, ONE, 16, 22), column(60, 80, TWO, 16, 22)], size=(420, 200))
    for number in range(2):
        path = folder / "page"
        assert list(pdf_picture.read(b"%d\n%s\n" % (number, bytes(path)) + printed)) == [{"count": 2}]
        _kind, size, _most, pixels = path.read_bytes().split(b"\n", 3)
        width, height = map(int, size.split())
        assert len(pixels) == width * height
        pictures.append((width, height, pixels))
    path = folder / "kerbs.pdf"
    path.write_bytes(scan(pictures))
    return path


def recognise(tmp_path, *arguments, path=os.environ["PATH"]):
    return subprocess.run(
        [sys.executable, "-m", "tui", "recognise", *map(str, arguments)],
        capture_output=True,
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": path, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)},
        text=True,
        check=False,
    )


def test_a_scan_says_how_it_can_be_read(scanned):
    done = subprocess.run(
        [sys.executable, "-m", "tui", "list", str(scanned)], capture_output=True, cwd=ROOT, text=True, check=False
    )
    assert done.returncode == 4
    assert done.stderr == (
        "mangdao: There is no text on the pages of kerbs.pdf (2), probably they are a scan: run mangdao recognise"
        " kerbs.pdf, which reads scans where Tesseract is installed, and open what that writes.\n"
    )


def test_all_pages_of_a_scan_are_read_into_a_file_beside_it(tmp_path, scanned):
    need("tesseract")
    source = tmp_path / "kerbs.pdf"
    source.write_bytes(scanned.read_bytes())
    done = recognise(tmp_path, "kerbs.pdf", "--languages", "eng")
    assert (done.returncode, done.stdout) == (0, "kerbs.hocr, read as eng\n")
    assert without_percent(done.stderr.encode()) == b"50%, 1 of 2 recognised\n"
    publication = open_bytes((tmp_path / "kerbs.hocr").read_bytes(), "kerbs.hocr")
    text = " ".join(block.text for article in publication.articles for block in article.blocks)
    assert text == " ".join([*ONE, *TWO])
    assert [page.label for page in publication.pages] == ["1", "2"]
    again = recognise(tmp_path, "kerbs.pdf")
    assert again.stderr == "mangdao: kerbs.hocr is there already: read it, or name another file with -o.\n"


def test_white_space_between_recognised_chinese_words_is_none_of_the_page():
    # Words and boxes as Tesseract 5.3 has told them of a page set 18 points apart.
    words = [
        ("缓坡", "885 830 1026 928"),
        ("，", "1034 891 1043 909"),
        ("方", "1093 836 1147 908"),
        ("便", "1179 841 1221 910"),
        ("车轮", "1258 839 1297 910"),
        ("椅子", "1432 838 1473 909"),
        ("9", "1502 847 1525 900"),
    ]
    spans = " ".join(f"<span class='ocrx_word' title='bbox {box}'>{word}</span>" for word, box in words)
    line = f"<span class='ocr_line' title='bbox 885 830 1525 928; x_size 71'>{spans}</span>"
    page = f"<html><body><div class='ocr_page'>{line}</div></body></html>"
    (block,) = open_bytes(page.encode(), "page.hocr").articles[0].blocks
    assert block.text == "缓坡，方便车轮 椅子 9"


def test_what_is_missing_is_one_sentence(tmp_path, scanned):
    done = recognise(tmp_path, scanned, "-o", "x.hocr", path="/nowhere")
    assert done.returncode == 2
    assert done.stderr == (
        "mangdao: Tesseract, which reads scans, is not here: install tesseract-ocr and the languages that you read.\n"
    )
    need("tesseract")
    done = recognise(tmp_path, scanned, "-o", "x.hocr", "--languages", "eng+tlh")
    assert done.stderr.startswith("mangdao: Tesseract has no tlh here, but ")
    (tmp_path / "poem.txt").write_text("no picture")
    done = recognise(tmp_path, "poem.txt", "--languages", "eng")
    assert (done.returncode, done.stderr) == (
        4,
        "mangdao: poem.txt is no PDF file and no picture that can be read: save it anew as PDF, PNG, JPEG or TIFF.\n",
    )
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".hocr"] == []
