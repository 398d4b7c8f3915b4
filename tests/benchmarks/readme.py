"""What was measured, as the tables of the README: everything that ran, and every goal missed."""

import re
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.measure import Press, Start

README = Path(__file__).parents[2] / "README.md"
PYTHON, FULL, PLAIN, BARE = "python -c pass", "Mangdao, full screen", "Mangdao, plain", "bare Textual"
_ALL_MET = "Every goal was met in this run."
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
    """What is wanted, and how much of it at the most."""

    what: str
    most: float


_HEADS = (
    "program | first ms | times Python | CPU ms | MiB | bytes"
    " | page bytes | times less | its CPU ms | times Python | line bytes"
)


def write(measured: list[Measured], seconds: float) -> None:
    """Puts the tables between their marks in the README."""
    text = README.read_text("utf-8")
    begin, end = "<!-- benchmarks -->", "<!-- /benchmarks -->"
    made = f"{begin}\n{tables(measured, seconds)}\n{end}"
    text, count = re.subn(f"{begin}.*?{end}", lambda _match: made, text, flags=re.DOTALL)
    assert count == 1, begin
    README.write_text(text, "utf-8")


def tables(measured: list[Measured], seconds: float) -> str:
    """All that belongs between the marks."""
    rests = [_rest(source) for source in measured if source.rests]
    parts = [*map(_table, measured), _missed(measured)]
    if rests:
        parts.append("\n".join([f"Without a key for {seconds:.0f} s:", "", *rests]))
    return "\n\n".join(parts)


def _table(source: Measured) -> str:
    rows = [f"| {_name(source)}: {_HEADS} |", "| --- |" + " ---: |" * _HEADS.count("|")]
    floor = _first(source, PYTHON)
    for program in source.starts:
        first, _settled, cpu, memory, size = _medians(source, program)
        page, line = source.presses.get(program.partition(", new")[0].partition(", known")[0], (None, None))
        cells = ["no text seen" if first != first else _cell(first), _cell(first / floor, 1)]
        cells += [_cell(cpu), _cell(memory), _cell(size)]
        is_second = program.endswith(", known")
        if page and line and not is_second:
            times = _cell(page.bytes / _page_of_less(source), 2), _cell(page.cpu, 1), _cell(page.cpu / floor, 2)
            cells += [_cell(page.bytes), *times, _cell(line.bytes)]
        else:
            cells += [_cell(_NAN)] * 5
        rows.append(f"| {_named(program)} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _name(source: Measured) -> str:
    return "the page in `seeds/`" if source.name == "seed" else source.name


def _named(program: str) -> str:
    return program.removeprefix("Mangdao, ")


def _missed(measured: list[Measured]) -> str:
    rows = [
        f"| {_name(source)}: {goal.what} | {goal.most:g} | {value:,.{2 if goal.most < 10 else 0}f} |"
        for source in measured
        for goal, value in _figures(source)
        if value > goal.most
    ]
    return "\n".join(["| missed | wanted | measured |", "| --- | ---: | ---: |", *rows]) if rows else _ALL_MET


def _figures(source: Measured) -> list[tuple[Goal, float]]:
    """The goals for a source, and what was measured."""
    floor, bare, small = _first(source, PYTHON), _cpu(source, BARE), source.name in ("seed", "1MB")
    figures = []
    for kind in ("new", "known"):
        if small:
            most = 5.0 if kind == "new" and source.name == "seed" else 3.0
            goal = Goal(f"full screen, {kind}, first screen, times Python", most)
            figures.append((goal, _first(source, f"{FULL}, {kind}") / floor))
            goal = Goal(f"plain, {kind}, first line, times Python", 4.0)
            figures.append((goal, _first(source, f"{PLAIN}, {kind}") / floor))
        goal = Goal(f"full screen, {kind}, CPU, times bare Textual", 1.2 if small else 1.5)
        figures.append((goal, _cpu(source, f"{FULL}, {kind}") / bare))
    for name, most in ((FULL, 45 if small else 100), (PLAIN, 20 if small else 60)):
        memory = max(_medians(source, f"{name}, {kind}").memory for kind in ("new", "known"))
        figures.append((Goal(f"{_named(name)}, MiB", most), memory))
    size = _medians(source, f"{FULL}, new").bytes
    figures.append((Goal("full screen, bytes of the first screen", 6000), size))
    return figures + _key_figures(source)


def _key_figures(source: Measured) -> list[tuple[Goal, float]]:
    if FULL not in source.presses:
        return []
    page, line = source.presses[FULL]
    floor, less = _first(source, PYTHON), _page_of_less(source)
    figures = [
        (Goal("a page, bytes, times less", _PAGE_OF_LESS), page.bytes / less),
        (Goal("a line, bytes", 150), line.bytes),
        (Goal("a page, CPU, times Python", _KEY_OF_PYTHON), page.cpu / floor),
        (Goal("a line, CPU, times Python", _KEY_OF_PYTHON), line.cpu / floor),
    ]
    if source.name == "seed":  # what others have is text of another density
        figures.append((Goal("a page, bytes", 1800), page.bytes))
    return figures


def _page_of_less(source: Measured) -> float:
    """Bytes that less writes for the same page, not a number where it was not measured."""
    return (source.presses["less"][0].bytes if "less" in source.presses else 0) or _NAN


def _rest(source: Measured) -> str:
    figures = (
        f"{_named(program)} {rest.bytes:,} bytes, {rest.cpu:.1f} ms of processor time"
        for program, rest in source.rests.items()
    )
    return f"- {_name(source)}: {'; '.join(figures)}"


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
