"""What a publication says of itself, in plain words: who made it, where it comes from, what makes it accessible."""

from tui.core.dates import day_of
from tui.core.light import Mapping
from tui.core.wording import N_, _

_LONGEST = 400  # characters of what somebody says in sentences
_FEATURES = {
    "alternativeText": N_("descriptions of pictures"),
    "longDescription": N_("long descriptions of pictures"),
    "longDescriptions": N_("long descriptions of pictures"),
    "describedMath": N_("descriptions of formulas"),
    "MathML": N_("formulas as MathML"),
    "MathML-chemistry": N_("chemistry as MathML"),
    "ChemML": N_("chemistry as ChemML"),
    "latex": N_("formulas as LaTeX"),
    "latex-chemistry": N_("chemistry as LaTeX"),
    "structuralNavigation": N_("headings to go by"),
    "tableOfContents": N_("table of contents"),
    "index": N_("index"),
    "readingOrder": N_("an order of reading"),
    "printPageNumbers": N_("pages of the print"),
    "pageBreakMarkers": N_("pages of the print"),
    "pageNavigation": N_("list of the pages"),
    "synchronizedAudioText": N_("a recording that goes with the text"),
    "audioDescription": N_("descriptions of films"),
    "captions": N_("captions of films"),
    "closedCaptions": N_("captions of films"),
    "openCaptions": N_("captions of films"),
    "transcript": N_("what is heard as text"),
    "signLanguage": N_("sign language"),
    "ttsMarkup": N_("how words are pronounced"),
    "rubyAnnotations": N_("readings above characters"),
    "fullRubyAnnotations": N_("readings above characters"),
    "displayTransformability": N_("type and colours can be changed"),
    "highContrastDisplay": N_("high contrast"),
    "highContrastAudio": N_("speech without sounds behind it"),
    "largePrint": N_("large print"),
    "braille": N_("braille"),
    "tactileGraphic": N_("pictures to touch"),
    "tactileObject": N_("things to touch"),
    "timingControl": N_("no time limits"),
    "annotations": N_("notes"),
    "bookmarks": N_("bookmarks"),
    "taggedPDF": N_("tagged PDF"),
    "ARIA": N_("roles of its parts"),
    "unlocked": N_("no lock"),
    "none": N_("nothing that helps"),
}
_MODES = {
    "textual": N_("text"),
    "visual": N_("pictures"),
    "auditory": N_("sound"),
    "tactile": N_("touch"),
    "chartOnVisual": N_("charts as pictures"),
    "chemOnVisual": N_("chemistry as pictures"),
    "colorDependent": N_("colours that tell something"),
    "diagramOnVisual": N_("diagrams as pictures"),
    "mathOnVisual": N_("formulas as pictures"),
    "musicOnVisual": N_("music as pictures"),
    "textOnVisual": N_("text as pictures"),
}
_HAZARDS = {
    "none": N_("none"),
    "flashing": N_("flashing"),
    "motionSimulation": N_("motion"),
    "sound": N_("sudden sounds"),
    "noFlashingHazard": N_("no flashing"),
    "noMotionSimulationHazard": N_("no motion"),
    "noSoundHazard": N_("no sudden sounds"),
    "unknown": N_("unknown"),
    "unknownFlashingHazard": N_("flashing unknown"),
    "unknownMotionSimulationHazard": N_("motion unknown"),
    "unknownSoundHazard": N_("sudden sounds unknown"),
}
_MEDIA = {
    "audioonly": N_("a recording alone"),
    "audioncc": N_("a recording with headings"),
    "audioncx": N_("a recording with headings"),
    "audioparttext": N_("a recording, and some of it as text"),
    "audiofulltext": N_("a recording, and all of it as text"),
    "textpartaudio": N_("text, some of it recorded"),
    "textncc": N_("text without a recording"),
    "textncx": N_("text without a recording"),
}
_LANGUAGES = {
    "ar": N_("Arabic"), "cs": N_("Czech"), "da": N_("Danish"), "de": N_("German"), "el": N_("Greek"),
    "en": N_("English"), "es": N_("Spanish"), "fa": N_("Persian"), "fi": N_("Finnish"), "fr": N_("French"),
    "he": N_("Hebrew"), "hi": N_("Hindi"), "hu": N_("Hungarian"), "id": N_("Indonesian"), "it": N_("Italian"),
    "ja": N_("Japanese"), "ko": N_("Korean"), "la": N_("Latin"), "nb": N_("Norwegian"), "nl": N_("Dutch"),
    "no": N_("Norwegian"), "pl": N_("Polish"), "pt": N_("Portuguese"), "ro": N_("Romanian"), "ru": N_("Russian"),
    "sv": N_("Swedish"), "th": N_("Thai"), "tr": N_("Turkish"), "uk": N_("Ukrainian"), "vi": N_("Vietnamese"),
    "zh": N_("Chinese"),
}  # fmt: skip
Told = Mapping[str, str | int]


def language_name(code: str) -> str:
    """What a language is called; its code where that is not known here."""
    name = _LANGUAGES.get(code.replace("_", "-").partition("-")[0].lower())
    return _(name) if name else code


def people(told: Told) -> list[str]:
    """What stands under its title, who made it, and from what; the author without more words."""
    forms = {
        "subtitle": "{names}",
        "author": "{names}",
        "editor": _("edited by {names}"),
        "translator": _("translated by {names}"),
        "illustrator": _("illustrated by {names}"),
        "narrator": _("read by {names}"),
    }
    found = [form.format(names=_text(told, part)) for part, form in forms.items() if told.get(part)]
    source = [_("made from {source}").format(source=_text(told, "source"))] if told.get("source") else []
    return [*found, *source]


def origin(told: Told, title: str) -> list[str]:
    """Series, publisher, day and number. Of a newspaper its masthead says them."""
    if "paper" in told:
        return []
    day = day_of(_text(told, "date"))
    parts = [_series(told), _text(told, "publisher"), day if day not in title else "", _text(told, "identifier")]
    return [*filter(None, parts)]


def access(told: Told) -> list[str]:
    """What makes it accessible, as it says itself; and what the law says, which many have at length, at the end."""
    features = _words(told, "accessibilityFeature", _FEATURES)
    hazards = _words(told, "accessibilityHazard", _HAZARDS)
    found = [
        *filter(None, [_words(told, "multimediaType", _MEDIA), _modes(told)]),
        *([_("accessible by: {features}").format(features=features)] if features else []),
        *([_("dangers: {hazards}").format(hazards=hazards)] if hazards else []),
    ]
    if standard := _text(told, "conformsTo"):
        found.append(_("conforms to {standard}").format(standard=standard))
    if who := _text(told, "certifiedBy"):
        found.append(_("certified by {who}").format(who=who))
    rights = _text(told, "rights")
    told_last = _("rights: {text}").format(text=rights) if rights else ""
    return [*found, *filter(None, [_text(told, "accessibilitySummary"), told_last])]


def _text(told: Told, name: str) -> str:
    text = str(told.get(name, ""))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _series(told: Told) -> str:
    series, number = _text(told, "series"), _text(told, "position")
    if not series:
        return ""
    if number:
        return _("series {series}, number {number}").format(series=series, number=number)
    return _("series {series}").format(series=series)


def _modes(told: Told) -> str:
    """By which senses it can be taken in."""
    enough = _text(told, "accessModeSufficient").split()
    if "textual" in enough:
        return _("all of it can be read as text")
    if "auditory" in enough:
        return _("all of it can be heard as a recording")
    modes = _words(told, "accessMode", _MODES)
    return _("made of {modes}").format(modes=modes) if modes else ""


def _words(told: Told, name: str, words: Mapping[str, str]) -> str:
    """The words of a list in the reader's language, each once; those that are not known as they are."""
    known = {code.lower(): word for code, word in words.items()}
    codes = _text(told, name).split()
    return _(", ").join(dict.fromkeys(_(known.get(code.lower(), code)) for code in codes))
