"""Before an erasure it is said what hangs on it; afterwards the words are gone from all pages."""

from pathlib import Path

import pytest

from corvia_crypto.key_slots import unlock_with_passphrase
from corvia_local.errors import NotFound
from corvia_local.studio import erasing
from corvia_local.studio.communities import create_community
from corvia_local.studio.opening import unlock
from corvia_local.studio.sharing import own_shares, prepare_share, publish
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.erasing import erase_entry, sweep_is_due
from corvia_local.vault.opening import Vault, open_vault
from corvia_local.vault.songs import song_headings
from tests.studio.conftest import PASSPHRASE, KeepSong
from tests.vault.test_erasing import plain_pages


def anywhere(vault: Vault, words: str) -> bool:
    data_key = unlock_with_passphrase(vault.slots, PASSPHRASE)
    return words.encode() in b"\0".join(plain_pages(vault.home, data_key))


@pytest.fixture
def shared(vault: Vault, keep_small_song: KeepSong) -> tuple[str, str, str]:
    """An entry, the song that sings its words, and the CID under which that is shared."""
    entry = add_entry(vault, "canary words").id
    song = keep_small_song(vault, "canary words", entry_id=entry)
    create_community(vault, "Evening circle")
    cid = publish(vault, prepare_share(vault, song, "Evening circle")).cid
    return entry, song, cid


def test_a_plan_names_songs_and_sharings(vault: Vault, shared: tuple[str, str, str]) -> None:
    entry, song, cid = shared
    plan = erasing.plan_entry(vault, entry[:5])
    assert [one.id for one in plan.songs] == [song]
    assert [(one.cid, one.community, one.ended_at) for one in plan.shared] == [
        (cid, "Evening circle", None)
    ]
    assert entries(vault), "a plan erases nothing"
    with pytest.raises(NotFound):
        erasing.plan_song(vault, "nothing")


def test_songs_and_sharings_stay_unless_asked_for(
    vault: Vault, shared: tuple[str, str, str]
) -> None:
    entry, song, cid = shared
    erasing.erase(vault, erasing.plan_entry(vault, entry))
    assert entries(vault) == []
    assert [one.id for one in song_headings(vault)] == [song]
    assert VaultBlocks(vault).has(cid)


def test_with_songs_and_taking_back_no_word_is_left(
    vault: Vault, shared: tuple[str, str, str]
) -> None:
    entry, _, cid = shared
    assert anywhere(vault, "canary")
    erasing.erase(vault, erasing.plan_entry(vault, entry), with_songs=True, take_back=True)
    assert song_headings(vault) == []
    assert not VaultBlocks(vault).has(cid)
    assert [share.ended_at is None for share in own_shares(vault)] == [False]
    assert not anywhere(vault, "canary")


def test_what_was_cut_short_is_finished(vault: Vault) -> None:
    erase_entry(vault, add_entry(vault, "canary").id)
    vault.close()
    with open_vault(vault.home, PASSPHRASE) as cut_short:
        assert sweep_is_due(cut_short)
    with unlock(vault.home, PASSPHRASE) as opened:
        assert not sweep_is_due(opened)
        assert not anywhere(opened, "canary")


def test_everything(vault: Vault, home: Path, shared: tuple[str, str, str]) -> None:
    plan = erasing.plan_everything(vault)
    assert [one.cid for one in plan.shared] == [shared[2]]
    removed = erasing.erase_everything(vault, plan)
    assert removed
    assert list(home.iterdir()) == []
