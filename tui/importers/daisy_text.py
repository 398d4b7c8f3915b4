"""The texts of talking books under the names that HTML has for what is in them."""

from collections.abc import Iterable
from posixpath import dirname, relpath

from tui.importers.overlays import Overlay, address
from tui.importers.tree import Element, names

_LEVELS = frozenset({"level", *(f"level{number}" for number in range(1, 7))})
_BESIDE = names("note annotation prodnote sidebar")
_CLASSES = names("notebody sidebar prodnote optional-prodnote required-prodnote")
_WORDS = names("title author byline dateline")
_CONTAINERS = _LEVELS | _BESIDE | names("frontmatter bodymatter rearmatter div blockquote")
_NOTE = "doc-footnote"


def made_plain(tree: Element) -> Element:
    """Headings with the levels that the sections around them give, what stands beside the text as notes, and what is
    told of a picture as its caption."""
    waiting: list[tuple[Element, Element | None, int, bool]] = [(tree, None, 0, False)]
    while waiting:
        element, parent, depth, beside = waiting.pop()
        depth += element.name in _LEVELS
        _become(element, parent, depth, beside)
        beside = beside or element.get("role") == _NOTE
        waiting += [(child, element, depth, beside) for child in element.elements]
    return tree


def _become(element: Element, parent: Element | None, depth: int, beside: bool) -> None:
    name, above = element.name, parent.name if parent else ""
    if name in _WORDS and above == "cite":
        element.name = "span"
    elif name in ("hd", "levelhd", "bridgehead") or (name == "title" and above in ("poem", "linegroup")):
        own = above in _LEVELS
        element.name = "p" if beside else f"h{min(6, max(1, depth + (not own)))}"
    elif name == "annoref" or (name == "span" and element.get("bodyref")):
        element.name = "noteref"
        element.attributes.setdefault("href", element.get("idref") or element.get("bodyref"))
    elif name in ("linenum", "lic"):
        element.children.append(" ")
    elif name in _WORDS:
        element.name = "p"
    elif name == "code" and above in _CONTAINERS:
        element.name = "pre"
    elif name == "li" and above == "list" and parent and parent.get("type") == "pl":
        element.attributes["class"] = "own"  # its mark is in its text
    elif name == "prodnote" and above == "imggroup":
        element.name = "figcaption"
    elif name in _BESIDE or not _CLASSES.isdisjoint(element.get("class").lower().split()):
        element.attributes["role"] = _NOTE
        element.name = "div" if name in _BESIDE or name == "span" else name


def bind_links(trees: dict[str, Element], overlays: Iterable[Overlay]) -> None:
    """Links to where something is heard become links to the words of it. Nearly all lead to the words that they stand
    in: these are none."""
    targets = {f"{each.path}#{name}": part.target for each in overlays for part in each.parts for name in part.names}
    for path, tree in trees.items():
        waiting = [(tree, frozenset[str]())]
        while waiting:
            element, around = waiting.pop()
            if name := element.get("id"):
                around |= {f"{path}#{name}"}
            target = element.get("href").partition("#")[0]
            if element.name == "a" and target.lower().endswith(".smil"):
                heard = targets.get(address(element.get("href"), path), "")
                leads = bool(heard) and heard not in around
                element.attributes.pop("href", None)
                if leads:
                    file, mark, anchor = heard.partition("#")
                    element.attributes["href"] = f"{relpath(file, dirname(path) or '.')}{mark}{anchor}"
            waiting += [(child, around) for child in element.elements]
