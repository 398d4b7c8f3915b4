"""What a large library costs: python -m tests.benchmarks.bench_shelf [MEGABYTES]

Searching in so much text (100 at first), half of it Chinese, half English, made of words with a natural spread; and the
list of 10,000 publications.
"""

import os
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.make import OptionsStandIn
from tui.app.view import View
from tui.background import ReaderShelf
from tui.core.publication import Article, Block, Kind, Publication
from tui.core.reader import Reader
from tui.fetch import Source
from tui.library import Library, shelf, words
from tui.settings import Settings

_BOOK = 1_000_000  # bytes
_RARE = ("盲道被变电箱占用", "zymurgical tactile paving")


def sentence(rng, chinese):
    """Few words often, many seldom, as in languages."""
    if chinese:
        return "".join(chr(0x4E00 + int(rng.paretovariate(0.9)) % 3000) for _ in range(rng.randrange(10, 40))) + "。"
    words_ = (f"w{int(rng.paretovariate(0.9)) % 20_000:x}" for _ in range(rng.randrange(6, 20)))
    return " ".join(words_) + ". "


def book(rng, number, rare):
    chinese = number % 2 == 0
    blocks, size = [], 0
    while size < _BOOK:
        text = "".join(sentence(rng, chinese) for _ in range(5))
        blocks.append(Block(text, Kind.PARAGRAPH))
        size += len(text.encode())
    if rare:
        blocks[len(blocks) // 2] = Block(f"{_RARE[0]}。{_RARE[1]}.", Kind.PARAGRAPH)
    return Publication(f"book{number}", f"Book {number}", (Article(f"a{number}", f"Book {number}", tuple(blocks)),))


def timed(function, *arguments):
    begin = time.perf_counter()
    result = function(*arguments)
    return result, (time.perf_counter() - begin) * 1000


def fill(library, megabytes):
    rng = random.Random(1)
    seconds = 0.0
    for number in range(megabytes):
        made = book(rng, number, number % 10 == 3)
        library.remember(made, Source(made.key.encode(), made.title, f"/books/{number}"))
        begin = time.process_time()
        words.index(library, made)
        seconds += time.process_time() - begin
    print(f"make {megabytes} MB searchable: {seconds / megabytes:.2f} s of CPU a megabyte")


def measure_search(library):
    for query in (*_RARE, "丁", "丁丂", "w1", "w1 w2", "w1f", "w1f ", "nothing of the kind", "龘龘"):
        times = []
        for _time in range(9):
            hits, milliseconds = timed(words.search, library, query)
            times.append(milliseconds)
        times.sort()
        print(f"search {query!r}: {len(hits)} hits, median {times[4]:.1f} ms, worst {times[-1]:.1f} ms")


def measure_list(library):
    with_many = "INSERT OR IGNORE INTO publications VALUES (?, ?, 'x.txt', ?, ?, ?)"
    library.do("BEGIN")
    for number in range(10_000):
        library.do(with_many, f"k{number}", f"Title {number}", f"/papers/{number}", number, number)
    library.do("COMMIT")
    one = Publication("k1", "Title 1", (Article("a", "", (Block("text", Kind.PARAGRAPH),)),))
    keeper = ReaderShelf(library)
    view = View(Reader(one, library, OptionsStandIn(), find_shelf=lambda: keeper), Settings())

    def press(key):
        view.press(key)
        view.frame()

    _listed, milliseconds = timed(shelf.listed, library)
    print(f"list of 10,000: {milliseconds:.0f} ms")
    for key in ("L", "down", "G"):
        print(f"key {key} in 10,000: {timed(press, key)[1]:.0f} ms")


def main(megabytes):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        library = Library(path)
        fill(library, megabytes)
        print(f"the file: {os.path.getsize(path) / 1e6 / megabytes:.2f} times the text")
        library.close()
        library = Library(path)
        measure_search(library)
        measure_list(library)
        library.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
