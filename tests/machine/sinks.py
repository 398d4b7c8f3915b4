"""Every place of the program that shows a text from outside: what leads there, and what must be seen there."""

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from tests.machine.faults import unseen
from tests.machine.world import ALLOWED
from tui.core.actions.listed import changed
from tui.core.publication import Kind
from tui.terminal.keys import Keys

PLAIN, FULL = "plain", "full screen"
JOINERS = "\u200c\u200d"
HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
KINDS = (
    *(Kind.TITLE, Kind.KICKER, Kind.SUBTITLE, Kind.BYLINE, Kind.HEAD, Kind.PARAGRAPH, Kind.ITEM, Kind.TABLE),
    *(Kind.QUOTE, Kind.NOTE, Kind.CODE, Kind.VERSE, Kind.IMAGE, Kind.CAPTION, Kind.CREDIT, Kind.JUMP, Kind.TAG),
)


Seen = dict[str, tuple[bytes, str]]
"""By the name of a sink: all that was written there, and what was to be read, without white space."""


class Sink(NamedTuple):
    """`steps`: keys with spaces between; `:name` is a command by its name, `TYPE` the text typed, `!name` something
    that befalls the reader. `wanted`: what is seen then, white space aside; `{text}` is the text, `{begin}` the
    beginning of it, which is what lists show of a passage, `{typed}` what was typed, `{tags}` its words, `{sep}`
    stands before the note of an entry, and "|" between texts that must all be seen. `only`: the front end that has it,
    "" for both."""

    name: str
    steps: str
    wanted: str
    only: str = ""


SINKS = (
    Sink("greeting", "", "Mangdao, plain mode, ? for help, q to quit. {text}, 2 articles. 1 {text}", PLAIN),
    Sink("contents", "l", "1 {text}{sep} {text}, "),
    Sink("title", "l 1 enter g", "title {text} end."),
    Sink("body", "l 1 enter g" + " s" * 99, "".join(f"{kind.value} {{text}} end." for kind in KINDS), PLAIN),
    Sink("body", "l 1 enter g", "".join(f"{kind.value} {{text}} end." for kind in KINDS), FULL),
    Sink("author", "I", "; by {text}; 2 articles; "),
    Sink("masthead", "I", "; furniture {text}"),
    Sink("where", "l 1 enter g i", "{text}, article 1 of 2: {text}; title"),
    Sink("status", "l 1 enter g s", "{text}, article 1 of 2", FULL),
    Sink("terminal title", "l 2 enter", "2 second {text}", FULL),
    Sink("link", "l 1 enter g O 6 enter", "1 title {begin}"),
    Sink("where a link leads", "l 1 enter g p .", "Leads to http://x/{text}"),
    Sink("search prompt", "/ TYPE", "Find: {typed}"),
    Sink("not found", "/ z z z TYPE enter", "“zzz{typed}” is not in this publication."),
    Sink("search hit", "l 1 enter g / t i t l e space enter", "1 title {begin}"),
    Sink("hit in the library", "F t i t l e space enter", "title {begin}"),
    Sink("title of a hit in the library", "F t i t l e space enter", "{sep} {text}"),
    Sink("nowhere in the library", "F z z z TYPE enter", "“zzz{typed}” is nowhere"),
    Sink("bookmark", "l 1 enter g p m", "Bookmark: kicker {begin}"),
    Sink("bookmarks", "M", "1 kicker {begin}"),
    Sink("highlight", "l 1 enter g p %", "Highlighted: kicker {begin}"),
    Sink("highlights", ":highlights end", "{sep} cat {text}, note {text}, article 2"),
    Sink("where in a highlight", "l 2 enter g i", "highlighted: cat {text}, note {text}"),
    Sink("note prompt", "l 2 enter g :note", "Note, now note {begin}"),
    Sink("note typed", "l 2 enter g :note TYPE", ": {typed}"),
    Sink("note", ":highlights end :note TYPE enter", "cat {text}, {typed}, article 2"),
    Sink("library", "L end", " {text}{sep} 12 articles, 34 minutes, unread, tags: {text}"),
    Sink("tag prompt", "L end :tag", "now {text}; type all"),
    Sink("tag", "L end :tag z TYPE enter", "tags: {tags}"),
    Sink("removed", "L end x", "2 {text}{sep} removed; U puts it back"),
    Sink("trash", ":trash x", "1 {text}{sep} taken out of the trash; U puts it back"),
    Sink("adding", ":add z z TYPE enter", "zz{typed}"),
    Sink("subscriptions", ":subscriptions", "1 {text}{sep} problem {text}"),
    Sink("about a subscription", ":subscriptions I", "{text}; "),
    Sink("subscribing", ":subscribe z z TYPE enter", "zz{typed}"),
    Sink("page prompt", "{ TYPE", "Page, {text} to z: {typed}"),
    Sink("no such page", "{ x TYPE enter", "There is no page x{typed}; they go from {text} to z."),
    Sink("doubts", "Q", "1 kicker: kicker {begin}"),
    Sink("queue", "l 1 enter g *", "{text}, number 1 in the queue"),
    Sink("queue list", ":queue", "1 {text}"),
    Sink("selection", "l 1 enter g p = = =", "kicker {begin}"),
    Sink("voices", "V j", "A voice {text}"),
    Sink("voice chosen", "V end enter", "Voice: A voice {text}."),
    Sink("voice's message", "l 1 enter g :speak !failed", "The voice says {text}."),
    Sink("voice's notice", "!notice", "Noticed {text}."),
    Sink("settings", "," + " j" * 40, "oice: {text}|ngine: engine {text}|: model {text}|: {host}", PLAIN),
    Sink("settings", ",", "oice: {text}|ngine: engine {text}|: model {text}|: {host}", FULL),
    Sink("not in the list", ", / z z z TYPE enter", "Nothing in this list has “zzz{typed}”."),
    Sink("no such value", ": r a t e space TYPE enter", "rate must be a whole number from 50 to 600, and not "),
    Sink("command prompt", ": TYPE", "Command: {typed}"),
    Sink("no such command", ": z z z TYPE z enter", "No command is called “zzz{typed}z”"),
    Sink("pronunciations", ":pronunciations", "word said {text} = z{text}"),
    Sink("message of the library", "!warn k", "The library says {text}."),
    Sink("progress", "!open j", "Opening book {text}"),
    Sink("error", "!fail j", "The error says {text}."),
)


def applicable(sink: Sink, mode: str, text: str) -> bool:
    """Whether it is a sink of this front end for this text: not every text can be typed."""
    return sink.only in ("", mode) and ("TYPE" not in sink.steps or all(map(_is_typed, typed(text))))


def _is_typed(key: str) -> bool:
    return len(key) == 1 or key == "space"


def typed(text: str) -> list[str]:
    """The keys that a terminal sends for a text that is pasted."""
    keys = Keys()
    return keys.feed(text.encode("utf-8", "replace")) + keys.flush()


def steps(sink: Sink, text: str) -> Iterator[list[str]]:
    """From wherever one was: keys that come together, or what befalls."""
    yield ["escape", "escape", "l"]
    for step in sink.steps.split():
        if step == "TYPE":
            yield typed(text)
        elif step[0] == ":" and len(step) > 1:
            yield [":", *step[1:], "enter"]
        else:
            yield [step]


def readable(text: str) -> str:
    """What of a text is to be read: without what controls terminals, hides or turns text."""
    return "".join(letter for letter in text if letter in JOINERS or category(letter) not in HIDDEN)


def wanted(sink: Sink, mode: str, text: str) -> list[str]:
    """What must be seen there, without white space."""
    seen, said = readable(text), "".join(" " if key == "space" else key for key in typed(text))
    parts = {"typed": said, "begin": seen[:10], "host": seen.rpartition("@")[2], "sep": "," if mode == PLAIN else ""}
    parts["tags"] = " ".join(changed((), f"z{said}".split()))
    return [squeezed(each.format(text=seen, **parts)) for each in sink.wanted.split("|")]


def missing(found: Seen, mode: str, text: str) -> list[str]:
    """The sinks at which the text was not seen as it stands."""
    return [
        sink.name
        for sink in SINKS
        if applicable(sink, mode, text) and not all(each in found[sink.name][1] for each in wanted(sink, mode, text))
    ]


def leaked(found: Seen, mode: str) -> list[str]:
    """The sinks at which something was written that is not on the list of what may be."""
    return [name for name, (data, _shown) in found.items() if ALLOWED[mode](data) or unseen(data)]


def squeezed(text: str) -> str:
    """Without white space."""
    return "".join(letter for letter in text if not letter.isspace())
