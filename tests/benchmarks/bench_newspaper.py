"""How well, how fast and how small newspaper pages are read.

    python -m tests.benchmarks.bench_newspaper [TRUTHDIR]... [--sizes 1,10,100,1000]

TRUTHDIR holds NAME.json (newspage-truth/1) with NAME.txt, or with the page in its `text`, as `mangdao export
PAGE -o NAME.truth.json` writes it; without one, the page that the program ships and the pages in
`tests/data/newspaper/dev`. The first table has the measures of `tests.scored.newspaper_measures`, milliseconds of
processor time (the best of five) and MiB of memory at most for each page; the second says how time and memory (of the
whole process) grow with the shipped page repeated, each size in a process of its own.
"""

import argparse
import json
import multiprocessing
import resource
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from tests.scored.newspaper_measures import COLUMNS, mean, measures
from tui.core.clean import clean
from tui.newspaper import Page, analyse
from tui.newspaper.language import pack_of

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt"
SEED_TRUTH = ROOT / "tests" / "data" / "newspaper" / "seed.json"
DEV = ROOT / "tests" / "data" / "newspaper" / "dev"
_ROUNDS, _MIB = 5, 1 << 20


def pages(folders: list[Path]) -> Iterator[tuple[str, str, dict]]:
    """Name, text and truth of every page."""
    if not folders:
        yield "seed", clean(SEED.read_text("utf-8")), json.loads(SEED_TRUTH.read_text("utf-8"))
    for path in sorted(path for folder in folders or [DEV] for path in folder.glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        if truth.get("format") == "newspage-truth/1":
            text = truth.get("text") or path.with_suffix(".txt").read_text("utf-8")
            yield path.name.removesuffix(".json").removesuffix(".truth"), clean(text), truth


def measured(text: str, truth: dict) -> dict[str, float | None]:
    """The measures of a page, with `ms`, `MiB` and the number of doubtful places."""
    best = min(_seconds(text) for _round in range(_ROUNDS))
    tracemalloc.start()
    publication = analyse(Page(text, pack_of(text)), "page").publication
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    more = {"ms": best * 1000, "MiB": memory / _MIB, "doubts": len(publication.doubts)}
    return measures(text, truth, publication) | more


def _seconds(text: str) -> float:
    begun = time.process_time()
    analyse(Page(text, pack_of(text)), "page")
    return time.process_time() - begun


def print_table(rows: dict[str, dict[str, float | None]]) -> None:
    columns = (*COLUMNS, "doubts", "ms", "MiB")
    width = max(map(len, [*rows, "MEAN"]))
    print(" " * width, *(f"{name:>11}" for name in columns))
    if len(rows) > 1:
        rows = rows | {"MEAN": {name: mean([row[name] for row in rows.values()]) for name in columns}}
    for name, row in rows.items():
        print(f"{name:{width}}", *(f"{_shown(row[column]):>11}" for column in columns))


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:d}" if isinstance(value, int) else f"{value:.3f}"


def grown(times: int) -> tuple[int, float, float]:
    """Bytes of the shipped page so many times, seconds to read them, MiB of memory of the whole process."""
    text = "\n\n".join([clean(SEED.read_text("utf-8"))] * times)
    seconds = _seconds(text)
    return len(text.encode()), seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def print_growth(sizes: list[int]) -> None:
    print(f"\n{'times':>6} {'bytes':>10} {'seconds':>9} {'ms a page':>10} {'MiB':>7}")
    for times in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            size, seconds, memory = pool.apply(grown, (times,))
        print(f"{times:6} {size:10} {seconds:9.3f} {seconds / times * 1000:10.1f} {memory:7.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="TRUTHDIR")
    parser.add_argument("--sizes", default="1,10,100,1000", help="how often the page is repeated")
    options = parser.parse_args()
    print_table({name: measured(text, truth) for name, text, truth in pages(options.folders)})
    if options.sizes:
        print_growth([int(size) for size in options.sizes.split(",")])


if __name__ == "__main__":
    main()
