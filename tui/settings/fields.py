"""The table of what can be set: from it parsing, the settings screen, the help and the documentation are made.

Imported only when somebody has set, or sets, something: most starts do without.
"""

from collections.abc import Iterable
from typing import NamedTuple

from tui.core.clean import clean_line
from tui.errors import UsageError
from tui.texts import N_, _

Value = str | int | bool


class Field(NamedTuple):
    """A row of the table. `choices`: the values there are, in the order of the settings screen; with
    `is_free` any other text is good too, with `is_many` any number of them with spaces between. Numbers have a
    range and a step instead, and 0 when `has_zero`."""

    name: str
    label: str
    help: str
    choices: tuple[Value, ...] = ()
    range: tuple[int, int] = (0, 0)
    step: int = 1
    has_zero: bool = False
    is_free: bool = False
    is_many: bool = False

    @property
    def type(self) -> type[Value]:
        return type(self.values[0])

    @property
    def values(self) -> tuple[Value, ...]:
        """All that the settings screen steps through."""
        if self.is_many:
            return ("", *self.choices, " ".join(map(str, self.choices)))
        if self.choices:
            return self.choices
        return ((0,) if self.has_zero else ()) + tuple(range(self.range[0], self.range[1] + 1, self.step))


_SWITCH: tuple[Value, ...] = (False, True)
FIELDS = (
    Field("language", N_("Language"), N_("language of the interface; auto: that of the system"), ("", "en", "zh")),
    Field("theme", N_("Colours"), N_("colours of the full screen"), ("dark", "light", "contrast", "none")),
    Field(
        "width",
        N_("Reading width"),
        N_("columns of text; 0: as wide as is comfortable, in plain mode as the terminal"),
        range=(20, 200),
        step=4,
        has_zero=True,
    ),
    Field("spacing", N_("Line spacing"), N_("1: every line, 2: every other line"), (1, 2)),
    Field("paragraphs", N_("Paragraphs"), N_("how paragraphs are set apart: indent or gap"), ("indent", "gap")),
    Field("columns", N_("Tables in columns"), N_("on: where they fit the screen; off: each row a sentence"), _SWITCH),
    Field(
        "emphasis",
        N_("Show what is spoken"),
        N_("what is emphasised while it is read aloud"),
        ("off", "sentence", "word", "both"),
    ),
    Field(
        "emphasis_style",
        N_("Emphasis"),
        N_("how that looks; theme: as goes with the colours"),
        ("theme", "reverse", "underline", "bold", "colour"),
    ),
    Field("ruler", N_("Ruler"), N_("a line under the row, or the sentence, where you are"), ("off", "row", "sentence")),
    Field("follow", N_("Follow the voice"), N_("on: the screen goes with the voice; off: it stays"), _SWITCH),
    Field(
        "speech",
        N_("Who speaks"),
        N_(
            "asked: the reader's voice when you press Space; screenreader: only your screen reader; voice: "
            "the reader's voice says everything, and plain mode writes nothing; both: everything is written and spoken"
        ),
        ("asked", "screenreader", "voice", "both"),
    ),
    Field(
        "backend",
        N_("Speech engine"),
        N_("what speaks; auto: the best there is"),
        ("", "espeak", "pyttsx3", "speech-dispatcher", "speaker", "piper", "sherpa", "silence"),
        is_free=True,
    ),
    Field("model", N_("Voice model"), N_("for piper a file, for sherpa a folder; auto: none"), ("",), is_free=True),
    Field(
        "speaker",
        N_("Speaker at home"),
        N_("what mangdao speaker shows on the listener's own machine, TOKEN@HOST:PORT; auto: none"),
        ("",),
        is_free=True,
    ),
    Field("voice", N_("Voice"), N_("a voice by name; auto: the best for each language"), ("",), is_free=True),
    Field("rate", N_("Speech rate"), N_("percent of normal speed"), range=(50, 600), step=10),
    Field("volume", N_("Volume"), N_("percent"), range=(0, 100), step=10),
    Field("pitch", N_("Pitch"), N_("0: lowest, 50: as the voice is by itself, 100: highest"), range=(0, 100), step=5),
    Field("pauses", N_("Pauses"), N_("between sentences, paragraphs, articles: percent"), range=(0, 300), step=25),
    Field(
        "stop_after",
        N_("Stop after"),
        N_("reading aloud stops after each of these, until Space goes on"),
        ("never", "word", "sentence", "paragraph", "article"),
    ),
    Field(
        "skip",
        N_("Skip"),
        N_("what is left out when reading aloud: any of these, with spaces between"),
        ("tag", "kicker", "subtitle", "byline", "caption", "credit", "jump", "table", "note", "code", "image"),
        is_many=True,
    ),
    Field("numbers", N_("Numbers"), N_("how voices say numbers: whole, or digits one by one"), ("whole", "digits")),
    Field(
        "punctuation",
        N_("Punctuation"),
        N_("marks that voices say by name: none, some (brackets, quotes, signs) or all"),
        ("none", "some", "all"),
    ),
    Field("switching", N_("Switch languages"), N_("words in another script are said in their own language"), _SWITCH),
    Field("recordings", N_("Recordings"), N_("on: recordings of a book are heard; off: the voice reads"), _SWITCH),
    Field(
        "readings",
        N_("Readings above characters"),
        N_("of text that tells how it is read (ruby): the characters, these and how they are read, or only that"),
        ("base", "both", "reading"),
    ),
    Field(
        "look_up",
        N_("Dictionary"),
        N_("the program that look-up asks, such as sdcv -n, dict or wn {word} -over; auto: none"),
        ("",),
        is_free=True,
    ),
    Field(
        "order",
        N_("Order of the library"),
        N_("in which L lists what there is"),
        ("recent", "title", "author", "date", "length", "state"),
    ),
    Field(
        "plain",
        N_("Plain mode"),
        N_("lines for a screen reader instead of a full screen, from the next start on"),
        _SWITCH,
    ),
    Field(
        "speaking",
        N_("Speaking view"),
        N_("only what a key leads to is on the full screen, for screen readers"),
        _SWITCH,
    ),
    Field("kinds", N_("Kinds of text"), N_("on: headings, lists, tables … are said to be such"), _SWITCH),
    Field("doubts", N_("Doubtful places"), N_("on: said of what keys lead to; off: only when asked"), _SWITCH),
    Field("bell", N_("Bell"), N_("a sound of the terminal at the ends of things"), _SWITCH),
    Field(
        "ambiguous",
        N_("Width of quotes and dashes"),
        N_("cells that the terminal gives to curly quotes, dashes and ellipses"),
        (1, 2),
    ),
    Field(
        "letters",
        N_("Letter keys"),
        N_("commands on single letters; off: arrows, digits, Enter and Space do it all"),
        _SWITCH,
    ),
    Field("keys", N_("Own keys"), N_("pairs name:key, as the key list writes them; empty: none"), ("",), is_free=True),
)
BY_NAME = {field.name: field for field in FIELDS}

_SWITCHED = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}


def expected(field: Field) -> str:
    """What values a field takes, for people."""
    if field.type is bool:
        return _("true or false")
    if field.range != (0, 0):
        low, high = field.range
        text = (
            _("0 or a whole number from {low} to {high}")
            if field.has_zero
            else _("a whole number from {low} to {high}")
        )
        return text.format(low=low, high=high)
    if field.is_free:
        return _("a name or auto")
    if field.is_many:
        return _("auto for nothing, or any of {values}").format(values=", ".join(map(str, field.choices)))
    return _("one of {values}").format(values=", ".join(str(value) or "auto" for value in field.choices))


def parse(name: str, raw: object, where: str) -> Value:
    """The value of a field from the text or number that somebody wrote. `where` names the place where it
    stands, for the sentence of the UsageError."""
    raw = hex(raw) if isinstance(raw, int) and raw.bit_length() > 64 else raw  # others Python cannot always write
    field = BY_NAME.get(name)
    if field is None:
        raise UsageError(_unknown(name, where, BY_NAME))
    value = _converted(field, raw)
    if value is None or not _fits(field, value):
        text = _("{where}: {name} must be {expected}, and not {value}.")
        written = clean_line(str(raw))[:40] or '""'
        raise UsageError(text.format(where=where, name=name, expected=expected(field), value=written))
    return value


def _unknown(name: str, where: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    text = (
        _("{where}: there is no setting {name}; did you mean {near}?")
        if near
        else _("{where}: there is no setting {name}.")
    )
    return text.format(where=where, name=clean_line(name)[:40], near=near[0] if near else "")


def _converted(field: Field, raw: object) -> Value | None:
    """None when it is not of the field's type."""
    text = str(raw).strip().lower()
    if field.type is bool:
        return _SWITCHED.get(text)
    if field.type is int:
        digits = text.removesuffix("%")
        fits = not isinstance(raw, bool) and digits.isascii() and digits.isdecimal() and len(digits) < 10
        return int(digits) if fits else None
    return (clean_line(raw) if text != "auto" else "") if isinstance(raw, str) else None


def _fits(field: Field, value: Value) -> bool:
    if field.is_many:
        return set(str(value).split()) <= set(field.choices)
    if field.choices:
        return field.is_free or value in field.choices
    return field.range[0] <= int(value) <= field.range[1] or (field.has_zero and value == 0)
