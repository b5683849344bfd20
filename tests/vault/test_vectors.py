"""The vault as its specification says it, computed a second time beside the vault's own code."""

import base64
import hashlib
import hmac
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
from sqlcipher3 import dbapi2

from corvia_crypto.key_slots import (
    decode_key_slots,
    encode_key_slots,
    open_with_keyring_secret,
    open_with_shares,
    unlock_with_passphrase,
    unlock_with_phrase,
)
from corvia_local.vault.entries import add_entry
from corvia_local.vault.imports import import_fingerprint
from corvia_local.vault.ledger import ledger, record
from corvia_local.vault.opening import Vault
from corvia_local.vault.search import fold

VECTOR: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "vault-v1.json").read_text("utf-8")
)
SLOTS: dict[str, Any] = json.loads(VECTOR["slots_file"])


def hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """Give the first block of HKDF-SHA-256 (RFC 5869, 2.2 and 2.3)."""
    pseudorandom = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(pseudorandom, info + b"\x01", "sha256")


def chained(previous: str, line: dict[str, Any]) -> str:
    fields = ["corvia-ledger-v1", previous, str(line["number"])]
    fields += [line[name] for name in ("at", "act", "what", "purpose", "audience")]
    data = b"".join(len(f.encode()).to_bytes(4, "big") + f.encode() for f in fields)
    return hashlib.sha256(data).hexdigest()


def slot(number: int) -> tuple[dict[str, Any], bytes, bytes, bytes]:
    one = SLOTS["slots"][number]
    wrapped = one["wrapped"]
    return (
        one["kdf"],
        base64.b64decode(one["kdf"]["salt"]),
        base64.b64decode(wrapped["nonce"]),
        base64.b64decode(wrapped["ciphertext"]),
    )


def test_the_program_reads_the_vector() -> None:
    slots = decode_key_slots(VECTOR["slots_file"].encode())
    assert unlock_with_passphrase(slots, VECTOR["passphrase"]).hex() == VECTOR["data_key"]
    assert unlock_with_phrase(slots, VECTOR["recovery_phrase"]).hex() == VECTOR["data_key"]
    assert encode_key_slots(slots).decode() == VECTOR["slots_file"]


def test_the_passphrases_slot_opens_as_specified() -> None:
    kdf, salt, nonce, ciphertext = slot(0)
    passphrase = unicodedata.normalize("NFKC", VECTOR["passphrase"]).encode()
    assert passphrase.hex() == VECTOR["passphrase_bytes"]
    key = Argon2id(
        salt=salt,
        length=32,
        iterations=kdf["operations"],
        lanes=1,
        memory_cost=kdf["memory"] // 1024,
    ).derive(passphrase)
    assert key.hex() == VECTOR["passphrase_wrapping_key"]
    work = kdf["operations"].to_bytes(4, "big") + kdf["memory"].to_bytes(4, "big")
    vault = base64.b64decode(SLOTS["vault"])
    binding = b"corvia-vault-v1 slot passphrase\x00" + vault + work + salt
    assert binding.hex() == VECTOR["passphrase_binding"]
    opened = crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, binding, nonce, key)
    assert opened.hex() == VECTOR["data_key"]


def test_the_recovery_slot_opens_as_specified() -> None:
    _, salt, nonce, ciphertext = slot(1)
    entropy = bytes.fromhex(VECTOR["recovery_entropy"])
    key = hkdf(entropy, salt, b"corvia-vault-v1 recovery phrase slot")
    assert key.hex() == VECTOR["recovery_wrapping_key"]
    vault = base64.b64decode(SLOTS["vault"])
    binding = b"corvia-vault-v1 slot recovery-phrase\x00" + vault + salt
    assert binding.hex() == VECTOR["recovery_binding"]
    opened = crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, binding, nonce, key)
    assert opened.hex() == VECTOR["data_key"]


def test_the_slots_of_shares_and_keyring_open_as_specified() -> None:
    given = VECTOR["secret_slots"]
    raw = json.loads(given["slots_file"])
    vault = base64.b64decode(raw["vault"])
    for one, name in zip(raw["slots"], ("shares", "keyring"), strict=True):
        salt = base64.b64decode(one["kdf"]["salt"])
        secret = bytes.fromhex(given[f"{name}_secret"])
        key = hkdf(secret, salt, f"corvia-vault-v1 {name} slot".encode())
        assert key.hex() == given[f"{name}_wrapping_key"]
        binding = f"corvia-vault-v1 slot {name}\0".encode() + vault + salt
        assert binding.hex() == given[f"{name}_binding"]
        nonce, wrapped = (base64.b64decode(one["wrapped"][k]) for k in ("nonce", "ciphertext"))
        opened = crypto_aead_xchacha20poly1305_ietf_decrypt(wrapped, binding, nonce, key)
        assert opened.hex() == VECTOR["data_key"]


def test_the_program_reads_the_slots_of_shares_and_keyring() -> None:
    given = VECTOR["secret_slots"]
    slots = decode_key_slots(given["slots_file"].encode())
    assert encode_key_slots(slots).decode() == given["slots_file"]
    by_shares = open_with_shares(slots, given["shares"][1:])
    by_keyring = open_with_keyring_secret(slots, bytes.fromhex(given["keyring_secret"]))
    assert by_shares.data_key.hex() == by_keyring.data_key.hex() == VECTOR["data_key"]


@pytest.mark.parametrize("given", VECTOR["imports"])
def test_an_imports_fingerprint_is_as_specified(given: dict[str, str]) -> None:
    fields = ("corvia-import-v1", given["wall_time"], given["words"])
    data = b"".join(len(f.encode()).to_bytes(4, "big") + f.encode() for f in fields)
    assert hashlib.sha256(data).hexdigest() == given["fingerprint"]
    assert import_fingerprint(given["wall_time"], given["text"]).hex() == given["fingerprint"]


def test_the_databases_key_is_derived_as_specified() -> None:
    key = hkdf(bytes.fromhex(VECTOR["data_key"]), b"", b"corvia-vault-v1 database")
    assert key.hex() == VECTOR["database_key"]


def test_another_program_opens_a_vault_by_its_specification(
    vault: Vault, home: Path, passphrase: str
) -> None:
    add_entry(vault, "words")
    vault.close()
    data_key = unlock_with_passphrase(vault.slots, passphrase)
    key = hkdf(data_key, b"", b"corvia-vault-v1 database")
    connection = dbapi2.connect(str(home / "vault.db"))
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    assert connection.execute("SELECT text FROM entries").fetchall() == [("words",)]
    connection.close()


def test_the_ledgers_chain_is_as_specified(vault: Vault) -> None:
    previous = "0" * 64
    for line in VECTOR["ledger"]:
        assert chained(previous, line) == line["hash"]
        previous = line["hash"]


def test_the_program_chains_the_vectors_lines(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(line["at"] for line in VECTOR["ledger"])
    monkeypatch.setattr("corvia_local.vault.ledger.local_time", lambda: next(moments))
    for line in VECTOR["ledger"]:
        record(vault, line["act"], line["what"], line["purpose"], line["audience"])
    assert [line.hash for line in ledger(vault)] == [line["hash"] for line in VECTOR["ledger"]]


@pytest.mark.parametrize(("text", "folded"), VECTOR["folded"])
def test_texts_fold_as_specified(text: str, folded: str) -> None:
    assert fold(text) == folded
