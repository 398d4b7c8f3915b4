"""A source that has changed hands on what people left in its text: their place, marks, read articles and tags."""

from tui.core.blocks import is_lazy
from tui.core.publication import Publication
from tui.library import places, sealed, stored
from tui.library.filed import Filed

_TELLING = 20  # characters with which a passage begins that stands in no other text
_FEW, _MANY = 3, 300  # passages
_MOST = 0.5  # of them


def inherit(library: Filed, publication: Publication, keys: list[str], has_to_be_alike: bool) -> None:
    """Gives a publication what was left in the first of these, as far as it is in its text. `has_to_be_alike`: they
    have but a name in common with it, so that most of their text must be."""
    if has_to_be_alike:
        keys = _alike(library, publication, keys)
    for key in keys[:1]:
        _hand_on(library, key, publication)
        for article in publication.articles:
            library.write(
                "INSERT OR IGNORE INTO read_articles SELECT ?, article FROM read_articles"
                " WHERE publication = ? AND article = ?",
                publication.key,
                key,
                article.key,
            )
        sql = "INSERT OR IGNORE INTO tags SELECT ?, tag FROM tags WHERE publication = ?"
        library.write(sql, publication.key, key)


def _alike(library: Filed, publication: Publication, keys: list[str]) -> list[str]:
    """Those whose text is that of the publication: it has come from another place, or in another format."""
    if is_lazy(publication):
        return []
    texts = {block.text[:_TELLING] for article in publication.articles for block in article.blocks}
    sql = "SELECT substr(text, 1, ?1) FROM passages WHERE publication = ?2 AND length(text) >= ?1 ORDER BY id LIMIT ?3"
    told = {key: [text for (text,) in library.rows(sql, _TELLING, key, _MANY)] for key in keys}
    return [key for key in keys if len(told[key]) >= _FEW and _share(told[key], texts) >= _MOST]


def _share(told: list[str], texts: set[str]) -> float:
    return sum(text in texts for text in told) / len(told)


def _hand_on(library: Filed, key: str, publication: Publication) -> None:
    marks = [(each, *row) for each in ("bookmarks", "highlights") for row in sealed.marks(library, each, key)]
    if here := sealed.place(library, key):
        marks.append(("places", 0, here, ()))
    for table, _id, kept, rest in marks:
        place = places.found(publication, kept)
        if place is not None:
            values = (publication.key, *stored.kept(publication, place).row, *rest)
            sql, given = sealed.put(table, values, *([] if table == "places" else [None]))
            library.write(sql, *given)
