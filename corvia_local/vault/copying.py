"""A copy of a database, page by page, under the same key or another one.

By SQLite's own way (https://www.sqlite.org/backup.html): what others write meanwhile is either
whole in the copy or not in it, and they do not wait.
"""

import os
from pathlib import Path
from typing import Any

from corvia_local.model.progress import Report, silent
from corvia_local.vault.connection import connect
from corvia_local.vault.files import make_empty_file

_ALL_AT_ONCE = -1
_PAGES_A_STEP = 1024


def copy_database(source: Path, key: bytes, target: Path, target_key: bytes) -> None:
    """Copy a database that others may be writing; the target must not exist.

    It is one snapshot, copied in one step. The copy is synced when this returns. Raises OSError
    and the database's errors.
    """
    _copy(source, key, target, target_key, _ALL_AT_ONCE, silent)


def copy_quiet_database(
    source: Path, key: bytes, target: Path, target_key: bytes, report: Report
) -> None:
    """Copy a database that nobody else uses, telling how far it is; else as `copy_database`."""
    _copy(source, key, target, target_key, _PAGES_A_STEP, report)


def discard(database: Path) -> None:
    """Remove a database with its journals, if it is there. Raises OSError."""
    for file in (database, *database.parent.glob(f"{database.name}-*")):
        file.unlink(missing_ok=True)


def _copy(
    source: Path, key: bytes, target: Path, target_key: bytes, pages: int, report: Report
) -> None:
    make_empty_file(target)
    reading, writing = connect(source, key), connect(target, target_key)
    try:

        def told(_status: int, remaining: int, total: int) -> None:
            report("copying", 1 - remaining / max(total, 1))

        reading.backup(writing, pages=pages, progress=told)
    finally:
        _close(reading, writing)
    _sync(target)


def _close(*connections: Any) -> None:
    for connection in connections:
        connection.close()


def _sync(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
