"""A publication that is on its way while somebody waits for it, and can change their mind."""

from tui.core.light import Any, Callable
from tui.core.menu import Act, Reply
from tui.core.shelf import OnItsWay
from tui.core.wording import _

_STEP, _OFTEN = 10, 4  # percent, and reports, that lie between two sentences about how far it is
_NEARLY = 95  # percent, from which nothing is said: it comes just before what was waited for


class Waiting:
    """`then`: what to do with the publication, or the hits, when it has come. `doing`: what is done meanwhile, with a
    {name} in it; "" while something is opened. `can_stay_behind`: somebody may read on meanwhile."""

    def __init__(
        self, opening: OnItsWay, then: Callable[[Any], Reply], doing: str = "", can_stay_behind: bool = False
    ) -> None:
        self.can_stay_behind = can_stay_behind
        self.opening = opening
        self.then = then
        self.doing = (doing or _("Opening {name}")).format(name=opening.name)
        self.again: Callable[[], Reply] | None = None  # does all of it once more
        self._told = 0
        self._reports = 0

    @property
    def line(self) -> str:
        """How far it is."""
        return _("{doing}, {percent}%").format(doing=self.doing, percent=self.opening.percent)

    def begun(self) -> Reply:
        text = _("{progress}. q cancels.")
        if self.can_stay_behind:
            text = _("{progress}. q cancels, Enter lets you read on.")
        return Reply(Act.WAITING, text.format(progress=self.line))

    def report(self) -> Reply:
        """How far it is, for those who hear it: seldom enough to be heard out."""
        self._reports += 1
        percent = self.opening.percent
        if not self._told + _STEP <= percent <= _NEARLY or self._reports < _OFTEN:
            return Reply(Act.WAITING)
        self._told, self._reports = percent, 0
        return Reply(Act.WAITING, _("{percent}%").format(percent=percent))
