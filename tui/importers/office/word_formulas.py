"""Formulas as Word writes them → as MathML, which `formulas` reads."""

from tui.importers.tree import Element

_DEEP = 30  # formulas in formulas; what is further in stands as it is
_PARTS = {
    "f": ("mfrac", "num", "den"),
    "ssup": ("msup", "e", "sup"),
    "ssub": ("msub", "e", "sub"),
    "ssubsup": ("msubsup", "e", "sub", "sup"),
    "limlow": ("munder", "e", "lim"),
    "limupp": ("mover", "e", "lim"),
}
_NAMES = {"m": "mtable", "mr": "mtr"}


def formula(element: Element, depth: int = 0) -> Element:
    """Of an element of a formula."""
    if depth > _DEEP:
        return Element("mtext", None, element.text)
    if element.name == "r":
        words = "".join(child.text for child in element.elements if child.name == "t")
        return Element("mi" if words.isalpha() else "mo" if len(words.strip()) == 1 else "mtext", None, words)

    def part(name: str) -> Element:
        return _row(element.child(name) or Element(""), depth)

    if element.name in _PARTS:
        name, *parts = _PARTS[element.name]
        binomial = {"linethickness": "0"} if _told(element, "fpr", "type") == "noBar" else None
        return Element(name, binomial, *map(part, parts))
    if element.name == "rad":
        degree = part("deg")
        return Element("mroot", None, part("e"), degree) if degree.text.strip() else Element("msqrt", None, part("e"))
    if element.name == "nary":
        sign = Element("mo", None, _told(element, "narypr", "chr") or "∫")
        return Element("mrow", None, Element("munderover", None, sign, part("sub"), part("sup")), part("e"))
    if element.name in ("acc", "bar"):
        accent = "¯" if element.name == "bar" else _told(element, "accpr", "chr") or "^"
        return Element("mover", None, part("e"), Element("mo", None, accent))
    if element.name == "d":
        ends = {side: _told(element, "dpr", said) for side, said in (("open", "begchr"), ("close", "endchr"))}
        inside = [_row(child, depth) for child in element.elements if child.name == "e"]
        return Element("mfenced", {side: mark for side, mark in ends.items() if mark}, *inside)
    return _row(element, depth, _NAMES.get(element.name, "mrow"))


def _row(element: Element, depth: int, name: str = "mrow") -> Element:
    inside = [child for child in element.elements if not child.name.endswith("pr")]
    return Element(name, None, *(formula(child, depth + 1) for child in inside))


def _told(element: Element, properties: str, name: str) -> str:
    """What the properties of an element say, "" where they say nothing."""
    found = element.child(properties)
    told = found.child(name) if found else None
    return told.get("val") if told else ""
