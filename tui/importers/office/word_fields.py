"""Fields of Word that lead somewhere: the words that they show become links."""

import re

from tui.importers.tree import Element

_ADDRESS, _ANCHOR = r'(?:"([^"]*)"|([^\s\\"]+))?', r'(?:.*?\\l\s+"?([^"\s]+)"?)?'
_LINK = re.compile(rf"\s*HYPERLINK\s+{_ADDRESS}{_ANCHOR}", re.IGNORECASE | re.DOTALL)
_REFERENCE = re.compile(r"\s*REF\s+(\S+)", re.IGNORECASE)
HREF = "\0href"
"""The attribute of a hyperlink that says itself where it leads."""


def bind_fields(body: Element) -> None:
    """Makes links of what fields show. A field in a field stays as it is, and one that goes on in other paragraphs."""
    for element in body.walk():
        if element.name == "fldsimple" and (target := _target(element.get("instr"))):
            element.name, element.attributes = "hyperlink", {HREF: target}
        elif any(child.name == "r" and child.find("fldchar") for child in element.elements):
            element.children = _bound(element)


def _target(instruction: str) -> str:
    """Where a field leads, "" where it leads nowhere."""
    if found := _LINK.match(instruction):
        address, anchor = found[1] or found[2] or "", found[3] or ""
        return f"{address}#{anchor}" if anchor else address
    found = _REFERENCE.match(instruction)
    return f"#{found[1]}" if found else ""


def _bound(parent: Element) -> list[Element | str]:
    made: list[Element | str] = []
    instruction, shown, depth = "", -1, 0  # where in `made` what is shown begins
    for child in parent.children:
        kinds = [each.get("fldchartype") for each in child.all("fldchar")] if isinstance(child, Element) else []
        if isinstance(child, Element) and depth == 1 and shown < 0:
            instruction += "".join(each.text for each in child.all("instrtext"))
        made.append(child)
        for kind in kinds:
            if kind == "begin":
                depth += 1
                instruction, shown = ("", -1) if depth == 1 else (instruction, shown)
            elif kind == "separate" and depth == 1:
                shown = len(made)
            elif kind == "end" and depth:
                depth -= 1
                if not depth and shown >= 0 and (target := _target(instruction)):
                    made[shown:] = [Element("hyperlink", {HREF: target}, *made[shown:])]
    return made
