"""Style sheets: their rules, and whether each holds on the screen of a terminal."""

import re

from tui.core.light import Iterator, NamedTuple
from tui.importers.selector_words import parted, selector_of
from tui.importers.selectors import Selector

_STRING = r"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|url\([^)\n\"']*+\)"
_COMMENT = re.compile(rf"({_STRING})|/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_MARK = re.compile(rf"{_STRING}|[{{}};]", re.DOTALL)
_AT = re.compile(r"@([\w-]+)\s*(.*)", re.DOTALL)
_NEVER, _PERHAPS, _SURELY = 0, 1, 2
# What a terminal has none of, and groups of rules whose order is another than that of the sheet.
_IN_DOUBT = frozenset({"container", "layer", "scope", "document", "-moz-document", "starting-style"})


class Rule(NamedTuple):
    """`is_sure`: it holds on this screen; others hold on some, of which nobody knows whether it is one."""

    selectors: str
    style: str
    is_sure: bool = True

    def each(self) -> Iterator[Selector]:
        """The selectors of its list that mean elements."""
        return filter(None, map(selector_of, parted(self.selectors)))


def rules_in(sheet: str) -> Iterator[Rule]:
    """The rules of a sheet that hold on a screen, or may."""
    sheet = _COMMENT.sub(lambda found: found[1] or " ", sheet)
    open_: list[_Opened] = [_Opened("@", _SURELY, [])]
    at = 0
    for mark in (*_MARK.finditer(sheet), None):
        if mark and len(mark[0]) > 1:
            continue
        text = sheet[at : mark.start() if mark else len(sheet)]
        at = mark.end() if mark else at
        if mark and mark[0] == "{":
            open_.append(_opened(text.strip(), open_[-1]))
            continue
        open_[-1].said.append(text)
        if mark is None:
            yield from filter(None, (each.rule() for each in reversed(open_)))
        elif mark[0] == "}" and len(open_) > 1 and (rule := open_.pop().rule()):
            yield rule


class _Opened(NamedTuple):
    """What stands before a brace, how far what is in it holds, and what was said in it so far."""

    head: str
    holds: int
    said: list[str]

    def rule(self) -> Rule | None:
        if not self.holds or self.head.startswith("@"):
            return None
        return Rule(self.head, ";".join(self.said), self.holds == _SURELY)


def _opened(head: str, outer: _Opened) -> _Opened:
    at = _AT.match(head)
    in_rule = not outer.head.startswith("@")
    if not at:
        return _Opened(head, min(outer.holds, _PERHAPS) if in_rule else outer.holds, [])
    name = at[1].lower()
    holds = _NEVER
    if name == "media":
        holds = on_screen(at[2])
    elif name == "supports":
        holds = _SURELY
    elif name in _IN_DOUBT:
        holds = _PERHAPS
    return _Opened(outer.head if in_rule else "@", min(outer.holds, holds), [])


def on_screen(media: str) -> int:
    """How far what is for some media holds on the screen of a terminal."""
    return max(map(_holds, media.lower().split(",")))


def _holds(query: str) -> int:
    """What depends on the size of a screen may hold: that of a terminal is none of those meant."""
    words = query.partition("(")[0].split()
    kinds = [word for word in words if word not in ("not", "only", "and")]
    is_not = words[:1] == ["not"]
    if kinds and kinds[0] not in ("screen", "all"):
        return _SURELY if is_not else _NEVER
    if "(" in query:
        return _PERHAPS
    return _NEVER if is_not else _SURELY
