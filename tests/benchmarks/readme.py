"""What was measured, as the tables of the README in both its languages: everything that ran, and every goal missed."""

import re
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.measure import Press, Start

README = Path(__file__).parents[2] / "README.md"
PYTHON, FULL, PLAIN, BARE = "python -c pass", "Mangdao, full screen", "Mangdao, plain", "bare Textual"
_NAN = float("nan")
# The goals for a key are 1,800 bytes and 6 ms, set where less wrote 1,515 bytes for a page and Python took 15 ms.
_PAGE_OF_LESS, _KEY_OF_PYTHON = 1.19, 0.4


class Measured(NamedTuple):
    """One source: its name, the starts by program, a page and a line by program, and the rest."""

    name: str
    starts: dict[str, list[Start]]
    presses: dict[str, tuple[Press, Press]]
    rests: dict[str, Press]


class Goal(NamedTuple):
    """What is wanted, in both languages, and how much of it at the most."""

    english: str
    chinese: str
    most: float


_WORDS = {
    "en": {
        "program": "program | first ms | times Python | CPU ms | MiB | bytes"
        " | page bytes | times less | its CPU ms | times Python | line bytes",
        "missed": "missed | wanted | measured",
        "seed": "the page in `seeds/`",
        "none": "Every goal was met in this run.",
        "rest": "Without a key for {seconds:.0f} s, {name}: {figures}.",
        "of": "{program} {bytes} bytes, {cpu:.1f} ms of processor time",
        "names": {FULL: "full screen", PLAIN: "plain", "new": "new", "known": "known", "no text": "no text seen"},
    },
    "zh": {
        "program": "程序 | 第一屏毫秒 | 倍数 | 处理器毫秒 | MiB | 第一屏字节"
        " | 翻页字节 | less 的倍数 | 翻页毫秒 | Python 的倍数 | 移行字节",
        "missed": "没有达到 | 目标 | 测得",
        "seed": "`seeds/` 那一版",
        "none": "这一次所有目标都达到了。",
        "rest": "{seconds:.0f} 秒不按键，{name}：{figures}。",
        "of": "{program} {bytes} 字节，处理器时间 {cpu:.1f} 毫秒",
        "names": {FULL: "全屏", PLAIN: "逐行模式", "new": "没打开过", "known": "打开过", "no text": "没有看到正文"},
    },
}


def write(measured: list[Measured], seconds: float) -> None:
    """Puts the tables between their marks in the README."""
    text = README.read_text("utf-8")
    for language in _WORDS:
        begin, end = f"<!-- benchmarks:{language} -->", f"<!-- /benchmarks:{language} -->"
        made = f"{begin}\n{tables(measured, language, seconds)}\n{end}"
        text, count = re.subn(f"{begin}.*?{end}", lambda _match, made=made: made, text, flags=re.DOTALL)
        assert count == 1, begin
    README.write_text(text, "utf-8")


def tables(measured: list[Measured], language: str, seconds: float) -> str:
    """All that belongs between the marks."""
    parts = [_table(source, language) for source in measured]
    parts.append(_missed(measured, language))
    parts += [_rest(source, language, seconds) for source in measured if source.rests]
    return "\n\n".join(parts)


def _table(source: Measured, language: str) -> str:
    words = _WORDS[language]
    heads = words["program"]
    name = words["seed"] if source.name == "seed" else source.name
    rows = [f"| {name}: {heads} |", "| --- |" + " ---: |" * heads.count("|")]
    floor = _first(source, PYTHON)
    for program in source.starts:
        first, _settled, cpu, memory, size = _medians(source, program)
        page, line = source.presses.get(program.partition(", new")[0].partition(", known")[0], (None, None))
        cells = [words["names"]["no text"] if first != first else _cell(first), _cell(first / floor, 1)]
        cells += [_cell(cpu), _cell(memory), _cell(size)]
        is_second = program.endswith(", known")
        if page and line and not is_second:
            times = _cell(page.bytes / _page_of_less(source), 2), _cell(page.cpu, 1), _cell(page.cpu / floor, 2)
            cells += [_cell(page.bytes), *times, _cell(line.bytes)]
        else:
            cells += [_cell(_NAN)] * 5
        rows.append(f"| {_named(program, language)} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _named(program: str, language: str) -> str:
    for known, name in _WORDS[language]["names"].items():
        program = program.replace(known, name) if known in (FULL, PLAIN) else program
    base, comma, kind = program.rpartition(", ")
    return f"{base}, {_WORDS[language]['names'].get(kind, kind)}" if comma else program


def _missed(measured: list[Measured], language: str) -> str:
    words = _WORDS[language]
    rows = []
    for source in measured:
        name = words["seed"] if source.name == "seed" else source.name
        for goal, value in _figures(source):
            if value > goal.most:
                text = goal.english if language == "en" else goal.chinese
                digits = 2 if goal.most < 10 else 0
                rows.append(
                    f"| {name}{': ' if language == 'en' else '：'}{text} | {goal.most:g} | {value:,.{digits}f} |"
                )
    if not rows:
        return words["none"]
    return "\n".join([f"| {words['missed']} |", "| --- | ---: | ---: |", *rows])


def _figures(source: Measured) -> list[tuple[Goal, float]]:
    """The goals for a source, and what was measured."""
    floor, bare, small = _first(source, PYTHON), _cpu(source, BARE), source.name in ("seed", "1MB")
    figures = []
    for kind, chinese in (("new", "没打开过"), ("known", "打开过")):
        if small:
            most = 5.0 if kind == "new" and source.name == "seed" else 3.0
            goal = Goal(f"full screen, {kind}, first screen, times Python", f"全屏，{chinese}，第一屏，倍数", most)
            figures.append((goal, _first(source, f"{FULL}, {kind}") / floor))
            goal = Goal(f"plain, {kind}, first line, times Python", f"逐行模式，{chinese}，第一行，倍数", 4.0)
            figures.append((goal, _first(source, f"{PLAIN}, {kind}") / floor))
        goal = Goal(f"full screen, {kind}, CPU, times bare Textual", f"全屏，{chinese}，处理器，空 Textual 的倍数", 0)
        goal = goal._replace(most=1.2 if small else 1.5)
        figures.append((goal, _cpu(source, f"{FULL}, {kind}") / bare))
    for name, most in ((FULL, 45 if small else 100), (PLAIN, 20 if small else 60)):
        memory = max(_medians(source, f"{name}, {kind}").memory for kind in ("new", "known"))
        figures.append((Goal(f"{_named(name, 'en')}, MiB", f"{_named(name, 'zh')}，MiB", most), memory))
    size = _medians(source, f"{FULL}, new").bytes
    figures.append((Goal("full screen, bytes of the first screen", "全屏，第一屏字节", 6000), size))
    return figures + _key_figures(source)


def _key_figures(source: Measured) -> list[tuple[Goal, float]]:
    if FULL not in source.presses:
        return []
    page, line = source.presses[FULL]
    floor, less = _first(source, PYTHON), _page_of_less(source)
    figures = [
        (Goal("a page, bytes, times less", "翻页，字节，less 的倍数", _PAGE_OF_LESS), page.bytes / less),
        (Goal("a line, bytes", "移一行，字节", 150), line.bytes),
        (Goal("a page, CPU, times Python", "翻页，处理器，Python 的倍数", _KEY_OF_PYTHON), page.cpu / floor),
        (Goal("a line, CPU, times Python", "移一行，处理器，Python 的倍数", _KEY_OF_PYTHON), line.cpu / floor),
    ]
    if source.name == "seed":  # what others have is text of another density
        figures.append((Goal("a page, bytes", "翻页，字节", 1800), page.bytes))
    return figures


def _page_of_less(source: Measured) -> float:
    """Bytes that less writes for the same page, not a number where it was not measured."""
    return (source.presses["less"][0].bytes if "less" in source.presses else 0) or _NAN


def _rest(source: Measured, language: str, seconds: float) -> str:
    words = _WORDS[language]
    name = words["seed"] if source.name == "seed" else source.name
    parts = [
        words["of"].format(program=_named(program, language), bytes=f"{rest.bytes:,}", cpu=rest.cpu)
        for program, rest in source.rests.items()
    ]
    return words["rest"].format(seconds=seconds, name=name, figures=("; " if language == "en" else "；").join(parts))


def _medians(source: Measured, program: str) -> Start:
    rounds = source.starts.get(program)
    if not rounds:
        return Start(_NAN, _NAN, _NAN, _NAN, 0)
    return Start(*(median(values) for values in zip(*rounds, strict=True)))


def _first(source: Measured, program: str) -> float:
    return _medians(source, program).first


def _cpu(source: Measured, program: str) -> float:
    return _medians(source, program).cpu


def _cell(value: float, digits: int = 0) -> str:
    return "–" if value != value else f"{value:,.{digits}f}"
