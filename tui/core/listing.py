"""Publications as the library lists them: lines about each."""

from tui.core.dates import day_of
from tui.core.menu import Entry
from tui.core.shelf import Listed
from tui.core.wording import N_, _, n_


def entry_of(number: int, known: Listed) -> Entry:
    """A publication in the list: number and title first, then what else is known."""
    notes = [
        known.author,
        date if (date := day_of(known.date)) not in known.title else "",
        n_("{n} article", "{n} articles", known.articles) if known.articles else "",
        n_("{n} minute", "{n} minutes", known.minutes) if known.minutes else "",
        _("{n} new").format(n=known.fresh) if known.fresh else "",
        _(state(known)),
        _tags(known),
    ]
    return Entry(f"{number + 1} {known.title}", _(", ").join(filter(None, notes)), known)


def state(known: Listed) -> str:
    """Whether it was read: "read", "begun" or "unread", to be translated for people."""
    if is_read(known):
        return N_("read")
    return N_("begun") if known.is_begun or known.read else N_("unread")


def is_read(known: Listed) -> bool:
    """All of it."""
    return bool(known.articles) and known.read >= known.articles


def about(known: Listed) -> str:
    """All that the library knows of it as one line, where it comes from last."""
    from tui.core.credits import language_name  # when somebody asks

    facts = [
        known.title,
        known.author,
        date if (date := day_of(known.date)) not in known.title else "",
        language_name(known.language),
        n_("{n} article", "{n} articles", known.articles) if known.articles else "",
        n_("{n} character", "{n} characters", known.characters) if known.characters else "",
        n_("{n} minute", "{n} minutes", known.minutes) if known.minutes else "",
        _(state(known)),
        _tags(known),
        _("standard input") if known.path == "-" else known.path,
    ]
    return _("; ").join(filter(None, facts))


def _tags(known: Listed) -> str:
    return _("tags: {tags}").format(tags=" ".join(known.tags)) if known.tags else ""
