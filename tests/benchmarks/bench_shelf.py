"""What a large library costs: python -m tests.benchmarks.bench_shelf [MEGABYTES]

Searching in so much invented text of five scripts (100 at first), once in many publications and once in twenty; and the
list of 10,000 publications. All of it in milliseconds of processor time: `first` is the first time that anybody asks,
`again` the best of five; and pieces cut out of the texts anywhere, each once. From the Enter behind the words to the
rows of the screen.
"""

import os
import random
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from tests.benchmarks.many_scripts import LANGUAGES, RARE, SPACES, Words, publications
from tests.make import OptionsStandIn
from tui.app.view import View
from tui.core.publication import Article, Block, Kind, Publication
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.fetch import Source
from tui.keeping.background import ReaderShelf
from tui.library import Library, stored, words
from tui.settings import Settings

_BOOKS = 20
_SMALL = 50_000  # bytes of each of the many publications
_TIMES = 5
_PIECES = 400
_GOAL = 50  # ms
_ONE = Publication("one", "One", (Article("a", "", (Block("text", Kind.PARAGRAPH),)),))


def timed(function, *arguments):
    """What it gives, and milliseconds of processor time."""
    begin = time.process_time()
    return function(*arguments), (time.process_time() - begin) * 1000


def fill(library, count, size):
    seconds = 0.0
    with patch.object(stored, "packed", lambda _publication: b"{}"):  # nobody opens them
        for number, made in enumerate(publications(count, size)):
            library.remember(made, Source(b"%d" % number, made.title, f"/books/{number}"))
            seconds += timed(words.index, library, made)[1]
            if number % max(1, count // 10) == 0:
                print(f"{100 * number // count}%", file=sys.stderr, flush=True)
    return seconds / 1000


def queries():
    """What people look for: a name, and the words."""
    yield from (("rare", words_) for words_ in RARE)
    for language in LANGUAGES:
        known, space = Words(language).all, SPACES[language]
        yield f"{language} common", known[0]
        yield f"{language} seldom", known[20_000]
        yield f"{language} two common ones together", space.join(known[:2])
        yield f"{language} several words", " ".join((known[0], known[400], known[900]))
        yield f"{language} common ones that nowhere stand so", space.join(known[each] for each in (3, 2, 1, 0, 2, 3))
    yield from (("without accents", "cafe"), ("beginning of words", "sth"), ("absent", "nothing of the kind"))
    yield "absent", "龘"


def looking(library):
    view = View(
        Reader(_ONE, library, OptionsStandIn(), helpers=Helpers(find_shelf=lambda: ReaderShelf(library))), Settings()
    )

    def look(text):
        view.press("F")
        for letter in text:
            view.press(letter)
        view.frame()
        begin = time.process_time()
        view.press("enter")
        if waiting := view.reader.reading.waiting:
            waiting.opening.wait(-1)
            view.heard("opening", 0, 0, "")
        view.frame()
        milliseconds = (time.process_time() - begin) * 1000
        menu = view.reader.menu
        hits = len(menu.entries) if menu else 0
        if menu:
            view.press("q")
        return hits, milliseconds

    return look


def measure_search(library):
    look = looking(library)
    look("begin")  # what is imported once
    worst = 0.0
    for name, text in queries():
        found = [look(text) for _time in range(_TIMES)]
        first, again = found[0][1], min(milliseconds for _hits, milliseconds in found)
        worst = max(worst, first)
        print(f"{name}: {found[0][0]} hits, first {first:.1f} ms, again {again:.1f} ms")
    print(f"the worst first time: {worst:.1f} ms")


def cuts(library):
    """Pieces of the texts, of 2 to 12 characters from anywhere: halves of words, signs."""
    chance = random.Random(1)
    ((last,),) = library.do("SELECT max(id) FROM passages")
    for _piece in range(_PIECES):
        ((text,),) = library.do("SELECT text FROM passages WHERE id >= ? LIMIT 1", chance.randint(1, last))
        length = chance.randint(2, 12)
        start = chance.randrange(max(1, len(text) - length))
        if piece := text[start : start + length].strip():
            yield piece


def measure_cuts(library):
    look = looking(library)
    look("begin")
    times = sorted(look(piece)[1] for piece in cuts(library))
    middle, most = (times[len(times) * share // 100] for share in (50, 99))
    over = sum(each > _GOAL for each in times)
    print(
        f"{len(times)} pieces from anywhere: median {middle:.1f} ms, 99% {most:.1f} ms, worst {times[-1]:.1f} ms, "
        f"{over} over {_GOAL} ms"
    )


def measure_list(library, count):
    library.do("BEGIN")
    for number in range(count):
        row = (f"k{number}", f"Title {number}", "x.txt", f"/papers/{number}", number, number)
        library.do("INSERT OR IGNORE INTO publications VALUES (?, ?, ?, ?, ?, ?)", *row)
        library.do("INSERT OR IGNORE INTO details VALUES (?, '2022-10-09', 'zh', 8, 9000, 30)", row[0])
        library.do("INSERT OR IGNORE INTO read_articles VALUES (?, 'a')", row[0])
    library.do("COMMIT")
    keeper = ReaderShelf(library)
    view = View(Reader(_ONE, library, OptionsStandIn(), helpers=Helpers(find_shelf=lambda: keeper)), Settings())

    def press(*keys):
        for key in keys:
            view.press(key)
        view.frame()

    steps = (("L",), ("down",), ("pagedown",), ("G",), ("x",), ("U",), ("/", *"title 7", "enter"), ("q",), ("9",))
    for keys in steps:
        print(f"list of {count}, {''.join(keys)}: {timed(press, *keys)[1]:.1f} ms")


def main(megabytes):
    for count, size in ((_BOOKS, megabytes * 1_000_000 // _BOOKS), (megabytes * 1_000_000 // _SMALL, _SMALL)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "library.sqlite"
            library = Library(path)
            seconds = fill(library, count, size)
            library.close()
            times = os.path.getsize(path) / 1e6 / megabytes
            print(f"{megabytes} MB in {count}: {seconds / megabytes:.2f} s a megabyte, {times:.2f} times the text")
            library = Library(path)
            measure_search(library)
            measure_cuts(library)
            library.close()
    for count in (10, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            measure_list(Library(Path(folder) / "library.sqlite"), count)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
