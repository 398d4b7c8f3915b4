"""Writes the generated parts of README.md: keys, settings, what the shell does, JSON.

python -m tests.tools.make_readme
"""

import re
from pathlib import Path

from tui.core.actions.looking import key_name
from tui.core.commands import BY_NAME as BY_NAME_OF_COMMANDS
from tui.core.commands import COMMANDS
from tui.settings import Settings
from tui.settings.fields import BY_NAME, expected
from tui.settings.shown import shown
from tui.texts import _, language_now, use_language

README = Path(__file__).parents[2] / "README.md"
_DATA = Path(__file__).parents[1] / "data" / "readme"
_TYPES = {"number": "数", "texts": "多段文字", "true, false": "true、false", "object": "对象"}
_TYPES |= {"objects": "多个对象", "pairs of numbers": "成对的数"}
# The command with which each part of the keys begins.
_PARTS = {
    "next-line": ("Moving", "移动"),
    "open": ("Going somewhere", "前往"),
    "find": ("Finding", "查找"),
    "bookmark": ("Marks", "标记"),
    "library": ("The library and files", "书库和文件"),
    "next-doubt": ("Doubtful places, and where you are", "存疑之处，所在的位置"),
    "speak": ("Listening", "听"),
    "settings": ("Settings and help", "设置和帮助"),
}
_OTHER_WAY = {"cell-above", "slower", "quieter"}  # each goes back from the command before it


def rows_of(name: str) -> list[list[str]]:
    """A table of `tests/data/readme`, without its comments."""
    lines = (_DATA / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def ways_list() -> str:
    """What the shell does, and how the same is done in the reader."""
    lines = []
    for english, chinese, meaning, chinese_meaning, reader in rows_of("ways"):
        ways = "" if reader == "-" else _ways(reader)
        if language_now() == "en":
            lines.append(f"- `mangdao {english}`: {meaning}." + (f" In the reader: {ways}." if ways else ""))
        else:
            lines.append(f"- `mangdao {chinese}`：{chinese_meaning}。" + (f"阅读器里：{ways}。" if ways else ""))
    return "\n".join(lines)


def _ways(named: str) -> str:
    """Commands of the reader as they are called there: by key where they have one."""
    for name in named.replace(", then ", ", ").split(", "):
        keys = BY_NAME_OF_COMMANDS[name].keys
        called = (f"`{keys[-1]}`" if len(keys[-1]) == 1 else key_name(keys[0])) if keys else f"`:{name}`"
        named = re.sub(rf"(?<![\w:`-]){name}(?![\w-])", lambda _match, called=called: called, named, count=1)
    return named if language_now() == "en" else named.replace(", then ", "，然后按").replace(", ", "、")


def json_list() -> str:
    """The fields that `--json` gives, those of one object in a line."""
    is_english = language_now() == "en"
    colon, semicolon, full_stop = (": ", "; ", ".") if is_english else ("：", "；", "。")
    lines: dict[str, list[str]] = {}
    for command, field, kind, english, chinese in rows_of("json"):
        path, _dot, name = field.rpartition(".")
        whose = f"- `{command}`" + (f"{', ' if is_english else '，'}`{path}`" if path else "")
        typed = "" if kind == "text" else f" ({kind})" if is_english else f"（{_TYPES[kind]}）"
        lines.setdefault(whose, []).append(f"`{name}`{typed}{colon}{english if is_english else chinese}")
    return "\n".join(f"{whose}{colon}{semicolon.join(fields)}{full_stop}" for whose, fields in lines.items())


def keys_list() -> str:
    """The commands, in the language of the interface; what goes forward and what goes back in one line."""
    lines: list[str] = []
    is_english = language_now() == "en"
    comma, colon, stop, brackets = (", ", ": ", ". ", " ({})") if is_english else ("、", "：", "。", "（{}）")
    for command in COMMANDS:
        if command.name in _PARTS:
            lines += ["", f"### {_PARTS[command.name][language_now() != 'en']}", ""]
        keys = comma.join(f"`{key}`" if len(key) == 1 else key_name(key) for key in command.keys)
        name = brackets.format(f"`{command.name}`") if keys else ""
        line = f"{keys or f'`:{command.name}`'}{colon}{_(command.help)}{name}"
        if command.name.startswith("previous-") or command.name in _OTHER_WAY:
            lines[-1] += f"{stop}{line}"
        else:
            lines.append(f"- {line}")
    return "\n".join(lines[1:])


def settings_list() -> str:
    """What can be set, in the language of the interface."""
    line = "- `{name}` ({label}): {help}. Values: {values}; at first: {now}."
    if language_now() != "en":
        line = "- `{name}`（{label}）：{help}。可选：{values}；默认：{now}。"
    defaults = Settings()._asdict()
    return "\n".join(
        line.format(
            name=name,
            label=_(field.label),
            help=_(field.help),
            values=expected(field),
            now=shown(name, defaults[name]),
        )
        for name, field in BY_NAME.items()
    )


_LISTS = {"keys": keys_list, "settings": settings_list, "ways": ways_list, "json": json_list}


def part(name: str, language: str) -> str:
    """One of the generated parts as Markdown."""
    use_language(language)
    made = _LISTS[name]()
    use_language("en")
    return made


def written(text: str) -> str:
    """A README with its generated parts made anew."""
    for name in _LISTS:
        for language in ("en", "zh"):
            begin, end = f"<!-- {name}:{language} -->", f"<!-- /{name}:{language} -->"
            made = f"{begin}\n{part(name, language)}\n{end}"
            text = re.sub(f"{begin}.*?{end}", lambda _match, made=made: made, text, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), "utf-8")
