"""What a key costs on the full screen, without a clock: the bytes of the picture that follows, and the work."""

from functools import cache
from statistics import median

import pytest

from tests.benchmarks.texts import SEED, mixed
from tests.machine.work import calls
from tests.make import publication
from tests.test_app_view import KEYS, make
from tui.app.paint import Painter
from tui.core.publication import Publication
from tui.importers import open_bytes

MOST, MOST_FIRST, MOST_PAGE, MOST_LINE = 4_000, 6_000, 1_800, 150
WAYS_IN = {"list": "", "text": "2 enter", "help": "?", "settings": "O", "search": "/ 的 enter"}


@cache
def seed() -> Publication:
    return open_bytes(SEED.read_bytes(), SEED.name)


class Screen:
    """A view, and what a terminal of 80x24 is sent for it."""

    def __init__(self, what: Publication, keys: str = "") -> None:
        self.view, self._painter = make(what), Painter()
        self.first = self._bytes()
        self.sizes = [self.press(key) for key in keys.split()]

    def press(self, key: str) -> int:
        self.view.press(key)
        return self._bytes()

    def _bytes(self) -> int:
        return len(self._painter.paint(self.view.frame()).encode())


@pytest.mark.parametrize("way", WAYS_IN)
def test_no_key_writes_more_than_a_slow_line_takes_in_a_moment(way):
    first = Screen(seed(), WAYS_IN[way])
    assert first.first <= MOST_FIRST
    assert max(first.sizes, default=0) <= MOST
    costs = {key: Screen(seed(), WAYS_IN[way]).press(key) for key in KEYS}
    assert max(costs.values()) <= MOST, max(costs, key=costs.__getitem__)


def test_a_page_and_a_line_are_small():
    """From the first article to the end of the seed page."""
    screen, pages = Screen(seed(), "1 enter"), [MOST]
    while pages[-1] > 50:  # the end of the page writes the status alone
        pages.append(screen.press("d"))
    assert median(pages[1:]) <= MOST_PAGE
    screen = Screen(seed(), "1 enter" + 26 * " j")  # at the edge, where a line scrolls
    assert median(screen.press("j") for _time in range(150)) <= MOST_LINE


def test_a_page_of_nothing_but_text_costs_little_more_than_the_text():
    screen = Screen(open_bytes(mixed(300_000).encode(), "long.txt"))
    written = needed = 0
    for _time in range(20):
        before = screen.view.frame().lines
        written += screen.press("d")
        changed = [line for was, line in zip(before, screen.view.frame().lines, strict=True) if line != was]
        needed += sum(len("".join(piece.text for piece in line).strip().encode()) + len("\r\n") for line in changed)
    assert written <= 1.05 * needed


@pytest.mark.parametrize("key", ["d", "j", "s", "p"])
def test_work_does_not_grow_with_the_document(key):
    def most(size: int) -> int:
        screen = Screen(open_bytes(mixed(size).encode(), "long.txt"), "d d")
        return max(calls(lambda: screen.press(key)) for _time in range(12))

    most(300_000)  # characters that are met for the first time cost more, in both
    assert most(6_000_000) <= 1.3 * most(300_000)


@pytest.mark.parametrize(("key", "most"), [("d", 11_000), ("j", 2_200)])
def test_a_key_calls_so_many_functions_at_the_most(key, most):
    """Where the text is dense. The first page met the characters for the first time."""
    screen = Screen(open_bytes(mixed(300_000).encode(), "long.txt"), "d d d")
    assert max(calls(lambda: screen.press(key)) for _time in range(8)) <= most


@pytest.mark.parametrize("key", ["j", "d"])
def test_work_does_not_grow_with_the_list(key):
    def most(count: int) -> int:
        screen = Screen(publication(*((f"# Entry {number}", "Text.") for number in range(count))), "d")
        return max(calls(lambda: screen.press(key)) for _time in range(3))

    assert most(10_000) <= 1.3 * most(100)
