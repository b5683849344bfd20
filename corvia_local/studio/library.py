"""Songs kept in the vault: save, list, hear again, explain."""

from datetime import datetime
from typing import TYPE_CHECKING

from corvia_local.model.plan import Reason
from corvia_local.model.progress import Report, silent
from corvia_local.model.records import Song, SongHeading
from corvia_local.model.score import encode_score
from corvia_local.studio.composing import (
    ComposedSong,
    check_voice,
    decode_plan,
    encode_plan,
    restore,
)
from corvia_local.studio.sounding import INSTRUMENTAL, OWN_VOICE, Readings, sound_of
from corvia_local.vault import songs as store
from corvia_local.vault.opening import Vault
from corvia_local.vault.song_voices import keep_voice, voice_of

if TYPE_CHECKING:
    from corvia_engine.sound.rendering import Audio


def keep_song(vault: Vault, song: ComposedSong) -> Song:
    """Save a song, with its sound where it was rendered."""
    kept = Song(
        id=song.id,
        title=song.title,
        composed_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        entry_id=song.entry_id,
        plan=encode_plan(song.plan),
        score=encode_score(song.score),
    )
    with vault.transaction():
        store.save_song(vault, kept)
        keep_voice(vault, kept.id, None if song.sung_by == INSTRUMENTAL else song.sung_by)
    if song.audio is not None:
        from corvia_engine.sound.flac import flac_bytes

        store.save_audio(vault, song.id, flac_bytes(song.audio, {"title": song.title}))
    return kept


def list_songs(vault: Vault, limit: int | None = None) -> list[Song]:
    """List saved songs, newest first; of a song's versions the current one."""
    return store.songs(vault, limit=limit, current_only=True)


def list_headings(
    vault: Vault, limit: int | None = None, *, every_version: bool = False
) -> list[SongHeading]:
    """List saved songs without their content, newest first; of versions the current one, unless
    `every_version` is asked for.
    """
    return store.song_headings(vault, limit=limit, current_only=not every_version)


def read_song(vault: Vault, song_id: str) -> ComposedSong:
    """Give a saved song without its sound; the beginning of its id is enough."""
    song = store.song(vault, song_id)
    return _restored(vault, song)


def song_flac(vault: Vault, song_id: str, report: Report = silent) -> bytes:
    """Give a saved song's FLAC file, rendering and keeping it where it was not rendered yet."""
    song = store.song(vault, song_id)
    saved = store.audio(vault, song.id)
    if saved is not None:
        return saved
    from corvia_engine.sound.flac import flac_bytes

    audio = render_again(vault, _restored(vault, song), report)
    data = flac_bytes(audio, {"title": song.title})
    store.save_audio(vault, song.id, data)
    return data


def hear_song(vault: Vault, song_id: str, report: Report = silent, place: str = "") -> None:
    """Play a saved song from a place on; its sound is kept where it was not rendered yet.

    It sounds from the first moment on, while the rest is rendered; a voice joins when it is ready.
    Raises NotFound, LinesNotRead, BadInput for a place that the song has not, PartMissing.
    """
    from corvia_local.studio.listening import (
        play,
        play_while_rendering,
        play_while_singing,
        second_of,
    )

    song = store.song(vault, song_id)
    kept = _restored(vault, song)
    since = second_of(kept.score, place) if place else 0.0
    saved = store.audio(vault, song.id)
    if saved is not None:
        play(saved, report, since)
        return
    from corvia_engine.sound.flac import flac_bytes

    if kept.sung_by == INSTRUMENTAL:
        audio = play_while_rendering(kept.score, report, since)
    else:
        readings = _readings(vault, kept)
        audio = play_while_singing(
            kept.score,
            lambda told: sound_of(kept.score, kept.sung_by, told, readings=readings).song,
            report,
            since,
        )
    store.save_audio(vault, song.id, flac_bytes(audio, {"title": song.title}))


def render_again(vault: Vault, song: ComposedSong, report: Report = silent) -> "Audio":
    """Render a song's score, sung where it has a voice."""
    readings = _readings(vault, song)
    return sound_of(song.score, song.sung_by, report, readings=readings).song


def sung_stems(vault: Vault, song: ComposedSong, report: Report = silent) -> dict[str, bytes]:
    """Give the voice of a sung song alone, and the song without it, as FLAC files that begin
    together; nothing for a song that is not sung.
    """
    if song.sung_by == INSTRUMENTAL:
        return {}
    from corvia_engine.sound.flac import flac_bytes

    sound = sound_of(
        song.score, song.sung_by, report, readings=_readings(vault, song), without_voice=True
    )
    stems = {"stems/sung-voice.flac": sound.voice, "without-voice.flac": sound.without_voice}
    return {
        name: flac_bytes(audio, {"title": song.title})
        for name, audio in stems.items()
        if audio is not None
    }


def sing_with(vault: Vault, song_id: str, voice: str) -> ComposedSong:
    """Give a saved song a voice, or with “none” take it away; its sound is rendered anew when it
    is asked for. Raises NotFound, UnknownVoice.
    """
    check_voice(voice)
    song = store.song(vault, song_id)
    keep_voice(vault, song.id, None if voice == INSTRUMENTAL else voice)
    return _restored(vault, song)


def _readings(vault: Vault, song: ComposedSong) -> Readings | None:
    """Give the lines read aloud for a song that the person's own voice sings."""
    if song.sung_by != OWN_VOICE:
        return None
    from corvia_local.studio.own_voice import readings_for

    return readings_for(vault, song.score)


def _restored(vault: Vault, song: Song) -> ComposedSong:
    return restore(song.plan, song.score, song.entry_id, voice_of(vault, song.id) or INSTRUMENTAL)


def explain(vault: Vault, song_id: str) -> tuple[Reason, ...]:
    """Give every decision behind a song with its reason and source."""
    return decode_plan(store.song(vault, song_id).plan).reasons
