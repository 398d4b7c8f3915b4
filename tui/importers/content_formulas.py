"""Formulas in Content MathML, which says what is meant → as Presentation MathML, which says how it is written."""

from collections.abc import Callable, Sequence

from tui.importers.tree import Element

APPLIED = frozenset(
    {"apply", "bind", "ci", "cn", "csymbol", "piecewise", "interval", "set", "list", "vector", "matrix"}
)
_DEEP = 30  # formulas in formulas; what is further in stands as it is
# Signs between what they join, with how strongly they join it.
_INFIX: dict[str, tuple[str, int]] = {
    "implies": ("⇒", 1), "equivalent": ("≡", 1), "or": ("∨", 2), "xor": ("⊻", 2), "and": ("∧", 3),
    "eq": ("=", 4), "neq": ("≠", 4), "lt": ("<", 4), "gt": (">", 4), "leq": ("≤", 4), "geq": ("≥", 4),
    "approx": ("≈", 4), "in": ("∈", 4), "notin": ("∉", 4), "subset": ("⊆", 4), "prsubset": ("⊂", 4),
    "notsubset": ("⊈", 4), "notprsubset": ("⊄", 4), "tendsto": ("→", 4), "factorof": ("|", 4),
    "union": ("∪", 5), "setdiff": ("∖", 5), "intersect": ("∩", 6),
    "plus": ("+", 5), "minus": ("−", 5), "times": ("×", 6), "scalarproduct": ("·", 6), "vectorproduct": ("×", 6),
    "outerproduct": ("⊗", 6), "cartesianproduct": ("×", 6), "compose": ("∘", 6), "rem": ("mod", 6),
}  # fmt: skip
_LARGE = {"sum": "∑", "product": "∏", "int": "∫", "limit": "lim", "forall": "∀", "exists": "∃", "lambda": "λ"}
_SIGNS = {
    "infinity": "∞", "pi": "π", "emptyset": "∅", "exponentiale": "e", "imaginaryi": "i", "eulergamma": "γ",
    "reals": "ℝ", "integers": "ℤ", "naturalnumbers": "ℕ", "rationals": "ℚ", "complexes": "ℂ", "primes": "ℙ",
    "notanumber": "NaN",
}  # fmt: skip
_BRACKETS = {
    "abs": ("|", "|"), "floor": ("⌊", "⌋"), "ceiling": ("⌈", "⌉"), "card": ("|", "|"), "determinant": ("|", "|"),
    "set": ("{", "}"), "list": ("[", "]"), "vector": ("(", ")"),
}  # fmt: skip
_CLOSURES = {"open": ("(", ")"), "open-closed": ("(", "]"), "closed-open": ("[", ")")}
_QUALIFIERS = frozenset({"bvar", "lowlimit", "uplimit", "degree", "logbase", "condition", "domainofapplication"})


def presented(element: Element, depth: int = 0) -> Element:
    """How what a formula means is written."""
    if depth > _DEEP:
        return _sign(element.text)
    name = element.name
    if name in ("apply", "bind"):
        return _applied(element, depth)
    if name == "cn":
        return _number(element)
    if name == "piecewise":
        pieces = [_row(_list(_inner(each, depth), "; ")) for each in element.elements]
        return _fenced("{", "}", pieces)
    if name == "interval":
        return _fenced(*_CLOSURES.get(element.get("closure"), ("[", "]")), _inner(element, depth))
    if name in _BRACKETS:
        return _fenced(*_BRACKETS[name], _inner(element, depth))
    if name == "matrix":
        rows = [
            Element("mtr", None, *(Element("mtd", None, each) for each in _inner(row, depth)))
            for row in element.elements
        ]
        return Element("mtable", None, *rows)
    if name in ("ci", "csymbol") and element.elements:
        return _row(list(element.elements))  # a name that is itself written as a formula
    text = element.text.strip()
    return Element("mi", None, text or _SIGNS.get(name, name)) if name not in _INFIX else _sign(_INFIX[name][0])


def _applied(element: Element, depth: int) -> Element:
    """What is done, to what, and within which bounds."""
    if not element.elements:
        return _row([])
    what, *others = element.elements
    bounds = {child.name: _row(_inner(child, depth)) for child in others if child.name in _QUALIFIERS}
    operands = [child for child in others if child.name not in _QUALIFIERS]
    inner = [presented(child, depth + 1) for child in operands]
    if what.name in _INFIX and inner:
        return _joined(what.name, operands, inner)
    if what.name in _LARGE:
        return _bounded(what.name, bounds, inner)
    if what.name in _WRITTEN and inner:
        return _WRITTEN[what.name](operands, inner, bounds)
    if what.name in _BRACKETS:
        return _fenced(*_BRACKETS[what.name], inner)
    return _row([presented(what, depth + 1), _fenced("(", ")", inner)])


def _joined(name: str, operands: Sequence[Element], inner: Sequence[Element]) -> Element:
    sign, strength = _INFIX[name]
    parts = [
        _within(each, made, strength + (name == "minus" and bool(number)))
        for number, (each, made) in enumerate(zip(operands, inner, strict=True))
    ]
    return _row([_sign(sign), *parts]) if len(parts) == 1 else _row(_list(parts, sign))


def _within(operand: Element, made: Element, strength: int) -> Element:
    """In brackets where it would otherwise be read as something else."""
    inside = next(iter(operand.elements), None) if operand.name == "apply" else None
    weak = inside is not None and _INFIX.get(inside.name, ("", 9))[1] < strength
    return _fenced("(", ")", [made]) if weak else made


def _bounded(name: str, bounds: dict[str, Element], inner: Sequence[Element]) -> Element:
    sign, of = _sign(_LARGE[name]), bounds.get("bvar")
    low, high = (
        bounds.get("lowlimit") or bounds.get("condition") or bounds.get("domainofapplication"),
        bounds.get("uplimit"),
    )
    if low is not None and of is not None and name != "int" and "condition" not in bounds:
        low = _row([of, _sign("→" if name == "limit" else "="), low])
    low = low or (of if name != "int" else None)
    head = (
        sign
        if low is None
        else Element("munderover", None, sign, low, high)
        if high
        else Element("munder", None, sign, low)
    )
    behind = [_row([Element("mtext", None, " d"), of])] if name == "int" and of is not None else []
    return _row([head, Element("mspace"), *inner, *behind])


def _power(_operands: Sequence[Element], inner: Sequence[Element], _bounds: dict[str, Element]) -> Element:
    return Element("msup", None, *inner[:2]) if len(inner) > 1 else inner[0]


def _divided(_operands: Sequence[Element], inner: Sequence[Element], _bounds: dict[str, Element]) -> Element:
    return Element("mfrac", None, *inner[:2]) if len(inner) > 1 else inner[0]


def _root(_operands: Sequence[Element], inner: Sequence[Element], bounds: dict[str, Element]) -> Element:
    degree = bounds.get("degree")
    return Element("mroot", None, inner[0], degree) if degree else Element("msqrt", None, inner[0])


def _derived(_operands: Sequence[Element], inner: Sequence[Element], bounds: dict[str, Element]) -> Element:
    of = bounds.get("bvar")
    if of is None:
        return Element("msup", None, inner[0], _sign("′"))
    return _row(
        [
            Element("mfrac", None, Element("mi", None, "d"), _row([Element("mi", None, "d"), of])),
            _fenced("(", ")", inner),
        ]
    )


def _logarithm(_operands: Sequence[Element], inner: Sequence[Element], bounds: dict[str, Element]) -> Element:
    name, base = Element("mi", None, "log"), bounds.get("logbase")
    return _row([Element("msub", None, name, base) if base else name, _fenced("(", ")", inner)])


_WRITTEN: dict[str, Callable[[Sequence[Element], Sequence[Element], dict[str, Element]], Element]] = {
    "power": _power,
    "divide": _divided,
    "quotient": _divided,
    "root": _root,
    "diff": _derived,
    "partialdiff": _derived,
    "log": _logarithm,
    "exp": lambda _operands, inner, _bounds: Element("msup", None, Element("mi", None, "e"), inner[0]),
    "factorial": lambda operands, inner, _bounds: _row([_within(operands[0], inner[0], 9), _sign("!")]),
    "not": lambda operands, inner, _bounds: _row([_sign("¬"), _within(operands[0], inner[0], 9)]),
    "conjugate": lambda _operands, inner, _bounds: Element("mover", None, inner[0], _sign("¯")),
    "transpose": lambda _operands, inner, _bounds: Element("msup", None, inner[0], _sign("T")),
    "inverse": lambda _operands, inner, _bounds: Element("msup", None, inner[0], _sign("−1")),
}  # fmt: skip


def _number(element: Element) -> Element:
    """A number, which may be written in two parts."""
    if element.find("sep") is None:
        return Element("mn", None, element.text.strip())
    first, rest, *_others = (*(child.strip() for child in element.children if isinstance(child, str)), "", "")
    if element.get("type") == "rational":
        return Element("mfrac", None, Element("mn", None, first), Element("mn", None, rest))
    sign = "×10^" if element.get("type") == "e-notation" else " + i "
    return _row([Element("mn", None, first), Element("mtext", None, sign), Element("mn", None, rest)])


def _inner(element: Element, depth: int) -> list[Element]:
    return [presented(child, depth + 1) for child in element.elements]


def _list(parts: Sequence[Element], sign: str) -> list[Element]:
    return [each for number, part in enumerate(parts) for each in ([_sign(sign), part] if number else [part])]


def _row(parts: Sequence[Element]) -> Element:
    return Element("mrow", None, *parts)


def _fenced(begin: str, end: str, parts: Sequence[Element]) -> Element:
    return Element("mfenced", {"open": begin, "close": end}, *parts)


def _sign(text: str) -> Element:
    return Element("mo" if text == text.strip() else "mtext", None, text)
