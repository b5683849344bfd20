"""A backup is due by the settings and by what lies in the folder, and is made as they say."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from corvia_local.studio.scheduled_backup import NoBackupFolder, back_up_as_set, backup_is_due
from corvia_local.studio.settings import change_setting
from corvia_local.vault.entries import add_entry
from corvia_local.vault.opening import Vault

TODAY = date.today()


def test_without_a_folder_none_is_due_and_none_is_made(vault: Vault) -> None:
    assert not backup_is_due(vault)
    with pytest.raises(NoBackupFolder, match="corvia settings set backup_folder"):
        back_up_as_set(vault)


def test_it_is_due_after_so_many_days_and_so_many_stay(vault: Vault, tmp_path: Path) -> None:
    folder = tmp_path / "safe"
    for name, value in (("backup_folder", str(folder)), ("backup_days", 3), ("backup_keep", 2)):
        change_setting(vault, name, value)
    add_entry(vault, "words")
    assert backup_is_due(vault), "there is none yet"
    made, _ = back_up_as_set(vault)
    assert made.file.parent == folder
    assert [backup_is_due(vault, TODAY + timedelta(days)) for days in range(5)] == [
        False, False, False, True, True,
    ]  # fmt: skip
    assert backup_is_due(vault, TODAY - timedelta(1)), "the clock was wrong when it was made"
    change_setting(vault, "backup_days", 0)
    assert not backup_is_due(vault, TODAY + timedelta(400))
    back_up_as_set(vault)
    _, removed = back_up_as_set(vault)
    assert removed == [made.file]
    assert len(list(folder.iterdir())) == 2


def test_what_is_no_backup_of_this_vault_does_not_count(vault: Vault, tmp_path: Path) -> None:
    change_setting(vault, "backup_folder", str(tmp_path / "safe"))
    (tmp_path / "safe").mkdir()
    name = vault.slots.vault[:4].hex()
    for stranger in (f"corvia-00000000-{TODAY}-000000-000.age", "notes.txt", "corvia-.age"):
        (tmp_path / "safe" / stranger).write_bytes(b"")
    assert backup_is_due(vault)
    (tmp_path / "safe" / f"corvia-{name}-2026-99-99-000000-000.age").write_bytes(b"")
    assert backup_is_due(vault)
