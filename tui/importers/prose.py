"""XML of kinds that this program does not know, where it is clearly prose: what stands in its elements, in order."""

import re

from tui.core.publication import Publication
from tui.importers.book import About
from tui.importers.renaming import publication, tree, words
from tui.importers.tree import Element, names

_TAG = re.compile(r"<[^>]*>")
_LONG, _WORDS = 60, 8  # characters and words of a stretch of text that is prose
_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEAST, _MOST_MARKUP = 200, 3  # characters of prose; characters of markup to one of it
_TITLES = names("title head heading headline hl1 hl2 caption subject")
_KEPT, _ITEMS = names("id xml:id lang xml:lang"), names("li item listitem")
_BLOCKS = {
    **dict.fromkeys(_TITLES, "h2"),
    **dict.fromkeys(("list", "ul", "ol"), "ul"),
    **dict.fromkeys(("tr", "row"), "tr"),
    **dict.fromkeys(("td", "th", "entry", "cell"), "td"),
    "table": "table",
}


def is_prose(text: str) -> bool:
    """Whether nearly all that stands between the tags of this beginning is sentences."""
    stretches = [
        " ".join(each.split()) for each in _TAG.split(re.sub(r"<!--.*?(-->|$)|<!\[CDATA\[|\]\]>", "", text, flags=re.S))
    ]
    prose = sum(len(each) for each in stretches if _is_sentence(each))
    return prose >= _LEAST and 2 * prose > sum(map(len, stretches)) and prose * _MOST_MARKUP > len(text) - prose


def _is_sentence(text: str) -> bool:
    if len(_ASIAN.findall(text)) > _LONG // 4:
        return True
    return len(text) >= _LONG and text.count(" ") >= _WORDS and sum(map(str.isalpha, text)) * 3 > len(text) * 2


def parse(data: bytes, name: str) -> Publication:
    """The publication in such a file; FormatError when there is no text in it."""
    root = tree(data, name)
    top = next(iter(root.elements), root)
    title = next((element for element in root.walk() if element.name in _TITLES and element.text.strip()), None)
    language = top.get("lang")
    waiting: list[Element] = [root]
    while waiting:
        element = waiting.pop()
        waiting += element.elements
        _become(element)
    return publication(root, (), name, About(words(title), language))


def _become(element: Element) -> None:
    """An element that stands among words is part of their sentence; any other is a block, whatever it is called."""
    is_mixed = any(isinstance(child, str) and child.strip() for child in element.children)
    element.attributes = {name: value for name, value in element.attributes.items() if name in _KEPT}
    for child in element.elements:
        is_listed = child.name in _ITEMS and element.name == "ul"
        child.name = "span" if is_mixed else "li" if is_listed else _BLOCKS.get(child.name, "div")
