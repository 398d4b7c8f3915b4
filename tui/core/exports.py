"""Files as the reader writes them."""

from tui.core.light import Callable, Protocol, Sequence
from tui.core.publication import Place, Publication
from tui.core.shelf import Highlight

Work = Callable[[], str]
"""Writes the file, all or nothing, and answers with a sentence about it. Raises ReaderError."""


class Exports(Protocol):
    """`name`: what somebody typed; its suffix says what kind of file. All of these raise ReaderError for what cannot be
    written, before any work."""

    def exists(self, name: str) -> bool: ...
    def paths(self, begun: str) -> Sequence[str]:
        """What there is whose path begins so, folders with a slash behind them."""
        ...

    def publication(self, name: str, publication: Publication, is_heard: bool) -> Work:
        """`is_heard`: with the voice in it, where the kind of file has that and text."""
        ...

    def marks(
        self,
        name: str,
        publication: Publication,
        bookmarks: Sequence[tuple[Place, str]],
        highlights: Sequence[Highlight],
    ) -> Work:
        """`bookmarks`: where they are, and their names."""
        ...
