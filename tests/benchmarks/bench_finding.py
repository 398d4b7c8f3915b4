"""What the first search in one long text, in long Markdown and in a long feed costs:

    python -m tests.benchmarks.bench_finding [MEGABYTES] [TEXT…]

In so much text (50 at first), invented or out of files over and over, what is nowhere is looked for that nobody has
looked for before: typed like a person does, 80 ms a key, and with all keys at once. From the Enter behind it to the
answer on the screen, milliseconds of time and of processor time, the worst of all; with what is known then, the same
again, and backwards.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.many_scripts import Words, paragraphs
from tests.made import large
from tests.make import MemoryStandIn, OptionsStandIn
from tui.app.view import View
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.fetch import files
from tui.importers import open_bytes
from tui.long_work import LongWork
from tui.settings import Settings

_KEY = 0.08  # seconds between two keys
_NOWHERE = {
    "en": (
        "zebrafishes",
        "nothing of the kind",
        "tornadoes",
        "arsenate",
        "hippopotamus",
        "e of th, the",
        "well-known x",
    ),
    "zh": ("某某某", "盲道被变电箱占用", "龘", "没有，没有"),
}


def begin(name, work, patience=1.0):
    """As `tui.launch` has it."""
    opening = LongWork(name, work)
    return opening.result() if opening.wait(patience) else opening


def invented(language, size):
    made = "\n\n".join(paragraphs(language, Words(language), random.Random(1), min(size, 5_000_000))).encode()
    return b"\n\n".join([made] * -(-size // len(made)))[:size].decode("utf-8", "ignore").encode()


def from_file(path, size):
    data = Path(path).read_bytes()
    return b"\n\n".join([data] * -(-size // len(data)))[:size].decode("utf-8", "ignore").encode()


def answer(view, query, pause):
    """Milliseconds of time and of processor time from the Enter to the answer, and the answer."""
    view.press("/")
    for letter in query:
        view.press(letter)
        view.frame()
        time.sleep(pause)
    began, used = time.perf_counter(), time.process_time()
    view.press("enter")
    while view.reader.reading.waiting:
        time.sleep(0.001)
        view.heard("opening", 0, 0, "")
    lines = view.frame().lines
    return (
        1000 * (time.perf_counter() - began),
        1000 * (time.process_time() - used),
        " ".join("".join(piece.text for piece in line).strip() for line in lines[-2:]),
    )


def measure(name, data, queries):
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(data)
        file.flush()
        measure_all(name, queries, lambda: files.long_text(files.open_long(file.name)))


def measure_all(name, queries, opened):
    for how, pause, times in (("typed", _KEY, 1), ("all keys at once", 0.0, 1), ("again", 0.0, 2)):
        worst, slowest = (0.0, 0.0, ""), 0.0
        for query in queries:
            view = View(Reader(opened(), MemoryStandIn(), OptionsStandIn(), helpers=Helpers(begin=begin)), Settings())
            view.resize(80, 24)
            for _time in range(times):
                taken, used, said = answer(view, query, pause)
            if "is not in" in said:
                worst, slowest = max(worst, (used, taken, query)), max(slowest, taken)
        print(f"{name}, {how}: {slowest:.0f} ms, {worst[0]:.0f} ms of processor time ({worst[2]})", flush=True)


def chapters(size):
    """Markdown with a heading every twenty paragraphs."""
    made = invented("en", size).decode().split("\n\n")
    return "\n\n".join(f"## {at}\n\n{text}" if not at % 20 else text for at, text in enumerate(made)).encode()


def measure_parsed(name, data):
    """A document of which parts are parsed when somebody reads them."""
    queries = [each for queries in _NOWHERE.values() for each in queries if len(each) > 2][::2]
    measure_all(name, queries, lambda: open_bytes(data, name))


def main(megabytes, texts):
    size = megabytes * 1_000_000
    for language, queries in _NOWHERE.items():
        measure(f"invented {language}", invented(language, size), queries)
    measure_parsed("long.md", chapters(size))
    measure_parsed("long.rss", large.rss(size * 1000 // len(large.rss(1000))))
    for path in texts:
        measure(path, from_file(path, size), [each for queries in _NOWHERE.values() for each in queries])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50, sys.argv[2:])
