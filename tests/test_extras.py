"""The commands that the program tells people to run: they name what pyproject.toml does, and the right Python."""

import shlex
import sys
import tomllib

import pytest

from tests.machine.process import ROOT
from tui.extras import PACKAGES, command_for


def test_they_name_the_packages_of_the_extras():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = project["optional-dependencies"]
    assert {extra: tuple(listed[extra]) for extra in PACKAGES} == PACKAGES


@pytest.mark.parametrize("extra", PACKAGES)
def test_a_shell_takes_them_as_they_stand(monkeypatch, tmp_path, extra):
    monkeypatch.chdir(tmp_path)  # from where this Python is not near
    words = [sys.executable, "-m", "pip", "install", *PACKAGES[extra]]
    assert shlex.split(command_for(extra)) == words


def test_python_is_named_from_where_somebody_is(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "my books" / ".venv" / "bin" / "python"))
    monkeypatch.chdir(tmp_path)
    assert command_for("documents") == "'my books/.venv/bin/python' -m pip install 'pypdfium2>=5'"
    (tmp_path / "my books").mkdir()
    monkeypatch.chdir(tmp_path / "my books")
    assert command_for("documents") == ".venv/bin/python -m pip install 'pypdfium2>=5'"
