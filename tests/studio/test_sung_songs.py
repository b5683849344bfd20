"""A song keeps who sings it, through versions, exports and erasing; readings lie in the vault."""

import numpy as np
import pytest

from corvia_engine.voice.catalogue import UnknownVoice
from corvia_engine.voice.singing import VOICE_RATE, LinesNotRead
from corvia_local.errors import NotFound
from corvia_local.studio import library, own_voice
from corvia_local.studio.composing import ComposedSong, SongWish, compose, request_from_lyrics
from corvia_local.studio.exporting.contents import export_files
from corvia_local.studio.song_versions import keep_version
from corvia_local.vault import voice_readings as readings
from corvia_local.vault.erasing import erase_song
from corvia_local.vault.opening import Vault
from corvia_local.vault.song_voices import voice_of
from corvia_local.vault.songs import audio, save_audio


def composed(voice: str = "none", seed: int = 3) -> ComposedSong:
    """Compose a short song without sound."""
    wish = SongWish(minutes=0.5, seed=seed)
    request = request_from_lyrics("Hold me in the light\nStay with me tonight", wish)
    return compose(request, with_audio=False, voice=voice)


def test_a_song_keeps_its_voice_and_so_do_its_versions(vault: Vault) -> None:
    song = composed("alto")
    library.keep_song(vault, song)
    assert library.read_song(vault, song.id).sung_by == "alto"
    version = composed(seed=4)
    keep_version(vault, version, song.id, "another seed")
    assert library.read_song(vault, version.id).sung_by == "alto"


def test_another_voice_takes_the_old_sound_away(vault: Vault) -> None:
    song = composed("alto")
    library.keep_song(vault, song)
    save_audio(vault, song.id, b"sung by an alto")
    assert library.sing_with(vault, song.id, "alto").sung_by == "alto"
    assert audio(vault, song.id) == b"sung by an alto"
    library.sing_with(vault, song.id, "baritone")
    assert audio(vault, song.id) is None
    library.sing_with(vault, song.id, "none")
    assert voice_of(vault, song.id) is None
    with pytest.raises(UnknownVoice):
        library.sing_with(vault, song.id, "nobody")


def test_an_erased_song_leaves_no_voice_behind(vault: Vault) -> None:
    song = composed("alto")
    library.keep_song(vault, song)
    erase_song(vault, song.id)
    assert vault.rows("SELECT count(*) FROM song_voices") == [(0,)]


def test_the_stems_of_a_sung_song_begin_together(vault: Vault) -> None:
    song = composed("hum")
    library.keep_song(vault, song)
    found = library.sung_stems(vault, song)
    assert set(found) == {"stems/sung-voice.flac", "without-voice.flac"}
    assert library.sung_stems(vault, composed()) == {}


def test_readings_are_named_by_what_is_said_and_leave_with_an_export_of_everything(
    vault: Vault,
) -> None:
    song = composed("own")
    library.keep_song(vault, song)
    with pytest.raises(LinesNotRead):
        library.song_flac(vault, song.id)
    lines = own_voice.lines_to_read(song.score)
    assert [line.key for line in lines] == ["hold me in the light", "stay with me tonight"]
    readings.keep_reading(vault, lines[0].key, b"fLaC")
    assert [one.line for one in readings.read_lines(vault)] == [lines[0].key]
    files = dict(export_files(vault))
    assert files["voice/001.flac"] == b"fLaC"
    assert b"hold me in the light" in files["voice/lines.json"]
    assert own_voice.delete_own_voice(vault) == 1
    assert readings.read_lines(vault) == []
    with pytest.raises(NotFound):
        own_voice.line_numbered(song.score, 3)


def test_one_recording_of_fewer_lines_than_the_song_has_is_refused(vault: Vault) -> None:
    lines = own_voice.lines_to_read(composed().score)
    time = np.arange(2 * VOICE_RATE) / VOICE_RATE
    with pytest.raises(own_voice.SoundUnusable, match="2 lines"):
        own_voice.parted_by_pauses(np.sin(2 * np.pi * 200 * time), lines)
