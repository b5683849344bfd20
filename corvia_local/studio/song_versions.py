"""Versions of a song in the vault: keep a varied one, list them, go back and forth."""

from dataclasses import replace

from corvia_local.model.records import SongVersion
from corvia_local.studio.composing import ComposedSong
from corvia_local.studio.library import keep_song, read_song
from corvia_local.vault import song_versions as store
from corvia_local.vault.opening import Vault


def keep_version(vault: Vault, song: ComposedSong, made_of: str, change: str) -> None:
    """Save a varied song as the current version of the one it was made of."""
    with vault.transaction():
        voice = read_song(vault, made_of).sung_by
        keep_song(vault, replace(song, sung_by=voice))
        store.keep_version(vault, song.id, made_of, change)


def song_versions(vault: Vault, song_id: str) -> list[SongVersion]:
    """List a song's versions, the first one first."""
    return store.versions(vault, song_id)


def current_version(vault: Vault, song_id: str) -> ComposedSong:
    """Give the version that a song is now, whichever of its versions was named."""
    current = next(one for one in store.versions(vault, song_id) if one.current)
    return read_song(vault, current.song_id)


def undo(vault: Vault, song_id: str) -> ComposedSong:
    """Go back one version; raise NoSuchStep at the first."""
    return read_song(vault, store.undo(vault, song_id))


def redo(vault: Vault, song_id: str) -> ComposedSong:
    """Go on to the newest version made of the current one; raise NoSuchStep where none was."""
    return read_song(vault, store.redo(vault, song_id))


def choose(vault: Vault, song_id: str) -> ComposedSong:
    """Make this very version the song; raise NotFound."""
    return read_song(vault, store.choose(vault, song_id))
