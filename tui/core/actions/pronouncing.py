"""Teaching the voice how words are said, and spelling them out."""

from tui.core.actions.pointing import nowhere
from tui.core.commands import Unit
from tui.core.menu import Act, Entry, Menu, Reply
from tui.core.pronunciation import SKIP, Pronunciation
from tui.core.reading import Reading
from tui.core.session import ReadingSession
from tui.core.spelling import spelled
from tui.core.wording import _
from tui.core.words import words
from tui.errors import ReaderError

_LONGEST = 300  # characters that are spelled out at once


def pronounce(reading: Reading) -> Reply:
    """Asks how the word at the cursor is said. An answer such as 银行 = yin2hang2 is for more, or less, than it."""
    if reading.menu:
        return nowhere(reading)
    if reading.pronunciations is None:
        return Reply(Act.SAID, _("Pronunciations cannot be kept here."))
    word = word_at(reading.session)
    if not word:
        return Reply(Act.SAID, _("There is no word here."))
    return reading.ask(_("Say {text} as: ").format(text=word), lambda answer: _taught(reading, word, answer))


def word_at(session: ReadingSession) -> str:
    """The word here; where a mark stands, the next one of the sentence."""
    end = session.range(Unit.SENTENCE)[1]
    following = (session.block.text[a:b] for a, b in words(session.block.text[:end]) if b > session.place.offset)
    return next((word for word in following if any(map(str.isalnum, word))), "")


def list_pronunciations(reading: Reading) -> Reply:
    rules = reading.pronunciations.rules() if reading.pronunciations else ()
    if not rules:
        return Reply(Act.SAID, _("No pronunciations of your own yet; J teaches one."))
    entries = [Entry(rule.line, _("Enter takes it away"), rule) for rule in rules]
    menu = Menu("pronunciations", _("Pronunciations"), entries, lambda entry: _toggled(reading, menu, entry))
    return reading.open(menu)


def spell(reading: Reading) -> Reply:
    """The word; when that is one character, or was spelled out just now, the sentence."""
    if reading.menu:
        return Reply(Act.SAID, spelled(reading.menu.current.text[:_LONGEST], reading.publication.language))
    session = reading.session
    language = session.block.language or reading.publication.language
    word, read = _read(session) or (session.text(Unit.WORD).strip(), "")
    again = reading.told.spelled == session.place or (len(word) <= 1 and not read)
    reading.told.spelled = None if again else session.place
    if again:
        return Reply(Act.SAID, spelled(session.text(Unit.SENTENCE).strip()[:_LONGEST], language))
    told = _("{text}, read {reading}: {letters}") if read else "{letters}"
    return Reply(Act.SAID, told.format(text=word, reading=read, letters=spelled(word, language)))


def _read(session: ReadingSession) -> tuple[str, str] | None:
    """The characters here that the source says how to read, and how."""
    text, at = session.block.text, session.place.offset
    return next(((text[start:end], read) for start, end, read in session.block.readings if start <= at < end), None)


def _taught(reading: Reading, word: str, answer: str) -> Reply:
    written, equals, said = (part.strip() for part in answer.partition("="))
    if not equals:
        written, said = word, answer.strip()
    rule = Pronunciation("word", written or word, "" if said == SKIP else said)
    try:
        return Reply(Act.SAID, _changed(reading, rule, taken_away=not said))
    except ReaderError as error:
        return Reply(Act.SAID, str(error))


def _changed(reading: Reading, rule: Pronunciation, taken_away: bool) -> str:
    assert reading.pronunciations is not None
    if taken_away:
        removed = reading.pronunciations.remove(rule)
        text = _("{text}: your rule is gone.") if removed else _("{text}: there is no rule to take away.")
        return text.format(text=rule.written)
    reading.pronunciations.put(rule)
    text = _("{written} is said as {said}.") if rule.said else _("{written} is not said.")
    return text.format(written=rule.written, said=rule.said)


def _toggled(reading: Reading, menu: Menu, entry: Entry) -> Reply:
    rule = entry.value
    if not isinstance(rule, Pronunciation) or reading.pronunciations is None:
        return Reply(Act.NOTHING)
    try:
        removed = reading.pronunciations.remove(rule)
        if not removed:
            reading.pronunciations.put(rule)
    except ReaderError as error:
        return Reply(Act.SAID, str(error))
    menu.replace(entry._replace(note=_("taken away; Enter puts it back") if removed else _("Enter takes it away")))
    return Reply(Act.MENU, menu.current.line)
