"""The full screen's speaking view as real screen readers speak it: every key is heard as its one utterance."""

import pytest

from tests.braille import Braille
from tests.make import MemoryStandIn
from tests.screen_reader import Fenrir, Yasr
from tests.steps import SEED
from tui.app.view import View
from tui.core.reader import Reader
from tui.launch import open_source
from tui.settings import Options, Settings

KEYS = (
    "up down down k j 2 i I R R enter " + "down " * 30 + "up " * 30 + "s s s S p p P w w W c c C h h H a A i m M m m q "
    "x r ? down down q , down enter q l 8 enter end down home G g b"
).split()
BYTES = {"up": "\x1b[A", "down": "\x1b[B", "enter": "\r", "end": "\x1b[F", "home": "\x1b[H"}


def wanted():
    """What every key leads to, from the same view without a terminal."""
    settings = Settings(speaking=True)
    view = View(Reader(open_source(SEED), MemoryStandIn(), Options(settings)), settings)
    yield "", view.spoken.text
    for key in KEYS:
        view.press(key)
        yield key, view.spoken.text


@pytest.mark.parametrize("reader", [Yasr, Fenrir, Braille], ids=lambda reader: reader.NAME)
def test_every_key_is_heard_word_for_word(tmp_path, reader):
    with reader(tmp_path, "--speaking", SEED, MANGDAO_BACKEND="silence") as screen_reader:
        exact, wrong, before = 0, [], ""
        for number, (key, text) in enumerate(wanted()):
            if key:
                screen_reader.send(BYTES.get(key, key))
            try:
                extra = screen_reader.extra(text, patience=4)
            except AssertionError as silence:
                extra = str(silence)[:200]
            exact += not extra
            if extra:
                wrong.append((number, key, before, text, extra))
            before = text
        assert exact >= 0.98 * (len(KEYS) + 1), wrong
