"""Writing into sound: the voice of the settings, as fast as it goes."""

from collections.abc import Callable
from pathlib import Path

from tui.core.narrator import Route
from tui.core.publication import Kind, Publication
from tui.core.readings import read_as
from tui.errors import UsageError
from tui.settings import Settings
from tui.speech.studio import Studio
from tui.texts import _
from tui.voicing import manner, own_pronunciations, where


def sound_writer(
    path: Path, is_book: bool, settings: Settings, progress: Callable[[int, int], None]
) -> Callable[[Publication, Path], list[str]]:
    """What writes such a file and answers with what could not be said. `is_book`: an EPUB that is heard too. Raises
    UsageError for what there is none for."""
    from tui.export.encoders import program_for
    from tui.export.narrated import write_narrated
    from tui.export.sound import write_sound

    suffix = path.suffix.lower()
    if is_book and suffix != ".epub":
        raise UsageError(_("--audio is for .epub files; {path} is none.").format(path=path))
    program_for(".mp3" if is_book else suffix)  # better known at once than after the work
    write_file = write_narrated if is_book else write_sound

    def write(publication: Publication, unfinished: Path) -> list[str]:
        backends, environment = where(settings)
        route = Route(frozenset(map(Kind, settings.skip.split())), pauses=settings.pauses)
        with Studio(backends, manner(settings, own_pronunciations().rules()), environment) as studio:
            write_file(read_as(publication, settings.readings), unfinished, studio, route, progress)
        return studio.faults

    return write
