"""Invented stories to set pages from, by language: lines "role: text", a blank line between stories."""

from pathlib import Path

from tests.made.composed import Unit

_DATA = Path(__file__).parent.parent / "data" / "printed" / "stories"


def _read(path: Path) -> list[list[Unit]]:
    stories = path.read_text("utf-8").strip().split("\n\n")
    return [[Unit(*line.split(": ", 1)) for line in story.splitlines()] for story in stories]


STORIES = {path.stem: [_read(path)] for path in sorted(_DATA.glob("*.txt"))}
