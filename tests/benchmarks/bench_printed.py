"""How well and how fast issues with geometry are read, against what their library says of them.

    python -m tests.benchmarks.bench_printed METS...

METS names a METS file with ALTO files beside it, as libraries give them away. For each issue: its pages, how well
the articles were found (`cov_iou`), their titles (strictly and loosely), joins over the end of an article, characters
lost, and milliseconds a page: to find lines and columns, and to decode 20 kB of text. The first line of an issue is
how it is read without what the METS file says of articles, the second how it is opened.
"""

import argparse
import time
from pathlib import Path

from tests.scored.mets_truth import text_and_truth
from tests.scored.newspaper_measures import measures
from tui.fetch import beside, fetch
from tui.importers import open_bytes
from tui.importers.alto import sheets_of
from tui.newspaper import analyse_issue
from tui.newspaper.language import pack_of
from tui.newspaper.setting import printed_page
from tui.newspaper.typeset import typeset

_ROUNDS = 5
_KILOBYTES = 20
_SHOWN = ("cov_iou", "title_f1", "title_loose", "xart_joins", "lost", "order_tau")


def pages_of(path: Path) -> list[Path]:
    """The ALTO files beside a METS file, in order."""
    found = sorted(each for each in path.parent.rglob("*.xml") if each != path)
    return [each for each in found if b"<alto" in each.read_bytes()[:2000]]


def measured(path: Path) -> list[dict[str, float | None]]:
    """The figures without and with what the METS file says."""
    pages = pages_of(path)
    text, truth = text_and_truth(path, pages)
    source = fetch(str(path))
    publication = open_bytes(source.data, source.name, beside(source))
    assert publication.source.split() == text.split()
    setting = decoding = 0.0
    alone = []
    for page in pages:
        [sheet] = sheets_of(page.read_bytes(), page.name)
        setting += best(lambda sheet=sheet: typeset(sheet))
        made = typeset(sheet)
        pack = pack_of(made.text)
        alone.append((page.name, printed_page(made, pack)))
        took = best(lambda made=made, pack=pack: analyse_issue([("1", printed_page(made, pack))], "page"))
        decoding += took * _KILOBYTES * 1000 / len(made.text.encode())
    readings = analyse_issue(alone, "issue").publication, publication
    times = {"set ms": 1000 * setting / len(pages), "20 kB ms": 1000 * decoding / len(pages)}
    return [
        {"pages": len(pages)} | {name: found[name] for name in _SHOWN} | times
        for found in (measures(text, truth, reading) for reading in readings)
    ]


def best(work) -> float:
    """Seconds of the quickest of several times."""
    seconds = []
    for _round in range(_ROUNDS):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("issues", nargs="+", type=Path, metavar="METS")
    rows = [(path.stem, row) for path in parser.parse_args().issues for row in measured(path)]
    width = max(len(name) for name, _row in rows)
    print(" " * width, *(f"{name:>11}" for name in rows[0][1]))
    for name, row in rows:
        shown = (
            "-" if value is None else f"{value:.3f}" if isinstance(value, float) else value for value in row.values()
        )
        print(f"{name:{width}}", *(f"{value:>11}" for value in shown))


if __name__ == "__main__":
    main()
