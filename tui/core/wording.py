"""Interface texts without the files they come from: the pure core asks here, the edge sets the catalogue.

`_` translates when it is called, so the language can change while the program runs; `N_` only marks a
text for the catalogue and gives it back.
"""

from tui.core.light import Callable, Sequence

_FEW = 3


def _english(one: str, many: str, n: int) -> str:
    return one if n == 1 else many


ENGLISH: tuple[Callable[[str], str], Callable[[str, str, int], str]] = (str, _english)
_gettext, _ngettext = ENGLISH


def translate_with(gettext: Callable[[str], str], ngettext: Callable[[str, str, int], str]) -> None:
    """Uses these two functions from now on."""
    global _gettext, _ngettext
    _gettext, _ngettext = gettext, ngettext


def N_(text: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """The text itself, marked for translation where it is used later."""
    return text


def _(text: str) -> str:
    """The text in the language of the interface."""
    return _gettext(text)


def n_(one: str, many: str, n: int) -> str:
    """One or many of something, with {n} filled in."""
    return _ngettext(one, many, n).format(n=n)


def few(names: Sequence[str]) -> str:
    """The first of many names, and how many more there are."""
    told, rest = _(", ").join(names[:_FEW]), len(names) - _FEW
    return _("{names} and {n} more").format(names=told, n=rest) if rest > 0 else told
