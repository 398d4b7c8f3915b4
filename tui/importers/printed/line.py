"""A line of a printed page, on its way into a paragraph."""

import re
from functools import lru_cache

from tui.core.publication import Span
from tui.importers.pdf.rows import HEAD
from tui.newspaper.lines import Line, lines_of
from tui.newspaper.typeset import Lead, Set, Tag

BULLET = re.compile(r"([•◦▪▫●○■□‣⁃∙❖➢➤✓✔▶►▸◆◇◾⬧⋄]|◯(?= ))\ufe0e?(?: |(?=\w)|$)")
"""What entries of a list begin with."""
LED = re.compile(r"… ?[\dA-Za-z.-]{1,8}$")
"""A number of a page, to which an entry of the contents leads."""
_MOSTLY = 0.7  # of its characters


class Printed:
    """A line of a page with how it is set, None where nobody knows. `sheet`: of the page, from 0. `top`: how far down
    on it, 0 where nobody knows. `leads`: its links.
    `tag`: what its file says that it is, None where that says nothing.
    `item`: the level of the item of a list that begins with it, 0 where none does; `in_item`: it goes on with one;
    `begins_list`: and is the first of it. `left`: how far from the edge it begins, in heights of a line. `code`: the
    spaces before a line of code, None where it is none; `begins_code`: the first of a piece; `blank`: lines left
    blank above it. `head`: the level of the heading that it is in, 0 where it is in none that is known; `more_of_head`:
    and not the first line of it. `aside`: "note" or "caption" where it is a line of one, `more_of_aside`: and not the
    first."""

    def __init__(self, line: Line, how: Set | None, page: str, offset: int) -> None:
        self.line = line
        self.how = how
        self.page = page
        self.span = Span(line.start + offset, line.end + offset)
        self.sheet = 0
        self.top = 0.0
        self.leads: list[Lead] = []
        self.tag: Tag | None = None
        self.left = 0.0
        self.code: str | None = None
        self.begins_code, self.blank = False, 0
        self.head, self.more_of_head = 0, False
        self.aside, self.more_of_aside = "", False
        self.item, self.in_item, self.begins_list = 0, False, False

    @property
    def level(self) -> int:
        """Of the heading that the line belongs to by the tags of the file; 0 where they say nothing of the kind."""
        if not self.leads:
            return 0
        heads = [lead for lead in self.leads if lead.address.startswith(HEAD)]
        if sum(lead.end - lead.start for lead in heads) < _MOSTLY * len(self.line.text):
            return 0
        return int(heads[0].address.removeprefix(HEAD)) if heads else 0


@lru_cache(maxsize=64)
def page_lines(text: str) -> tuple[Line, ...]:
    """`lines_of` the text of a page: each page is looked at again with those before and behind it."""
    return tuple(lines_of(text))
