"""Further changes of newspaper pages with truth, and what newspapers print between articles: letters, briefs, tables,
classified advertisements, verse, advertisements between paragraphs, lines that say where an article goes on.

    changes()                        the changes of `tests.changed_pages` and these
    inserted(text, truth, kind)      the page with such pieces, which seldom have titles, and the truth of it
    invented(text, truth, name)      either by its name, of those in EVERY
"""

import random
from collections import Counter
from functools import cache, partial
from itertools import groupby
from pathlib import Path

from tests.changed_pages import CHANGES, Change, Changed, Letters, changed, exchanged, moved, owners, without, wrapped
from tui.newspaper.language import pack_of
from tui.newspaper.lines import cells, lines_of_page

_DATA = Path(__file__).parent.parent / "data" / "newspaper" / "inserted.txt"
Piece = list[tuple[str, str]]  # an article's units: role, text
_AT_THE_END, _BETWEEN_PARAGRAPHS = ("jump",), ("advertisement",)
KINDS = ("letters", "briefs", "table", "classified", "poem", "advertisement", "jump")
_NEW = 1_000_000  # articles that were put in are numbered from here
_TITLES = ("title", "subtitle", "kicker", "tag", "head")


def recased(how: str, roles: tuple[str, ...], text: str, truth: dict, _chance: random.Random) -> Letters:
    """The units of these roles in capitals, or in small letters."""
    unit_of = owners(text, truth)
    letters = [(letter, at) for at, letter in enumerate(text)]
    for at, unit in enumerate(unit_of):
        other = getattr(text[at], how)()
        if unit is not None and truth["units"][unit]["role"] in roles and len(other) == 1:
            letters[at] = (other, at)
    return letters


def same_byline(text: str, truth: dict, _chance: random.Random) -> Letters:
    """Every article by the author of the first."""
    units = truth["units"]
    first = next((u["spans"] for u in units if u["role"] == "byline"), [])
    name = "".join(text[start:end] for start, end in first).replace("\n", " ")
    unit_of, found = owners(text, truth), []
    for unit, places in groupby(range(len(text)), key=lambda at: unit_of[at]):
        at = next(places)
        if unit is not None and units[unit]["role"] == "byline":
            found += [(letter, at) for letter in name] if at == units[unit]["spans"][0][0] else []
        else:
            found += [(text[each], each) for each in (at, *places)]
    return found


def cut_words(mark: str, width: int, apart: bool, text: str, truth: dict, chance: random.Random) -> Letters:
    """Set anew, and every third line ends inside a word with this mark."""
    letters = wrapped(width, apart, text, truth, chance)
    ends = [at for at, (letter, _from) in enumerate(letters) if letter == "\n"]
    for at in ends[::-3]:
        word = next((n for n in range(1, 12) if at + n >= len(letters) or not letters[at + n][0].isalpha()), 0)
        if word > 5 and at and letters[at - 1][1] >= 0:  # the first half goes up
            moved_up = [(" ", -1), *letters[at + 1 : at + 3], (mark, -1), ("\n", -1)]
            letters[at : at + 3] = moved_up
    return letters


def paragraph_a_line(text: str, truth: dict, chance: random.Random) -> Letters:
    """No line is set: a unit is a line, and there are no blank lines."""
    return wrapped(100_000, False, text, truth, chance)


def blank_lines_in_columns(text: str, _truth: dict, chance: random.Random) -> Letters:
    """A blank line too many in every twentieth place, as columns and pictures leave them."""
    return [
        one
        for at, letter in enumerate(text)
        for one in [(letter, at)] * (1 + (letter == "\n" != text[at + 1 : at + 2] and chance.random() < 0.05))
    ]


def without_some_blank_lines(text: str, _truth: dict, chance: random.Random) -> Letters:
    """Every second blank line is missing."""
    return [
        (letter, at)
        for at, letter in enumerate(text)
        if letter != "\n" or text[at - 1 : at] != "\n" or chance.random() < 0.5
    ]


def without_marks(text: str, _truth: dict, chance: random.Random) -> Letters:
    """Every third stop was not read."""
    return [(letter, at) for at, letter in enumerate(text) if letter not in ".。!?！？" or chance.random() > 0.33]


def changes() -> dict[str, Change]:
    """All changes by their names."""
    return CHANGES | {
        "lines of 18": partial(wrapped, 18, True),
        "lines of 80": partial(wrapped, 80, True),
        "lines of 24, no blank lines": partial(wrapped, 24, False),
        "lines of 60, no blank lines": partial(wrapped, 60, False),
        "a paragraph a line, no blank lines": paragraph_a_line,
        "words cut with not signs": partial(cut_words, "¬", 40, True),
        "words cut with soft hyphens, no blank lines": partial(cut_words, "\u00ad", 34, False),
        "titles in capitals": partial(recased, "upper", _TITLES),
        "titles in capitals, no blank lines": partial(_then, partial(recased, "upper", _TITLES)),
        "titles in small letters": partial(recased, "lower", _TITLES),
        "one author": same_byline,
        "blank lines too many": blank_lines_in_columns,
        "blank lines too few": without_some_blank_lines,
        "stops missing": without_marks,
        "no headers": partial(without, (*_TITLES, "byline")),
        "no masthead": partial(without, ("masthead", "issue_meta", "imprint", "index", "running_head", "misc")),
        "no captions": partial(without, ("caption", "credit")),
        "no jumps": partial(without, ("jump",)),
        "wide spaces": partial(exchanged, {" ": "\u3000"}),
    }


def invented(text: str, truth: dict, name: str) -> Changed:
    """The page after a change, or with pieces: "with letters", "with letters, no blank lines"."""
    kind, _comma, close = name.removeprefix("with ").partition(", ")
    if not name.startswith("with ") or kind not in KINDS:
        return changed(text, truth, changes()[name])
    page = inserted(text, truth, kind)
    return changed(*page, CHANGES[close]) if close else page


def _then(change: Change, text: str, truth: dict, chance: random.Random) -> Letters:
    """A change, and then no blank lines."""
    letters = change(text, truth, chance)
    return [one for at, one in enumerate(letters) if one[0] != "\n" or not at or letters[at - 1][0] != "\n"]


@cache
def pieces() -> dict[tuple[str, str], list[Piece]]:
    """The articles that can be put in, by kind and language."""
    found: dict[tuple[str, str], list[Piece]] = {}
    for section in _DATA.read_text("utf-8").split("== ")[1:]:
        head, _newline, rows = section.partition("\n")
        kind, language = head.split()
        found[kind, language] = [
            [(role, words) for role, _colon, words in (row.partition(": ") for row in part.strip().split("\n"))]
            for part in rows.split("\n---\n")
        ]
    return found


def inserted(text: str, truth: dict, kind: str, seed: int = 1) -> Changed:
    """A page with pieces of a kind: between two articles all; advertisements one between two paragraphs, jumps one
    behind an article."""
    chance = random.Random(seed)
    language = pack_of(text).text("weights").replace("han", "zh")
    some = pieces()[kind, language]
    units, unit_of = list(truth["units"]), owners(text, truth)
    width, apart = _setting(text)
    letters: Letters = []
    places = _places(changed(text, truth, CHANGES["as it is"]).truth, kind)
    chosen = set(chance.sample(places, min(len(places), 3)))
    for at, letter in enumerate(text):
        letters.append((letter, at))
        if at not in chosen:
            continue
        own = truth["units"][unit_of[at]]["article"]
        wanted = [chance.choice(some)] if kind in (*_AT_THE_END, *_BETWEEN_PARAGRAPHS) else some
        for number, piece in enumerate(wanted):
            article = own if kind in _AT_THE_END else _NEW + at * len(some) + number
            letters += _set_piece(piece, article, units, width, "\n\n" if apart else "\n")
        letters += [("\n", -1)] * apart
    return _moved(letters, text, truth | {"units": units})


def _places(truth: dict, kind: str) -> list[int]:
    """The last characters of articles, or of paragraphs inside articles."""
    found = []
    for boundary in truth["boundaries"]:
        inside = kind in _BETWEEN_PARAGRAPHS and boundary["label"] == "para"
        between = boundary["new_article"] and boundary["roles"][0] == "para" and kind not in _BETWEEN_PARAGRAPHS
        if inside or between:
            found.append(boundary["before"])
    return found


def _setting(text: str) -> tuple[int, bool]:
    """The column that most lines of a page stand in, and whether it has blank lines."""
    columns = Counter(line.column for line in lines_of_page(text))
    return columns.most_common(1)[0][0] or 100_000, "\n\n" in text


def _set_piece(piece: Piece, article: int | None, units: list[dict], width: int, between: str) -> Letters:
    found: Letters = []
    for number, (role, words) in enumerate(piece):
        units.append({"id": len(units), "article": None if role == "ad" else article, "role": role, "spans": []})
        gap = "\n" if number and role == piece[number - 1][0] == "para" else between
        found += [(letter, -1) for letter in gap]
        found += [(letter, -1 if letter.isspace() else -1 - len(units)) for letter in _lines(words, width)]
    return found


def _lines(words: str, width: int) -> str:
    """Words in lines of so many cells; Chinese anywhere."""
    lines, filled = "", 0
    parts = words.split(" ") if words.isascii() or max(words) < "\u2e80" else list(words)
    glue = " " if len(parts) < len(words) else ""
    for part in parts:
        size = cells(part) + len(glue)
        if filled and filled + size > width:
            lines, filled = lines + "\n", 0
        elif filled:
            lines += glue
        lines, filled = lines + part, filled + size
    return lines


def _moved(letters: Letters, text: str, truth: dict) -> Changed:
    """The page and its truth, where letters below -1 name units that are new."""
    known = len(text)
    new = {at: known + number for number, at in enumerate(sorted({at for _l, at in letters if at < -1}))}
    spans: dict[int, list[list[int]]] = {}
    for at, place in new.items():
        spans[-2 - at] = [[place, place + 1]]
    units = [u | {"spans": u["spans"] or spans[n]} for n, u in enumerate(truth["units"]) if u["spans"] or n in spans]
    placed = [(letter, new.get(at, at)) for letter, at in letters]
    page = "".join(letter for letter, _at in letters)
    return Changed(page, moved(placed, text + "x" * len(new), truth | {"units": units}))


AS_IT_IS = "as it is"
EVERY = [*changes(), *(f"with {kind}{close}" for kind in KINDS for close in ("", ", no blank lines"))]
