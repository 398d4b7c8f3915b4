"""Which voice is meant by a name, and which is the best for a language."""

from collections.abc import Callable, Sequence

from tui.speech import VoiceInfo


def voice_called(wanted: str, infos: Sequence[VoiceInfo]) -> str | None:
    """The name of the voice that somebody means by a name, the last part of one, a language or a description;
    None when there is no such voice. A variant of eSpeak's voices stands behind a plus: cmn+Alex."""
    if not infos:
        return wanted
    names: list[Callable[[VoiceInfo], str]] = [
        lambda info: info.name,
        lambda info: info.name.rpartition("/")[2],
        lambda info: info.language,
        lambda info: info.description,
    ]
    base, plus, variant = wanted.partition("+")
    for asked, rest in ((wanted, ""), (base, plus + variant)):
        found = (info.name for named in names for info in infos if named(info).lower() == asked.lower())
        if name := next(found, ""):
            return name + rest
    return None


def best_for(language: str, infos: Sequence[VoiceInfo]) -> str:
    """The name of the first voice for a language (a BCP 47 tag): of just this one, of its own country, of any; "" when
    there is none."""
    wanted = language.lower()
    primary = wanted.partition("-")[0]
    found = {info.language.lower(): info.name for info in reversed(infos)}
    related = [name for tag, name in found.items() if tag.startswith(primary + "-")]
    exact = [found[tag] for tag in (wanted, primary, f"{primary}-us", f"{primary}-{primary}") if tag in found]
    return [*exact, *related, ""][0]
