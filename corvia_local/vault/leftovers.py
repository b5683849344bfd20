"""What a process that was killed left in the folder: unfinished copies, an unfinished rotation.

Whoever calls this holds the folder alone.
"""

import os
import re
from pathlib import Path

from corvia_local.vault.atomic_file import sync_folder
from corvia_local.vault.files import database_file, slots_file

_SALT_BYTES = 16
_NEXT_SLOTS = re.compile(r"vault\.slots\.next-([0-9a-f]{32})\.json")
_UNFINISHED = re.compile(r"vault\.db\.rotated(-|$)|\.backup-.*\.db|\.vault\.slots\..*\.part$")


def backup_copy_file(home: Path, name: str) -> Path:
    """Name the copy of the database that goes into a backup, while it is made."""
    return home / f".backup-{name}.db"


def rotated_database_file(home: Path) -> Path:
    """Name the copy of the database under the new data key, while it is made."""
    return home / "vault.db.rotated"


def next_slots_file(home: Path, rotated: Path) -> Path:
    """Name the slots that belong to a database, by the 16 bytes of salt at its beginning."""
    return home / f"vault.slots.next-{_salt(rotated)}.json"


def settle_leftovers(home: Path) -> None:
    """Finish a rotation whose database is in place, discard any other leftover. Raises OSError.

    The database's salt tells which slots are its own, so neither passphrase nor guess is needed.
    """
    names = set(os.listdir(home))
    if database_file(home).name not in names:
        return
    _finish_rotation(home, [home / name for name in names if _NEXT_SLOTS.fullmatch(name)])
    for name in names:
        if _UNFINISHED.match(name):
            (home / name).unlink(missing_ok=True)


def _finish_rotation(home: Path, next_slots: list[Path]) -> None:
    for path in next_slots:
        if path == next_slots_file(home, database_file(home)):
            path.replace(slots_file(home))
        else:
            path.unlink()
    if next_slots:
        sync_folder(home)


def _salt(database: Path) -> str:
    with database.open("rb") as file:
        return file.read(_SALT_BYTES).hex()
