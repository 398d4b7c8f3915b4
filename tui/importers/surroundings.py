"""What the elements around a text in a feed say of it: from where its links lead, its language, how it is written."""

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import unquote, urljoin

from tui.core.light import NamedTuple

_XML = "{http://www.w3.org/XML/1998/namespace}"
_MARKED_UP = re.compile(r"(text/|application/)?(x?html|xml)$|.*[+/]xml$|text/(?!plain)", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]++=*+\s*+")
_HTTP = ("http://", "https://")


class Around(NamedTuple):
    """`base`: the address from which others are told, where one is named. `language`: of the words. `page`: the
    address of what the feed is of."""

    base: str = ""
    language: str = ""
    page: str = ""

    def inside(self, attributes: Mapping[str, str]) -> "Around":
        """What holds in an element with these attributes."""
        if not attributes:
            return self
        base = attributes.get(f"{_XML}base") or attributes.get("xml:base", "")
        language = attributes.get(f"{_XML}lang") or attributes.get("xml:lang", "")
        if not base and not language:
            return self
        base = joined(self.base or self.page, base) if base else self.base
        return self._replace(base=base, language=language.replace("_", "-") or self.language)


NOTHING = Around()


def joined(base: str, target: str) -> str:
    """An address that is told from another one on; as it is where that is none."""
    if not target or not base.lower().startswith(_HTTP) or target.startswith("#"):
        return target
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def called(url: str) -> str:
    """As the file at an address is."""
    return unquote(url.partition("?")[0]).rpartition("/")[2] or url


def literal(text: str, attributes: Mapping[str, str]) -> str:
    """A text as markup: what is said to be no markup is made some that says the same, what was packed for the way is
    unpacked."""
    kind, mode = attributes.get("type", "").strip().lower(), attributes.get("mode", "")
    if mode == "base64" or ("/" in kind and not mode and not kind.startswith("text/") and not _MARKED_UP.match(kind)):
        text = _unpacked(text)
    if kind in ("text", "text/plain") and mode != "escaped" and ("<" in text or "&" in text):
        return escape(text, quote=False)
    return text


def _unpacked(text: str) -> str:
    """Of base64; as it is where it is none, and "" where it holds no text."""
    import binascii  # hardly any feed has it
    from base64 import b64decode

    if not _BASE64.fullmatch(text):
        return text
    try:
        return b64decode(text).decode()
    except UnicodeDecodeError:
        return ""
    except (binascii.Error, ValueError):
        return text
