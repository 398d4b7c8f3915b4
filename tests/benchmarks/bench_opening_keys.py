"""How long keys wait while a file is opened: python -m tests.benchmarks.bench_opening_keys [KIND…] [--busy N]

A file that takes seconds to open is added from another publication, and meanwhile a key is pressed every 20 ms; each is
answered by how far the opening is. --busy: so many processes beside it that do nothing but count. "Of its own": without
the time in which a thread of the program, which may have had the interpreter, stood in the queue for a processor.
"""

import argparse
import os
import re
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.texts import SEED
from tests.machine.process import Process
from tests.made import large

DOCUMENTS = {
    "docx": lambda: large.docx(100_000),
    "odt": lambda: large.odt(100_000),
    "fb2": lambda: large.fb2(100_000),
    "epub": lambda: large.epub(100, 900),
    "rss": lambda: large.rss(60_000),
    "json": lambda: large.json_feed(60_000),
    "html": lambda: large.html(60_000),
    "md": lambda: large.markdown(60_000),
    "table.md": lambda: large.markdown_table(50_000),
}
EVERY = 0.02
_IS_OPENING = re.compile(rb"Opening|^\s*\d+%\s*$")
_COUNTING = [sys.executable, "-c", "while True: pass"]


def measured(path: Path, home: Path) -> tuple[list[float], list[float], float]:
    """Milliseconds that each key waited, those of its own, and seconds that it took in all."""
    with Process(home, "--plain", str(SEED)) as process:
        process.until_quiet_terminal()
        process.until(b"1 ")
        time.sleep(1)  # what comes after the first screen
        process.send(":add\r")
        process.until(rb"\? |: ")
        process.send(f"{path}\r")
        begun = time.monotonic()
        waits, own = [], []
        process.until(b"Opening", 20)
        while True:
            time.sleep(EVERY)
            _drain(process)
            sent, queued = time.monotonic(), _queued(process.pid)
            process.send("i")
            answer = _answer(process)
            waits.append(1000 * (time.monotonic() - sent))
            own.append(waits[-1] - 1000 * max(0, _queued(process.pid) - queued))
            if not _IS_OPENING.search(answer):
                break
        return sorted(waits), sorted(own), time.monotonic() - begun


def _queued(pid: int) -> float:
    """Seconds that all its threads have stood in the queue for a processor."""
    found = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(path.read_text("ascii").split()[1]) for path in found) / 1e9


def _figures(waits: list[float]) -> str:
    return f"half {waits[len(waits) // 2]:.1f}, 99% {waits[int(0.99 * len(waits))]:.1f}, worst {waits[-1]:.1f} ms"


def _answer(process: Process) -> bytes:
    assert select.select([process.fd], [], [], 60)[0]
    return os.read(process.fd, 65536)


def _drain(process: Process) -> bytes:
    data = b""
    while select.select([process.fd], [], [], 0)[0]:
        data += os.read(process.fd, 65536)
    return data


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("kinds", nargs="*", default=list(DOCUMENTS))
    parser.add_argument("--busy", type=int, default=0)
    chosen = parser.parse_args()
    busy = [subprocess.Popen(_COUNTING) for _each in range(chosen.busy)]
    try:
        for kind in chosen.kinds:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"long.{kind}"
                path.write_bytes(DOCUMENTS[kind]())
                waits, own, seconds = measured(path, Path(folder))
                print(f"{kind}: {len(waits)} keys in {seconds:.1f} s, {_figures(waits)}; of its own {_figures(own)}")
    finally:
        for each in busy:
            each.kill()
            each.wait()


if __name__ == "__main__":
    main()
