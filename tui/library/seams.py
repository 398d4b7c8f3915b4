"""What stands where words meet, for the index of words knows neither signs nor parts of words, and people look for
texts that begin and end anywhere: `“the`, `door,`, `e of th`.

Of every place between two words the letters beside it are noted, and beside every sign. What holds a text has all of
its seams.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, pairwise

from tui.core.letters import is_apart

TABLE = """CREATE VIRTUAL TABLE IF NOT EXISTS seams USING fts5(text, content = '', detail = none, columnsize = 0,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So'")"""
_SEAM = re.compile(r"((?:[^\W_]{1,2})?)([\W_]+)(?=((?:[^\W_]{1,2})?))")  # two letters, what is between, two letters
# Clicks of African languages: SQLite takes them for letters, and they are rare.
_TO_BEHIND, _TO_BEFORE, _BEFORE_SIGN, _BEHIND_SIGN, _SIGNS = "\u01c0\u01c1\u01c2\u01c3\u0298"
_BEFORE, _BEHIND, _NOTHING = 0, 1, 2  # whose letters a seam ends with
_SPACE = re.compile(r"[\s-]")  # to searching a hyphen is as good as a space
_SIGN = f'"{_SIGNS}'  # begins one that is but a sign: it is asked for where nothing says more of that
_HYPHEN = f"{ord('-'):x}"


def noted(text: str) -> str:
    """The seams of a folded text, as words for an index."""
    found: set[str] = set()
    for before, between, behind in set(_SEAM.findall(text)):
        if between != " ":
            found.update(seam for seam, _end in _seams(before, between, behind))
        elif _is_between_words(before, behind):
            found.add(before[-1] + _TO_BEHIND + behind)
            found.add(behind[0] + _TO_BEFORE + before[::-1])
    return " ".join(found)


def sought(query: str) -> list[str]:
    """The seams that a text has, if it has a folded query, as the index is asked for them."""
    found: dict[str, None] = {}
    for met in _SEAM.finditer(query):
        # Of a word of which the query has one letter nobody knows the second.
        is_open = met.start(1) == 0 and len(met[1]) == 1, met.end(3) == len(query) and len(met[3]) == 1, False
        for seam, end in _seams(*met.groups()):
            if not is_open[end]:
                found[f'"{seam}"'] = None
            elif all(is_open[:2]) or seam[1] not in _TO_BEHIND + _TO_BEFORE:  # else its other form says more
                found[f'"{seam}" *'] = None
    more = " ".join(each for each in found if not each.startswith(_SIGN))
    return [each for each in found if not each.startswith(_SIGN) or each[len(_SIGN) : -1] not in more]


def _seams(before: str, between: str, behind: str) -> Iterator[tuple[str, int]]:
    """Each with what it ends with. The letter that is nearest to the seam comes first."""
    signs = [f"{ord(each):x}" for each in between if each != "-" and unicodedata.category(each)[0] in "PS"]
    if not signs and _SPACE.search(between) and _is_between_words(before, behind):
        yield before[-1] + _TO_BEHIND + behind, _BEHIND
        yield behind[0] + _TO_BEFORE + before[::-1], _BEFORE
    hyphen = [_HYPHEN] if "-" in between else []
    if before:
        yield from ((each + _BEFORE_SIGN + before[::-1], _BEFORE) for each in signs[:1] + hyphen)
    if behind:
        yield from ((each + _BEHIND_SIGN + behind, _BEHIND) for each in signs[-1:] + hyphen)
    alike = (each for each in zip(signs, signs[1:], signs[2:], strict=False) if len(set(each)) == 1)  # drawn lines
    yield from ((_SIGNS.join(each), _NOTHING) for each in chain(pairwise(signs), alike))
    yield from ((_SIGNS + each, _NOTHING) for each in signs + hyphen)
    yield from ((_SIGNS.join([_HYPHEN] * count), _NOTHING) for count in (2, 3) if "-" * count in between)


def _is_between_words(before: str, behind: str) -> bool:
    """Between characters of scripts without spaces a space means nothing."""
    return bool(before and behind and not (is_apart(before[-1]) and is_apart(behind[0])))
