"""What is said of a picture: its description, otherwise that there is one, and what its file is called where that tells
something. Pictures that are told to be mere decoration are silent, and so are those that nobody can see."""

import re
from posixpath import basename, splitext
from urllib.parse import unquote

from tui.core.publication import Block, Kind
from tui.importers.tree import Element, names
from tui.texts import _

_NOTHING_SAID = "(missing alt)"  # of DocBook, in many a manual
_DECORATION = names("presentation none")
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".avif")
# What programs call pictures by themselves.
_BY_ITSELF = names(
    "image images img picture pictures pic photo figure fig graphic graphics grafik bild abbildung illustration dsc"
    " dscn media file untitled unnamed default object thumb thumbnail small large medium full original scaled cropped"
    " inline embedded copy temp tmp screenshot clip oleobject gif png jpg jpeg svg webp 图片 图像 插图 未命名"
)
_LONGEST = 60  # characters of a name
_SPACER = 200  # characters of data that hold no more than a point
_TELLING = re.compile(r"[^\W\d_]{3,24}|[\u2e80-\u9fff\uac00-\ud7af]+")


def told_of(element: Element) -> str:
    """What is said of a picture of any kind; "" of one that is silent."""
    return {"object": of_object, "svg": of_drawing}.get(element.name, of_image)(element)


def of_image(element: Element) -> str:
    """What is said of a picture; "" of one that says that it is decoration."""
    words = element.get("alt").strip() or element.get("aria-label") or element.get("title")
    if words[1:3] in (":\\", ":/") or words.startswith(("file:/", "\\\\")):
        words = re.split(r"[\\/]", words)[-1]  # where the file once was, as Word writes by itself
    if words.lower().endswith(PICTURES) and not words.split()[1:]:
        return without_words(words)  # the file itself, as Sphinx writes where its author wrote nothing
    if words.strip() and words != _NOTHING_SAID:
        return words
    if is_decoration(element) or ("alt" in element.attributes and words != _NOTHING_SAID) or not _is_seen(element):
        return ""
    return without_words(source_of(element))


def source_of(element: Element) -> str:
    """The file of a picture, or another name of it."""
    return element.get("data-src") or element.get("src") or element.get("href") or element.get("srcset").split(" ")[0]


def is_decoration(element: Element) -> bool:
    return element.get("role") in _DECORATION or element.get("aria-hidden") == "true"


def without_words(file: str) -> str:
    """What is said of a picture of which nothing is known but its file."""
    name = called(file)
    return "[" + (_("Picture: {name}").format(name=name) if name else _("Picture")) + "]"


def own_words(block: Block) -> str:
    """The text of a block without what this program says, in its own words, of pictures and films in it."""
    words = [_("Picture"), _("Recording"), _("Film"), _("Embedded page: {name}"), _("Embedded file: {name}")]
    text, told = block.text, tuple("[" + each.partition("{")[0] for each in (*words, _("Next page")))
    for start in reversed((0,) if block.kind is Kind.IMAGE else block.pictures):
        if text.startswith(told, start):
            text = text[:start] + text[text.find("]", start) + 1 :]
    return text


def of_object(element: Element) -> str:
    """What stands for an embedded picture; "" for what is none."""
    file = element.get("data").partition("#")[0]
    if not element.get("type").startswith("image/") and not file.lower().endswith(PICTURES):
        return ""
    inner = element.find("img")
    words = " ".join(element.text.split()) or (of_image(inner) if inner else "")
    return element.get("aria-label") or words or element.get("title") or without_words(file)


def of_drawing(element: Element) -> str:
    """What a drawing says of itself, otherwise the words in it, otherwise what it shows; most that say nothing are
    signs beside words."""
    told = element.find("title") or element.find("desc")
    words = " ".join(child.text for child in element.outermost("text"))
    told_of = element.get("aria-label") or (told.text if told else "")
    if told_of.strip() and words.strip():  # all of them can be seen
        words = told_of if " ".join(words.split()) in told_of else f"{told_of.strip()}: {words}"
    words = words if words.strip() else told_of
    if words.strip() or is_decoration(element):
        return words
    inner = element.find("image")
    return without_words(source_of(inner)) if inner else without_words("") if element.get("role") == "img" else ""


def _is_seen(element: Element) -> bool:
    """Not a point that counts readers, nor one that keeps room for what a browser fetches later."""
    sizes = (element.get(side).strip().removesuffix("px") for side in ("width", "height"))
    if any(size in ("0", "1", "2") for size in sizes):
        return False
    source = source_of(element)
    return bool(source) and not (source.startswith("data:") and len(source) < _SPACER)


def called(file: str) -> str:
    """The name of a file in words; "" for one that tells nothing."""
    if file.startswith("data:"):
        return ""
    stem = splitext(basename(unquote(re.split("[?#]", file.lstrip("#"))[0]).replace("\\", "/")))[0]
    words = [word for word in re.split(r"[\W_]+", stem) if word]
    is_telling = any(
        _TELLING.fullmatch(word) and word.lower() not in _BY_ITSELF and not re.fullmatch("[a-f]+", word)
        for word in words
    )
    return " ".join(words)[:_LONGEST] if is_telling else ""
