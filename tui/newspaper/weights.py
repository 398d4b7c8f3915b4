"""What each piece of evidence counts, in log-odds.

`weights.txt` was fitted by `tests/tools/fit_newspaper_weights.py`. Its lines are: table, writing (han, en or
fr), evidence, weight, with tabs between. Evidence that is not listed counts nothing.
"""

from functools import cache

from tui.newspaper.pack import Pack, data_file


def weigh(table: str, seen: list[str], pack: Pack) -> float:
    """The sum of what the evidence counts. Tables: display, continuation, article."""
    weights = _weights(pack.text("weights"))[table]
    return sum([weights[name] for name in seen if name in weights])


@cache
def _weights(writing: str) -> dict[str, dict[str, float]]:
    tables: dict[str, dict[str, float]] = {"display": {}, "continuation": {}, "article": {}}
    for line in data_file("weights.txt").splitlines():
        table, of, name, weight = line.split("\t")
        if of == writing:
            tables[table][name] = float(weight)
    return tables
