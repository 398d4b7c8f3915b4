"""What a bad day does to the program, as a table with figures: the goals of `tests/data/hostile/goals.txt`.

    python -m tests.hostile [ROW…]

Texts that command terminals at every place that shows a text, keys that are none, terminals, sizes, signals, lines that
drop or stall, bugs: each in both front ends, on the real program or a copy of it. Takes some minutes. Times are the
program's own: what it waits for the processor is taken off.
"""

import argparse
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from statistics import median

from tests.machine.faults import cases, lines
from tests.machine.forked import Forked
from tests.machine.process import ROOT
from tests.machine.sink_world import plain_sinks, screen_sinks
from tests.machine.sinks import FULL, PLAIN, SINKS, applicable, leaked, missing
from tests.machine.world import SEED, World, processor_time
from tests.made import large
from tests.moments import FIRST, WAYS, Start, swept
from tests.needs import until
from tests.test_charset import WRITTEN, reads_and_searches
from tests.test_hostile_keys import MODES, NOISE, STREAMS, answered, drowned, left, memory
from tests.test_hostile_world import TERMS, failed, place_of, stalled
from tui.core.commands import COMMANDS
from tui.core.publication import Place
from tui.library import Library

GOALS = cases("goals.txt")
_AFTERWARDS = 4.0  # seconds, in which what is done once after opening has begun
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
SIZES = [(1, 1), (1, 4096), (4096, 1), (3, 2), (300, 4096), (0, 0), (24, 80), (12, 40)]
FOURTH = (3, 1, 0)  # the place that "4", Enter and "p" lead to


def homes() -> Iterator[Path]:
    """A new one for every program."""
    with tempfile.TemporaryDirectory(prefix="mangdao-hostile-") as folder:
        for number in range(1_000_000):
            home = Path(folder) / str(number)
            home.mkdir()
            yield home


HOME = homes()


def texts() -> str:
    """All texts of the data files at all places."""
    checks = lost = leaks = 0
    found = [*lines("markup.txt"), *lines("naughty.txt"), *cases("control.txt").values()]
    for text in found:
        for mode, seen in ((PLAIN, plain_sinks(text)), (FULL, screen_sinks(text))):
            checks += sum(applicable(sink, mode, text) for sink in SINKS)
            lost += len(missing(seen, mode, text))
            leaks += len(leaked(seen, mode))
    places = len({sink.name for sink in SINKS})
    return f"{len(found)} texts at {places} places, {checks:,} checks: {lost} not verbatim, {leaks} with other bytes"


def keys() -> str:
    """Every stream of the data file, and after each the list of articles; then the way out."""
    slowest, most, deaths = 0.0, 0, 0
    for mode in MODES:
        with World(next(HOME), mode) as process:
            process.begun()
            for stream in STREAMS.values():
                process.send(stream)
                answered(process)
            most = max(most, memory(process.pid))
            begun = process.clock()
            left(process)
            slowest = max(slowest, process.clock() - begun)
            deaths += process.status not in (0, 130, -signal.SIGINT)
    return f"{len(STREAMS)} streams in both: {deaths} deaths, out in {slowest:.2f} s, {most / 1024:.0f} MiB"


def noise(size: int = 100_000) -> str:
    """Random bytes, as quickly as they are taken."""
    forbidden, starts, most = 0, 0, 0
    for mode, allowed in MODES.items():
        left_over, seen = bytes(random.Random(1).choices(NOISE, k=size)), b""
        while left_over:
            starts += 1
            with World(next(HOME), mode) as process:
                process.begun()
                left_over, data = drowned(process, left_over)
                if process.status is None:
                    most = max(most, memory(process.pid))
                    data += left(process)
                assert process.status in (0, 130, -signal.SIGINT), process.status
                seen += data
        forbidden += len(allowed(seen))
    return f"{size:,} in both: 0 deaths, {forbidden} other bytes, {most / 1024:.0f} MiB, {starts} starts"


def terminals() -> str:
    """All that this machine describes and some that nobody does."""
    folders = map(Path, ("/usr/share/terminfo", "/lib/terminfo", "/etc/terminfo"))
    names = sorted({path.name for folder in folders for path in folder.glob("?/*")} | set(TERMS))
    plain = 0
    for name in names:
        with Forked(next(HOME), FULL, TERM=name) as process:
            is_plain = b"1049h" not in process.said(rb"plain mode|\x1b\[\?1049h")
            process.mode = PLAIN if is_plain else FULL
            plain += is_plain
            process.said(rb"q to quit.*\r|lists all keys.*H")
            process.kept("jq")
    return f"{len(names)} terminals: 0 crashes, {plain} in plain mode"


def dumb() -> str:
    """TERM=dumb, and no terminal at all: the time to the first line, or to the end."""
    with World(next(HOME), FULL, TERM="dumb") as process:
        begun = process.clock()
        process.mode = PLAIN
        process.begun()
        took = process.clock() - begun
        process.kept("q")
    variables = {"HOME": str(next(HOME)), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "tui", SEED]
    before = os.times()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=variables, check=False)
    used = sum(os.times()[2:4]) - sum(before[2:4])
    return f"plain mode after {took:.2f} s; no terminal: exit {done.returncode} after {used:.2f} s of processor time"


def sizes() -> str:
    chance, storms = random.Random(4), 0
    for mode in (PLAIN, FULL):
        for rows, columns in SIZES:
            with Forked(next(HOME), mode, rows=rows, columns=columns) as process:
                process.said(rb"\r|\x1b\]2;")
                process.at_rest()
                for _time in range(40):
                    process.resize(chance.choice((1, 2, 24, 60, 300)), chance.choice((1, 2, 3, 40, 80, 4096)))
                    process.send(chance.choice("jkpdul\rs"))
                    process.drained()
                    storms += 1
                process.kept("\x03")
    return f"{2 * len(SIZES)} starts, {storms} changes of size while typing: 0 crashes"


def signals() -> str:
    slowest, kept = 0.0, 0
    for mode in (PLAIN, FULL):
        for number in SIGNALS:
            with World(home := next(HOME), mode) as process:
                reading(process)
                os.kill(process.pid, number)
                begun = process.clock()
                process.ended((128 + number,))
                slowest = max(slowest, process.clock() - begun)
            kept += place_of(home) == FOURTH
    count = 2 * len(SIGNALS)
    return f"{count} ends: place kept in {kept}, terminal restored in {count}, gone in {slowest:.2f} s"


def reading(process: World) -> None:
    process.begun()
    process.send("4\rp")
    process.said("表建议督办".encode())
    process.said(rb"\r|H|C")


def dropped() -> str:
    """The line goes away: how soon the program does, what that costs, what is kept."""
    slowest, most, kept = 0.0, 0.0, 0
    for mode in (PLAIN, FULL):
        with World(home := next(HOME), mode) as process:
            reading(process)
            process.at_rest()
            before = used = processor_time(process.pid)
            os.close(process.fd)
            process.fd = os.open(os.devnull, os.O_RDWR)
            begun = process.clock()
            while os.waitpid(process.pid, os.WNOHANG) == (0, 0):
                with suppress(OSError):
                    used = processor_time(process.pid)
                slowest = process.clock() - begun if process.clock() - begun > slowest else slowest
                select.select([], [], [], 0.005)
            process.status = 0
            most = max(most, used - before)
        kept += place_of(home) == FOURTH
    return f"gone in {slowest:.2f} s with {most:.2f} s of processor time, place kept in {kept} of 2"


def killed(times: int = 10) -> str:
    """At any moment behind what is shown."""
    chance, kept = random.Random(3), 0
    for number in range(2 * times):
        with Forked(home := next(HOME), (PLAIN, FULL)[number % 2]) as process:
            process.begun()
            process.send("4\r" + "p" * chance.randint(1, 12) + "i")
            block = int(process.said(rb"block (\d+) of").rpartition(b"block ")[2].split()[0])
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        kept += place_of(home)[1:] == (block - 1, 0)
    return f"{2 * times} times: what was shown was kept in {kept}"


def stopped_line() -> str:
    """A line that takes nothing: the voice reads on, a signal ends it."""
    slowest, went_on = 0.0, 0
    for mode in (PLAIN, FULL):
        with Forked(home := next(HOME), mode, MANGDAO_RATE="400") as process:
            process.begun()
            process.send("4\r")
            process.said("我市启动".encode())
            with stalled(process):
                process.send(" ")
                until(lambda home=home: (place_of(home) or Place()) >= Place(3, 2, 0))
                went_on += 1
                os.kill(process.pid, signal.SIGTERM)
                begun = process.clock()
                process.wait()
                slowest = max(slowest, process.clock() - begun)
    return f"read on in {went_on} of 2, gone in {slowest:.2f} s"


def bugs() -> str:
    for mode in (PLAIN, FULL):
        for command in COMMANDS:
            failed(next(HOME), mode, command)
    return f"{2 * len(COMMANDS)} commands: each one sentence, a log, exit 70, terminal restored, place kept"


def long_texts() -> str:
    """Opening, a page, and memory, of the largest."""
    home, found = next(HOME), []
    (home / "line.txt").write_text("One line without an end, 盲道, " * 33_334, "utf-8")
    (home / "lines.txt").write_text("A line of text.\n\n" * 100_000, "utf-8")
    for mode in (PLAIN, FULL):
        for name in ("line.txt", "lines.txt"):
            with World(home, mode, str(home / name)) as process:
                begun = process.clock()
                process.begun()
                took = process.clock() - begun
                process.at_rest()
                process.drained()
                pages = []
                for _page in range(11):
                    before = processor_time(process.pid)
                    process.send("d")
                    process.at_rest()
                    process.drained()
                    pages.append(1000 * (processor_time(process.pid) - before))
                # The search index is made once, beside one of them.
                found.append((took, median(pages), memory(process.pid) / 1024))
                process.kept("\x03")
    took, page, most = (max(column) for column in zip(*found, strict=True))
    return f"open in {took:.2f} s, a page {page:.0f} ms of processor time, {most:.0f} MiB"


def many_entries() -> str:
    """A feed, chapters, and publications in the library, 100,000 of each: opening, a page of the list, and memory."""
    home, found = next(HOME), []
    (home / "feed.xml").write_bytes(large.rss(100_000))
    (home / "chapters.md").write_bytes(large.markdown(100_000))
    stocked(home, 100_000)
    for mode in (PLAIN, FULL):
        for name, first in (("feed.xml", "l"), ("chapters.md", "l"), (SEED, "L")):
            with World(home, mode, str(home / name)) as process:
                process.begun()
                took = processor_time(process.pid)  # the thread that opens may wait for the processor too
                time.sleep(_AFTERWARDS)
                process.at_rest()
                process.drained()
                keys = []
                for key in (first, *["d"] * 7, "G", "g", "d"):
                    before = processor_time(process.pid)
                    process.send(key)
                    process.at_rest()
                    process.drained()
                    keys.append(processor_time(process.pid) - before)
                found.append((max(took, keys[0]), 1000 * max(keys[1:]), memory(process.pid) / 1024))
                process.kept("\x03")
    took, page, most = (max(column) for column in zip(*found, strict=True))
    return f"open with {took:.2f} s of processor time, a key in the lists ≤ {page:.0f} ms, {most:.0f} MiB"


def stocked(home: Path, count: int) -> None:
    """A library that holds so many publications."""
    path = home / ".local/share/mangdao/library.sqlite"
    path.parent.mkdir(parents=True)
    with closing(Library(path)) as library:
        for number in range(count):
            values = (f"key{number}", f"Publication {number}", f"{number}.txt", f"/nowhere/{number}.txt")
            library.do("INSERT INTO publications VALUES (?, ?, ?, ?, 0, 0)", *values)


def encodings() -> str:
    """Locales of other encodings: what is shown, typed and found."""
    for name in WRITTEN:
        for mode in MODES:
            reads_and_searches(next(HOME), mode, name)
    return f"{', '.join(WRITTEN)} in both: shown, typed and found, 0 crashes"


def moments() -> str:
    """Every twentieth line that starting runs through, and all ways out."""
    known, count, wrong = next(HOME), 0, 0
    with Forked(known, PLAIN) as process:
        process.begun()
        process.kept("q")
    for start in (Start(mode, is_known) for mode in (PLAIN, FULL) for is_known in (False, True)):
        for number, way in enumerate(WAYS):
            seen, problems = swept(known, start, way, FIRST + number, 20)
            count, wrong = count + seen, wrong + len(problems)
    return f"{count} moments, {wrong} without its end"


def slow_line() -> str:
    """Bytes in the full screen, which all have to pass the line."""
    with World(next(HOME), FULL) as process:
        process.begun()
        process.at_rest()
        process.drained()
        first = len(process.all)
        process.send("4\r")
        process.at_rest()
        process.drained()
        most = 0
        for _page in range(5):
            before = len(process.all)
            process.send("d")
            process.at_rest()
            process.drained()
            most = max(most, len(process.all) - before)
        process.kept("\x03")
    return f"first screen {first:,} bytes, a page {most:,}"


ROWS: dict[str, Callable[[], str]] = {
    "texts": texts,
    "keys": keys,
    "noise": noise,
    "terminals": terminals,
    "dumb": dumb,
    "sizes": sizes,
    "signals": signals,
    "dropped": dropped,
    "killed": killed,
    "stalled": stopped_line,
    "bugs": bugs,
    "long": long_texts,
    "entries": many_entries,
    "encodings": encodings,
    "moments": moments,
    "slow": slow_line,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("rows", nargs="*", choices=[[], *ROWS], metavar="ROW", help=", ".join(ROWS))
    rows = parser.parse_args().rows
    os.environ["MANGDAO_LIBRARY"] = ":memory:"
    print("| what | goal | measured | tests |\n| --- | --- | --- | --- |")
    for name in rows or ROWS:
        what, goal, tests = GOALS[name].split(" | ")
        print(f"| {what} | {goal} | {ROWS[name]()} | {tests} |", flush=True)


if __name__ == "__main__":
    main()
