"""Values of settings as people read them, in the language of the interface."""

from tui.core.describe import kind_name
from tui.core.publication import Kind
from tui.settings.fields import BY_NAME, Value
from tui.texts import N_, _

_SHOWN: dict[tuple[str, Value], str] = {
    ("language", ""): N_("that of the system"),
    ("language", "en"): "English",
    ("language", "zh"): "中文",
    ("theme", "dark"): N_("dark"),
    ("theme", "light"): N_("light"),
    ("theme", "contrast"): N_("high contrast"),
    ("theme", "none"): N_("none"),
    ("width", 0): N_("as wide as is comfortable"),
    ("spacing", 1): N_("single"),
    ("spacing", 2): N_("double"),
    ("paragraphs", "indent"): N_("first line indented"),
    ("paragraphs", "gap"): N_("blank line between"),
    ("emphasis", "off"): N_("none"),
    ("emphasis", "sentence"): N_("the sentence"),
    ("emphasis", "word"): N_("the word"),
    ("emphasis", "both"): N_("the sentence and the word"),
    ("emphasis_style", "theme"): N_("as goes with the colours"),
    ("emphasis_style", "reverse"): N_("reversed"),
    ("emphasis_style", "underline"): N_("underlined"),
    ("emphasis_style", "bold"): N_("bold"),
    ("emphasis_style", "colour"): N_("coloured"),
    ("ruler", "off"): N_("off"),
    ("ruler", "row"): N_("the row"),
    ("ruler", "sentence"): N_("the sentence"),
    ("stop_after", "never"): N_("none"),
    ("stop_after", "word"): N_("each word"),
    ("stop_after", "sentence"): N_("each sentence"),
    ("stop_after", "paragraph"): N_("each paragraph"),
    ("stop_after", "article"): N_("each article"),
    ("skip", ""): N_("none"),
    ("speech", "asked"): N_("the reader's voice when asked"),
    ("speech", "screenreader"): N_("my screen reader"),
    ("speech", "voice"): N_("the reader's voice"),
    ("speech", "both"): N_("both"),
    ("backend", ""): N_("the best there is"),
    ("backend", "silence"): N_("silence"),
    ("model", ""): N_("none"),
    ("speaker", ""): N_("none"),
    ("voice", ""): N_("the best for each language"),
    ("keys", ""): N_("none"),
    ("numbers", "whole"): N_("as numbers"),
    ("numbers", "digits"): N_("digit by digit"),
    ("punctuation", "none"): N_("none"),
    ("punctuation", "some"): N_("some"),
    ("punctuation", "all"): N_("all"),
    ("readings", "base"): N_("the characters alone"),
    ("readings", "both"): N_("both"),
    ("readings", "reading"): N_("the readings alone"),
    ("look_up", ""): N_("none"),
    ("order", "recent"): N_("the last opened first"),
    ("order", "title"): N_("by title"),
    ("order", "author"): N_("by author"),
    ("order", "date"): N_("by date, the newest first"),
    ("order", "length"): N_("by length, the shortest first"),
    ("order", "state"): N_("begun, unread, read"),
    ("ambiguous", 1): N_("narrow"),
    ("ambiguous", 2): N_("wide"),
}
_UNITS = {"width": N_("{value} columns"), "rate": "{value}%", "volume": "{value}%", "pauses": "{value}%"}


def shown(name: str, value: Value) -> str:
    """A value for people, in the language of the interface."""
    if (text := _SHOWN.get((name, value))) is not None:
        return _(text)
    if BY_NAME[name].is_many:
        return _(", ").join(kind_name(Kind(kind)) for kind in str(value).split())
    if isinstance(value, bool):
        return _("on") if value else _("off")
    if name == "speaker":  # the token before it is nobody's business but the two ends'
        return str(value).rpartition("@")[2]
    return _(_UNITS[name]).format(value=value) if name in _UNITS else str(value)
