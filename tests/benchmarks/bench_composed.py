"""How well pages with geometry are read whose truth is known, because they were composed from it.

    python -m tests.benchmarks.bench_composed [TRUTHDIR]... [--pages N] [--rows]

TRUTHDIR holds pages with truth (newspage-truth/1); without one, the stories of the tests. Their articles are set
anew, in several layouts and numbers of columns, as PDF (drawn story by story, line by line across the page, and in no
order), ALTO with and without sizes of type, PAGE-XML and hOCR. The measures are those of
`tests.scored.newspaper_measures`; `whole` is the share of paragraphs that come out as one block, to the letter. A row
for each layout, or with --rows for each page.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.made.composed import LAYOUTS, Composed, Unit, compose
from tests.made.composed_files import across, as_alto, as_hocr, as_page_xml, as_pdf, shuffled
from tests.made.composed_truth import truth_of
from tests.made.stories import STORIES
from tests.scored.newspaper_measures import mean, measures
from tui.core.publication import Publication
from tui.importers import open_bytes

SHOWN = (
    "overall",
    "cov_iou",
    "title_f1",
    "title_loose",
    "join_f",
    "brk_acc",
    "xart_joins",
    "lost",
    "dup",
    "alien",
    "role_f1",
    "order_tau",
)
FILES = {
    "pdf": as_pdf,
    "pdf across": lambda composed: as_pdf(composed, across),
    "pdf shuffled": lambda composed: as_pdf(composed, shuffled),
    "alto": as_alto,
    "alto bare": lambda composed: as_alto(composed, styled=False),
    "page": as_page_xml,
    "hocr": as_hocr,
}
_LATIN = ("en", "fr")
SINGLE = ("alto", "alto bare", "page")  # formats of one page
_LONGEST, _MOST = 6000, 5


class Case(NamedTuple):
    language: str
    layout: str
    columns: int
    file: str


def cases() -> Iterator[Case]:
    """Each layout in several numbers of columns, in each language and format."""
    for language in ("zh", "en", "fr"):
        for layout in LAYOUTS:
            for columns in (2, 3, 4, 5, 6) if layout == "columns" else (3, 4, 5):
                for file in FILES:
                    if not (layout == "jumps" and file in SINGLE):
                        yield Case(language, layout, columns, file)


def read(composed: Composed, file: str, data: bytes = b"") -> Publication:
    """What the program makes of the pages as such a file, or of this one. Formats of one page take the first."""
    return open_bytes(data or FILES[file](composed), f"composed.{'pdf' if file[:3] == 'pdf' else 'xml'}")


def figures(composed: Composed, publication: Publication) -> dict[str, float | None]:
    truth = truth_of(composed, publication.source)
    found = measures(publication.source, truth, publication)
    made = {"".join(block.text.split()) for article in publication.articles for block in article.blocks}
    shown = [unit for unit in truth["units"] if unit["spans"] and unit["role"] == "para"]
    whole = sum("".join(unit["text"].split()) in made for unit in shown)
    return {name: found[name] for name in SHOWN} | {"whole": whole / max(1, len(shown))}


def stories_of(folders: list[Path], language: str) -> list[list[list[Unit]]]:
    """Pages of stories, of the truth in these folders or of the tests."""
    pages = []
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        if truth.get("lang", "")[:2] == language:
            articles: dict[int, list[Unit]] = {}
            for unit in truth["units"]:
                if unit["article"] is not None and unit["role"] not in ("jump", "table"):
                    text = _printable(unit["text"]) if language in _LATIN else unit["text"]
                    articles.setdefault(unit["article"], []).append(Unit(unit["role"], text))
            pages.append([units for units in articles.values() if sum(len(unit.text) for unit in units) < _LONGEST])
    return [page[:_MOST] for page in pages if len(page) > 2] if folders else STORIES[language]


def _printable(text: str) -> str:
    """Without the characters that no Latin font of the files has: another one is twice as wide, and lines set in it
    would lie over the next column."""
    return text.encode("cp1252", "ignore").decode("cp1252").strip() or "-"


def measured(folders: list[Path], most: int) -> Iterator[tuple[Case, dict[str, float | None]]]:
    """The figures of every case, the mean over the first pages of stories."""
    for case in cases():
        rows = []
        for stories in stories_of(folders, case.language)[:most]:
            composed = compose(stories, case.layout, case.columns, case.language)
            if case.file in SINGLE:
                composed = composed._replace(pages=composed.pages[:1])
            rows.append(figures(composed, read(composed, case.file)))
        if rows:
            yield case, {name: mean([row[name] for row in rows]) for name in rows[0]}


def print_table(rows: dict[str, dict[str, float | None]]) -> None:
    width = max(map(len, rows))
    print(" " * width, *(f"{name:>11}" for name in next(iter(rows.values()))))
    for name, row in rows.items():
        shown = ("-" if value is None else f"{value:.3f}" for value in row.values())
        print(f"{name:{width}}", *(f"{value:>11}" for value in shown))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="TRUTHDIR")
    parser.add_argument("--pages", type=int, default=4, help="of each language, at most")
    parser.add_argument("--rows", action="store_true", help="a row for each case")
    options = parser.parse_args()
    found = list(measured(options.folders, options.pages))
    if options.rows:
        print_table({" ".join(map(str, case)): row for case, row in found})
    tables: dict[str, list[dict[str, float | None]]] = {}
    for case, row in found:
        for name in (f"{case.language} {case.layout}", f"{case.language} {case.file}", "all"):
            tables.setdefault(name, []).append(row)
    print_table({n: {key: mean([row[key] for row in rows]) for key in rows[0]} for n, rows in sorted(tables.items())})


if __name__ == "__main__":
    main()
