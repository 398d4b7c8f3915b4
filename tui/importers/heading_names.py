"""What links in Markdown call headings: their words with hyphens between, the second of the same name with a 1."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from tui.importers.tree import Element

_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*+\)")
_NAMED = re.compile(r"(?<![ \t])[ \t]+\{:?[ \t]*((?:[#.-]|\w+=)[^{}\n]*)\}[ \t]*+(?:#++[ \t]*+)?$")
_NAME = re.compile(r"#([^\s.#{}]+)")
_AGAIN = re.compile(r"(.*)-\d+", re.DOTALL)


def name_headings(tree: Element) -> Element:
    """Gives them their names, where they have none of their own."""
    headings = list(tree.outermost(*(f"h{level}" for level in range(1, 7))))
    for heading, name in zip(headings, _numbered(_name(heading.text) for heading in headings), strict=True):
        heading.attributes.setdefault("id", name)
    return tree


def rename_headings(tree: Element, told: Iterable[str]) -> None:
    """Gives those of a part of a text the names that they have in the whole, `told` in order."""
    waiting = defaultdict[str, deque[str]](deque)
    for name in told:
        waiting[name].append(name)
        if numbered := _AGAIN.fullmatch(name):
            waiting[numbered[1]].append(name)
    given = set[str]()
    for heading in tree.outermost(*(f"h{level}" for level in range(1, 7))):
        own = heading.attributes.setdefault("id", _name(heading.text))
        names = waiting[own]
        while names and names[0] in given:
            names.popleft()
        if names:
            heading.attributes["id"] = names.popleft()
            given.add(heading.attributes["id"])


def names_in_source(titles: Iterable[str]) -> Iterable[str]:
    """The names of headings that are not parsed yet, by what they are written as."""
    return _numbered(own or _name(_LINK.sub(r"\1", words)) for words, own in map(parted, titles))


def parted(title: str) -> tuple[str, str]:
    """The words of a heading, and the name of its own that stands in braces behind them; "" where none does."""
    named = _NAMED.search(title) if "{" in title else None
    if not named:
        return title, ""
    own = _NAME.search(named[1])
    return title[: named.start()], own[1] if own else ""


def lead_to_headings(tree: Element, pieces: Mapping[str, int], here: int) -> None:
    """Lets links to headings in other pieces of a text lead there."""
    for link in tree.all("a"):
        target = link.get("href")
        piece = pieces.get(unquote(target[1:]), here) if target.startswith("#") else here
        if piece != here:
            link.attributes["href"] = f"{piece}{target}"


def _numbered(names: Iterable[str]) -> Iterable[str]:
    """Names of which each is taken once."""
    taken: Counter[str] = Counter()
    for name in names:
        number, taken[name] = taken[name], taken[name] + 1
        yield f"{name}-{number}" if number else name


def _name(words: str) -> str:
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", words.strip().lower()))
