"""Markdown: through HTML, so that it is read as HTML is."""

import re
from posixpath import basename, splitext

from tui.core.publication import Publication
from tui.importers.book import About
from tui.importers.encoding import decode
from tui.importers.html import document
from tui.importers.markup import parse as tree_of
from tui.importers.text import parse as as_text
from tui.importers.tree import Element

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(
    r"^(title|author|date|lang|language):[ \t]*[\"']?(.*?)[\"']?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE
)
_DEEP = 40
_LONG = 500_000  # characters of a text whose parts are parsed when they are read
# Quotations in quotations without end mean nothing, and the parser would leave out what is in them.
_TOO_DEEP = re.compile(
    rf"^(?:[ \t]*(?:>|[-*+]|\d{{1,9}}[.)])){{{_DEEP},}}[^\n]*\w|^[ \t]{{{4 * _DEEP},}}\S|\[{{{_DEEP},}}", re.MULTILINE
)
_NOTE = re.compile(r"^\[\^([^\]\s]{1,40})\]:[ \t]+", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,40})\]")


def parse(data: bytes, name: str) -> Publication:
    """The publication in a Markdown file; FormatError when it is no text."""
    text = decode(data, name)
    if _TOO_DEEP.search(text):
        return as_text(data, name)
    fields: dict[str, str] = {}
    if front := _FRONT.match(text):
        fields = {key.lower(): value for key, value in _FIELD.findall(front[1]) if value}
        text = text[front.end() :]
    metadata: dict[str, str | int] = {key: fields[key] for key in ("author", "date") if key in fields}
    about = About(fields.get("title", ""), fields.get("lang", fields.get("language", "")), metadata)
    text = _with_notes(text)
    if len(text) > _LONG:
        from tui.importers.long_markdown import long_markdown

        return long_markdown(text, splitext(basename(name))[0] or name, about, _tree)
    return document(_tree(text), name, about)


def _tree(text: str) -> Element:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * _DEEP}).enable(["table", "strikethrough"])
    # A paragraph that began as a note is one.
    return tree_of(parser.render(text).replace('<p><a id="note-', '<p role="doc-footnote"><a id="note-'))


def _with_notes(text: str) -> str:
    """Footnotes, which CommonMark has none of, as HTML."""
    if "[^" not in text:
        return text
    names = set(_NOTE.findall(text))
    text = _NOTE.sub(lambda found: f'<a id="note-{found[1]}"></a>{found[1]}. ', text)

    def reference(found: re.Match[str]) -> str:
        return f'<sup><a href="#note-{found[1]}">{found[1]}</a></sup>' if found[1] in names else found[0]

    return _REFERENCE.sub(reference, text)
