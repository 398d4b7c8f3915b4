"""What stands at the edges of a page and in no article, where no words say so: a masthead that was read badly, the
publisher's box, the head of the next page, advertisements behind the last article.

Behind the last article, named evidence of blocks is weighed, where there are weights for it (the table `foot`).
"""

from tui.newspaper.lines import blocks_of
from tui.newspaper.page import Page, Sure
from tui.newspaper.weights import knows, weigh

_MOST, _BAR, _BAD, _FEW, _MOST_LINES = 3.0, 1.0, 0.35, 2, 12
_STORY, _HOPELESS = -20.0, 12.0
_SHARES = (0.02, 0.1, 0.25, 0.5, 0.75)
_FAR = (0, 1, 2, 4, 8, 16)
_LEAST_WORD = 3
_VOWELS = frozenset("aeiouyàâäéèêëîïôöûüœæAEIOUYÀÂÄÉÈÊËÎÏÔÖÛÜŒÆ")
_BAR_PRINTED = 5.0  # the weights were learnt without print, where stories are seen


def below_masthead(page: Page, start: int) -> range:
    """The lines from `start`, where the masthead that could be read ends, that can hardly be read."""
    end = start
    for first, stop in blocks_of(page.lines[start : start + _MOST_LINES])[:_FEW] if page.pack.spaced else ():
        if readable([line.text for line in page.lines[start + first : start + stop]]) >= _BAD:
            break
        end = start + stop
    return range(start, end)


def behind_articles(page: Page) -> range:
    """The lines that stand behind the last article."""
    count = len(page.lines)
    if not knows("foot", page):
        return range(count, count)
    bar = _BAR_PRINTED if page.setting else _BAR
    total, best, start = 0.0, _BAR, count
    for number, block in enumerate(blocks_of(page.lines)[:0:-1]):
        total += _score(page, block, number)
        if total > best:
            best, start = total, block[0]
        elif total < best - _HOPELESS:
            break
    return range(start if best > bar else count, count)


def _score(page: Page, block: tuple[int, int], number: int) -> float:
    if any(page.sure[at] is Sure.JUMP or page.pack.match("serial", page.lines[at].text) for at in range(*block)):
        return _STORY
    score = weigh("foot", block_evidence(page, *block, number), page)
    return max(-_MOST, min(_MOST, score))


def block_evidence(page: Page, start: int, stop: int, number: int) -> list[str]:
    """What speaks for or against a block outside of the articles, `number` blocks from the edge of the page."""
    lines, pack = page.lines[start:stop], page.pack
    text = " ".join(line.text for line in lines)
    words = text.split()
    letters = [letter for letter in text if letter.isalpha()]
    size = _step(len(lines), (1, 2, 4, 8, 20))
    cut = page.endings[start:stop].count("hyphen")
    seen = [
        "block",
        f"far {_step(number, _FAR)}",
        f"lines {size}",
        f"width {_step(max(line.width for line in lines), (6, 14, 24, 36, 60))} {size == 0}",
        f"words {_step(readable(words), _SHARES)}",
        f"capitals {_step(sum(map(str.isupper, letters)) / max(1, len(letters)), _SHARES)}",
        f"digits {_step(sum(map(str.isdigit, text)) / len(text), _SHARES)}",
        f"cut {_step(cut / len(lines), _SHARES)} {len(lines) > 2}",
        f"ends {page.endings[stop - 1]}",
        f"full {_step(sum(_full(line.width, line.column) for line in lines) / len(lines), _SHARES)}",
    ]
    seen += [name for name in ("offer", "sign", "date", "weekday", "price", "publisher") if pack.search(name, text)]
    if len(lines) == 1 and text.strip(".- ").isdigit():
        seen.append("a number alone")
    return seen


def _full(width: int, column: int) -> bool:
    return 0 < 0.88 * column <= width


def readable(texts: list[str]) -> float:
    """The share of letters and marks that stand in what looks like words."""
    words = [word for text in texts for word in text.split()]
    return sum(len(word) for word in words if _pronounceable(word)) / max(1, sum(map(len, words)))


def _pronounceable(word: str) -> bool:
    """It looks like a word: letters, some of them vowels, capitals only at the beginning or all through."""
    word = word.strip(".,;:!?\"'“”‘’«»()[]-")
    plain = len(word) >= _LEAST_WORD and all(letter.isalpha() or letter in "'’-" for letter in word)
    return (
        plain and not _VOWELS.isdisjoint(word) and (word.isupper() or word[1:].islower() or "-" in word or "'" in word)
    )


def _step(value: float, steps: tuple[float, ...]) -> int:
    return sum(value > step for step in steps)
