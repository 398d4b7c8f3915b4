"""Doubtful places, and putting right how the page was understood."""

from tui.core.actions import righting, shelving
from tui.core.actions.going import article_menu
from tui.core.actions.looking import key_name
from tui.core.actions.pointing import nowhere
from tui.core.actions.speaking import HOLD_TEXT
from tui.core.actions.undoing import Made
from tui.core.commands import BY_NAME, Unit
from tui.core.corrections import Change, Correction
from tui.core.describe import gone_round, kind_name
from tui.core.doubts import doubt_text
from tui.core.menu import Act, Entry, Menu, Reply
from tui.core.publication import Kind
from tui.core.reading import Reading
from tui.core.wording import N_, _, n_

# Each has a digit of its own wherever it is possible, so that fingers can learn it.
_CHANGES = {
    "1": Change.JOIN,
    "2": Change.SPLIT,
    "3": Change.TITLE,
    "4": Change.SUBTITLE,
    "5": Change.HEAD,
    "6": Change.PARAGRAPH,
    "7": Change.BEFORE,
    "8": Change.AFTER,
    "9": Change.SWAP,
    "0": Change.KEEP,
}
_MORE = {
    "1": Change.OPEN,
    "2": Change.MERGE,
    "3": Change.TO,
    "4": Change.KICKER,
    "5": Change.TAG,
    "6": Change.BYLINE,
    "7": Change.CAPTION,
    "8": Change.CREDIT,
    "9": Change.JUMP,
    "0": Change.MISC,
}
_ASIDE = {
    "1": Change.AD,
    "2": Change.MASTHEAD,
    "3": Change.ISSUE_META,
    "4": Change.RUNNING_HEAD,
    "5": Change.IMPRINT,
    "6": Change.INDEX,
    "7": Change.MISC,
}
# What is offered, and what is said when it has been done.
_WORDS = {
    Change.JOIN: (N_("join with the paragraph before"), N_("joined with the paragraph before")),
    Change.SPLIT: (N_("split here"), N_("split here, a new block")),
    Change.TITLE: (N_("make this the title of an article"), N_("now the title of an article")),
    Change.SUBTITLE: (N_("make this a subtitle"), N_("now a subtitle")),
    Change.HEAD: (N_("make this a section heading"), N_("now a section heading")),
    Change.PARAGRAPH: (N_("make this a paragraph"), N_("now a paragraph")),
    Change.BEFORE: (N_("move this to the article before"), N_("moved to article {number}, {title}")),
    Change.AFTER: (N_("move this to the article after"), N_("moved to article {number}, {title}")),
    Change.SWAP: (N_("swap kicker and title"), N_("kicker and title swapped")),
    Change.KEEP: (N_("right as it is: nothing is doubtful"), N_("right as it is")),
    Change.OPEN: (N_("begin an article here"), N_("an article begins here")),
    Change.MERGE: (N_("no article begins here: go on with the one before"), N_("one article with the one before")),
    Change.TO: (N_("move this to another article"), N_("moved to article {number}, {title}")),
    Change.KICKER: (N_("make this a kicker"), N_("now a kicker")),
    Change.TAG: (N_("make this a tag"), N_("now a tag")),
    Change.BYLINE: (N_("make this a byline"), N_("now a byline")),
    Change.CAPTION: (N_("make this a caption"), N_("now a caption")),
    Change.CREDIT: (N_("make this a credit"), N_("now a credit")),
    Change.JUMP: (N_("make this a continuation line"), N_("now a continuation line")),
    Change.BACK: (N_("bring back what was set aside"), N_("brought back as a paragraph")),
}
_OWN_MENUS = frozenset({"corrections", "more-corrections", "move-to", "aside", "set-aside"})
_SET_ASIDE = (N_("set this aside: no part of an article"), N_("set aside, no part of an article"))


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
    following = reading.session.first_from_here([place for place, _doubt in doubts])
    title = n_("{n} doubtful place", "{n} doubtful places", len(entries))

    def choose(entry: Entry) -> Reply:
        reading.told.doubt = doubts[entries.index(entry)][0]
        return reading.show_entry(entry)

    return reading.open(Menu("doubts", title, entries, choose, following))


def correct(reading: Reading) -> Reply:
    if reading.menu and reading.menu.name in _OWN_MENUS:
        reading.menus.clear()
    if reading.menu and reading.menu.name not in HOLD_TEXT:
        return nowhere(reading)
    if reading.menu:
        reading.menu.choose(reading.menu.current)
    if reading.corrector is None or not reading.publication.source:
        return Reply(Act.SAID, _("Only newspaper pages can be put right."))
    possible = _possible(reading)
    more = Entry(_("more: other kinds, where articles begin, setting aside"))
    title = _("Put right this {kind}").format(kind=kind_name(reading.session.block.kind))
    entries = {digit: _offer(digit, change) for digit, change in _CHANGES.items() if change in possible}
    digits = list(entries)
    first = digits.index(digit) if (digit := _likely(reading)) in entries else 0
    menu = Menu("corrections", title, [*entries.values(), more], lambda entry: _chosen(reading, entry), first)
    menu.at_once = entries
    return reading.open(menu)


def _likely(reading: Reading) -> str:
    """At a doubtful place the digit of what it could be instead."""
    place = reading.session.place
    instead = next((doubt.instead.split(" ")[0] for there, doubt in reading.doubts if there == place), "")
    if instead and place.offset:
        return "2"  # it was joined with what stands before it
    return next((digit for digit, change in _CHANGES.items() if change == instead), "1")


def undo(reading: Reading) -> Reply:
    in_library = reading.menu is not None and reading.menu.name == shelving.LIBRARY
    if reading.undone and not (in_library and isinstance(reading.undone[-1], Made)):
        return reading.undone.pop()()
    if in_library:
        return shelving.restore_last(reading)
    last = righting.undo(reading)
    if last is None:
        return Reply(Act.SAID, _("There is nothing to take back."))
    reading.show(reading.source_map.place(last.offset))
    return _told(reading, _("taken back: {change}").format(change=_words(last.change)[0]))


def _possible(reading: Reading) -> set[Change]:
    publication, place = reading.publication, reading.session.place
    possible = set(reading.corrector.possible(publication, place, _offset(reading))) if reading.corrector else set()
    return possible | ({Change.TO} if len(publication.articles) > 1 else set())


def _chosen(reading: Reading, entry: Entry) -> Reply:
    return _correct(reading, entry.value) if isinstance(entry.value, Change) else _more(reading)


def _more(reading: Reading) -> Reply:
    """What is seldom wanted: a list behind the list, which stays short."""
    possible = _possible(reading)
    entries = {digit: _offer(digit, change) for digit, change in _MORE.items() if change in possible}
    aside = [Entry(_words(Change.BACK)[0], value=Change.BACK)] if reading.publication.furniture else []
    menu = Menu("more-corrections", _("More"), [*entries.values(), *aside], lambda entry: _listed(reading, entry))
    menu.at_once = entries
    return reading.open(menu) if menu.entries else Reply(Act.SAID, _("There is nothing more to put right here."))


def _listed(reading: Reading, entry: Entry) -> Reply:
    lists = {Change.TO: _articles, Change.MISC: _kinds_aside, Change.BACK: _set_aside}
    change = Change(str(entry.value))
    return lists[change](reading) if change in lists else _correct(reading, change)


def _articles(reading: Reading) -> Reply:
    def choose(entry: Entry) -> Reply:
        if entry.value == reading.session.place.article:
            return Reply(Act.SAID, _("It is in this article already."))
        blocks = reading.publication.articles[int(str(entry.value))].blocks
        return _correct(reading, Change.TO, blocks[0].spans[0].start)

    entries = article_menu(reading).entries
    return reading.open(Menu("move-to", _words(Change.TO)[0], entries, choose, reading.session.place.article))


def _kinds_aside(reading: Reading) -> Reply:
    entries = {digit: Entry(f"{digit} {kind_name(Kind(change))}", value=change) for digit, change in _ASIDE.items()}
    menu = Menu("aside", _("Set aside as"), [*entries.values()], lambda entry: _chosen(reading, entry))
    menu.at_once = entries
    return reading.open(menu)


def _set_aside(reading: Reading) -> Reply:
    """What is no part of an article, to be brought back into one."""

    def choose(entry: Entry) -> Reply:
        offset = int(str(entry.value))
        righting.correct(reading, Correction(Change.BACK, offset))
        reading.show(reading.source_map.place(offset))
        return _done(reading, Change.BACK)

    furniture = reading.publication.furniture
    entries = [
        Entry(f"{number} {block.text}", kind_name(block.kind), block.spans[0].start)
        for number, block in enumerate(furniture, 1)
    ]
    return reading.open(Menu("set-aside", _words(Change.BACK)[0], entries, choose))


def _offer(digit: str, change: Change) -> Entry:
    return Entry(f"{digit} {_words(change)[0]}", value=change)


def _words(change: Change) -> tuple[str, str]:
    offered, done = _WORDS.get(change, _SET_ASIDE)
    return _(offered), _(done)


def _offset(reading: Reading) -> int:
    return reading.source_map.offset(reading.session.place)


def _correct(reading: Reading, change: Change, target: int = -1) -> Reply:
    """What is said of a block is kept by its beginning, which stays, and not by where in it somebody reads."""
    exact = change in (Change.SPLIT, Change.KEEP)
    offset = _offset(reading) if exact else reading.session.block.spans[0].start
    righting.correct(reading, Correction(change, offset, target))
    return _done(reading, change)


def _done(reading: Reading, change: Change) -> Reply:
    """What happened; the first time also how it is taken back."""
    session = reading.session
    done = _words(change)[1].format(number=session.place.article + 1, title=session.article.name)
    keys = reading.keymap.keys(BY_NAME["undo"])
    if keys and not reading.told.undo:
        reading.told.undo = True
        done = _("{done}; {key} takes it back").format(done=done, key=key_name(keys[0]))
    return _told(reading, done)


def _told(reading: Reading, what: str) -> Reply:
    text = _("{what}; {text}").format(what=what, text=reading.session.text(Unit.SENTENCE))
    return Reply(Act.READING, text)


def _doubt(reading: Reading, step: int) -> Reply:
    doubts = reading.doubts
    if not doubts:
        return _nothing_doubtful()
    here = reading.session.place
    ahead = [each for each in doubts if (each[0] > here if step > 0 else each[0] < here)]
    if step > 0 and reading.told.doubt != here:
        ahead = [each for each in doubts if each[0] == here] + ahead  # somebody came here without hearing of it
    place, doubt = (ahead or doubts)[0 if step > 0 else -1]
    reading.show(place)
    reading.told.doubt = place
    text = doubt_text(reading.publication, place, doubt)
    if not ahead:
        text = gone_round(text, step)
    return Reply(Act.READING, text)


def _nothing_doubtful() -> Reply:
    return Reply(Act.SAID, _("Nothing is doubtful here."))
