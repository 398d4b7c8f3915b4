"""Learns the roles of header lines: an averaged structured perceptron over whole headers, as they are read.

Where the best reading of a header is not the true one, what speaks for the true one counts more and what speaks for
the other less. What the program knows without it stays, and so do the tables that were fitted before.
"""

import random
from collections import Counter
from typing import NamedTuple
from unittest.mock import patch

from tui.newspaper import weights
from tui.newspaper.decode import Part, Placed
from tui.newspaper.headers import read_header
from tui.newspaper.naming import role_evidence
from tui.newspaper.page import Page

Tables = dict[str, dict[str, float]]
EPOCHS, RATE, LEAST = 6, 0.15, 0.05
ROLES = ("+", "title", "tag", "kicker", "subtitle", "head")
_MOST_HEADER = 24


class Header(NamedTuple):
    """Lines `start` to `end` of a page. `inside`: an article is open above; `roles`: those that are true, each
    with whether the line continues the one above."""

    page: Page
    placed: list[Placed]
    start: int
    end: int
    inside: bool
    roles: list[tuple[str, bool]]


def headers_of(page: Page, units: list[dict | None], placed: list[Placed]) -> list[Header]:
    """The headers of a page whose lines belong to these units."""
    found, at, inside = [], 0, False
    header = [part in (Part.HEADER, Part.BYLINE) for part, *_ in placed]
    while at < len(units):
        end = at + 1
        if header[at]:
            while end < min(len(units), at + _MOST_HEADER) and header[end]:
                end += 1
            roles = [(units[line]["role"], line > at and units[line] is units[line - 1]) for line in range(at, end)]
            found.append(Header(page, placed, at, end, inside, roles))
        inside = inside or (units[at] is not None and units[at]["article"] is not None)
        at = end
    return found


def learn(headers: list[Header], known: Tables) -> Tables:
    """The tables of the roles. `known`: the other tables of what the pages are written in."""
    learnt: Tables = {f"role {role}": {} for role in ROLES}
    past: Counter[tuple[str, str]] = Counter()
    chance, steps, headers = random.Random(1), 0, list(headers)
    with patch.object(weights, "_weights", lambda _writing, _airy: known | learnt):
        for _epoch in range(EPOCHS):
            chance.shuffle(headers)
            for header in headers:
                steps += 1
                for (table, name), much in _wrong(header).items():
                    learnt[table][name] = learnt[table].get(name, 0.0) + RATE * much
                    past[table, name] += steps * RATE * much
    mean = {
        table: {name: round(weight - past[table, name] / (steps + 1), 2) for name, weight in names.items()}
        for table, names in learnt.items()
    }
    return {table: {name: w for name, w in sorted(names.items()) if abs(w) >= LEAST} for table, names in mean.items()}


def _wrong(header: Header) -> Counter[tuple[str, str]]:
    """How much too little each evidence counts; nothing where the header is read as it should be."""
    page, placed, start, end, inside, true = header
    reading, _second = read_header(page, placed, start, end, inside)
    made = [(role.kind.value, role.joined) for role in reading.roles]
    wrong: Counter[tuple[str, str]] = Counter()
    if made != true:
        wrong.update(_evidence(header, true))
        wrong.subtract(_evidence(header, made))
    return Counter({name: much for name, much in wrong.items() if much})


def _evidence(header: Header, roles: list[tuple[str, bool]]) -> list[tuple[str, str]]:
    found, before = [], ""
    for at, (kind, joined) in enumerate(roles, header.start):
        if kind != "byline":
            table = f"role {'+' if joined else kind}"
            found += [(table, name) for name in role_evidence(header.page, header.start, header.end, at, before)]
        before = kind
    return found
