"""Back and forward in the history, which leads through other publications too; to a percentage."""

from tui.core.actions.awaiting import arrived, with_shelf
from tui.core.commands import Unit
from tui.core.describe import at_percent
from tui.core.light import Callable
from tui.core.menu import Act, Reply
from tui.core.publication import Publication
from tui.core.reading import Reading
from tui.core.session import ReadingSession
from tui.core.trail import Left
from tui.core.wording import _


def back(reading: Reading) -> Reply:
    session, (behind, _ahead) = reading.session, reading.session.trail
    if not behind:
        return _back_to_other(reading)
    return reading.reach(lambda: session.standing(behind[-1]), lambda _place: _went(reading, session.back))


def forward(reading: Reading) -> Reply:
    session, (_behind, ahead) = reading.session, reading.session.trail
    if not ahead:
        return _forward_to_other(reading)
    return reading.reach(lambda: session.standing(ahead[-1]), lambda _place: _went(reading, session.forward))


def _went(reading: Reading, go: Callable[[], bool]) -> Reply:
    go()
    reading.menus.clear()
    return Reply(Act.READING, reading.session.text(Unit.SENTENCE))


def _back_to_other(reading: Reading) -> Reply:
    """To the publication that was left for this one, where it was left."""
    left = reading.trail.before()
    if left is None:
        return Reply(Act.SAID, _("There is no earlier place."))
    return _to_other(reading, left, reading.trail.returned)


def _forward_to_other(reading: Reading) -> Reply:
    left = reading.trail.after(reading.session)
    if left is None:
        return Reply(Act.SAID, _("There is no later place."))
    return _to_other(reading, left, reading.trail.went_on)


def _to_other(reading: Reading, left: Left, leave: Callable[[str, ReadingSession], None]) -> Reply:
    def turned(publication: Publication) -> Reply:
        leave(reading.decoded.key, reading.session)
        reading.take_up(publication)
        reading.session.resume(left.place, left.history, left.ahead)
        text = reading.session.text(Unit.SENTENCE)
        return Reply(Act.READING, _("{title}: {text}").format(title=reading.publication.title, text=text))

    return with_shelf(reading, lambda shelf: arrived(reading, shelf.open(left.key), turned))


def to_percent(reading: Reading) -> Reply:
    return reading.ask(_("Go to percent: "), lambda text: went_to_percent(reading, text))


def went_to_percent(reading: Reading, text: str) -> Reply:
    """To where so much of the publication lies before."""
    digits = text.removesuffix("%").strip()
    if not (digits.isascii() and digits.isdecimal() and int(digits[:9]) <= 100):
        return Reply(Act.SAID, _("A percentage is a number from 0 to 100."))

    def shown(reply: Reply) -> Reply:
        reading.session.to_start_of(Unit.SENTENCE)
        return reply

    return reading.show(lambda: at_percent(reading.publication, int(digits)), shown)
