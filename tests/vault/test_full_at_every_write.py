"""The disk fills at each write of an act in turn: all of it is there afterwards, or nothing.

The kernel's limit on a file's size (RLIMIT_FSIZE) rises page by page, so that each try fails at a
later write than the one before, until the act is done.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corvia_local.errors import Locked, StorageFailed
from corvia_local.model.records import Entry
from corvia_local.vault.backup import write_backup
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.erasing import erase_entry, sweep
from corvia_local.vault.imports import import_fingerprint, keep_imported
from corvia_local.vault.integrity import check_integrity
from corvia_local.vault.key_changes import change_passphrase
from corvia_local.vault.opening import Vault, open_vault
from corvia_local.vault.restoring import restore_with_passphrase
from corvia_local.vault.rotation import rotate_data_key
from corvia_local.vault.settings import store_setting
from tests.vault.test_full_disk import files_end_at

PAGE = 4096
NEW = "another quiet morning"
MOMENT = "2020-01-01T08:00:00+00:00"


def save(vault: Vault) -> None:
    add_entry(vault, "the new words " * 300)


def erase(vault: Vault) -> None:
    erase_entry(vault, entries(vault)[-1].id)
    sweep(vault)


def back_up(vault: Vault) -> None:
    write_backup(vault, vault.home.parent / "safe.age")


def bring_in(vault: Vault) -> None:
    with vault.transaction():
        for number in range(5):
            text = f"imported {number} " * 100
            keep_imported(vault, import_fingerprint(MOMENT, text), MOMENT, text, None, ())


def set_something(vault: Vault) -> None:
    store_setting(vault, "keys", b'"' + b"x" * 30_000 + b'"')


ACTS: dict[str, Callable[[Vault], None]] = {
    "save": save,
    "erase": erase,
    "back up": back_up,
    "import": bring_in,
    "set": set_something,
    "change the passphrase": lambda vault: change_passphrase(vault, NEW),
    "rotate the key": rotate_data_key,
}


@pytest.fixture(scope="module")
def with_entries(
    made_once: Path, passphrase: str, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    home = tmp_path_factory.mktemp("with entries") / "corvia"
    shutil.copytree(made_once, home)
    with open_vault(home, passphrase) as vault:
        for number in range(12):
            add_entry(vault, f"entry {number} " * 60)
    return home


@pytest.mark.parametrize("act", ACTS)
def test_all_or_nothing_whichever_write_fails(
    act: str, with_entries: Path, tmp_path: Path, passphrase: str
) -> None:
    with open_vault(with_entries, passphrase) as vault:
        before = entries(vault)
    failed = 0
    for pages in range(0, 400, 5):
        home = tmp_path / str(pages) / "corvia"
        shutil.copytree(with_entries, home)
        done = try_with_room(act, home, passphrase, pages * PAGE + 17)
        failed += not done
        look_at(act, home, passphrase, before, done)
        if done:
            break
    assert done, "with enough room it succeeds"
    assert failed >= 2, "and fails at several writes before"


def try_with_room(act: str, home: Path, passphrase: str, room: int) -> bool:
    try:
        with files_end_at(room), open_vault(home, passphrase) as vault:
            ACTS[act](vault)
    except StorageFailed:
        return False
    return True


def look_at(act: str, home: Path, passphrase: str, before: list[Entry], done: bool) -> None:
    """Open the vault with room again: it is whole, and holds all of the act or none of it."""
    vault = opened(home, passphrase)
    with vault:
        check_integrity(vault)
        kept = entries(vault)
        if act in ("save", "import") and done:
            assert len(kept) > len(before)
        elif act == "erase":
            assert kept in (before, before[:-1])
        else:
            assert kept == before
    file = home.parent / "safe.age"
    assert file.exists() == (act == "back up" and done)
    if file.exists():
        restore_with_passphrase(home.parent / "again", file, passphrase)
        with open_vault(home.parent / "again", passphrase) as restored:
            assert entries(restored) == before
    shutil.rmtree(home.parent)


def opened(home: Path, passphrase: str) -> Vault:
    """Open by the passphrase, or by the new one where a change of it had been finished."""
    try:
        return open_vault(home, passphrase)
    except Locked:
        return open_vault(home, NEW)
