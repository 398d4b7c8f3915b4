"""The command of the shell that finds words: in the whole library, in one publication, in one article."""

from argparse import Namespace

from tui.charset import put_json
from tui.core.clean import clean_line, printable
from tui.core.progress import listening, tell
from tui.core.publication import Publication
from tui.core.search import saying, seeker, surroundings
from tui.core.shelf import MOST_HITS, Hit, Wanted
from tui.errors import LibraryError, ReaderError, UsageError
from tui.library import words
from tui.settings import Settings
from tui.shell.articles import articles_of
from tui.shell.library import librarian
from tui.shell.telling import Percent, say
from tui.texts import _, n_

_FIELDS = ("publication", "title", "article", "block", "offset", "text", "whole")


class NothingFoundError(ReaderError):
    """As grep has it: no hit is 1."""


def search(options: Namespace, settings: Settings) -> int:
    """Where words stand, with what is around them: a line for each paragraph."""
    text = clean_line(" ".join(options.words))
    if not text:
        raise UsageError(_("Name words to look for."))
    hits = _in_source(options.within, options.article, text) if options.within else _everywhere(options, text)
    if options.json:
        put_json([dict(zip(_FIELDS, hit, strict=True)) | {"article": hit.article + 1} for hit in hits])
        return 0 if hits else NothingFoundError.exit_code
    for hit in hits:
        print(printable(hit.title), hit.article + 1, surroundings(printable(hit.text), hit.offset), sep="\t")
    if not hits:
        raise NothingFoundError(_nowhere(options, text))
    if not hits[0].is_whole:
        say(_("Nowhere one after the other; these paragraphs have all the words."))
    return 0


def _nowhere(options: Namespace, text: str) -> str:
    text = printable(text)
    if options.article is not None:
        return _("“{text}” is not in this article.").format(text=text)
    if options.within:
        return _("“{text}” is not in this publication.").format(text=text)
    with librarian(is_reading=True) as at_work:
        count = len(at_work.listed(Wanted(words=text)))
    if not count:
        return _("“{text}” is nowhere in the library.").format(text=text)
    named = n_("{n} title or tag", "{n} titles or tags", count)
    told = _("“{text}” is in no text, but in {named}: mangdao library {text} lists them.")
    return told.format(text=text, named=named)


def _everywhere(options: Namespace, text: str) -> list[Hit]:
    if options.article is not None:
        raise UsageError(_("--article needs --in and a source."))
    with librarian(is_reading=True) as at_work:
        try:
            at_work.index_all(Percent(_("made searchable")))
        except LibraryError as error:
            at_work.library.tell(str(error))
        hits = at_work.found(text)
        if n := len(words.pending(at_work.library)):
            say(
                n_(
                    "{n} publication is still being made searchable",
                    "{n} publications are still being made searchable",
                    n,
                )
            )
    if len(hits) == MOST_HITS:
        say(_("These are the first {n}; there may be more.").format(n=MOST_HITS))
    return hits


def _in_source(source: str, article: int | None, text: str) -> list[Hit]:
    from tui.sources import open_source

    publication = open_source(source)
    articles_of(publication, article)
    chosen = range(len(publication.articles)) if article is None else [article - 1]
    percent = Percent("")
    with listening(lambda share: percent(share, 1)):
        return [hit for done, number in enumerate(chosen) for hit in _in_article(publication, number, text, done)]


def _in_article(publication: Publication, number: int, text: str, done: int) -> list[Hit]:
    """All of it is looked at: what stands there otherwise than it was typed is found in a long text too."""
    seek, blocks = seeker(text), publication.articles[number].blocks
    tell(done, len(publication.articles))
    return [
        Hit(publication.key, publication.title, number, at, offsets[0], block.text)
        for at, block in saying(blocks, text)
        if (offsets := seek(block.text))
    ]
