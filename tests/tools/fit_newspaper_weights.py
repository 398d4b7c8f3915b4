"""Fits the weights of the newspaper decoder to pages with truth, and writes `tui/newspaper/weights.txt`.

    python tests/tools/fit_newspaper_weights.py FOLDER [--out FILE] [--skip REMAINDER OF]

FOLDER holds NAME.txt and NAME.json (newspage-truth/1). Three logistic models are fitted for each writing: is a
line display type, does a body line continue the one before,
does a header open a new article. `--skip 0 2` leaves every second page out,
to be measured on.
"""

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tui.newspaper.continuation import continuation_evidence
from tui.newspaper.decode import Part, Placed
from tui.newspaper.display import display_evidence
from tui.newspaper.language import pack_of
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
    "article": {"byline": 1.5, "below paragraph dateline": 1.5, "begins mark": -2.0},
}
"""What evidence counts before any page is seen, and where the ridge pulls it; all other evidence 0."""
ROUNDS, RATE, RIDGE, RAREST = 30, 0.5, 0.02, 4


class Example(NamedTuple):
    evidence: list[str]
    true: bool


def examples_of(folder: Path, path: Path) -> Iterator[tuple[str, str, Example]]:
    truth = json.loads(path.read_text(encoding="utf-8"))
    text = (folder / truth["txt"]).read_text(encoding="utf-8")
    unit_at = {start: unit for unit in truth["units"] for start, _ in unit["spans"]}
    yield from page_examples(text, unit_at)
    if pack_of(text).spaced:
        yield from page_examples(*unwrapped(text, truth, unit_at))


def unwrapped(text: str, truth: dict, unit_at: dict) -> tuple[str, dict]:
    """The same page as another extractor leaves it: a paragraph a line, with blank lines between."""
    dropped = set(truth["dropped_hyphens"])
    moved, out, at, length = {}, [], 0, 0
    for boundary in truth["boundaries"]:
        before, after = boundary["before"], boundary["after"]
        if boundary["newlines"] > 1 or boundary["roles"] != ["para", "para"]:
            continue
        end = before if before in dropped else before + 1
        between = "" if before in dropped else " " if boundary["label"] == "join" else "\n\n"
        moved |= {start: start - at + length for start in unit_at if at <= start < end}
        out += [text[at:end], between]
        length += end - at + len(between)
        at = after
    moved |= {start: start - at + length for start in unit_at if at <= start}
    return "".join([*out, text[at:]]), {moved[start]: unit for start, unit in unit_at.items() if start in moved}


def page_examples(text: str, unit_at: dict) -> Iterator[tuple[str, str, Example]]:
    page = Page(text, pack_of(text))
    writing = page.pack.text("weights")
    body = -1
    last = None
    for index, line in enumerate(page.lines):
        unit = unit_at.get(line.start)
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
    yield from opening_examples(page, unit_at, writing)


PARTS = {"byline": Part.BYLINE, "caption": Part.CAPTION, "credit": Part.CREDIT, "jump": Part.JUMP}


def opening_examples(page: Page, unit_at: dict, writing: str) -> Iterator[tuple[str, str, Example]]:
    """Every run of header lines, cut where truth opens an article."""
    units = [unit_at.get(line.start) for line in page.lines]
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
    rows = [([name for name in example.evidence if counts[name] >= RAREST], example.true) for example in examples]
    weights = {name: priors.get(name, 0.0) for name in {*counts, *priors}}
    squares = dict.fromkeys(weights, 1.0)
    chance = random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(rows)
        for names, true in rows:
            total = sum(weights[name] for name in names)
            slope = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - true
            for name in names:
                away = weights[name] - priors.get(name, 0.0)
                step = slope + RIDGE * away / max(1.0, counts[name] / 50)
                squares[name] += step * step
                weights[name] -= RATE * step / math.sqrt(squares[name])
    return {name: round(weight, 1) for name, weight in sorted(weights.items()) if abs(weight) >= 0.1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("tui/newspaper/weights.txt"))
    parser.add_argument("--skip", type=int, nargs=2, default=(1, 1))
    options = parser.parse_args()
    examples: dict[tuple[str, str], list[Example]] = {}
    for number, path in enumerate(sorted(options.folder.glob("*.json"))):
        if number % options.skip[1] == options.skip[0]:
            continue
        for writing, table, example in examples_of(options.folder, path):
            examples.setdefault((table, writing), []).append(example)
    rows = [
        f"{table}\t{writing}\t{name}\t{weight}\n"
        for (table, writing), found in sorted(examples.items())
        for name, weight in fit(found, PRIORS[table]).items()
    ]
    options.out.write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
