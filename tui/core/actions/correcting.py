"""Doubtful places, and putting right how the page was understood."""

from tui.core.actions.speaking import HOLD_TEXT
from tui.core.commands import Unit
from tui.core.corrections import Change, Correction
from tui.core.doubts import doubt_text
from tui.core.menu import Act, Entry, Menu, Reply
from tui.core.reading import Reading
from tui.core.wording import N_, _, n_

# Each has a number of its own wherever it is possible, so that fingers can learn it; the last two count on.
_CHANGES = {
    Change.JOIN: N_("join with the paragraph before"),
    Change.SPLIT: N_("split here"),
    Change.TITLE: N_("make this the title of an article"),
    Change.SUBTITLE: N_("make this a subtitle"),
    Change.HEAD: N_("make this a section heading"),
    Change.PARAGRAPH: N_("make this a paragraph"),
    Change.BEFORE: N_("move this to the article before"),
    Change.AFTER: N_("move this to the article after"),
    Change.SWAP: N_("swap kicker and title"),
    Change.KEEP: N_("leave this as it is: nothing is doubtful"),
    Change.OPEN: N_("begin an article here"),
}
_DIGITS = 9


def next_doubt(reading: Reading) -> Reply:
    return _doubt(reading, 1)


def previous_doubt(reading: Reading) -> Reply:
    return _doubt(reading, -1)


def list_doubts(reading: Reading) -> Reply:
    doubts = reading.doubts
    if not doubts:
        return _nothing_doubtful()
    entries = []
    for number, (place, doubt) in enumerate(doubts, 1):
        article = _("article {number}").format(number=place.article + 1)
        entries.append(Entry(f"{number} {doubt_text(reading.publication, place, doubt)}", article, place))
    following = next((n for n, (place, _doubt) in enumerate(doubts) if place >= reading.session.place), 0)
    title = n_("{n} doubtful place", "{n} doubtful places", len(entries))
    return reading.open(Menu("doubts", title, entries, reading.show_entry, following))


def correct(reading: Reading) -> Reply:
    if reading.menu and reading.menu.name not in HOLD_TEXT:
        return Reply(Act.SAID, _("Open something to read first."))
    if reading.menu:
        reading.menu.choose(reading.menu.current)
    if reading.corrector is None or not reading.publication.source:
        return Reply(Act.SAID, _("Only newspaper pages can be put right."))
    place = reading.session.place
    offset = reading.source_map.offset(place)
    possible = set(reading.corrector.possible(reading.publication, place, offset))
    numbers = {number: change for number, change in enumerate(_CHANGES, 1) if change in possible}
    menu = Menu("corrections", _("Put right"), [], lambda entry: _correct(reading, entry, offset))
    menu.entries = [Entry(f"{number} {_(_CHANGES[change])}", value=change) for number, change in numbers.items()]
    menu.at_once = {
        str(number): entry for number, entry in zip(numbers, menu.entries, strict=True) if number <= _DIGITS
    }
    return reading.open(menu)


def undo(reading: Reading) -> Reply:
    if reading.undone:
        return reading.undone.pop()()
    last = reading.undo()
    if last is None:
        return Reply(Act.SAID, _("Nothing has been put right here."))
    reading.show(reading.source_map.place(last.offset))
    return _told(reading, _("taken back: {change}").format(change=_(_CHANGES[last.change])))


def _correct(reading: Reading, entry: Entry, offset: int) -> Reply:
    change = Change(str(entry.value))
    reading.correct(Correction(change, offset))
    return _told(reading, _("done: {change}").format(change=_(_CHANGES[change])))


def _told(reading: Reading, what: str) -> Reply:
    text = _("{what}; {text}").format(what=what, text=reading.session.text(Unit.SENTENCE))
    return Reply(Act.READING, text)


def _doubt(reading: Reading, step: int) -> Reply:
    doubts = reading.doubts
    if not doubts:
        return _nothing_doubtful()
    here = reading.session.place
    ahead = [each for each in doubts if (each[0] > here if step > 0 else each[0] < here)]
    place, doubt = (ahead or doubts)[0 if step > 0 else -1]
    reading.show(place)
    text = doubt_text(reading.publication, place, doubt)
    if not ahead:
        text = (_("From the beginning: {text}") if step > 0 else _("From the end: {text}")).format(text=text)
    return Reply(Act.READING, text)


def _nothing_doubtful() -> Reply:
    return Reply(Act.SAID, _("Nothing is doubtful here."))
