"""Newspaper pages as other extractors, other printers and worse scanners would have left them, with their truth.

    python -m tests.changed_pages TRUTHDIR... [--seeds 2] [--characters STCharacters.txt]

TRUTHDIR holds NAME.json (newspage-truth/1) with NAME.txt. For every change below and each writing: the pages, the
joins over the end of an article, characters lost, doubled or invented, the mean coverage of the articles and the F
of the joins; "as it is" is the page itself. `--characters` names a table of simplified and traditional characters
(one a line: a character, a tab, what stands for it), as OpenCC has it.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from tests.scored.newspaper_measures import mean, measures
from tui.core.clean import clean
from tui.newspaper import Page, analyse
from tui.newspaper.language import pack_of
from tui.newspaper.lines import cells

Letters = list[tuple[str, int]]  # characters, each with the place that it had in the page, -1 for a new one
Change = Callable[[str, dict, random.Random], Letters]


class Changed(NamedTuple):
    text: str
    truth: dict


def changed(text: str, truth: dict, change: Change, seed: int = 1) -> Changed:
    """The page after a change, and the truth of it: the same units, other places."""
    letters = change(text, truth, random.Random(seed))
    return Changed("".join(letter for letter, _at in letters), moved(letters, text, truth))


def moved(letters: Letters, text: str, truth: dict) -> dict:
    """The truth of a page whose characters stand elsewhere now."""
    unit_of = owners(text, truth)
    of = [unit_of[at] if at >= 0 and not letter.isspace() else None for letter, at in letters]
    spans: dict[int, list[list[int]]] = {}
    last = None
    for at, unit in enumerate(of):
        if unit is not None:
            if unit == last:
                spans[unit][-1][1] = at + 1
            else:
                spans.setdefault(unit, []).append([at, at + 1])
            last = unit
    units = [unit | {"spans": spans[number]} for number, unit in enumerate(truth["units"]) if number in spans]
    return truth | {"units": units, "boundaries": list(_boundaries(letters, of, truth["units"]))}


def owners(text: str, truth: dict) -> list[int | None]:
    """For each character of the page its unit."""
    found: list[int | None] = [None] * len(text)
    for number, unit in enumerate(truth["units"]):
        for start, end in unit["spans"]:
            found[start:end] = [number] * (end - start)
    return found


def _boundaries(letters: Letters, of: list[int | None], units: list[dict]) -> Iterator[dict]:
    before, newlines = -1, 0
    for at, (letter, _from) in enumerate(letters):
        newlines += letter == "\n"
        if of[at] is None:
            continue
        if before >= 0 and newlines:
            one, other = units[of[before]], units[of[at]]
            body = one["article"] == other["article"] is not None and {one["role"], other["role"]} == {"para"}
            label = "join" if one is other else "para" if body else "struct"
            yield {
                "before": before, "after": at, "newlines": newlines, "label": label,
                "new_article": one["article"] != other["article"], "roles": [one["role"], other["role"]],
            }  # fmt: skip
        before, newlines = at, 0


def as_it_is(text: str, _truth: dict, _chance: random.Random) -> Letters:
    return [(letter, at) for at, letter in enumerate(text)]


def without_blank_lines(text: str, _truth: dict, _chance: random.Random) -> Letters:
    """As extractors leave it that tell lines alone."""
    return [(letter, at) for at, letter in enumerate(text) if letter != "\n" or text[at - 1 : at] != "\n"]


def with_more_blank_lines(text: str, _truth: dict, _chance: random.Random) -> Letters:
    """Each blank line twice."""
    doubled = (
        2 * [(letter, at)] if text[at - 1 : at + 1] == "\n\n" else [(letter, at)] for at, letter in enumerate(text)
    )
    return [one for some in doubled for one in some]


def with_blank_lines_everywhere(text: str, _truth: dict, _chance: random.Random) -> Letters:
    """A blank line behind every line, as web pages of newspapers are copied."""
    return [
        one
        for at, letter in enumerate(text)
        for one in [(letter, at)] * (1 + (letter == "\n" != text[at + 1 : at + 2]))
    ]


def with_noise(share: float, text: str, _truth: dict, chance: random.Random) -> Letters:
    """So many characters read wrong: another of the page instead, none, or one too many."""
    known = [letter for letter in text if not letter.isspace()]
    found: Letters = []
    for at, letter in enumerate(text):
        if letter.isspace() or chance.random() >= share:
            found.append((letter, at))
            continue
        kind = chance.random()
        if kind < 0.8:
            found.append((chance.choice(known), at))
        elif kind < 0.9:
            found += [(letter, at), (chance.choice(known), at)]
    return found


def wrapped(width: int, apart: bool, text: str, truth: dict, _chance: random.Random) -> Letters:
    """Every unit set anew in lines of so many cells; `apart`: blank lines stay where they are between units."""
    dropped = set(truth.get("dropped_hyphens", ()))
    unit_of = owners(text, truth)
    spaced = pack_of(text).spaced
    found: Letters = []
    pieces = groupby((at for at in range(len(text)) if unit_of[at] is not None), key=lambda at: unit_of[at])
    for _unit, group in pieces:
        places = list(group)
        if found:
            between = text[found[-1][1] : places[0]].count("\n") if apart else 1
            found += [("\n", -1)] * max(1, between)
        found += _set(_running(text, places, dropped, spaced), width, spaced)
    return found


def _running(text: str, places: list[int], dropped: set[int], spaced: bool) -> Letters:
    """Words that run on, one space between them where the language has any."""
    found: Letters = []
    last = places[0]
    for at in range(places[0], places[-1] + 1):
        if text[at].isspace() or at in dropped:
            continue
        gap = text[last + 1 : at] if last not in dropped else ""
        if gap.isspace() and (spaced or "\n" not in gap or (text[last] + text[at]).isascii()):
            found.append((" ", -1))
        found.append((text[at], at))
        last = at
    return found


def _set(letters: Letters, width: int, spaced: bool) -> Letters:
    """Letters in lines of a width; words stay whole where the language has them."""
    found: Letters = []
    filled = 0
    words = groupby(letters, key=lambda one: one[0] == " ") if spaced else ((False, [one]) for one in letters)
    for blank, group in words:
        word = list(group)
        size = sum(cells(letter) for letter, _at in word)
        if filled and filled + size > width:
            found = [*found[:-1], ("\n", -1)] if found[-1][0] == " " else [*found, ("\n", -1)]
            filled = 0
        if not blank or filled:
            found += word
            filled += size
    return found


def half(second: bool, text: str, _truth: dict, _chance: random.Random) -> Letters:
    """A page that was cut in the middle of a line."""
    middle = len(text) // 2
    return [(text[at], at) for at in (range(middle, len(text)) if second else range(middle))]


def set_in(white: str, text: str, truth: dict, _chance: random.Random) -> Letters:
    """White space before the first line of every paragraph."""
    first = {unit["spans"][0][0] for unit in truth["units"] if unit["role"] == "para"}
    return [one for at, letter in enumerate(text) for one in [(white, -1)] * (at in first) + [(letter, at)]]


def exchanged(table: dict[str, str], text: str, _truth: dict, _chance: random.Random) -> Letters:
    """Characters for others."""
    return [(table.get(letter, letter), at) for at, letter in enumerate(text)]


def spaced_out(text: str, _truth: dict, _chance: random.Random) -> Letters:
    """A space between any two Chinese characters, as scans with a text layer often have it."""
    found: Letters = []
    for at, letter in enumerate(text):
        if letter >= "\u2e80" and found and found[-1][0] >= "\u2e80":
            found.append((" ", -1))
        found.append((letter, at))
    return found


def with_trailing_spaces(text: str, _truth: dict, chance: random.Random) -> Letters:
    ends = ("", " ", "   ", "\u3000", "\t ")
    found: Letters = []
    for at, letter in enumerate(text):
        if letter == "\n":
            found += [(space, -1) for space in chance.choice(ends)]
        found.append((letter, at))
    return found


def without(roles: tuple[str, ...], text: str, truth: dict, _chance: random.Random) -> Letters:
    """The page without the units that play these roles."""
    gone = {
        at
        for unit in truth["units"]
        if unit["role"] in roles
        for start, end in unit["spans"]
        for at in range(start, end)
    }
    found: Letters = []
    for at, letter in enumerate(text):
        if at not in gone and not (letter == "\n" and [one for one, _at in found[-2:]] == ["\n", "\n"]):
            found.append((letter, at))
    return found


_WIDE = {str(digit): chr(0xFF10 + digit) for digit in range(10)}
_WIDE_LETTERS = {chr(letter): chr(letter + 0xFEE0) for letter in range(0x21, 0x7F)}
_NARROW_MARKS = {chr(letter): chr(letter - 0xFEE0) for letter in range(0xFF01, 0xFF5F)} | {"\u3000": " "}
CHANGES: dict[str, Change] = {
    "as it is": as_it_is,
    "no blank lines": without_blank_lines,
    "double blank lines": with_more_blank_lines,
    "blank lines everywhere": with_blank_lines_everywhere,
    "2% noise": partial(with_noise, 0.02),
    "5% noise": partial(with_noise, 0.05),
    "10% noise": partial(with_noise, 0.10),
    "lines of 24": partial(wrapped, 24, True),
    "lines of 36": partial(wrapped, 36, True),
    "lines of 60": partial(wrapped, 60, True),
    "lines of 30, no blank lines": partial(wrapped, 30, False),
    "lines of 44, no blank lines": partial(wrapped, 44, False),
    "wide digits": partial(exchanged, _WIDE),
    "wide letters": partial(exchanged, _WIDE_LETTERS),
    "narrow marks": partial(exchanged, _NARROW_MARKS),
    "set in": partial(set_in, "\u3000"),
    "set in with tabs": partial(set_in, "\t"),
    "upper half": partial(half, False),
    "lower half": partial(half, True),
    "spaced out": spaced_out,
    "trailing spaces": with_trailing_spaces,
    "no tags": partial(without, ("tag", "kicker")),
    "no bylines": partial(without, ("byline",)),
}


def pages(folders: list[Path]) -> Iterator[tuple[str, str, dict]]:
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        if truth.get("format") == "newspage-truth/1":
            yield path.stem, clean(path.with_suffix(".txt").read_text("utf-8")), truth


def measured(text: str, truth: dict) -> dict[str, float | None]:
    return measures(text, truth, analyse(Page(text, pack_of(text)), "page").publication)


def all_measured(folders: list[Path], change: Change, seeds: int) -> dict[str, list[dict[str, float | None]]]:
    """The measures of all pages after a change, by what they are written in."""
    found: dict[str, list[dict[str, float | None]]] = {}
    for _name, text, truth in pages(folders):
        writing = pack_of(text).text("weights")
        for seed in range(1, seeds + 1):
            found.setdefault(writing, []).append(measured(*changed(text, truth, change, seed)))
    return found


def characters(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """From simplified to traditional characters, and back."""
    rows = [row.split("\t") for row in path.read_text("utf-8").splitlines() if "\t" in row]
    there = {row[0]: row[1].split()[0] for row in rows}
    return there, {other: one for one, other in there.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="TRUTHDIR")
    parser.add_argument("--seeds", type=int, default=1, help="how often what happens by chance is tried")
    parser.add_argument("--characters", type=Path)
    parser.add_argument("--only", default="", help="changes whose names hold this")
    options = parser.parse_args()
    changes = dict(CHANGES)
    if options.characters:
        there, _back = characters(options.characters)
        changes["traditional characters"] = partial(exchanged, there)
    print(f"{'':28} {'':4} {'pages':>6} {'across':>6} {'wrong':>6} {'cov_iou':>8} {'join_f':>8}")
    for name, change in changes.items():
        for writing, rows in (
            all_measured(options.folders, change, options.seeds if "noise" in name else 1).items()
            if options.only in name
            else ()
        ):
            across = sum(row["xart_joins"] or 0 for row in rows)
            wrong = sum((row["lost"] or 0) + (row["dup"] or 0) + (row["alien"] or 0) for row in rows)
            means = [f"{mean([row[key] for row in rows]):8.3f}" for key in ("cov_iou", "join_f")]
            print(f"{name:28} {writing:4} {len(rows):6} {across:6.0f} {wrong:6.0f}", *means, flush=True)


if __name__ == "__main__":
    main()
