"""What each command of the shell takes: its arguments and options, with a few words on each."""

import argparse
from collections.abc import Callable

from tui import __version__
from tui.texts import _

Parser = argparse.ArgumentParser


def fill_reader(parser: Parser) -> None:
    texts = _("files, folders, addresses, - for standard input, @ and a number of the library; or nothing")
    parser.add_argument("source", nargs="*", help=texts)
    parser.add_argument(
        "--version", action="version", version=f"mangdao {__version__}", help=_("show the version and exit")
    )
    parser.add_argument("--plain", action="store_true", help=_("linear mode, for screen readers and any terminal"))
    parser.add_argument("--speaking", action="store_true", help=_("full screen with one utterance a key"))
    parser.add_argument("--theme", choices=("dark", "light", "contrast", "none"), help=_("colours"))
    parser.add_argument("--width", type=int, metavar="N", help=_("columns of text, 20 to 200"))
    parser.add_argument(
        "--at", default="", metavar="WORDS", help=_("begins there: a title, or page 143, 45%%, table 2")
    )
    _add_voice(parser)


def _add_voice(parser: Parser) -> None:
    parser.add_argument("--backend", metavar="NAME", help=_("what speaks; mangdao voices lists what there is"))
    parser.add_argument("--model", metavar="PATH", help=_("a voice model for piper or sherpa"))
    parser.add_argument("--voice", metavar="NAME", help=_("the voice"))
    parser.add_argument("--rate", type=int, metavar="N", help=_("speed of speech in percent, 50 to 600"))
    parser.add_argument("--volume", type=int, metavar="N", help=_("loudness in percent, 0 to 100"))
    parser.add_argument("--pitch", type=int, metavar="N", help=_("pitch, 0 to 100; 50 is the voice's own"))


def _add_source(parser: Parser) -> None:
    source = _("a file, an address, - for standard input, or @ and a number of the library")
    parser.add_argument("source", help=source)


def _add_json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _add_number(parser: Parser) -> None:
    parser.add_argument("number", type=int, nargs="?", help=_("number of the article; all when left out"))


def _fill_list(parser: Parser) -> None:
    _add_source(parser)
    _add_json(parser)


def _fill_read(parser: Parser) -> None:
    _add_source(parser)
    _add_number(parser)
    parser.add_argument("--width", type=int, metavar="N", help=_("columns of text, 20 to 200"))
    _add_json(parser)


def _fill_say(parser: Parser) -> None:
    _add_source(parser)
    _add_number(parser)
    _add_voice(parser)


def _fill_export(parser: Parser) -> None:
    _add_source(parser)
    suffixes = _(
        "by its suffix: json, txt, md, html, epub; wav, mp3, m4b, m4a, opus, flac read aloud;"
        " or truth.json for the truth of a page"
    )
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help=suffixes)
    parser.add_argument("--audio", action="store_true", help=_("an epub that is heard too, sentence by sentence"))
    _add_voice(parser)


def _fill_recognise(parser: Parser) -> None:
    parser.add_argument("source", help=_("a PDF file, or a picture: PNG, JPEG, TIFF"))
    parser.add_argument("-o", "--output", metavar="FILE", help=_("where to; SOURCE.hocr when left out"))
    names = _("of the pages, as Tesseract names them: chi_sim+eng; when left out, by the letters of the first page")
    parser.add_argument("--languages", default="", metavar="NAMES", help=names)


def _fill_add(parser: Parser) -> None:
    parser.add_argument("sources", nargs="+", metavar="source", help=_("files, folders, addresses, or -"))
    _add_json(parser)


def _fill_library(parser: Parser) -> None:
    parser.add_argument("words", nargs="*", help=_("only those whose title, author and tags have these words"))
    orders = ("recent", "title", "author", "date", "length", "state")
    order = _("in this order; the numbers stay those of recent")
    parser.add_argument("--sort", choices=orders, default="recent", help=order)
    states = ("unread", "begun", "read")
    parser.add_argument("--state", choices=states, default="", help=_("only what is unread, begun or read"))
    parser.add_argument("--trash", action="store_true", help=_("what was removed"))
    parser.add_argument("--tags", action="store_true", help=_("the tags, and how many publications have each"))
    _add_json(parser)


def _fill_search(parser: Parser) -> None:
    parser.add_argument("words", nargs="+", help=_("what to look for"))
    source = _("only in this source: a file, an address, - for standard input, or @ and a number of the library")
    parser.add_argument("--in", dest="within", default="", metavar="SOURCE", help=source)
    parser.add_argument("--article", type=int, metavar="N", help=_("in this article only"))
    _add_json(parser)


def _fill_subscribe(parser: Parser) -> None:
    parser.add_argument("sources", nargs="*", metavar="source", help=_("feeds, folders and OPML files; none lists"))
    parser.add_argument("--opml", action="store_true", help=_("list the feeds as OPML, for other programs"))
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--end", action="store_true", help=_("end these subscriptions; what they have brought stays"))
    undo = _("go on with these subscriptions that were ended; none: with the last")
    either.add_argument("--undo", action="store_true", help=undo)
    _add_json(parser)


def _fill_update(parser: Parser) -> None:
    names = _("only these subscriptions: their numbers, titles or sources")
    parser.add_argument("sources", nargs="*", metavar="subscription", help=names)
    _add_json(parser)


def _fill_remove(parser: Parser) -> None:
    parser.add_argument("entries", nargs="*", metavar="entry", help=_("numbers of mangdao library, or titles"))
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--undo", action="store_true", help=_("out of the trash again; none: what was removed last"))
    help_text = _("delete for good what was removed: these of the trash; none: all of it")
    either.add_argument("--empty-trash", action="store_true", help=help_text)
    _add_json(parser)


def _fill_tag(parser: Parser) -> None:
    parser.add_argument("entry", help=_("a number of mangdao library, or a title"))
    parser.add_argument(
        "tags", nargs="*", help=_("all its tags, or +ONE to add one; - takes all away; none tells them")
    )
    _add_json(parser)


def _fill_highlights(parser: Parser) -> None:
    source = _("a file, an address, - for standard input, or @ and a number of the library; none: all of the library")
    parser.add_argument("source", nargs="?", help=source)
    parser.add_argument("--category", default="", metavar="NAME", help=_("only highlights of this category"))
    _add_json(parser)


def _fill_mark(parser: Parser) -> None:
    _add_source(parser)
    parser.add_argument("words", nargs="*", help=_("what stands in the sentence that is marked"))
    parser.add_argument("--article", type=int, metavar="N", help=_("in this article only"))
    parser.add_argument("--bookmark", action="store_true", help=_("a bookmark instead of a highlight"))
    parser.add_argument("--category", default="", metavar="NAME", help=_("of the highlight, such as idea"))
    parser.add_argument("--note", default="", metavar="TEXT", help=_("on the highlight"))
    parser.add_argument("--remove", action="store_true", help=_("take the highlight, or the bookmark, there away"))
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--read", action="store_true", help=_("mark the articles as read"))
    either.add_argument("--unread", action="store_true", help=_("mark the articles as unread"))
    _add_json(parser)


def _fill_marks(parser: Parser) -> None:
    help_text = _("take in what another library has written; what is there already stays")
    parser.add_argument("--take", metavar="FILE", help=help_text)


def _fill_voices(parser: Parser) -> None:
    _add_voice(parser)
    _add_json(parser)


def _fill_speaker(parser: Parser) -> None:
    listen = _("where to listen: HOST:PORT of this machine, or the path of a socket")
    parser.add_argument("--listen", default="127.0.0.1:7890", metavar="ADDRESS", help=listen)
    parser.add_argument(
        "--new-token", action="store_true", help=_("make a new token; readers with the old one stay out")
    )
    _add_voice(parser)


COMMANDS: dict[str, tuple[Callable[[], str], Callable[[Parser], None]]] = {
    "list": (lambda: _("The articles of a source: number, length, minutes, title."), _fill_list),
    "read": (lambda: _("An article, or all, as text of whole lines."), _fill_read),
    "say": (lambda: _("Reads an article, or all, aloud."), _fill_say),
    "export": (lambda: _("Writes a source into a file of another kind."), _fill_export),
    "recognise": (lambda: _("Reads the text off a scan, with Tesseract, into a file to open."), _fill_recognise),
    "add": (lambda: _("Adds files, folders and addresses to the library."), _fill_add),
    "library": (lambda: _("The library: number, state, date, minutes, title, author."), _fill_library),
    "search": (lambda: _("Finds words in the whole library, or in one source."), _fill_search),
    "subscribe": (lambda: _("Subscribes to feeds and folders."), _fill_subscribe),
    "update": (lambda: _("Looks for new issues of subscriptions."), _fill_update),
    "remove": (lambda: _("Removes publications from the library, or puts them back."), _fill_remove),
    "tag": (lambda: _("Gives a publication of the library tags."), _fill_tag),
    "highlights": (
        lambda: _("Bookmarks, highlights and notes of a source or of all the library, as Markdown."),
        _fill_highlights,
    ),
    "mark": (lambda: _("Highlights a sentence, notes on it, bookmarks it, or marks articles as read."), _fill_mark),
    "marks": (lambda: _("Places, bookmarks, highlights and tags of the whole library, as JSON."), _fill_marks),
    "doctor": (lambda: _("What speech, terminal and files offer here, and what is missing."), lambda parser: None),
    "voices": (lambda: _("What can speak here, what to install for more, and the voices there are."), _fill_voices),
    "speaker": (lambda: _("Speaks here what a reader on another machine reads aloud."), _fill_speaker),
}
"""Each with a sentence about what it does, in the language of the interface, and what fills its parser."""
