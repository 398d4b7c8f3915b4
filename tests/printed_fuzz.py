"""Printed pages with faults: whatever is done to them, they are read whole or refused in a sentence, and soon.

    python -m tests.printed_fuzz [COUNT] [--seed N]

Each file is a page composed from the stories of the tests (ALTO, PAGE-XML, hOCR, PDF) or a fixture, with one kind of
fault or several: bits turned, the end cut off, tags left out, doubled or put elsewhere, numbers that are none or
absurd, elements in thousands, entities. Prints what happened to each kind: read, refused, the slowest (seconds of
processor time), and joins over the end of an article where the text is still the one that was composed.
"""

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.made.composed import Composed, compose
from tests.made.composed_files import as_alto, as_hocr, as_page_xml, as_pdf
from tests.made.composed_truth import truth_of
from tests.made.mutants import tags_changed
from tests.made.stories import STORIES
from tests.scored.newspaper_measures import measures
from tui.errors import FormatError
from tui.importers import open_bytes
from tui.newspaper.check import losses

SLOWEST = 2.0  # seconds of processor time that a file may take
_FIXTURES = Path(__file__).parent / "data" / "printed"
_NUMBER = re.compile(rb'(?<=[" ,])-?\d+(?=[" ,;])')
_ABSURD = (b"NaN", b"inf", b"-1", b"0", b"99999999999999999999", b"1e308", b"-1e308", b"", b"0x10", b"1" * 400)
Fault = Callable[[bytes, random.Random], bytes]


def _bits(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _time in range(dice.randrange(1, 40)):
        changed[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(1, len(data))]


def _numbers(data: bytes, dice: random.Random) -> bytes:
    share = dice.choice((0.01, 0.2, 1.0))
    return _NUMBER.sub(lambda found: dice.choice(_ABSURD) if dice.random() < share else found[0], data)


def _moved(data: bytes, dice: random.Random) -> bytes:
    """Coordinates that are numbers, but not those that they were."""
    return _NUMBER.sub(lambda found: b"%d" % dice.randrange(-100, 5000) if dice.random() < 0.1 else found[0], data)


def _many(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    pieces = (b"<a>", b"<", b"</a>", b"<a b='", b"&", b"<TextBlock>", b"<div class='ocr_line'>", b"\0", b"a=" * 9)
    piece = dice.choice(pieces)
    return data[:at] + piece * dice.choice((300, 30_000)) + data[at:]


def _entities(data: bytes, dice: random.Random) -> bytes:
    bomb = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 50 + b'"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    head = data.find(b"?>") + 2 if data.startswith(b"<?") else 0
    return data[:head] + bomb + data[head:].replace(b"e", dice.choice((b"&b;", b"&c;", b"&nbsp;")), dice.randrange(5))


FAULTS: dict[str, Fault] = {
    "bits": _bits,
    "cut": _cut,
    "tags": tags_changed,
    "numbers": _numbers,
    "moved": _moved,
    "many": _many,
    "entities": _entities,
}


class Happened(NamedTuple):
    """`refusal`: the sentence, "" where it was read. `across`: joins, None where the text is another."""

    fault: str
    refusal: str
    seconds: float
    across: int | None


@cache
def _pages() -> list[tuple[str, bytes, Composed | None]]:
    made: list[tuple[str, bytes, Composed | None]] = []
    for language, layout in (("zh", "modules"), ("en", "columns"), ("fr", "photo")):
        composed = compose(STORIES[language][0], layout, 4, language)
        first = composed._replace(pages=composed.pages[:1])
        made += [("page.xml", as_alto(first), first), ("page.xml", as_page_xml(first), first)]
        made += [("page.hocr", as_hocr(composed), composed), ("page.pdf", as_pdf(composed), composed)]
    made += [(path.name, path.read_bytes(), None) for path in sorted(_FIXTURES.glob("*.[xh]*")) if path.is_file()]
    return [(name, data, composed) for name, data, composed in made if not name.endswith(".expected")]


def faulty(seed: int, pdf: bool = True) -> tuple[str, str, bytes, Composed | None]:
    """What is wrong, the name, the data, and what they were composed from. The same for the same seed."""
    dice = random.Random(seed)
    name, data, composed = dice.choice([page for page in _pages() if pdf or not page[0].endswith("pdf")])
    fault = dice.choice(list(FAULTS))
    data = FAULTS[fault](data, dice)
    if dice.random() < 0.2 and data:
        data = _bits(data, dice)
    return fault, name, data, composed


def happened(seed: int, pdf: bool = True) -> Happened:
    """Reads such a file. AssertionError where it is not as it should be, and whatever else goes wrong."""
    fault, name, data, composed = faulty(seed, pdf)
    begun = time.process_time()
    try:
        publication = open_bytes(data, name)
    except FormatError as error:
        if "\n" in str(error):
            raise AssertionError("more than a sentence") from error
        return Happened(fault, str(error), time.process_time() - begun, None)
    seconds = time.process_time() - begun
    if not publication.source:
        return Happened(fault, "", seconds, None)
    assert losses(publication.source, publication) == ""
    across = None
    if composed and fault != "many":
        try:
            found = measures(publication.source, truth_of(composed, publication.source), publication)
            across = int(found["xart_joins"] or 0)
        except ValueError:  # other words than were composed
            across = None
    return Happened(fault, "", seconds, across)


def _all(first: int, count: int) -> Iterator[Happened]:
    for seed in range(first, first + count):
        try:
            found = happened(seed)
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
        if found.seconds > SLOWEST:  # a busy machine is slow once
            found = min(found, happened(seed), key=lambda each: each.seconds)
        if found.seconds > SLOWEST:
            print(f"seed {seed}: {found.seconds:.1f} s ({found.fault})")
        yield found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    found = list(_all(options.seed, options.count))
    print(f"{'':10}{'files':>7}{'read':>7}{'refused':>9}{'slowest':>9}{'known':>7}{'across':>8}")
    for fault in (*FAULTS, "all"):
        rows = [each for each in found if fault in (each.fault, "all")]
        known = [each.across for each in rows if each.across is not None]
        read = sum(not each.refusal for each in rows)
        slowest = max((each.seconds for each in rows), default=0.0)
        print(f"{fault:10}{len(rows):7}{read:7}{len(rows) - read:9}{slowest:9.2f}{len(known):7}{sum(known):8}")


if __name__ == "__main__":
    main()
