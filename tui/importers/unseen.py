"""What a page of a book keeps out of sight until somebody asks: notes that come up by themselves, and long descriptions
of pictures. Both are made words of the page, and lead to each other."""

import re

from tui.importers.attributes import is_note, is_reference, words_of
from tui.importers.tree import Element, names

MARKS = ("hidden", "display", "noteref", "describedby", "details", "longdesc", "duokan")
"""One of these stands in every page that has any."""
_PICTURES = names("img image svg object figure math table")
_DESCRIBED = ("longdesc", "aria-details", "aria-describedby")
_WORDS = 6  # letters
_AWAY = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:!important)?;?", re.IGNORECASE)


def bring_to_light(root: Element) -> None:
    """Shows what is hidden and is a note, or what a note mark or a picture leads to."""
    called, described = set[str](), set[str]()
    for element in root.walk():
        if element.name in _PICTURES:
            described |= set(_description(element).split())
        elif is_reference(element, words_of(element)):
            called.add(element.get("href").partition("#")[2])
            _say_mark(element)
    for element in root.walk():
        own = element.get("id")
        if own and own in described and element.name != "figcaption":
            element.name = "figcaption" if show(element) and element.name != "table" else element.name
        elif is_note(words_of(element)) or (own and own in called):
            show(element)
    _lead_to_descriptions(root)


def _description(picture: Element) -> str:
    """The names of what describes it, in the same page."""
    longer = picture.get("longdesc").partition("#")
    return " ".join([picture.get("aria-describedby"), picture.get("aria-details"), "" if longer[0] else longer[2]])


def show(element: Element) -> bool:
    """Whether it was hidden. What it stands in is not looked at."""
    attributes = element.attributes
    style = attributes.get("style", "")
    seen = _AWAY.sub("", style)
    if "hidden" not in attributes and seen == style:
        return False
    attributes.pop("hidden", None)
    attributes["style"] = seen
    return True


def _say_mark(reference: Element) -> None:
    """A mark that is only drawn is a star. A note may be told there."""
    picture = reference.near("img", "svg", "image")
    told = picture.get("alt").strip() if picture else ""
    if picture and reference.is_blank and not told.isdecimal() and len(told) < _WORDS:
        reference.children = ["*"]


def _lead_to_descriptions(root: Element) -> None:
    """A picture is a link to what describes it at length, where it is none."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.name == "a" and element.get("href"):
            continue
        for number, child in enumerate(element.children):
            if not isinstance(child, Element):
                continue
            target = _target(child) if child.name in ("img", "image", "svg") else ""
            if target:
                element.children[number] = Element("a", {"href": target}, child)
            else:
                waiting.append(child)


def _target(picture: Element) -> str:
    for name in _DESCRIBED:
        if words := picture.get(name).split():
            return words[0] if name == "longdesc" else f"#{words[0]}"
    return ""
