"""Start-up is imports: which modules a start reads, and how long each takes by itself."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.texts import SEED
from tests.machine.process import ROOT, Process

_MOST = 12
_TIMES = 5


class Import(NamedTuple):
    name: str
    own: float  # milliseconds without what it imports itself


def profile(folder: Path, arguments: list[str]) -> list[Import]:
    """What `python -m tui ARGUMENTS` imports, in this order."""
    command = [sys.executable, "-X", "importtime", "-m", "tui", *arguments]
    variables = {"HOME": str(folder), "PATH": "", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    variables["PYTHONPYCACHEPREFIX"] = str(folder / "cache")
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=variables, check=True)
    return _parsed(done.stderr)


def profile_full_screen(folder: Path) -> list[Import]:
    """The same for the full screen, on a terminal, up to its first turn; standard error goes to a file."""
    log = folder / "imports.log"
    command = f'exec {sys.executable} -X importtime -m tui {SEED} 2>"{log}"'
    with _Shell(folder, command, PYTHONPYCACHEPREFIX=str(folder / "cache")) as process:
        process.until(rb"\x1b\]2;")
        process.send("q")
        process.rest()
    return _parsed(log.read_bytes())


class _Shell(Process):
    def command(self, arguments: tuple[str, ...]) -> list[str]:
        return ["sh", "-c", arguments[0]]


def _best(profiles: list[list[Import]]) -> list[Import]:
    """Of several profiles, each module's quickest: a busy moment slows down whatever it meets."""
    times: dict[str, float] = {}
    for module in (module for modules in profiles for module in modules):
        times[module.name] = min(module.own, times.get(module.name, module.own))
    return sorted(map(Import._make, times.items()), key=lambda module: -module.own)


def _parsed(data: bytes) -> list[Import]:
    """Lines such as `import time:   149 |   149 |   _io`."""
    found = []
    for line in data.decode("utf-8", "replace").splitlines():
        fields = line.removeprefix("import time:").split("|")
        if len(fields) == 3 and fields[0].strip().isdecimal():
            found.append(Import(fields[2].strip(), int(fields[0]) / 1000))
    return found


def report(folder: Path) -> None:
    """Prints the slowest imports of each front end."""
    for name, look in (
        ("plain", lambda: profile(folder, ["--plain", str(SEED)])),
        ("full screen", lambda: profile_full_screen(folder)),
    ):
        modules = _best([look() for _time in range(_TIMES)])
        total = sum(module.own for module in modules)
        print(f"Imports, {name}: {len(modules)} modules, {total:.0f} ms\n")
        print("| module | ms by itself |\n| --- | ---: |")
        for module in modules[:_MOST]:
            print(f"| {module.name} | {module.own:.1f} |")
        print(flush=True)
