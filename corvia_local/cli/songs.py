"""`corvia songs`, `corvia play`, `corvia explain`, `corvia export`."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.model.progress import Report

if TYPE_CHECKING:
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
@click.option("--from", "place", default="", help="A section (chorus, “verse 2”) or a time (1:05).")
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
@shared_options
def explain(call: Call, song: str) -> None:
    """Say why a song sounds as it does, decision by decision, each with its source."""
    from corvia_local.studio import library

    with call.vault() as vault:
        kept = library.read_song(vault, song)
    content = [
        {"about": r.about, "choice": r.choice, "because": r.because, "source": r.source}
        for r in kept.plan.reasons
    ]
    lines = [
        line
        for r in kept.plan.reasons
        for line in (
            f"{r.about}: {r.choice}",
            f"  {r.because}",
            f"  ({r.source})" if r.source else "",
        )
        if line
    ]
    call.answer({"song": kept.id, "title": kept.title, "reasons": content}, *lines)


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
@shared_options
def export(call: Call, song: str, out: Path, stems: bool, opus: bool, sheet: bool) -> None:
    """Write a song's files to a folder. They are not encrypted there."""
    from corvia_local.studio import library
    from corvia_local.studio.song_files import (
        opus_file,
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
        if opus:
            files["song.opus"] = opus_file(kept, files["song.flac"])
        if stems:
            files |= stem_files(kept, report) | library.sung_stems(vault, kept, report)
    written = write_files(files, out)
    call.answer({"song": kept.id, "files": [str(p) for p in written]}, *(str(p) for p in written))
