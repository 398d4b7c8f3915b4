"""Brings the catalogues of interface texts up to date: python -m tests.tools.make_catalogues

Takes every text in _(), N_() and n_() of the program into tui/locale/mangdao.pot and into each language's
mangdao.po, where translations stay as they are and new texts wait with an empty one; compiles mangdao.mo.
Says which texts are not translated yet. English is the language of the source, so its catalogue is empty.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[2] / "tui"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("en", "zh")
_KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}


class _Timeless(Catalog):
    """A catalogue without dates and names in its head, so that the same texts make the same file."""

    _kept = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")

    @property
    def mime_headers(self):
        return [pair for pair in Catalog.mime_headers.fget(self) if pair[0] in self._kept]

    @mime_headers.setter
    def mime_headers(self, headers):
        Catalog.mime_headers.fset(self, headers)


def extracted() -> Catalog:
    """The texts of the program as they are now."""
    catalogue = _Timeless(header_comment="# Interface texts of Mangdao.")
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=_KEYWORDS, comment_tags=("Translators:",))
    for name, line, texts, comments, _context in sorted(found, key=lambda each: each[:2]):
        catalogue.add(texts, locations=[(f"tui/{Path(name).as_posix()}", line)], auto_comments=comments)
    return catalogue


def catalogue_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "mangdao.po"


def read(language: str) -> Catalog:
    """A language's catalogue as it stands in its file; an empty one when there is none."""
    catalogue = _Timeless(locale=language, header_comment="# Interface texts of Mangdao.")
    if catalogue_path(language).exists():
        with catalogue_path(language).open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    catalogue[message.id] = message
    catalogue.fuzzy = False
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """What stands in the .mo file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def is_translated(message: Message) -> bool:
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms) and not message.fuzzy


def _written(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return buffer.getvalue()


def main() -> int:
    template = extracted()
    (LOCALE / "mangdao.pot").write_bytes(_written(template))
    missing = 0
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.fuzzy = False
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_written(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        for message in catalogue:
            if language != "en" and message.id and not is_translated(message):
                missing += 1
                print(f"{language}: {message.id!r}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
