"""A formula in MathML → one line that can be read aloud: x^2, (a + b)/c, √(x)."""

from tui.importers.markup import Element

_DEEP = 40  # formulas in formulas; what is further in stands as it is
_SIMPLE = 1  # characters that need no brackets
_BETWEEN = {"msup": "^", "msub": "_", "mfrac": "/", "mover": "^", "munder": "_"}
_TWICE = {"msubsup": "_^", "munderover": "_^"}
_SKIPPED = frozenset({"annotation", "annotation-xml", "mphantom", "maligngroup", "malignmark"})
_OPERATORS = frozenset("+-−=<>≤≥≠≈→⇒±×·∈∪∩")


def spoken(element: Element) -> str:
    """The formula as text: as its author wrote it where there is such a text, otherwise from its parts."""
    told = element.get("alttext").strip()
    return told or " ".join(_said(element, 0).split())


def _said(element: Element, depth: int) -> str:
    if depth > _DEEP:
        return element.text
    if element.name in _SKIPPED:
        return ""
    parts = [_said(child, depth + 1) for child in element.elements if child.name not in _SKIPPED]
    if not parts:
        text = element.text.strip()
        return f" {text} " if text in _OPERATORS else text
    if element.name in _BETWEEN and len(parts) == 2:
        return _grouped(parts[0]) + _BETWEEN[element.name] + _grouped(parts[1])
    if element.name in _TWICE and len(parts) == 3:
        return "".join(mark + _grouped(part) for mark, part in zip(("", *_TWICE[element.name]), parts, strict=True))
    if element.name == "mroot" and len(parts) == 2:
        return f"{_grouped(parts[1])}√({parts[0]})"
    if element.name == "mfenced":
        return f"({', '.join(parts)})"
    inside = {"mtr": "; ", "mtable": " | "}.get(element.name, "").join(parts)
    return f"√({inside})" if element.name == "msqrt" else inside


def _grouped(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _SIMPLE or text.isalnum() else f"({text})"
