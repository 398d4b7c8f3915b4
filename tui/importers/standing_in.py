"""What a page has for browsers that run no program: pictures beside those that come later, parts of a frameset."""

from tui.importers.tree import Element


def show_pictures(page: Element) -> None:
    """Shows what stands in for a picture that a program puts there, instead of the room that is kept for it."""
    for parent in list(page.walk()):
        for at, child in enumerate(parent.children):
            if isinstance(child, Element) and child.name == "noscript" and _is_picture(child):
                child.name = "span"
                _take_away_room(parent, at, child)


def _is_picture(element: Element) -> bool:
    return element.near("img") is not None and element.is_blank


def _take_away_room(parent: Element, at: int, shown: Element) -> None:
    """Hides the picture that stands next before, without words or with the same."""
    before = (parent.children[number] for number in range(at - 1, -1, -1))
    beside = next((child for child in before if not isinstance(child, str) or child.strip()), None)
    room = beside.near("img") if isinstance(beside, Element) else None
    picture = shown.near("img")
    words = ("", picture.get("alt").strip() if picture else "")
    if room and isinstance(beside, Element) and beside.is_blank and room.get("alt").strip() in words:
        beside.attributes["hidden"] = ""


def show_frames(page: Element) -> None:
    """Makes links of the parts of a frameset, and a page of all of it."""
    outer = page.find("frameset")
    if outer:
        for body in outer.all("body"):
            body.name = "div"
        outer.name = "body"
    for frame in page.all("frame"):
        target = frame.get("src")
        if target:
            words = frame.get("title") or frame.get("name") or target
            frame.name, frame.attributes = "p", {}
            frame.children = [Element("a", {"href": target}, words)]
