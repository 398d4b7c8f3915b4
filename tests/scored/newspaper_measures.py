"""How near a publication comes to the truth of its page, in figures: the measures of newspage-truth/1.

All are 0 to 1 but the counts `xart_joins` (joins over the end of an article), `lost`, `dup` and `alien`
(characters). None stands for what a page has nothing of. A hyphen at a line end does not count: it may be kept or
dropped.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from itertools import chain, pairwise

from tests.scored.newspaper_score import FURNITURE, alien_letters
from tui.core.publication import Block, Kind, Publication

COLUMNS = (
    *("overall", "title_f1", "title_loose", "cov_iou", "join_p", "join_r", "join_f", "brk_acc", "xart_joins"),
    *("lost", "dup", "alien", "role_f1", "order_tau", "meta"),
)
_FIELDS = (
    *("paper", "date", "weekday", "issue_number", "page_count"),
    *("organiser", "cn_code", "page_number", "section", "price"),
)
_LOOSE, _MATCHED = 0.75, 0.5
_OPTIONAL = re.compile(r"(?<=\w)[-\u2010\u00ad\u00ac](?=[ \t\u3000]*\n)")  # hyphens that lines may have made
Owner = list[tuple[int, str, int | None] | None]  # for each character: its unit, that one's role and article


def measures(text: str, truth: dict, publication: Publication) -> dict[str, float | None]:
    """The figures of a page by the names in COLUMNS."""
    optional = {found.start() for found in _OPTIONAL.finditer(text)}
    letters = [at for at, letter in enumerate(text) if not letter.isspace() and at not in optional]
    known = set(letters)
    true, owner, dup = _true_owner(text, truth), [None] * len(text), 0
    units = _units(publication)
    for number, (article, block) in enumerate(units):
        for at in chain(*(range(*span) for span in block.spans)):
            dup += owner[at] is not None and at in known
            owner[at] = owner[at] or (number, block.kind.value, article)
    found = _titles(truth, publication) | _joins(text, truth, true, owner, letters)
    shares = _shares(true, owner, letters)
    found["cov_iou"] = _coverage(shares, true, letters)
    found["role_f1"] = _roles(true, owner, letters)
    found["order_tau"] = _order(shares)
    found["meta"] = _meta(truth, publication)
    lost = sum(owner[at] is None for at in letters)
    found |= {"lost": lost, "dup": dup, "alien": sum(alien_letters(text, block) for _article, block in units)}
    names = ("title_f1", "cov_iou", "join_f", "brk_acc", "role_f1", "meta")
    whole = 1 - min(1, (lost + dup + found["alien"]) / max(1, len(letters)))
    order = None if found["order_tau"] is None else (found["order_tau"] + 1) / 2
    found["overall"] = mean([*(found[name] for name in names), whole, order])
    return found


def mean(values: list[float | None]) -> float | None:
    """The mean of those that are there."""
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else None


def _units(publication: Publication) -> list[tuple[int | None, Block]]:
    """All blocks with their articles. Text that found no place belongs to none, as in the JSON export."""
    units: list[tuple[int | None, Block]] = [(None, block) for block in publication.furniture]
    for number, article in enumerate(publication.articles):
        lost = article.kind == "unplaced"
        units += [(None, b._replace(kind=Kind.MISC)) if lost else (number, b) for b in article.blocks]
    return units


def _true_owner(text: str, truth: dict) -> Owner:
    owner: Owner = [None] * len(text)
    for number, unit in enumerate(truth["units"]):
        for start, end in unit["spans"]:
            owner[start:end] = [(number, unit["role"], unit["article"])] * (end - start)
    return owner


def _f1(right: int, wrong: int, missed: int) -> tuple[float | None, float | None, float | None]:
    """Precision, recall, and their harmonic mean."""
    if not right + wrong + missed:
        return None, None, None
    precision = right / (right + wrong) if right + wrong else float(missed == 0)
    recall = right / (right + missed) if right + missed else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in text if not letter.isspace() and unicodedata.category(letter)[0] not in "PSZC")


def _pairs(likeness: dict[tuple[int, int], float], least: float) -> list[tuple[int, int]]:
    """One to one, the likest first."""
    ones, others, pairs = set(), set(), []
    for (one, other), value in sorted(likeness.items(), key=lambda item: -item[1]):
        if value >= least and one not in ones and other not in others:
            ones.add(one)
            others.add(other)
            pairs.append((one, other))
    return pairs


def _titles(truth: dict, publication: Publication) -> dict[str, float | None]:
    true = [[a["title"], *a.get("title_alternatives", [])] for a in truth["articles"] if a.get("title")]
    made = [article.title for article in publication.articles if article.title and article.kind != "unplaced"]
    likeness = {}
    for one, names in enumerate(true):
        for other, title in enumerate(made):
            likeness[one, other] = max(_alike(_plain(name), _plain(title)) for name in names)
    found = {}
    for name, least in (("title_f1", 1.0), ("title_loose", _LOOSE)):
        right = len(_pairs(likeness, least))
        found[name] = _f1(right, len(made) - right, len(true) - right)[2]
    return found


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    inside = (one in other or other in one) and min(len(one), len(other)) >= 4
    likeness = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return min(0.99, max(likeness, 0.8 if inside else 0.0))


def _joins(text: str, truth: dict, true: Owner, owner: Owner, letters: list[int]) -> dict[str, float | None]:
    right = wrong = missed = breaks = kept = across = 0
    after = dict(pairwise(letters))
    before = {other: one for one, other in after.items()}
    known = set(letters)
    for boundary in truth["boundaries"]:
        ends = boundary["before"], boundary["after"]
        roles = {true[end][1] for end in ends}
        if roles <= FURNITURE:
            continue
        one = ends[0] if ends[0] in known else before.get(_next(after, known, ends[0], len(text)))
        joined = owner[one] is not None and owner[ends[1]] is not None and owner[one][0] == owner[ends[1]][0]
        if boundary["label"] == "join":
            right, missed = right + joined, missed + (not joined)
        else:
            breaks, kept, wrong = breaks + 1, kept + (not joined), wrong + joined
            across += joined and true[ends[0]][2] != true[ends[1]][2]
    missed += _inner(text, true, owner, letters)
    found = dict(zip(("join_p", "join_r", "join_f"), _f1(right, wrong, missed), strict=True))
    return found | {"brk_acc": kept / breaks if breaks else None, "xart_joins": across}


def _next(after: dict[int, int], known: set[int], at: int, end: int) -> int:
    return next((later for later in range(at, end) if later in known), end)


def _inner(text: str, true: Owner, owner: Owner, letters: list[int]) -> int:
    """Breaks inside a line of one unit."""
    found = 0
    for one, other in pairwise(letters):
        if true[one] == true[other] and owner[one] and owner[other] and "\n" not in text[one:other]:
            found += owner[one][0] != owner[other][0] and owner[one][1] == owner[other][1]
    return found


def _shares(true: Owner, owner: Owner, letters: list[int]) -> dict[tuple[int, int], float]:
    """How much of two articles together, a true one and a made one, is in both."""
    both: dict[tuple[int, int], int] = {}
    sizes: dict[tuple[str, int], int] = {}
    for at in letters:
        one, other = true[at][2] if true[at] else None, owner[at][2] if owner[at] else None
        sizes["true", one] = sizes.get(("true", one), 0) + 1
        sizes["made", other] = sizes.get(("made", other), 0) + 1
        if one is not None and other is not None:
            both[one, other] = both.get((one, other), 0) + 1
    return {(one, other): n / (sizes["true", one] + sizes["made", other] - n) for (one, other), n in both.items()}


def _coverage(shares: dict[tuple[int, int], float], true: Owner, letters: list[int]) -> float | None:
    articles = {true[at][2] for at in letters if true[at]} - {None}
    return mean([max((v for (one, _other), v in shares.items() if one == article), default=0) for article in articles])


def _order(shares: dict[tuple[int, int], float]) -> float | None:
    """Kendall's tau of the matched articles."""
    order = [other for _one, other in sorted(_pairs(shares, _MATCHED))]
    signs = [1 if one < other else -1 for n, one in enumerate(order) for other in order[n + 1 :]]
    return sum(signs) / len(signs) if signs else None


def _roles(true: Owner, owner: Owner, letters: list[int]) -> float:
    counts: dict[str, list[int]] = {}
    for at in letters:
        wanted, made = _role(true[at]), _role(owner[at])
        counts.setdefault(wanted, [0, 0, 0])[0 if wanted == made else 2] += 1
        if made and made != wanted:
            counts.setdefault(made, [0, 0, 0])[1] += 1
    return mean([_f1(*count)[2] for count in counts.values()])


def _role(of: tuple[int, str, int | None] | None) -> str:
    return "" if of is None else "furniture" if of[1] in FURNITURE else of[1]


def _meta(truth: dict, publication: Publication) -> float | None:
    wanted = {name: truth["issue"].get(name) for name in _FIELDS}
    wanted = {name: _plain(str(value)) for name, value in wanted.items() if value not in (None, "")}
    return mean([float(_plain(str(publication.metadata.get(name, ""))) == value) for name, value in wanted.items()])
