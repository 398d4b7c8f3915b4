"""Scans → text with the place of every word, where Tesseract is installed: what it writes (hOCR) the reader opens."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tui.core.clean import clean_line
from tui.errors import FormatError, UsageError
from tui.importers.apart import GoneError, Limits, apart
from tui.texts import _, because

_PROGRAM = "tesseract"
_LIMITS = Limits(seconds=60.0, memory=1024)
_PAINTER = "tui.importers.pdf_picture"
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


def recognise(source: Path, languages: str, progress: Progress) -> tuple[str, str]:
    """The text of all pages of a PDF, or of a picture, as hOCR, and what it was read as: "chi_sim+eng". `languages`
    are those of the pages by Tesseract's names, "" for those that the first page seems to have. Raises UsageError
    where Tesseract or a language is missing, FormatError where the file is no picture."""
    known = languages_here()
    made: list[str] = []
    with tempfile.TemporaryDirectory(prefix="mangdao") as folder:
        for number, count, picture in _pictures(source, Path(folder) / "page"):
            progress(number, count)
            languages = languages or _guessed(picture, known)
            _check(languages, known)
            made.append(_read(picture, languages, source))
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


def _pictures(source: Path, picture: Path) -> Iterator[tuple[int, int, Path]]:
    """Number, count and picture of every page, one at a time in the same file. Raises FormatError."""
    data = _bytes_of(source)
    if not data.startswith(_PDF):
        yield 0, 1, source
        return
    number, count = 0, 1
    while number < count:
        count = _painted(data, number, picture, source)
        yield number, count, picture
        number += 1


def _bytes_of(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        text = _("{path} cannot be read: {reason}.")
        raise UsageError(text.format(path=clean_line(str(source)), reason=because(error))) from error


def _painted(data: bytes, number: int, picture: Path, source: Path) -> int:
    """Paints a page; how many there are."""
    try:
        answer = apart(_PAINTER, b"%d\n%s\n" % (number, str(picture).encode()) + data, _LIMITS)
    except GoneError as error:
        raise _no_picture(source) from error
    if why := answer.get("error"):
        from tui.importers.pdf_pages import refusal

        raise FormatError(refusal(why).format(name=clean_line(source.name)))
    return int(answer["count"])


def _read(picture: Path, languages: str, source: Path) -> str:
    made = _run(str(picture.absolute()), "stdout", "-l", languages, "hocr").decode("utf-8", "replace")
    if "ocr_page" not in made:
        raise _no_picture(source)
    return made.replace(str(picture.absolute()), clean_line(source.name))


def _no_picture(source: Path) -> FormatError:
    text = _("{name} is no PDF file and no picture that can be read: save it anew as PDF, PNG, JPEG or TIFF.")
    return FormatError(text.format(name=clean_line(source.name)))


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
