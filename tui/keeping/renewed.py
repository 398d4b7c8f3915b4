"""What has become of the entries of a feed since it was looked at last."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from tui.core.publication import Article, Kind
from tui.importers.within import numbered
from tui.newspaper.keys import key_of, with_keys

_MOST = 10_000  # entries that are in a feed, which all are kept
_TELLING = 40  # characters of a text: two entries of one day may both say a few words


class Renewed(NamedTuple):
    """`new`: what nobody has seen. `renamed`: by their keys of before the keys that entries have now. `older`: what has
    left the feed."""

    new: list[Article]
    renamed: dict[str, str]
    older: list[Article]


def latest(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """As many as are kept. Nearly all feeds begin with the latest."""
    if len(articles) <= _MOST:
        return articles
    begins_with_the_first = "" < articles[0].date < articles[-1].date
    return tuple(numbered(articles[-_MOST:])) if begins_with_the_first else articles[:_MOST]


def renewed(now: Sequence[Article], before: Iterable[Article], known: Collection[str]) -> Renewed:
    """`known`: the keys of all that it has ever brought. Feeds give their entries other names when they move, when they
    are made by another program, and when a title is put right: such entries are no news."""
    names = {article.key for article in now}
    left = [article for article in before if article.key not in names]
    unknown = [article for article in now if article.key not in known]
    titled = Counter(article.title for article in now)
    called: dict[tuple[str, ...], list[str]] = {}
    for article in reversed(left) if unknown else ():
        for sign in _signs(article, titled):
            called.setdefault(sign, []).append(article.key)
    renamed: dict[str, str] = {}
    new = [article for article in unknown if not (called and _is_renamed(article, titled, called, renamed))]
    return Renewed(new, renamed, [article for article in left if article.key not in renamed])


def _is_renamed(
    article: Article, titled: Counter[str], called: dict[tuple[str, ...], list[str]], renamed: dict[str, str]
) -> bool:
    for sign in _signs(article, titled):
        while keys := called.get(sign):
            if (key := keys.pop()) not in renamed:
                renamed[key] = article.key
                return True
    return False


def _signs(article: Article, titled: Counter[str]) -> Iterator[tuple[str, ...]]:
    """By what it is known again that has another name: its day, and two of its title, its address and its words. What
    has no name but its words: its day, and its title or its other words. Without its words a title that others have too
    (`titled`: how many of each there are) or that has no day tells nothing: there are forecasts of one title and one
    address every hour."""
    address = next((link.target for block in article.blocks for link in block.links if link.start == 0), "")
    address = address.partition("://")[2] or address
    words = "\n".join(
        block.text
        for block in article.blocks
        if block.kind is not Kind.TITLE and not any(link.target == block.text for link in block.links)
    )
    told = (("title", article.title), ("address", address), ("words", words and key_of(words)))
    for (one, first), (other, second) in combinations(told, 2):
        tells = other == "words" or (article.date and titled[article.title] < 2)
        if first and second and tells:
            yield one, first, other, second, article.date
    if article.date and with_keys([article])[0].key == article.key:
        if article.title:
            yield "title", article.title, article.date
        if len(words) >= _TELLING:
            yield "words", key_of(words), article.date
