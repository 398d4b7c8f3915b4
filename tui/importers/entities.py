"""Names that a document has declared for words, and the words in their places: manuals call what they are about so.

Only what stands in the document itself, in the order of its declarations, and within bounds: nothing is fetched, a name
that stands for much is left as it is, and nothing grows without end.
"""

import re

_HEAD = 100_000  # characters within which the declarations begin
_DOCTYPE, _END = re.compile(r"<!DOCTYPE[^\[<>]*\[", re.IGNORECASE), re.compile(r"\]\s*>")
_DECLARED = re.compile(r"""<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"]*)"|'([^']*)')\s*>""")
_USED = re.compile(r"&([A-Za-z_][\w.-]*);")
_BUILT_IN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LONGEST, _MOST = 4096, 2_000_000  # characters that a name stands for, and that all of them add to a document
_LITERAL, _LITERAL_END = "<![CDATA[", "]]>"


def expanded(text: str) -> str:
    """The document with the words that its names stand for, and without their declarations; as it is where it has none,
    or where that would be far too much."""
    found = _DOCTYPE.search(text, 0, _HEAD) if "<!ENTITY" in text else None
    end = _END.search(text, found.end()) if found else None
    words = _words(text[found.end() : end.start()]) if found and end else {}
    if not (found and end and words):
        return text
    body = text[end.end() :]
    if sum(len(words.get(each[1], "")) for each in _USED.finditer(body)) > _MOST:
        return text
    first, *literal = body.split(_LITERAL)
    return text[: found.start()] + _put(first, words) + "".join(_behind(each, words) for each in literal)


def _words(declarations: str) -> dict[str, str]:
    """What each name stands for, with what stands for the names in it. The first declaration counts."""
    words: dict[str, str] = {}
    for each in _DECLARED.finditer(declarations):
        name, value = each[1], each[2] or each[3] or ""
        size = len(value) + sum(len(words.get(used[1], "")) for used in _USED.finditer(value))
        if size <= _LONGEST and name not in _BUILT_IN:
            words.setdefault(name, _put(value, words))
    return words


def _put(text: str, words: dict[str, str]) -> str:
    return _USED.sub(lambda used: words.get(used[1], used[0]), text) if words else text


def _behind(text: str, words: dict[str, str]) -> str:
    """What follows the beginning of something literal, which is left as it is."""
    inside, end, rest = text.partition(_LITERAL_END)
    return _LITERAL + inside + end + _put(rest, words)
