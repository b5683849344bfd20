"""A damaged file is said to be damaged, wherever the damage is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corvia_local.errors import VaultDamaged
from corvia_local.studio.checking import check_vault
from corvia_local.vault.backup import write_backup
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.integrity import check_integrity
from corvia_local.vault.opening import Vault, open_vault
from corvia_local.vault.restoring import restore_with_passphrase

PAGE = 4096


def flipped(place: int) -> Callable[[bytes], bytes]:
    return lambda data: data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        flipped(0),
        flipped(100),
        flipped(PAGE - 1),
        lambda data: b"",
        lambda data: data[:100],
        lambda data: data[:PAGE],
        lambda data: data[: 3 * PAGE],
        lambda data: b"SQLite format 3\x00" + bytes(PAGE),
        lambda data: data[::-1],
    ],
    ids=[
        "salt",
        "first page",
        "first page's tag",
        "emptied",
        "cut in the first page",
        "cut after the first page",
        "cut after the third page",
        "another database",
        "backwards",
    ],
)
def test_a_damaged_beginning_or_length_is_seen_on_opening(
    vault: Vault, home: Path, passphrase: str, damage: Callable[[bytes], bytes]
) -> None:
    add_entry(vault, "words")
    vault.close()
    file = home / "vault.db"
    damaged = damage(file.read_bytes())
    file.write_bytes(damaged)
    with pytest.raises(VaultDamaged, match="backup"), open_vault(home, passphrase) as opened:
        entries(opened)
    assert file.read_bytes() == damaged


def test_one_changed_bit_in_any_page_is_found_and_the_backup_restores(
    vault: Vault, home: Path, passphrase: str, tmp_path: Path
) -> None:
    for number in range(40):
        add_entry(vault, f"words of entry {number} " * 40)
    check_integrity(vault)
    before = entries(vault)
    write_backup(vault, tmp_path / "vault.age")
    vault.close()
    file = home / "vault.db"
    whole = file.read_bytes()
    assert len(whole) > 30 * PAGE
    for page in range(len(whole) // PAGE):
        file.write_bytes(flipped(page * PAGE + (page * 1237) % PAGE)(whole))
        with pytest.raises(VaultDamaged), open_vault(home, passphrase) as opened:
            check_integrity(opened)
        assert not check_vault(home, passphrase).whole
    restore_with_passphrase(tmp_path / "again", tmp_path / "vault.age", passphrase)
    with open_vault(tmp_path / "again", passphrase) as opened:
        assert entries(opened) == before
    file.write_bytes(whole)
    with open_vault(home, passphrase) as opened:
        check_integrity(opened)
        assert len(entries(opened)) == 40


def test_slots_that_cannot_be_read_are_said(vault: Vault, home: Path, passphrase: str) -> None:
    vault.close()
    (home / "vault.slots.json").write_bytes(b"{}")
    with pytest.raises(VaultDamaged, match="key slots"):
        open_vault(home, passphrase)
