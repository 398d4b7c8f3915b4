"""The rules of the house: who imports whom, how long things are, lint, types, and what starting imports."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "tui").rglob("*.py"))

# A part → what it may import from this package besides itself. The others put the parts together: `TOGETHER`.
MAY_IMPORT = {
    "app": {"core", "settings", "speech", "terminal"},
    "bugs": {"core", "folders", "speech", "texts"},
    "charset": {"core"},
    "core": {"errors"},
    "dictionary": {"core", "errors", "processes", "texts"},
    "errors": set(),
    "examples": set(),
    "export": {"core", "errors", "library", "speech", "texts"},
    # Files are written for the reader and for the shell.
    "exporting": {"core", "errors", "export", "fetch", "settings", "sounding", "texts"},
    "extras": set(),
    "fetch": {"core", "errors", "extras", "importers", "texts"},
    "first_screen": {"core", "folders"},
    "folders": {"core"},
    "importers": {"core", "errors", "extras", "newspaper", "processes", "texts"},
    "interrupts": {"core"},
    # The library at work reads sources, for the reader and for the shell.
    "keeping": {
        "bugs",
        "core",
        "errors",
        "fetch",
        "importers",
        "library",
        "long_work",
        "newspaper",
        "processes",
        "texts",
    },
    "library": {"core", "errors", "fetch", "first_screen", "texts"},
    "media": set(),
    "narration": {"core"},
    "newspaper": {"core"},
    "long_work": {"core", "errors"},
    "patient": {"core", "errors", "first_screen", "long_work", "terminal", "texts"},
    "plain": {"core", "speech", "terminal"},
    "processes": set(),
    "settings": {"core", "errors", "folders", "texts"},
    "sounding": {"core", "errors", "export", "settings", "speech", "texts", "voicing"},
    "speech": {"core", "errors", "extras", "processes", "texts"},
    "terminal": {"charset", "core", "interrupts"},
    "texts": {"core"},
    "unlocking": {"core", "errors", "texts"},
    "voicing": {"bugs", "core", "folders", "settings", "speech"},
}
TOGETHER = {"__init__", "__main__", "arguments", "cli", "command_line", "launch", "shell", "sources"}
# The pure parts touch nothing outside: these modules of the standard library are I/O, clocks or threads.
IMPURE = {
    "os",
    "io",
    "sys",
    "time",
    "socket",
    "threading",
    "subprocess",
    "sqlite3",
    "pathlib",
    "select",
    "signal",
    "asyncio",
    "random",
    "logging",
    "tempfile",
    "shutil",
    "urllib",
    "http",
    "locale",
    "gettext",
    "datetime",
}
PURE = {"core", "newspaper"}


def part_of(path: Path) -> str:
    return path.relative_to(ROOT / "tui").parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    return looked_at(path)[0]


@cache
def looked_at(path: Path) -> tuple[set[str], list[tuple[int, str]]]:
    """What a file imports, and the lines of each of its functions."""
    found, lengths = set(), []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node, clean=False)
            lines = (node.end_lineno or 0) - node.lineno + 1 - (len(docstring.splitlines()) if docstring else 0)
            lengths.append((lines, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"))
    return found, lengths


def imported_by(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        yield from ((path, name) for name in imports(path))


@pytest.mark.parametrize("part", sorted({part_of(path) for path in MODULES} - TOGETHER))
def test_imports_follow_the_map(part):
    for path, name in imported_by(path for path in MODULES if part_of(path) == part):
        top, _, rest = name.partition(".")
        if top == "tui":
            target = rest.partition(".")[0]
            assert target == part or target == "__version__" or target in MAY_IMPORT[part], f"{path} imports {name}"
        if top == "textual":
            assert part == "app", f"{path} imports {name}"
        if part in PURE:
            allowed = part == "newspaper" and name.startswith(("importlib.resources", "tomllib"))
            assert top not in IMPURE or allowed, f"{path} imports {name}"


def test_the_map_allows_no_more_than_is_needed():
    used: dict[str, set[str]] = {}
    for path in MODULES:
        targets = {name.split(".")[1] for name in imports(path) if name.startswith("tui.")}
        used.setdefault(part_of(path), set()).update(targets - {part_of(path), "__version__"})
    assert {part: used[part] for part in MAY_IMPORT} == MAY_IMPORT


def test_only_the_entry_point_imports_the_command_line():
    for path in MODULES:
        if path.name != "__main__.py":
            assert not {name for name in imports(path) if name.startswith("tui.cli")}, path


def exists(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()


def test_what_tests_import_is_there():
    """The types of tests are not checked, and one that cannot be imported ends the whole run."""
    for path, name in imported_by(sorted((ROOT / "tests").rglob("*.py"))):
        module, _, imported = name.rpartition(".")
        if name.split(".")[0] in ("tui", "tests") and imported != "__version__":
            is_module = module in ("", "tui", "tests")
            assert exists(name) or (exists(module) and not is_module), f"{path}: {name} has been moved"


def test_there_are_no_import_circles():
    graph = {}
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES}
    for name, path in names.items():
        targets = {imported if imported in names else imported.rpartition(".")[0] for imported in imports(path)}
        graph[name] = {target for target in targets if target in names and target != name}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join([*trail[trail.index(name) :], name])
        if name not in done:
            for target in sorted(graph[name]):
                walk(target, (*trail, name))
            done.add(name)

    for name in graph:
        walk(name, ())


@pytest.mark.parametrize("part", ["core", "importers", "newspaper"])
def test_what_tells_the_way_through_a_part_names_what_is_there(part):
    folder = ROOT / "tui" / part
    told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    named = re.findall(r"`([a-z_*]+)`", told)
    assert len(named) > 10
    for name in named:
        assert (folder / name).is_dir() or list(folder.glob(f"{name}.py")), name


def test_files_and_functions_stay_short():
    generated = {"_linebreak_tables.py"}
    for path in MODULES:
        lines = len(path.read_text("utf-8").splitlines())
        assert lines <= 300 or path.name in generated, f"{path} has {lines} lines"
    functions = [found for path in MODULES for found in looked_at(path)[1]]
    assert max(functions)[0] <= 40, max(functions)
    assert sum(lines <= 15 for lines, _ in functions) >= 0.9 * len(functions)


def test_marks_that_silence_a_checker_give_a_reason():
    for path in MODULES:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for mark in ("# type: ignore", "# noqa"):
                if mark in line:
                    rest = line.split(mark, 1)[1].lstrip(":").partition(" ")[2]
                    rest = rest or line.split(mark, 1)[1].partition("#")[2]
                    assert len(rest.strip(" -#")) > 10, f"{path}:{number} silences a checker without a reason"


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_lint():
    run("ruff", "check", "tui", "tests")
    run("ruff", "format", "--check", "tui", "tests")


def test_types():
    run("mypy")


def test_tests_run_in_one_process_too():
    run("pytest", "-p", "no:xdist", "-p", "no:cacheprovider", "-q", "--collect-only", "tests/test_line.py")


@pytest.mark.parametrize(("arguments", "most"), [(["--help"], 60), (["--plain"], 140), (["list"], 60)])
def test_starting_imports_nothing_heavy(arguments, most, tmp_path):
    """Start-up time is imports; what is imported can be tested without a clock. `most`: modules, Python's own among
    them."""
    program = (
        "import sys; sys.argv[0] = 'mangdao'; before = set(sys.modules)\n"
        "import tui.__main__ as main\n"
        "try: main.main()\n"
        "except SystemExit: pass\n"
        "sys.stderr.write('MODULES ' + ' '.join(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        env={"HOME": str(tmp_path), "PATH": "", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)},
    )
    loaded = set(done.stderr.rpartition("MODULES ")[2].split())
    heavy = {
        "textual",
        "rich.console",
        "rich.text",
        "asyncio",
        "dataclasses",
        "inspect",
        "httpx",
        "pyttsx3",
        "miniaudio",
        "espeakng_loader",
        "chardet",
        "jeepney",
        "logging",
        "subprocess",
        "email",
        "unittest",
        "tui.core.shelf",
        "tui.keeping.librarian",
        "tui.keeping.background",
        "httpcore2",
        "tempfile",
        "threading",
        "pathlib",
        "platformdirs",
        "importlib.metadata",
        "tui.app",
    }
    if arguments == ["--plain"]:
        heavy |= {"typing", "argparse", "gettext", "json", "tui.app.view"}
    assert not loaded & heavy
    assert len(loaded) <= most


# What is read → what its first line may wait for: modules, Python's own among them, and of these none.
FIRST_LINES = {
    "a new page": ("", 111, {"sqlite3", "_sqlite3", "tui.library.database", "tui.library.schema", "json"}),
    "a known page": ("known", 93, {"tui.newspaper.analysis", "tui.library.salvage"}),
    "a new book": ("book", 138, {"_sqlite3", "html", "html.entities", "tui.newspaper.analysis"}),
}
NEVER = {"typing", "argparse", "gettext", "datetime", "sqlite3", "signal", "dataclasses", "inspect", "tui.app"}
LATER = {
    "tui.terminal.keys",
    "tui.core.editor",
    "tui.keeping.background",
    "tui.keeping.librarian",
    "tui.speech",
    "tui.core.sentences",
}


@pytest.mark.parametrize("kind", FIRST_LINES)
def test_what_the_first_line_waits_for(kind, tmp_path):
    """All that is imported before plain mode writes: a page, where there is no library yet, waits for none."""
    from tests.benchmarks.texts import SEED, as_epub

    state, most, unwanted = FIRST_LINES[kind]
    source = tmp_path / "text.txt"
    source.write_bytes(SEED.read_bytes())
    source = as_epub(source) if state == "book" else source
    program = (
        "import sys, os; before = set(sys.modules)\n"
        "import tui.__main__ as main, tui.terminal as terminal, tui.sources as sources\n"
        "sources._PATIENCE = 60\n"
        "def write(self, text):\n"
        "    os.write(2, ' '.join(set(sys.modules) - before).encode()); os._exit(0)\n"
        "if sys.argv.pop() != 'whole': terminal.Terminal.write = write\n"
        "main.main()"
    )
    variables = {"HOME": str(tmp_path), "PATH": "", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    for how in ["whole", "first"] if state == "known" else ["first"]:
        command = [sys.executable, "-c", program, "--plain", str(source), how]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=variables, check=True)
    loaded = set(done.stderr.decode().split())
    assert "tui.plain" in loaded
    assert not loaded & (NEVER | LATER | unwanted)
    if sys.version_info[:2] == (3, 11):  # modules of Python's own ask for more in others
        assert len(loaded) <= most, len(loaded)
