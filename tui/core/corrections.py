"""What a person puts right in a page: one change at one place of its source, kept beside the publication.

Corrections are an overlay. They are applied in order to the page as it was decoded, so that leaving out the last
one is undoing it, and they say where by offsets in the source, so that they hold for a page decoded anew.
"""

from tui.core.light import NamedTuple, Protocol, Sequence, StrEnum
from tui.core.publication import Place, Publication


class Change(StrEnum):
    """What is changed about the block that holds an offset."""

    JOIN = "join"  # it continues the paragraph before
    SPLIT = "split"  # a new one begins at the very offset
    TITLE = "title"
    SUBTITLE = "subtitle"
    HEAD = "head"
    PARAGRAPH = "para"
    BEFORE = "before"  # it belongs to the article before
    AFTER = "after"  # it belongs to the article after
    SWAP = "swap"  # the kicker of its article is the title, and the title the kicker
    KEEP = "keep"  # it is right as it is: nothing is doubtful about it
    OPEN = "open"  # an article begins with it
    MERGE = "merge"  # no article begins with it: its article goes on with the one before
    TO = "to"  # it belongs to the article that holds the target
    KICKER = "kicker"
    TAG = "tag"
    BYLINE = "byline"
    CAPTION = "caption"
    CREDIT = "credit"
    JUMP = "jump"
    # set aside: it belongs to the issue, not to an article
    MASTHEAD = "masthead"
    ISSUE_META = "issue_meta"
    RUNNING_HEAD = "running_head"
    IMPRINT = "imprint"
    INDEX = "index"
    AD = "ad"
    MISC = "misc"
    BACK = "back"  # what was set aside belongs to an article after all


class Correction(NamedTuple):
    """A change, and an offset in the source that says where. `target`: an offset in the article that is moved to."""

    change: Change
    offset: int
    target: int = -1


class Corrector(Protocol):
    """What the core needs of `tui.newspaper.corrections`."""

    def corrected(self, publication: Publication, corrections: Sequence[Correction]) -> Publication: ...
    def possible(self, publication: Publication, place: Place, offset: int) -> list[Change]:
        """What can be changed at a place, whose offset in the source is given too."""
