"""Putting right how a page was understood: the same source is cut otherwise, or read otherwise, and every place stays
on its character."""

from tui.core.corrections import Correction
from tui.core.light import Callable
from tui.core.publication import Place, Publication
from tui.core.reading import Reading
from tui.core.readings import moved, read_as
from tui.core.source import SourceMap


def correct(reading: Reading, correction: Correction) -> None:
    """Puts one thing right, at once and for good."""
    reading.corrections.append(correction)
    reading.undone.clear()
    reading.memory.add_correction(reading.decoded, correction)
    kept = reading.memory.corrections(reading.decoded)
    if all(each in kept for each in reading.corrections):
        reading.corrections = kept  # another reader may have put something right meanwhile
    _apply(reading)


def undo(reading: Reading) -> Correction | None:
    """Takes the last correction back and returns it, None when there was none."""
    if not reading.corrections:
        return None
    last = reading.corrections.pop()
    reading.memory.undo_correction(reading.decoded, last)
    _apply(reading)
    return last


def _apply(reading: Reading) -> None:
    if reading.corrector:
        reading.whole = reading.corrector.corrected(reading.decoded, reading.corrections)
        before, after = reading.source_map, SourceMap(reading.whole)
        _replace(reading, reading.whole, lambda place: after.place(before.offset(place)))


def read_anew(reading: Reading) -> None:
    """Has the readings of characters as the settings have them now."""
    was, way, whole = reading.readings, str(reading.options.get("readings")), reading.whole
    reading.readings = way
    publication, menus = read_as(whole, way), list(reading.menus)
    if publication is not reading.publication:
        _replace(reading, publication, lambda place: moved(whole, moved(whole, place, was, back=True), way))
        reading.menus = menus


def _replace(reading: Reading, publication: Publication, moved: Callable[[Place], Place]) -> None:
    """Menus over the text close. `moved`: where a place is now."""
    bookmarks = reading.memory.bookmarks(reading.publication)
    highlights = reading.highlights
    reading.listening.replace(publication, moved)
    reading.session.replace(publication, moved)
    reading.hits = [moved(place) for place in reading.hits]
    reading.menus.clear()
    reading.publication = publication  # whose map is made when it is wanted
    reading.memory.move_bookmarks(publication, {each.id: moved(each.place) for each in bookmarks})
    for highlight in highlights:
        if reading.shelf:
            reading.shelf.keep_highlight(publication, highlight._replace(place=moved(highlight.place)))
    reading.forget_highlights()
    reading.memory.keep_place(publication, reading.session.place)
