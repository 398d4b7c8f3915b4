"""Every document of a folder through everything that is done with one, each in a process of its own.

    python -m tests.corpora FOLDER [--seconds 10] [--refused] [--slow 2] [--mutants 3 --seed 1]

Reading, listing, breaking into rows and all exports. What counts as a failure: an exception that is no sentence for
the reader, more seconds of the processor than allowed, a control character, a link or page that leads nowhere, and
words that the standard library's own parsers find in a document and that did not come out. Put corpora that others
have made beside the project, such as the test files of other readers, and name their folder.
"""

import argparse
import gc
import io
import json
import os
import pkgutil
import random
import re
import resource
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.machine.faults import unseen
from tests.made.mutants import mutant
from tests.made.structure import restructured
from tests.scored.truth import missing
from tui import export, importers
from tui.core.blocks import numbered
from tui.core.publication import Block, Place, Publication
from tui.core.reflow import Layout
from tui.core.rows import Style
from tui.errors import ReaderError, UsageError
from tui.export import EXPORTERS
from tui.fetch import beside, fetch

_MIB = 1 << 20
_SUFFIXES = {suffix for known in importers.FORMATS for suffix in known.suffixes} | {".xml", ".json"}
_NOT_DOCUMENTS = {".zip", ".text", ".asc"}
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")


def documents(folder: Path) -> Iterator[Path]:
    """Files that are called like something that can be read."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _SUFFIXES - _NOT_DOCUMENTS and path.is_file() and not path.is_symlink():
            yield path


def examined(path: str, seed: int = 0) -> dict[str, Any]:
    """Everything that is done with a document, or with one made of it; what was found wrong with it under "wrong".
    "seconds" until it was read, "more" for what is made of it then."""
    begun = time.process_time()
    try:
        found = fetch(path)
        if seed:
            found = found._replace(data=_other(found.data, seed))
            begun = time.process_time()
        form = importers.format_of(found.data, found.name).name
        publication = importers.open_bytes(found.data, found.name, beside(found))
    except ReaderError as error:
        return {"refused": str(error), "seconds": time.process_time() - begun}
    wrong = [*_characters(publication), *_places(publication)]
    seconds = time.process_time() - begun
    wrong += _used(publication)
    more = time.process_time() - begun - seconds
    lost = [] if seed else missing(form, found.data, publication)
    wrong += [f"lost {len(lost)} words: {' '.join(lost[:8])}"] if lost else []
    return {"form": form, "wrong": wrong, "seconds": seconds, "more": more}


def _other(data: bytes, seed: int) -> bytes:
    """Every other one has faults; those between are put together otherwise."""
    if seed % 2:
        return mutant(data, seed)
    with suppress(Exception):  # it has a fault already
        return restructured(data, random.Random(seed))
    return data


def _blocks(publication: Publication) -> Iterator[Block]:
    yield from publication.furniture
    for article in publication.articles:
        yield from article.blocks


def _texts(publication: Publication) -> Iterator[str]:
    yield publication.title
    yield publication.language
    yield from (str(text) for text in publication.metadata.values())
    yield from (article.title for article in publication.articles)
    for block in _blocks(publication):
        yield from (block.text, block.language, *(link.target for link in block.links))
    yield from (page.label for page in publication.pages)


def _characters(publication: Publication) -> list[str]:
    """Control characters, and blocks that are none."""
    bad = [text for text in _texts(publication) if _CONTROL.search(text) or unseen(text.encode("utf-8", "replace"))]
    blank = [block.kind for block in _blocks(publication) if not block.text.strip()]
    return [f"control character in {text!r:.80}" for text in bad[:1]] + [f"blank block of {kind}" for kind in blank[:1]]


def _places(publication: Publication) -> list[str]:
    """Links and pages that lead to no character."""
    targets = [page.place for page in publication.pages]
    targets += [link.place for block in _blocks(publication) for link in block.links if link.place]
    wrong = [place for place in sorted(set(targets)) if not _exists(publication, place)]
    return [f"a place that is none: {wrong[0]}"] if wrong else []


def _exists(publication: Publication, place: Place) -> bool:
    try:
        return 0 <= place.offset < len(publication.articles[place.article].blocks[place.block].text)
    except IndexError:
        return False


def _used(publication: Publication) -> list[str]:
    """Rows of all articles, and all exports."""
    for article in publication.articles:
        layout = Layout(article.blocks, Style(width=60))
        for block, _held in numbered(article.blocks):
            layout.rows(block)
    for exporter in EXPORTERS:
        with suppress(UsageError):  # of what only a newspaper page can be exported as
            exporter.write(publication, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    return []


def load() -> None:
    """All importers and exporters, once, and what they import where it is wanted."""
    for package in (importers, export):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            import_module(found.name)
    importers.open_bytes(b"# Head\n\nWords.\n", "a.md")


def _memory() -> list[float]:
    """MiB that this process has asked for, and that it has."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[:2]
    return [int(each) * os.sysconf("SC_PAGE_SIZE") / _MIB for each in pages]


def apart(path: Path, seconds: float, memory: int, seed: int = 0) -> dict[str, Any]:
    """`examined` in a process of its own: what it answers, or what became of it, with the MiB of memory that it had
    and by how many it grew."""
    taken, before = _memory()
    ours, its = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        # What the tests before have taken is no matter of this document.
        _answer((str(path), seed), its, int(seconds) + 1, int(taken) + memory)
    os.close(its)
    with open(ours, "rb") as answers:
        told = answers.read()
    _pid, status, used = os.wait4(child, 0)
    answer: dict[str, Any] = {"wrong": [f"ended with {os.waitstatus_to_exitcode(status)}"], "seconds": used.ru_utime}
    with suppress(ValueError):
        answer = json.loads(told)
    return answer | {"memory": used.ru_maxrss / 1024, "grown": used.ru_maxrss / 1024 - before}


def _answer(document: tuple[str, int], answers: int, seconds: int, memory: int) -> None:
    gc.freeze()  # else it is looked for rubbish in all that the tests before have left, again and again
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory * _MIB, memory * _MIB))
    try:
        answer = examined(*document)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        where = traceback.extract_tb(error.__traceback__)
        lines = " < ".join(f"{os.path.basename(each.filename)}:{each.lineno}" for each in reversed(where[-4:]))
        answer = {"wrong": [f"{type(error).__name__}: {error!s:.100} ({lines})"], "seconds": time.process_time()}
    with suppress(BaseException):
        os.write(answers, json.dumps(answer).encode("utf-8", "replace")[:60_000])
    os._exit(0)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.corpora", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--seconds", type=float, default=10.0, help="of the processor, for each document")
    parser.add_argument("--memory", type=int, default=1024, help="MiB, for each document")
    parser.add_argument("--slow", type=float, default=2.0, help="name what took more seconds than this")
    parser.add_argument("--refused", action="store_true", help="name what was refused, and why")
    parser.add_argument("--mutants", type=int, default=0, help="documents with faults made of each, instead of it")
    parser.add_argument("--seed", type=int, default=1, help="of the first of these")
    options = parser.parse_args()
    load()
    seeds = range(options.seed, options.seed + options.mutants) if options.mutants else range(1)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path, seed in ((path, seed) for folder in options.folder for path in documents(folder) for seed in seeds):
        answer = apart(path, options.seconds, options.memory, seed)
        what = "wrong" if answer.get("wrong") else "refused" if "refused" in answer else "read"
        counts[answer.get("form", path.suffix.lower())][what] += 1
        if (
            what == "wrong"
            or (what == "refused" and options.refused)
            or answer["seconds"] + answer.get("more", 0) > options.slow
        ):
            told = "; ".join(answer.get("wrong") or [answer.get("refused", "")])
            print(f"{what}\t{answer['seconds']:.1f} s\t{answer['memory']:.0f} MiB\t{path}\t{seed}\t{told}", flush=True)
    print("\n| format | read | refused | wrong |\n| --- | ---: | ---: | ---: |")
    for form, count in sorted(counts.items()):
        print(f"| {form} | {count['read']} | {count['refused']} | {count['wrong']} |")
    return int(any(count["wrong"] for count in counts.values()))


if __name__ == "__main__":
    sys.exit(main())
