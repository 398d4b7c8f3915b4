"""Articles by their numbers, as people name them in the shell."""

from tui.core.publication import Article, Publication
from tui.errors import UsageError
from tui.texts import _


def articles_of(publication: Publication, number: int | None) -> tuple[Article, ...]:
    """The one with this number, from 1; all where nobody has named one. Raises UsageError where there is none."""
    count = len(publication.articles)
    if number is None:
        return publication.articles
    if not 1 <= number <= count:
        text = _("there is no article {number}; this source has {count}.")
        raise UsageError(text.format(number=number, count=count))
    return publication.articles[number - 1 : number]
