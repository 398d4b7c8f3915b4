"""Where things stand on a page. Any unit, the same on one page, with y growing downwards. A box without area says
nothing."""

from tui.core.light import Iterable, NamedTuple


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


NOWHERE = Box(0, 0, 0, 0)


def around(boxes: Iterable[Box]) -> Box:
    """The box around boxes; those without area are left out where others have one."""
    kept = list(boxes)
    kept = [box for box in kept if box.width > 0 and box.height > 0] or kept
    lefts, tops, rights, bottoms = zip(*kept, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
