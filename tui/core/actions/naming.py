"""Commands and settings by their names, and going where somebody says in words: "table 2", "45%", "7.2"."""

import re

from tui.core.actions import ACTIONS, jumping, visiting
from tui.core.actions.going import no_further
from tui.core.actions.listening import sleep_named
from tui.core.actions.looking import command_entry, put_setting, run_entry, settings_at
from tui.core.actions.titling import to_article, to_heading
from tui.core.actions.words import look_up_named
from tui.core.commands import COMMANDS, Command, Unit, matching
from tui.core.light import Iterator
from tui.core.menu import Act, Menu, Reply, unchanged
from tui.core.publication import Place
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
    "unread": N_("unread"),
}
_PATHS = ("add", "subscribe", "export", "export-marks", "take-marks")  # they ask for one
_ASKING = (*_PATHS, "find", "find-here", "find-everywhere", "tag", "note", "category", "percent")
_ADDRESSES = ("http://", "https://")
_PERCENT = "百分之"  # 百分之50 is what "50%" is
_CHAPTER = N_("chapter")
_ARTICLE = N_("article")
_STEPS = {1: N_("next"), -1: N_("previous")}
N_("level")
_DIGITS = "一二三四五六"
_PLACE = re.compile(r"([0-9]{1,9})(?::([0-9]{1,9})(?::([0-9]{1,9}))?)?")
_NEAR = 0.8  # of the letters of a mistyped name
_COUNTED = re.compile(r"第 ?([0-9]+) ?[个张条处段首幅项篇]?(.+)")  # 第 2 个表格 is what "table 2" is


def find_command(reading: Reading) -> Reply:
    return reading.ask(_("Command: "), lambda text: _named(reading, text), complete=lambda text: _begun(reading, text))


def _begun(reading: Reading, text: str) -> list[str]:
    """The names of commands and settings that begin so; behind one that asks for a path, with that."""
    name, space, path = text.partition(" ")
    if space and name.lower() in _PATHS and (exports := reading.exports):
        return [f"{name} {each}" for each in exports.paths(path)]
    names = {*(command.name for command in COMMANDS), *reading.options.names()}
    return sorted(name for name in names if text and name.startswith(text.lower()))


def _named(reading: Reading, text: str) -> Reply:
    if not text:
        return unchanged()
    if text.lower().startswith(_ADDRESSES):
        text = f"add {text}"
    if reply := look_up_named(reading, text):
        return reply
    found = matching(text)
    if not found and (setting := reading.options.named(text)):
        return put_setting(reading, *setting) if setting[1] else settings_at(reading, setting[0])
    is_named = len(found) == 1 and found[0].name == "-".join(text.lower().split())
    if not is_named and (reply := _led(reading, text)):
        return reply
    if not found and (reply := _answered(reading, text)):
        return reply
    found = found or _told_so(text)
    if not found:
        led = sleep_named(reading, text) or to_article(reading, text) or _numbered(reading, text)
        return led or _nothing_named(reading, text)
    if len(found) == 1:
        return Reply(Act.DO, found[0].name)
    entries = [command_entry(reading, command) for command in found]
    return reading.open(Menu("commands", _("Commands"), entries, run_entry(reading)))


def _nothing_named(reading: Reading, text: str) -> Reply:
    """Unless a heading is called so. Who has mistyped a command does not wait for headings that have yet to be made."""
    from difflib import get_close_matches

    told = _("No command is called “{text}”; ? lists them all.").format(text=text)
    near = get_close_matches("-".join(text.lower().split()), [command.name for command in COMMANDS], 1, _NEAR)
    if near:
        return Reply(Act.SAID, _("No command is called “{text}”; did you mean {near}?").format(text=text, near=near[0]))
    number = next(_behind(_ARTICLE, _uncounted(text)), text)
    if number.isascii() and number.isdecimal():
        none = visiting.no_number(Sort("article"), int(number[:9]), len(reading.publication.articles))
        return to_heading(reading, text, lambda: none)
    return to_heading(reading, text, lambda: Reply(Act.SAID, told))


def _answered(reading: Reading, text: str) -> Reply | None:
    """What a command that asks for something does with what stands behind its whole name: words may begin as many do.
    None when it is no such command."""
    begin, _space, answer = text.partition(" ")
    named = [command for command in COMMANDS if command.name == begin.lower()] + _called(begin)
    if not named or named[0].name not in _ASKING or not answer.strip():
        return None
    reply = ACTIONS[named[0].name](reading)
    question, reading.question = reading.question, None
    return question.answer(answer.strip()) if question else reply


def place_named(reading: Reading, text: str) -> Reply:
    """Goes where the words lead; they are no commands here."""
    nowhere = Reply(Act.SAID, _("Nothing here is called “{text}”.").format(text=text))
    led = _led(reading, text) or to_article(reading, text) or _numbered(reading, text)
    return led or to_heading(reading, text, lambda: nowhere)


def _told_so(text: str) -> list[Command]:
    """Commands that are told with these words; one that is told by just these, before a colon, alone."""
    return _called(text) or [each for each in COMMANDS if text in _(each.help) and any(map(str.isalpha, text))]


def _called(text: str) -> list[Command]:
    """The command that the language of the interface calls so: what stands before the colon of its help."""
    return [command for command in COMMANDS if re.split(" *[:：]", _(command.help))[0].lower() == text.lower()]


def _led(reading: Reading, text: str) -> Reply | None:
    """Where the words lead; None when they name nothing of the kind."""
    text = " ".join(text.split())
    if text.startswith(_PERCENT):
        text = f"{text.removeprefix(_PERCENT)}%"
    if text.endswith(("%", "％")):
        return jumping.went_to_percent(reading, text[:-1])
    text = _uncounted(text)
    step, rest = next(((step, rest) for step, words in _STEPS.items() for rest in _behind(words, text)), (0, text))
    if step and rest.lower() in {*_CHAPTER.split(), *_(_CHAPTER).split()}:
        return _to_chapter(reading, step)
    level, rest = _level(rest)
    if level and not rest:
        return _went(reading, Sort("heading", level), step, "")
    for begin in (rest, rest[1:])[: 2 if step and not rest[:1].isascii() else 1]:  # 下一张图片: 张 counts
        for name, words in _WORDS.items():
            for number in _behind(words, begin):
                return _went(reading, Sort(name, level if name == "heading" else 0), step, number)
    return None


def _uncounted(text: str) -> str:
    counted = _COUNTED.fullmatch(text)
    return f"{counted[2]} {counted[1]}" if counted else text


def _to_chapter(reading: Reading, step: int) -> Reply:
    """To the next article at the top of the table of contents, or the previous one."""
    if any(article.level > 1 for article in reading.publication.articles):
        return visiting.go(reading, Sort("article", 1), step)
    session, unit = reading.session, Unit.ARTICLE

    def shown(target: Place | None) -> Reply:
        return reading.show(target) if target else Reply(Act.SAID, no_further(session, unit, step))

    return reading.reach(lambda: session.target(unit, step), shown)


def _numbered(reading: Reading, text: str) -> Reply | None:
    """The article of a number alone; or a place as scripts are told it, article:block:offset."""
    text = _uncounted(" ".join(text.split()))
    text = next(_behind(_ARTICLE, text), text)
    found, count = _PLACE.fullmatch(text), len(reading.publication.articles)
    if found is None or not 1 <= int(found[1]) <= count or (count == 1 and not found[2]):
        return None
    return reading.show(Place(int(found[1]) - 1, int(found[2] or 0), int(found[3] or 0)))


def _level(text: str) -> tuple[int, str]:
    """The level that is named, 0 for none, and the words without it."""
    for word in ("level", *_("level").split()):
        pattern = rf"(?:of )?\b{word} ([1-9])\b" if word.isascii() else rf"([1-9一二三四五六]) ?{word}的?"
        if found := re.search(pattern, text, re.IGNORECASE):
            level = _DIGITS.find(found[1]) + 1 or int(found[1])
            return level, " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
    return 0, text


def _went(reading: Reading, sort: Sort, step: int, number: str) -> Reply | None:
    if step:
        return None if number else visiting.go(reading, sort, step)
    if sort.name == "page" and number:
        return visiting.page(reading, number)
    if not number:
        return visiting.list_of(reading, sort)
    if not (number.isascii() and number.isdecimal()):
        return _to_heading(reading, number) if sort.name == "heading" else None
    return visiting.go_to_number(reading, sort, int(number[:9]))


def _to_heading(reading: Reading, text: str) -> Reply:
    none = Reply(Act.SAID, _("No heading is called “{text}”.").format(text=text))
    return to_heading(reading, text, lambda: none)


def _behind(words: str, text: str) -> Iterator[str]:
    """What stands behind one of the words at the beginning of a text."""
    for word in sorted({*words.split(), *_(words).split()}, key=len, reverse=True):
        begin, rest = text[: len(word)], text[len(word) :]
        if begin.lower() == word and (not word.isascii() or not rest[:1].isalpha()):
            yield rest.strip()
            return
