"""Selectors of style sheets, and the elements of a page that they mean.

What cannot be told here, of a selector or of what stands far away, is in doubt: who asks says how doubt counts.
"""

from collections import Counter

from tui.core.light import Callable, Iterable, NamedTuple
from tui.importers.tree import Element

_NEAR, _MANY = 20, 60  # elements around and before one that are looked at; those that may be one step of a selector
_EACH = 40  # times that an element of a page is looked at, on average


class Place:
    """An element where it stands: its names, and those around and before it."""

    __slots__ = ("called", "element", "inside", "kinds", "nth", "nth_of_kind", "outer")

    def __init__(self, element: Element, outer: "Place | None" = None, nth: int = 1, nth_of_kind: int = 1) -> None:
        self.element, self.outer, self.nth, self.nth_of_kind = element, outer, nth, nth_of_kind
        self.called = _names(element)
        self.inside: list[Place] = []
        self.kinds: Counter[str] = Counter()


Test = Callable[[Place, bool], bool]
"""Something that a selector asks of an element, and whether doubt is a yes."""


class Step(NamedTuple):
    """`asked`: names, classes and ids. `between`: this and the next, as it is written."""

    asked: frozenset[str]
    tests: tuple[Test, ...] = ()
    between: str = ""

    def holds(self, place: Place, doubt: bool) -> bool:
        return self.asked <= place.called and all(test(place, doubt) for test in self.tests)


class Selector(NamedTuple):
    """`weight`: ids, classes and the like, names. `cost`: of looking at one element."""

    steps: tuple[Step, ...]
    weight: tuple[int, int, int] = (0, 0, 0)
    cost: int = 1

    @property
    def key(self) -> str:
        """A name that all have that it means, the rarest; "" where it asks for none."""
        return min(self.steps[-1].asked, key=lambda name: ("#.".find(name[0]) % 3, name), default="")


IN_DOUBT = Selector((Step(frozenset(), (lambda _place, doubt: doubt,)),))
"""One that nothing is known of."""


class Page:
    """The elements of a page, in order. Each is looked at so often and no more: behind that all is in doubt."""

    def __init__(self, root: Element) -> None:
        self.places: list[Place] = []
        waiting = [Place(root)]
        while waiting:
            place = waiting.pop()
            self.places.append(place)
            for number, child in enumerate(place.element.elements, 1):
                place.kinds[child.name] += 1
                place.inside.append(Place(child, place, number, place.kinds[child.name]))
            waiting += reversed(place.inside)
        self._left = _EACH * (len(self.places) + 1000)

    @property
    def is_spent(self) -> bool:
        """Whether all is in doubt from here on."""
        return self._left < 0

    def fits(self, selector: Selector, place: Place, doubt: bool = False) -> bool:
        """Whether a selector means an element. `doubt`: what is answered where that is in doubt."""
        *before, last = selector.steps
        self._left -= selector.cost
        if self._left < 0:
            return doubt
        if not last.holds(place, doubt):
            return False
        here, is_cut = [place], False
        for step in reversed(before):
            related = {id(each): each for one in here for each in _related(one, step.between)}
            is_cut = is_cut or (step.between in " ~" and len(related) >= _NEAR)
            self._left -= selector.cost * len(related)
            here = [each for each in related.values() if step.holds(each, doubt)]
            if not here:
                return doubt and is_cut
            if len(here) > _MANY or self._left < 0:
                return doubt
        return True


def fits_any(selectors: Iterable[Selector], place: Place, doubt: bool) -> bool:
    """Whether one of some short selectors means an element, as far as it tells by itself."""
    return any(each.steps[-1].holds(place, doubt) and (len(each.steps) == 1 or doubt) for each in selectors)


def _names(element: Element) -> frozenset[str]:
    attributes = element.attributes
    classes = [f".{name}" for name in attributes["class"].lower().split()] if "class" in attributes else []
    return frozenset([element.name, *classes, *([f"#{attributes['id'].lower()}"] if "id" in attributes else [])])


def _related(place: Place, between: str) -> list[Place]:
    """What may be the step before the one that an element is, as far as it is looked at."""
    outer = place.outer
    if outer is None:
        return []
    if between == ">":
        return [outer]
    if between in "+~":
        first = place.nth - 2 if between == "+" else place.nth - 1 - _NEAR
        return outer.inside[max(0, first) : place.nth - 1]
    found = list[Place]()
    while outer and len(found) < _NEAR:
        found.append(outer)
        outer = outer.outer
    return found
