"""What the library costs: python -m tests.benchmarks.bench_library [FOLDER]

FOLDER: where the file is made, to measure another disk than that of the temporary folder.
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.make import publication
from tui.core.publication import Place
from tui.fetch import Source
from tui.library import Library

PAGE = publication(*[(f"# 第{number}篇", *["字" * 250] * 10) for number in range(8)])
SOURCE = Source("页".encode() * 7000, "page.txt", "/papers/page.txt")


def measured(name, function, *arguments):
    begin = time.perf_counter()
    result = function(*arguments)
    print(f"{name}: {(time.perf_counter() - begin) * 1000:.2f} ms")
    return result


def main(folder):
    with tempfile.TemporaryDirectory(dir=folder) as made:
        path = str(Path(made) / "library.sqlite")
        measured("open, new", Library, path).close()
        library = measured("open", Library, path)
        measured("remember a page", library.remember, PAGE, SOURCE)
        measured("the page without parsing", library.cached, SOURCE)
        times = []
        for number in range(5000):
            begin = time.perf_counter()
            library.keep_place(PAGE, Place(0, 1, number % 250))
            times.append((time.perf_counter() - begin) * 1000)
        times.sort()
        print(f"keep a place: median {times[2500]:.3f} ms, 99% {times[4950]:.3f} ms, worst {times[-1]:.2f} ms")
        library.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
