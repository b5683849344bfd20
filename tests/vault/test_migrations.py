"""Older vaults are brought up to date step by step; newer ones are left alone."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from corvia_local.errors import VaultDamaged
from corvia_local.vault import migrations
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.opening import Vault, open_vault


def set_version(vault: Vault, version: int) -> None:
    with vault.transaction():
        vault.write(f"PRAGMA user_version = {version}")


def test_a_newer_vault_is_refused_and_untouched(vault: Vault, home: Path, passphrase: str) -> None:
    set_version(vault, migrations.LATEST + 1)
    vault.close()
    before = {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in home.iterdir()}
    with pytest.raises(VaultDamaged, match="Update the program"):
        open_vault(home, passphrase)
    after = {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in home.iterdir()}
    assert after == before


def test_a_missing_step_is_taken_on_opening(vault: Vault, home: Path, passphrase: str) -> None:
    entry = add_entry(vault, "words")
    with vault.transaction():
        for table in (
            "blocks",
            "key_slots",
            "imports",
            "sweep_due",
            "heads",
            "settings",
            "safety_plan",
            "song_versions",
            "muted",
            "thought_records",
            "kept_lyrics",
            "song_voices",
            "voice_readings",
            "unfinished",
        ):
            vault.write(f"DROP TABLE {table}")
    set_version(vault, 9)
    vault.close()
    with open_vault(home, passphrase) as again:
        assert again.rows("PRAGMA user_version") == [(migrations.LATEST,)]
        assert again.rows("SELECT count(*) FROM blocks") == [(0,)]
        assert entries(again) == [entry]


def test_a_step_that_fails_leaves_nothing_of_itself(
    vault: Vault, home: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = add_entry(vault, "words")
    vault.close()

    def good(database: Database) -> None:
        database.table("good").create({"id": int})

    def failing(database: Database) -> None:
        database.table("half").create({"id": int})
        raise RuntimeError

    with monkeypatch.context() as longer:
        longer.setattr(migrations, "STEPS", (*migrations.STEPS, good, failing))
        longer.setattr(migrations, "LATEST", migrations.LATEST + 2)
        longer.setattr("corvia_local.vault.opening.LATEST", migrations.LATEST)
        with pytest.raises(RuntimeError):
            open_vault(home, passphrase)
        longer.setattr(migrations, "STEPS", (*migrations.STEPS[:-1], good))
        longer.setattr(migrations, "LATEST", migrations.LATEST - 1)
        with open_vault(home, passphrase) as again:
            tables = {name for (name,) in again.rows("SELECT name FROM sqlite_schema")}
            assert "good" in tables
            assert "half" not in tables
            assert again.rows("PRAGMA user_version") == [(migrations.LATEST,)]
            assert entries(again) == [entry]


def test_steps_are_numbered_without_a_gap() -> None:
    numbers = [int(step.__module__.rsplit(".m", 1)[1][:4]) for step in migrations.STEPS]
    assert numbers == list(range(1, migrations.LATEST + 1))
