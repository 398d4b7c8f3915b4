"""Markdown: through HTML, so that it is read as HTML is."""

import re
from collections import Counter
from functools import cache
from html import escape
from posixpath import basename, splitext
from typing import TYPE_CHECKING

from tui.core.light import Any
from tui.core.publication import Publication
from tui.importers.cutting import pieces
from tui.importers.encoding import decode
from tui.importers.front_matter import front_matter
from tui.importers.heading_names import name_headings
from tui.importers.html import document
from tui.importers.markdown_blocks import notes_apart, read_blocks
from tui.importers.markdown_signs import read_signs
from tui.importers.markup import parse as tree_of
from tui.importers.text import parse as as_text
from tui.importers.tree import Element

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_DEEP = 40
_OPEN = 2000  # brackets without end in a piece of a text: each is looked for an end up to that of its paragraph
_LONG = 500_000  # characters of a text whose parts are parsed when they are read
# Quotations in quotations without end mean nothing, and the parser would leave out what is in them.
_TOO_DEEP = re.compile(rf"\n(?:(?:[ \t]*(?:>|[-*+]|\d{{1,9}}[.)])){{{_DEEP},}}+[^\n]*\w|[ \t]{{{4 * _DEEP},}}\S)")
# A note goes on to the next blank line, and behind that as long as lines are set in.
_LINES = r"[^\n]*(?:\n(?!\[\^|[ \t]*(?:\n|\Z))[^\n]+)*"
_BEHIND = r"(?:[ \t]++|[ \t]*+\n(?: {2,}+|\t)[ \t]*+)(?=\S)"  # its name, perhaps in the next line
_NOTE = re.compile(
    rf"^\[\^([^\]\s]{{1,40}})\]:{_BEHIND}({_LINES}(?:\n(?:[ \t]*+\n)++(?: {{2,}}+|\t)[ \t]*+\S{_LINES})*)", re.MULTILINE
)
_WITHIN = re.compile(  # one in a quotation or a list
    r"^((?:[ \t]*+>)++[ \t]*+|[ \t]{1,3})\[\^([^\]\s]{1,40})\]:[ \t]++(\S[^\n]*)$", re.MULTILINE
)
_SET_IN = re.compile(r"^(?: {2,4}|\t)", re.MULTILINE)
_CODE = re.compile(  # what looks like a note in it is none
    r"^[ \t>]*(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n.*?(?:^[ \t>]*(?P=fence)|\Z)|(?<!`)(?P<sign>`++)[^`\n]+(?P=sign)",
    re.DOTALL | re.MULTILINE,
)
_MOST = 300_000  # headings: with more of them it is a text like others
_KEPT, _KEPT_NOTE = "[\0^", "^\0["
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,40})\]")


def parse(data: bytes, name: str) -> Publication:
    """The publication in a Markdown file; FormatError when it is no text."""
    text = decode(data, name)
    if text.count("\n#") > _MOST or "[" * _DEEP in text or any(map(_is_endless, pieces(text, "\n"))):
        return as_text(data, name)
    about, text = front_matter(text.replace("\r\n", "\n"))
    text = _with_notes(text)
    if len(text) > _LONG:
        from tui.importers.long_markdown import long_markdown

        return long_markdown(text, splitext(basename(name))[0] or name, about, _tree)
    return document(name_headings(_tree(text)), name, about)


def _is_endless(lines: str) -> bool:
    return bool(_TOO_DEEP.search("\n" + lines)) or lines.count("[") - lines.count("]") > _OPEN


def _tree(text: str) -> Element:
    return tree_of(_parser().render(text))


@cache
def _parser() -> "MarkdownIt":
    """Made once: that takes longer than to parse a short chapter, and a long text may have thousands."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * _DEEP}).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _image)
    read_signs(parser)
    read_blocks(parser)
    return parser


def _image(renderer: Any, tokens: Any, index: int, options: Any, env: Any) -> str:  # noqa: ANN401 - of the parser
    """A picture. One without words is not said to be decoration by that, as in HTML."""
    token = tokens[index]
    for child in token.children or ():
        child.type = "text" if child.type.startswith("math_inline") else child.type
    words = renderer.renderInlineAsText(token.children, options, env) if token.children else ""
    words = words.strip()
    token.attrs = {name: value for name, value in token.attrs.items() if name != "alt"} | (
        {"alt": words} if words else {}
    )
    rendered: str = renderer.renderToken(tokens, index, options, env)
    return rendered


def _with_notes(text: str) -> str:
    """Footnotes, which CommonMark has none of, as HTML."""
    if "[^" not in text and "^[" not in text:
        return text
    text = _CODE.sub(lambda found: found[0].replace("[^", _KEPT).replace("^[", _KEPT_NOTE), text)
    text = notes_apart(text) if "^[" in text else text
    named = (each[-2] for pattern in (_NOTE, _WITHIN) for each in pattern.findall(text))
    names = dict.fromkeys(named, 0)
    told = Counter(_REFERENCE.findall(text))  # where it stands as a note, too

    def lines(called: str, words: str) -> list[str]:
        name = escape(called)
        back = f'<a href="#back-{name}">{name}. </a>' if told[called] > 1 else f"{name}. "
        return [f'<aside role="doc-footnote" id="note-{name}">', "", back + words, "", "</aside>", ""]

    def note(found: re.Match[str]) -> str:
        return "\n".join(lines(found[1], _SET_IN.sub("", found[2])))

    def note_within(found: re.Match[str]) -> str:
        return "\n".join((found[1] + line).rstrip(" \t") for line in lines(found[2], found[3]))

    def reference(found: re.Match[str]) -> str:
        if found[1] not in names:
            return found[0]
        names[found[1]] += 1
        name = escape(found[1])
        first = f' id="back-{name}"' if names[found[1]] == 1 else ""
        return f'<sup><a{first} href="#note-{name}">{name}</a></sup>'

    text = _WITHIN.sub(note_within, _NOTE.sub(note, text))
    return _REFERENCE.sub(reference, text).replace(_KEPT, "[^").replace(_KEPT_NOTE, "^[")
