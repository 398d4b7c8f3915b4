"""Front end two: the full screen.

`run` paints the first screen with nothing but the core and the standard library, then imports Textual, which
takes over what is there already. What the screen shows is decided without a terminal (`view` and the modules
below it, frames out), turned into bytes by `paint` and `output`; `application` and `driver` are the loop.
"""

import os
import sys
import warnings

from tui.app.output import Output
from tui.app.view import View
from tui.core.light import TYPE_CHECKING, Callable, Protocol, Sequence
from tui.core.reader import Reader
from tui.settings import Options, Settings
from tui.terminal import Terminal, open_terminal

if TYPE_CHECKING:
    from textual.driver import Driver

    from tui.speech import Listener

__all__ = ["run"]


class FirstScreens(Protocol):
    """First screens as they outlive the program."""

    def take(self) -> bytes: ...
    def keep(self, screen: bytes) -> None: ...


_TEXTUAL = {"TEXTUAL_DISABLE_KITTY_KEY": "1", "TEXTUAL_ANIMATIONS": "none", "TEXTUAL_SMOOTH_SCROLL": "0"}


def run(
    reader: Reader,
    options: Options,
    listen: Callable[[Callable[[Settings], None]], None],
    connect: "Callable[[Listener], None]",
    warnings: Sequence[str] = (),
    screens: FirstScreens | None = None,
) -> int:
    """The full screen until the person leaves; the exit code.

    Divides text into rows and screens for the reader. `listen` connects to changes of the settings,
    `connect` to the reports of the voice, which may come on any thread. `warnings` are shown at first.
    `screens`: the first screen as it may be there already, and where the right one is kept.
    """
    view = View(reader, options.settings, warnings)
    listen(view.change)
    if sys.platform == "win32":
        return _take_over(view, connect, None, None)
    from tui.app import signals

    with open_terminal(signals.take) as terminal:
        view.resize(*terminal.size())
        output = Output()
        try:
            output.open(view.frame(), screens.take() if screens else b"")
            if screens:
                screens.keep(output.first)
            code = _take_over(view, connect, output, terminal)
        finally:
            output.close()
    return 128 + signals.waiting() if signals.waiting() else code


def first_screen(reader: Reader, settings: Settings, size: tuple[int, int]) -> bytes:
    """What the full screen would begin with."""
    view = View(reader, settings)
    view.resize(*size)
    return Output().painted(view.frame())


def _take_over(
    view: View, connect: "Callable[[Listener], None]", output: Output | None, terminal: Terminal | None
) -> int:
    """Textual on a screen that is painted already."""
    os.environ.update(_TEXTUAL)
    if not sys.warnoptions:
        # What a library has to say to its developers would stand in the midst of the screen.
        warnings.simplefilter("ignore")
    _import_asyncio()
    from tui.app.application import Application

    application = Application(view, connect, output, terminal, _driver() if output else None)
    application.run(mouse=False)
    if application.problem:
        raise application.problem
    return application.return_code or 0


def _import_asyncio() -> None:
    """Without encryption, which it can do without: nothing here speaks to the network through it, and OpenSSL takes a
    sixth of its import."""
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    modules: dict[str, object] = sys.modules  # type: ignore[assignment]  # None is what stands for "not there"
    modules["ssl"] = None
    try:
        import asyncio  # noqa: F401 - for who imports it next
    finally:
        del modules["ssl"]


def _driver() -> "type[Driver]":
    """Imported on its own: it needs signals that Windows does not have."""
    from tui.app.driver import ThinDriver

    return ThinDriver
