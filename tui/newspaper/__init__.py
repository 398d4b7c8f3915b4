"""A newspaper page's text → an issue with articles, and not one character lost.

    page_of(text)          the text as lines, or None when it is no newspaper page
    parse(text, name)      the Publication
    analyse(page, name)    the same with the decisions that could have gone another way
    analyse_issue(…)       the same of an issue of several pages

The way through the package: `lines` (lines and columns) → `page` (what each line shows, in the terms of the
language's `pack`) → `issue` (furniture) → `decode` (the best path) → `headers` (roles) → `assemble` (units) →
`jumps` (what goes on elsewhere) → `publish` (text, people, dates, keys) → `check` (nothing lost).

Where more than the text of a page is known it begins as a `sheet` of boxes: `order` and `floors` (what is read after
what) → `typeset` (lines and how they are set) → `page`; `setting` says what that shows.
"""

from importlib import import_module

from tui.core.light import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.core.publication import Doubt
    from tui.newspaper.analysis import Analysis, Page, analyse, analyse_issue, page_of, parse

__all__ = ["Analysis", "Doubt", "Page", "analyse", "analyse_issue", "page_of", "parse"]


def __getattr__(name: str) -> object:
    """Imported when it is used: the lines and words of a text that is no page are found without."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module("tui.newspaper.analysis"), name)
