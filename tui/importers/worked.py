"""What a web page shows by a program when somebody presses something: what is folded away, and what is on other sheets.

Without that program all of it is there, and what only the program can do is not.
"""

import re
from itertools import pairwise

from tui.importers.tree import Element, names
from tui.importers.unseen import show

_FOLDED = ("aria-controls", "aria-expanded", "tabpanel")
_TO_ITSELF = ('href="#', "href='#", "href=#", "editsection")
_HEADS = names("h1 h2 h3 h4 h5 h6 dt summary")
_LINES = _HEADS | names("p li span b strong")
_AMP = {f"amp-{name}": name for name in ("img", "video", "audio", "iframe")} | {"amp-anim": "img"}
_YOUTUBE = "https://www.youtube.com/watch?v="
_LETTER = re.compile(r"\w")
_SIGN, _TEXT = 2, 40  # characters of a sign, and of a link that is not looked at
_SKIPS = re.compile(r"(skip|jump) (to|over)\b|跳(到|转|至|过)", re.IGNORECASE)
_NOT_READ = names("nav form menu input select")


def work(page: Element, small: str) -> None:
    """Unfolds what is folded away, and takes away what only leads to where it stands. `small`: the page as a text in
    small letters."""
    if "<amp-" in small:
        _name_as_others(page)
    if any(mark in small for mark in _TO_ITSELF):
        for parent in page.walk():
            is_sentence = any(isinstance(child, str) and child.strip() for child in parent.children)
            for child in parent.elements:
                if _leads_nowhere(child, parent, is_sentence) or "mw-editsection" in child.attributes.get("class", ""):
                    child.children.clear()
    if any(mark in small for mark in _FOLDED):
        _unfold_all(page)


def _name_as_others(page: Element) -> None:
    """What phones are sent has names of its own for pictures and films."""
    for element in page.walk():
        if element.name == "amp-youtube" and (film := element.get("data-videoid")):
            element.name, element.attributes["src"] = "iframe", _YOUTUBE + film
        else:
            element.name = _AMP.get(element.name, element.name)


def _unfold_all(page: Element) -> None:
    parents: dict[int, Element] = {}
    following: dict[int, Element] = {}
    named: dict[str, Element] = {}
    for element in page.walk():
        inside = element.elements
        parents |= {id(child): element for child in inside}
        following |= {id(child): after for child, after in pairwise(inside)}
        named.setdefault(element.get("id"), element)
    for element in list(page.walk()):
        parent = parents.get(id(element))
        if element.get("role") == "tabpanel":
            show(element)
        elif parent and ("aria-controls" in element.attributes or "aria-expanded" in element.attributes):
            after = following.get(id(element)) or (following.get(id(parent)) if parent.name in _HEADS else None)
            _unfold(element, parent, named.get(element.get("aria-controls") or "\0") or after)


def _leads_nowhere(link: Element, parent: Element, is_sentence: bool) -> bool:
    """The sign by which a heading leads to itself, and the link past what stands at the head of each page; the words of
    a sentence stay."""
    if link.name != "a" or not link.attributes.get("href", "").startswith("#"):
        return False
    words = (link.brief(_TEXT) or "").strip()
    is_beside = parent.name in _HEADS and len(parent.children) > 1
    is_sign = is_beside and 0 < len(words) <= _SIGN and not _LETTER.search(words)
    return is_sign or (not is_sentence and bool(_SKIPS.match(words)))


def _unfold(button: Element, parent: Element, text: Element | None) -> None:
    """Shows the text that a button shows and hides, with the words of the button over it."""
    if text is None or text is parent or not _is_text(text):
        return
    show(text)
    if button.get("role") == "tab":
        text.children.insert(0, Element("p", None, *button.children))
        button.children = []
    elif button.name == "button":
        button.name = "span" if parent.name in _LINES else "p"


def _is_text(element: Element) -> bool:
    """And no list of places to go to."""
    if element.name in _NOT_READ or element.get("role") in ("menu", "navigation", "dialog") or element.near(*_NOT_READ):
        return False
    return element.near("p", "dd", "pre", "table") is not None or not (element.is_blank or element.near("a"))
