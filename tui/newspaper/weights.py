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
    text = "\n" + data_file("weights.txt")
    for table, weights in tables.items():
        for row in text.split(f"\n{table}\t{writing}\t")[1:]:  # the last goes on to the end of the file
            name, _tab, weight = row.partition("\n")[0].partition("\t")
            weights[name] = float(weight)
    return tables
