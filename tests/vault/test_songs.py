"""Songs and their sound are kept as they came."""

import pytest

from corvia_local.errors import BadInput, NotFound
from corvia_local.model.records import Song, SongHeading
from corvia_local.vault.ledger import ledger
from corvia_local.vault.opening import Vault
from corvia_local.vault.songs import (
    SongDiffers,
    audio,
    save_audio,
    save_song,
    song,
    song_headings,
    songs,
)


def a_song(name: str, day: int = 1, score: bytes = b'{"notes":[]}') -> Song:
    at = f"2026-03-0{day}T12:00:00+01:00"
    return Song(name, f"Song “{name}”", at, "4f0k2m9q1z", b"\x00plan", score)


def test_a_song_comes_back_by_the_beginning_of_its_name(vault: Vault) -> None:
    kept = a_song("olive22abc")
    save_song(vault, kept)
    save_song(vault, a_song("other22abc"))
    assert song(vault, "olive22abc") == song(vault, "OLI") == kept
    for unknown in ("o", "zzz", ""):
        with pytest.raises(NotFound):
            song(vault, unknown)


def test_songs_are_listed_newest_first_with_or_without_content(vault: Vault) -> None:
    kept = [a_song("first", 1), a_song("third", 3), a_song("second", 2)]
    for one in kept:
        save_song(vault, one)
    save_audio(vault, "third", b"fLaC" + bytes(1000))
    assert songs(vault) == [kept[1], kept[2], kept[0]]
    assert songs(vault, limit=1) == [kept[1]]
    assert song_headings(vault, limit=2) == [
        SongHeading("third", "Song “third”", kept[1].composed_at, "4f0k2m9q1z", 1004),
        SongHeading("second", "Song “second”", kept[2].composed_at, "4f0k2m9q1z", None),
    ]


def test_saving_again_changes_nothing_and_another_song_is_refused(vault: Vault) -> None:
    save_song(vault, a_song("song1", 1))
    save_song(vault, a_song("song1", 5))
    assert songs(vault) == [a_song("song1", 1)]
    with pytest.raises(SongDiffers):
        save_song(vault, a_song("song1", score=b"other"))
    assert [(line.act, line.what) for line in ledger(vault)] == [("song saved", "song song1")]


def test_sound_is_kept_byte_for_byte_and_replaced(vault: Vault) -> None:
    save_song(vault, a_song("song1"))
    assert audio(vault, "song1") is None
    for data in (b"fLaC" + bytes(range(256)) * 20_000, b"fLaC shorter"):
        save_audio(vault, "song1", data)
        assert audio(vault, "song") == data
    for missing in ("song2", "x"):
        with pytest.raises(NotFound):
            save_audio(vault, missing, b"fLaC")
        with pytest.raises(NotFound):
            audio(vault, missing)
    with pytest.raises(BadInput):
        save_audio(vault, "song1", b"")


@pytest.mark.parametrize(
    "bad",
    [
        a_song("With Space"),
        a_song(""),
        a_song("x" * 65),
        a_song("large", score=bytes(4_000_001)),
        a_song("none", score=b""),
        Song("title", "x" * 201, "2026-03-01T12:00:00+01:00", None, b"p", b"s"),
        Song("time", "t", "2026-03-01T12:00:00", None, b"p", b"s"),
        Song("time", "t", "noon", None, b"p", b"s"),
    ],
    ids=lambda song: f"{song.id[:12]}, {song.composed_at}",
)
def test_an_unusable_song_is_refused(vault: Vault, bad: Song) -> None:
    with pytest.raises(BadInput):
        save_song(vault, bad)
    assert songs(vault) == []
    assert ledger(vault) == []
