"""Every page of a vault's file and log, decrypted whole, its unused part too."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from corvia_crypto.hkdf import derive_key
from corvia_local.vault.connection import DATABASE_PURPOSE

PAGE, RESERVED, SALT, FRAME = 4096, 80, 16, 24


def decrypted(page: bytes, key: bytes, *, first: bool) -> bytes:
    """SQLCipher 4: AES-256-CBC over a page but for its reserved end, where the IV stands."""
    start = SALT if first else 0
    iv = page[PAGE - RESERVED : PAGE - RESERVED + 16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return decryptor.update(page[start : PAGE - RESERVED]) + decryptor.finalize()


def plain_pages(home: Path, data_key: bytes) -> Iterator[bytes]:
    """Decrypt every page of the database file and every frame of its log, used or not."""
    key = derive_key(data_key, DATABASE_PURPOSE)
    data = (home / "vault.db").read_bytes()
    for start in range(0, len(data), PAGE):
        yield decrypted(data[start : start + PAGE], key, first=start == 0)
    log = (home / "vault.db-wal").read_bytes() if (home / "vault.db-wal").exists() else b""
    for start in range(32, len(log), FRAME + PAGE):
        number = int.from_bytes(log[start : start + 4], "big")
        page = log[start + FRAME : start + FRAME + PAGE]
        yield decrypted(page, key, first=number == 1)
