"""A publication → a file. One row in the table and one file for each format."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, TextIO

from tui.core.publication import Publication
from tui.errors import UsageError
from tui.texts import _


class Exporter(NamedTuple):
    """`write` puts a whole publication on an open text stream (UTF-8, newlines as `\\n`); one that
    is no text goes to the stream of bytes under it."""

    name: str
    suffix: str
    write: Callable[[Publication, TextIO], None]


def _in(module: str) -> Callable[[Publication, TextIO], None]:
    """The module's `write`, imported when it is needed."""

    def write(publication: Publication, out: TextIO) -> None:
        import_module(f"tui.export.{module}").write(publication, out)

    return write


EXPORTERS = (
    Exporter("json", ".json", _in("json")),
    Exporter("text", ".txt", _in("text")),
    Exporter("markdown", ".md", _in("markdown")),
    Exporter("html", ".html", _in("html")),
    Exporter("epub", ".epub", _in("epub")),
    Exporter("truth", ".truth.json", _in("truth")),
)


SOUND = (".wav", ".mp3", ".m4b", ".m4a", ".opus", ".flac")
"""Suffixes of files that are heard; `tui.export.sound` writes them."""


def exporter_for(name: str) -> Exporter:
    """The exporter of a file name or a format name; UsageError when there is none."""
    wanted = f".{Path(name).name.lower()}"
    for exporter in sorted(EXPORTERS, key=lambda exporter: -len(exporter.suffix)):
        if wanted.endswith(exporter.suffix) or name == exporter.name:
            return exporter
    known = _(", ").join(suffix[1:] for suffix in (*(exporter.suffix for exporter in EXPORTERS), *SOUND))
    raise UsageError(_("Cannot export to {name}: the known formats are {known}.").format(name=name, known=known))
