"""What a word means, and where else it stands."""

from tui.core.actions.going import find_text
from tui.core.actions.looking import find_entry
from tui.core.actions.pointing import nowhere, pointed
from tui.core.actions.pronouncing import word_at
from tui.core.arriving import arriving
from tui.core.clean import clean_line
from tui.core.light import Callable
from tui.core.menu import Act, Entry, Menu, Reply
from tui.core.reading import Reading
from tui.core.wording import N_, _, n_
from tui.errors import ReaderError

_LOOK_UP = N_("look up/look-up")
_LONGEST = 100  # characters of a word


def find_word(reading: Reading) -> Reply:
    """The places of the word here, as they are found by typing it."""
    return _about_word(reading, lambda word: find_text(reading, word))


def look_up(reading: Reading) -> Reply:
    return _about_word(reading, lambda word: _looked_up(reading, word))


def look_up_named(reading: Reading, text: str) -> Reply | None:
    """Of a word that is named: "look up entropy". None for other words."""
    for name in {*_LOOK_UP.split("/"), *_(_LOOK_UP).split("/")}:
        begin, rest = text[: len(name)], text[len(name) :]
        if begin.lower() == name and rest.strip() and not (rest[0].isascii() and rest[0].isalnum()):
            return _looked_up(reading, clean_line(rest)[:_LONGEST])
    return None


def _about_word(reading: Reading, act: Callable[[str], Reply]) -> Reply:
    session = pointed(reading)
    if session is None:
        return nowhere(reading)
    word = word_at(session)
    return act(word[:_LONGEST]) if word else Reply(Act.SAID, _("There is no word here."))


def _looked_up(reading: Reading, word: str) -> Reply:
    look, command = reading.look_up, str(reading.options.get("look_up"))
    if look is None or not command:
        text = _("No dictionary is named; the setting look_up takes a program such as sdcv -n or dict.")
        return Reply(Act.SAID, text)
    try:
        reply = arriving(
            reading.begin, word, lambda: look(word), lambda lines: _told(reading, word, lines), _("Looking up {name}")
        )
    except ReaderError as error:
        return Reply(Act.SAID, str(error))
    return reply if isinstance(reply, Reply) else reading.wait(reply)


def _told(reading: Reading, word: str, lines: list[str]) -> Reply:
    """The answer, line by line."""
    if not lines:
        return Reply(Act.SAID, _("The dictionary has nothing about “{text}”.").format(text=word))
    title = _("“{text}”, {count}").format(text=word, count=n_("{n} line", "{n} lines", len(lines)))
    entries = [Entry(line) for line in lines]
    menu = Menu("answer", title, entries, lambda entry: Reply(Act.MENU, entry.line))
    menu.find = lambda: find_entry(reading, menu)
    return reading.open(menu)
