"""Write an export as plain files: readable by anyone who can read the folder."""

import os
from pathlib import Path

from corvia_local.errors import BadInput, StorageFailed
from corvia_local.model.progress import Report, silent
from corvia_local.studio.exporting.contents import export_files
from corvia_local.vault.ledger import record
from corvia_local.vault.opening import Vault


class FolderInUse(BadInput):
    """An export goes into a folder of its own."""


def export_plain(
    vault: Vault, folder: Path, *, render: bool = False, report: Report = silent
) -> int:
    """Write every file into a new or empty folder, for its owner alone (0600); give their number.

    The person has confirmed that it is not encrypted. Raises FolderInUse, StorageFailed.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse(f"{folder} is not empty. Name a new folder for the export.")
    # Said before the first byte leaves, so that a crash in between leaves a line too.
    record(vault, "everything exported", "all entries and songs", "own copy", "unencrypted files")
    written = 0
    try:
        for name, data in export_files(vault, render=render, report=report):
            target = folder / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(data)
            written += 1
    except OSError as error:
        raise StorageFailed(
            f"The export to {folder} stopped: {error.strerror or error}. {written} files are there."
            " Your vault is untouched; make room and export into a new folder."
        ) from error
    return written
