"""The vault's files in its folder: their names, their permissions, who may make them."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corvia_crypto.key_slots import (
    LARGEST_SLOTS_BYTES,
    KeySlots,
    decode_key_slots,
    encode_key_slots,
)
from corvia_local.errors import Busy, VaultDamaged
from corvia_local.vault.atomic_file import write_atomically

_WAIT_SECONDS = 5.0
_POLL_SECONDS = 0.05


def database_file(home: Path) -> Path:
    """Name the encrypted database."""
    return home / "vault.db"


def unfinished_database_file(home: Path) -> Path:
    """Name the database while it is being made; it holds nothing of the person's yet."""
    return home / "vault.db.new"


def slots_file(home: Path) -> Path:
    """Name the file of the key slots."""
    return home / "vault.slots.json"


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


@contextmanager
def alone_in(home: Path) -> Iterator[None]:
    """Let one process at a time make a vault in this folder; raise Busy after five seconds."""
    descriptor = os.open(home, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    give_up_at = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= give_up_at:
                raise Busy(
                    "Another program is making a vault in this folder. Let it finish and try again."
                ) from error
            time.sleep(_POLL_SECONDS)
        else:
            return
