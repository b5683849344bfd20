"""The derivations under the key slots, against published vectors and second implementations."""

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from corvia_crypto.hkdf import derive_key
from corvia_crypto.passphrase import KdfLimits, stretch


def test_hkdf_rfc5869_case_3() -> None:
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    assert derive_key(b"\x0b" * 22, "").hex() == expected


def test_purposes_and_salts_separate_keys() -> None:
    keys = {
        derive_key(bytes(32), "one"),
        derive_key(bytes(32), "two"),
        derive_key(bytes(32), "one", b"salt"),
        derive_key(bytes(31), "one"),
    }
    assert len(keys) == 4
    assert {len(key) for key in keys} == {32}


def test_argon2id_agrees_with_openssl() -> None:
    salt = bytes(range(16))
    second = Argon2id(salt=salt, length=32, iterations=3, lanes=1, memory_cost=1024)
    assert stretch(b"passphrase", salt, KdfLimits(3, 1024 * 1024)) == second.derive(b"passphrase")
