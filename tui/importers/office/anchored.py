"""Boxes of text that are anchored within the words of a paragraph stand beside it: read where they are anchored they
would cut a sentence, or a word."""

from tui.importers.tree import Element, names

_PARAGRAPHS = names("p h")
_ANCHORS = names("r alternatecontent frame custom-shape rect g ellipse circle")


def put_boxes_behind(body: Element, name: str) -> None:
    """Puts those of this name behind the paragraph. Those before its first words stay there."""
    if not body.find(name):
        return
    holding = body.around(lambda element: element.name == name)
    for parent in body.walk():
        if id(parent) in holding and any(child.name in _PARAGRAPHS for child in parent.elements):
            parts = parent.children
            parent.children = [each for part in parts for each in (part, *_taken_out(part, holding))]


def _taken_out(part: Element | str, holding: set[int]) -> list[Element]:
    """The boxes behind the first words of a paragraph."""
    if isinstance(part, str) or part.name not in _PARAGRAPHS or id(part) not in holding:
        return []
    words, boxes, kept = False, list[Element](), list[Element | str]()
    for child in part.children:
        if isinstance(child, str):
            words = words or not child.isspace()
        elif id(child) not in holding:
            words = words or not (child.name == "ppr" or child.is_blank)
        elif words and child.name in _ANCHORS and not child.child("t"):
            boxes.append(child)
            continue
        kept.append(child)
    part.children = kept
    return boxes
