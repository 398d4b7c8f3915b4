"""How well a header line plays a role, and how well two lines make one unit."""

from tui.core.publication import Kind
from tui.newspaper.marks import ends_with_word
from tui.newspaper.page import Page

_MOST_TAG, _SHORT_TAG, _REACH, _SHORT_TITLE, _LONG_TITLE = 30, 14, 400, 8, 56
_CLOSE_JOIN, _NEVER, _ALIKE, _UNLIKE = -4.0, -40.0, 6, -3.0
_UNMARKED, _ONLY_DATELINE = -2.0, 6.0
_COMMAS = ",，;；"


def role_score(page: Page, index: int, kind: Kind) -> float:
    """How well the line plays the role, in log-odds against playing none."""
    key = (kind.value, index)
    if key not in page.remembered:
        page.remembered[key] = _SCORES[kind](page, index)
    return page.remembered[key]


def joined_score(page: Page, index: int, kind: Kind) -> float:
    """How well the line continues the unit of the line above, which plays the role `kind`."""
    key = ("joined", index)
    if key not in page.remembered:
        page.remembered[key] = _joined(page, index) + (page.setting.joined(index) if page.setting else 0.0)
    return page.remembered[key] - (1.0 if kind in (Kind.HEAD, Kind.TAG) else 0.0)


def _joined(page: Page, index: int) -> float:
    line, above = page.lines[index], page.lines[index - 1]
    if not page.setting and (line.gap > 1 or not any(map(str.isalnum, line.text)) or _may_be_others(page, index)):
        return _NEVER
    score = -4.0 if line.gap > 1 else 0.5 if page.airy else _CLOSE_JOIN
    if page.endings[index - 1] in ("function", "soft", "hyphen"):
        score += 3.0
    if _tag_words(page, index) or _tag_words(page, index - 1) or page.pack.full("subtitle", line.text):
        score -= 4.0
    if page.pack.spaced:
        score += _same_case(page, index)
        score -= 8.0 if page.pack.match("serial", line.text) else 0.0
    else:
        differs = abs(line.width - above.width)
        score += 1.0 if differs <= _ALIKE else -0.5 if differs < 2 * _ALIKE else _UNLIKE
        score += 1.5 if page.straddled(index - 1, index) or page.cut_word(index - 1, index) else 0.0
    return score


def _may_be_others(page: Page, index: int) -> bool:
    """Where blank lines tell nothing: the line above wants no other, and is not set as this one is."""
    if page.airy or not page.pack.spaced or page.beginnings[index] == "lower":
        return False
    if page.beginnings[index] not in ("upper", "quote", "open"):
        return True
    if page.endings[index - 1] in ("function", "soft", "hyphen"):
        return False
    above, own = (_case(page.lines[at].text) for at in (index - 1, index))
    if (above == "capitals") != (own == "capitals"):
        return True
    return not ends_with_word(page.lines[index - 1].text)


def _title(page: Page, index: int) -> float:
    line = page.lines[index]
    score = 3.0 * (_echoed(page, index) - 0.3)
    score -= 1.0 if any(comma in line.text for comma in _COMMAS) else 0.0
    score -= 1.0 if line.width <= _SHORT_TITLE else 0.0
    score -= 0.5 if line.width > _LONG_TITLE else 0.0
    if page.beginnings[index] in ("mark", "dash"):
        score -= 4.0
    if page.openings[index] == "dateline" and page.pack.full("dateline", line.text):
        score -= _ONLY_DATELINE
    return score - (3.0 if _tag_words(page, index) else 0.0)


def _tag(page: Page, index: int) -> float:
    line = page.lines[index]
    if line.width > _MOST_TAG or any(comma in line.text for comma in _COMMAS):
        return -8.0
    score = -2.5 if line.width <= _SHORT_TAG else -4.0
    if _tag_words(page, index):
        score += 5.0
    elif not page.pack.spaced and " " in line.text and not parallel(line.text) and not _echoed(page, index):
        score += 4.0
    return score - 2.0 * _echoed(page, index)


def _kicker(page: Page, index: int) -> float:
    text = page.lines[index].text
    score = -2.5
    score += 2.0 if any(comma in text for comma in _COMMAS) else 0.0
    score += 5.0 if page.pack.match("serial", text) else 0.0
    return score + (2.5 if parallel(text) else 0.0)


def _subtitle(page: Page, index: int) -> float:
    text = page.lines[index].text
    score = -0.8
    if page.pack.full("subtitle", text):
        score += 5.0
    score += 0.7 if any(comma in text for comma in _COMMAS) else 0.0
    return score - (3.0 if page.beginnings[index] == "mark" or _tag_words(page, index) else 0.0)


def _head(page: Page, index: int) -> float:
    text = page.lines[index].text
    score = 4.5 if marked(page, index) else _UNMARKED if page.marks_heads else -0.5
    return score - (4.0 if _tag_words(page, index) or page.pack.full("subtitle", text) else 0.0)


_SCORES = {Kind.TITLE: _title, Kind.TAG: _tag, Kind.KICKER: _kicker, Kind.SUBTITLE: _subtitle, Kind.HEAD: _head}


def marked(page: Page, index: int) -> bool:
    """The line starts with a mark or a number, as section heads do."""
    return page.beginnings[index] == "mark" or page.pack.match("enumerator", page.lines[index].text) is not None


def parallel(text: str) -> bool:
    """Two or three phrases of one length, set apart with spaces: a slogan."""
    parts = text.split()
    return 2 <= len(parts) <= 4 and len({len(part) for part in parts}) == 1 and 2 <= len(parts[0]) <= 8


def _tag_words(page: Page, index: int) -> bool:
    line = page.lines[index]
    if line.width > _MOST_TAG or any(comma in line.text for comma in _COMMAS):
        return False
    if page.pack.holds("slogan", line.text):
        return True
    return (
        line.width <= _MOST_TAG
        and page.pack.begins("tag", line.text)
        and (page.pack.spaced or len(line.text) <= 8 or " " in line.text)
    )


def _echoed(page: Page, index: int) -> float:
    """The share of a line's pairs of letters that come again in the text that follows."""
    line = page.lines[index]
    following = page.text[line.end : line.end + _REACH].lower()
    text = line.text.lower()
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    pairs = {pair for pair in pairs if pair.isalpha()}
    return sum(pair in following for pair in pairs) / max(1, len(pairs))


def _same_case(page: Page, index: int) -> float:
    """Lines of one headline are set alike: all capitals, or title case, or running on in lower case."""
    if page.beginnings[index] == "lower":
        return 4.0
    first, second = _case(page.lines[index - 1].text), _case(page.lines[index].text)
    return 1.5 if first == second != "sentence" else -1.5


def _case(text: str) -> str:
    words = [word for word in text.split() if word[0].isalpha()]
    if all(word.isupper() for word in words):
        return "capitals"
    long = [word for word in words if len(word) > 3]
    return "title" if len(long) > 1 and all(word[0].isupper() for word in long) else "sentence"
