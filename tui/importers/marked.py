"""Whether a text whose name does not tell is Markdown: two signs of it that hardly stand in anything else."""

import re

_LOOK = 50_000  # bytes
_SIGNS = (
    r"\A---\r?\n(?:[^\n]*\n){0,40}?(?:title|author|date|lang|tags):.*\n(?:[^\n]*\n){0,40}?---[ \t]*$",  # front matter
    r"(?:\A|\n[ \t]*\n)#{1,6} (?=[^\n]*\w)[^\n]*\n[ \t]*(?:\n|\Z)",  # a heading between blank lines
    r"^(`{3,}|~{3,})[^`\n]*\n(?:[^\n]*\n){0,200}?\1[ \t]*$",  # code between fences
    r"^\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$",  # below the heads of a table
    r"!?\[[^\]\n]{1,200}\]\((?:[a-z]{1,9}:|[#./\w])[^)\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)",  # a link, a picture
    r"^\[\^[^\]\s]+\]:[ \t]",  # a note
    r"^\[[^\]\n]{1,200}\]:[ \t]+(?:https?:|<)",  # where links lead
    r"(?<![\w*])\*\*[^\s*][^*\n]{0,200}\*\*(?![\w*])",  # strong words
)


def is_markdown(data: bytes) -> bool:
    """Looks at the beginning only. A program is none, whatever its comments say."""
    if data.startswith(b"#!") or b"\0" in data[:_LOOK]:
        return False
    text = data[:_LOOK].decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    found = 0
    for sign in _SIGNS:
        found += bool(re.search(sign, text, re.MULTILINE))
        if found > 1:
            return True
    return False
