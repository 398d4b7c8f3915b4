"""The settings as the reader meets them."""

from tui.core.light import Protocol


class Options(Protocol):
    """Settings by their names, with texts for people."""

    def names(self) -> list[str]: ...
    def label(self, name: str) -> str: ...
    def help(self, name: str) -> str: ...
    def named(self, text: str) -> tuple[str, str] | None:
        """Which setting words begin with, and the value behind it, "" for none."""

    def value(self, name: str) -> str: ...
    def step(self, name: str, direction: int) -> bool:
        """To the next or previous value. False at the end of the range."""

    def put(self, name: str, value: str) -> None: ...
    def choices(self, name: str) -> list[str]:
        """The names that a setting may hold."""

    def get(self, name: str) -> str | int | bool:
        """The value as it is kept: of `keys` and `letters`, which decide what keys do."""
