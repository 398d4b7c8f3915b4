"""Commands by their names, and going where somebody says in words: "table 2", "next link", "page iv", "45%"."""

from tui.core.actions import jumping, visiting
from tui.core.actions.looking import command_entry, run_entry
from tui.core.commands import COMMANDS, matching
from tui.core.light import Iterator
from tui.core.menu import Act, Menu, Reply
from tui.core.reading import Reading
from tui.core.things import Sort
from tui.core.wording import N_, _

_WORDS = {  # in English and in the language of the interface, spaces between
    "heading": N_("heading headings title titles"),
    "list": N_("list lists"),
    "table": N_("table tables"),
    "image": N_("picture pictures figure figures image images"),
    "note": N_("note notes footnote footnotes"),
    "link": N_("link links"),
    "quotation": N_("quotation quotations quote quotes"),
    "code": N_("code"),
    "verse": N_("stanza stanzas verse verses"),
    "page": N_("page pages"),
    "bookmark": N_("bookmark bookmarks"),
    "highlight": N_("highlight highlights"),
}
_STEPS = {1: N_("next"), -1: N_("previous")}


def find_command(reading: Reading) -> Reply:
    return reading.ask(_("Command: "), lambda text: _named(reading, text))


def _named(reading: Reading, text: str) -> Reply:
    found = matching(text)
    if len(found) != 1 and (reply := _led(reading, text)):
        return reply
    found = found or [command for command in COMMANDS if text and text in _(command.help)]
    if not found:
        return Reply(Act.SAID, _("No command is called “{text}”; ? lists them all.").format(text=text))
    if len(found) == 1:
        return Reply(Act.DO, found[0].name)
    entries = [command_entry(reading, command) for command in found]
    return reading.open(Menu("commands", _("Commands"), entries, run_entry(reading)))


def _led(reading: Reading, text: str) -> Reply | None:
    """Where the words lead; None when they name nothing of the kind."""
    text = " ".join(text.split())
    if text.endswith(("%", "％")):
        return jumping.went_to_percent(reading, text[:-1])
    step, rest = next(((step, rest) for step, words in _STEPS.items() for rest in _behind(words, text)), (0, text))
    for name, words in _WORDS.items():
        for number in _behind(words, rest):
            return _went(reading, Sort(name), step, number)
    return None


def _went(reading: Reading, sort: Sort, step: int, number: str) -> Reply | None:
    if step:
        return None if number else visiting.go(reading, sort, step)
    if sort.name == "page" and number:
        return visiting.page(reading, number)
    if not number:
        return visiting.list_of(reading, sort)
    if not (number.isascii() and number.isdecimal()):
        return None
    return visiting.go_to_number(reading, sort, int(number[:9]))


def _behind(words: str, text: str) -> Iterator[str]:
    """What stands behind one of the words at the beginning of a text."""
    for word in sorted({*words.split(), *_(words).split()}, key=len, reverse=True):
        begin, rest = text[: len(word)], text[len(word) :]
        if begin.lower() == word and (not word.isascii() or not rest[:1].isalpha()):
            yield rest.strip()
            return
