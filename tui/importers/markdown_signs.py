"""What people write in Markdown beyond CommonMark: definitions, formulas, tasks, names of headings, boxes of advice.

Where a sign says something it becomes that; where it says how something looks, or what it is called, it is not seen.
"""

import re
from html import escape
from typing import TYPE_CHECKING

from tui.core.light import Any
from tui.importers.heading_names import parted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_LOOKS = re.compile(r"""\{:?[ ]*(?:(?:[#.][\w:.-]++|[\w-]+=(?:"[^"{}\n]*"|[^\s"'{}]++))[ ]*+)++\}""")
_KRAMDOWN = re.compile(r"(?:^|\n)\{:[^{}\n]*\}[ \t]*$")
_TASK = re.compile(r"\[([ xX])\](?=\s)")
_ALERT = re.compile(r"\[!(\w+)\][+-]?[ \t]*(?=\n|$)")
_CONTENTS = re.compile(r"\[TOC\]|\[\[_?TOC_?\]\]", re.IGNORECASE)
_FENCE = re.compile(r":{3,}[^\n]*")
_ADDRESS = 2_000  # characters of the longest that is looked for in text
_WAITING = 500  # characters of text that wait for the next sign: rules look through all of them
_BEHIND_ADDRESS = re.compile(r"[\s<]")
_OF_ADDRESSES = ".+-_"
_BEGIN_ADDRESSES = {":": ("http", "https", "mailto", "xmpp"), "@": ("",), "w": ("",)}  # what stands before these signs


def read_signs(parser: "MarkdownIt") -> None:
    """Makes a parser know them."""
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

    parser.use(deflist_plugin).use(admon_plugin).use(gfm_autolink_plugin)
    for rule in parser.inline.ruler.__rules__:
        if rule.name.startswith("gfm_autolink"):
            rule.fn = _near(rule.fn)
    parser.inline.ruler.before("newline", "waiting", _waiting)
    parser.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]  # addresses are read as they are written
    parser.block.ruler.before("paragraph", "colons", _colons, {"alt": ["paragraph", "blockquote", "list"]})
    parser.inline.ruler.before("link", "looks", _looks)
    parser.core.ruler.before("inline", "signs", _signs)
    for name in ("math_inline", "math_inline_double"):
        parser.add_render_rule(name, _formula)
    parser.add_render_rule("math_block", _formulas)


def _near(rule: "Callable[[StateInline, bool], bool]") -> "Callable[[StateInline, bool], bool]":
    """The same that does not look through all that follows, nor copies it, at each sign."""

    def near(state: "StateInline", silent: bool) -> bool:
        sign = state.src[state.pos]
        if sign not in _BEGIN_ADDRESSES or not state.pending.endswith(_BEGIN_ADDRESSES[sign]):
            return False
        end = state.posMax
        state.posMax = min(end, state.pos + _ADDRESS)
        if behind := _BEHIND_ADDRESS.search(state.src, state.pos, state.posMax):
            state.posMax = behind.start()
        try:
            return rule(state, silent)
        finally:
            state.posMax = end

    return near


def _waiting(state: "StateInline", silent: bool) -> bool:
    """Sets text down that has waited long, but not where what follows may need its last characters."""
    text = "" if silent else state.pending
    if len(text) > _WAITING and not state.src.startswith("\n", state.pos):
        is_of_address = text[-1].isalnum() or text[-1] in _OF_ADDRESSES
        if not is_of_address or len(text) > 2 * _WAITING:
            state.pushPending()
    return False


def _formula(_renderer: Any, tokens: "Sequence[Token]", index: int, *_rest: Any) -> str:  # noqa: ANN401 - of the parser
    return f'<math alttext="{escape(" ".join(tokens[index].content.split()))}"></math>'


def _formulas(renderer: Any, tokens: "Sequence[Token]", index: int, *_rest: Any) -> str:  # noqa: ANN401 - the same
    return f"<p>{_formula(renderer, tokens, index)}</p>\n"


def _signs(state: "StateCore") -> None:
    """Takes out of the text of headings, items and quotations what is none."""
    tokens = state.tokens
    for number, token in enumerate(tokens):
        if token.type != "inline":
            continue
        around = [each.type for each in tokens[max(0, number - 2) : number]]
        if around[-1:] == ["heading_open"]:
            _name(tokens[number - 1], token)
        else:
            token.content = _KRAMDOWN.sub("", token.content)
        if around == ["list_item_open", "paragraph_open"] and (task := _TASK.match(token.content)):
            token.content = ("☐" if task[1] == " " else "☑") + token.content[task.end() :]
        if around == ["blockquote_open", "paragraph_open"] and (alert := _ALERT.match(token.content)):
            token.content = f"{alert[1].capitalize()}: {token.content[alert.end() :].lstrip()}"
        if _CONTENTS.fullmatch(token.content.strip()):
            token.content = ""


def _name(heading: "Token", words: "Token") -> None:
    words.content, name = parted(words.content)
    if name:
        heading.attrSet("id", name)


def _looks(state: "StateInline", silent: bool) -> bool:
    """How a picture, a link or code looks stands in braces behind it."""
    if state.pending or not state.tokens or state.tokens[-1].type not in ("image", "link_close", "code_inline"):
        return False
    found = _LOOKS.match(state.src, state.pos)
    state.pos = found.end() if found else state.pos
    return bool(found)


def _colons(state: "StateBlock", line: int, _last: int, silent: bool) -> bool:
    """A line of colons that opens or closes a box: what it says is a paragraph."""
    start = state.bMarks[line] + state.tShift[line]
    found = _FENCE.fullmatch(state.src[start : state.eMarks[line]])
    if not found or state.sCount[line] - state.blkIndent >= 4:
        return False
    if not silent:
        state.line = line + 1
        if words := _words(found[0].strip(": \t")):
            state.push("paragraph_open", "p", 1)
            inline = state.push("inline", "", 0)
            inline.content, inline.children, inline.map = words, [], [line, line + 1]
            state.push("paragraph_close", "p", -1)
    return True


def _words(opening: str) -> str:
    """What the box is, and its title; classes and names are not for reading."""
    told = re.sub(r"^\{(\w+)\}", r"\1 ", opening)
    kind, _space, title = re.sub(r"\{(?:[^{}.#=]*[.#=][^{}]*)?\}", "", told).strip().partition(" ")
    kind, title = kind[:1].upper() + kind[1:] if kind.isalpha() else kind, title.strip(" []")
    return f"{kind}: {title}" if title else kind
