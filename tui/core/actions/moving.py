"""What is said of a place beside its text, for those who want to hear of it."""

from tui.core.commands import Unit
from tui.core.publication import Place
from tui.core.reading import Reading
from tui.core.structure import arrived
from tui.core.wording import _


def with_more(reading: Reading, unit: Unit, before: Place, text: str) -> str:
    """The text to which a move has led: what it stands in before it, and whether it is doubtful behind it."""
    return _structure(reading, unit, before, text) + _doubtful(reading, unit)


def _structure(reading: Reading, unit: Unit, before: Place, text: str) -> str:
    if unit is Unit.ARTICLE or not reading.options.get("kinds"):
        return text
    what = arrived(reading.publication, before, reading.session.place)
    return _("{what}: {text}").format(what=what, text=text) if what else text


def _doubtful(reading: Reading, unit: Unit) -> str:
    """Whether the page may have been understood wrongly there."""
    session = reading.session
    if unit in (Unit.CHARACTER, Unit.WORD) or not reading.publication.doubts or not reading.options.get("doubts"):
        return ""
    start, end = session.range(Unit.SENTENCE)
    here = session.place[:2]
    doubtful = any(place[:2] == here and start <= place.offset < end for place, _doubt in reading.doubts)
    return _("; doubtful") if doubtful else ""
