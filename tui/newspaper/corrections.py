"""Corrections → the page as a person wants it, and still not one character lost.

Nothing here invents or drops a part of the source: blocks change their kind, move to another article or out of all
of them, are put together or cut in two, so that those of a corrected page are made from the same characters as before.
"""

from tui.core.corrections import Change, Correction
from tui.core.light import Sequence
from tui.core.publication import Place, Publication
from tui.newspaper.check import losses
from tui.newspaper.redraft import Redraft

_WHERE = frozenset({Change.SPLIT, Change.KEEP})  # about the very offset; the others are about a block that begins there


def corrected(publication: Publication, corrections: Sequence[Correction]) -> Publication:
    """The publication with the corrections applied in order. One that means nothing in it, because the page was
    decoded otherwise when it was made, changes nothing. Articles keep their keys; new ones have keys that stay."""
    made = applied(publication, corrections)
    # Should this ever fail, the page as it was decoded is better than one that lost something.
    return publication if made is not publication and losses(publication.source, made) else made


def applied(publication: Publication, corrections: Sequence[Correction]) -> Publication:
    """`corrected` without the proof that nothing is lost."""
    if not corrections or not publication.source:
        return publication
    draft = Redraft(publication)
    for correction in corrections:
        _apply(draft, correction)
    return draft.publication()


def possible(publication: Publication, place: Place, offset: int) -> list[Change]:
    """The changes that would change something at a place. `offset`: the place in the source. Moving to an article
    that is still to be named is not among them."""
    return [change for change in Change if Redraft(publication).change(change, place.article, place.block, offset)]


def _apply(draft: Redraft, correction: Correction) -> None:
    """Blocks that begin elsewhere than when the correction was made are others, which nobody has judged."""
    change, offset, target = correction
    if change is Change.BACK:
        draft.back(offset)
        return
    holder = draft.holder(offset)
    if holder and (change in _WHERE or draft.begins(*holder) == offset):
        draft.change(change, *holder, offset, target)
