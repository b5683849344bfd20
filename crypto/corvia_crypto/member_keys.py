"""An Ed25519 identity as a recipient of age: what is sealed to a did:key needs no other key.

The signing key's X25519 form is the one of RFC 7748's birational map, as libsodium computes it.
Using one key for Ed25519 and for an X25519 KEM is safe together: Thormarker, “On using the same key
pair for Ed25519 and an X25519 based KEM”, https://eprint.iacr.org/2021/509
"""

from collections.abc import Sequence

import nacl.bindings
import nacl.exceptions

from corvia_crypto.age import identity_of_key, read_identity, read_recipient
from corvia_crypto.bech32 import encode_bech32
from corvia_crypto.did_key import decode_ed25519_did
from corvia_crypto.signing import SEED_BYTES
from corvia_local.errors import PeerRefused


class KeyUnusable(PeerRefused):
    """A did:key names a point that cannot be sealed to."""


def recipient_of_did(did: str) -> str:
    """Give the age recipient of a did:key, `age1…`; raise DidRefused or KeyUnusable."""
    public_key = decode_ed25519_did(did)
    try:
        converted = nacl.bindings.crypto_sign_ed25519_pk_to_curve25519(public_key)
    except (nacl.exceptions.RuntimeError, nacl.exceptions.ValueError) as error:
        raise KeyUnusable(f"Nothing can be sealed to {did}: its key is of small order.") from error
    return encode_bech32("age", converted)


def identity_of_seed(seed: bytes) -> str:
    """Give the age identity of a 32-byte signing seed; it opens what is sealed to its did:key."""
    if len(seed) != SEED_BYTES:
        raise ValueError(f"A signing seed has {SEED_BYTES} bytes, not {len(seed)}.")
    _, secret_key = nacl.bindings.crypto_sign_seed_keypair(seed)
    return identity_of_key(nacl.bindings.crypto_sign_ed25519_sk_to_curve25519(secret_key))


def seal_to_all(message: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt a message so that each of the recipients `age1…` can open it alone."""
    from pyrage import encrypt

    return bytes(encrypt(message, [read_recipient(one) for one in recipients]))


def open_with_any(sealed: bytes, identities: Sequence[str]) -> bytes | None:
    """Decrypt with whichever identity fits; None where none does or a byte was changed."""
    from pyrage import DecryptError, decrypt

    try:
        return bytes(decrypt(sealed, [read_identity(one) for one in identities]))
    except DecryptError:
        return None
