"""What is attached to entries of feeds: recordings with their chapters and transcripts, pictures."""

import re

from tui.core.clean import clean_line
from tui.core.light import NamedTuple, Sequence
from tui.core.publication import Block, Kind, Link
from tui.importers.surroundings import called, joined
from tui.texts import _, n_

_DURATION = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})(?:\.\d+)?", re.ASCII)
_DIGITS = 13  # of sizes that files have


class Attached(NamedTuple):
    """A recording, a picture: its address, and, as the feed has them, how many bytes it has and how long it lasts, and
    what it is called."""

    url: str
    size: str = ""
    lasts: str = ""
    title: str = ""


def told_of(
    attached: Sequence[Attached], beside: Sequence[tuple[str, dict[str, str]]], base: str, page: str
) -> list[Block]:
    """`beside`: names and attributes of what else belongs to an entry. `base`: the address from which others are told.
    `page`: that of the entry, which is told by itself."""
    named = {clean_line(each.url): each for each in reversed(attached)}
    blocks = [_attached(url, named[url]) for url in reversed(named) if url not in ("", page)]
    if not beside:
        return blocks
    pictures = [_picture(said) for name, said in beside if name == "picture"]
    chapters = [block for name, said in beside if name == "chapter" and (block := _chapter(said, base))]
    head = [Block(_("Chapters of the recording"), Kind.HEAD, level=2)] if chapters else []
    files = {said.get("url", ""): (name, said) for name, said in reversed(beside) if name in ("chapters", "transcript")}
    told = (_file(*files[url], url, base) for url in reversed(files) if url)
    return [*filter(None, pictures), *blocks, *head, *chapters, *told]


def _picture(attributes: dict[str, str]) -> Block | None:
    """What it shows, and the address as a link; a film or a recording says that it is one."""
    text, url = clean_line(attributes["said"]), clean_line(attributes.get("url", ""))
    kind = attributes.get("medium") or attributes.get("type", "").partition("/")[0]
    if not text:
        return None
    ways = {"video": _("Film: {name}"), "audio": _("Recording: {name}")}
    told = "[" + ways[kind].format(name=text) + "]" if kind in ways else text
    return Block(told, Kind.PARAGRAPH if kind in ways else Kind.IMAGE, links=(Link(0, len(told), url),) if url else ())


def _attached(url: str, told: Attached) -> Block:
    """Called as its file is, with how long it lasts and how large it is, and the address as a link."""
    parts = filter(
        None, [clean_line(told.title) or called(url), _lasting(told.lasts.strip()), _large(told.size.strip())]
    )
    text = clean_line(_("Attachment: {name}").format(name=_(", ").join(parts)))
    return Block(text, Kind.PARAGRAPH, links=(Link(0, len(text), url),))


def _lasting(text: str) -> str:
    """Minutes; "" where nothing is told."""
    seconds = _seconds(text)
    return n_("{n} minute", "{n} minutes", max(1, round(seconds / 60))) if seconds else ""


def _seconds(text: str) -> int | None:
    """Of seconds, or of hours, minutes and seconds with colons between; None where it is neither."""
    found = _DURATION.fullmatch(text.strip())
    return 3600 * int(found[1] or 0) + 60 * int(found[2] or 0) + int(found[3]) if found else None


def _large(text: str) -> str:
    """Megabytes; "" of less than one, which feeds write when they do not know it."""
    size = round(int(text) / 1_000_000) if text.isascii() and text.isdecimal() and len(text) < _DIGITS else 0
    return _("{n} megabytes").format(n=size) if size > 1 else ""


def _chapter(attributes: dict[str, str], base: str) -> Block | None:
    """ "1:02 Name", leading where the feed says; None of one that says nothing."""
    title = clean_line(attributes.get("title", ""))
    text = f"{_clock(attributes.get('start', ''))} {title}".strip()
    target = joined(base, clean_line(attributes.get("href", "")))
    if not title and not target:
        return None
    text = text if title else f"{text} {target}".strip()
    return Block(text, Kind.ITEM, level=1, links=(Link(0, len(text), target),) if target else ())


def _clock(time: str) -> str:
    """As clocks show it; "" where it is none."""
    seconds = _seconds(time)
    if seconds is None:
        return ""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _file(kind: str, attributes: dict[str, str], url: str, base: str) -> Block:
    name = _(", ").join(filter(None, (called(url), attributes.get("language", ""))))
    words = _("Transcript: {name}") if kind == "transcript" else _("Chapters: {name}")
    text = clean_line(words.format(name=name))
    return Block(text, Kind.PARAGRAPH, links=(Link(0, len(text), joined(base, url)),))
