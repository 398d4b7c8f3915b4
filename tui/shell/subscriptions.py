"""The commands of the shell on subscriptions: subscribe, update."""

import os
from argparse import Namespace

from tui.charset import put_json
from tui.core.clean import printable
from tui.core.shelf import Feed, Subscription
from tui.errors import UsageError
from tui.export import opml
from tui.fetch import Newer, as_text, is_address, passwords
from tui.keeping import updating
from tui.keeping.feeds import looked_up
from tui.keeping.librarian import Librarian
from tui.library import subscriptions
from tui.settings import Settings
from tui.shell.library import librarian, make_searchable
from tui.shell.telling import Percent, complain, print_lines, say
from tui.texts import _


def subscribe(options: Namespace, settings: Settings) -> int:
    """Begins subscriptions, or ends them, or takes that back, or lists them; what is there is taken in at once."""
    with librarian() as at_work:
        if options.end:
            _end(at_work, options.sources)
            code = 0
        elif options.undo:
            code = _update(at_work, _resumed(at_work, options.sources), {})
        else:
            code = _begin(at_work, options.sources)
        known = subscriptions.listed(at_work.library)
        rows = [each._asdict() for each in known]
        tags = {each.source: subscriptions.tags_of(at_work.library, each.id) for each in known if options.opml}
    if options.opml:
        print(opml.listed([(row["title"], row["source"]) for row in rows if is_address(row["source"])], tags))
        return 0
    if options.json:
        return put_json(rows) or code
    for row in rows:
        print(row["id"], printable(row["title"]), printable(row["source"]), sep="\t")
    if not rows and not options.end:
        say(_none())
    return code


def _begin(at_work: Librarian, sources: list[str]) -> int:
    """All of them, or none when it fails or is interrupted. The exit status."""
    before = {each.id for each in subscriptions.listed(at_work.library)}
    made: list[Subscription] = []
    come: dict[int, Newer] = {}
    try:
        for source in sources:
            feed, came = _one_feed(source)
            made += updating.subscribe(at_work, feed)
            come |= {made[-1].id: came} if came else {}
        return _update(at_work, made, come) if made else 0
    except BaseException:
        for each in made:
            if each.id not in before and subscriptions.is_first(at_work.library, each.id):
                subscriptions.forget(at_work.library, each.id)
        raise


def _one_feed(source: str) -> tuple[str, Newer | None]:
    """What can be subscribed to there, and what has come of it. Raises ReaderError, also where a page names several
    feeds."""
    found, come = looked_up(source) if source else ([Feed(source)], {})
    if len(found) > 1:
        named = _(", ").join(f"{each.source} ({each.title})" for each in found)
        text = _("{name} names {n} feeds; subscribe to one of these: {feeds}.")
        raise UsageError(text.format(name=printable(source), n=len(found), feeds=printable(named)))
    return found[0].source, come.get(found[0].source)


def _none() -> str:
    return _("There are no subscriptions yet; mangdao subscribe makes some, to feeds, folders and OPML files.")


def update(options: Namespace, settings: Settings) -> int:
    """Looks for new issues of all subscriptions, or of those that are named; the titles of what is new."""
    with librarian() as at_work:
        known = subscriptions.listed(at_work.library)
        known = _named(known, options.sources) or known
        results = updating.update(at_work, known, Percent(_("looked at")))
        problems = [problem for _each, _titles, problem in results if problem]
        if options.json:
            names = ("id", "subscription", "new", "problem")
            put_json([dict(zip(names, (each[0].id, each[0].title, *each[1:]), strict=True)) for each in results])
        else:
            complain(problems)
            print_lines((each.title, title) for each, titles, _problem in results for title in titles)
            if not known or (len(problems) < len(results) and not any(titles for _each, titles, _problem in results)):
                say(_("There is nothing new.") if known else _none())
        code = make_searchable(at_work)
    return 3 if problems else code


def _end(at_work: Librarian, sources: list[str]) -> None:
    if not sources:
        raise UsageError(_("Name a subscription: its number, title or source; mangdao subscribe lists them."))
    for each in _named(subscriptions.listed(at_work.library), sources):
        subscriptions.end(at_work.library, each.id)
        text = _("{title}: ended; what it has brought stays; mangdao subscribe --undo takes that back.")
        say(text.format(title=printable(each.title)))


def _resumed(at_work: Librarian, sources: list[str]) -> list[Subscription]:
    """What is named; where nothing is, the last that was ended."""
    ended = subscriptions.ended(at_work.library)
    if not ended:
        raise UsageError(_("No subscription has been ended."))
    chosen = _named(ended, sources) or ended[:1]
    for each in chosen:
        subscriptions.resume(at_work.library, each.id)
        say(_("{title}: goes on.").format(title=printable(each.title)))
    return chosen


def _named(known: list[Subscription], sources: list[str]) -> list[Subscription]:
    """By their numbers, sources or titles. Raises UsageError."""
    named = {}
    for name in sources:
        path = passwords.kept(name) if is_address(name) else as_text(os.path.abspath(os.path.expanduser(name)))
        found = [each for each in known if name == str(each.id) or each.source in (name, path)]
        found = found or [each for each in known if each.title == name]
        if len(found) != 1:
            text = _("There is no subscription {name}; mangdao subscribe lists them.")
            if found:
                text = _("Several subscriptions are called {name}; give a number of mangdao subscribe.")
            raise UsageError(text.format(name=printable(name)))
        named[found[0].id] = found[0]
    return list(named.values())


def _update(at_work: Librarian, chosen: list[Subscription], come: dict[int, Newer]) -> int:
    results = updating.update(at_work, chosen, Percent(_("looked at")), come=come)
    problems = [problem for _each, _titles, problem in results if problem]
    complain(problems)
    code = make_searchable(at_work)
    return 3 if problems else code
