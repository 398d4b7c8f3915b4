"""Pages composed by chance: layouts, columns, sizes, white, the order in which a file is drawn, and its kind.

    python -m tests.composed_by_chance [TRUTHDIR]... [--seed N] [--count N] [--joins]

TRUTHDIR is as for `tests.benchmarks.bench_composed`; without one, the stories of the tests. For each language,
layout and kind of file, and for all: the pages, joins over the end of an article, lines of the text that hold print of
two articles, characters lost, doubled or invented, and means of measures. `--joins` prints every join and such line.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from tests.benchmarks.bench_composed import FILES, SINGLE, figures, read, stories_of
from tests.made import composed
from tests.made.composed import HEIGHT, LAYOUTS, Composed, Press, Print, Style, Unit
from tests.made.composed_files import as_pdf, blocks
from tests.made.composed_truth import owners_of
from tests.scored.newspaper_measures import mean
from tui.core.publication import Publication

LANGUAGES = ("zh", "zh", "en", "fr")
SHOWN = ("overall", "cov_iou", "title_f1", "title_loose", "join_f", "order_tau")
_COUNTED = ("across", "mixed", "lost", "dup", "alien")
_FULL = 0.62  # of a page


class Case(NamedTuple):
    """How a page is set. `gutter`, `leading`, `body`: as the names of `tests.made.composed`."""

    language: str
    layout: str
    columns: int
    file: str
    gutter: float
    leading: float
    body: float


def two_wide(press: Press, _dice: random.Random) -> None:
    """Stories over two columns side by side."""
    waiting = list(enumerate(press.stories))
    while waiting:
        ends, column = [], 0
        while waiting and column < press.columns:
            width = min(2, press.columns - column)
            ends.append(press.module(*waiting.pop(0), column, width))
            column += width
        press.y = max(ends) + 18
        if press.y > _FULL * HEIGHT and waiting:
            press.turn()


def ragged(press: Press, dice: random.Random) -> None:
    """Stacks of stories side by side, as wide as one to three columns, which end where they end."""
    stacks: list[list[float]] = []
    column = 0
    while column < press.columns:
        width = min(dice.choice((1, 1, 2, 3)), press.columns - column)
        stacks.append([press.y, column, width])
        column += width
    waiting = list(enumerate(press.stories))
    while waiting:
        stack = min(stacks, key=lambda each: each[0])
        if stack[0] > _FULL * HEIGHT:
            press.turn()
            for each in stacks:
                each[0] = press.y
            continue
        press.y = stack[0]
        stack[0] = press.module(*waiting.pop(0), int(stack[1]), int(stack[2])) + dice.choice((10, 14, 18, 26))


_STACKED: dict[str, Callable[[Press, random.Random], None]] = {"two wide": two_wide, "ragged": ragged}


def _shuffled(dice: random.Random, page: Sequence[Print]) -> list[Print]:
    return dice.sample(page, len(page))


def _runs(dice: random.Random, page: Sequence[Print]) -> list[Print]:
    """Columns in no order, the lines of each in theirs."""
    runs = blocks(page)
    return [line for run in dice.sample(runs, len(runs)) for line in run]


def _upwards(_dice: random.Random, page: Sequence[Print]) -> list[Print]:
    return list(page)[::-1]


_DRAWN = {"pdf shuffled": _shuffled, "pdf runs": _runs, "pdf upwards": _upwards}


def case_of(dice: random.Random) -> Case:
    language, layout = dice.choice(LANGUAGES), dice.choice([*LAYOUTS, *_STACKED])
    columns = dice.choice((3, 4, 5) if layout in ("modules", "photo", "boxed", "jumps") else (2, 3, 4, 5, 6))
    files = [file for file in [*FILES, *_DRAWN] if not (layout == "jumps" and file in SINGLE)]
    return Case(
        language, layout, columns, dice.choice(files), dice.choice((9.0, 12.0, 14.0, 20.0)),
        dice.choice((1.1, 1.2, 1.35)), dice.choice((8.0, 9.0, 10.0)),
    )  # fmt: skip


def page_of(seed: int, folders: list[Path]) -> tuple[Case, Composed, Publication]:
    """The page of a seed and what the program makes of it."""
    dice = random.Random(seed)
    case = case_of(dice)
    stories = dice.choice(_stories(tuple(folders), case.language))
    para = Style(case.body, "body", 0, 0)
    sizes = {"GUTTER": case.gutter, "LEADING": case.leading, "BODY": case.body}
    with patch.multiple(composed, **sizes), patch.dict(composed.STYLES, para=para):
        made = _compose(stories, case, dice)
        if case.file in _DRAWN:
            data = as_pdf(made, lambda page: _DRAWN[case.file](dice, page))
            return case, made, read(made, "pdf", data)
        return case, made, read(made, case.file)


@cache
def _stories(folders: tuple[Path, ...], language: str) -> list[list[list[Unit]]]:
    return stories_of(list(folders), language)


def _compose(stories: Sequence[Sequence[Unit]], case: Case, dice: random.Random) -> Composed:
    press = Press(stories, case.columns, case.language)
    if case.layout in _STACKED:
        _STACKED[case.layout](press, dice)
    else:
        LAYOUTS[case.layout](press)
    made = press.done()
    return made._replace(pages=made.pages[:1]) if case.file in SINGLE else made


class Join(NamedTuple):
    """Print of two articles in one block, or in one line of the text: what stands before the end of the one and
    behind it."""

    what: str
    before: str
    after: str


def joins(made: Composed, publication: Publication) -> Iterator[Join]:
    source = publication.source
    owners = list(owners_of(made, source))
    article_at: dict[int, set[int | None]] = {}
    alike: dict[str, set[int | None]] = {}  # which of several lines that are alike a line is nobody can tell
    for page in made.pages:
        for line in page:
            alike.setdefault("".join(line.text.split()), set()).add(made.units[line.unit][0])
    for start, end, unit in owners:
        of = {made.units[unit][0]} | alike.get("".join(source[start:end].split()), set())
        article_at.update(dict.fromkeys(range(start, end), of))
    for first, second in pairwise(owners):
        other = article_at[first.start].isdisjoint(article_at[second.start])
        if other and "\n" not in source[first.end : second.start]:
            yield Join("line", source[first.start : first.end], source[second.start : second.end])
    for block in (block for article in publication.articles for block in article.blocks):
        lines = [span for start, end in block.spans for span in _lines(source, start, end)]
        for one, other in pairwise(lines):
            if article_at[one[1] - 1].isdisjoint(article_at[other[0]]):
                yield Join(block.kind.value, source[slice(*one)], source[slice(*other)])


def _lines(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line in source[start:end].split("\n"):
        if line.strip():
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        start += len(line) + 1


def measured(folders: list[Path], seeds: range, told: bool) -> Iterator[tuple[Case, dict[str, float | None]]]:
    for seed in seeds:
        case, made, publication = page_of(seed, folders)
        try:
            found = list(joins(made, publication))
            row = figures(made, publication)
        except ValueError as error:
            print(f"seed {seed}: {error}", *case)
            continue
        if told and found:
            print(f"seed {seed}:", *case)
            for join in found:
                print(f"    {join.what}: …{join.before[-70:]} | {join.after[:70]}…", flush=True)
        mixed = sum(join.what == "line" for join in found)
        yield case, row | {"across": len(found) - mixed, "mixed": mixed}


def print_table(rows: list[tuple[Case, dict[str, float | None]]]) -> None:
    tables: dict[str, list[dict[str, float | None]]] = {}
    for case, row in rows:
        for name in (case.language, case.layout, case.file, "all"):
            tables.setdefault(name, []).append(row)
    print(f"{'':14}{'pages':>6}{'across':>7}{'mixed':>6}{'wrong':>6}", *(f"{name:>11}" for name in SHOWN))
    for name, own in sorted(tables.items()):
        across, mixed, *wrong = (sum(row[key] or 0 for row in own) for key in _COUNTED)
        means = (mean([row[key] for row in own]) for key in SHOWN)
        shown = (f"{'-' if value is None else f'{value:.3f}':>11}" for value in means)
        print(f"{name:14}{len(own):6}{across:7.0f}{mixed:6.0f}{sum(wrong):6.0f}", *shown)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="TRUTHDIR")
    parser.add_argument("--seed", type=int, default=0, help="the first")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--joins", action="store_true")
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + options.count)
    print_table(list(measured(options.folders, seeds, options.joins)))


if __name__ == "__main__":
    main()
