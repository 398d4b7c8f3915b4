"""How long it takes to hear the rest."""

from tui.core.describe import has_spaces, pace
from tui.core.extent import Extent
from tui.core.menu import Act, Reply
from tui.core.publication import LazyBlocks, Place, Publication
from tui.core.reading import Reading
from tui.core.wording import _, n_

_SHORT = 90  # minutes that are not told in hours
_WHITE = 0.84  # characters of a text in words that are no spaces


def time_left(reading: Reading) -> Reply:
    """Of the article and of the publication, at the speed that is set; of recordings what they last."""
    rate = max(1, int(reading.options.get("rate"))) / 100
    publication, place = reading.publication, reading.session.place
    extent = Extent(publication)
    article, whole = (_minutes(publication, place, left) / rate for left in extent.left(place))
    if bool(reading.options.get("recordings")) and (heard := _recorded(publication, place)):
        article, whole = heard[0] / rate, heard[1] / rate
    told = _("{time} left, at {rate}%")
    if len(publication.articles) > 1:
        told = _("{article} left in this article, {time} in all, at {rate}%")
    text = told.format(article=_time(article), time=_time(whole), rate=round(rate * 100))
    return Reply(Act.SAID, text if extent.is_certain else _("about {text}").format(text=text))


def _minutes(publication: Publication, place: Place, characters: int) -> float:
    """Of so many characters, said."""
    language = publication.articles[place.article].blocks[place.block].language or publication.language
    return characters * (_WHITE if has_spaces(language) else 1.0) / pace(language)


def _recorded(publication: Publication, place: Place) -> tuple[float, float] | None:
    """The minutes of recordings from here on; None where all is not made yet, or nothing here was recorded."""
    seconds = [0.0, 0.0]
    for number, article in enumerate(publication.articles[place.article :], place.article):
        if isinstance(article.blocks, LazyBlocks):
            return None
        start = place.block if number == place.article else 0
        for block in article.blocks[start:]:
            if any(sound.end <= sound.begin for each in block.recordings for sound in each.sounds):
                return None  # to the end of a file, which only that tells
            lasts = sum((each.high - each.low) * sum(s.end - s.begin for s in each.sounds) for each in block.recordings)
            seconds[0] += lasts if number == place.article else 0.0
            seconds[1] += lasts
    return (seconds[0] / 60, seconds[1] / 60) if seconds[1] else None


def _time(minutes: float) -> str:
    whole = round(minutes)
    if whole < 1:
        return _("less than a minute")
    if whole < _SHORT:
        return n_("{n} minute", "{n} minutes", whole)
    hours = n_("{n} hour", "{n} hours", whole // 60)
    return f"{hours} {n_('{n} minute', '{n} minutes', whole % 60)}" if whole % 60 else hours
