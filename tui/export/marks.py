"""What somebody has marked in a publication, with where each is from."""

from collections.abc import Sequence

from tui.core.clean import printable
from tui.core.dates import day_of
from tui.core.describe import percent
from tui.core.publication import Place, Publication
from tui.core.shelf import Highlight
from tui.core.things import page_at
from tui.library import stored
from tui.texts import _

Mark = dict[str, object]


def as_markdown(publication: Publication, marks: Sequence[Mark]) -> str:
    """Each as a quotation, cited, with its note."""
    lines = [f"# {printable(publication.title)}\n"]
    for mark in marks:
        lines.append(f"\n> {printable(str(mark['text']))}\n\n{printable(_cited(mark))}\n")
        if mark["note"]:
            lines.append(f"\n{printable(str(mark['note']))}\n")
    return "".join(lines)


def _cited(row: Mark) -> str:
    """Who has written it, the article, the publication, its date, the page or how far it is in it, and the category."""
    where = _("page {page}").format(page=row["page"]) if row["page"] else f"{row['percent']}%"
    title = row["title"] if row["title"] != row["publication"] else ""
    category = f" ({_(str(row['category']))})" if row["category"] else ""
    day = day_of(str(row["date"]))
    date = day if day not in str(row["publication"]) else ""
    text = _(", ").join(str(each) for each in (title, row["publication"], date, where) if each) + category
    return _("{what}: {text}").format(what=row["author"], text=text) if row["author"] else text


def marks_of(
    publication: Publication, bookmarks: Sequence[tuple[Place, str]], highlights: Sequence[Highlight]
) -> list[Mark]:
    """Bookmarks (where they are, and their names), highlights and notes in the order of the text."""
    found = [(place, "bookmark", name, "", "") for place, name in bookmarks]
    found += [(h.place, "highlight", h.text, h.category, h.note) for h in highlights]
    names = ("kind", "text", "category", "note")
    return [dict(zip(names, rest, strict=True)) | _source(publication, place) for place, *rest in sorted(found)]


def _source(publication: Publication, place: Place) -> Mark:
    """Where a mark is from, for a citation and to find it again."""
    article = publication.articles[place.article]
    names = dict.fromkeys(name for byline in article.bylines for name in byline.names)
    return {
        "author": _(", ").join(names) or str(publication.metadata.get("author", "")),
        "publication": publication.title,
        "title": article.name,
        "date": article.date or str(publication.metadata.get("date", "")),
        "page": page_at(publication, place),
        "percent": percent(publication, place),
        "article": place.article + 1,
        "block": place.block,
        "offset": place.offset,
        "key": publication.key,
        "place": stored.kept(publication, place).as_data(),
    }
