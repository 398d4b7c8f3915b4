"""Patterns that were compiled before are the same patterns; whatever is wrong with what was kept, they are there."""

import marshal
import re

import pytest

from tui.newspaper import compiled
from tui.newspaper.compiled import Compiled
from tui.newspaper.pack import load

TEXTS = ["2022年10月9日 星期日", "责任编辑：张三", "Page 3", "本报讯（记者 李四）", "Le 3 mars", "", "1、一"]


class Loader:
    """A loader of code whose files are in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def path_stats(self, path: str) -> None: ...

    def get_data(self, path: str) -> bytes:
        if path not in self.files:
            raise FileNotFoundError(path)
        return self.files[path]

    def set_data(self, path: str, data: bytes) -> None:
        self.files[path] = data


@pytest.fixture
def loader(monkeypatch):
    made = Loader()
    monkeypatch.setattr(compiled, "_loader", lambda: made)
    return made


def sources(language: str) -> list[str]:
    pack = load(language)
    found = [pack._expand(key) for key in pack._entries]
    return [source for source in found if compiles(source)]


def compiles(source: str) -> bool:
    try:
        re.compile(source)
    except re.error:  # a literal of the pack
        return False
    return True


def spans(pattern: re.Pattern[str]) -> list[list[tuple[tuple[int, int], dict[str, str | None]]]]:
    return [[(found.span(), found.groupdict()) for found in pattern.finditer(text)] for text in TEXTS]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja", "en", "fr"])
def test_what_was_kept_is_what_python_compiles(loader, language, monkeypatch):
    first = Compiled(language)
    plain = [first.pattern(source) for source in sources(language)]
    first.keep()
    monkeypatch.setattr(compiled.re, "compile", lambda source: pytest.fail(f"compiled again: {source}"))
    again = Compiled(language)
    for pattern in plain:
        kept = again.pattern(pattern.pattern)
        assert kept == pattern
        assert (kept.groupindex, spans(kept)) == (pattern.groupindex, spans(pattern))


@pytest.mark.parametrize("damage", ["nothing", "rubbish", "list", "parts", "code"])
def test_what_was_kept_and_is_damaged_is_compiled_again(loader, damage):
    first = Compiled("x")
    first.pattern("a+(?P<name>b)")
    first.keep()
    [(file, data)] = loader.files.items()
    parts = marshal.loads(data)["a+(?P<name>b)"]
    loader.files[file] = {
        "nothing": b"",
        "rubbish": b"\xff" + data,
        "list": marshal.dumps([1, 2]),
        "parts": marshal.dumps({"a+(?P<name>b)": 7}),
        "code": marshal.dumps({"a+(?P<name>b)": (parts[0], [9999], *parts[2:])}),
    }[damage]
    assert Compiled("x").pattern("a+(?P<name>b)").match("aab")["name"] == "b"


def test_where_python_keeps_no_compiled_code_nothing_is_kept(loader, monkeypatch):
    def missing(path: str) -> None:
        raise FileNotFoundError(path)

    monkeypatch.setattr(loader, "path_stats", missing, raising=False)
    patterns = Compiled("x")
    assert patterns.pattern("a").match("a")
    patterns.keep()
    assert not loader.files
