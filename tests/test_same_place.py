"""One place is shared by eye, ear and finger: after the same keys, and the same words of the voice, both front ends are
at the same character, in the same list, at the same question, and have given the same answer."""

import random

import pytest

from tests.machine.faults import Paper
from tests.make import TWO, MemoryStandIn, VoiceStandIn
from tests.test_app_view import KEYS, LONG
from tui.app.view import View
from tui.core.commands import COMMANDS
from tui.core.menu import Act, Reply
from tui.core.reader import Reader
from tui.plain import Plain
from tui.settings import Options, Settings
from tui.speech import Event

# Moves by what a front end makes rows and screens of, ways out, and what looks at the clock.
ROWS = frozenset({"down", "up", "j", "k", "pagedown", "pageup", "d", "u"})
LEAVING = frozenset("qVXDU")
ANSWERS = ("2", "盲道", "45%", "next heading", "一", "x", "note a", "rate 150", "")
LATER = ("update", "subscribe", "add", "quit", "sleep-timer", "describe-keys", *(c.name for c in COMMANDS if c.move))
NAMES = [command.name for command in COMMANDS if command.name not in LATER]


class Heard(Reader):
    """Keeps its last answer."""

    last = Reply(Act.NOTHING)

    def _told(self, reply: Reply) -> Reply:
        self.last = super()._told(reply)
        return self.last


def reader_of(publication, settings, change=lambda _name: None):
    voice = VoiceStandIn()
    return Heard(publication, MemoryStandIn(), Options(settings, change), voice), voice


def seen(reader):
    reading = reader.reading
    menu, question = reader.menu, reader.question
    where = reading.session.place, menu and (menu.name, menu.current.line), question and question.prompt
    return where, reading.listening.speaking, None if question else (reader.last.act, reader.last.text)


def steps(chance, reader, voice):
    """Keys, and in between reports of the voice, that suit where the reader is."""
    while True:
        if reader.question:
            yield from [*chance.choice(ANSWERS), chance.choice(["enter", "enter", "escape"])]
        elif chance.random() < 0.1:
            yield from [":", *chance.choice(NAMES), "enter"]
        else:
            key = chance.choice(KEYS)
            is_for_one = key in LEAVING or (key in ROWS and not reader.menu)
            yield (
                "s"
                if is_for_one or (key == "enter" and reader.menu and reader.menu.name in ("help", "commands"))
                else key
            )
        if reader.reading.listening.speaking:
            said = chance.choice(voice.said[-3:])
            yield Event("started", said.id)
            yield Event("word", said.id, chance.randrange(len(said.text) or 1))
            yield Event("finished", said.id)


class Fed(Paper):
    """Notes where the reader is after each key and report, each of which writes once at the most."""

    def __init__(self, given, reader):
        super().__init__([])
        self._given, self._reader = iter(given), reader
        self.found = []
        self.plain = None

    def keys(self):
        assert len(self._written) <= 1, self._written
        self._written.clear()
        self.found.append(seen(self._reader))
        step = next(self._given, None)
        if isinstance(step, Event):
            self.plain.report(step)
            return []
        return None if step is None else [step]


@pytest.mark.parametrize("publication", [TWO, LONG], ids=["short", "long"])
@pytest.mark.parametrize("seed", range(5))
def test_both_front_ends_are_at_the_same_place(publication, seed):
    live = []
    reader, voice = reader_of(publication, Settings(), lambda _name: live[0].change(reader.reading.options.settings))
    live.append(View(reader, Settings()))
    given, wanted = [], []
    for step in steps(random.Random(seed), reader, voice):
        given.append(step)
        if isinstance(step, Event):
            live[0].heard(*step)
        elif not live[0].press("space" if step == " " else step):
            break
        live[0].frame()
        wanted.append(seen(reader))
        if len(given) >= 400 and not reader.question:
            break
    other, _voice = reader_of(publication, Settings(plain=True))
    paper = Fed(["space" if step == " " else step for step in given], other)
    paper.plain = Plain(other, paper)
    paper.plain.run("")
    for number, (here, there) in enumerate(zip(wanted, paper.found[1:], strict=False)):
        assert here == there, given[max(0, number - 8) : number + 1]
    assert len(wanted) >= 400
