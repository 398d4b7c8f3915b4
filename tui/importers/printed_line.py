"""A line of a printed page, on its way into a paragraph."""

from tui.core.publication import Span
from tui.newspaper.lines import Line
from tui.newspaper.typeset import Lead, Set


class Printed:
    """A line of a page with how it is set, None where nobody knows. `sheet`: of the page, from 0. `top`: how far down
    on it, 0 where nobody knows. `leads`: its links."""

    def __init__(self, line: Line, how: Set | None, page: str, offset: int) -> None:
        self.line = line
        self.how = how
        self.page = page
        self.span = Span(line.start + offset, line.end + offset)
        self.sheet = 0
        self.top = 0.0
        self.leads: list[Lead] = []
