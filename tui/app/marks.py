"""What stands out in the text: highlights, the sentence and the word that are spoken, the ruler, the selection, doubts.

A look and no characters: a screen reader meets nothing of it.
"""

from tui.app.frame import IN_HEADING, Line, Piece, Role
from tui.core.commands import Unit
from tui.core.light import TYPE_CHECKING, NamedTuple, Sequence
from tui.core.publication import Place
from tui.core.reading import Reading
from tui.core.rows import Row
from tui.settings import Settings

if TYPE_CHECKING:
    from tui.core.shelf import Highlight


class Span(NamedTuple):
    """The text from one place to another, and what it is."""

    start: Place
    end: Place
    role: Role


def spans(reading: Reading, settings: Settings) -> list[Span]:
    """What stands out now, by the settings; the later lies over the earlier."""
    listening, here = reading.listening, reading.session.place
    found = [_of_highlight(each) for each in reading.highlights_of(here.article)]
    if settings.ruler == "sentence":
        found.append(_of_block(here, reading.session.range(Unit.SENTENCE), Role.RULER))
    if not listening.speaking:
        selection = listening.selection[:2]
        return [*found, *([Span(selection[0], selection[1], Role.SELECTED)] if selection else [])]
    if listening.sentence and settings.emphasis in ("sentence", "both"):
        found.append(_of_block(here, listening.sentence, Role.SPOKEN))
    if settings.emphasis in ("word", "both") and (word := listening.word):
        found.append(_of_block(here, word, Role.SPOKEN if settings.emphasis == "word" else Role.SPOKEN_WORD))
    return found


def _of_highlight(highlight: "Highlight") -> Span:
    start = highlight.place
    return Span(start, start._replace(offset=start.offset + len(highlight.text)), Role.HIGHLIGHT)


def _of_block(place: Place, offsets: tuple[int, int], role: Role) -> Span:
    start, end = offsets
    return Span(place._replace(offset=start), place._replace(offset=end), role)


def painted(row: Row, article: int, found: Sequence[Span], is_heading: bool) -> Line:
    """A row in pieces, each with the role of what lies on top there."""
    begin, behind = Place(article, row.block, row.start), Place(article, row.block, row.end)
    mine = [span for span in found if span.end > begin and span.start < behind]
    if not mine:
        return (Piece(row.text, Role.HEADING if is_heading else Role.TEXT),)
    roles = [Role.TEXT] * len(row.text)
    for span in mine:
        start = span.start.offset if span.start > begin else row.start
        end = span.end.offset if span.end[:2] == begin[:2] else row.end
        for part in row.shown:
            first, last = (part.at + max(part.start, min(offset, part.end)) - part.start for offset in (start, end))
            roles[first:last] = [span.role] * max(0, last - first)
    pieces, at = [], 0
    for index in range(1, len(roles) + 1):
        if index == len(roles) or roles[index] is not roles[at]:
            pieces.append(Piece(row.text[at:index], IN_HEADING[roles[at]] if is_heading else roles[at]))
            at = index
    return tuple(pieces)
