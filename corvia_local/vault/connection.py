"""A connection to the encrypted database, with every setting that the vault relies on."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2

from corvia_crypto.hkdf import derive_key

BUSY_SECONDS = 5.0
DATABASE_PURPOSE = "corvia-vault-v1 database"

_CIPHER = ("cipher_compatibility = 4", "cipher_page_size = 4096")
SETTINGS = (
    "temp_store = MEMORY",
    "cache_size = -65536",
    "secure_delete = ON",
    "foreign_keys = ON",
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    "journal_size_limit = 4194304",
)


def connect(database: Path, data_key: bytes) -> Any:
    """Open an existing file and set its key; nothing is read or written yet.

    The connection begins no transaction by itself and may be used by several threads, one at a
    time. Raises the database's own errors.
    """
    address = f"file:{quote(os.fsencode(database.absolute()))}?mode=rw"
    connection = dbapi2.connect(
        address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    key = derive_key(data_key, DATABASE_PURPOSE)
    # Before the key: SQLCipher otherwise writes its complaints over the person's screen.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for setting in _CIPHER:
        connection.execute(f"PRAGMA {setting}")
    return connection


def schema_version(connection: Any) -> int:
    """Give the number of the last migration; this is the first read, so it verifies the key."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def settle(connection: Any) -> None:
    """Make the connection ready for use: what is saved is on disk, what is deleted is overwritten.

    `synchronous = FULL` syncs the write-ahead log at each commit, and `fullfsync` asks macOS to
    wait for the disk as other systems do by themselves; `temp_store = MEMORY` keeps
    sorting and the like off the disk, where it would stand in the clear. A cache of at most 64 MiB
    lets a page that a search reads again be decrypted once.
    """
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
