"""How newspaper pages are read with weights that were fitted without them.

    python -m tests.held_out TRUTHDIR [--folds 5] [--seed 1] [--by kind] [--processes N] [--pages] [--changed]

TRUTHDIR is as for `tests.tools.fit_newspaper_weights`. The pages are dealt into folds by chance (`--seed`), or with
`--by kind` those of one newspaper, of one language and setting, are a fold; every fold is read with weights that were
fitted to the others. For each writing: pages, joins over the end of an article, characters lost, doubled or invented,
and the means of the measures of `tests.scored.newspaper_measures`; `--pages` prints every page too. `--changed` reads
the pages of each fold also as `tests.made.invented_pages` changes them, and prints the same for each change.
"""

import argparse
import json
import random
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from unittest.mock import patch

from tests.made.invented_pages import AS_IT_IS, EVERY, invented
from tests.scored.newspaper_measures import mean, measures
from tests.scored.newspaper_roles import Tables, learn
from tests.tools.fit_newspaper_weights import (
    CLOSE,
    LEARNT_ROLES,
    PRIORS,
    Example,
    fit,
    headers_in,
    list_of_examples,
    writing_of,
)
from tui.core.clean import clean
from tui.newspaper import Page, analyse, weights
from tui.newspaper.language import pack_of

SHOWN = ("overall", "cov_iou", "join_f", "title_loose", "title_f1", "brk_acc", "role_f1")
Taught = dict[Path, list[tuple[str, str, Example]]]
_WIDE = 60  # characters a line: text that was not set in columns


def dealt(paths: list[Path], folds: int, seed: int) -> list[list[Path]]:
    """The pages in so many folds, of each language as many."""
    chance = random.Random(seed)
    shuffled = sorted(paths)
    chance.shuffle(shuffled)
    shuffled.sort(key=lambda path: path.stem[:4])
    return [shuffled[fold::folds] for fold in range(folds)]


def by_kind(paths: list[Path]) -> list[list[Path]]:
    """The pages of each newspaper, where names tell it; of others those of one language that are set alike."""
    found: dict[str, list[Path]] = {}
    for path in sorted(paths):
        found.setdefault(kind_of(path), []).append(path)
    return list(found.values())


def kind_of(path: Path) -> str:
    """A newspaper's short name and issue (`t_fr_oec`), or a language and how its pages are set."""
    stem = path.stem.rstrip("0123456789")
    if not stem.endswith("_"):
        return stem
    text = path.with_suffix(".txt").read_text("utf-8")
    lines = [line for line in text.split("\n") if line.strip()]
    close = sum(len(line) for line in lines) / len(lines)
    return f"{stem}{'wide' if close > _WIDE else 'paragraphs' if close > _WIDE / 3 else 'narrow'}"


def fitted_without(taught: Taught, held: list[Path], pool: Pool) -> dict[str, Tables]:
    """The tables of each writing that is read in the held pages, from all other pages."""
    examples: dict[tuple[str, str], list[Example]] = {}
    wanted = {writing.removesuffix(CLOSE) for path in held for writing, *_ in taught[path]}
    for path in sorted(taught.keys() - set(held)):
        for writing, table, example in taught[path]:
            if writing.removesuffix(CLOSE) in wanted:
                examples.setdefault((writing, table), []).append(example)
    keys = sorted(examples, key=lambda key: -len(examples[key]))
    tables = pool.starmap(fit, [(examples[key], PRIORS[key[1]]) for key in keys], chunksize=1)
    found: dict[str, Tables] = {}
    for (writing, table), names in zip(keys, tables, strict=True):
        found.setdefault(writing, {})[table] = names
    others = sorted(taught.keys() - set(held))
    roles = [writing for writing in LEARNT_ROLES if writing in found]
    headers = [header for path in others if roles for header in headers_in(path.parent, path)]
    for writing in roles:
        found[writing] |= learn([one for one in headers if writing_of(one.page) == writing], found[writing])
    return found


def read_with(tables: dict[str, Tables], path: Path, change: str = AS_IT_IS) -> dict[str, float | None]:
    """The measures of a page that is read with these weights after a change."""
    truth = json.loads(path.read_text("utf-8"))
    text, truth = invented(clean(path.with_suffix(".txt").read_text("utf-8")), truth, change)
    with patch.object(weights, "_weights", lambda writing, airy: tables.get(writing + ("" if airy else CLOSE), {})):
        publication = analyse(Page(text, pack_of(text)), "page").publication
    return measures(text, truth, publication) | {"writing": pack_of(text).text("weights")}


def held_out(
    folds: list[list[Path]], processes: int | None, changes: list[str]
) -> Iterator[tuple[Path, str, dict[str, float | None]]]:
    """Every page after every change and its measures, read with weights of other folds."""
    paths = [path for fold in folds for path in fold]
    with Pool(processes) as pool:
        taught = dict(zip(paths, pool.imap(list_of_examples, [(path.parent, path) for path in paths]), strict=True))
        for fold in folds:
            tables = fitted_without(taught, fold, pool)
            jobs = [(_own(tables, taught[path]), path, change) for path in fold for change in changes]
            for (_tables, path, change), found in zip(jobs, pool.starmap(read_with, jobs, chunksize=4), strict=True):
                yield path, change, found


def _own(tables: dict[str, Tables], examples: list[tuple[str, str, Example]]) -> dict[str, Tables]:
    """The tables that a page needs."""
    own = {writing.removesuffix(CLOSE) for writing, *_ in examples}
    return {writing: each for writing, each in tables.items() if writing.removesuffix(CLOSE) in own}


def row(name: str, rows: list[dict[str, float | None]]) -> str:
    across = sum(each["xart_joins"] or 0 for each in rows)
    wrong = sum((each["lost"] or 0) + (each["dup"] or 0) + (each["alien"] or 0) for each in rows)
    means = [mean([each[key] for each in rows]) for key in SHOWN]
    figures = " ".join("       -" if each is None else f"{each:8.3f}" for each in means)
    return f"{name:42} {len(rows):5} {across:6.0f} {wrong:6.0f} {figures}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--by", choices=["chance", "kind"], default="chance")
    parser.add_argument("--processes", type=int)
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--only", default="", help="pages whose names hold this")
    parser.add_argument("--changed", action="store_true")
    options = parser.parse_args()
    paths = [path for path in options.folder.glob("*.json") if options.only in path.stem]
    folds = by_kind(paths) if options.by == "kind" else dealt(paths, options.folds, options.seed)
    print(f"{'':42} {'pages':>5} {'across':>6} {'wrong':>6}", *(f"{name[:8]:>8}" for name in SHOWN))
    writings: dict[str, list] = {}
    kinds: dict[str, list] = {}
    changed: dict[str, list] = {}
    for path, change, found in held_out(folds, options.processes, EVERY if options.changed else [AS_IT_IS]):
        changed.setdefault(f"{found['writing']:4} {change}", []).append(found)
        if change != AS_IT_IS:
            continue
        writings.setdefault(found["writing"], []).append(found)
        kinds.setdefault(kind_of(path), []).append(found)
        if options.pages:
            print(row(path.stem, [found]), flush=True)
    for name, rows in (
        sorted(kinds.items()) + sorted(writings.items()) + sorted(changed.items() if options.changed else ())
    ):
        print(row(name, rows), flush=True)


if __name__ == "__main__":
    main()
