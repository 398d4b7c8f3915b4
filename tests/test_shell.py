"""The commands of the shell as processes: stdout is data, stderr is one sentence, exit codes are as documented."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import warm
from tests.machine.process import ROOT, without_percent

SEED = str(ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt")


@pytest.fixture
def mangdao(tmp_path):
    """Runs the program in a home of its own."""

    def run(*arguments, stdin=b"", **environment):
        variables = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        done = warm.run(arguments, tmp_path, variables | environment, stdin)
        done.stderr = without_percent(done.stderr)
        return done

    return run


def test_list_has_a_row_an_article(mangdao):
    done = mangdao("list", SEED)
    rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert (done.returncode, done.stderr) == (0, b"")
    assert [row[0] for row in rows] == [str(number) for number in range(1, 9)]
    assert [row[1] for row in rows] == ["photo", "news", "news", "feature", "news", "news", "photo", "feature"]
    assert rows[1][4] == "市委常委会召开会议"


def test_list_as_json(mangdao):
    rows = json.loads(mangdao("list", SEED, "--json").stdout)
    assert [row["title"] for row in rows][6] == "萌娃变身“小农夫”"
    assert all(row["characters"] > 50 and row["minutes"] >= 1 for row in rows)


def test_read_gives_whole_paragraphs_at_any_width(mangdao):
    for width in (20, 42, 80, 200):
        text = mangdao("read", SEED, "2", "--width", str(width)).stdout.decode()
        joined = "".join(text.split())
        assert "《习近平:新时代中国共产党的历史使命)重要文章精神" in joined
        assert joined.startswith("市委常委会召开会议陈恢清主持株洲日报讯(全媒体记者/胡文洁)")


def test_read_as_json_is_one_article(mangdao):
    data = json.loads(mangdao("read", SEED, "8", "--json").stdout)
    assert [article["kicker"] for article in data["articles"]] == ["围绕企业全生命周期,深化体制机制系列改革"]


def test_read_from_standard_input_and_into_a_closed_pipe(mangdao, tmp_path):
    page = (ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt").read_bytes()
    assert mangdao("read", "-", "7", stdin=page).stdout.decode().startswith("萌娃变身“小农夫”")
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "tui", "read", SEED],
        stdout=write,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={"HOME": str(tmp_path), "LANG": "C.UTF-8"},
        check=False,
    )
    os.close(write)
    assert without_percent(done.stderr) == b""


@pytest.mark.parametrize("suffix", ["json", "txt", "md"])
def test_export_by_suffix(mangdao, tmp_path, suffix):
    done = mangdao("export", SEED, "-o", f"page.{suffix}")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    text = (tmp_path / f"page.{suffix}").read_text("utf-8")
    assert "高新区改革创新激发新活力" in text


def test_doctor_names_what_is_here(mangdao):
    text = mangdao("doctor").stdout.decode()
    for word in (
        "mangdao: ",
        "speech espeak: ",
        "speech silence: ready",
        "terminal: none",
        "addresses: ready",
        "library: ",
        "settings file: ",
    ):
        assert word in text


BAD = {
    "missing": (3, None),
    "empty": (4, b""),
    "blank": (4, b"\n \n\t\n"),
    "png": (4, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    "noughts": (4, b"\x00" * 500),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["list", "read", "say", "export", "--plain"])
def test_bad_sources_give_one_sentence_and_their_code(mangdao, tmp_path, name, command):
    code, data = BAD[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    arguments = [command, name, *(["-o", "out.txt"] if command == "export" else [])]
    done = mangdao(*arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    sentence = done.stderr.decode()
    assert sentence.startswith("mangdao: ")
    assert sentence.count("\n") == 1
    assert not (tmp_path / "out.txt").exists()


def test_what_was_put_right_is_in_what_is_exported(mangdao, tmp_path):
    keys = b"3\rP" + b"E1" + b"q"  # the last paragraph of the second article joins the one before
    assert mangdao("--plain", SEED, stdin=keys).returncode == 0
    for name in ("page.json", "page.truth.json"):
        assert mangdao("export", SEED, "-o", name).returncode == 0
    data, truth = (json.loads((tmp_path / name).read_text("utf-8")) for name in ("page.json", "page.truth.json"))
    assert data["articles"][1]["items"][-1]["text"].endswith("会议还研究了其他事项。")
    assert len(data["articles"][1]["items"]) == 7
    assert truth["articles"][1]["body"][-1] == data["articles"][1]["items"][-1]["text"]


def test_what_cannot_be_exported_leaves_no_file(mangdao, tmp_path):
    (tmp_path / "poem.txt").write_text("Roses are red,\nviolets are blue.\n")
    done = mangdao("export", "poem.txt", "-o", "poem.truth.json")
    assert done.returncode == 2
    assert b"poem is none" in done.stderr
    assert not list(tmp_path.glob("*.json*"))
    assert not list(tmp_path.glob(".poem*"))


def test_a_directory_is_no_source(mangdao, tmp_path):
    done = mangdao("list", str(tmp_path))
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be"])
def test_ordinary_encodings_are_recognised(mangdao, tmp_path, encoding):
    text = "無障礙環境建設\n\n記者王小明報導，人行道邊緣已經增設緩坡，方便輪椅通行，市民都說很好，將會繼續改善。\n" * 5
    (tmp_path / "page.txt").write_bytes(text.encode(encoding))
    assert "無障礙環境建設" in mangdao("read", "page.txt").stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["read", SEED, "9"], "8"),
        (["read", SEED, "0"], "8"),
        (["list"], "source"),
        (["export", SEED, "-o", "x.doc"], "doc"),
        (["--theme", "pink"], "pink"),
        (["--nonsense"], "nonsense"),
    ],
)
def test_wrong_use_names_what_is_wrong(mangdao, arguments, word):
    done = mangdao(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert word in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_help_speaks_both_languages(mangdao):
    assert b"mangdao export" in mangdao("--help").stdout
    assert "写成另一种格式的文件" in mangdao("--help", LANG="zh_CN.UTF-8").stdout.decode()
    assert "写成另一种格式的文件" in mangdao("--help", "--language", "zh").stdout.decode()


def test_a_bug_is_one_sentence_and_a_log(tmp_path):
    program = "import tui.cli as c\nc._COMMANDS['reader'] = lambda o: 1 / 0\nraise SystemExit(c.main([]))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=False,
        env={"HOME": str(tmp_path), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 70
    sentence = done.stderr.decode()
    assert sentence.count("\n") == 1
    log = sentence.split()[-1].rstrip(".")
    assert "ZeroDivisionError" in Path(log).read_text("utf-8")


def test_nothing_is_written_beside_the_source(mangdao, tmp_path):
    before = sorted(tmp_path.iterdir())
    mangdao("list", SEED)
    mangdao("list", "missing")
    assert sorted(tmp_path.iterdir()) == before
