"""Where a line may end: the line breaking algorithm of Unicode 17, UAX #14, without any tailoring.

The rules stand below as the annex has them, in its order: what is left of a place, the verdict, what is right
of it. Most pairs of characters are decided by a single rule, once for all texts; a rule that has to look
further carries a question, asked at each place where it comes into play. Everything is linear in the length
of the text.
"""

from bisect import bisect_right
from functools import cache
from operator import add

from tui.core._linebreak_tables import KINDS, NAMES, STARTS
from tui.core.light import Callable, NamedTuple

# Asked of the letters of a text and the index of the right one of a pair.
Question = Callable[[str, int], bool]

_SECOND_FLAG = " "  # the kind of every second flag letter of a run, which no code point has by itself
_FLAGS = "wifdxe"
_FIELDS = iter(NAMES.split())
_NAMES = dict(zip(_FIELDS, _FIELDS, strict=True)) | {_SECOND_FLAG: "RIe"}
_LETTERS: dict[str, str] = {}  # of each class, whatever its flags
for _letter, _name in _NAMES.items():
    _LETTERS[_name.rstrip(_FLAGS)] = _LETTERS.get(_name.rstrip(_FLAGS), "") + _letter


class Breaks(NamedTuple):
    """Offsets in ascending order. `allowed`: all where a line may end, the end of the text among them.
    `mandatory`: those of them that follow a hard line break."""

    allowed: list[int]
    mandatory: list[int]


@cache
def _kinds(description: str) -> frozenset[str]:
    """The letters of a set: classes, `*` any, with flag (QUi) or without (QU-i); `^` first means all others."""
    chosen: set[str] = set()
    for token in description.removeprefix("^").split():
        name, minus, flag = token.partition("-")
        if not minus:
            name, flag = token.rstrip(_FLAGS), token[len(token.rstrip(_FLAGS)) :]
        letters = _NAMES if name == "*" else _LETTERS[name]
        chosen.update(letter for letter in letters if (flag in _NAMES[letter]) != bool(minus))
    return frozenset(_NAMES.keys() - chosen if description[0] == "^" else chosen)


def _before(description: str, or_start: bool = False) -> Question:
    """Is the character before the left one of these kinds?"""
    wanted = _kinds(description)
    return lambda kinds, at: kinds[at - 2] in wanted if at > 1 else or_start


def _after(description: str, or_end: bool = False) -> Question:
    """Is the character after the right one of these kinds?"""
    wanted = _kinds(description)
    return lambda kinds, at: kinds[at + 1] in wanted if at + 1 < len(kinds) else or_end


_NUMBER, _INFIX, _CLOSING, _OPENING_QUOTE = _kinds("NU"), _kinds("SY IS"), _kinds("CL CP"), _kinds("QUi")
_unresolved = _before("BK CR LF NL OP QU GL SP ZW", or_start=True)


def _quote_and_space(kinds: str, at: int) -> bool:
    """LB15a: is an unresolved opening quotation mark before the space?"""
    return at > 1 and kinds[at - 2] in _OPENING_QUOTE and _unresolved(kinds, at - 1)


def _number_before(kinds: str, at: int) -> bool:
    """LB25: NU (SY | IS)* (CL | CP)?"""
    at -= 2 if kinds[at - 1] in _CLOSING else 1
    while at >= 0 and kinds[at] in _INFIX:
        at -= 1
    return at >= 0 and kinds[at] in _NUMBER


def _number_in_bracket(kinds: str, at: int) -> bool:
    """LB25: OP NU, OP IS NU"""
    at += 2 if kinds[at + 1 : at + 2] in _LETTERS["IS"] else 1
    return kinds[at : at + 1] in _NUMBER


_BRAHMIC = "AK AS ALd"
_RULES: tuple[tuple[str, str, str, Question | None], ...] = (
    ("BK", "÷", "*", None),  # LB4
    ("CR", "×", "LF", None),  # LB5
    ("CR LF NL", "÷", "*", None),
    ("*", "×", "BK CR LF NL", None),  # LB6
    ("*", "×", "SP ZW", None),  # LB7
    ("ZW", "÷", "*", None),  # LB8
    ("SP", "÷", "*", _before("ZW")),
    ("*", "×", "WJ", None),  # LB11
    ("WJ", "×", "*", None),
    ("GL", "×", "*", None),  # LB12
    ("^SP BA HY HH", "×", "GL", None),  # LB12a
    ("*", "×", "CL CP EX SY", None),  # LB13
    ("OP", "×", "*", None),  # LB14
    ("SP", "×", "*", _before("OP")),
    ("QUi", "×", "*", _unresolved),  # LB15a
    ("SP", "×", "*", _quote_and_space),
    ("*", "×", "QUf", _after("SP GL WJ CL QU CP EX IS SY BK CR LF NL ZW", or_end=True)),  # LB15b
    ("SP", "÷", "IS", _after("NU")),  # LB15c
    ("*", "×", "IS", None),  # LB15d
    ("CL CP", "×", "NS", None),  # LB16
    ("SP", "×", "NS", _before("CL CP")),
    ("B2", "×", "B2", None),  # LB17
    ("SP", "×", "B2", _before("B2")),
    ("SP", "÷", "*", None),  # LB18
    ("*", "×", "QU-i", None),  # LB19
    ("QU-f", "×", "*", None),
    ("*-w", "×", "QU", None),  # LB19a
    ("*", "×", "QU", _after("*-w", or_end=True)),
    ("QU", "×", "*-w", None),
    ("QU", "×", "*", _before("*-w", or_start=True)),
    ("*", "÷", "CB", None),  # LB20
    ("CB", "÷", "*", None),
    ("HY HH", "×", "AL HL", _before("BK CR LF NL SP ZW CB GL", or_start=True)),  # LB20a
    ("*", "×", "BA HH HY NS", None),  # LB21
    ("BB", "×", "*", None),
    ("HY HH", "×", "^HL", _before("HL")),  # LB21a
    ("SY", "×", "HL", None),  # LB21b
    ("*", "×", "IN", None),  # LB22
    ("AL HL", "×", "NU", None),  # LB23
    ("NU", "×", "AL HL", None),
    ("PR", "×", "ID EB EM", None),  # LB23a
    ("ID EB EM", "×", "PO", None),
    ("PR PO", "×", "AL HL", None),  # LB24
    ("AL HL", "×", "PR PO", None),
    ("CL CP SY IS", "×", "PO PR", _number_before),  # LB25
    ("NU", "×", "PO PR NU", None),
    ("PO PR", "×", "OP", _number_in_bracket),
    ("PO PR HY IS", "×", "NU", None),
    ("SY", "×", "NU", _number_before),
    ("JL", "×", "JL JV H2 H3", None),  # LB26
    ("JV H2", "×", "JV JT", None),
    ("JT H3", "×", "JT", None),
    ("JL JV JT H2 H3", "×", "PO", None),  # LB27
    ("PR", "×", "JL JV JT H2 H3", None),
    ("AL HL", "×", "AL HL", None),  # LB28
    ("AP", "×", _BRAHMIC, None),  # LB28a
    (_BRAHMIC, "×", "VF VI", None),
    ("VI", "×", "AK ALd", _before(_BRAHMIC)),
    (_BRAHMIC, "×", _BRAHMIC, _after("VF")),
    ("IS", "×", "AL HL", None),  # LB29
    ("AL HL NU", "×", "OP-w", None),  # LB30
    ("CP-w", "×", "AL HL NU", None),
    ("RI", "×", "RIe", None),  # LB30a
    ("EB *x", "×", "EM", None),  # LB30b
    ("*", "÷", "*", None),  # LB31
)


class _CodePoints(dict[int, str]):
    """The letter of every code point, found when first met; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        letter = KINDS[bisect_right(STARTS, chr(code)) - 1]
        if 0xAC00 <= code <= 0xD7A3 and (code - 0xAC00) % 28 == 0:
            letter = _LETTERS["H2"]
        if len(self) < 0x8000:
            self[code] = letter
        return letter


class _Pairs(dict[str, "bool | tuple[tuple[Question | None, bool], ...]"]):
    """The verdict of every pair of letters, found when first met: whether a line may end between them, or
    the questions to ask in turn, each with the answer that holds when it is true."""

    def __init__(self) -> None:
        self._rules = [(_kinds(left), verdict == "÷", _kinds(right), ask) for left, verdict, right, ask in _RULES]

    def __missing__(self, pair: str) -> "bool | tuple[tuple[Question | None, bool], ...]":
        chain = []
        for left, allowed, right, question in self._rules:
            if pair[0] in left and pair[1] in right:
                chain.append((question, allowed))
                if question is None:
                    break
        found = self[pair] = chain[0][1] if len(chain) == 1 else tuple(chain)
        return found


_CODE_POINTS = _CodePoints()
_PAIRS = _Pairs()
_MARKS, _NO_BASE, _HARD = _kinds("CM ZWJ"), _kinds("BK CR LF NL SP ZW"), _kinds("BK CR LF NL")
_SPACE, _JOINER, _RETURN, _FEED = _LETTERS["SP"], _LETTERS["ZWJ"], _LETTERS["CR"], _LETTERS["LF"]
_FLAG, _LETTER = _LETTERS["RI"][0], _LETTERS["AL"][0]


def breaks(text: str) -> Breaks:
    """Where a line of the text may end, and where it must."""
    kinds = text.translate(_CODE_POINTS)
    present = set(kinds)
    if _MARKS & present or _FLAG in present or _SPACE * 2 in kinds:
        shorter, offsets = _reduced(kinds)
        allowed = [offsets[at] for at in _opportunities(shorter)]
        if _JOINER in present:  # LB8a
            allowed = [offset for offset in allowed if kinds[offset - 1] != _JOINER]
    else:
        allowed = _opportunities(kinds)
    if text:
        allowed.append(len(text))
    return Breaks(allowed, _after_hard(kinds) if _HARD & present else [])


def kind_of(character: str) -> str:
    """The line breaking class of a character after rule LB1, with its flags: CL, OPw, QUi …"""
    return _NAMES[_CODE_POINTS[ord(character)]]


def _opportunities(kinds: str) -> list[int]:
    verdicts = map(_PAIRS.__getitem__, map(add, kinds, kinds[1:]))
    return [
        at for at, verdict in enumerate(verdicts, 1) if verdict and (verdict is True or _decide(verdict, kinds, at))
    ]


def _decide(chain: tuple[tuple[Question | None, bool], ...] | bool, kinds: str, at: int) -> bool:
    if isinstance(chain, bool):
        return chain
    for question, allowed in chain:
        if question is None or question(kinds, at):
            return allowed
    raise AssertionError  # the last rule asks nothing


def _reduced(kinds: str) -> tuple[str, list[int]]:
    """The letters that rules after LB8 look at, and the offset of each: marks belong to their base (LB9) or
    are letters (LB10), a run of spaces is one, and every second flag letter of a run is known as such."""
    kept, offsets, last = [], [], ""
    for offset, kind in enumerate(kinds):
        if kind in _MARKS:
            if last and last not in _NO_BASE:
                continue
            kind = _LETTER
        elif kind == _SPACE and last == _SPACE:
            continue
        elif kind == _FLAG and last == _FLAG:
            kind = _SECOND_FLAG
        kept.append(kind)
        offsets.append(offset)
        last = kind
    return "".join(kept), offsets


def _after_hard(kinds: str) -> list[int]:
    return [
        offset
        for offset, kind in enumerate(kinds, 1)
        if kind in _HARD and not (kind == _RETURN and kinds[offset : offset + 1] == _FEED)
    ]
