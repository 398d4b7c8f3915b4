"""Which tables are tables, and which only put things side by side."""

from collections import Counter

from tui.importers.markup import Element, names

_NOT_IN_CELLS = names("table h1 h2 h3 h4 h5 h6 ul ol dl pre blockquote article section figure")


def layout_tables(root: Element) -> set[int]:
    """The ids of the table elements that hold no table but a page: other tables, headings, lists, a single column."""
    found: set[int] = set()
    widest: Counter[int] = Counter()
    waiting: list[tuple[Element, int, list[int]]] = [(root, 0, [0])]
    while waiting:
        element, table, row = waiting.pop()
        if element.name in _NOT_IN_CELLS:
            found.add(table)
        if element.name == "table":
            table = id(element)
            if element.attributes.get("role") in ("presentation", "none"):
                found.add(table)
            widest[table] += 0
        elif element.name == "tr":
            row = [0]
        elif element.name in ("td", "th"):
            row[0] += 1
            widest[table] = max(widest[table], row[0])
        waiting += [(child, table, row) for child in element.elements]
    return found | {table for table, columns in widest.items() if columns < 2}
