"""Boxes that are ticked or not before the words of a list item: what is done and what is not."""

from tui.importers.tree import Element

_AROUND = frozenset({"li", "p", "label", "span", "div"})


def show_boxes(root: Element) -> None:
    """Makes them characters."""
    for item in root.all("li"):
        if box := _first_box(item):
            box.name, box.children = "span", ["☑ " if "checked" in box.attributes else "☐ "]


def _first_box(item: Element) -> Element | None:
    """The box that an item begins with."""
    waiting: list[Element | str] = [item]
    while waiting:
        child = waiting.pop()
        if isinstance(child, str):
            if child.strip():
                return None
        elif child.name == "input":
            return child if child.get("type").lower() == "checkbox" else None
        elif child.name not in _AROUND:
            return None
        else:
            waiting += reversed(child.children)
    return None
