"""`corvia compose`."""

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.reading import read_file, read_text
from corvia_local.model.mood import parse_mood
from corvia_local.model.text import check_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corvia_local.model.plan import Change, SongRequest
    from corvia_local.model.progress import Report
    from corvia_local.studio.composing import ComposedSong, SongWish
    from corvia_local.studio.composing_aloud import SongAloud


@click.command()
@click.argument("entry", required=False)
@click.option(
    "--text",
    help="A text instead of an entry; - reads standard input, which no other program sees.",
)
@click.option("--lyrics", "lyrics_file", help="A file of lyrics; blank lines part the stanzas.")
@click.option("--reframe", help="Your own kinder words for the chorus (with --text).")
@click.option("--from", "start", help="Where you are: V,A. Else it is heard in the words.")
@click.option("--to", "goal", help="Where to: V,A or calm, joy, energy, release, comfort.")
@click.option(
    "--tradition", default="western", show_default=True, help="A name, or your TOML file."
)
@click.option("--minutes", type=float, default=2.0, show_default=True, help="Wished length.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    help="The same seed after the same songs, the same song.",
)
@click.option(
    "--voice",
    default="none",
    show_default=True,
    help="Who sings: alto, baritone, tenor, mezzo, hum, spoken, own (see `corvia voice`), or none.",
)
@click.option("--without-voice", is_flag=True, help="Also write a sung song's instruments alone.")
@click.option("--heart-rate", type=float, help="Beats a minute; the song starts at your pulse.")
@click.option("--no-save", is_flag=True, help="Keep nothing in the vault; needs none.")
@click.option("--no-audio", is_flag=True, help="Notes only; quicker.")
@click.option("--no-taste", is_flag=True, help="Leave out what `corvia taste` leans to.")
@click.option("--no-memory", is_flag=True, help="By the seed alone, whatever your last songs were.")
@click.option("--play", is_flag=True, help="Hear it at once, while the rest is composed.")
@click.option(
    "--play-to",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The same into a WAV file; needs no sound device.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Write the song's files there.")
@click.option("--after-care", is_flag=True, help="You saw where help is, and want the song.")
@shared_options
def compose(call: Call, **options: Any) -> None:
    """Make a song from an ENTRY, a text or lyrics: it starts where you are and leads onward.

    A lyric that you kept for the ENTRY is sung. The song is kept in the vault. Files written with
    --out are not encrypted.
    """
    from corvia_local.studio.composing import SongWish

    sources = (options["entry"], options["text"], options["lyrics_file"])
    if sum(given is not None for given in sources) != 1:
        raise click.UsageError("Give one of ENTRY, --text or --lyrics.")
    if options["text"] == "-":
        options["text"] = read_text("-")
    heard = options["play"] or options["play_to"] is not None
    if options["play"] and options["play_to"] is not None:
        raise click.UsageError("Give one of --play and --play-to.")
    if heard and options["no_audio"]:
        raise click.UsageError("--play needs the sound that --no-audio leaves out.")
    if heard and options["voice"] == "own":
        raise click.UsageError(
            "Your own voice sings once the song's lines are read: compose without --play, then"
            " `corvia voice record` and `corvia play`."
        )
    if options["no_save"] and options["entry"] is not None:
        raise click.UsageError(
            "An ENTRY lies in the vault; --no-save goes with --text or --lyrics."
        )
    wish = SongWish(
        start=None if options["start"] is None else parse_mood(options["start"]),
        goal=None if options["goal"] is None else parse_mood(options["goal"]),
        tradition=options["tradition"],
        minutes=options["minutes"],
        seed=options["seed"],
        voice=options["voice"],
        heart_rate=options["heart_rate"],
    )
    work = _compose_only if options["no_save"] else _compose_and_keep
    if not heard:
        work(call, options, wish, None)
        return
    if options["play"]:
        from corvia_local.studio.listening import require_sound_device

        require_sound_device()
    with _warm_song() as aloud:
        work(call, options, wish, aloud)


@contextmanager
def _warm_song() -> "Iterator[SongAloud]":
    """Load in the background what sounds a song, while its words are read."""
    from corvia_local.studio.composing_aloud import SongAloud

    aloud = SongAloud()
    aloud.warm_up()
    try:
        yield aloud
    finally:
        aloud.close()


def _compose_only(
    call: Call, options: dict[str, Any], wish: "SongWish", aloud: "SongAloud | None"
) -> None:
    request = _request_without_vault(options, wish)
    song = _compose(call, request, None, options, aloud)
    folder = options["out"] or Path(f"song-{song.id}")
    _answer(call, song, _write(call, song, folder), request.seed, aloud)


def _compose_and_keep(
    call: Call, options: dict[str, Any], wish: "SongWish", aloud: "SongAloud | None"
) -> None:
    from corvia_local.studio import journal, library, lyric_making
    from corvia_local.studio.composing import request_from_text
    from corvia_local.studio.remembering import remembered
    from corvia_local.studio.taste import taste

    with call.vault() as vault:
        if not options["no_memory"]:
            wish = replace(wish, remembered=remembered(vault))
        entry_id = None
        if options["entry"] is not None:
            entry = journal.read(vault, options["entry"])
            entry_id = entry.id
            accepted = journal.accepted_reframe(vault, entry.id)
            chorus = options["reframe"] or (accepted.text if accepted else None)
            if wish.start is None and entry.mood is not None:
                wish = replace(wish, start=entry.mood)
            kept = lyric_making.kept(vault, entry.id)
            request = request_from_text(
                entry.text,
                wish,
                chorus,
                lyric=lyric_making.sung_lyric(kept, entry.text) if kept else None,
                after_care=options["after_care"],
            )
        else:
            request = _request_without_vault(options, wish)
        liked = () if options["no_taste"] else taste(vault)
        song = _compose(call, request, entry_id, options, aloud, liked)
        library.keep_song(vault, song)
    files = [] if options["out"] is None else _write(call, song, options["out"])
    _answer(call, song, files, request.seed, aloud)


def _request_without_vault(options: dict[str, Any], wish: "SongWish") -> "SongRequest":
    from corvia_local.studio.composing import request_from_lyrics, request_from_text

    after_care = options["after_care"]
    if options["lyrics_file"] is not None:
        lyrics = read_file(options["lyrics_file"], "file of lyrics")
        return request_from_lyrics(lyrics, wish, after_care=after_care)
    text = check_text(options["text"])
    return request_from_text(text, wish, options["reframe"], after_care=after_care)


def _compose(
    call: Call,
    request: "SongRequest",
    entry_id: str | None,
    options: dict[str, Any],
    aloud: "SongAloud | None",
    liked: "tuple[Change, ...]" = (),
) -> "ComposedSong":
    from corvia_local.studio.composing import compose as make_song

    if aloud is not None:
        return _compose_aloud(call, request, entry_id, options, aloud, liked)
    with call.progress() as report:
        return make_song(
            request,
            entry_id=entry_id,
            with_audio=not (options["no_audio"] or options["voice"] == "own"),
            voice=options["voice"],
            without_voice=options["without_voice"],
            taste=liked,
            report=report,
        )


def _compose_aloud(
    call: Call,
    request: "SongRequest",
    entry_id: str | None,
    options: dict[str, Any],
    aloud: "SongAloud",
    liked: "tuple[Change, ...]",
) -> "ComposedSong":
    """Compose a song and let it sound meanwhile."""
    from corvia_local.studio import composing_aloud

    def make(song: "SongAloud", report: "Report") -> "ComposedSong":
        return song.make(
            request,
            entry_id=entry_id,
            voice=options["voice"],
            without_voice=options["without_voice"],
            taste=liked,
            report=report,
        )

    with call.progress() as report:
        if options["play"]:
            sink = composing_aloud.sound_device_sink(report)
            return composing_aloud.compose_aloud(aloud, make, sink)
        with _wav_file(options["play_to"]) as file:
            return composing_aloud.compose_aloud(aloud, make, composing_aloud.wav_sink(file))


@contextmanager
def _wav_file(path: Path) -> "Iterator[IO[bytes]]":
    from corvia_local.errors import StorageFailed

    try:
        file = path.open("wb")
    except OSError as error:
        raise StorageFailed(
            f"The file {path} cannot be written ({str(error.strerror).lower()}). Name another one."
        ) from error
    with file:
        yield file


def _write(call: Call, song: "ComposedSong", folder: Path) -> list[Path]:
    from corvia_local.studio.song_files import song_files, write_files

    with call.progress() as report:
        return write_files(song_files(song, report), folder)


def _answer(
    call: Call,
    song: "ComposedSong",
    files: list[Path],
    seed: int,
    aloud: "SongAloud | None",
) -> None:
    from corvia_local.studio.composing import key_name, length_of, section_times, tempo_of

    sections = section_times(song.score)
    content = {
        "song": song.id,
        "title": song.title,
        "files": [str(path) for path in files],
        "key": key_name(song.score),
        "tempo": tempo_of(song.score),
        "sections": [vars(section) for section in sections],
        "tradition": song.plan.tradition,
        "seed": seed,
        "seconds": length_of(song.score),
        "seconds_to_compose": song.seconds_to_compose,
    }
    if aloud is not None and aloud.first_sound_after is not None:
        content["seconds_to_first_sound"] = round(aloud.first_sound_after, 3)
    minutes, seconds = divmod(round(length_of(song.score)), 60)
    call.answer(
        content,
        f"“{song.title}”  {song.id}",
        f"{key_name(song.score)}, {tempo_of(song.score):g} beats a minute, {minutes}:{seconds:02}",
        *(
            f"  {s.start_s:6.1f} s  {s.name:<14} valence {s.valence:+.2f}  arousal {s.arousal:+.2f}"
            for s in sections
        ),
        *(str(path) for path in files),
    )
