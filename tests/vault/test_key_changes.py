"""Ways in are added, replaced and removed; what they open stays as it is."""

from pathlib import Path

import pytest

from corvia_crypto.key_slots import PassphraseSlot
from corvia_crypto.passphrase import KdfLimits
from corvia_crypto.recovery_phrase import make_recovery_phrase
from corvia_local.errors import BadInput, Locked, NotFound, StorageFailed
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.key_changes import (
    LastWayIn,
    TooManySlots,
    add_keyring_secret,
    add_passphrase,
    add_shares,
    change_passphrase,
    key_slots,
    raise_cost,
    remove_slot,
    replace_recovery_phrase,
)
from corvia_local.vault.ledger import ledger
from corvia_local.vault.opening import (
    Vault,
    open_vault,
    open_with_keyring,
    open_with_phrase,
    open_with_shares,
)
from corvia_local.vault.slot_records import slot_records
from tests.vault.test_full_disk import files_end_at


def test_a_new_passphrase_opens_and_the_old_one_does_not(
    vault: Vault, home: Path, passphrase: str, cheap: KdfLimits
) -> None:
    entry = add_entry(vault, "words")
    database = (home / "vault.db").stat().st_ino
    change_passphrase(vault, "another evening", cheap)
    vault.close()
    with pytest.raises(Locked):
        open_vault(home, passphrase)
    with open_vault(home, "another evening") as again:
        assert entries(again) == [entry]
        assert [slot.opened for slot in key_slots(again)] == [False, True]
        assert len(slot_records(again)) == 2
        assert ledger(again)[-1].act == "key slot made: passphrase"
    assert (home / "vault.db").stat().st_ino == database, "only the slots were written"


def test_a_new_passphrase_asks_for_at_least_moderate_work(vault: Vault) -> None:
    change_passphrase(vault, "another evening")
    assert key_slots(vault)[-1].work == KdfLimits(3, 268_435_456)


def test_words_give_a_forgotten_passphrases_place_to_a_new_one(
    vault: Vault, home: Path, passphrase: str, cheap: KdfLimits
) -> None:
    words = make_recovery_phrase()
    replace_recovery_phrase(vault, words)
    vault.close()
    with open_with_phrase(home, words) as opened:
        change_passphrase(opened, "remembered again", cheap)
    with open_vault(home, "remembered again") as again:
        add_passphrase(again, "a second one", "for the tablet", cheap)
    with open_with_phrase(home, words) as opened:
        change_passphrase(opened, "a third one", cheap)
        assert sum(slot.kind == "passphrase" for slot in key_slots(opened)) == 3
    with pytest.raises(Locked):
        open_vault(home, passphrase)


def test_every_kind_of_slot_opens_and_is_listed(vault: Vault, home: Path, cheap: KdfLimits) -> None:
    added = add_passphrase(vault, "a second one", "for the tablet", cheap)
    _, shares = add_shares(vault, 2, 3)
    add_keyring_secret(vault, bytes(32), "this laptop")
    listed = key_slots(vault)
    assert [(one.kind, one.label) for one in listed] == [
        ("passphrase", ""),
        ("recovery phrase", ""),
        ("passphrase", "for the tablet"),
        ("shares", "2 of 3"),
        ("system keyring", "this laptop"),
    ]
    assert all(one.made_at for one in listed)
    assert b"tablet" not in (home / "vault.slots.json").read_bytes()
    vault.close()
    open_vault(home, "a second one").close()
    open_with_shares(home, shares[:2]).close()
    open_with_keyring(home, bytes(32)).close()
    with pytest.raises(Locked):
        open_with_keyring(home, bytes([1]) * 32)
    with open_vault(home, "a second one") as again:
        remove_slot(again, added.id[:6])
    with pytest.raises(Locked):
        open_vault(home, "a second one")


def test_new_shares_and_words_take_the_place_of_earlier_ones(vault: Vault, home: Path) -> None:
    _, old_shares = add_shares(vault, 2, 2)
    _, new_shares = add_shares(vault, 2, 2)
    old, new = make_recovery_phrase(), make_recovery_phrase()
    replace_recovery_phrase(vault, old)
    replace_recovery_phrase(vault, new)
    vault.close()
    open_with_shares(home, new_shares).close()
    open_with_phrase(home, new).close()
    with pytest.raises(Locked):
        open_with_shares(home, old_shares)
    with pytest.raises(Locked):
        open_with_phrase(home, old)


def test_the_last_way_in_stays(vault: Vault) -> None:
    add_keyring_secret(vault, bytes(32), "this laptop")
    first, second, keyring = key_slots(vault)
    remove_slot(vault, first.id)
    with pytest.raises(LastWayIn, match="last way in"):
        remove_slot(vault, second.id)
    remove_slot(vault, keyring.id)
    with pytest.raises(LastWayIn):
        remove_slot(vault, second.id)
    assert [one.id for one in key_slots(vault)] == [second.id]
    for name in ("", "zz", "no such"):
        with pytest.raises(NotFound):
            remove_slot(vault, name)


def test_a_ninth_slot_is_refused(vault: Vault, cheap: KdfLimits) -> None:
    for number in range(6):
        add_passphrase(vault, f"passphrase {number}", "", cheap)
    with pytest.raises(TooManySlots):
        add_passphrase(vault, "one more", "", cheap)
    assert len(key_slots(vault)) == len(slot_records(vault)) == 8


def test_work_is_raised_and_never_lowered(
    vault: Vault, home: Path, passphrase: str, cheap: KdfLimits
) -> None:
    with pytest.raises(Locked):
        raise_cost(vault, "not this one", KdfLimits(2, 16384))
    raise_cost(vault, passphrase, KdfLimits(2, 16384))
    with pytest.raises(BadInput, match="raised"):
        raise_cost(vault, passphrase, cheap)
    vault.close()
    with open_vault(home, passphrase) as again:
        [slot] = [s for s in again.slots.slots if isinstance(s, PassphraseSlot)]
        assert (slot.kdf.operations, slot.kdf.memory) == (2, 16384)


def test_two_processes_that_change_slots_lose_neither(
    vault: Vault, home: Path, passphrase: str, cheap: KdfLimits
) -> None:
    with open_vault(home, passphrase) as other:
        add_passphrase(vault, "from one", "", cheap)
        add_passphrase(other, "from another", "", cheap)
    for secret in (passphrase, "from one", "from another"):
        open_vault(home, secret).close()


def test_where_the_disk_is_full_the_old_slots_stand(
    vault: Vault, home: Path, passphrase: str, cheap: KdfLimits
) -> None:
    before = (home / "vault.slots.json").read_bytes()
    for size in (0, 1000, 4000):
        with files_end_at(size), pytest.raises(StorageFailed):
            change_passphrase(vault, "another evening", cheap)
        assert (home / "vault.slots.json").read_bytes() == before
    vault.close()
    with open_vault(home, passphrase) as again:
        assert len(key_slots(again)) == len(slot_records(again)) == 2
