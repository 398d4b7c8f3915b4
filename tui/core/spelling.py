"""Text spelled out: each character as itself or by its name."""

import unicodedata

from tui.core.sign_names import sign_name
from tui.core.wording import _
from tui.core.words import characters


def spelled(text: str, language: str) -> str:
    """The characters apart. Marks are called as in the text's language (a BCP 47 tag), what has no name there as
    Unicode calls it."""
    return ", ".join(_name(text[start:end], language) for start, end in characters(text))


def _name(character: str, language: str) -> str:
    if character.isspace():
        return _("space")
    if character.isupper() and not character.islower():
        return _("capital {letter}").format(letter=character)
    if character[0].isalnum():  # the rest are marks of it
        return character
    return sign_name(character, language) or " ".join(unicodedata.name(part, "").lower() for part in character)
