"""The one table of commands: names, keys, help. Both front ends, the help and the README read it.

Every command has a key among letters, digits, Enter, Space and arrows: screen readers take Escape,
Control and Alt for themselves. Small letter forward, capital letter back.
"""

from tui.core.light import Enum, NamedTuple
from tui.core.wording import N_


class Unit(Enum):
    """What a move counts. LINE and PAGE are the front end's: a row and a screen, or a sentence and ten."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    BLOCK = "paragraph"
    HEADING = "heading"
    ARTICLE = "article"
    LINE = "line"
    PAGE = "page"


class Command(NamedTuple):
    """`name`: what it is found by, hyphens between words. `keys`: characters, or names such as "down".
    `help`: a msgid. `move`: the unit and the direction, for commands that only move."""

    name: str
    keys: tuple[str, ...]
    help: str
    move: tuple[Unit, int] | None = None


COMMANDS = (
    Command("next-line", ("down", "j"), N_("next line; in plain mode, next sentence"), (Unit.LINE, 1)),
    Command("previous-line", ("up", "k"), N_("previous line"), (Unit.LINE, -1)),
    Command("next-character", ("right", "c"), N_("next character"), (Unit.CHARACTER, 1)),
    Command("previous-character", ("left", "C"), N_("previous character"), (Unit.CHARACTER, -1)),
    Command("next-word", ("w",), N_("next word"), (Unit.WORD, 1)),
    Command("previous-word", ("W",), N_("previous word"), (Unit.WORD, -1)),
    Command("next-sentence", ("s",), N_("next sentence"), (Unit.SENTENCE, 1)),
    Command("previous-sentence", ("S",), N_("previous sentence"), (Unit.SENTENCE, -1)),
    Command("next-paragraph", ("p",), N_("next paragraph"), (Unit.BLOCK, 1)),
    Command("previous-paragraph", ("P",), N_("previous paragraph"), (Unit.BLOCK, -1)),
    Command("next-heading", ("h",), N_("next heading"), (Unit.HEADING, 1)),
    Command("previous-heading", ("H",), N_("previous heading"), (Unit.HEADING, -1)),
    Command("next-article", ("a",), N_("next article"), (Unit.ARTICLE, 1)),
    Command("previous-article", ("A",), N_("previous article"), (Unit.ARTICLE, -1)),
    Command("next-page", ("pagedown", "d"), N_("next page"), (Unit.PAGE, 1)),
    Command("previous-page", ("pageup", "u"), N_("previous page"), (Unit.PAGE, -1)),
    Command("start", ("home", "g"), N_("beginning of the article or list")),
    Command("end", ("end", "G"), N_("end of the article or list")),
    Command("open", ("enter",), N_("open or choose the current entry; in an article, the list of commands")),
    Command("list", ("l",), N_("list of articles")),
    Command("close", ("escape",), N_("close what is open here; from an article, to the list")),
    Command("back", ("backspace", "b"), N_("back to the previous place")),
    Command("forward", ("\\",), N_("forward again, after going back")),
    Command("percent", ("$",), N_("go to a percentage of the publication")),
    Command("things", ("O",), N_("headings, lists, tables, pictures, notes, links: choose what to go to")),
    Command("next-thing", ("]",), N_("next of what was chosen to go to, at first the next heading")),
    Command("previous-thing", ("[",), N_("previous of what was chosen to go to")),
    Command("leave-thing", ("}",), N_("out of the list, table or quotation, to what follows it")),
    Command("next-cell", ("|",), N_("in a table: next cell of the row, after the head of its column")),
    Command("previous-cell", ("!",), N_("in a table: previous cell of the row")),
    Command("cell-below", ("&",), N_("in a table: the cell below, after the head of its row")),
    Command("cell-above", ("@",), N_("in a table: the cell above")),
    Command(
        "follow-link",
        (".",),
        N_("to where the link or the note here leads, outside on the second time; back returns"),
    ),
    Command("page", ("{",), N_("go to a page of the print")),
    Command("find", ("/", "f"), N_("find text")),
    Command("find-here", (), N_("find text in this article")),
    Command("find-word", (), N_("find where else this word stands")),
    Command("look-up", (), N_("look the word up in the dictionary of the settings")),
    Command("next-hit", ("n",), N_("next hit")),
    Command("previous-hit", ("N",), N_("previous hit")),
    Command("hits", (), N_("list of the hits again, on the current one")),
    Command("bookmark", ("m",), N_("set a bookmark here, or take it away")),
    Command("bookmarks", ("M",), N_("list of bookmarks")),
    Command("highlight", ("%",), N_("highlight the sentence, or take that away; in their list, the next category")),
    Command("highlights", (), N_("list of highlights")),
    Command("note", (), N_("write a note on the sentence")),
    Command("category", (), N_("give the highlight a category, one of your own too")),
    Command("library", ("L",), N_("library: what can be read here")),
    Command("find-everywhere", ("F",), N_("find text in the whole library")),
    Command("add", (), N_("add a file or an address to the library")),
    Command("remove", (), N_("take the entry away: in the library, among bookmarks, highlights or subscriptions")),
    Command("tag", (), N_("give tags to this publication, or to that of the entry")),
    Command("tags", (), N_("list of tags, each with the publications that have it")),
    Command("trash", (), N_("what was removed from the library")),
    Command("delete", (), N_("delete the entry of the trash for good")),
    Command("empty-trash", (), N_("delete for good what was removed")),
    Command("subscribe", (), N_("subscribe to a feed or a folder")),
    Command("subscriptions", (), N_("list of subscriptions")),
    Command("update", (), N_("look for new issues of subscriptions")),
    Command("cancel", (), N_("end adding, updating or writing in the background")),
    Command("export", (), N_("write this publication into a file: text, book or sound")),
    Command("export-marks", (), N_("write the bookmarks, highlights and notes into a file")),
    Command("take-marks", (), N_("take in bookmarks, highlights and notes from a file")),
    Command("next-doubt", ("z",), N_("next doubtful place: a join, a break or a heading that may be wrong")),
    Command("previous-doubt", ("Z",), N_("previous doubtful place")),
    Command("doubts", ("Q",), N_("list of doubtful places")),
    Command("correct", ("E",), N_("put right how the page was understood here")),
    Command("undo", ("U",), N_("take the last mark, correction or removal back")),
    Command("where", ("i",), N_("where am I")),
    Command("time-left", (), N_("time left: how long the rest takes to hear")),
    Command("about", ("I",), N_("about this publication, or the one of the entry")),
    Command("mark-read", ("R",), N_("mark the article, or in the library the publication, as read or unread")),
    Command("speak", ("space", "v"), N_("read aloud from here; pause; go on")),
    Command("stop", ("x",), N_("stop reading aloud; in a list, take the entry away")),
    Command("repeat", ("r",), N_("say the sentence again")),
    Command("listening", ("B",), N_("how to listen: sleep timer, stopping, pauses, skipping, selection, queue")),
    Command("select", ("=",), N_("begin a selection here; end it here; take it away")),
    Command("read-selection", (), N_("read the selection aloud")),
    Command("queue-add", ("*",), N_("put this article into the queue, or take it out")),
    Command("queue", (), N_("list of the articles in the queue")),
    Command("play-queue", (), N_("read the articles of the queue aloud")),
    Command("headlines", (), N_("read the headlines aloud, from this article on")),
    Command("read-new", (), N_("read aloud what subscriptions have brought and nobody has seen")),
    Command("sleep-timer", (), N_("stop reading aloud after some minutes, or at the end of the article")),
    Command("stop-after", (), N_("stop reading aloud after each word, sentence, paragraph or article")),
    Command("pauses", (), N_("longer or shorter pauses between sentences")),
    Command("skip", (), N_("choose what is left out when reading aloud")),
    Command("faster", (">", "t"), N_("speak faster")),
    Command("slower", ("<", "T"), N_("speak slower")),
    Command("louder", ("+", "y"), N_("speak louder")),
    Command("quieter", ("-", "Y"), N_("speak quieter")),
    Command("voices", ("V",), N_("choose a voice")),
    Command("pronounce", ("J",), N_("teach the voice how to say this word")),
    Command("pronunciations", (), N_("list of your own pronunciations")),
    Command("spell", ("'",), N_("spell out the word; again, the sentence")),
    Command("who-speaks", (), N_("who speaks: the reader's voice when asked, your screen reader, the voice, both")),
    Command("settings", (",", "o"), N_("settings")),
    Command("help", ("?", "K"), N_("list of keys and commands")),
    Command("describe-keys", ("D",), N_("say what keys do, without doing it")),
    Command("change-key", ("X",), N_("give the command of this entry another key")),
    Command("command", (":", "e"), N_("a command by its name; or to what is named: table 2, next link, page 3, 45%")),
    Command("quit", ("q",), N_("quit; the place is kept")),
)

BY_NAME = {command.name: command for command in COMMANDS}


class Keymap:
    """Which key is for which command: the table's keys, with what a person has changed.

    `changes`: pairs `name:key` with a space between, all keys of each command that was changed; `name:` for
    one without a key. `letters` False: keys that write a character do nothing, apart from digits, so that
    dictation and slips of the finger do nothing either; arrows, Enter and the list of commands do it all.
    """

    def __init__(self, changes: str = "", letters: bool = True) -> None:
        self._changes: dict[str, tuple[str, ...]] = {}
        for name, key in (pair.partition(":")[::2] for pair in changes.split()):
            if name in BY_NAME:
                self._changes[name] = (*self._changes.get(name, ()), *([key] if key else []))
        taken = {key: BY_NAME[name] for name, keys in self._changes.items() for key in keys}
        own = {key: c for c in COMMANDS if c.name not in self._changes for key in c.keys if key not in taken}
        self._by_key = {key: command for key, command in (own | taken).items() if letters or len(key) > 1}

    def command(self, key: str) -> Command | None:
        """What a key is for."""
        return self._by_key.get(key)

    def keys(self, command: Command) -> tuple[str, ...]:
        """The keys of a command, in the table's order, a person's own last."""
        return tuple(key for key, owner in self._by_key.items() if owner.name == command.name)

    def with_key(self, command: Command, key: str) -> str:
        """The changes when the command gets the key too, and whoever had it loses it. A key that it has by
        a person's own choice is given back, and the command has the table's keys again."""
        changes = dict(self._changes)
        if key in changes.get(command.name, ()):
            del changes[command.name]
        else:
            owner = self.command(key)
            if owner is not None:
                changes[owner.name] = tuple(old for old in self.keys(owner) if old != key)
            changes[command.name] = (*self.keys(command), key)
        return " ".join(f"{name}:{key}" for name, keys in changes.items() for key in keys or ("",))


def matching(text: str) -> list[Command]:
    """Commands whose name has all the words typed, in the table's order; the full name alone wins."""
    words = text.lower().replace("-", " ").split()
    exact = BY_NAME.get("-".join(words))
    if exact:
        return [exact]
    return [command for command in COMMANDS if words and all(word in command.name for word in words)]
