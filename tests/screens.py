"""Random sessions of the full screen, in which the terminal must show what Textual's own compositor holds.

    python -m tests.screens [--steps 5000] [--seed 1]

After every step the bytes of our output, fed to a terminal emulator, are compared cell for cell with the strips that
Textual would draw itself: text, colours, looks, and the cursor. Steps are keys, words of the voice and new sizes; the
text is Chinese, English, and characters of no width and of two cells.
"""

import argparse
import asyncio
import random
import time
from unicodedata import normalize

from rich.color import Color
from textual.pilot import Pilot

from tests.machine.terminal import Glass, color_name, forbidden
from tests.make import MemoryStandIn, VoiceStandIn, publication
from tests.needs import PATIENCE
from tests.test_app_view import KEYS, LONG
from tui.app.application import Application
from tui.app.paint import Painter
from tui.app.view import View
from tui.core.reader import Reader
from tui.settings import Options, Settings

_Cell = tuple[str, str, str, bool, bool, bool]  # as `Glass.cells` has them
_LEAVING = "qVX"
_MORE = ["down", "up", "j", "k", "d", "u", "enter", "l", "2", "s", "w", "c", "p", "/", "盲", "道"]
_SIZES = [(40, 12), (30, 8), (17, 5), (60, 16), (80, 24), (3, 2), (41, 11)]
_EACH = 60  # steps in one size
MIXED = publication(
    (
        "# Ｗｉｄｅ 한국어 e\u0301 “盲道”——……",
        *(f"({n}) {'盲道 ' * n}cafe\u0301 naïve — “x” … ｶﾅ カナ {'가나다 ' * 5}" for n in range(12)),
        "= 下一步：",
        *(f"第{n}段。" + "车辆占用,怎么办？[/] [bold]no markup[/bold] " * 3 for n in range(8)),
    ),
    ("# Second", *("plain text " * n for n in range(1, 30))),
)


class Session:
    """One application, the painter of its output, and a terminal."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        live: list[View] = []
        options = Options(Settings(), lambda _name: live[0].change(options.settings))
        text = chance.choice([LONG, MIXED])
        self.view = View(Reader(text, MemoryStandIn(), options, VoiceStandIn()), options.settings)
        live.append(self.view)
        self.app = Application(self.view, lambda _listener: None)
        self.painter = Painter()

    async def run(self, size: tuple[int, int], steps: int) -> None:
        """So many steps, each compared."""
        self.view.resize(*size)
        self.glass = Glass(*size)
        async with self.app.run_test(size=size) as pilot:
            for step in range(steps):
                if step % _EACH == _EACH - 1:
                    await self._resize(pilot, self._chance.choice(_SIZES))
                else:
                    self._press(self._chance.choice(KEYS if self._chance.random() < 0.5 else _MORE))
                self._compare()
            await pilot.press("ctrl+c")

    def _press(self, key: str) -> None:
        if key not in _LEAVING and not (key == "enter" and self.view.reader.menu and self._leads_out()):
            self.view.press(key)

    def _leads_out(self) -> bool:
        """The list of commands holds one that ends the program."""
        return bool(self.view.reader.menu) and self.view.reader.menu.name in ("help", "commands")

    async def _resize(self, pilot: Pilot[int], size: tuple[int, int]) -> None:
        self.glass.screen.resize(size[1], size[0])
        await pilot.resize_terminal(*size)
        until = time.monotonic() + PATIENCE
        while self.app._page.size != size and time.monotonic() < until:  # on a busy machine the news takes its time
            await pilot.pause()
        self.view.resize(*size)

    def _compare(self) -> None:
        self.app.draw()
        frame = self.app._page.frame
        data = self.painter.paint(frame).encode()
        assert not forbidden(data)
        self.glass.feed(data)
        assert self.glass.cursor == frame.cursor
        assert self.app.cursor_position == (frame.cursor[1], frame.cursor[0])
        assert self.glass.cells() == self._drawn()

    def _drawn(self) -> list[list[_Cell]]:
        """Textual's strips as cells."""
        rows = []
        for strip in self.app.screen._compositor.render_strips():
            row: list[_Cell] = []
            for segment in strip:
                style = segment.style
                assert style is not None
                colours = _name(style.color), _name(style.bgcolor)
                looks = bool(style.bold), bool(style.underline), bool(style.reverse)
                for character in segment.text:
                    row += _cells((character, *colours, *looks), row)
            rows.append(row)
        return rows


def _cells(cell: _Cell, row: list[_Cell]) -> list[_Cell]:
    """What one more character adds to a row: a cell, two, or a mark on the last one."""
    from tui.core.cells import width_of

    if (width := width_of(cell[0])) == 0 and row:
        at = len(row) - 1 - (row[-1][0] == "")
        row[at] = (normalize("NFC", row[at][0] + cell[0]), *row[at][1:])
        return []
    return [cell, *[("", *cell[1:])] * (width - 1)]


def _name(color: Color | None) -> str:
    return color_name(color.number if color else None)


async def sessions(steps: int, seed: int) -> None:
    """Sessions of some hundred steps each, until there were so many. Fails at the first difference."""
    chance = random.Random(seed)
    while steps > 0:
        await Session(chance).run(chance.choice(_SIZES), min(steps, 500))
        steps -= 500


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    asyncio.run(sessions(options.steps, options.seed))
    print(f"{options.steps} steps, every screen equal")


if __name__ == "__main__":
    main()
