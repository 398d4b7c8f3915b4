"""What feeds tell of a recording beside its text: its chapters with their times, and where its transcripts are."""

from tui.core.clean import clean_line
from tui.core.light import Sequence
from tui.core.publication import Block, Kind, Link
from tui.importers.surroundings import called, joined
from tui.texts import _

_PARTS, _DIGITS, _SIXTY = 3, 6, 60  # of a time: hours, minutes, seconds; digits of each


def blocks_of(told: Sequence[tuple[str, dict[str, str]]], base: str) -> list[Block]:
    """Chapters as a list, files as links, of the names and attributes of fields. `base`: the address from which others
    are told."""
    chapters = [block for name, said in told if name == "chapter" and (block := _chapter(said, base))]
    head = [Block(_("Chapters of the recording"), Kind.HEAD, level=2)] if chapters else []
    files = {said.get("url", ""): (name, said) for name, said in reversed(told) if name != "chapter"}
    return [*head, *chapters, *(_file(*files[url], url, base) for url in reversed(files) if url)]


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
    """Hours, minutes and seconds as clocks show them, of those or of seconds alone; "" where it is neither."""
    parts = time.strip().partition(".")[0].split(":")
    if len(parts) > _PARTS or not all(part.isascii() and part.isdecimal() and len(part) < _DIGITS for part in parts):
        return ""
    seconds = 0
    for part in parts:
        seconds = _SIXTY * seconds + int(part)
    minutes, seconds = divmod(seconds, _SIXTY)
    hours, minutes = divmod(minutes, _SIXTY)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _file(kind: str, attributes: dict[str, str], url: str, base: str) -> Block:
    name = _(", ").join(filter(None, (called(url), attributes.get("language", ""))))
    words = _("Transcript: {name}") if kind == "transcript" else _("Chapters: {name}")
    text = clean_line(words.format(name=name))
    return Block(text, Kind.PARAGRAPH, links=(Link(0, len(text), joined(base, url)),))
