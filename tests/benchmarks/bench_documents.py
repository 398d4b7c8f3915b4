"""What opening long documents costs: python -m tests.benchmarks.bench_documents [NAME…]

Processor seconds (user and system) and MiB at the most of `list`, each in a process of its own and with a library of
its own; beside it the same on a page, which is what starting costs. NAME: of what is to be measured, as in the table.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.made import large

DOCUMENTS = {
    "page.md": lambda: large.markdown(3),
    "feed.rss": lambda: large.rss(100_000),
    "feed.atom": lambda: large.atom(100_000),
    "feed.json": lambda: large.json_feed(100_000),
    "book.epub": lambda: large.epub(400, 900),
    "spine.epub": lambda: large.epub(400, 900, navigation=False),
    "paragraphs.docx": lambda: large.docx(100_000),
    "paragraphs.odt": lambda: large.odt(100_000),
    "paragraphs.fb2": lambda: large.fb2(100_000),
    "headings.md": lambda: large.markdown(80_000),
    "rows.md": lambda: large.markdown_table(60_000),
    "paragraphs.html": lambda: large.html(60_000),
}


def write(name: str, path: Path) -> None:
    """In a process of its own, so that its memory is not that of what is measured."""
    if (pid := os.fork()) == 0:
        path.write_bytes(DOCUMENTS[name]())
        os._exit(0)
    os.waitpid(pid, 0)


def measured(path: Path, home: Path) -> tuple[float, float]:
    """Processor seconds and MiB of listing what is in a file."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        command = [sys.executable, "-m", "tui", "list", str(path)]
        quiet = subprocess.DEVNULL
        subprocess.run(command, env={**os.environ, "HOME": str(home)}, stdout=quiet, stderr=quiet, check=True)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(writing, f"{used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}".encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="ascii") as told:
        seconds, size = told.read().split()
    os.waitpid(pid, 0)
    return float(seconds), float(size)


def main(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in names or DOCUMENTS:
            path = Path(folder) / name
            write(name, path)
            seconds, size = measured(path, Path(folder))
            print(f"{name}\t{path.stat().st_size / 1e6:.1f} MB\t{seconds:.2f} s\t{size:.0f} MiB", flush=True)
            path.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
