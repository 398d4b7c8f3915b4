"""Fits the weights of the newspaper decoder to pages with truth, and writes `tui/newspaper/weights.txt`
and `weights_close.txt`, those for pages without blank lines.

    python -m tests.tools.fit_newspaper_weights FOLDER [--out FOLDER] [--skip REMAINDER OF] [--processes N]

FOLDER holds NAME.txt and NAME.json (newspage-truth/1). Three logistic models are fitted for each writing: is a line
display type, does a body line continue the one before, does a header open a new article; for French a fourth, whether
a block at the foot of a page belongs to no article, and what lines of headers are (`tests/scored/newspaper_roles.py`).
`--skip 0 2` leaves every second page out, to be measured on.
"""

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Iterator
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from tests.changed_pages import Letters, as_it_is, changed, owners, without_blank_lines, wrapped
from tests.scored.newspaper_roles import Header, Tables, headers_of, learn
from tui.newspaper.continuation import continuation_evidence
from tui.newspaper.decode import Part, Placed
from tui.newspaper.display import display_evidence
from tui.newspaper.edges import block_evidence
from tui.newspaper.language import pack_of
from tui.newspaper.lines import blocks_of
from tui.newspaper.opening import article_evidence
from tui.newspaper.page import Page, Sure

DISPLAY_ROLES = {"tag", "kicker", "title", "subtitle", "head"}
PRIORS = {
    "display": {"a quotation alone": 2.5, "next opens dateline": 3.0, "below byline": 1.5},
    "continuation": {
        "U opens dateline": -3.0,
        "W opens dateline": -3.0,
        "U from dateline closed": 6.0,
        "W from dateline closed": 6.0,
        "indented": -3.0,
        "ragged": -3.0,
        "broken word, capital": -3.0,
        "broken word, short capital": -3.0,
    },
    "foot": {},
    "article": {"byline": 1.5, "below paragraph dateline": 1.5, "begins mark": -2.0},
}
"""What evidence counts before any page is seen, and where the ridge pulls it; all other evidence 0."""
CLOSE = " close"
"""Behind the name of a writing: for pages without blank lines."""
LEARNT_ROLES = ("fr", "fr close")
"""Where two-fold cross-validation says that the roles of header lines are better learnt."""
SOME = 3
ROUNDS, RATE, RIDGE, RAREST = 30, 0.5, 0.02, 4


class Example(NamedTuple):
    evidence: list[str]
    true: bool


def examples_of(folder: Path, path: Path) -> Iterator[tuple[str, str, Example]]:
    """What a page teaches, and what it would as other extractors leave it."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    text = (folder / truth["txt"]).read_text(encoding="utf-8")
    spaced = pack_of(text).spaced
    changes = [as_it_is, without_blank_lines, *([unwrapped] if spaced else [])]
    if spaced or crc32(path.stem.encode()) % SOME == 0:  # of Chinese pages there are many, and lines enough
        changes.append(partial(wrapped, 30, False))
    for change in changes:
        yield from page_examples(*changed(text, truth, change))


def unwrapped(text: str, truth: dict, _chance: random.Random) -> Letters:
    """A paragraph a line, with blank lines between."""
    letters, at = [], 0
    dropped = set(truth["dropped_hyphens"])
    for boundary in truth["boundaries"]:
        before, after = boundary["before"], boundary["after"]
        if boundary["newlines"] > 1 or boundary["roles"] != ["para", "para"]:
            continue
        letters += [(text[place], place) for place in range(at, before + 1) if place not in dropped]
        if before not in dropped:
            letters += [(letter, -1) for letter in (" " if boundary["label"] == "join" else "\n\n")]
        at = after
    return letters + [(text[place], place) for place in range(at, len(text))]


def units_of(page: Page, truth: dict) -> list[dict | None]:
    """The unit that each line belongs to."""
    owner = owners(page.text, truth)
    return [None if (number := owner[line.start]) is None else truth["units"][number] for line in page.lines]


def writing_of(page: Page) -> str:
    return page.pack.text("weights") + ("" if page.airy else CLOSE)


def page_examples(text: str, truth: dict) -> Iterator[tuple[str, str, Example]]:
    page = Page(text, pack_of(text))
    units = units_of(page, truth)
    writing = writing_of(page)
    body = -1
    last = None
    for index, unit in enumerate(units):
        if unit is None or unit["article"] is None:
            continue
        if page.sure[index] is Sure.OPEN and unit["role"] in DISPLAY_ROLES | {"para"}:
            yield writing, "display", Example(display_evidence(page, index), unit["role"] in DISPLAY_ROLES)
        if unit["role"] == "para":
            if last is not None and last["article"] == unit["article"]:
                yield writing, "continuation", Example(continuation_evidence(page, body, index), last is unit)
            body, last = index, unit
        elif unit["role"] in DISPLAY_ROLES:
            last = None
    yield from opening_examples(page, units, writing)
    if writing == "fr":
        yield from foot_examples(page, units, writing)


def foot_examples(page: Page, units: list[dict | None], writing: str) -> Iterator[tuple[str, str, Example]]:
    """Every block behind the head of the page, from its foot."""
    blocks = blocks_of(page.lines)
    outside = [(unit := units[start]) is None or unit["article"] is None for start, _end in blocks]
    last = len(outside) - outside[::-1].index(False)
    for number, at in enumerate(range(len(blocks) - 1, outside.index(False) - 1, -1)):
        yield writing, "foot", Example(block_evidence(page, *blocks[at], number), at >= last)


PARTS = {"byline": Part.BYLINE, "caption": Part.CAPTION, "credit": Part.CREDIT, "jump": Part.JUMP}


def opening_examples(page: Page, units: list[dict | None], writing: str) -> Iterator[tuple[str, str, Example]]:
    """Every run of header lines, cut where truth opens an article."""
    placed = [Placed(_part(unit), 0, 0.0) for unit in units]
    header = [part in (Part.HEADER, Part.BYLINE) for part, *_ in placed]
    article = None
    for index, unit in enumerate(units):
        if header[index] and not (index and header[index - 1]):
            end = next((at for at in range(index, len(units)) if not header[at]), len(units))
            if article is not None:
                opens = any(units[at] and units[at]["article"] != article for at in range(index, end))
                yield writing, "article", Example(article_evidence(page, index, end, placed), opens)
        if unit and unit["article"] is not None:
            article = unit["article"]


def _part(unit: dict | None) -> Part:
    if unit is None or unit["article"] is None:
        return Part.FURNITURE
    return Part.HEADER if unit["role"] in DISPLAY_ROLES else PARTS.get(unit["role"], Part.PARAGRAPH)


def fit(examples: list[Example], priors: dict[str, float]) -> dict[str, float]:
    """Logistic regression by AdaGrad with a ridge; evidence seen less than RAREST times keeps its prior."""
    counts = Counter(name for example in examples for name in example.evidence)
    names = sorted({*(name for name in counts if counts[name] >= RAREST), *priors})
    number_of = {name: number for number, name in enumerate(names)}
    rows = [([number_of[name] for name in evidence if name in number_of], true) for evidence, true in examples]
    prior = [priors.get(name, 0.0) for name in names]
    ridges = [RIDGE / max(1.0, counts[name] / 50) for name in names]
    weights, squares = list(prior), [1.0] * len(names)
    chance = random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(rows)
        for numbers, true in rows:
            total = sum([weights[number] for number in numbers])
            slope = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - true
            for number in numbers:
                step = slope + ridges[number] * (weights[number] - prior[number])
                squares[number] += step * step
                weights[number] -= RATE * step / math.sqrt(squares[number])
    return {name: round(weight, 1) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.1}


def headers_in(folder: Path, path: Path) -> list[Header]:
    """The headers of a page and of the same without blank lines, where they are learnt."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    text = (folder / truth["txt"]).read_text(encoding="utf-8")
    if pack_of(text).text("weights") not in LEARNT_ROLES:
        return []
    found = []
    for change in (as_it_is, without_blank_lines):
        other, moved = changed(text, truth, change)
        page = Page(other, pack_of(text))
        units = units_of(page, moved)
        found += headers_of(page, units, [Placed(_part(unit), 0, 0.0) for unit in units])
    return found


def fitted(folder: Path, paths: list[Path], processes: int | None = None) -> dict[str, Tables]:
    """The tables of each writing, from these pages."""
    found: dict[str, Tables] = {}
    examples: dict[tuple[str, str], list[Example]] = {}
    with Pool(processes) as pool:
        for page in pool.imap(list_of_examples, [(folder, path) for path in paths]):
            for writing, table, example in page:
                examples.setdefault((writing, table), []).append(example)
        keys = sorted(examples)
        tables = pool.starmap(fit, [(examples[key], PRIORS[key[1]]) for key in keys], chunksize=1)
    for (writing, table), names in zip(keys, tables, strict=True):
        found.setdefault(writing, {})[table] = names
    headers = [header for path in paths for header in headers_in(folder, path)]
    for writing in LEARNT_ROLES:
        if own := [header for header in headers if writing_of(header.page) == writing]:
            found[writing] |= learn(own, found[writing])
    return found


def list_of_examples(page: tuple[Path, Path]) -> list[tuple[str, str, Example]]:
    return list(examples_of(*page))


def write(found: dict[str, Tables], folder: Path) -> None:
    for end, name in (("", "weights.txt"), (CLOSE, "weights_close.txt")):
        rows = [
            f"{table}\t{writing.removesuffix(CLOSE)}\t{evidence}\t{weight}\n"
            for writing, tables in found.items()
            if writing.endswith(CLOSE) == bool(end)
            for table, names in tables.items()
            for evidence, weight in names.items()
        ]
        (folder / name).write_text("".join(rows), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("tui/newspaper"))
    parser.add_argument("--skip", type=int, nargs=2, default=(1, 1))
    parser.add_argument("--processes", type=int)
    options = parser.parse_args()
    rest, of = options.skip
    paths = [path for number, path in enumerate(sorted(options.folder.glob("*.json"))) if number % of != rest]
    write(fitted(options.folder, paths, options.processes), options.out)


if __name__ == "__main__":
    main()
