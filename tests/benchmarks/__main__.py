"""How quick and how small this reader is beside the programs that people would use instead.

    python -m tests.benchmarks [--rounds N] [--sizes seed,1MB,50MB,EPUB] [--programs less,w3m] [--rest 60]
                               [--script PATH] [--readme]

Tables on standard output, progress on standard error. Every figure is the median of the rounds on a real
pseudo-terminal of 80x24; all programs are measured in turn, so that a busy moment meets them all, and
ratios hold within one run. Nothing is installed: what is missing is named.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks import imports, measure, peers, readme
from tests.benchmarks.measure import Press, Start
from tests.benchmarks.peers import PROGRAMS, Program, is_missing
from tests.benchmarks.texts import EPUB, write_texts

Starts = dict[str, list[Start]]
_KEYS = 5  # so many pages and lines; the page in seeds/ has not many more


def main() -> None:
    options = _options()
    if options.script:
        peers.use_script(options.script)
    wanted = [program for program in PROGRAMS if options.programs in ("", program.name) or _named(program, options)]
    present = [program for program in wanted if not is_missing(program)]
    if missing := [program.name for program in wanted if is_missing(program)]:
        print("Not installed here, so not measured:", ", ".join(missing) + ".\n")
    with tempfile.TemporaryDirectory(prefix="mangdao-bench-") as made:
        folder = Path(made)
        measured = []
        for name, source in write_texts(folder, options.sizes.split(",")).items():
            size = source.stat().st_size / 1e6
            programs = [each for each in present if size <= each.most + 0.1 and (each.books or name != EPUB)]
            starts = _starts(programs, source, folder, options.rounds)
            _print_starts(name, starts)
            presses = _print_keys(name, programs, source, folder)
            ours = [program for program in programs if program.name.startswith("Mangdao")]
            rests = _print_rest(name, ours, source, folder, options.rest) if options.rest else {}
            measured.append(readme.Measured(name, starts, presses, rests))
        if options.readme:
            readme.write(measured, options.rest)
        imports.report(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", default="seed,1MB,50MB,EPUB", help="seed, EPUB, or megabytes of text")
    parser.add_argument("--programs", default="", help="names with commas between; all when left out")
    parser.add_argument("--rest", type=float, default=0, help="seconds to watch this reader without a key")
    parser.add_argument("--script", default="", help="the installed `mangdao` to measure, with the Python it runs on")
    parser.add_argument("--readme", action="store_true", help="write the tables into the README")
    return parser.parse_args()


def _named(program: Program, options: argparse.Namespace) -> bool:
    return any(name.strip() in program.name for name in options.programs.split(","))


def _starts(programs: list[Program], source: Path, folder: Path, rounds: int) -> Starts:
    """By program, and for this reader the first time apart: then it does not know the source yet."""
    found: Starts = {}
    cache = folder / "cache"
    for program in programs:  # a round that nobody counts: bytecode and files come into memory
        measure.start(program, source, _home(folder, "warm", program), cache)
    for number in range(rounds):
        for program in programs:
            print(f"{source.name}, round {number + 1}: {program.name}", file=sys.stderr)
            if program.name.startswith("Mangdao"):
                home = _home(folder, f"{source.name}-{number}", program)
                found.setdefault(f"{program.name}, new", []).append(measure.start(program, source, home, cache))
                found.setdefault(f"{program.name}, known", []).append(measure.start(program, source, home, cache))
            elif program.name.startswith("python"):
                wall = measure.run_to_the_end(program.command(source), _home(folder, "warm", program), cache)
                found.setdefault(program.name, []).append(Start(wall, wall, float("nan"), float("nan"), 0))
            else:
                home = _home(folder, "warm", program)
                found.setdefault(program.name, []).append(measure.start(program, source, home, cache))
    return found


def _home(folder: Path, kind: str, program: Program) -> Path:
    home = folder / "homes" / f"{kind}-{program.name}"
    home.mkdir(parents=True, exist_ok=True)
    return home


def _print_starts(name: str, starts: Starts) -> None:
    floor = median(start.first for start in starts["python -c pass"]) if "python -c pass" in starts else float("nan")
    print(f"Starting, {name}\n")
    print("| program | first screen ms | times python | settled ms | CPU ms | MiB | bytes of the first screen |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for program, rounds in starts.items():
        first, settled, cpu, memory, size = (median(values) for values in zip(*rounds, strict=True))
        seen = "no text seen" if first != first else _cell(first)
        cells = [seen, _cell(first / floor, 1), _cell(settled), _cell(cpu), _cell(memory), _cell(size)]
        print(f"| {program} | {' | '.join(cells)} |")
    print(flush=True)


def _print_keys(name: str, programs: list[Program], source: Path, folder: Path) -> dict[str, tuple[Press, Press]]:
    found = {}
    print(f"Keys, {name}\n")
    print("| program | page ms | CPU ms | bytes | line ms | CPU ms | bytes |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for program in programs:
        if program.page:
            print(f"{source.name}, keys: {program.name}", file=sys.stderr)
            home = _home(folder, "warm", program)
            page, line = measure.keys(program, source, home, folder / "cache", _KEYS)
            found[program.name] = page, line
            print(f"| {program.name} | {_press(page)} | {_press(line)} |")
    print(flush=True)
    return found


def _print_rest(name: str, programs: list[Program], source: Path, folder: Path, seconds: float) -> dict[str, Press]:
    """Of each program the most that it did in any state."""
    print(f"Without a key for {seconds:.0f} s, {name}\n")
    print("| program | state | CPU ms | bytes |")
    print("| --- | --- | ---: | ---: |")
    print(f"{source.name}, rest", file=sys.stderr)
    rests = measure.rest([each for each in programs if each.page], source, folder / "homes", folder / "cache", seconds)
    for program, states in rests.items():
        for state, rest in states.items():
            print(f"| {program} | {state} | {rest.cpu:.1f} | {rest.bytes:,} |")
    print(flush=True)
    return {program: max(states.values(), key=lambda rest: (rest.bytes, rest.cpu)) for program, states in rests.items()}


def _press(press: Press) -> str:
    return f"{press.wall:.1f} | {press.cpu:.1f} | {press.bytes:,}"


def _cell(value: float, digits: int = 0) -> str:
    return "–" if value != value else f"{value:,.{digits}f}"


if __name__ == "__main__":
    main()
