"""The data key is rotated: everything is encrypted anew, every way in still opens."""

import os
from pathlib import Path

import pytest

from corvia_crypto.key_slots import unlock_with_passphrase
from corvia_crypto.passphrase import KdfLimits
from corvia_crypto.recovery_phrase import make_recovery_phrase
from corvia_local.errors import Busy, Cancelled, StorageFailed, VaultDamaged
from corvia_local.vault import rotation
from corvia_local.vault.backup import write_backup
from corvia_local.vault.connection import connect, schema_version
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.files import load_slots
from corvia_local.vault.identity import signing_seed
from corvia_local.vault.integrity import check_integrity
from corvia_local.vault.key_changes import (
    add_keyring_secret,
    add_passphrase,
    add_shares,
    change_passphrase,
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
from corvia_local.vault.restoring import restore_with_passphrase
from corvia_local.vault.rotation import SlotUnknown, rotate_data_key
from tests.vault.test_full_disk import files_end_at


def fill(vault: Vault) -> None:
    for number in range(40):
        add_entry(vault, f"words of entry {number} " * 40)


def names(home: Path) -> set[str]:
    return {path.name for path in home.iterdir()}


def test_every_way_in_opens_the_new_key_and_the_old_key_opens_nothing(
    vault: Vault, home: Path, passphrase: str, cheap: KdfLimits, tmp_path: Path
) -> None:
    fill(vault)
    words = make_recovery_phrase()
    replace_recovery_phrase(vault, words)
    add_passphrase(vault, "a second one", "", cheap)
    _, shares = add_shares(vault, 2, 3)
    add_keyring_secret(vault, bytes(32), "")
    old_key, before, seed = vault.data_key(), entries(vault), signing_seed(vault)
    steps: list[float] = []
    rotate_data_key(vault, lambda _, share: steps.append(share))
    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    assert entries(vault) == before, "it stays open"
    later = add_entry(vault, "written afterwards")
    write_backup(vault, tmp_path / "after.age")
    assert vault.data_key() != old_key
    vault.close()
    assert names(home) == {"vault.db", "vault.slots.json"}
    for opened in (
        open_vault(home, passphrase),
        open_vault(home, "a second one"),
        open_with_phrase(home, words),
        open_with_shares(home, shares[:2]),
        open_with_keyring(home, bytes(32)),
    ):
        with opened:
            assert entries(opened) == [later, *before]
            assert signing_seed(opened) == seed
            check_integrity(opened)
    with pytest.raises(Exception, match="not a database"):
        schema_version(connect(home / "vault.db", old_key))
    restore_with_passphrase(tmp_path / "bare", tmp_path / "after.age", passphrase)
    with open_vault(home, passphrase) as again:
        assert "data key rotated" in [line.act for line in ledger(again)]
        rotate_data_key(again)
        change_passphrase(again, "another evening", cheap)
    with open_vault(home, "another evening") as again:
        assert entries(again) == [later, *before]


def test_a_rotation_stopped_or_failed_leaves_the_old_key(
    vault: Vault, home: Path, passphrase: str
) -> None:
    fill(vault)
    before = entries(vault)

    def stop(_step: str, share: float) -> None:
        if share > 0.5:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        rotate_data_key(vault, stop)
    whole = (home / "vault.db").stat().st_size
    for size in range(0, whole, 16_384):
        with files_end_at(size), pytest.raises(StorageFailed):
            rotate_data_key(vault)
        assert entries(vault) == before
    assert not any("rotated" in name or "next" in name for name in names(home))
    vault.close()
    with open_vault(home, passphrase) as again:
        assert entries(again) == before


def test_a_crash_at_each_step_of_the_change_over_is_settled_on_opening(
    vault: Vault, home: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(vault)
    before = entries(vault)
    vault.close()
    place = {"steps": 0, "crash_after": 0}

    def counted(step):  # type: ignore[no-untyped-def]
        def act(*arguments, **options):  # type: ignore[no-untyped-def]
            if place["steps"] == place["crash_after"]:
                os._exit(9)
            place["steps"] += 1
            return step(*arguments, **options)

        return act

    ended = []
    for crash_after in range(6):
        child = os.fork()
        if child == 0:
            place["crash_after"] = crash_after
            monkeypatch.setattr(rotation, "write_atomically", counted(rotation.write_atomically))
            monkeypatch.setattr(rotation, "check_whole", counted(rotation.check_whole))
            monkeypatch.setattr(rotation, "sync_folder", counted(rotation.sync_folder))
            monkeypatch.setattr(Path, "rename", counted(Path.rename))
            monkeypatch.setattr(Path, "replace", counted(Path.replace))
            rotate_data_key(open_vault(home, passphrase))
            os._exit(0)
        ended.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        with open_vault(home, passphrase) as again:
            assert entries(again) == before
            check_integrity(again)
            assert load_slots(home) == again.slots
        assert names(home) == {"vault.db", "vault.slots.json"}
    assert ended == [9, 9, 9, 9, 9, 9]


def test_another_process_that_has_it_open_is_asked_to_close(
    vault: Vault, home: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corvia_local.vault.home_lock._WAIT_SECONDS", 0.1)
    entry = add_entry(vault, "words")
    with open_vault(home, passphrase) as other:
        with pytest.raises(Busy, match="Close it there"):
            rotate_data_key(vault)
        assert entries(other) == entries(vault) == [entry]
    rotate_data_key(vault)
    assert entries(vault) == [entry]


def test_a_vault_that_waited_for_another_rotation_is_closed_not_written(
    vault: Vault, home: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert vault.lock is not None
    take = vault.lock.take_alone

    def after_another() -> None:
        assert vault.lock is not None
        (home / "other.db").write_bytes((home / "vault.db").read_bytes())
        (home / "other.db").rename(home / "vault.db")
        take()

    monkeypatch.setattr(vault.lock, "take_alone", after_another)
    with pytest.raises(Busy, match="meanwhile"):
        rotate_data_key(vault)
    with pytest.raises(Exception, match="closed"):
        add_entry(vault, "words")


def test_a_slot_without_a_recipient_is_named(vault: Vault, home: Path, passphrase: str) -> None:
    with vault.transaction():
        vault.write("DELETE FROM key_slots")
    with pytest.raises(SlotUnknown, match="Key slot 1"):
        rotate_data_key(vault)
    vault.close()
    with open_vault(home, passphrase) as again, pytest.raises(SlotUnknown, match="Key slot 2"):
        rotate_data_key(again)


def test_a_damaged_vault_is_not_rotated(vault: Vault, home: Path, passphrase: str) -> None:
    fill(vault)
    vault.close()
    data = bytearray((home / "vault.db").read_bytes())
    data[20 * 4096 + 9] ^= 1
    (home / "vault.db").write_bytes(data)
    with open_vault(home, passphrase) as again, pytest.raises(VaultDamaged):
        rotate_data_key(again)
    assert unlock_with_passphrase(load_slots(home), passphrase)
    assert names(home) == {"vault.db", "vault.slots.json"}
