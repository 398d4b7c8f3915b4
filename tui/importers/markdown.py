"""Markdown: through HTML, so that it is read as HTML is."""

import re
from collections import Counter
from functools import cache
from html import escape
from posixpath import basename, splitext
from typing import TYPE_CHECKING

from tui.core.light import Any
from tui.core.publication import Publication
from tui.importers.book import About
from tui.importers.cutting import pieces
from tui.importers.encoding import decode
from tui.importers.html import document
from tui.importers.markup import parse as tree_of
from tui.importers.text import parse as as_text
from tui.importers.tree import Element

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(
    r"^(title|author|date|lang|language):[ \t]*[\"']?(.*?)[\"']?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE
)
_DEEP = 40
_OPEN = 2000  # brackets without end in a piece of a text: each is looked for an end up to that of its paragraph
_LONG = 500_000  # characters of a text whose parts are parsed when they are read
# Quotations in quotations without end mean nothing, and the parser would leave out what is in them.
_TOO_DEEP = re.compile(
    rf"^(?:[ \t]*(?:>|[-*+]|\d{{1,9}}[.)])){{{_DEEP},}}+[^\n]*\w|^[ \t]{{{4 * _DEEP},}}\S|\[{{{_DEEP},}}", re.MULTILINE
)
# A note goes on to the next blank line, and behind that as long as lines are set in.
_LINES = r"[^\n]*(?:\n(?!\[\^|[ \t]*(?:\n|\Z))[^\n]+)*"
_NOTE = re.compile(
    rf"^\[\^([^\]\s]{{1,40}})\]:[ \t]+({_LINES}(?:\n(?:[ \t]*\n)+(?: {{2,}}|\t)[ \t]*\S{_LINES})*)", re.MULTILINE
)
_SET_IN = re.compile(r"^(?: {2,4}|\t)", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,40})\]")


def parse(data: bytes, name: str) -> Publication:
    """The publication in a Markdown file; FormatError when it is no text."""
    text = decode(data, name)
    if any(_TOO_DEEP.search(each) or each.count("[") - each.count("]") > _OPEN for each in pieces(text, "\n")):
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
    return document(_name_headings(_tree(text)), name, about)


def _tree(text: str) -> Element:
    return tree_of(_parser().render(text))


@cache
def _parser() -> "MarkdownIt":
    """Made once: that takes longer than to parse a short chapter, and a long text may have thousands."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * _DEEP}).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _image)
    return parser


def _image(renderer: Any, tokens: Any, index: int, options: Any, env: Any) -> str:  # noqa: ANN401 - of the parser
    """A picture. One without words is not said to be decoration by that, as in HTML."""
    token = tokens[index]
    words = renderer.renderInlineAsText(token.children, options, env) if token.children else ""
    words = words.strip()
    token.attrs = {name: value for name, value in token.attrs.items() if name != "alt"} | (
        {"alt": words} if words else {}
    )
    rendered: str = renderer.renderToken(tokens, index, options, env)
    return rendered


def _with_notes(text: str) -> str:
    """Footnotes, which CommonMark has none of, as HTML."""
    if "[^" not in text:
        return text
    text = text.replace("\r\n", "\n")
    names = dict.fromkeys((name for name, _words in _NOTE.findall(text)), 0)
    told = Counter(_REFERENCE.findall(text))  # where it stands as a note, too

    def note(found: re.Match[str]) -> str:
        name, words = escape(found[1]), _SET_IN.sub("", found[2])
        back = f'<a href="#back-{name}">{name}. </a>' if told[found[1]] > 1 else f"{name}. "
        return f'<aside role="doc-footnote" id="note-{name}">\n\n{back}{words}\n\n</aside>\n'

    def reference(found: re.Match[str]) -> str:
        if found[1] not in names:
            return found[0]
        names[found[1]] += 1
        name = escape(found[1])
        first = f' id="back-{name}"' if names[found[1]] == 1 else ""
        return f'<sup><a{first} href="#note-{name}">{name}</a></sup>'

    return _REFERENCE.sub(reference, _NOTE.sub(note, text))


def _name_headings(tree: Element) -> Element:
    """What links in Markdown call headings: their words with hyphens between, the second of the same name with a 1."""
    taken: Counter[str] = Counter()
    for heading in tree.outermost(*(f"h{level}" for level in range(1, 7))):
        name = re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.text.strip().lower()))
        number, taken[name] = taken[name], taken[name] + 1
        heading.attributes.setdefault("id", f"{name}-{number}" if number else name)
    return tree
