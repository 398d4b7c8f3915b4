"""Jumps that are seldom wanted: forward in the history, to a percentage."""

from tui.core.commands import Unit
from tui.core.describe import at_percent
from tui.core.menu import Act, Reply
from tui.core.reading import Reading
from tui.core.wording import _


def forward(reading: Reading) -> Reply:
    if not reading.session.forward():
        return Reply(Act.SAID, _("There is no later place."))
    reading.menus.clear()
    return Reply(Act.READING, reading.session.text(Unit.SENTENCE))


def to_percent(reading: Reading) -> Reply:
    return reading.ask(_("Go to percent: "), lambda text: _went(reading, text))


def _went(reading: Reading, text: str) -> Reply:
    digits = text.removesuffix("%").strip()
    if not (digits.isascii() and digits.isdecimal() and int(digits[:9]) <= 100):
        return Reply(Act.SAID, _("A percentage is a number from 0 to 100."))
    reply = reading.show(at_percent(reading.publication, int(digits)))
    reading.session.to_start_of(Unit.SENTENCE)
    return reply
