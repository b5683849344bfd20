"""Backups in a folder, by date: one more, and the oldest away beyond a number."""

import re
import time
from datetime import date, datetime
from pathlib import Path

from corvia_local.errors import BadInput
from corvia_local.model.progress import Report, silent
from corvia_local.vault.backup import BackupMade, write_backup
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.files import backups_folder
from corvia_local.vault.vault import Vault

MOST_KEPT = 1000
_A_DAY = 86_400
_NAME = re.compile(r"corvia-([0-9a-f]{8})-(\d{4}-\d\d-\d\d)-\d{6}-\d{3}\.age")


class KeepUnusable(BadInput):
    """The number of backups to keep makes no sense."""


def write_dated_backup(
    vault: Vault,
    folder: Path,
    keep: int,
    others: tuple[str, ...] = (),
    report: Report = silent,
) -> tuple[BackupMade, list[Path]]:
    """Write a backup named by this moment, then remove this vault's oldest beyond `keep`.

    Gives it and what was removed. Only after the new one was read back is an old one removed, and
    only files whose name this function gave for this vault. Raises as `write_backup`, KeepUnusable.
    """
    if not 1 <= keep <= MOST_KEPT:
        raise KeepUnusable(f"Keep 1 to {MOST_KEPT:,} backups; {keep} makes no sense.")
    with storage_failures(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_unfinished(vault, folder)
    made = write_backup(vault, folder / _name_of_now(vault), others, report)
    surplus = [file for file in dated_backups(vault, folder)[:-keep] if file != made.file]
    with storage_failures(folder):
        for file in surplus:
            file.unlink()
    return made, surplus


def dated_backups(vault: Vault, folder: Path) -> list[Path]:
    """List this vault's backups in a folder, oldest first by their names; none of no folder."""
    with storage_failures(folder):
        names = [] if not folder.is_dir() else [path.name for path in folder.iterdir()]
    own = [name for name in names if (m := _NAME.fullmatch(name)) and m[1] == _vault_name(vault)]
    return [folder / name for name in sorted(own)]


def day_of_backup(file: Path) -> date:
    """Give the local day that a dated backup's name tells; date.min where it names no real day."""
    named = _NAME.fullmatch(file.name)
    try:
        return date.fromisoformat(named[2] if named else "")
    except ValueError:
        return date.min


def newest_backup(home: Path) -> Path | None:
    """Give the newest backup in a vault's own folder, whichever vault it is of, or None."""
    folder = backups_folder(home)
    with storage_failures(folder):
        names = [] if not folder.is_dir() else [path.name for path in folder.iterdir()]
    dated = [name for name in names if _NAME.fullmatch(name)]
    return folder / max(dated, key=lambda name: name.split("-", 2)[2]) if dated else None


def _remove_unfinished(vault: Vault, folder: Path) -> None:
    """Remove what a backup of this vault left that was killed more than a day ago."""
    for file in folder.glob(f".corvia-{_vault_name(vault)}-*.age.part"):
        if time.time() - file.stat().st_mtime > _A_DAY:
            file.unlink()


def _name_of_now(vault: Vault) -> str:
    now = datetime.now()
    moment = f"{now:%Y-%m-%d-%H%M%S}-{now.microsecond // 1000:03}"
    return f"corvia-{_vault_name(vault)}-{moment}.age"


def _vault_name(vault: Vault) -> str:
    return vault.slots.vault[:4].hex()
