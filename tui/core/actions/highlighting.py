"""Passages that somebody marks: with a category, with a note, in a list."""

from tui.core.actions.awaiting import with_marks, with_shelf
from tui.core.actions.pointing import nowhere, pointed
from tui.core.actions.undoing import Made, again, gone, struck_out
from tui.core.blocks import block_after, block_at
from tui.core.clean import clean_line
from tui.core.commands import Unit
from tui.core.light import Callable, NamedTuple
from tui.core.menu import Act, Entry, Menu, Reply, unchanged
from tui.core.publication import Place
from tui.core.reading import Reading
from tui.core.search import surroundings
from tui.core.session import ReadingSession
from tui.core.shelf import Highlight, Shelf
from tui.core.wording import N_, _, few

CATEGORIES = ("", N_("important"), N_("question"), N_("idea"))
_MENU = "highlights"
_COMPLETE, _MOST = 3, 200  # places of a selection that has an end; paragraphs


def highlight(reading: Reading) -> Reply:
    """Marks the sentence, or takes its mark away; in the list, the next category."""
    return with_shelf(reading, lambda shelf: _highlight(reading, shelf))


def _highlight(reading: Reading, shelf: Shelf) -> Reply:
    if reading.menu and reading.menu.name == _MENU:
        return _next_category(reading, shelf, reading.menu)
    session = pointed(reading)
    if session is None:
        return nowhere(reading)
    wanted, old = _selected(reading), here(reading, session.place)
    if old and not wanted:
        reading.undone.append(_take_away(reading, shelf, old))
        with_note = _("Highlight and its note taken away; U puts them back.")
        return Reply(Act.SAID, with_note if old.note else _("Highlight taken away."))
    wanted = wanted or [_sentence(session)]
    if len(wanted) > _MOST:
        return Reply(Act.SAID, _("Up to {n} paragraphs can be highlighted at once; select fewer.").format(n=_MOST))
    there = {each.place.article for each in wanted}
    known = {each.id: each for article in there for each in reading.highlights_of(article)}
    made = [_keep(reading, shelf, each) for each in wanted]
    undo = [_putting_back(reading, known[n.id], n) if n.id in known else _unmade(reading, n.place) for n in made]
    reading.undone.append(Made(lambda: [each() for each in undo][-1]))
    return Reply(Act.SAID, _("Highlighted: {name}").format(name=few([_name(each) for each in made])))


def _selected(reading: Reading) -> list[Highlight]:
    """What of each paragraph is selected and not marked yet, where somebody is in the selection. A mark that begins
    with it becomes longer."""
    if reading.menu or len(reading.listening.selection) < _COMPLETE:
        return []
    at, end, completed = reading.listening.selection
    found: list[Highlight] = []
    if reading.session.place != completed and not at <= reading.session.place < end:
        return found
    while at < end and len(found) <= _MOST:
        text = block_at(reading.publication, at).text
        passage = text[at.offset : end.offset if at[:2] == end[:2] else len(text)].rstrip()
        begin = at._replace(offset=at.offset + len(passage) - len(passage.lstrip()))
        passage, old = passage.lstrip(), here(reading, begin)
        if passage and (old is None or old.place.offset + len(old.text) < begin.offset + len(passage)):
            found.append(old._replace(text=passage) if old and old.place == begin else Highlight(0, begin, passage))
        following = block_after(reading.publication.articles[at.article].blocks, at.block)
        at = Place(at.article + 1) if following is None else Place(at.article, following)
    return found


def list_highlights(reading: Reading, from_here: bool = False) -> Reply:
    """On the first, or on the next one from here on."""
    return with_marks(reading, lambda: _list(reading, from_here))


def _list(reading: Reading, from_here: bool) -> Reply:
    shelf, found = reading.shelf, reading.highlights
    if shelf is None or not found:
        return Reply(Act.SAID, _("No highlights yet; % makes one."))
    entries = [_entry(number, each) for number, each in enumerate(found)]
    following = reading.session.first_from_here([each.place for each in found]) if from_here else 0
    menu = Menu(_MENU, _("Highlights"), entries, lambda entry: _show(reading, entry), following)
    menu.remove = lambda entry: _remove(reading, shelf, menu)
    return reading.open(menu)


def note(reading: Reading) -> Reply:
    """Asks for a note on the sentence, or on the highlight of the list; an empty answer takes it away."""
    return with_shelf(reading, lambda shelf: _about_passage(reading, shelf, _ask_note))


def category(reading: Reading) -> Reply:
    """Asks for a category of somebody's own, for the sentence or for the highlight of the list."""
    return with_shelf(reading, lambda shelf: _about_passage(reading, shelf, _ask_category))


def _ask_note(reading: Reading, passage: "_Passage") -> Reply:
    def noted(text: str) -> Reply:
        said = _("Noted.") if text else _("Note taken away.")
        return _changed(reading, passage, lambda marked: marked._replace(note=text), lambda _marked: said)

    prompt = _("Note: ")
    if passage.old and passage.old.note:
        prompt = _("Note, now {note}: ").format(note=surroundings(passage.old.note, 0))
    return reading.ask(prompt, noted)


def _ask_category(reading: Reading, passage: "_Passage") -> Reply:
    def chosen(text: str) -> Reply:
        if not text:
            return unchanged()
        return _changed(reading, passage, lambda marked: marked._replace(category=category_of(text)), _said)

    known = [_(each) for each in CATEGORIES if each]
    known += [each for each in passage.shelf.categories() if each not in CATEGORIES]
    prompt = _("Category, such as {names}, or - for none: ").format(names=_(", ").join(known))
    return reading.ask(prompt, chosen)


def category_of(text: str) -> str:
    """What somebody typed, as it is kept; "-" for none."""
    text = clean_line(text)
    return "" if text == "-" else next((each for each in CATEGORIES if each and text in (each, _(each))), text)


def here(reading: Reading, place: Place) -> Highlight | None:
    """The highlight in whose passage a place is."""
    for each in reading.highlights_of(place.article):
        if each.place[:2] == place[:2] and 0 <= place.offset - each.place.offset < max(1, len(each.text)):
            return each
    return None


def about(highlight: Highlight) -> str:
    """Category and note, "" where it has neither."""
    return _(", ").join(filter(None, [_(highlight.category) if highlight.category else "", highlight.note]))


class _Passage(NamedTuple):
    """What a command is about: the highlight of the list, or the sentence, which may have one (`old`)."""

    shelf: Shelf
    session: ReadingSession
    menu: Menu | None
    old: Highlight | None


def _about_passage(reading: Reading, shelf: Shelf, ask: Callable[[Reading, _Passage], Reply]) -> Reply:
    menu = reading.menu if reading.menu and reading.menu.name == _MENU else None
    session = pointed(reading) or (reading.session if menu else None)
    if session is None:
        return nowhere(reading)
    old = menu.current.value if menu else here(reading, session.place)
    return ask(reading, _Passage(shelf, session, menu, old if isinstance(old, Highlight) else None))


def _changed(
    reading: Reading, passage: _Passage, change: Callable[[Highlight], Highlight], said: Callable[[Highlight], str]
) -> Reply:
    """Keeps the change of a highlight, which is made where there is none."""

    def kept(shelf: Shelf) -> Reply:
        marked = _keep(reading, shelf, change(passage.old or _sentence(passage.session)))
        old = passage.old
        undo = _putting_back(reading, old, marked) if old else _unmade(reading, marked.place)
        reading.undone.append(undo)
        if passage.menu:
            passage.menu.replace(_entry(passage.menu.index, marked))
            return Reply(Act.MENU, passage.menu.current.line)
        return Reply(Act.SAID, said(marked))

    return with_shelf(reading, kept)


def _sentence(session: ReadingSession) -> Highlight:
    place = Place(session.place.article, session.place.block, session.range(Unit.SENTENCE)[0])
    return Highlight(0, place, session.text(Unit.SENTENCE).strip())


def _keep(reading: Reading, shelf: Shelf, highlight: Highlight) -> Highlight:
    reading.forget_highlights()
    return shelf.keep_highlight(reading.publication, highlight)


def _take_away(reading: Reading, shelf: Shelf, old: Highlight) -> Callable[[], Reply]:
    """What puts it back."""
    shelf.remove_highlight(old.id)
    reading.forget_highlights()
    return _putting_back(reading, old)


def _unmade(reading: Reading, place: Place) -> Made:
    """What takes the highlight at a place away again, which may have gone and come back meanwhile."""
    publication = reading.publication

    def take_back(shelf: Shelf) -> Reply:
        there = shelf.highlights(publication, place.article)
        made = next((each for each in there if each.place == place), None)
        if made is None:
            return unchanged()
        _take_away(reading, shelf, made)
        with_note = _("Highlight and its note taken away.")
        text = with_note if made.note else _("Highlight taken away.")
        return struck_out(reading, _MENU, made) or Reply(Act.SAID, text)

    return Made(lambda: with_shelf(reading, take_back))


def _said(highlight: Highlight) -> str:
    """What it is now, for who has changed it."""
    return _("Highlighted: {name}").format(name=_(", ").join(filter(None, [about(highlight), _name(highlight)])))


def _name(highlight: Highlight) -> str:
    return surroundings(highlight.text, 0)


def _entry(number: int, each: Highlight) -> Entry:
    article = _("article {number}").format(number=each.place.article + 1)
    return Entry(f"{number + 1} {_name(each)}", _(", ").join(filter(None, [about(each), article])), each)


def _show(reading: Reading, entry: Entry) -> Reply:
    return reading.show(entry.value.place) if isinstance(entry.value, Highlight) else Reply(Act.SAID, entry.line)


def _next_category(reading: Reading, shelf: Shelf, menu: Menu) -> Reply:
    old = menu.current.value
    if isinstance(old, Highlight):
        categories = [*CATEGORIES, *(each for each in shelf.categories() if each not in CATEGORIES)]
        at = categories.index(old.category) if old.category in categories else 0
        new = old._replace(category=categories[(at + 1) % len(categories)])
        menu.replace(_entry(menu.index, _keep(reading, shelf, new)))
        reading.undone.append(_putting_back(reading, old, new))
    return Reply(Act.MENU, menu.current.line)


def _remove(reading: Reading, shelf: Shelf, menu: Menu) -> Reply:
    old = menu.current.value
    if isinstance(old, Highlight):
        return gone(reading, menu, _take_away(reading, shelf, old), _("removed; U puts it back"))
    return again(reading, menu)


def _putting_back(reading: Reading, old: Highlight, new: Highlight | None = None) -> Callable[[], Reply]:
    """`new`: what it was changed to, which may have gone and come back meanwhile, with another id."""
    menu = reading.menu if reading.menu and reading.menu.name == _MENU else None
    publication, index = reading.publication, menu.index if menu else 0

    def put_back(shelf: Shelf) -> Reply:
        there = [each for each in shelf.highlights(publication, old.place.article) if each.place == old.place]
        known = [each.id for each in there if each.id == old.id or (new and each[1:] == new[1:])]
        made = shelf.keep_highlight(publication, old._replace(id=known[0] if known else 0))
        reading.forget_highlights()
        if menu and reading.menu is menu:
            menu.go(index)
            menu.replace(_entry(index, made))
            return Reply(Act.MENU, menu.current.line)
        return Reply(Act.SAID, _said(made))

    return lambda: with_shelf(reading, put_back)
