"""What people are told beside the data: on standard error, a line each."""

import sys

from tui.core.clean import brief, printable
from tui.core.light import suppress


def tell(sentence: str) -> None:
    """As one line. Perhaps nobody listens."""
    with suppress(OSError):
        print("mangdao:", brief(printable(" ".join(sentence.splitlines()))), file=sys.stderr)
