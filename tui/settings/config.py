"""Where settings come from and where they are kept: defaults < config.toml < environment < flags.

A broken file never stops the reader: what is wrong in it is told, the rest of it holds.
"""

import os

from tui.core.clean import clean_line
from tui.core.light import TYPE_CHECKING, Iterable, Iterator, Mapping, Sequence
from tui.errors import ReaderError, UsageError
from tui.folders import config_path, file_only, write_whole
from tui.settings import Settings
from tui.texts import _, because

if TYPE_CHECKING:
    from tui.settings.fields import Value

_PREFIX = "MANGDAO_"
_FALSE = ("", "0", "false", "no", "off")


def load(
    environment: Mapping[str, str], flags: Mapping[str, object], path: str | os.PathLike[str] | None = None
) -> tuple[Settings, list[str]]:
    """The settings, and a sentence for each thing in the file or the environment that is not good.

    A flag that is None was not given. Raises UsageError for a flag that is not good: somebody has just typed
    it.
    """
    warnings: list[str] = []
    path = config_path(environment) if path is None else path
    found = dict(_checked(_file_values(path, warnings).items(), str(path), warnings))
    found |= _from_environment(environment, warnings)
    for name, raw in flags.items():
        if raw is not None:
            found[name] = _parse(name, raw, "--" + name)
    return Settings(**found), warnings  # type: ignore[arg-type]  # `parse` gives each field its own type


def _checked(values: Iterable[tuple[str, object]], where: str, warnings: list[str]) -> "Iterator[tuple[str, Value]]":
    for name, raw in values:
        try:
            yield name, _parse(name, raw, where)
        except UsageError as error:
            warnings.append(str(error))


def _parse(name: str, raw: object, where: str) -> "Value":
    """`tui.settings.fields.parse`. A switch that is simply on needs no table: that is how plain mode is asked for."""
    if raw is True and isinstance(Settings._field_defaults.get(name), bool):
        return True
    from tui.settings.fields import parse

    return parse(name, raw, where)


def _from_environment(environment: Mapping[str, str], warnings: list[str]) -> "dict[str, Value]":
    found: dict[str, Value] = {}
    if environment.get("NO_COLOR"):
        found["theme"] = "none"
    if environment.get("ACCESSIBLE", "").lower() not in _FALSE:
        found["plain"] = True
    for name, raw in environment.items():
        setting = name.removeprefix(_PREFIX).lower()
        if name.startswith(_PREFIX) and raw and setting in Settings._fields:
            found |= _checked([(setting, raw)], name, warnings)
    return found


def language_wish(
    arguments: Sequence[str], environment: Mapping[str, str], path: str | os.PathLike[str] | None = None
) -> str:
    """The language of the interface before anything is parsed, so that the first error speaks it already.
    Anything that is no language of ours when nobody has said."""
    for index, argument in enumerate(arguments):
        name, _equals, value = argument.partition("=")
        if name == "--language":
            return value or "".join(arguments[index + 1 : index + 2])
    if named := environment.get(_PREFIX + "LANGUAGE"):
        return named
    return str(_file_values(config_path(environment) if path is None else path, []).get("language", ""))


def _file_values(path: str | os.PathLike[str], warnings: list[str]) -> dict[str, object]:
    try:
        with open(path, encoding="utf-8-sig", opener=file_only) as file:
            return _parse_toml(file.read())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        reason = because(error)
    except ValueError as error:  # also what tomllib raises, and text that is not UTF-8
        reason = clean_line(str(error))
    warnings.append(
        _("The settings in {path} cannot be read, so the defaults hold: {reason}.").format(
            path=path, reason=reason.rstrip(".")
        )
    )
    return {}


def _parse_toml(text: str) -> dict[str, object]:
    """The plain lines that `save` writes are read here, at no cost; tomllib does the rest."""
    values: dict[str, object] = {}
    for line in text.replace("\r\n", "\n").split("\n"):
        name, _equals, raw = (part.strip(" \t") for part in line.partition("="))
        if not line or (line[0] == "#" and line.isprintable()):
            continue
        value = _plain_value(raw)
        if value is None or name in values or not (name.isascii() and name.replace("_", "").isalpha()):
            return _parse_all_toml(text)
        values[name] = value
    return values


def _plain_value(raw: str) -> "Value | None":
    if raw in ("true", "false"):
        return raw == "true"
    if raw.isascii() and raw.isdecimal() and len(raw) < 10 and (raw == "0" or raw[0] != "0"):
        return int(raw)
    inner = raw[1:-1]
    is_plain = len(raw) > 1 and raw[0] == raw[-1] == '"' and not set(inner) & set('"\\') and inner.isprintable()
    return inner if is_plain else None


def _parse_all_toml(text: str) -> dict[str, object]:
    import tomllib

    return tomllib.loads(text)


def save(settings: Settings, path: str | os.PathLike[str] | None = None) -> None:
    """Writes what differs from the defaults, whole or not at all. Raises ReaderError."""
    path = config_path() if path is None else path
    defaults = Settings()._asdict()
    lines = [f"{name} = {_toml(value)}\n" for name, value in settings._asdict().items() if value != defaults[name]]
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        write_whole(os.fspath(path), "".join(lines).encode())
    except OSError as error:
        raise ReaderError(
            _("The settings cannot be kept in {path}: {reason}.").format(path=path, reason=because(error))
        ) from error


def keep(name: str, settings: Settings, path: str | os.PathLike[str] | None = None) -> None:
    """Writes one setting that somebody changed. The others stay as the file has them: what a flag or the
    environment said once is not for ever. Raises ReaderError."""
    path = config_path() if path is None else path
    warnings: list[str] = []
    own, _warnings = load({}, {}, path)
    if not _file_values(path, warnings) and warnings:
        _put_aside(path)
    save(own._replace(**{name: getattr(settings, name)}), path)


def _put_aside(path: str | os.PathLike[str]) -> None:
    """Somebody wrote this file by hand and slipped: it is theirs, so it is not written over."""
    try:
        os.replace(path, os.fspath(path) + ".unreadable")
    except OSError as error:
        raise ReaderError(
            _("The settings cannot be kept in {path}: {reason}.").format(path=path, reason=because(error))
        ) from error


def _toml(value: "Value") -> str:
    if isinstance(value, str):
        return '"' + "".join(_escaped(character) for character in value) + '"'
    return str(value).lower()


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"
