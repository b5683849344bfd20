"""Backups as the settings ask for them: into a folder, after so many days, so many kept."""

from datetime import date
from pathlib import Path

from corvia_local.errors import NotFound
from corvia_local.model.progress import Report, silent
from corvia_local.studio.backing_up import BackupMade, back_up_into
from corvia_local.studio.settings import read_settings
from corvia_local.vault.kept_backups import dated_backups, day_of_backup
from corvia_local.vault.opening import Vault


class NoBackupFolder(NotFound):
    """No folder for backups was set."""


def backup_is_due(vault: Vault, today: date | None = None) -> bool:
    """Tell whether the newest backup in the folder that was set is too old, or there is none.

    False where no folder, or 0 days, were set. Raises StorageFailed for a folder that cannot be
    read. A backup of a later day than today, as after a wrong clock, does not count.
    """
    found, now = read_settings(vault), today or date.today()
    if found.backup_folder is None or found.backup_days == 0:
        return False
    days = [day_of_backup(file) for file in dated_backups(vault, _folder(found.backup_folder))]
    past = [day for day in days if day <= now]
    return not past or (now - max(past)).days >= found.backup_days


def back_up_as_set(vault: Vault, report: Report = silent) -> tuple[BackupMade, list[Path]]:
    """Write a backup into the folder that was set; give it and the old ones that were removed.

    Raises NoBackupFolder and as `back_up_into`.
    """
    found = read_settings(vault)
    if found.backup_folder is None:
        raise NoBackupFolder(
            "No folder for backups was set. `corvia settings set backup_folder FOLDER` names one."
        )
    folder = _folder(found.backup_folder)
    return back_up_into(vault, folder, found.backup_keep, found.backup_recipients, report)


def _folder(written: str) -> Path:
    return Path(written).expanduser()
