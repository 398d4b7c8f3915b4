"""Is a line display type (a headline, a section head) rather than body? Named evidence, weighed later."""

from tui.newspaper.page import Page, Sure

_STEPS = (8, 14, 20, 28, 36, 48, 64)
_MOST_QUOTED, _NEAR = 44, 5


def display_evidence(page: Page, index: int) -> list[str]:
    """Names of what speaks for or against display type."""
    line = page.lines[index]
    regime = "W" if line.column else "U"
    end = page.endings[index]
    gaps = page.above(index) + page.under(index)
    above = _neighbour(page, index - 1)
    start, stop = page.blocks[index]
    seen = [
        regime,
        f"{regime} {end}",
        f"{regime} length {_step(line.width)}",
        f"{regime} begins {page.beginnings[index]}",
        f"{regime} gaps {gaps}",
        f"{regime} above {above}",
        f"{above} {gaps[0]} {end}",
        f"{regime} block {min(stop - start, 4)} {min(index - start, 3)}" if page.airy else f"{regime} no blocks",
        f"{regime} {end} {gaps}",
        f"below {_neighbour(page, index + 1)}",
    ]
    if line.column:
        seen += _in_column(page, index, gaps, above)
    if page.pack.spaced:
        case = _case(line.text)
        seen += [case, f"{case} {gaps}", f"{case} {end}", f"{case} {above}"]
    return seen + _words(page, index, stop)


def _in_column(page: Page, index: int, gaps: str, above: str) -> list[str]:
    """How the line fills its column, and the lines around it theirs."""
    line, end = page.lines[index], page.endings[index]
    share = min(int(5 * line.width / line.column), 6)
    follows = page.beginnings[index + 1] if index + 1 < len(page.lines) else "edge"
    seen = [f"share {share} {end}", f"share {share} gaps {gaps}", f"share {share} {above} {end}"]
    seen.append(f"{'room' if share < 4 else 'filled'} {end} next {follows}")
    if edge := page.first_line(index):
        seen += [f"{edge} {end}", f"{edge} {above}"]
    return seen + _block(page, *page.blocks[index]) if page.airy else seen


def _words(page: Page, index: int, stop: int) -> list[str]:
    """What the line and the next ones say."""
    seen = []
    if Sure.BYLINE in page.sure[index + 1 : min(stop, index + _NEAR)]:
        seen.append("signed below")
    if kind := page.openings[index]:
        seen.append(f"opens {kind}")
    if index + 1 < len(page.lines) and (kind := page.openings[index + 1]):
        seen.append(f"next opens {kind}")
    if _quotation_alone(page, index):
        seen.append("a quotation alone")
    if not page.pack.spaced:
        seen += _spoken(page, index)
    return seen


def _spoken(page: Page, index: int) -> list[str]:
    """What the characters of a line without spaces say: a deck's words, a word cut in half, clauses."""
    line, seen = page.lines[index], []
    if page.pack.full("subtitle", line.text):
        seen.append("subtitle words")
    if page.endings[index] == "bare" and index + 1 < len(page.lines) and page.straddled(index, index + 1):
        seen.append(f"half a word {page.under(index)}")
    if page.endings[index] in ("bare", "function") and index + 1 < len(page.lines) and page.cut_word(index, index + 1):
        seen.append(f"cuts a word {page.under(index)}")
    clauses = sum(map(line.text.count, "，,、；"))
    seen.append(f"clauses {min(clauses, 3)} {page.endings[index]}")
    return seen


def _quotation_alone(page: Page, index: int) -> bool:
    """Somebody's words with no sentence around them, between blank lines."""
    line, (start, stop) = page.lines[index], page.blocks[index]
    quoted = page.beginnings[index] == "quote" and line.text[-1] in page.pack.closers
    return quoted and page.endings[index] == "bare" and stop - start == 1 and line.width <= _MOST_QUOTED


def _block(page: Page, start: int, stop: int) -> list[str]:
    """Of the lines between two blank lines together: a headline's are few, none is full, none ends a sentence."""
    size = min(stop - start, 4)
    room = min(int(5 * page.widest[start]), 5)
    above = page.endings[start - 1] if start else "edge"
    return [f"block {size} {room} {page.endings[stop - 1]}", f"block {size} {room} above {above}"]


def _step(width: int) -> int:
    return sum(width > step for step in _STEPS)


def _neighbour(page: Page, index: int) -> str:
    """How the line above or below ends, or what it surely is."""
    if not 0 <= index < len(page.lines):
        return "edge"
    if page.sure[index] is not Sure.OPEN:
        return page.sure[index].value
    line = page.lines[index]
    full = line.column and line.width >= 0.88 * line.column
    long = not line.column and line.width > 64
    return page.endings[index] + (" full" if full else " long" if long else "")


def _case(text: str) -> str:
    """How Latin letters are set: capitals, title case, sentence case, or none at all."""
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < 3:
        return "no letters"
    capitals = sum(letter.isupper() for letter in letters)
    if capitals > 0.8 * len(letters):
        return "capitals"
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return "title case" if len(words) > 1 and all(word[0].isupper() for word in words) else "sentence case"
