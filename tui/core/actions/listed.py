"""What is done with a publication in a list of the library: marking it as read, giving it tags."""

from tui.core.actions.awaiting import arrived, with_shelf
from tui.core.actions.shelving import renew, shelved
from tui.core.clean import clean_line
from tui.core.light import Iterator, Sequence
from tui.core.listing import entry_of, is_read
from tui.core.menu import Act, Entries, Entry, Menu, Reply, unchanged
from tui.core.publication import Publication
from tui.core.reading import Reading
from tui.core.shelf import Listed, Shelf, Wanted
from tui.core.wording import _, n_

_NEAR = 100
_LONGEST = 100  # characters of a tag


def mark_read(reading: Reading, menu: Menu, known: Listed) -> Reply:
    """All of its articles as read, or, when they are, as unread."""
    index = menu.index

    def marked(shelf: Shelf, publication: Publication) -> Reply:
        keys = [article.key for article in publication.articles]
        become_read = not is_read(known)
        shelf.mark_read(known.key, keys, become_read)
        if known.key == reading.decoded.key:
            reading.read = set(keys) if become_read else set()
        menu.entries[index] = entry_of(index, known._replace(read=len(keys) if become_read else 0))
        renew(reading, shelf, menu)
        return _line(menu, menu.entries[index], reading)

    return with_shelf(
        reading, lambda shelf: arrived(reading, shelf.look(known.key), lambda found: marked(shelf, found))
    )


def tag(reading: Reading) -> Reply:
    """Asks for the tags of the current entry; outside of such a list, of what is being read."""
    menu = reading.menu
    if menu and isinstance(menu.current.value, Listed):
        return _ask_tags(reading, menu)
    return with_shelf(reading, lambda shelf: _ask_tags(reading, _listing_of_current(reading, shelf)))


def _ask_tags(reading: Reading, menu: Menu | None) -> Reply:
    known = menu.current.value if menu else None
    if menu is None or not isinstance(known, Listed):
        return Reply(Act.SAID, _("Open the library with L, go to a publication, and do this there."))

    def tagged(text: str) -> Reply:
        if not text:
            return unchanged()
        tags = changed(known.tags, text.split())
        return with_shelf(reading, lambda shelf: _tagged(reading, shelf, menu, tags))

    prompt = _("Tags, now {tags}; type all, or +one to add and -one to take away: ")
    return reading.ask(prompt.format(tags=" ".join(known.tags) or "-"), tagged)


def _listing_of_current(reading: Reading, shelf: Shelf) -> Menu | None:
    """A list that nobody opens, on what is being read: that stands near its top. None where it is not in the
    library."""
    found = shelf.listed(Wanted(most=_NEAR), current=reading.decoded)
    here = next((number for number in range(len(found)) if found[number].key == reading.decoded.key), None)
    if here is None:
        return None
    entries = Entries(len(found), lambda number: entry_of(number, found[number]))
    return Menu("library", "", entries, lambda _entry: Reply(Act.NOTHING), here)


def changed(tags: Sequence[str], words: Sequence[str]) -> tuple[str, ...]:
    """Tags after an answer: words with + and - change what is there, others stand in place of all of it, and "-" alone
    leaves none. Commas stand between tags too."""
    if list(words) == ["-"]:
        return ()
    words = [piece for word in words for piece in _between_commas(word)]
    gone = {word[1:] for word in words if word.startswith("-")}
    kept = tags if all(word[0] in "+-" for word in words) else ()
    added = [word.removeprefix("+") for word in words if not word.startswith("-")]
    cleaned = (clean_line(each)[:_LONGEST] for each in added)
    return tuple(sorted({each for each in (*kept, *cleaned) if each} - gone))


def _between_commas(word: str) -> Iterator[str]:
    """A + or - before the first is for all of them."""
    sign = word[:1] if word[:1] in ("+", "-") else ""
    for piece in word.translate(dict.fromkeys(map(ord, "，、;；"), ",")).split(","):
        if tag := piece.strip():
            yield tag if tag[0] in "+-" else sign + tag


def list_tags(reading: Reading) -> Reply:
    """The collections: what has the same tag."""

    def listing(shelf: Shelf) -> Reply:
        found = shelf.tags()
        if not found:
            return Reply(Act.SAID, _("No tags yet; the command tag gives them in the library."))
        entries = [
            Entry(f"{number + 1} {name}", n_("{n} publication", "{n} publications", count), name)
            for number, (name, count) in enumerate(found)
        ]
        return reading.open(Menu("tags", _("Tags"), entries, lambda entry: _collection(reading, str(entry.value))))

    return with_shelf(reading, listing)


def _collection(reading: Reading, name: str) -> Reply:
    return with_shelf(reading, lambda shelf: shelved(reading, shelf.listed(Wanted(tag=name)), "collection", name))


def _tagged(reading: Reading, shelf: Shelf, menu: Menu, tags: tuple[str, ...]) -> Reply:
    index, known = menu.index, menu.current.value
    if not isinstance(known, Listed):
        return Reply(Act.NOTHING)
    shelf.tag(known.key, tags)
    menu.replace(entry_of(index, known._replace(tags=tags)))
    renew(reading, shelf, menu)

    def take_back(shelf: Shelf) -> Reply:
        shelf.tag(known.key, known.tags)
        menu.entries[index] = entry_of(index, known)
        renew(reading, shelf, menu)
        return _line(menu, menu.entries[index], reading)

    reading.undone.append(lambda: with_shelf(reading, take_back))
    return _line(menu, menu.current, reading)


def _line(menu: Menu, entry: Entry, reading: Reading) -> Reply:
    """What an entry has become, in its list or wherever somebody is by now."""
    return Reply(Act.MENU if reading.menu is menu and menu.current is entry else Act.SAID, entry.line)
