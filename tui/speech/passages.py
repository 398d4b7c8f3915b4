"""A text cut where its language changes, each passage as it is spoken, with the way back to the text.

By script, which is certain: a language written in the same script as the text around it is not told from it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from tui.core._radicals import CHARACTERS, RADICALS
from tui.core.pronunciation import Pronunciation, compiled
from tui.core.publication import Foreign
from tui.errors import ReaderError
from tui.speech import Diction
from tui.speech.normalise import normalise
from tui.speech.rules import Piece, Spoken

# Letters of a script, its language where the text is in none that is written so, and the languages that are.
_SCRIPTS = {
    "han": (r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", "zh", "zh cmn yue ja"),
    "kana": (r"\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f", "ja", "ja"),
    "hangul": (r"\u1100-\u11ff\u3131-\u318e\uac00-\ud7af", "ko", "ko"),
    "cyrillic": (r"\u0400-\u052f", "ru", "ru uk be bg sr mk kk ky mn tg tt ba cv"),
    "greek": (r"\u0370-\u03ff\u1f00-\u1fff", "el", "el grc"),
    "arabic": (r"\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc", "ar", "ar fa ur ps sd ug ku"),
    "hebrew": (r"\u0591-\u05f4", "he", "he yi"),
    "devanagari": (r"\u0900-\u0963\u0971-\u097f", "hi", "hi mr ne kok sa"),
    "bengali": (r"\u0980-\u09e3\u09f0-\u09fe", "bn", "bn as bpy"),
    "gurmukhi": (r"\u0a01-\u0a5e\u0a70-\u0a75", "pa", "pa"),
    "gujarati": (r"\u0a81-\u0ae3", "gu", "gu"),
    "tamil": (r"\u0b82-\u0be5", "ta", "ta"),
    "telugu": (r"\u0c00-\u0c63", "te", "te"),
    "kannada": (r"\u0c80-\u0ce3", "kn", "kn"),
    "malayalam": (r"\u0d00-\u0d63", "ml", "ml"),
    "sinhala": (r"\u0d81-\u0ddf", "si", "si"),
    "thai": (r"\u0e01-\u0e3a\u0e40-\u0e4e", "th", "th"),
    "burmese": (r"\u1000-\u103f", "my", "my shn"),
    "georgian": (r"\u10a0-\u10ff", "ka", "ka"),
    "armenian": (r"\u0531-\u058f", "hy", "hy hyw"),
    "ethiopic": (r"\u1200-\u135f", "am", "am ti"),
    "latin": (r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a", "en", ""),
}
_OWN_SCRIPT = frozenset(" ".join(languages for _letters, _first, languages in _SCRIPTS.values()).split())
_BETWEEN = {"latin": r"[\s\d.,:;'’!?&()/“”\"-]"}  # what may stand inside a passage, beside its letters
_BETWEEN_OTHERS = r"[\s\d.,:;'’!?()“”\"，。、：；！？（）《》「」·-]"
# A single capital, an abbreviation or a unit among Chinese characters is said by every Mandarin voice, and
# another voice for it would only break the sentence.
_RADICALS = str.maketrans(RADICALS, CHARACTERS)  # voices do not know them
_WORD = re.compile("[a-zà-öø-ɏ]{2}")
_UNIT = re.compile(r"[\d万亿]\s?$")


class Passage(NamedTuple):
    """`spoken`: what is said in `language`; its source begins at `start` of the text."""

    spoken: Spoken
    language: str
    start: int

    def source(self, offset: int) -> int:
        """The character of the text that is being said at a character of the passage's spoken text."""
        return self.start + self.spoken.source(offset)


def passages(
    text: str, language: str, diction: Diction, one_voice: bool = False, told: Sequence[Foreign] = ()
) -> list[Passage]:
    """All of the text, in order. `language`: a BCP 47 tag, "" for what the script says. `told`: parts that are said to
    be in another. `one_voice`: the same voice says everything, so it is all in the text's own language."""
    text = text.translate(_RADICALS)
    base = language or _language_of(text)
    tags = [base] * len(text)
    switching = diction.switching and not one_voice
    if switching:
        for begin, stop, own_tag in _told(text, base, told):
            tags[begin:stop] = [own_tag] * (stop - begin)
            for start, end, tag in _foreign(text[begin:stop], own_tag):
                tags[begin + start : begin + end] = [tag] * (end - start)
    own = list(_own(text, tags, diction.pronunciations))
    for said, start, end in own:
        # Nothing cuts through what a person wants said, in the language in which that is written.
        tag = _language_said(said, base) if switching and not said.isascii() else tags[start]
        tags[start:end] = [tag] * (end - start)
    found: list[Passage] = []
    for start, end, tag in _runs_of(tags):
        inside = [Piece(said, first - start, last - start) for said, first, last in own if start <= first < end]
        found.append(Passage(normalise(text[start:end], tag, diction, inside), tag, start))
    return found


def _told(text: str, base: str, told: Sequence[Foreign]) -> Iterator[tuple[int, int, str]]:
    """All of the text by the languages that it is said to be in. Who says the same less exactly says nothing new."""
    reached = 0
    for start, end, tag in told:
        same = f"{tag}-".lower().startswith(f"{base}-".lower()) or f"{base}-".lower().startswith(f"{tag}-".lower())
        if reached <= start < end <= len(text) and not same:
            yield reached, start, base
            yield start, end, tag
            reached = end
    yield reached, len(text), base


def _runs_of(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for tag, run in groupby(tags):
        end = start + sum(1 for _tag in run)
        yield start, end, tag
        start = end


@cache
def _runs() -> re.Pattern[str]:
    parts = []
    for name, (letters, _first, _languages) in _SCRIPTS.items():
        between = _BETWEEN.get(name, _BETWEEN_OTHERS)
        # A mark at the end of Latin words is theirs: it is what makes a question sound like one.
        end = "[.,?!]?" if name == "latin" else ""
        parts.append(f"(?P<{name}>[{letters}]+(?:{between}+[{letters}]+)*{end})")
    return re.compile("|".join(parts))


def _language_of(text: str) -> str:
    """By the script of the first letters; with kana beside them Han characters are Japanese."""
    match = _runs().search(text)
    script = match.lastgroup if match else None
    if script == "han" and _has_kana(text):
        return "ja"
    return _SCRIPTS[script][1] if script else "en"


def _language_said(said: str, base: str) -> str:
    """Of what a person wants said, with letters that are not Latin: those may be pinyin among Chinese."""
    for match in _runs().finditer(said):
        _letters, language, languages = _SCRIPTS[str(match.lastgroup)]
        if match.lastgroup != "latin":
            return base if base.lower().partition("-")[0] in languages.split() else language
    return base


def _has_kana(text: str) -> bool:
    return re.search(f"[{_SCRIPTS['kana'][0]}]", text) is not None


def _foreign(text: str, base: str) -> Iterator[tuple[int, int, str]]:
    """Where the text is not in its own language: beginning, end, language."""
    primary, japanese = base.lower().partition("-")[0], _has_kana(text)
    for match in _runs().finditer(text):
        script = str(match.lastgroup)
        _letters, language, languages = _SCRIPTS[script]
        own = primary not in _OWN_SCRIPT if script == "latin" else primary in languages.split()
        # A single Greek letter is a sign, of a unit or a formula, and known to every voice.
        if own or (script == "latin" and not _is_passage(match)) or (script == "greek" and len(match[0]) == 1):
            continue
        yield match.start(), match.end(), "ja" if script == "han" and japanese else language


def _is_passage(match: re.Match[str]) -> bool:
    if "@" in match.string[match.start() - 1 : match.end() + 1] or match[0].startswith(("www.", "http")):
        return False
    before = match.string[max(0, match.start() - 2) : match.start()]
    return _WORD.search(match[0]) is not None and not (_UNIT.search(before) and " " not in match[0])


def _own(text: str, tags: list[str], rules: tuple[Pronunciation, ...]) -> Iterator[Piece]:
    """What a person wants said for parts of the text, in order; the first rule that fits wins."""
    taken = bytearray(len(text))
    found: list[Piece] = []
    for rule in rules:
        for match in _compiled(rule).finditer(text):
            start, end = match.span()
            if start == end or any(taken[start:end]) or not _is_for(rule.language, tags[start]):
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append(Piece(match.expand(rule.said) if rule.kind == "pattern" else rule.said, start, end))
    yield from sorted(found, key=lambda piece: piece.start)


def _is_for(wanted: str, tag: str) -> bool:
    return not wanted or f"{tag.lower()}-".startswith(f"{wanted}-")


@cache
def _compiled(rule: Pronunciation) -> re.Pattern[str]:
    try:
        return compiled(rule)
    except ReaderError:  # the reader has said so when it read the rule
        return re.compile(r"(?!)")
