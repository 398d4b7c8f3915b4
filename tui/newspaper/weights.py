"""What each piece of evidence counts, in log-odds.

`weights.txt` was fitted by `tests/tools/fit_newspaper_weights.py`, and so was `weights_close.txt`, for pages without
blank lines. Their lines are: table, writing (han, en or fr), evidence, weight, with tabs between. Evidence that is not
listed counts nothing.
"""

from functools import cache

from tui.core.light import TYPE_CHECKING
from tui.newspaper.pack import data_file

if TYPE_CHECKING:
    from tui.newspaper.page import Page


_ROLES = ("+", "title", "tag", "kicker", "subtitle", "head")
_TABLES = ("display", "continuation", "article", "foot", *(f"role {role}" for role in _ROLES))


def weigh(table: str, seen: list[str], page: "Page") -> float:
    """The sum of what the evidence counts. Tables: display, continuation, article, and see `knows`."""
    weights = _weights(page.pack.text("weights"), page.airy).get(table, {})
    return sum([weights[name] for name in seen if name in weights])


def knows(table: str, page: "Page") -> bool:
    """Whether a table has been fitted for what a page is written in: foot has not for all."""
    return table in _weights(page.pack.text("weights"), page.airy)


@cache
def _weights(writing: str, airy: bool) -> dict[str, dict[str, float]]:
    tables: dict[str, dict[str, float]] = {}
    text = "\n" + data_file("weights.txt" if airy else "weights_close.txt")
    for table in _TABLES:
        for row in text.split(f"\n{table}\t{writing}\t")[1:]:  # the last goes on to the end of the file
            name, _tab, weight = row.partition("\n")[0].partition("\t")
            tables.setdefault(table, {})[name] = float(weight)
    return tables
