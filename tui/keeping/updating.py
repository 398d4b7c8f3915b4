"""Looking for new issues: feeds over the network, several at once, and folders. What all of them have brought is in the
library at the end of it, at once; when it is ended before, none of it is."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from tui.core.clean import clean_line
from tui.core.progress import listening, part, tell
from tui.core.shelf import Subscription
from tui.core.wording import few
from tui.errors import BusyError, EmptyFeedError, GoneError, ReaderError, SourceError
from tui.fetch import Newer, Source, as_path, as_text, fetch, fetch_newer, is_address, passwords, too_large
from tui.fetch.in_folders import files_of
from tui.fetch.typed_paths import address_of
from tui.importers.within import numbered
from tui.keeping import feeds
from tui.keeping.intake import Intake, understood
from tui.keeping.librarian import Librarian, Progress
from tui.keeping.renewed import latest, renewed
from tui.library import Library, shelf, subscriptions
from tui.texts import N_, _, n_

if TYPE_CHECKING:
    from tui.importers import opml

_AT_ONCE = 8
_A_MOMENT = 0.1  # seconds between two looks whether somebody has ended it
_ALMOST = 0.99  # of a folder, until it is done
_MOST_ARTICLES = 1000  # of a feed that are kept; older ones make room
MOST_FEEDS = 2000
"""So many a list of feeds may name. An update asks all their servers, for a quarter of an hour."""
_MOST_OPML = 4_000_000  # bytes: far more than so many feeds have

_TOO_MANY = N_("{name} names more than {n} feeds: nobody can follow so many; take some of them into a file of its own.")
_ENDED = N_(
    "{title} has ended, says its server. What it has brought stays; x in the list of subscriptions, or"
    " mangdao subscribe --end, ends the subscription too."
)

Result = tuple[Subscription, list[str], str]
"""A subscription, the titles of what it has brought, and why looking failed, or ""."""
_Come = tuple[Subscription, Newer | ReaderError | None]
_NOTHING: Mapping[int, Newer] = {}


def subscribe(librarian: Librarian, source: str) -> list[Subscription]:
    """Begins subscriptions to a feed or a folder, or to all that an OPML file names; the first update brings their
    issues. Raises ReaderError."""
    source = address_of(source)
    if is_address(source):
        address = passwords.kept(source)
        return [subscriptions.begin(librarian.library, address, clean_line(address))]
    if not source:
        raise SourceError(_("The name is empty; name a feed, a folder or a list of feeds."))
    path = os.path.abspath(os.path.expanduser(as_path(source)))
    if not os.path.isdir(path):
        found = feeds.file_at(source)
        if feeds.names_feeds(found):
            return _all_of(librarian, found)
        if not feeds.is_feed(found):
            raise feeds.no_feed(found)
    return [subscriptions.begin(librarian.library, as_text(path), clean_line(os.path.basename(path)))]


def _all_of(librarian: Librarian, found: Source) -> list[Subscription]:
    named = [each._replace(address=address_of(each.address)) for each in _named_in(found)]
    titles: dict[str, str] = {}
    tags: dict[str, tuple[str, ...]] = {}
    for each in named:
        if is_address(each.address):
            titles.setdefault(passwords.kept(each.address), each.title)
            tags.setdefault(passwords.kept(each.address), each.tags)
    if not titles:
        raise SourceError(_("{name} names no feed with a web address.").format(name=clean_line(found.name)))
    if len(titles) > MOST_FEEDS:
        raise SourceError(_(_TOO_MANY).format(name=clean_line(found.name), n=MOST_FEEDS))
    if n := sum(not is_address(each.address) for each in named):
        told = n_(
            "{n} entry has no web address and is left out.", "{n} entries have no web address and are left out.", n
        )
        librarian.library.tell(told)
    wanted = [(address, title or address) for address, title in titles.items()]
    return subscriptions.begin_all(librarian.library, wanted, tags)


def _named_in(found: Source) -> "list[opml.Outline]":
    from tui.importers import opml

    if len(found.data) > _MOST_OPML:
        raise too_large(clean_line(found.name), _MOST_OPML)
    return opml.subscriptions(found.data, found.name)


def update(
    librarian: Librarian,
    chosen: Sequence[Subscription],
    progress: Progress = lambda done, count: None,
    are_lists: bool = True,
    come: Mapping[int, Newer] = _NOTHING,
) -> list[Result]:
    """What each subscription has brought: the titles of new issues, and why looking failed, or "". `are_lists`: what is
    a list of feeds (OPML) is subscribed to as such, after all else. `come`: what has come of some already, by their
    numbers."""
    if not chosen:
        return []
    with librarian.taking_in() as intake:
        results, lists = _looked_at(_Round(librarian.library, intake, {}, come), chosen, progress, are_lists)
    results += [result for each, source in lists for result in _listed(librarian, each, source, progress)]
    order = {each.id: number for number, each in enumerate(chosen)}
    return sorted(results, key=lambda result: order.get(result[0].id, len(order)))


class _Round(NamedTuple):
    """One look at all of them. `taken`: keys of publications on their way in, each with its subscription. `come`: as
    `update` has it."""

    library: Library
    intake: Intake
    taken: dict[str, int]
    come: Mapping[int, Newer]


def _looked_at(
    round_: _Round, chosen: Sequence[Subscription], progress: Progress, are_lists: bool
) -> tuple[list[Result], list[tuple[Subscription, Source]]]:
    """Their results, and those that are lists of feeds."""
    folders = [each for each in chosen if os.path.isdir(as_path(each.source))]
    results: list[Result] = []
    progress(0, len(chosen))
    for each in folders:
        with listening(lambda share: progress(len(results) + min(share, _ALMOST), len(chosen))):
            results.append(_told(round_, each, None))
        progress(len(results), len(chosen))
    resting = subscriptions.resting(round_.library)
    results += [(each, [], each.problem) for each in chosen if each.id in resting]
    asked = [each for each in chosen if each not in folders and each.id not in resting]
    tags = {each: subscriptions.tag(round_.library, each.id) for each in asked}
    lists: list[tuple[Subscription, Source]] = []
    for each, found in _fetched(tags, round_.come, lambda: progress(len(results), len(chosen))):
        if are_lists and isinstance(found, Newer) and feeds.names_feeds(found.source):
            lists.append((each, found.source))
            continue
        results.append(_told(round_, each, found))
        progress(len(results), len(chosen))
    return results, lists


def _listed(librarian: Librarian, subscription: Subscription, found: Source, progress: Progress) -> list[Result]:
    """What is at the address is a list of feeds: they are subscribed to in its place."""
    try:
        made = _all_of(librarian, found)
    except ReaderError as error:
        subscriptions.checked(librarian.library, subscription.id, str(error))
        return [(subscription, [], str(error))]
    if subscription.source not in (each.source for each in made):
        subscriptions.forget(librarian.library, subscription.id)
    new = [each for each in made if subscriptions.is_first(librarian.library, each.id)]
    return update(librarian, new, progress, are_lists=False) if new else []


def told(results: Sequence[Result], known: Collection[int]) -> str:
    """What an update has brought, as a sentence. `known`: subscriptions that had been looked at before: what is there
    in others is no news."""
    there = sum(len(titles) for each, titles, _problem in results if each.id not in known)
    new = sum(len(titles) for _each, titles, _problem in results) - there
    failed = [(each.title, problem) for each, _titles, problem in results if problem]
    unreached = failed[0][1] if len(failed) == 1 else ""
    if len(failed) > 1:
        names = few([title for title, _problem in failed])
        unreached = _("Not reached: {names}; the list of subscriptions says why.").format(names=names)
    sentences = [
        n_("{n} issue is there; L lists it.", "{n} issues are there; L lists them.", there) if there else "",
        n_("{n} new issue; L lists what there is.", "{n} new issues; L lists what there is.", new) if new else "",
        unreached,
    ]
    was_reached = len(failed) < len(results) or not results
    nothing = _("There is nothing new.") if was_reached and not there and not new else ""
    return " ".join(filter(None, [nothing, *sentences]))


def _told(round_: _Round, subscription: Subscription, found: Newer | ReaderError | None) -> Result:
    fresh = not subscriptions.is_first(round_.library, subscription.id)
    titles: list[str] = []
    problem, until = "", 0.0
    try:
        if isinstance(found, ReaderError):
            raise found
        if found:
            titles = _feed(round_, subscription, found, fresh)
        elif not is_address(subscription.source):
            titles = _folder(round_, subscription, fresh)
    except EmptyFeedError:
        pass  # what comes later is news
    except GoneError:
        problem = _(_ENDED).format(title=subscription.title)
    except BusyError as error:
        problem, until = str(error), error.until
    except ReaderError as error:
        problem = str(error)
    round_.intake.also.append(lambda: subscriptions.checked(round_.library, subscription.id, problem))
    if until:
        round_.intake.also.append(lambda: subscriptions.rest(round_.library, subscription.id, until))
    return subscription, titles, problem


def _folder(round_: _Round, subscription: Subscription, fresh: bool) -> list[str]:
    """A file is an issue."""
    library, intake = round_.library, round_.intake
    known = subscriptions.known(library, subscription.id)
    new = [path for path in files_of(subscription.source) if path not in known]
    issues: list[tuple[str, str, str]] = []
    for number, path in enumerate(new):
        try:
            with part(number / len(new), (number + 1) / len(new)):
                publication = intake.stage(fetch(path))
        except ReaderError:
            continue  # a file that is still being written, or is no issue: looked at again next time
        issues.append((path, publication.key, publication.title))
        tell(number + 1, len(new))
    intake.also.append(lambda: subscriptions.bring(library, subscription, issues, fresh))
    return [title for _path, _key, title in issues]


def _feed(round_: _Round, subscription: Subscription, given: Newer, fresh: bool) -> list[str]:
    """An article is an issue; one that was edited is no news. What has left the feed stays in the publication, behind
    what is in it."""
    library, intake, taken = round_.library, round_.intake, round_.taken
    if not feeds.is_feed(given.source):
        raise feeds.no_feed(given.source)
    publication = understood(library, given.source)
    publication = publication._replace(articles=latest(publication.articles))
    known = subscriptions.known(library, subscription.id)
    last = subscriptions.last(library, subscription.id)
    key = subscriptions.own_key(library, subscription, publication.key, taken)
    is_other = any(article.key not in known for article in publication.articles)
    is_other = is_other or (key != last and shelf.is_there(library, last))
    before = shelf.text(library, last) if is_other else None
    new, renamed, older = renewed(publication.articles, before.articles if before else (), known)
    issues = [(article.key, key, article.name) for article in new]
    intake.also.append(lambda: subscriptions.keep_tag(library, subscription.id, given.tag))
    intake.also.append(lambda: subscriptions.rename(library, subscription, last, key, renamed))
    intake.also.append(lambda: subscriptions.bring(library, subscription, issues, fresh))
    if is_other:
        room = max(0, _MOST_ARTICLES - len(publication.articles))
        behind = numbered(older[:room], len(publication.articles))
        whole = publication._replace(key=key, articles=(*publication.articles, *behind))
        intake.stage(given.source._replace(path=subscription.source), whole)
        taken[key] = subscription.id
        if not last:
            tags = subscriptions.tags_of(library, subscription.id)
            intake.also.append(lambda: subscriptions.label(library, tags, whole.key))
        intake.also.append(lambda: subscriptions.is_in(library, subscription, whole))
    if given.moved:
        intake.also.append(lambda: subscriptions.move(library, subscription, passwords.kept(given.moved)))
    return [article.name for article in new]


def _fetched(
    tags: dict[Subscription, tuple[str, str]], there: Mapping[int, Newer], wait: Callable[[], None]
) -> Iterator[_Come]:
    """Their sources as they come, or why they do not; None where nothing has changed. `wait` is called every moment,
    and ends it all by an exception: nobody waits for those on the way."""
    wanted: SimpleQueue[Subscription | None] = SimpleQueue()
    come: SimpleQueue[_Come] = SimpleQueue()
    for each in (*tags, *[None] * _AT_ONCE):
        wanted.put(each)

    def work() -> None:
        while (each := wanted.get()) is not None:
            try:
                come.put((each, there.get(each.id) or _newer(each.source, tags[each])))
            except ReaderError as error:
                come.put((each, error))
            except Exception as error:  # noqa: BLE001 - a bug must not keep those waiting who wait for all of them
                from tui import bugs

                come.put((each, ReaderError(bugs.told(error))))

    for _worker in range(min(_AT_ONCE, len(tags))):
        Thread(target=work, daemon=True).start()
    for _each in tags:
        yield _next(come, wait)


def _newer(source: str, tag: tuple[str, str]) -> Newer | None:
    return fetch_newer(source, tag) if is_address(source) else Newer(fetch(source), tag)


def _next(come: SimpleQueue[_Come], wait: Callable[[], None]) -> _Come:
    while True:
        with suppress(Empty):
            return come.get(timeout=_A_MOMENT)
        wait()
