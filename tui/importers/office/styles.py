"""What paragraphs are by what people call their styles, in Word and in OpenDocument."""

from tui.importers.tree import Element, names

_CODE = frozenset({"source code", "code", "html preformatted", "preformatted text", "preformatted", "macro text"})
_CAPTIONS = names("caption figure illustration table drawing")
LINES = frozenset({"pre", "linegroup"})
_VERSE = names("verse verses poem poetry stanza")


def element_of(style: str) -> str:
    """The element of HTML for a style, "p" for one that says nothing."""
    name = style.lower().replace("_20_", " ").strip()
    if name in _CODE:
        return "pre"
    if "quot" in name or name == "block text":
        return "blockquote"
    if name in _CAPTIONS or name.endswith(" caption"):
        return "figcaption"
    return "linegroup" if name in _VERSE else "p"


def join_lines(root: Element) -> None:
    """Paragraphs of code, or of verse, that follow each other are the lines of one piece."""
    for parent in root.walk():
        if not any(isinstance(child, Element) and child.name in LINES for child in parent.children):
            continue
        joined: list[Element | str] = []
        for child in parent.children:
            above = joined[-1] if joined else None
            if isinstance(child, str) and not child.strip() and isinstance(above, Element) and above.name == "pre":
                continue
            is_same = isinstance(child, Element) and isinstance(above, Element) and child.name == above.name
            if isinstance(child, Element) and isinstance(above, Element) and is_same and child.name == "pre":
                above.children += ["\n", *child.children]
            elif isinstance(child, Element) and isinstance(above, Element) and is_same and child.name == "linegroup":
                above.children += [Element("br"), *child.children]
            else:
                joined.append(child)
        parent.children = joined


def put_readings_behind(body: Element) -> None:
    """How characters are read stands before them in Word."""
    for ruby in body.all("ruby"):
        ruby.children = [*sorted(ruby.elements, key=lambda child: child.name == "rt")]


def tell_styles(text: Element, around: list[Element]) -> bool:
    """Gives the paragraphs of an OpenDocument text the elements of their styles, or of what these are made from. True
    where some of them are lines. `around`: where the document itself says of styles."""
    parents = {style.get("name"): style.get("parent-style-name") for part in around for style in part.all("style")}
    known: dict[str, str] = {}
    for element in text.walk():
        if element.name == "p" and (style := element.get("style-name")):
            if style not in known:
                own = element_of(style)
                known[style] = own if own != "p" else element_of(parents.get(style, ""))
                if "title" in (style.lower(), parents.get(style, "").lower()):
                    known[style] = "h1"
            element.name = known[style]
    return not LINES.isdisjoint(known.values())
