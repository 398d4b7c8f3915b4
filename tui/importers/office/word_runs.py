"""Runs of a Word document: pieces of a paragraph that look alike. Nearly all are words and nothing else."""

import re

from tui.importers.attributes import is_asian, language_by_script
from tui.importers.cutting import pieces
from tui.importers.tree import Element

_RAISED = {"superscript": "sup", "subscript": "sub"}
_STRUCK, _NOT = ("strike", "dstrike"), frozenset({"0", "false", "off"})
_APART = frozenset({"vertalign", "lang", *_STRUCK})
# How words look, of which nothing is told; and a run of which nothing else is said.
_DULL = r"<w:rPr(?:/>|>(?:<w:(?!vertAlign|lang|d?strike|del )[^<>]*/>)*</w:rPr>)"
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


def join_paragraphs(body: Element) -> None:
    """Puts together what is one paragraph for who reads: the large letters that one begins with, which are another for
    Word, and what somebody has joined whose changes are kept."""
    for parent in body.walk():
        carried: list[Element] = []
        last: Element | None = None
        for child in parent.elements if parent.name != "p" else ():
            if child.name != "p" and last:
                last.children, carried, last = [*carried], [], None
            elif child.name == "p" and _goes_on(child):
                carried += [each for each in child.elements if each.name != "ppr"]
                child.children, last = [], child
            elif carried:
                properties = [each for each in child.elements if each.name == "ppr"]
                child.children = [*properties, *carried, *(each for each in child.elements if each.name != "ppr")]
                carried, last = [], None
        if last:
            last.children = [*carried]


def _goes_on(paragraph: Element) -> bool:
    """Its end is none: it is set as a large letter, or the end was taken out."""
    properties = paragraph.child("ppr")
    frame, look = (properties.child(name) for name in ("framepr", "rpr")) if properties else (None, None)
    is_initial = frame is not None and frame.get("dropcap") in ("drop", "margin")
    return is_initial or (look is not None and look.child("del") is not None)


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
