"""What data shows of itself at a glance: how it begins, its root element, the files of an archive."""

import re
from functools import cached_property
from zipfile import BadZipFile

from tui.importers.tree import names

_LOOK = 65_536  # bytes
_FIRST_TAG = re.compile(r"<([A-Za-z_][^\s/>:]*:)?([A-Za-z_][^\s/>]*)([^>]*)")
_NOT_A_TAG = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_OF_DOCBOOK = re.compile(
    "set|book|part|chapter|appendix|preface|article|section|sect[1-5]|refentry|reference|glossary|refsect1|bibliography"
    "|topic"
)
_PAGE = frozenset({"html", "head", "body"})
_PIECE = names("article section main div p h1 h2 h3 ul ol table title blockquote pre span")
# Markup in characters of two or four bytes, with a mark before it or without.
_WIDE = (
    (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip


class Head:
    """The beginning of some data, looked at only as far as somebody asks."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def text(self) -> str:
        """The first tens of thousands of characters. Letters beyond ASCII may be wrong."""
        start = self.data[:_LOOK]
        for beginning, encoding in _WIDE:
            if start.startswith(beginning):
                return start.decode(encoding, "replace").removeprefix("\ufeff")
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            return start.decode("utf-16", "replace")
        return start.removeprefix(b"\xef\xbb\xbf").decode("latin-1")

    @cached_property
    def root(self) -> str:
        """The name of the first element in small letters, without its prefix; "" when there is none."""
        at = 0
        while skipped := _NOT_A_TAG.match(self.text, at):
            at = skipped.end()
        found = _FIRST_TAG.match(self.text, at)
        return found[2].lower() if found else ""

    @cached_property
    def is_html(self) -> bool:
        """It begins as a page does; one that only begins with a tag ends with one too."""
        if self.root in _PAGE or re.match(r"\s*<!DOCTYPE\s+html", self.text, re.IGNORECASE):
            return True
        return self.is_piece

    @cached_property
    def is_piece(self) -> bool:
        """It begins as a part of a page, which texts with other marks do, too."""
        return self.root in _PIECE and f"</{self.root}" in self.text.lower()

    @cached_property
    def is_docbook(self) -> bool:
        """By its namespace, by its document type, else by paragraphs that only DocBook calls so."""
        if not _OF_DOCBOOK.fullmatch(self.root):
            return False
        told = re.search(r"docbook\.org/ns/docbook|DTD\s+[\w\s]*DocBook|<(sim)?para\b|<refnamediv", self.text)
        return told is not None

    @property
    def is_jats(self) -> bool:
        """An article that is described as journals do."""
        told = re.search(r"<(article-meta|journal-meta)\b|DTD (JATS|Journal|NLM)|//NLM//DTD", self.text)
        return self.root in ("article", "pmc-articleset") and told is not None

    @property
    def is_mallard(self) -> bool:
        return self.root == "page" and "projectmallard.org" in self.text

    @property
    def is_prose(self) -> bool:
        """XML of no kind that is known, and clearly to be read."""
        if not (re.match(r"\s*<\?xml\b", self.text) or "xmlns" in self.text[:2000]) or not self.root:
            return False
        from tui.importers.prose import is_prose

        start = self.data[:_LOOK]
        return is_prose(start.decode("utf-8", "replace") if b"\0" not in start[:4] else self.text)

    def shows(self, words: str) -> bool:
        """An element of markup whose beginning holds these words."""
        return self.root == "html" and words in self.text

    @property
    def is_pdf(self) -> bool:
        """Something else may stand before its beginning; what only speaks of PDF has no end of one."""
        return self.data.startswith(b"%PDF") or (b"%PDF-" in self.data[:1024] and b"startxref" in self.data[-2048:])

    @property
    def is_archive(self) -> bool:
        return self.data.startswith(b"PK")

    @property
    def is_word(self) -> bool:
        """The main part of a Word document may be called anything; its folder is called so in all of them."""
        if "word/document.xml" in self.members:
            return True
        others = [name for name in self.members if name != "[Content_Types].xml"]
        is_in_it = not others or any(name.lower().startswith(("word/", "word\\")) for name in others)
        return len(others) < len(self.members) and is_in_it

    @property
    def is_articletext(self) -> bool:
        """An article of Delpher: nothing but a title and paragraphs."""
        return self.root == "text" and re.search(r"<text>\s*<(title|p)\b", self.text) is not None

    @property
    def is_opendocument(self) -> bool:
        if self.is_archive:
            return b"opendocument.text" in self.data[:200] or {"content.xml", "META-INF/manifest.xml"} <= self.members
        return self.root in ("document", "document-content") and "opendocument" in self.text[:2000]

    @property
    def is_daisy(self) -> bool:
        """A DTBook, the list of headings of DAISY 2.02 or the package of DAISY 3, or an archive with one of these."""
        files = {name.lower().replace("\\", "/").rpartition("/")[2] for name in self.members}
        talks = "dtbook" in self.text or ("smil" in self.text and "xhtml" not in self.text)
        unpacked = "ncc:" in self.text[:4096].lower() or (self.root == "package" and talks)
        return self.root == "dtbook" or unpacked or "ncc.html" in files or any(name.endswith(".opf") for name in files)

    @property
    def is_feed(self) -> bool:
        if self.root == "rdf":
            return "purl.org/rss" in self.text or "my.netscape.com/" in self.text[:2000]
        if self.root == "entry":
            return "w3.org/2005/Atom" in self.text[:2000] or "purl.org/atom" in self.text[:2000]
        return self.root in ("rss", "feed", "channel") or "//jsonfeed.org/version" in self.text[:2000]

    @property
    def is_epub(self) -> bool:
        if self.data[30:58] == b"mimetypeapplication/epub+zip":
            return True
        return any(name.lower().replace("\\", "/").endswith("meta-inf/container.xml") for name in self.members)

    @cached_property
    def members(self) -> frozenset[str]:
        """The names of the files in an archive; none when it is damaged or none."""
        if not self.is_archive:
            return frozenset()
        from tui.importers.salvaging import zip_of

        try:
            return frozenset(zip_of(self.data)[0].namelist())
        except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            return frozenset()
