"""What a key does. Both front ends hand every key to one `Reader` and show its reply.

Nothing here draws, speaks or writes: a front end does, from the reply and from what the reading then holds.
"""

from tui.core.actions import ACTIONS
from tui.core.actions.going import article_menu, no_further, nothing_there
from tui.core.blocks import block_after
from tui.core.clean import brief
from tui.core.commands import BY_NAME, Command, Unit
from tui.core.light import TYPE_CHECKING, Protocol, Sequence
from tui.core.listening import GO_ON, Voice
from tui.core.menu import ALT, PASTED, Act, Menu, Question, Reply
from tui.core.publication import LazyBlocks, Place, Publication
from tui.core.reading import Helpers, Memory, Reading
from tui.core.wording import _

if TYPE_CHECKING:
    from tui.core.aloud import Aloud
    from tui.core.options import Options

_PAGE, _LONG = 10, 200  # entries; characters of an answer
_ALONE = Helpers()
_NOT_HELD_UP = frozenset({Act.ASKED, Act.QUIT, Act.SPEAKING, Act.WAITING})


class Lines(Protocol):
    """How a front end divides text. None where the publication ends."""

    def line(self, place: Place, step: int) -> Place | None: ...
    def page(self, place: Place, step: int) -> Place | None: ...


class Reader:
    """Keys, commands, answers and reports of the voice, each turned into one reply.

    It begins in the list of articles, on the one last read; a publication of one article begins open.
    `lines`: set by a front end that divides text itself, which needs the publication first.
    """

    def __init__(
        self,
        publication: Publication,
        memory: Memory,
        options: "Options",
        voice: Voice | None = None,
        helpers: Helpers = _ALONE,
    ) -> None:
        self.reading = Reading(publication, memory, options, voice, helpers)
        self.lines: Lines | None = None
        self._kept = self.reading.session.place
        self._digits: Menu | None = None
        self._speaker: Aloud | None = None
        if len(self.reading.publication.articles) > 1:
            self.reading.open(article_menu(self.reading))

    @property
    def menu(self) -> Menu | None:
        return self.reading.menu

    @property
    def question(self) -> Question | None:
        return self.reading.question

    def apart(self, key: str) -> Sequence[str]:
        """The keys that one stands for. No command has Alt: Escape and a key were typed, and what comes behind them may
        be the answer to what that key asks. Where an answer, or any key, is taken, it may well be Alt, and is nothing.
        """
        is_one = not key.startswith(ALT) or self.question or self.reading.next_key
        return (key,) if is_one else ("escape", key.removeprefix(ALT))

    def greet(self, text: str) -> Reply:
        """The first thing that somebody is told."""
        return self._told(Reply(Act.SAID, text))

    def press(self, key: str) -> Reply:
        """Does what the key is for. Characters are themselves, other keys have names such as "down"."""
        self.silence()
        if self.reading.waiting:
            from tui.core.actions.awaiting import pressed  # seldom: something large is being opened

            return self._told(self._settle(pressed(self.reading, self.reading.waiting, key)))
        return self._told(self._settle(self._pressed(key)))

    def run(self, name: str) -> Reply:
        """Does a command by its name."""
        self.silence()
        return self._told(self._settle(self._run(BY_NAME[name])))

    def typed(self, character: str, text: str = "") -> None:
        """Somebody typing an answer has written, taken away or come to this character; `text` is there now."""
        if self.question:
            self.question.typed(text)
        self.silence()
        self._told(Reply(Act.SAID, character))

    def answer(self, text: str) -> Reply:
        """Answers the open question."""
        question, self.reading.question = self.reading.question, None
        if question is None:
            return Reply(Act.NOTHING)
        self.silence()
        reply = self._settle(self._done(question.answer(text if question.is_secret else text.strip())))
        return self._told(reply._replace(text=brief(reply.text)) if len(text) > _LONG else reply)

    def cancel(self) -> Reply:
        """Leaves the open question without an answer."""
        self.reading.question = None
        self.silence()
        return self._told(self._settle(Reply(Act.SAID, _("Cancelled."))))

    def heard(self, name: str, utterance_id: int, offset: int, text: str) -> Reply:
        """Takes a report of the voice (as `tui.speech.Event`), a media key, or how far what is opened has come."""
        if name == "media":
            return self._media(text)
        if name == "opening":
            from tui.core.actions.awaiting import heard

            return self._told(self._settle(heard(self.reading)))
        moved, message = self.reading.listening.heard(name, utterance_id, offset, text)
        reply = self._keep(Reply(Act.SAID, message) if message else Reply(Act.MOVED if moved else Act.NOTHING))
        if self.reading.programme and self.reading.listening.is_queue_over:
            from tui.core.actions.news import over

            reply = self._settle(over(self.reading, reply))
        return self._aloud.heard(name, utterance_id, text, reply) if self._aloud else reply

    def _media(self, key: str) -> Reply:
        """A key for sound, wherever it is pressed. Such keys are no answer to a question."""
        from tui.core.actions.speaking import of_media_key

        return self.run(name) if (name := of_media_key(self.reading, key)) else Reply(Act.NOTHING)

    def silence(self, is_begun: bool = False) -> None:
        """No voice any more. `is_begun`: a key has, and will be pressed when all of it has come."""
        (self.reading.listening.hush if is_begun else self.reading.listening.silence)()
        if self._speaker:
            self._speaker.silence()

    @property
    def _aloud(self) -> "Aloud | None":
        """None while the voice is only for reading aloud, which is the rule: imported when it is not."""
        if self._speaker is None and self.reading.options.get("speech") not in ("asked", "screenreader"):
            from tui.core.aloud import Aloud

            self._speaker = Aloud(self.reading)
        return self._speaker

    def _told(self, reply: Reply) -> Reply:
        if reply.act is Act.SPEAKING and self.reading.listening.is_unheard:  # nobody is left without both
            reply = reply._replace(act=Act.MOVED)
        return self._aloud.told(reply) if self._aloud else reply

    def _pressed(self, key: str) -> Reply:
        if key.startswith(PASTED):
            return Reply(Act.SAID, _("Pasted text is taken in an answer: press / or : and paste it there."))
        if key.startswith(ALT):
            return Reply(Act.NOTHING)
        taker, self.reading.next_key = self.reading.next_key, None
        if taker:
            return taker(key)
        if key.isdecimal() and key.isascii():
            return self._digit(key)
        self._digits = None
        command = self.reading.keymap.command(key)
        return self._run(command) if command else nothing_there(self.reading)

    def _run(self, command: Command) -> Reply:
        reply, listening = self._do(command), self.reading.listening
        if command.name not in GO_ON or not listening.interrupted or listening.is_unheard:
            return reply
        if reply.act is not Act.WAITING or not self.reading.waiting:
            return self._gone_on(reply)
        waiting, then = self.reading.waiting, self.reading.waiting.then
        waiting.then = lambda found: self._gone_on(then(found))
        return reply

    def _gone_on(self, reply: Reply) -> Reply:
        """A voice that was interrupted by a move goes on from where that has led."""
        listening = self.reading.listening
        if self.menu or listening.speaking or self.reading.waiting:
            return reply
        problem = listening.go_on(self.reading.session.place)
        return Reply(Act.SAID, problem) if problem else Reply(Act.SPEAKING, reply.text)

    def _do(self, command: Command) -> Reply:
        if command.move is None:
            return self._done(ACTIONS[command.name](self.reading))
        if self.menu:
            return _move_in_menu(self.menu, *command.move)
        if self.reading.programme and command.name == "next-article":
            from tui.core.actions.news import skipped

            return skipped(self.reading) or self._move(*command.move)
        return self._move(*command.move)

    def _done(self, reply: Reply) -> Reply:
        return self._do(BY_NAME[reply.text]) if reply.act is Act.DO else reply

    def _move(self, unit: Unit, step: int) -> Reply:
        if unit in (Unit.LINE, Unit.PAGE):
            return self._move_line(unit, step)
        session = self.reading.session
        return self.reading.reach(lambda: session.target(unit, step), lambda target: self._moved(unit, step, target))

    def _moved(self, unit: Unit, step: int, target: Place | None) -> Reply:
        before = self.reading.session.place
        if self.reading.session.move_to(target, unit):
            self.reading.unit = Unit.SENTENCE if unit in (Unit.LINE, Unit.PAGE) else unit
            text, options = self._moved_text(unit), self.reading.options
            if options.get("kinds") or options.get("doubts"):
                from tui.core.actions.moving import with_more

                text = with_more(self.reading, unit, before, text)
            return Reply(Act.MOVED, text)
        return Reply(Act.SAID, no_further(self.reading.session, unit, step))

    def _move_line(self, unit: Unit, step: int) -> Reply:
        """Divided into rows, text is of this thread alone: another may make what it is divided from."""
        from tui.core.lazily import NotAtHandError, at_hand  # nobody waits for it before the first line

        session, lines = self.reading.session, self.lines

        def target() -> Place | None:
            if lines is None:
                return session.target(Unit.SENTENCE, step, _PAGE if unit is Unit.PAGE else 1)
            found = (lines.page if unit is Unit.PAGE else lines.line)(session.place, step)
            return session.standing(found) if found else None

        try:
            return self._moved(unit, step, at_hand(target))
        except NotAtHandError as missing:
            return self.reading.later(missing.make, lambda _made: self._moved(unit, step, target()))

    def _moved_text(self, unit: Unit) -> str:
        session = self.reading.session
        if unit is Unit.ARTICLE:
            return f"{session.place.article + 1} {session.article.name}"
        if unit in (Unit.CHARACTER, Unit.WORD, Unit.HEADING):
            text = session.text(unit)
            return text if text.strip() else _("space")
        return session.text(Unit.SENTENCE)

    def _digit(self, digit: str) -> Reply:
        """A digit is an entry's number in a menu, an article's number in the text."""
        if self.menu and self.menu.at_once:
            entry = self.menu.at_once.get(digit)
            return self._done(self.menu.choose(entry)) if entry else _no_number(digit)
        if self.menu:
            found = self.menu.digit(digit)
            return Reply(Act.MENU, self.menu.current.line) if found else _no_number(digit)
        self._digits = self._digits or article_menu(self.reading)
        if not self._digits.digit(digit):
            return _no_number(digit)
        place = Place(self._digits.index)
        return self.reading.reach(lambda: self.reading.session.standing(place), self._went)

    def _went(self, place: Place) -> Reply:
        self.reading.session.go(place)
        return Reply(Act.MOVED, self._moved_text(Unit.ARTICLE))

    def _settle(self, reply: Reply) -> Reply:
        """Keeps what a key has changed, and says what could not be kept, or was done meanwhile, before what the key
        says. A question, the voice and the end are not held up: then the next key says it."""
        reply = self._keep(reply)
        self.reading.news = ""
        if reply.act in _NOT_HELD_UP:
            return reply
        blocks, memory = self.reading.session.article.blocks, self.reading.memory
        news = []
        if isinstance(blocks, LazyBlocks) and blocks.warning:
            news, blocks.warning = [blocks.warning], ""
        if told := memory.take_warning():
            news.append(told)
        self.reading.news = " ".join(news)
        return Reply(Act.SAID, " ".join(filter(None, [*news, reply.text]))) if news else reply

    def _keep(self, reply: Reply) -> Reply:
        reading, place = self.reading, self.reading.session.place
        if place != self._kept:
            goes_on, self._kept = place > self._kept, place  # who comes back over an end has not read up to it
            reading.memory.keep_place(reading.publication, place)
            if goes_on and block_after(reading.session.article.blocks, place.block) is None and not reading.menu:
                reading.mark(reading.session.article.key, True)
        return reply


def _move_in_menu(menu: Menu, unit: Unit, step: int) -> Reply:
    if menu.beside(step) if unit is Unit.HEADING else menu.go(menu.index + step * (_PAGE if unit is Unit.PAGE else 1)):
        return Reply(Act.MENU, menu.current.line)
    return Reply(Act.SAID, _("End of the list.") if step > 0 else _("Beginning of the list."))


def _no_number(digit: str) -> Reply:
    return Reply(Act.SAID, _("There is no number {number}.").format(number=digit))
