"""Going to what has to be made first: a part of a long PDF, a chapter of a large book."""

from tui.core.light import Any, Callable, NamedTuple, TypeVar
from tui.core.menu import Begin, Reply
from tui.core.waiting import Waiting
from tui.core.wording import _

T = TypeVar("T")
_PATIENCE = 0.1  # seconds after which keys are answered again, if only with how far it is


class _Made(NamedTuple):
    value: Any


def arriving(
    begin: Begin, name: str, work: Callable[[], T], then: Callable[[T], Reply], doing: str = ""
) -> Reply | Waiting:
    """What `then` makes of what the work gives, where it comes in a moment; otherwise what is waited for. `doing`: what
    is done meanwhile."""
    result = begin(name, lambda: _Made(work()), _PATIENCE)
    if isinstance(result, _Made):
        return then(result.value)
    return Waiting(result, lambda made: then(made.value), doing or _("Getting the text of {name}"))
