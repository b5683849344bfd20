"""Back the vault up into one encrypted file, and give it back on a bare machine."""

from dataclasses import dataclass
from pathlib import Path

from corvia_local.model.progress import Report, silent
from corvia_local.studio.opening import PassphraseTooShort, check_passphrase
from corvia_local.vault.backup import BackupMade, write_backup
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.files import backups_folder
from corvia_local.vault.kept_backups import dated_backups, write_dated_backup
from corvia_local.vault.ledger import record
from corvia_local.vault.opening import Vault, refuse_second
from corvia_local.vault.restoring import (
    Restored,
    restore_with_identity,
    restore_with_passphrase,
    restore_with_phrase,
    restore_with_shares,
)

__all__ = [
    "BackupMade",
    "KeptBackup",
    "PassphraseTooShort",
    "Restored",
    "back_up",
    "back_up_into",
    "kept_backups",
    "restore",
    "restore_by_identity",
    "restore_by_phrase",
    "restore_by_shares",
]

_LETTERS_OF_A_RECIPIENT = 20


@dataclass(frozen=True)
class KeptBackup:
    """A backup of this vault that lies in a folder: its file, and its size in bytes."""

    file: Path
    size: int


def kept_backups(vault: Vault, folder: Path | None) -> list[KeptBackup]:
    """List this vault's dated backups in its own folder and in another, newest first.

    Raises StorageFailed for a folder that cannot be read.
    """
    folders = {backups_folder(vault.home)} | ({folder} if folder is not None else set())
    found = [file for place in folders for file in dated_backups(vault, place)]
    with storage_failures(vault.home):
        sized = [KeptBackup(file, file.stat().st_size) for file in found]
    return sorted(sized, key=lambda one: one.file.name, reverse=True)


def back_up(
    vault: Vault, file: Path, others: tuple[str, ...] = (), report: Report = silent
) -> BackupMade:
    """Write a backup and say so in the ledger; `others` are further age recipients.

    Raises RecipientUnusable, FileStands, StorageFailed, VaultDamaged, Busy; then no file is left.
    """
    made = write_backup(vault, file, others, report)
    _note(vault, others)
    return made


def back_up_into(
    vault: Vault, folder: Path, keep: int, others: tuple[str, ...] = (), report: Report = silent
) -> tuple[BackupMade, list[Path]]:
    """Write a backup named by date and remove the oldest beyond `keep`; give both.

    Raises KeepUnusable and as `back_up`; an old backup is removed only after the new one stands.
    """
    made, removed = write_dated_backup(vault, folder, keep, others, report)
    _note(vault, others)
    return made, removed


def restore(home: Path, file: Path, passphrase: str) -> Restored:
    """Give a vault back into a folder without one, by the passphrase of the time of the backup.

    Raises VaultStands, NotFound, NotABackup, BackupDamaged, VaultTooNew, Locked, StorageFailed.
    """
    return restore_with_passphrase(home, file, passphrase)


def restore_by_phrase(home: Path, file: Path, words: str) -> Restored:
    """Give a vault back by the 24 words of the time of the backup."""
    return restore_with_phrase(home, file, words)


def restore_by_shares(home: Path, file: Path, shares: list[str]) -> Restored:
    """Give a vault back by enough shares."""
    return restore_with_shares(home, file, shares)


def restore_by_identity(
    home: Path, file: Path, identity: str, passphrase: str
) -> tuple[Restored, str]:
    """Give a vault back by an age identity, under a new passphrase; give the new 24 words too."""
    refuse_second(home)
    check_passphrase(passphrase)
    return restore_with_identity(home, file, identity, passphrase)


def _note(vault: Vault, others: tuple[str, ...]) -> None:
    named = [f"{one[:_LETTERS_OF_A_RECIPIENT]}…" for one in others]
    record(vault, "backup written", "whole vault", "safekeeping", ", ".join(["own keys", *named]))
