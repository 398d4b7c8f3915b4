"""The commands of the shell on a source, and on what is here: list, read, say, export, recognise, doctor, voices,
speaker."""

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TextIO

from tui import charset
from tui.core import describe
from tui.core.blocks import numbered
from tui.core.clean import printable
from tui.core.extent import is_certain
from tui.core.publication import Article, Publication
from tui.core.readings import read_as
from tui.core.reflow import Layout
from tui.core.rows import Style
from tui.errors import UsageError
from tui.export.json import as_data
from tui.fetch import is_address
from tui.narration import tell
from tui.settings import Settings
from tui.shell.articles import articles_of
from tui.sources import open_source
from tui.texts import _

_WIDTH = 80


def list_articles(options: Namespace, settings: Settings) -> int:
    """The articles: number, kind, characters, minutes, title."""
    publication = open_source(options.source)
    rows = (_row(publication, number) for number in range(len(publication.articles)))
    if options.json:
        return charset.put_json(list(rows))
    for row in rows:
        about = _("about {n}") if row["estimated"] else "{n}"
        lengths = (about.format(n=row[name]) for name in ("characters", "minutes"))
        print(row["number"], row["kind"], *lengths, f"{'  ' * (int(row.get('level', 1)) - 1)}{row['title']}", sep="\t")
    return 0


def read(options: Namespace, settings: Settings) -> int:
    """An article, or all, as rows of whole lines."""
    publication = open_source(options.source)
    publication = publication if options.json else read_as(publication, settings.readings)
    articles = articles_of(publication, options.number)
    if options.json:
        part = publication._replace(articles=articles, furniture=() if options.number else publication.furniture)
        return charset.put_json(as_data(part))
    width = options.width or settings.width or _WIDTH
    style = Style(width=min(200, max(20, width)), paragraphs=settings.paragraphs)
    for number, article in enumerate(articles):
        if number:
            print()
        _print_article(article, style, sys.stdout)
    return 0


def export(options: Namespace, settings: Settings) -> int:
    """Writes the source into a file; its suffix says what kind."""
    from tui.exporting import put, writer_for
    from tui.shell.telling import Percent

    path = Path(options.output)
    if _is_same(path, options.source):
        raise UsageError(_("{path} is what is to be exported; name another file with -o.").format(path=path))
    write = writer_for(path, options.audio, settings, Percent(_("characters")))
    for fault in put(open_source(options.source), path, write):
        tell(fault)
    return 0


def _is_same(path: Path, source: str) -> bool:
    try:
        return path.samefile(os.path.expanduser(source))
    except (OSError, ValueError):
        return False


def recognise(options: Namespace, settings: Settings) -> int:
    """Reads the text off a scan and writes it, with the place of every word, beside it."""
    from tui.exporting import put_text
    from tui.shell.recognising import recognise as text_of
    from tui.shell.telling import Percent

    path = Path(options.output) if options.output else _beside(options.source)
    if not options.output and os.path.lexists(path):
        raise UsageError(_("{path} is there already: read it, or name another file with -o.").format(path=path))
    text, languages = text_of(options.source, options.languages, Percent(_("recognised")))
    put_text(text, path)
    print(printable(_("{path}, read as {languages}").format(path=path, languages=languages)))
    return 0


def _beside(source: str) -> Path:
    """Of a source that is no file: in the current folder."""
    if source == "-" or is_address(source):
        source = os.path.basename(source.rstrip("-/")) or "scan"
    return Path(source).expanduser().with_suffix(".hocr")


def say(options: Namespace, settings: Settings) -> int:
    """Reads an article, or all, aloud, and ends with it. Control-C silences it."""
    from tui.fetch.book_file import BookFile
    from tui.shell.saying import path_of_source, say_aloud
    from tui.sources import opened_source

    publication, found = opened_source(options.source)
    articles = articles_of(publication, options.number)
    with BookFile(found) as book_file:
        path = book_file.path(path_of_source(options.source, publication))
        return say_aloud(publication._replace(articles=articles), settings, path)


def speaker(options: Namespace, settings: Settings) -> int:
    """Speaks for a reader on another machine, until Control-C."""
    from tui.shell.speaker import speak_for_others

    return speak_for_others(options.listen, options.new_token, settings)


def voices(options: Namespace, settings: Settings) -> int:
    """What can speak here, and its voices."""
    from tui.shell.voices import look

    found = look(settings)
    if options.json:
        return charset.put_json(found)
    rows: list[tuple[str, ...]] = [
        (_("engine"), engine["name"], engine["problem"] or _("ready")) for engine in found["engines"]
    ]
    rows += [(_("order of choice"), ", ".join(found["order"])), (_("speaks now"), found["speaks"])]
    rows += [(_("voice"), voice["name"], voice["language"], voice["description"]) for voice in found["voices"]]
    for row in rows:
        print("\t".join(map(printable, row)))
    return 0


def doctor(options: Namespace, settings: Settings) -> int:
    """What is here and what is missing, one line each."""
    from tui.shell.doctor import findings

    for name, finding in findings(settings):
        print(printable(f"{name}: {finding}"))
    return 0


def _row(publication: Publication, number: int) -> dict[str, str | int]:
    article = publication.articles[number]
    row: dict[str, str | int] = {
        "number": number + 1,
        "kind": article.kind,
        "characters": article.characters,
        "minutes": describe.minutes(article, publication.language),
        "estimated": not is_certain(article),
        "title": article.name,
        "key": article.key,
    }
    return row | ({"level": article.level} if article.level else {})


def _print_article(article: Article, style: Style, out: TextIO) -> None:
    layout = Layout(article.blocks, style)
    for block, _held in numbered(article.blocks):
        for row in layout.rows(block):
            print(row.text, file=out)
