"""The vault's files in its folder: their names, their permissions, who may make them."""

import os
from pathlib import Path

from corvia_crypto.key_slots import (
    LARGEST_SLOTS_BYTES,
    KeySlots,
    decode_key_slots,
    encode_key_slots,
)
from corvia_local.errors import VaultDamaged
from corvia_local.vault.atomic_file import write_atomically
from corvia_local.vault.home_lock import alone_in

__all__ = [
    "alone_in",
    "backups_folder",
    "database_file",
    "load_slots",
    "log_file",
    "make_empty_file",
    "make_home",
    "save_slots",
    "slots_file",
    "unfinished_database_file",
]


def database_file(home: Path) -> Path:
    """Name the encrypted database."""
    return home / "vault.db"


def unfinished_database_file(home: Path) -> Path:
    """Name the database while it is being made; it holds nothing of the person's yet."""
    return home / "vault.db.new"


def slots_file(home: Path) -> Path:
    """Name the file of the key slots."""
    return home / "vault.slots.json"


def log_file(home: Path) -> Path:
    """Name the database's write-ahead log. It is there while the vault is open."""
    return home / "vault.db-wal"


def backups_folder(home: Path) -> Path:
    """Name the folder of the backups that the program makes by itself."""
    return home / "backups"


def save_slots(home: Path, slots: KeySlots) -> None:
    """Write the key slots, whole or not at all. Raises OSError."""
    write_atomically(slots_file(home), encode_key_slots(slots))


def load_slots(home: Path) -> KeySlots:
    """Read the key slots; raise VaultDamaged where they are missing or do not verify."""
    try:
        with slots_file(home).open("rb") as file:
            data = file.read(LARGEST_SLOTS_BYTES + 1)
    except FileNotFoundError as error:
        raise VaultDamaged(
            f"The vault in {home} has lost its key slots, the file {slots_file(home).name}."
            " Put a copy of it from a backup in its place."
        ) from error
    return decode_key_slots(data)


def make_home(home: Path) -> None:
    """Make the folder, open to its owner alone (0700); an empty one is closed to others.

    A folder that stood there with other things in it keeps its permissions: it may be one that
    others need. The vault's own files are always 0600. Raises OSError.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not any(home.iterdir()):
        home.chmod(home.stat().st_mode & 0o700)


def make_empty_file(path: Path) -> None:
    """Make an empty file that its owner alone may read and write. Raises OSError."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
