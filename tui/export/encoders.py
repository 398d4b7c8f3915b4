"""PCM → a sound file: WAV by itself, everything else with programs that are looked for on the machine."""

import shutil
import struct
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tui.errors import UsageError
from tui.export.sound_tags import Chapter, comments, ffmpeg_metadata, id3, wav_chunks
from tui.texts import _

_LARGEST_WAV = 4_000_000_000  # bytes


class Session(NamedTuple):
    """Finished sound: mono 16-bit PCM in a file, `rate` frames a second, and what is to be said of it."""

    pcm: Path
    rate: int
    tags: Mapping[str, str]
    chapters: Sequence[Chapter]


_PROGRAMS = {".wav": (), ".mp3": ("lame", "ffmpeg"), ".opus": ("opusenc", "ffmpeg"), ".flac": ("flac", "ffmpeg")}
_PROGRAMS |= dict.fromkeys((".m4b", ".m4a"), ("ffmpeg",))
_PACKAGES = {"opusenc": "opus-tools"}


def program_for(suffix: str) -> str:
    """What makes such a file here, "" for WAV. Raises UsageError with what to install."""
    names = _PROGRAMS[suffix]
    found = next((name for name in names if shutil.which(name)), "")
    if names and not found:
        wanted = _(" or ").join(_PACKAGES.get(name, name) for name in names)
        text = _("For {suffix} files a program is missing; install {packages}, or export to .wav.")
        raise UsageError(text.format(suffix=suffix, packages=wanted))
    return found


def encode(session: Session, suffix: str, out: Path) -> None:
    """Writes the file. Raises UsageError when there is no program for it or it fails, and OSError."""
    program = program_for(suffix)
    if not program:
        _write_wav(session, out)
    elif suffix == ".mp3":
        frames = out.with_name(f"{out.name}.frames")
        try:
            _run(_mp3(program, session, frames))
            with out.open("wb") as file, frames.open("rb") as made:
                file.write(id3(session.tags, session.chapters))
                shutil.copyfileobj(made, file)
        finally:
            frames.unlink(missing_ok=True)
    elif program == "ffmpeg":
        _run_ffmpeg(session, suffix, out)
    else:
        _run(_with_comments(program, session, out))


def _write_wav(session: Session, out: Path) -> None:
    size, more = session.pcm.stat().st_size, wav_chunks(session.tags, session.chapters, session.rate)
    if size > _LARGEST_WAV:
        raise UsageError(_("This is too long for a WAV file; export fewer articles, or to .flac or .opus."))
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, session.rate, session.rate * 2, 2, 16)
    with out.open("wb") as file, session.pcm.open("rb") as pcm:
        file.write(struct.pack("<4sI4s", b"RIFF", 4 + len(form) + 8 + size + len(more), b"WAVE"))
        file.write(form + struct.pack("<4sI", b"data", size))
        shutil.copyfileobj(pcm, file)
        file.write(more)


def _mp3(program: str, session: Session, out: Path) -> list[str]:
    if program == "lame":
        form = ["-r", "-s", str(session.rate / 1000), "--bitwidth", "16", "-m", "m", "--signed", "--little-endian"]
        return ["lame", "--quiet", *form, "-V", "5", str(session.pcm), str(out)]
    return [*_ffmpeg(session), "-c:a", "libmp3lame", "-q:a", "5", "-id3v2_version", "0",
            "-f", "mp3", str(out)]  # fmt: skip


def _with_comments(program: str, session: Session, out: Path) -> list[str]:
    told = comments(session.tags, session.chapters)
    if program == "opusenc":
        form = ["--quiet", "--raw", "--raw-rate", str(session.rate), "--raw-chan", "1", "--bitrate", "32"]
        return ["opusenc", *form, *(part for each in told for part in ("--comment", each)), str(session.pcm), str(out)]
    form = ["--silent", "--force", "--force-raw-format", "--endian=little", "--sign=signed", "--channels=1"]
    form += ["--bps=16", f"--sample-rate={session.rate}", f"--output-name={out}"]
    return ["flac", *form, *(f"--tag={each}" for each in told), str(session.pcm)]


def _run_ffmpeg(session: Session, suffix: str, out: Path) -> None:
    codec = {".opus": ["libopus", "-b:a", "32k"], ".flac": ["flac"]}.get(suffix, ["aac", "-b:a", "64k"])
    form = {".opus": "opus", ".flac": "flac"}.get(suffix, "ipod")
    told = out.with_name(f"{out.name}.tags")
    try:
        told.write_text(ffmpeg_metadata(session.tags, session.chapters), encoding="utf-8")
        more = ["-i", str(told), "-map", "0:a", "-map_metadata", "1", "-map_chapters", "1"]
        if suffix in (".opus", ".flac"):
            more += [part for each in comments({}, session.chapters) for part in ("-metadata", each)]
        _run([*_ffmpeg(session), *more, "-c:a", *codec, "-f", form, str(out)])
    finally:
        told.unlink(missing_ok=True)


def _ffmpeg(session: Session) -> list[str]:
    form = ["-f", "s16le", "-ar", str(session.rate), "-ac", "1"]
    return ["ffmpeg", "-nostdin", "-v", "error", "-y", *form, "-i", str(session.pcm)]


def _run(command: list[str]) -> None:
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        try:
            told = process.communicate()[1]
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        reason = told.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
        text = _("{program} could not write the file: {reason}.")
        raise UsageError(text.format(program=command[0], reason=reason or process.returncode))
