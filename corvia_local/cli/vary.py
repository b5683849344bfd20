"""`corvia vary`, `corvia versions`."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.model.plan import Change

if TYPE_CHECKING:
    from corvia_local.model.progress import Report
    from corvia_local.studio.composing import ComposedSong
    from corvia_local.vault.opening import Vault


@click.command()
@click.argument("song")
@click.option("--keep", multiple=True, metavar="PART", help="A part that stays: melody, bass, …")
@click.option("--bars", multiple=True, metavar="FIRST-LAST", help="Only these bars, such as 9-16.")
@click.option("--section", "sections", multiple=True, help="Only this one: chorus, “verse 2”.")
@click.option(
    "--more", "changes", multiple=True, type=click.Choice(get_args(Change)), help="Make it so."
)
@click.option("--tradition", help="The same words and mood in another tradition.")
@click.option("--instrument", "instruments", multiple=True, metavar="PART=NAME", help="melody=harp")
@click.option("--seed", type=click.IntRange(0, 2**62 - 1), help="The same seed, the same version.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the version's files there too.")
@shared_options
def vary(call: Call, song: str, out: Path | None, **options: Any) -> None:
    """Make a new version of a SONG: what you --keep stays note for note, the rest is written anew.

    With --more, --tradition or --instrument it changes only that, unless --bars, --section or
    --keep are given too. The version before is kept; `corvia versions` goes back to it.
    """
    from corvia_local.studio.song_versions import current_version, keep_version
    from corvia_local.studio.varying import Wish, instrument_named, vary_song, words_of

    wish = Wish(
        bars=tuple(_bars(text) for text in options["bars"]),
        sections=options["sections"],
        keep=options["keep"],
        seed=options["seed"],
        changes=options["changes"],
        tradition=options["tradition"],
        instruments=tuple(
            (part, instrument_named(name)) for part, name in map(_pair, options["instruments"])
        ),
    )
    with call.vault() as vault, call.progress() as report:
        before = current_version(vault, song)
        varied = vary_song(before, wish, report)
        keep_version(vault, varied.song, before.id, words_of(wish))
        files = [] if out is None else write_version(vault, varied.song, out, report)
    content = {
        "song": varied.song.id,
        "made_of": before.id,
        "change": words_of(wish),
        "said": list(varied.said),
        "files": [str(path) for path in files],
        "seconds_to_vary": varied.song.seconds_to_compose,
    }
    lines = [f"“{varied.song.title}”  {varied.song.id}  ({words_of(wish)})"]
    call.answer(content, *lines, *(f"  {line}" for line in varied.said), *map(str, files))


@click.command()
@click.argument("song")
@click.option("--undo", "step", flag_value="undo", help="Go back one version.")
@click.option("--redo", "step", flag_value="redo", help="Go on to the version made after it.")
@click.option("--choose", "step", flag_value="choose", help="Make this very version the song.")
@shared_options
def versions(call: Call, song: str, step: str | None) -> None:
    """List a SONG's versions; a star stands before the one that it is now."""
    from corvia_local.studio import song_versions

    with call.vault() as vault:
        if step is not None:
            song = getattr(song_versions, step)(vault, song).id
        found = song_versions.song_versions(vault, song)
    content = [
        {
            "number": one.number,
            "song": one.song_id,
            "made_of": one.parent,
            "change": one.change,
            "made_at": one.made_at,
            "current": one.current,
        }
        for one in found
    ]
    lines = [
        f"{'*' if one.current else ' '} {one.number:>3}  {one.song_id}"
        f"  {one.made_at[:16].replace('T', ' ')}  {one.change or 'as it was composed'}"
        for one in found
    ]
    now = next(one.song_id for one in found if one.current)
    call.answer({"song": now, "versions": content}, *lines)


def _bars(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*(\d{1,5})\s*(?:[-–]\s*(\d{1,5})\s*)?", text)
    if found is None:
        raise click.UsageError(f"“{text}” names no bars. Write 9-16, or 9 for one bar.")
    return int(found[1]), int(found[2] or found[1])


def _pair(text: str) -> tuple[str, str]:
    part, sign, name = text.partition("=")
    if not sign:
        raise click.UsageError(f"“{text}” has no instrument. Write it as melody=flute.")
    return part, name


def write_version(
    vault: "Vault", song: "ComposedSong", folder: Path, report: "Report"
) -> list[Path]:
    """Write a version's files to a folder; give their paths."""
    from corvia_local.studio.library import song_flac
    from corvia_local.studio.song_files import song_files, write_files

    files = {**song_files(song), "song.flac": song_flac(vault, song.id, report)}
    return write_files(files, folder)
