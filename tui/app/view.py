"""The full-screen reader without a terminal: keys and reports in, frames out.

`tui.core.reader.Reader` decides what a key does; this decides what it looks like.
"""

from tui.app.doubtful import Doubtful
from tui.app.frame import Frame, Line, Piece, Role, Stretch, is_marked
from tui.app.marks import spans
from tui.app.menu_view import MenuView
from tui.app.speaking import SpeakingView
from tui.app.status import message_lines, question_lines, reading_status, shortened, sign, waiting_line
from tui.app.text_view import Shape, TextView, gutter_of, width_of_text
from tui.core.cells import width_of
from tui.core.commands import BY_NAME, Unit
from tui.core.describe import percent_text
from tui.core.editor import Editor, editor_of
from tui.core.extent import Extent
from tui.core.light import Sequence
from tui.core.menu import Act, Menu, Reply
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.core.rows import Style
from tui.core.wording import _
from tui.settings import Settings

_STATUS_FROM = 10  # rows of screen that leave one for the status
_LEAVE = frozenset({"interrupt", "end-of-input"})
_LED = frozenset({Act.MOVED, Act.MENU})
_UNSPOKEN = frozenset({Act.NOTHING, Act.SPEAKING, Act.ASKED, Act.QUIT})


class View:
    """A reader on a screen of some size. It is the reader's `Lines`, so that rows and screens are moves."""

    def __init__(self, reader: Reader, settings: Settings, warnings: Sequence[str] = ()) -> None:
        self.reader = reader
        reader.lines = self
        self._settings = settings
        self._size = (80, 24)
        self._publication = reader.reading.publication
        self._decoded = reader.reading.decoded
        self._text = TextView(self._publication, self._shape, Doubtful(reader.reading))
        self._menu = MenuView()
        self._extent = Extent(self._publication)
        self._editor: Editor | None = None
        self._message = " ".join(warnings)
        self._has_cursor = bool(warnings)
        self._owed = ""  # news that came with a key after which nothing has been drawn yet
        self._bell = False
        self._led_to: Unit | None = None
        self._stay = reader.reading.session.place  # what is shown while the voice reads and the screen does not follow
        self.spoken = SpeakingView(lambda: " ".join([*warnings, self._welcome()]))

    def resize(self, columns: int, lines: int) -> bool:
        """The screen has this size from now on. Whether it had another."""
        before, self._size = self._size, (max(1, columns), max(1, lines))
        self._text.reshape(self._shape)
        return self._size != before

    def change(self, settings: Settings) -> None:
        """Draws by these settings from now on."""
        self._settings = settings
        self._text.reshape(self._shape)

    def line(self, place: Place, step: int) -> Place | None:
        self._notice()
        return self._text.line(place, step)

    def page(self, place: Place, step: int) -> Place | None:
        self._notice()
        return self._text.page(place, step)

    def press(self, key: str) -> bool:
        """Takes a key. False when the person wants to leave."""
        self._message = ""
        if self._editor:
            return self._type(self._editor, key)
        if key in _LEAVE and not self.reader.reading.waiting:
            return False
        command = self.reader.reading.keymap.command(key)
        reply = self.reader.press(key)
        self._stay = self.reader.reading.session.place
        self._bell = self._settings.bell and reply.act is Act.SAID and bool(command and command.move)
        self._led_to = (command.move[0] if command and command.move else Unit.SENTENCE) if reply.act in _LED else None
        return self._answered(reply)

    def heard(self, name: str, utterance_id: int, offset: int, text: str) -> bool:
        """Takes a report of the voice. Returns whether the screen changes."""
        was_speaking = self.reader.reading.listening.speaking
        reply = self.reader.heard(name, utterance_id, offset, text)
        if name == "opening":
            self._stay = self.reader.reading.session.place
            return reply.act is not Act.NOTHING and self._answered(reply)  # a message drawn again is said again
        if name == "media":
            self._stay = self.reader.reading.session.place
        speaking = self.reader.reading.listening.speaking
        if reply.act is Act.SAID:
            self._message, self._has_cursor = reply.text, not speaking
            self._speak(reply)
        is_shown = name == "word" and speaking and self._settings.emphasis in ("word", "both")
        return is_shown or reply.act is not Act.NOTHING or speaking is not was_speaking

    def silence(self) -> None:
        """No voice any more; the place is the word that was cut off."""
        self.reader.silence()

    def greet(self) -> None:
        """Lets the voice say where one is, if it is to speak for everything."""
        self.reader.greet(self._welcome())

    def frame(self) -> Frame:
        """What the screen shows now."""
        self._notice()
        columns, height = self._size
        menu = self.reader.menu
        self._owed = self._owed if self._editor or self.reader.reading.waiting else ""
        if self._settings.speaking:
            return self._speaking_frame()
        lines, cursor, body = self._menu_rows(menu) if menu else self._text_rows()
        lines += [self._status(menu)] * (height - len(lines))
        if self._editor:
            asked, column = self._asked(self._editor, gutter_of(columns), self._shape.style)
            lines[-len(asked) :], cursor = asked, (height - 1, column)
        elif waiting := self.reader.reading.waiting:
            gutter = gutter_of(columns)
            lines[-1] = waiting_line(waiting, " " * gutter, columns - gutter, self._settings.ambiguous)
            cursor = (height - 1, gutter)
        elif self._message:
            message = message_lines(self._message, " " * gutter_of(columns), self._shape.style, height)
            lines[-len(message) :] = message
            cursor = (height - len(message), gutter_of(columns)) if self._has_cursor else cursor
        bell, self._bell = self._bell, False
        cursor = (min(cursor[0], height - 1), min(cursor[1], columns - 1))
        title, ambiguous = self._title(menu), self._settings.ambiguous
        said = self._said(lines, cursor[0])
        return Frame(columns, tuple(lines), cursor, body, self._theme, title, ambiguous, bell, said)

    def _speaking_frame(self) -> Frame:
        """What a key has led to, alone; a question with its answer in the same way. No title: yasr speaks it."""
        columns, height = self._size
        ambiguous, column = self._settings.ambiguous, 0
        said: tuple[Stretch, ...] = ()
        lines: list[Line]
        if self._editor:
            lines, column = self._asked(self._editor, 0, self._shape.style._replace(width=columns))
            row = len(lines) - 1
            lines = [*lines, *[()] * (height - len(lines))]
        else:
            lines, row, said = self.spoken.rows(columns, height, ambiguous)
        cursor = (row, min(column, columns - 1))
        bell, self._bell = self._bell, False
        return Frame(columns, tuple(lines), cursor, (0, 0), self._theme, "", ambiguous, bell, said)

    def _speak(self, reply: Reply) -> None:
        """The text of a reply is what the speaking view shows; of a move by rows and screens, the row."""
        if reply.act in _UNSPOKEN or reply.spoken or not reply.text:
            return
        if reply.act is not Act.MOVED or self._led_to not in (Unit.LINE, Unit.PAGE):
            self.spoken.say(reply.text)
            return
        session = self.reader.reading.session
        into = reply.text.partition(session.text(Unit.SENTENCE))[0] if self._settings.kinds else ""
        self.spoken.say(into + self._text.row_text(session.place))

    def _welcome(self) -> str:
        """What the speaking view begins with: the way to help and out, and where one is."""
        menu, session = self.reader.menu, self.reader.reading.session
        here = menu.current.line if menu else session.text(Unit.SENTENCE)
        return _("Mangdao, ? for help, q to quit. {title}. {here}").format(title=self._publication.title, here=here)

    def _notice(self) -> None:
        """A correction has put another publication in the place of the one that was drawn."""
        reading = self.reader.reading
        if reading.publication is not self._publication:
            self._publication = reading.publication
            if reading.decoded is self._decoded and self._publication.source:
                self._text.replace(reading.publication, reading.source_map)
            else:  # somebody has opened another, or has readings shown otherwise
                self._decoded = reading.decoded
                self._text = TextView(reading.publication, self._shape, Doubtful(reading))
            self._extent = Extent(reading.publication)

    @property
    def _theme(self) -> str:
        theme, style = self._settings.theme, self._settings.emphasis_style
        return theme if style == "theme" else f"{theme} {style}"

    @property
    def _shape(self) -> Shape:
        columns, lines = self._size
        settings = self._settings
        width = width_of_text(columns, settings.width)
        in_columns = settings.columns and not settings.speaking  # an ear wants to know where cells end
        style = Style(width, settings.paragraphs, settings.spacing, settings.ambiguous, in_columns)
        return Shape(lines - (lines >= _STATUS_FROM), gutter_of(columns), style)

    def _said(self, lines: list[Line], row: int) -> tuple[Stretch, ...]:
        """What a key has led to: the message, the entry, or the unit of text that the cursor is on."""
        unit, self._led_to = self._led_to, None
        if self._message and self._has_cursor:
            return self._whole_rows(lines, range(row, len(lines)))
        if unit in (None, Unit.PAGE):
            return ()
        if self.reader.menu:
            marked = (number for number in range(row, len(lines)) if not is_marked(lines[number]))
            return self._whole_rows(lines, range(row, next(marked, len(lines))))
        session = self.reader.reading.session
        if unit is Unit.LINE:
            return self._text.stretches(session.place)
        return self._text.stretches(session.place, session.range(Unit.SENTENCE if unit is Unit.BLOCK else unit))

    def _whole_rows(self, lines: list[Line], numbers: range) -> tuple[Stretch, ...]:
        gutter, ambiguous = gutter_of(self._size[0]), self._settings.ambiguous
        widths = {number: sum(width_of(piece.text, ambiguous) for piece in lines[number]) for number in numbers}
        return tuple(Stretch(number, gutter, width) for number, width in widths.items())

    def _take(self, reply: Reply) -> bool:
        # What comes meanwhile leaves a question open.
        question = self.reader.question
        self._editor = self._editor if question else None
        if question and reply.act is Act.ASKED:
            self._editor = editor_of(question.is_secret, question.complete)
        if reply.act is Act.SAID:
            self._message, self._has_cursor = self._owed or reply.text, True  # the rest is on the screen
        elif self._owed and reply.act is not Act.ASKED:
            self._message, self._has_cursor = self._owed, True
        elif reply.act is Act.READING and reply.text != self.reader.reading.session.text(Unit.SENTENCE):
            # More than the text itself: a search that went round.
            self._message, self._has_cursor = reply.text, False
        return reply.act is not Act.QUIT

    def _type(self, editor: Editor, key: str) -> bool:
        if key == "enter":
            return self._answered(self.reader.answer(editor.text))
        if key == "escape" or key in _LEAVE:
            return self._answered(self.reader.cancel())
        self.reader.typed(editor.press_aloud(key), editor.text)
        return True

    def _answered(self, reply: Reply) -> bool:
        before, news, self.reader.reading.news = self._owed, self.reader.reading.news, ""
        self._owed = " ".join(filter(None, [before, news]))
        stays = self._take(reply)
        self._speak(reply._replace(text=f"{before} {reply.text}") if before and reply.text else reply)
        return stays

    def _menu_rows(self, menu: Menu) -> tuple[list[Line], tuple[int, int], tuple[int, int]]:
        lines, cursor, fixed = self._menu.rows(menu, self._shape)
        return lines, cursor, (fixed, len(lines))

    def _text_rows(self) -> tuple[list[Line], tuple[int, int], tuple[int, int]]:
        reading = self.reader.reading
        place, spoken = reading.session.place, reading.listening.sentence
        if spoken and not self._settings.follow:
            place, spoken = self._stay, None
        self._text.follow(place, spoken)
        lines, cursor = self._text.rows(place, spans(reading, self._settings), self._settings.ruler == "row")
        return lines, cursor, (0, len(lines))

    def _status(self, menu: Menu | None) -> Line:
        columns = self._size[0]
        reading, gutter = self.reader.reading, gutter_of(columns)
        if menu:
            text = self._hint(menu, columns - gutter)
        else:
            place = reading.session.place
            percent, ambiguous = percent_text(self._extent, place), self._settings.ambiguous
            text = reading_status(reading.publication, place, percent, self._voice(), columns - gutter, ambiguous)
        return (Piece(" " * gutter + shortened(text, columns - gutter, self._settings.ambiguous), Role.NOTE),)

    def _hint(self, menu: Menu, room: int) -> str:
        """How to go on from a menu, by the keys that this person has: as much of it as there is room for."""
        keymap, is_list = self.reader.reading.keymap, menu.name == "articles"
        ways = [("help", _("{key} lists all keys")), ("quit", _("{key} quits") if is_list else _("{key} closes"))]
        if menu.remove:
            ways = [("stop", _("{key} takes away")), *ways]
        found = [(keymap.keys(BY_NAME[name]), text) for name, text in ways]
        parts = [_("Enter opens") if is_list else _("Enter chooses")]
        parts += [text.format(key=sign(keys[0])) for keys, text in found if keys]
        if not found[-1][0]:
            parts.append(_("Escape closes"))
        while len(parts) > 1 and width_of(_(", ").join(parts), self._settings.ambiguous) > room:
            del parts[0]
        return _(", ").join(parts)

    def _voice(self) -> str:
        listening = self.reader.reading.listening
        if listening.speaking:
            return _("speaking")
        return _("paused") if listening.interrupted else ""

    def _asked(self, editor: Editor, gutter: int, style: Style) -> tuple[list[Line], int]:
        prompt = self.reader.question.prompt if self.reader.question else ""
        return question_lines(prompt, editor, " " * gutter, style, self._size)

    def _title(self, menu: Menu | None) -> str:
        publication = self.reader.reading.publication
        session = self.reader.reading.session
        name = menu.title if menu else f"{session.place.article + 1} {session.article.name}"
        return name if name == publication.title else f"{name} - {publication.title}"
