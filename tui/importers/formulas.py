"""A formula in MathML → one line that can be read aloud: x^2, (a + b)/c, √(x)."""

import re
from collections.abc import Callable

from tui.importers.content_formulas import APPLIED, presented
from tui.importers.tree import Element
from tui.texts import _

_DEEP = 40  # formulas in formulas; what is further in stands as it is
_SIMPLE = 1  # characters that need no brackets
_BETWEEN = {"msup": "^", "msub": "_", "mfrac": "/", "mover": "^", "munder": "_"}
_TWICE = {"msubsup": "_^", "munderover": "_^"}
_SKIPPED = frozenset({"annotation", "annotation-xml", "mphantom", "maligngroup", "malignmark"})
_ROWS = frozenset({"mstack", "mlongdiv", "msgroup"})  # of sums as they are written at school
_OPERATORS = frozenset("+-−=<>≤≥≠≈≡→⇒⇔±∓×·∈∉∪∩⊂⊆∧∨∝")
_TEX = re.compile(r"\\[A-Za-z,;!{}]|[_^]\{")  # in the place of a text, as programs that make pages leave it
_UNSEEN = str.maketrans({"\u2061": " ", "\u2062": "", "\u2063": ",", "\u2064": "+"})  # applied to, times, and, plus
_ACCENTS: dict[str, Callable[[str], str]] = {
    "¯‾_̄\u0305": lambda base: _("{base} with a bar").format(base=base),
    "^ˆ\u0302": lambda base: _("{base} with a hat").format(base=base),
    "→⃗⟶": lambda base: _("vector {base}").format(base=base),
    "~˜\u0303": lambda base: _("{base} with a tilde").format(base=base),
    ".˙\u0307": lambda base: _("{base} with a dot").format(base=base),
    "¨\u0308": lambda base: _("{base} with two dots").format(base=base),
}


def spoken(element: Element) -> str:
    """The formula as text: as its author wrote it where there is such a text for readers, otherwise from its parts."""
    alternative, parts = element.get("alttext").strip(), " ".join(_said(element, 0).split())
    told = parts if parts and _TEX.search(alternative) else alternative or parts
    written = None if told else element.find("annotation")  # as TeX mostly
    return written.text.strip() if written else told


def _said(element: Element, depth: int) -> str:
    if depth > _DEEP:
        return element.text
    if element.name in _SKIPPED:
        return ""
    element = presented(element) if element.name in APPLIED else element
    inner = [child for child in element.elements if child.name not in _SKIPPED]
    if not inner:
        return _token(element)
    if element.name == "mmultiscripts":
        return _scripts(inner, depth)
    parts = [_said(child, depth + 1) for child in inner[: 1 if element.name == "maction" else None]]
    return _composed(element, parts)


def _token(element: Element) -> str:
    """A sign, a number or a word; names such as sin stand apart from what follows."""
    if element.name == "mspace":
        return " "
    text = element.text.translate(_UNSEEN)
    if element.name == "mtext":
        return text
    text = text.strip() or text
    is_name = element.name == "mi" and len(text) > 1 and text.isalpha()
    return f" {text} " if text in _OPERATORS or is_name else text


def _composed(element: Element, parts: list[str]) -> str:
    name = element.name
    if name == "mfrac" and len(parts) == 2 and element.get("linethickness").startswith("0"):
        return _("({top} over {bottom})").format(top=parts[0].strip(), bottom=parts[1].strip())
    if name == "mover" and len(parts) == 2 and (accent := _accent(parts[1])):
        return accent(_grouped(parts[0]))
    if name in _BETWEEN and len(parts) == 2:
        return _grouped(parts[0]) + _BETWEEN[name] + _grouped(parts[1])
    if name in _TWICE and len(parts) == 3:
        return "".join(mark + _grouped(part) for mark, part in zip(("", *_TWICE[name]), parts, strict=True)) + " "
    if name == "mroot" and len(parts) == 2:
        return f"{_grouped(parts[1])}√({parts[0]})"
    if name == "mfenced":
        mark = (element.get("separators") or ",").strip()[:1]
        opens, closes = element.attributes.get("open", "("), element.attributes.get("close", ")")
        return f"{opens}{f'{mark} '.join(parts)}{closes}"
    if name in _ROWS:
        return "; ".join(filter(str.strip, parts))  # a line between them has no words
    inside = {"mtr": "; ", "mtable": " | "}.get(name, "").join(parts)
    return f"√({inside})" if name == "msqrt" or element.get("notation") == "radical" else inside


def _accent(mark: str) -> Callable[[str], str] | None:
    mark = mark.strip()
    return next((told for marks, told in _ACCENTS.items() if mark and mark in marks), None)


def _scripts(inner: list[Element], depth: int) -> str:
    """A sign with others below and above, behind it and before it."""
    base, before, behind = _said(inner[0], depth + 1), "", ""
    is_before, mark = False, "_"
    for child in inner[1:]:
        if child.name == "mprescripts":
            is_before, mark = True, "_"
            continue
        text = _said(child, depth + 1).strip()
        told = mark + _grouped(text) if text and child.name != "none" else ""
        before, behind = (before + told, behind) if is_before else (before, behind + told)
        mark = "^" if mark == "_" else "_"
    return before + _grouped(base) + behind


def _grouped(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _SIMPLE or text.isalnum() else f"({text})"
