"""Scans → text with the place of every word, where Tesseract is installed: what it writes (hOCR) the reader opens."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tui.core.clean import clean_line
from tui.errors import FormatError, UsageError
from tui.fetch import Source, fetch
from tui.importers.apart import GoneError, Limits, apart
from tui.texts import _

_PROGRAM = "tesseract"
_LIMITS = Limits(seconds=60.0, memory=1024)
_PAINTER = "tui.importers.pdf.picture"
_PDF = b"%PDF"
_ASIDE = "osd"  # knows scripts, and reads none
# What is read by whose letters a page has, where that is installed.
_SCRIPTS = {
    "Han": ("chi_sim", "chi_tra"),
    "HanS": ("chi_sim",),
    "HanT": ("chi_tra",),
    "Japanese": ("jpn",),
    "Korean": ("kor",),
    "Hangul": ("kor",),
    "Cyrillic": ("rus", "ukr"),
    "Greek": ("ell",),
    "Hebrew": ("heb",),
    "Arabic": ("ara",),
    "Latin": ("eng", "fra"),
}
Progress = Callable[[int, int], None]


def recognise(source: str, languages: str, progress: Progress) -> tuple[str, str]:
    """The text of all pages of a PDF, or of a picture, as hOCR, and what it was read as: "chi_sim+eng". `languages`
    are those of the pages by Tesseract's names, "" for those that the first page seems to have. Raises UsageError
    where Tesseract or a language is missing, SourceError, and FormatError where the source is no picture."""
    known, found = languages_here(), fetch(source)
    made: list[str] = []
    with tempfile.TemporaryDirectory(prefix="mangdao") as folder:
        picture = Path(folder) / "page"
        for number, count in _pictures(found, picture):
            progress(number, count)
            languages = languages or _guessed(picture, known)
            _check(languages, known)
            made.append(_read(picture, languages, found.name))
        progress(1, 1)
    return _together(made), languages


def languages_here() -> list[str]:
    """What Tesseract can read here, by its own names. Raises UsageError where it is missing."""
    if not shutil.which(_PROGRAM):
        raise UsageError(
            _("Tesseract, which reads scans, is not here: install tesseract-ocr and the languages that you read.")
        )
    found = _run("--list-langs").decode("utf-8", "replace").splitlines()[1:]
    return [name.strip() for name in found if name.strip() not in ("", _ASIDE)]


def _check(languages: str, known: list[str]) -> None:
    missing = [clean_line(name) for name in languages.split("+") if name not in known]
    if missing or not languages:
        text = _("Tesseract has no {missing} here, but {known}: install what is missing, as tesseract-ocr-NAME.")
        raise UsageError(text.format(missing=", ".join(missing) or "?", known=", ".join(known) or _("nothing")))


def _guessed(picture: Path, known: list[str]) -> str:
    """By the letters of a page, and English besides, as that is everywhere."""
    seen = _run(str(picture), "stdout", "--psm", "0").decode("utf-8", "replace")
    script = next((line.partition(":")[2].strip() for line in seen.splitlines() if line.startswith("Script:")), "")
    found = [name for name in _SCRIPTS.get(script, ()) if name in known][:1]
    return "+".join(dict.fromkeys([*found, *(["eng"] if "eng" in known else known[:1])]))


def _pictures(source: Source, picture: Path) -> Iterator[tuple[int, int]]:
    """Number and count of every page, which is there as a picture then, one at a time. Raises FormatError."""
    if not source.data.startswith(_PDF):
        picture.write_bytes(source.data)
        yield 0, 1
        return
    number, count = 0, 1
    while number < count:
        count = _painted(source, number, picture)
        yield number, count
        number += 1


def _painted(source: Source, number: int, picture: Path) -> int:
    """Paints a page; how many there are."""
    try:
        answer = apart(_PAINTER, b"%d\n%s\n" % (number, bytes(picture)) + source.data, _LIMITS)
    except GoneError as error:
        raise _no_picture(source.name) from error
    if why := answer.get("error"):
        from tui.importers.pdf.pages import refusal

        raise FormatError(refusal(why, source.name))
    return int(answer["count"])


def _read(picture: Path, languages: str, name: str) -> str:
    made = _run(str(picture), "stdout", "-l", languages, "hocr").decode("utf-8", "replace")
    if "ocr_page" not in made:
        raise _no_picture(name)
    return made.replace(str(picture), name)


def _no_picture(name: str) -> FormatError:
    text = _("{name} is no PDF file and no picture that can be read: save it anew as PDF, PNG, JPEG or TIFF.")
    return FormatError(text.format(name=name))


def _run(*arguments: str) -> bytes:
    """Its answer, empty where it fails."""
    done = subprocess.run(
        [_PROGRAM, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # its threads wait for each other in loops
        check=False,
    )
    return done.stdout if not done.returncode else b""


def _together(made: list[str]) -> str:
    """The pages of several files in the first of them."""
    head, _mark, _rest = made[0].partition("<body>")
    pages = [each.partition("<body>")[2].rpartition("</body>")[0] for each in made]
    return f"{head}<body>{''.join(pages)}</body>\n</html>\n"
