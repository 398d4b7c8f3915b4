"""The pictures in the README: drawn from the program's own frames, whole without anything from elsewhere."""

import re
from xml.etree import ElementTree

import pytest

from tests.tools.make_pictures import FOLDER, PICTURES, frame_after, svg
from tui.app.frame import Frame, Piece, Role
from tui.texts import use_language


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_there_and_show_the_screen(name):
    language, columns, rows, keys = PICTURES[name]
    frame = frame_after(language, columns, rows, keys)
    use_language("en")
    drawn = ElementTree.fromstring(svg(frame))
    shown = "".join("".join(drawn.itertext()).split())
    for line in frame.lines:
        assert "".join("".join(piece.text for piece in line).split()) in shown
    assert ElementTree.parse(FOLDER / f"{name}.svg").getroot().tag.endswith("svg")


def test_every_run_has_the_length_of_its_cells_and_text_is_escaped():
    line = (Piece("  盲道a<b "), Piece(" ", Role.MARK), Piece("“”", Role.SPOKEN))
    picture = svg(Frame(20, (line,), (0, 0), (0, 1), "contrast", "<&>"))
    ElementTree.fromstring(picture)
    lengths = dict(re.findall(r'x="(\d+)"[^>]*textLength="(\d+)"', picture))
    assert lengths == {"30": "36", "66": "27", "111": "18"}
    assert not re.search(r"https?:(?!//www\.w3\.org/2000/svg\")", picture)
