"""Where the disk takes no more, what was reported saved stays and the rest is said not saved.

The limit is the kernel's own on a file's size (RLIMIT_FSIZE): the write itself fails.
"""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.errors import StorageFailed
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.entries import add_entry, entries, save_draft
from corvia_local.vault.integrity import check_integrity
from corvia_local.vault.ledger import ledger
from corvia_local.vault.opening import Vault, create_vault, open_vault, vault_exists


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


def test_what_was_reported_saved_is_there_after_the_disk_filled(
    vault: Vault, home: Path, passphrase: str
) -> None:
    saved: list[str] = []

    def save_until_full() -> None:
        for number in range(2000):
            saved.append(add_entry(vault, f"entry {number} " * 200).id)

    with files_end_at(400_000):
        with pytest.raises(StorageFailed, match="What was saved before is untouched"):
            save_until_full()
        assert saved
        assert [one.id for one in entries(vault)] == saved[::-1]
        with pytest.raises(StorageFailed):
            save_draft(vault, "x" * 500_000)
    saved.append(add_entry(vault, "there is room again").id)
    vault.close()
    with open_vault(home, passphrase) as again:
        assert [one.id for one in entries(again)] == saved[::-1]
        assert len(ledger(again)) == len(saved)
        check_integrity(again)


def test_a_vault_that_could_not_be_made_leaves_none_and_is_made_later(
    home: Path, passphrase: str, cheap: KdfLimits
) -> None:
    for size in (0, 500, 10_000, 60_000):
        with files_end_at(size), pytest.raises(StorageFailed):
            create_vault(home, passphrase, cheap)
        assert not vault_exists(home)
    create_vault(home, passphrase, cheap)[0].close()
    assert {path.name for path in home.iterdir()} == {"vault.db", "vault.slots.json"}


def test_the_databases_own_full_is_said(vault: Vault) -> None:
    vault.rows("PRAGMA max_page_count = 1")
    with pytest.raises(StorageFailed, match="disk is full"):
        VaultBlocks(vault).put("bafy1", bytes(1_000_000))
    assert not VaultBlocks(vault).has("bafy1")
