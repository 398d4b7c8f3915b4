"""Runs of a Word document: pieces of a paragraph that look alike. Nearly all are words and nothing else."""

import re
from itertools import pairwise

from tui.importers.attributes import is_asian, language_by_script
from tui.importers.cutting import pieces
from tui.importers.tree import Element

_RAISED = {"superscript": "sup", "subscript": "sub"}
_STRUCK, _NOT = ("strike", "dstrike"), frozenset({"0", "false", "off"})
_APART = frozenset({"vertalign", "lang", *_STRUCK})
# How words look, of which nothing is told; and a run of which nothing else is said.
_DULL = r"<w:rPr(?:/>|>(?:<w:(?!vertAlign|lang|d?strike)[^<>]*/>)*</w:rPr>)"
_RUN, _NEXT = r"<w:r(?:\s[^<>]*)?><w:t(?:\s[^<>]*)?>([^<]*)</w:t></w:r>", "</w:t><w:t>"
_PARAGRAPH = "</w:p>"


def shortened(text: str) -> str:
    """The same words in a few elements: Word writes five for a paragraph of one sentence, and many for a longer one."""
    if "<![CDATA[" in text or "<!--" in text:
        return text
    shorter = (re.sub(_RUN, r"<w:t>\1</w:t>", re.sub(_DULL, "", piece)) for piece in pieces(text, _PARAGRAPH))
    return "".join(piece.replace(_NEXT, "") for piece in shorter)


def words_of(run: Element) -> str | None:
    """The words of a run that is like those around it and holds nothing else, as nearly all are."""
    words = ""
    for child in run.children:
        if isinstance(child, str):
            continue
        if child.name == "t":
            words += child.text
        elif child.name != "rpr" or not _APART.isdisjoint([each.name for each in child.elements]):
            return None
    return words


def words_alone(paragraph: Element) -> str | None:
    """The words of a paragraph that is nothing but such runs, as most are."""
    words = ""
    for child in paragraph.children:
        if isinstance(child, str) or child.name == "ppr":
            continue
        inside = child.text if child.name == "t" else words_of(child) if child.name == "r" else None
        if inside is None:
            return None
        words += inside
    return words


def join_initials(body: Element) -> None:
    """Puts the large letters that a paragraph begins with before its other letters: for Word they are a paragraph."""
    for parent in body.walk():
        paragraphs = [child for child in parent.elements if child.name == "p"] if parent.name != "p" else []
        for initial, following in pairwise(paragraphs):
            if _is_initial(initial) and not _is_initial(following):
                letters = [child for child in initial.children if isinstance(child, str) or child.name != "ppr"]
                at = 1 if following.elements and following.elements[0].name == "ppr" else 0
                following.children = [*following.elements[:at], *letters, *following.elements[at:]]
                initial.children = []


def _is_initial(paragraph: Element) -> bool:
    properties = paragraph.child("ppr")
    frame = properties.child("framepr") if properties else None
    return frame is not None and frame.get("dropcap") in ("drop", "margin")


def look_of(run: Element) -> Element | None:
    """What is raised, lowered, struck out or in another language than the words around it."""
    properties = run.child("rpr")
    told = {each.name: each for each in properties.elements} if properties else {}
    raised, language = told.get("vertalign"), told.get("lang")
    name = _RAISED.get(raised.get("val"), "") if raised else ""
    if any(each in told and told[each].get("val") not in _NOT for each in _STRUCK):
        name = "s"
    tag = language_by_script(is_asian(run.text), language.get("val"), language.get("eastasia")) if language else ""
    return Element(name or "span", {"lang": tag} if tag else None) if name or tag else None
