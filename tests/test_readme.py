"""The README says what is true: its tables come from the program, its commands exist, its picture is there."""

import re
from pathlib import Path

import pytest

from tests.tools.make_readme import README, written
from tui.core.commands import COMMANDS
from tui.settings.fields import FIELDS

TEXT = README.read_text("utf-8")
ROOT = README.parent


def test_the_tables_are_those_of_the_program():
    assert written(TEXT) == TEXT, "run python -m tests.tools.make_readme"
    assert TEXT.count("(`next-sentence`)") == TEXT.count("（`next-sentence`）") == 1
    assert all(f"`{field.name}`" in TEXT for field in FIELDS)
    assert all(re.search(f"`:?{command.name}`", TEXT) for command in COMMANDS)


def test_the_two_commands_come_first_and_are_single_lines():
    commands = re.findall(r"(?m)^python3 -m venv .*$", TEXT)
    assert commands[0] == "python3 -m venv .venv && .venv/bin/pip install '.[speech]' && .venv/bin/python -m tui"
    assert commands[1] == "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/pytest"
    assert TEXT.index(commands[1]) < TEXT.index("## What it does")
    assert (ROOT / ".ci" / "run").read_text("utf-8").count("'.[test]'") == 1


@pytest.mark.parametrize("path", re.findall(r"!\[[^\]]*\]\(([^)]+)\)", TEXT))
def test_pictures_exist_and_need_nothing_from_elsewhere(path):
    picture = (ROOT / path).read_text("utf-8")
    assert picture.lstrip().startswith("<svg")
    assert not re.search(r"(?:href|src|url)\W{1,3}https?:", picture)


def test_files_that_it_names_exist():
    for name in re.findall(r"`((?:tests|tui|seeds)/[\w./-]+)`", TEXT):
        assert (ROOT / name).exists(), name


def test_the_map_names_every_part():
    named = TEXT[TEXT.index("## The map of the code") : TEXT.index("## Design notes")]
    for part in sorted(Path(ROOT / "tui").iterdir()):
        if part.is_dir() and part.name not in ("__pycache__", "locale"):
            assert f"{part.name}/" in named, part


def test_both_languages_have_the_same_sections():
    halves = TEXT.partition("\n# How it is")[0].split("\n# 中文\n")
    english, chinese = (re.findall(r"(?m)^(##+) (.+)$", half) for half in halves)
    assert [level for level, _title in english] == [level for level, _title in chinese]
    titles = dict(zip((title for _level, title in english), (title for _level, title in chinese), strict=True))
    assert {"Keys": "按键", "Settings": "设置", "Voices": "语音", "Licence": "许可证"}.items() <= titles.items()


def test_every_test_that_it_names_exists():
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", TEXT)
    assert len(named) > 30
    for name in named:
        assert f"def {name}(" in tests, name
