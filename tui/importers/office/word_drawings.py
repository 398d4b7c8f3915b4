"""What charts and diagrams of Word say: their titles and points, and their numbers as a table; and what is told of
pictures."""

from datetime import date, timedelta

from tui.importers.tree import Element, names

_TITLES, _MOST_ROWS, _MOST_CELLS = names("title dlbl"), 1_000, 50_000
PICTURES = frozenset({"docpr", "imagedata"})
_TOLD, _FILE = "\0told", "\0file"
_FIRST_DAY = date(1899, 12, 30)  # of those that spreadsheets count
_AXES, _VALUES = ("cat", "xval"), ("val", "yval", "bubblesize")


def chart(tree: Element) -> list[Element]:
    """Its titles and labels, and a table with a row for each category and a column for each series."""
    made = [paragraph for title in tree.walk() if title.name in _TITLES for paragraph in _paragraphs(title)]
    series = tree.all("ser")
    columns = [_values(part) for each in series for part in each.elements if part.name in _VALUES]
    axis = next((_values(part) for each in series for part in each.elements if part.name in _AXES), {})
    rows = sorted(set(axis).union(*columns))[: min(_MOST_ROWS, 1 + _MOST_CELLS // (1 + len(columns)))]
    if not rows:
        return made
    heads = [_name(each) for each in series for part in each.elements if part.name in _VALUES]
    table = Element("table", None, _row("th", ["", *heads]))
    table.children += [_row("td", [axis.get(row, ""), *(column.get(row, "") for column in columns)]) for row in rows]
    return [*made, table]


def diagram(tree: Element) -> list[Element]:
    """Its points as a list."""
    points = [paragraph for point in tree.all("pt") for paragraph in _paragraphs(point)]
    return [Element("ul", None, *(Element("li", None, *point.children) for point in points))] if points else []


def tell_pictures(body: Element) -> None:
    """Gives pictures that have no words of their own the words, or the name of the file, that stand around them."""
    for frame in body.all("inline", "anchor"):
        told, seen = frame.find("docpr"), frame.find("cnvpr")
        if told is None or not frame.find("blip"):
            continue
        decorative = frame.find("decorative")
        if decorative is None or decorative.get("val") in ("0", "false"):
            words = (seen.get("descr") or seen.get("title")) if seen else ""
            told.attributes[_TOLD], told.attributes[_FILE] = words, seen.get("name") if seen else ""
    for shape in body.all("shape", "rect"):
        if data := shape.find("imagedata"):
            data.attributes[_TOLD], data.attributes[_FILE] = shape.get("alt"), data.get("title")


def picture(element: Element) -> Element | None:
    """The picture of HTML for what is told of one; None where there is none."""
    words = element.get("descr") or element.get("title") or element.get(_TOLD)
    if element.name == "imagedata":
        words = element.get(_TOLD)
    if words.strip():
        return Element("img", {"alt": words})
    return Element("img", {"src": element.get(_FILE) or "-"}) if _FILE in element.attributes else None


def _paragraphs(source: Element) -> list[Element]:
    found = ("".join(run.text for run in paragraph.all("t")) for paragraph in source.all("p"))
    return [Element("p", None, words) for words in found if words.strip()]


def _values(part: Element) -> dict[int, str]:
    """What stands at each place; of categories in several levels all are told."""
    found: dict[int, str] = {}
    code = part.find("formatcode")
    written = (lambda text: _number(text, code.text)) if code else str.strip
    for point in part.all("pt"):
        number, value = point.get("idx"), point.find("v")
        if value and number.isdecimal() and len(number) < 7:
            found[int(number)] = " ".join(filter(None, [written(value.text), found.get(int(number), "")]))
    return found


def _number(text: str, code: str) -> str:
    """As the chart shows it, or nearly so: without the digits that only a computer needs, in per cent, as a date."""
    try:
        number = float(text)
        if code.rstrip().endswith("%"):
            return f"{number * 100:.4g}%"
        if "yy" in code.lower():
            return str(_FIRST_DAY + timedelta(number))
        return f"{number:.{max(6, len(str(int(abs(number)))) + 2)}g}"
    except (ValueError, OverflowError):
        return text.strip()


def _name(series: Element) -> str:
    told = series.child("tx")
    value = told.find("v") if told else None
    return value.text.strip() if value else ""


def _row(name: str, cells: list[str]) -> Element:
    return Element("tr", None, *(Element(name, None, cell) for cell in cells))
