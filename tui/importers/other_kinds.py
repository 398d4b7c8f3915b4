"""Kinds of file that are not read here: each is called by its name, with what to make of it."""

from tui.core.light import Iterable
from tui.errors import FormatError
from tui.texts import N_, _

_NO_TEXT = N_("{name} is not text that can be read: open a text file or a newspaper page.")
_OFFICE = N_(
    "{name} is a file of an older office program or locked with a password: save it as .docx, without a password, in"
    " the program that made it or in LibreOffice, and open that."
)
_RICH = N_("{name} is Rich Text: save it as .docx or .odt in the program that made it, and open that.")
_SHEET = N_(
    "{name} is a spreadsheet, a presentation or a drawing: save it as PDF in the program that made it, and open that."
)
_BOOK = N_(
    "{name} is a book of a kind that is not read here, such as Kindle, DjVu or CHM: make EPUB or PDF of it, with"
    " Calibre for example, and open that."
)
_PICTURE = N_(
    "{name} is a picture: run mangdao recognise {name}, which reads scans where Tesseract is installed, and open what"
    " that writes."
)
_SOUND = N_("{name} is sound or film, and holds no text: play it with another program, such as mpv.")
_PACKED = N_("{name} is packed: unpack it and open what is in it.")
_PRINT = N_("{name} is PostScript: make a PDF of it, with ps2pdf for example, and open that.")

# What a kind is told by, behind so many bytes. No text begins with one that has none before it.
SIGNS: tuple[tuple[int, tuple[bytes, ...], str], ...] = (
    (0, (b"\xd0\xcf\x11\xe0",), _OFFICE),
    (0, (b"{\\rtf",), _RICH),
    (0, (b"%!PS", b"\x04%!PS", b"\xc5\xd0\xd3\xc6"), _PRINT),
    (0, (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\0\x0cjP  "), _PICTURE),
    (0, (b"OggS\0", b"ID3\2", b"ID3\3", b"ID3\4", b"fLaC\0", b"\x1a\x45\xdf\xa3"), _SOUND),
    (0, (b"\x1f\x8b", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!\x1a", b"\x28\xb5\x2f\xfd"), _PACKED),
    (0, (b"AT&TFORM\0", b"ITSF\3\0", b"ITOLITLS", b"\xeaDRMION"), _BOOK),
    (60, (b"BOOKMOBI", b"TEXtREAd"), _BOOK),
    (4, (b"1AY&SY",), _PACKED),
    (257, (b"ustar",), _PACKED),
    (8, (b"WEBP",), _PICTURE),
    (8, (b"WAVE", b"AVI "), _SOUND),
    (4, (b"ftyp",), _SOUND),
    (0, (b"\xff\xfb", b"\xff\xf3", b"\xff\xfa", b"\xff\xf2"), _SOUND),
)
_SHEETS = ("ppt/", "xl/", "visio/")


def refused(name: str, head: bytes) -> FormatError:
    """The error for data that is no text, by how it begins."""
    return FormatError(_(_told(head) or _NO_TEXT).format(name=name))


def is_known(head: bytes) -> bool:
    """Whether it begins as a kind does that is no text."""
    return bool(_told(head))


def _told(head: bytes) -> str:
    return next((text for behind, signs, text in SIGNS if head[behind : behind + 16].startswith(signs)), "")


def refused_sheet(name: str) -> FormatError:
    """The error for an office document that is no text."""
    return FormatError(_(_SHEET).format(name=name))


def is_sheet(members: Iterable[str]) -> bool:
    """Whether the files of an archive are those of an office document that is no text."""
    return any(member.startswith(_SHEETS) for member in members)
