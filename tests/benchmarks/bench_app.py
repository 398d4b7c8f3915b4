"""Bytes and milliseconds of the full screen, in a real terminal of 80x24.

python -m tests.benchmarks.bench_app [FILE]
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.machine.process import ROOT
from tests.machine.terminal import FullScreen

SEED = str(ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt")
KEYS = {"page down": "d", "page up": "u", "line down": "j", "line up": "k", "sentence": "s", "character": "c"}


def settled(app: FullScreen, before: tuple[tuple[int, int], list[str]]) -> bool:
    return (app.glass.cursor, app.glass.rows) != before


def measure(app: FullScreen, key: str, times: int = 8) -> tuple[list[int], list[float]]:
    """Bytes and milliseconds of each press."""
    sizes, waits = [], []
    for _time in range(times):
        before = (app.glass.cursor, app.glass.rows)
        begun = time.perf_counter()
        data = app.press(key, lambda _glass, before=before: settled(app, before))
        waits.append((time.perf_counter() - begun) * 1000)
        sizes.append(len(data))
    return sizes, waits


def main(source: str) -> None:
    with tempfile.TemporaryDirectory() as home, FullScreen(Path(home), source) as app:
        begun = time.perf_counter()
        first = app.see(lambda glass: bool(glass.title))
        print(f"first screen {len(first)} bytes, {(time.perf_counter() - begun) * 1000:.0f} ms after the fork")
        if "article" not in app.glass.row(23):
            app.press("2\r", lambda glass: "article" in glass.row(23))
        for name, key in KEYS.items():
            if name.startswith("line"):
                # To the edge of the screen, so that every line scrolls.
                measure(app, key, 24)
            sizes, waits = measure(app, key)
            print(
                f"{name:10} bytes median {statistics.median(sizes):.0f} max {max(sizes)}; "
                f"ms median {statistics.median(waits):.1f} max {max(waits):.1f}"
            )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else SEED)
