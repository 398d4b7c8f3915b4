"""What a Markdown file says of itself before its text: in YAML, in TOML, or in lines that begin with a percent sign."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tui.core.clean import clean_line
from tui.importers.book import About

_YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_PERCENT = re.compile(r"%[ \t]+(?![\w-]+:)(\S[^\n]*)\n(?:%[ \t]*([^\n]*)\n(?:%[ \t]*([^\n]*)\n)?)?(?=[ \t]*\n)")
# A line that could stand in YAML; two rules with text between them are no front matter.
_COULD_BE = re.compile(r"(?:[\w.@\"'-][\w .@\"'/-]*:(?:[ \t].*)?|[ \t].*|-(?:[ \t].*)?|#.*|[\]})].*)?")
_FIELD = re.compile(r"^(\w+)[ \t]*:(?:[ \t]+(.*))?$")
_LONGEST, _DEEPEST = 100_000, 20  # characters of TOML; names in names
_BLOCK = re.compile(r"[|>][-+]?\d?")


def front_matter(text: str) -> tuple[About, str]:
    """What it says, and the text behind it. Lines end with a line feed."""
    for pattern, fields_in in ((_YAML, _in_yaml), (_TOML, _in_toml), (_PERCENT, _in_percent)):
        if (found := pattern.match(text)) and (fields := fields_in(found)) is not None:
            return _about(fields), text[found.end() :]
    return About(), text


def _about(fields: dict[str, list[str]]) -> About:
    told = {name: clean_line(", ".join(filter(None, values))) for name, values in fields.items()}
    author, language = told.get("author") or told.get("authors"), told.get("lang") or told.get("language")
    found = {"author": author, "date": told.get("date")}
    return About(told.get("title", ""), language or "", {name: value for name, value in found.items() if value})


def _in_yaml(found: re.Match[str]) -> dict[str, list[str]] | None:
    lines = found[1].split("\n")
    if not all(_COULD_BE.fullmatch(line) for line in lines) or not any(map(_FIELD.match, lines)):
        return None
    starts = [number for number, line in enumerate(lines) if _FIELD.match(line)]
    ends = [*starts[1:], len(lines)]
    return dict(_field(lines[start:end]) for start, end in zip(starts, ends, strict=True))


def _field(lines: Sequence[str]) -> tuple[str, list[str]]:
    """A name and its values: behind it, in brackets, in a list below it, or as text that is set in."""
    name, value = _FIELD.match(lines[0]).groups()  # type: ignore[union-attr]  # it begins with one
    value = (value or "").strip()
    if _BLOCK.fullmatch(value):
        return name.lower(), [" ".join(" ".join(lines[1:]).split())]
    if value.startswith("[") and value.endswith("]"):
        return name.lower(), [_bare(each) for each in value[1:-1].split(",")]
    return name.lower(), [_bare(value)] if value else list(_listed(lines[1:]))


def _listed(lines: Sequence[str]) -> Iterator[str]:
    """The entries of a list; of those that have fields, the one that names them."""
    for line in lines:
        entry = line.strip()
        dashed = entry.startswith("- ")
        name, colon, value = entry.removeprefix("- ").partition(": ")
        if colon and name.strip() == "name":
            yield _bare(value)
        elif dashed and not colon:
            yield _bare(name)


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return re.sub(r"(?<!\s)[ \t]+#.*", "", value)


def _in_toml(found: re.Match[str]) -> dict[str, list[str]] | None:
    import tomllib

    names = (line.partition("=")[0] for line in found[1].split("\n"))
    if len(found[1]) > _LONGEST or any(name.count(".") > _DEEPEST for name in names):
        return None  # each name is looked for in all that it stands in, and so in each of those
    try:
        fields = tomllib.loads(found[1])
    except (ValueError, RecursionError):  # then it is text
        return None
    return {name.lower(): _texts(value) for name, value in fields.items()}


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - whatever TOML has
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    if isinstance(value, dict):
        return _texts(value.get("name", ""))
    return [str(value)]


def _in_percent(found: re.Match[str]) -> dict[str, list[str]] | None:
    title, authors, date = (each or "" for each in found.groups())
    return {"title": [title], "author": re.split(r";[ \t]*", authors), "date": [date]}
