"""Versions of a song: kept, gone back to and on to, and erased with it."""

import msgspec
import pytest

from corvia_local.errors import BadInput
from corvia_local.model.records import Song
from corvia_local.vault import song_versions
from corvia_local.vault.erasing import erase_song
from corvia_local.vault.opening import Vault
from corvia_local.vault.songs import save_song, song_headings

FIRST = Song("first", "Rain", "2026-01-01T10:00:00+00:00", None, b"plan", b"score")


def keep(vault: Vault, name: str, made_of: str) -> None:
    save_song(vault, msgspec.structs.replace(FIRST, id=name, plan=name.encode()))
    song_versions.keep_version(vault, name, made_of, f"change to {name}")


@pytest.fixture
def three(vault: Vault) -> Vault:
    """A song, a version of it, and a version of that."""
    save_song(vault, FIRST)
    keep(vault, "second", "first")
    keep(vault, "third", "second")
    return vault


def now(vault: Vault) -> str:
    return next(one.song_id for one in song_versions.versions(vault, "first") if one.current)


def test_a_song_that_was_never_varied_is_its_own_only_version(vault: Vault) -> None:
    save_song(vault, FIRST)
    assert [(v.number, v.song_id, v.current) for v in song_versions.versions(vault, "first")] == [
        (1, "first", True)
    ]
    with pytest.raises(song_versions.NoSuchStep):
        song_versions.undo(vault, "first")
    assert song_versions.choose(vault, "first") == "first"


def test_undo_goes_back_redo_goes_on_and_nothing_is_lost(three: Vault) -> None:
    assert now(three) == "third"
    assert song_versions.undo(three, "third") == "second"
    assert song_versions.undo(three, "first") == "first", "any version names the song"
    with pytest.raises(song_versions.NoSuchStep):
        song_versions.undo(three, "first")
    assert song_versions.redo(three, "first") == "second"
    keep(three, "fourth", "second")
    assert song_versions.undo(three, "first") == "second"
    assert song_versions.redo(three, "first") == "fourth", "the newest one made of it"
    assert song_versions.choose(three, "third") == "third"
    with pytest.raises(song_versions.NoSuchStep):
        song_versions.redo(three, "first")
    assert [(v.song_id, v.parent) for v in song_versions.versions(three, "fourth")] == [
        ("first", None),
        ("second", "first"),
        ("third", "second"),
        ("fourth", "second"),
    ]


def test_a_list_shows_the_current_version_only(three: Vault) -> None:
    assert [one.id for one in song_headings(three, current_only=True)] == ["third"]
    song_versions.undo(three, "first")
    assert [one.id for one in song_headings(three, current_only=True)] == ["second"]
    assert len(song_headings(three)) == 3


def test_making_the_same_version_again_adds_none(three: Vault) -> None:
    song_versions.undo(three, "first")
    song_versions.keep_version(three, "third", "second", "again")
    assert now(three) == "third"
    assert len(song_versions.versions(three, "first")) == 3


def test_a_song_is_a_version_of_one_song_only(three: Vault) -> None:
    save_song(three, msgspec.structs.replace(FIRST, id="other", plan=b"other"))
    keep(three, "lonely", "other")
    with pytest.raises(BadInput, match="another one"):
        song_versions.keep_version(three, "third", "other", "")


def test_an_erased_version_leaves_the_others_whole(three: Vault) -> None:
    erase_song(three, "second")
    assert [(v.song_id, v.parent) for v in song_versions.versions(three, "first")] == [
        ("first", None),
        ("third", "first"),
    ]
    erase_song(three, "third")
    assert now(three) == "first"
    erase_song(three, "first")
    assert three.rows("SELECT count(*) FROM song_versions") == [(0,)]
