"""Backup and sealed slots as specified, computed a second time beside the program's code."""

import base64
import hashlib
import hmac
import io
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from pyrage import decrypt, x25519

from corvia_crypto.key_slots import (
    decode_key_slots,
    encode_key_slots,
    open_with_passphrase,
    open_with_phrase,
    open_with_shares,
)
from corvia_crypto.shares import shared_secret
from corvia_local.errors import Locked
from corvia_local.vault.backup_format import PlainWriter, read_backup, slots_of_backup

VECTORS = Path(__file__).parent.parent / "vectors"
BACKUP: dict[str, Any] = json.loads((VECTORS / "backup-v1.json").read_text("utf-8"))
VAULT: dict[str, Any] = json.loads((VECTORS / "vault-v1.json").read_text("utf-8"))
SEALED: dict[str, Any] = VAULT["sealed"]
FILE = BACKUP["header"].encode() + base64.b64decode(BACKUP["payload"])
DATABASE = bytes(range(256)) * 4


def hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """Give the first block of HKDF-SHA-256 (RFC 5869, 2.2 and 2.3)."""
    return hmac.digest(hmac.digest(salt or bytes(32), secret, "sha256"), info + b"\x01", "sha256")


def unpadded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def test_the_keys_of_a_backup_are_derived_as_specified() -> None:
    data_key, entropy = (bytes.fromhex(VAULT[name]) for name in ("data_key", "recovery_entropy"))
    for secret, purpose, name in (
        (data_key, b"corvia-backup-v1 data key", "data_key"),
        (entropy, b"corvia-backup-v1 recovery key", "recovery"),
    ):
        identity = x25519.Identity.from_str(BACKUP[f"{name}_identity"])
        assert str(identity.to_public()) == BACKUP[f"{name}_recipient"]
        assert file_key(hkdf(secret, b"", purpose)) is not None, "it is a recipient of the file"


def file_key(secret_key: bytes) -> bytes | None:
    """Unwrap the file key by https://c2sp.org/age, or None where no stanza is this key's."""
    own = X25519PrivateKey.from_private_bytes(secret_key)
    lines = BACKUP["header"].split("\n")
    for number, line in enumerate(lines):
        if line.startswith("-> X25519 "):
            share = unpadded(line.split(" ")[2])
            shared = own.exchange(X25519PublicKey.from_public_bytes(share))
            salt = share + own.public_key().public_bytes_raw()
            key = hkdf(shared, salt, b"age-encryption.org/v1/X25519")
            try:
                return ChaCha20Poly1305(key).decrypt(bytes(12), unpadded(lines[number + 1]), None)
            except Exception:
                continue
    return None


def test_the_header_is_authenticated_with_its_slots() -> None:
    key = file_key(hkdf(bytes.fromhex(VAULT["data_key"]), b"", b"corvia-backup-v1 data key"))
    assert key is not None
    header, _, mac = BACKUP["header"].rpartition("--- ")
    expected = hmac.digest(hkdf(key, b"", b"header"), header.encode() + b"---", "sha256")
    assert unpadded(mac.strip()) == expected
    lines = header.split("-> corvia-slots-v1\n")[1].split("\n")
    body = unpadded("".join(lines[: next(n for n, x in enumerate(lines) if len(x) < 64) + 1]))
    assert body.decode() == VAULT["slots_file"]


def test_any_age_program_gives_the_heading_and_the_database() -> None:
    plain = decrypt(FILE, [x25519.Identity.from_str(BACKUP["recovery_identity"])])
    line, _, database = plain.partition(b"\n")
    assert line.decode() + "\n" == BACKUP["heading"]
    assert database == DATABASE
    heading = json.loads(line)
    assert base64.b64decode(heading["database"]["sha256"]) == hashlib.sha256(DATABASE).digest()
    assert base64.b64decode(heading["data_key"]).hex() == VAULT["data_key"]


def test_the_program_reads_the_vector() -> None:
    slots = slots_of_backup(io.BytesIO(FILE))
    assert slots is not None
    assert encode_key_slots(slots).decode() == VAULT["slots_file"]
    assert open_with_passphrase(slots, BACKUP["passphrase"]).data_key.hex() == BACKUP["data_key"]
    out = io.BytesIO()
    writer = PlainWriter(out)
    heading = read_backup(io.BytesIO(FILE), Path("vector"), BACKUP["data_key_identity"], writer)
    assert out.getvalue() == DATABASE
    assert heading.database.rows == {"entries": 1}


def test_sealed_slots_open_by_the_same_secrets() -> None:
    slots = decode_key_slots(SEALED["slots_file"].encode())
    assert shared_secret(SEALED["shares"][1:]).hex() == SEALED["shares_secret"]
    for opened, name in (
        (open_with_passphrase(slots, VAULT["passphrase"]), "passphrase"),
        (open_with_phrase(slots, VAULT["recovery_phrase"]), "recovery"),
        (open_with_shares(slots, SEALED["shares"][:2]), "shares"),
    ):
        assert opened.data_key.hex() == SEALED["data_key"]
        assert opened.recipient == SEALED[f"{name}_recipient"]


def test_a_sealed_slot_holds_what_is_specified() -> None:
    raw = json.loads(SEALED["slots_file"])
    recovery = raw["slots"][1]
    assert recovery["wrapped"]["algorithm"] == "age-x25519"
    message = decrypt(
        base64.b64decode(recovery["wrapped"]["ciphertext"]),
        [x25519.Identity.from_str(SEALED["recovery_identity"])],
    )
    salt = base64.b64decode(recovery["kdf"]["salt"])
    assert message == base64.b64decode(raw["vault"]) + salt + bytes.fromhex(SEALED["data_key"])


@pytest.mark.parametrize("number", range(3))
def test_a_slot_sealed_for_another_vault_opens_nothing(number: int) -> None:
    raw = json.loads(SEALED["slots_file"])
    raw["vault"] = base64.b64encode(bytes(16)).decode()
    slots = decode_key_slots(json.dumps(raw).encode())
    opens = (
        lambda: open_with_passphrase(slots, VAULT["passphrase"]),
        lambda: open_with_phrase(slots, VAULT["recovery_phrase"]),
        lambda: open_with_shares(slots, SEALED["shares"][:2]),
    )
    with pytest.raises(Locked):
        opens[number]()
