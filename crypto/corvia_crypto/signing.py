"""Ed25519 signatures (RFC 8032), made and checked by libsodium through PyNaCl, and by nothing else.

Implementations differ on signatures that RFC 8032 leaves open; peers that used different ones
would disagree on what is valid. libsodium refuses keys and nonces of small order and values of S
that are not reduced, so a signature cannot be changed into another valid one.
"""

import secrets
from typing import Final

import nacl.bindings
import nacl.exceptions

from corvia_local.errors import PeerRefused

SEED_BYTES: Final = 32
PUBLIC_KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64


class SignatureRefused(PeerRefused):
    """A signature was not made by this key over these bytes."""


def make_signing_seed() -> bytes:
    """Make the 32 random bytes from which an Ed25519 key pair follows. They are the secret."""
    return secrets.token_bytes(SEED_BYTES)


def public_key_of(seed: bytes) -> bytes:
    """Derive the 32-byte public key of a seed; raise ValueError unless the seed has 32 bytes."""
    public_key, _ = _key_pair(seed)
    return public_key


def sign(seed: bytes, message: bytes) -> bytes:
    """Sign a message; give the 64-byte signature. Equal seeds and messages give equal bytes.

    Raises ValueError unless the seed has 32 bytes.
    """
    _, secret_key = _key_pair(seed)
    return nacl.bindings.crypto_sign(message, secret_key)[:SIGNATURE_BYTES]


def verify(public_key: bytes, message: bytes, signature: bytes) -> None:
    """Return if the signature is this key's over this message; raise SignatureRefused if not."""
    if len(public_key) != PUBLIC_KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        raise SignatureRefused("The signature or its key has the wrong length.")
    try:
        nacl.bindings.crypto_sign_open(signature + message, public_key)
    except nacl.exceptions.BadSignatureError as error:
        raise SignatureRefused(
            "The signature does not fit: the content was changed, or another key signed it."
        ) from error


def _key_pair(seed: bytes) -> tuple[bytes, bytes]:
    if len(seed) != SEED_BYTES:
        raise ValueError(f"A signing seed has {SEED_BYTES} bytes, not {len(seed)}.")
    return nacl.bindings.crypto_sign_seed_keypair(seed)
