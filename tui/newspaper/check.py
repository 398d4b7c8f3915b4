"""Nothing of a page may be lost, doubled or invented: proved on every page, not hoped for."""

from tui.core.light import Iterator
from tui.core.publication import Block, Publication

_HYPHENS = str.maketrans("", "", "-\u2010\u00ad\u00ac")


def losses(text: str, publication: Publication) -> str:
    """What is wrong, in a few words; "" when each character that is not white space stands in exactly one
    span, and each block's text is what its spans hold (a hyphen at a line end may be gone)."""
    spans = sorted(span for block in _blocks(publication) for span in block.spans)
    reached = 0
    for start, end in spans:
        if start < reached:
            return f"doubled at {start}"
        if text[reached:start].strip():
            return f"lost at {reached}"
        reached = end
    if text[reached:].strip():
        return f"lost at {reached}"
    altered = next((block for block in _blocks(publication) if _letters(text, block)), None)
    return f"altered at {altered.spans[0].start}" if altered else ""


def _blocks(publication: Publication) -> Iterator[Block]:
    yield from publication.furniture
    for article in publication.articles:
        yield from article.blocks


def _letters(text: str, block: Block) -> bool:
    """The block's text says something else than its spans."""
    source = "".join("".join(text[start:end] for start, end in block.spans).split())
    shown = "".join(block.text.split())
    return shown != source and shown.translate(_HYPHENS) != source.translate(_HYPHENS)
