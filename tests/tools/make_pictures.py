"""Draws the README's pictures: the frames that the program shows of the shipped page, as SVG.

python -m tests.tools.make_pictures [FOLDER]
"""

import sys
from html import escape
from itertools import groupby
from pathlib import Path

from tests.make import MemoryStandIn, VoiceStandIn
from tui import importers
from tui.app.frame import Cell, Frame, cells
from tui.app.theme import Look, Theme, theme_of
from tui.app.view import View
from tui.core.reader import Reader
from tui.fetch import seed
from tui.settings import Options, Settings
from tui.texts import use_language

FOLDER = Path(__file__).parents[1] / "data" / "app"
# Name → language of the interface, columns, rows, keys.
PICTURES = {
    "list": ("en", 80, 16, ["down", "down", "down"]),
    "article": ("en", 80, 20, ["4", "enter", "p", "p", "p", "p", "space"]),
    "list-zh": ("zh", 80, 16, ["down", "down", "down"]),
    "narrow": ("zh", 40, 12, ["4", "enter"]),
}
_WIDTH, _HEIGHT, _MARGIN = 9, 22, 12  # pixels of a cell, and around the screen
# Letters that fill one cell, and two, without being stretched: not every program heeds the length.
_SIZES = {1: 15, 2: 2 * _WIDTH}
_PALETTE = (
    "000000 cd3131 0dbc79 c5a000 2472c8 bc3fbc 11a8cd e5e5e5 666666 f14c4c 23d18b f5f543 3b8eea d670d6 29d8e8 ffffff"
)
_COLORS = [f"#{code}" for code in _PALETTE.split()]


def frame_after(language: str, columns: int, rows: int, keys: list[str]) -> Frame:
    """The screen after some keys, from the start with the shipped page. The voice has begun its sentence."""
    use_language(language)
    source = seed()
    options = Options(Settings())
    voice = VoiceStandIn()
    view = View(Reader(importers.open_bytes(source.data, source.name), MemoryStandIn(), options, voice), Settings())
    view.resize(columns, rows)
    for key in keys:
        view.press(key)
        view.frame()
    if voice.said:
        view.heard("started", voice.said[0].id, 0, "")
    return view.frame()


def svg(frame: Frame) -> str:
    """A frame as a picture. Every run of equally wide characters has its exact length, whatever the font."""
    theme = theme_of(frame.theme)
    width, height = frame.columns * _WIDTH + 2 * _MARGIN, len(frame.lines) * _HEIGHT + 2 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"',
        f' role="img"><title>{escape(frame.title)}</title>',
        f'<rect width="{width}" height="{height}" rx="6" fill="{_color(theme.background)}"/>',
        '<g font-family="monospace" xml:space="preserve">',
    ]
    for number, line in enumerate(frame.lines):
        parts += _row(number, cells(line, frame.columns, frame.ambiguous), theme)
    row, column = frame.cursor
    parts.append(_box(row, column, 1, _color(theme.foreground), ' fill-opacity="0.5"'))
    return "\n".join([*parts, "</g></svg>\n"])


def _row(number: int, row: list[Cell], theme: Theme) -> list[str]:
    parts = []
    numbered = [(column, cell, 1 + (row[column + 1 : column + 2] == [None])) for column, cell in enumerate(row) if cell]
    for (role, wide), run in groupby(numbered, key=lambda entry: (entry[1][1], entry[2])):
        group = list(run)
        text = "".join(cell[0] for _column, cell, _wide in group)
        look, column, columns = theme.looks[role], group[0][0], len(group) * wide
        if look.reverse:
            parts.append(_box(number, column, columns, _color(theme.foreground)))
        if text.strip():
            parts.append(_text(number, column, wide, text, look, theme))
    return parts


def _text(row: int, column: int, wide: int, text: str, look: Look, theme: Theme) -> str:
    """A run without the spaces around it, whose length some programs leave out of the count."""
    ahead = len(text) - len(text.lstrip(" "))
    length = len(text.strip(" ")) * wide * _WIDTH
    color = theme.background if look.reverse else theme.foreground if look.color is None else look.color
    style = ' font-weight="bold"' * look.bold + ' text-decoration="underline"' * look.underline
    x, y = _MARGIN + (column + ahead) * _WIDTH, _MARGIN + (row + 1) * _HEIGHT - 6
    return (
        f'<text x="{x}" y="{y}" font-size="{_SIZES[wide]}" textLength="{length}" lengthAdjust="spacingAndGlyphs"'
        f' fill="{_color(color)}"{style}>{escape(text.strip(" "))}</text>'
    )


def _box(row: int, column: int, columns: int, color: str, more: str = "") -> str:
    x, y = _MARGIN + column * _WIDTH, _MARGIN + row * _HEIGHT
    return f'<rect x="{x}" y="{y}" width="{columns * _WIDTH}" height="{_HEIGHT}" fill="{color}"{more}/>'


def _color(number: int | None) -> str:
    return _COLORS[0 if number is None else number]


def main(folder: Path = FOLDER) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (language, columns, rows, keys) in PICTURES.items():
        (folder / f"{name}.svg").write_text(svg(frame_after(language, columns, rows, keys)), "utf-8")
    use_language("en")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
