"""Names for publications and articles, made from what is in them."""

from tui.core.light import Iterable
from tui.core.publication import Article

try:
    from _blake2 import blake2b  # what hashlib hands out; hashlib itself would load OpenSSL first
except ImportError:
    from hashlib import blake2b

_KEY_BYTES, _KEY_TEXT = 8, 200


def key_of(text: str) -> str:
    """A short name made from a text: the same text has the same key on every machine."""
    return key_of_bytes(text.encode("utf-8", "replace"))


def key_of_bytes(*pieces: bytes) -> str:
    """The same of bytes, one piece after the other."""
    digest = blake2b(digest_size=_KEY_BYTES)
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def with_keys(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The articles with keys from title and first text; a repeated article gets a key of its own."""
    keyed: list[Article] = []
    seen: dict[str, int] = {}
    for article in articles:
        text = article.title + "\n" + _beginning(article)
        seen[text] = seen.get(text, 0) + 1
        keyed.append(article._replace(key=key_of(text if seen[text] == 1 else f"{text}\n{seen[text]}")))
    return tuple(keyed)


def _beginning(article: Article) -> str:
    """The first characters of its blocks. Asks for no block more than they need."""
    text = ""
    for block in article.blocks:
        text = f"{text}\n{block.text[:_KEY_TEXT]}" if text else block.text[:_KEY_TEXT]
        if len(text) >= _KEY_TEXT:
            break
    return text[:_KEY_TEXT]
