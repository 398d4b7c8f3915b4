"""What links in Markdown call headings: their words with hyphens between, the second of the same name with a 1."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from tui.importers.tree import Element

_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_NAMED = re.compile(r"(?<![ \t])[ \t]+\{:?[ \t]*((?:[#.-]|\w+=)[^{}\n]*)\}[ \t]*#*[ \t]*$")
_NAME = re.compile(r"#([^\s.#{}]+)")


def name_headings(tree: Element) -> Element:
    """Gives them their names, where they have none of their own."""
    headings = list(tree.outermost(*(f"h{level}" for level in range(1, 7))))
    for heading, name in zip(headings, _numbered(_name(heading.text) for heading in headings), strict=True):
        heading.attributes.setdefault("id", name)
    return tree


def rename_headings(tree: Element, told: Iterable[str]) -> None:
    """Gives those of a part of a text the names that they have in the whole, `told` in order."""
    waiting = list(told)
    for heading in tree.outermost(*(f"h{level}" for level in range(1, 7))):
        own = heading.attributes.setdefault("id", _name(heading.text))
        name = next((each for each in waiting if each == own or re.fullmatch(re.escape(own) + r"-\d+", each)), "")
        if name:
            waiting.remove(name)
            heading.attributes["id"] = name


def names_in_source(titles: Iterable[str]) -> Iterable[str]:
    """The names of headings that are not parsed yet, by what they are written as."""
    return _numbered(own or _name(_LINK.sub(r"\1", words)) for words, own in map(parted, titles))


def parted(title: str) -> tuple[str, str]:
    """The words of a heading, and the name of its own that stands in braces behind them; "" where none does."""
    named = _NAMED.search(title)
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
