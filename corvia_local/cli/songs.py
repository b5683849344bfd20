"""`corvia songs`, `corvia play`, `corvia explain`, `corvia export`."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.model.progress import Report

if TYPE_CHECKING:
    from corvia_local.model.plan import Reason
    from corvia_local.vault.opening import Vault


@click.command()
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@shared_options
def songs(call: Call, limit: int | None) -> None:
    """List your songs, newest first."""
    from corvia_local.studio.library import list_songs

    with call.vault() as vault:
        found = list_songs(vault, limit)
    content = [
        {"id": s.id, "title": s.title, "composed_at": s.composed_at, "entry": s.entry_id}
        for s in found
    ]
    lines = [f"{s.id}  {s.composed_at[:16].replace('T', ' ')}  {s.title}" for s in found]
    call.answer({"songs": content}, *(lines or ["No songs yet. `corvia compose` makes one."]))


@click.command()
@click.argument("song")
@click.option(
    "--from", "place", default="", help="A section (“verse 2”), “bar 12” or a time (1:05)."
)
@click.option("--lyrics", is_flag=True, help="Show the words while they are sung.")
@shared_options
def play(call: Call, song: str, place: str, lyrics: bool) -> None:
    """Hear a song; it sounds while the rest of it is still being rendered.

    Where there is no sound device, `corvia export` writes its files.
    """
    from corvia_local.studio.library import hear_song
    from corvia_local.studio.listening import require_sound_device

    device = require_sound_device()
    with call.vault() as vault:
        shown = _words(vault, song, place) if lyrics else call.progress()
        with shown as report:
            hear_song(vault, song, report, place)
    call.answer({"song": song, "device": device})


def _words(vault: "Vault", song: str, place: str) -> AbstractContextManager[Report]:
    from corvia_local.cli.following import followed_words
    from corvia_local.studio.library import read_song
    from corvia_local.studio.listening import second_of

    score = read_song(vault, song).score
    return followed_words(score, second_of(score, place) if place else 0.0)


@click.command()
@click.argument("song")
@click.option("--bar", type=click.IntRange(1), help="Only this bar, counted from 1.")
@shared_options
def explain(call: Call, song: str, bar: int | None) -> None:
    """Say why a song sounds as it does, decision by decision, each with its source.

    With --bar: which of your words, which rule or model, and which change of yours gave that bar.
    """
    from corvia_local.studio import library
    from corvia_local.studio.explaining import explain_bar, written_for

    with call.vault() as vault:
        kept = library.read_song(vault, song)
        found = None if bar is None else explain_bar(kept, bar, written_for(vault, kept))
    reasons = kept.plan.reasons if found is None else found.reasons
    content: dict[str, object] = {"song": kept.id, "title": kept.title}
    heading: tuple[str, ...] = ()
    if found is not None:
        content |= {
            "bar": found.bar,
            "bars": found.bars,
            "section": found.section,
            "start_s": found.start_s,
            "end_s": found.end_s,
        }
        heading = (
            f"Bar {found.bar} of {found.bars}, {found.section}, {found.start_s:.1f} to"
            f" {found.end_s:.1f} s",
        )
    content["reasons"] = [_reason_content(reason) for reason in reasons]
    call.answer(content, *heading, *(line for r in reasons for line in _reason_lines(r)))


def _reason_content(reason: "Reason") -> dict[str, object]:
    return {
        "about": reason.about,
        "choice": reason.choice,
        "because": reason.because,
        "source": reason.source,
    }


def _reason_lines(reason: "Reason") -> list[str]:
    source = [f"  ({reason.source})"] if reason.source else []
    return [f"{reason.about}: {reason.choice}", f"  {reason.because}", *source]


@click.command()
@click.argument("song")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The folder for the files."
)
@click.option(
    "--stems", is_flag=True, help="Also each part alone: FLAC and MIDI; the voice, and all but it."
)
@click.option("--opus", is_flag=True, help="Also song.opus, a tenth of the FLAC file's size.")
@click.option("--sheet", is_flag=True, help="Also a lead sheet to sing from, as SVG pages.")
@click.option("--picture", is_flag=True, help="Also song.svg: its moods, notes and sound drawn.")
@shared_options
def export(
    call: Call, song: str, out: Path, stems: bool, opus: bool, sheet: bool, picture: bool
) -> None:
    """Write a song's files to a folder. They are not encrypted there."""
    from corvia_local.studio import library
    from corvia_local.studio.song_files import (
        opus_file,
        picture_file,
        sheet_files,
        song_files,
        stem_files,
        write_files,
    )

    with call.vault() as vault, call.progress() as report:
        kept = library.read_song(vault, song)
        files = {**song_files(kept), "song.flac": library.song_flac(vault, kept.id, report)}
        if sheet:
            files |= sheet_files(kept)
        if picture:
            files["song.svg"] = picture_file(kept, files["song.flac"])
        if opus:
            files["song.opus"] = opus_file(kept, files["song.flac"])
        if stems:
            files |= stem_files(kept, report) | library.sung_stems(vault, kept, report)
    written = write_files(files, out)
    call.answer({"song": kept.id, "files": [str(p) for p in written]}, *(str(p) for p in written))
