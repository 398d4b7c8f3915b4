"""Bytes → a Publication. One row in the table and one file for each format.

This is the border: text from outside is decoded and cleaned here, once.

The way through the package: `signs` (what data shows of itself) → the table below → the file of the format →

- What has a structure becomes a tree of elements with the names of HTML: `markup` reads any markup into a `tree`, and
  `office`, `fictionbook`, `daisy_text`, `renaming` put those names for others. `flow` makes blocks of it,
  through `writer` and `written`, and `book` a publication of blocks.
- Files within files: `archive`, with `salvaging` where it is damaged; `package` and `contents` of books; `overlays`,
  `talking` and `voiced` for recordings.
- Print becomes sheets of boxes: `pdf` in a process of its own (`apart`), `alto`, `pagexml`, `hocr`. `printed` makes
  an issue of them, by `tui.newspaper`, or else a document.
- Plain text: `encoding` → `paragraphs`, `listings` → `document`, or a page of a newspaper.
- What is long is made where somebody reads (`long_*`): `cutting` and `parts` divide it, `scanning` and `source_words`
  tell where it may say something without making it.
- The other files answer one question each that several formats ask.
"""

import gc
from importlib import import_module
from os.path import splitext

from tui.core.clean import clean_line
from tui.core.light import TYPE_CHECKING, Callable, NamedTuple
from tui.core.publication import Publication
from tui.errors import FormatError
from tui.texts import _

if TYPE_CHECKING:
    from tui.importers.signs import Head

Beside = Callable[[str], bytes]
_BLANK = b"\0\t\n\v\f\r \x85\xa0\xef\xbb\xbf\xff\xfe"
_SPACE = b"\t\n\f\r \xef\xbb\xbf"
_HEAD = 4096  # bytes that hold something in nearly every source; stripping all of it copies all of it
# What formats that can be told by their content begin with. Nothing is imported for a text that begins otherwise.
_SIGNED = (
    b"<",
    b"{",
    b"%PDF",
    b"PK",
    b"\xff\xfe<",
    b"\xfe\xff\0<",
    b"\0<",
    b"\0\0\0<",
    b"\xff\xfe\0\0<",
    b"\0\0\xfe\xff\0\0\0<",
)
_MARKS = (b"# ", b"](", b"```", b"~~~", b"---", b"]:", b"**")  # without one of these a text is no Markdown
_BEFORE = 1024  # bytes that may stand before a PDF: what a server or a mail program has put there
_FILE, _END, _NEAR = b"PK\x03\x04", b"PK\x05\x06", 66_000  # of archives; the end stands so near to that of the data
_PACKED = ("epub", "docx", "odt")


def _never(head: "Head") -> bool:
    """Of formats that are text like any other and go by their suffix."""
    return False


class Format(NamedTuple):
    """`parse(data, name)` raises FormatError where nothing readable is in the data. `matches` recognises data by
    what it holds, whatever it is called. `gather(data, name, beside)` stands for `parse` where a source consists of
    several files."""

    name: str
    suffixes: tuple[str, ...]
    parse: Callable[[bytes, str], Publication]
    matches: "Callable[[Head], bool]" = _never
    gather: "Callable[[bytes, str, Beside], Publication] | None" = None


def _in(module: str) -> Callable[[bytes, str], Publication]:
    """The module's `parse`, imported when it is needed."""

    def parse(data: bytes, name: str) -> Publication:
        publication: Publication = import_module(f"tui.importers.{module}").parse(data, name)
        return publication

    return parse


def _beside(module: str) -> Callable[[bytes, str, Beside], Publication]:
    """The module's `gather`, imported when it is needed."""

    def gather(data: bytes, name: str, beside: Beside) -> Publication:
        publication: Publication = import_module(f"tui.importers.{module}").gather(data, name, beside)
        return publication

    return gather


TEXT = Format("text", (".txt", ".text", ".asc"), _in("text"))
_MARKDOWN = Format("markdown", (".md", ".markdown", ".mkd"), _in("markdown"))
# The first that matches is taken: what is more special stands before what is less.
FORMATS: tuple[Format, ...] = (
    Format("epub", (".epub",), _in("epub"), lambda head: head.is_epub),
    Format("docx", (".docx", ".docm", ".dotx"), _in("office.word"), lambda head: head.is_word),
    Format("odt", (".odt", ".fodt", ".ott"), _in("office.opendocument"), lambda head: head.is_opendocument),
    Format("fb2", (".fb2",), _in("fictionbook"), lambda head: head.root == "fictionbook"),
    Format("feed", (".rss", ".atom", ".rdf"), _in("feed"), lambda head: head.is_feed),
    Format("opml", (".opml",), _in("opml"), lambda head: head.root == "opml"),
    Format("daisy", (".daisy",), _in("daisy"), lambda head: head.is_daisy, _beside("daisy")),
    Format("pdf", (".pdf",), _in("pdf.opening"), lambda head: head.is_pdf),
    Format("alto", (), _in("alto"), lambda head: head.root == "alto"),
    Format("mets", (), _in("mets"), lambda head: head.root == "mets", _beside("mets")),
    Format("didl", (), _in("didl"), lambda head: head.root == "didl", _beside("didl")),
    Format("articletext", (), _in("articletext"), lambda head: head.is_articletext),
    Format("page-xml", (), _in("pagexml"), lambda head: head.root == "pcgts"),
    Format("hocr", (".hocr",), _in("hocr"), lambda head: head.shows("ocr_page")),
    Format("tei", (".tei",), _in("tei"), lambda head: head.root in ("tei", "tei.2", "teicorpus")),
    Format("jats", (".jats", ".nxml"), _in("jats"), lambda head: head.is_jats),
    Format("docbook", (".docbook", ".dbk"), _in("docbook"), lambda head: head.is_docbook),
    Format("mallard", (".page",), _in("mallard"), lambda head: head.is_mallard),
    Format("svg", (".svg",), _in("drawing"), lambda head: head.root == "svg"),
    Format("html", (".html", ".htm", ".xhtml", ".xht"), _in("html"), lambda head: head.is_html),
    Format("xml", (), _in("prose"), lambda head: head.is_prose),
    Format("zip", (".zip",), _in("zipped"), lambda head: bool(head.members)),
    _MARKDOWN,
    TEXT,
)


def open_bytes(data: bytes, name: str, beside: Beside | None = None) -> Publication:
    """The publication in the data; `name` is a file name or another short name of the source. `beside` opens other
    files of the folder that it stands in, by their names there; it raises SourceError.

    Raises FormatError, with a sentence for the reader, where nothing readable is in it.
    """
    if not data[:_HEAD].strip(_BLANK) and not data.strip(_BLANK):
        raise FormatError(_("{name} is empty: there is nothing to read in it.").format(name=clean_line(name)))
    data = _bare(data)
    form = format_of(data, name)
    had_collector = gc.isenabled()
    gc.disable()  # trees of a million elements hold no rubbish; looking for it in them takes half of all time
    try:
        if form.gather and beside:
            return form.gather(data, clean_line(name), beside)
        return form.parse(data, clean_line(name))
    finally:
        if had_collector:
            gc.enable()


def _bare(data: bytes) -> bytes:
    """An archive without what stands before it: the program of one that unpacks itself, the head of a mail."""
    if not data.startswith(_FILE) and data.find(_END, len(data) - _NEAR if len(data) > _NEAR else 0) >= 0:
        start = data.find(_FILE)
        return data[start:] if start > 0 else data
    return data


def _is_signed(head: bytes) -> bool:
    return head.lstrip(_SPACE).startswith(_SIGNED) or b"%PDF-" in head[:_BEFORE]


def is_plain(head: bytes, name: str) -> bool:
    """Whether a source that begins so is plain text, as far as its beginning and its name can tell."""
    return not _is_signed(head) and _FILE not in head and format_of(head, name) is TEXT


def format_of(data: bytes, name: str) -> Format:
    """By content, else by suffix where content cannot tell, else text."""
    suffix = splitext(name)[1].lower()
    named = next((known for known in FORMATS if suffix in known.suffixes), TEXT)
    if _is_signed(data[:_HEAD]):
        from tui.importers.signs import Head

        head = Head(data)
        chosen = next((known for known in FORMATS if known.matches(head)), None)
        # A damaged archive says at its beginning what it once was, and its name says which; a page may begin anyhow.
        is_likely = head.is_archive or named.matches is _never or (named.name == "html" and head.root)
        if chosen and chosen.name == "zip" and named.name in _PACKED:
            return named  # of which so much is lost that nothing else shows it
        could_be = chosen and chosen.name == "html" and chosen is not named and head.is_piece
        if could_be and (named is _MARKDOWN or _is_markdown(data)):
            return _MARKDOWN  # in which parts of pages may stand
        return chosen or (named if is_likely else TEXT)
    if named.matches is _never and suffix in named.suffixes:
        return named
    return _unnamed(data) if not suffix or named is not TEXT else TEXT


def _unnamed(data: bytes) -> Format:
    """Text under no name, or under one that is not true."""
    return _MARKDOWN if any(mark in data[:_HEAD] for mark in _MARKS) and _is_markdown(data) else TEXT


def _is_markdown(data: bytes) -> bool:
    from tui.importers.marked import is_markdown

    return is_markdown(data)
