"""did:key: a public key written as an identifier, for Ed25519 and X25519.

Format: `did:key:` and base58btc of the key's multicodec as a varint, then its 32 bytes.
Source: https://w3c-ccg.github.io/did-key-spec/
"""

from functools import lru_cache
from typing import Final

from corvia_crypto.multibase import MultibaseRefused, decode_base58btc, encode_base58btc
from corvia_crypto.varint import VarintRefused, decode_varint, encode_varint
from corvia_local.errors import PeerRefused

PREFIX: Final = "did:key:"
ED25519_PUBLIC: Final = 0xED
X25519_PUBLIC: Final = 0xEC
KEY_BYTES: Final = 32


class DidRefused(PeerRefused):
    """An identifier is no did:key of the kind that is needed."""


def encode_ed25519_did(public_key: bytes) -> str:
    """Write a 32-byte Ed25519 public key as `did:key:z6Mk…`; raise ValueError for other lengths."""
    return _encode(ED25519_PUBLIC, public_key)


def encode_x25519_did(public_key: bytes) -> str:
    """Write a 32-byte X25519 public key as `did:key:z6LS…`; raise ValueError for other lengths."""
    return _encode(X25519_PUBLIC, public_key)


@lru_cache(maxsize=4096)
def decode_ed25519_did(did: str) -> bytes:
    """Read the 32-byte Ed25519 public key of a did:key; raise DidRefused for anything else."""
    return _decode(did, ED25519_PUBLIC, "Ed25519")


def decode_x25519_did(did: str) -> bytes:
    """Read the 32-byte X25519 public key of a did:key; raise DidRefused for anything else."""
    return _decode(did, X25519_PUBLIC, "X25519")


def _encode(codec: int, public_key: bytes) -> str:
    if len(public_key) != KEY_BYTES:
        raise ValueError(f"A public key has {KEY_BYTES} bytes, not {len(public_key)}.")
    return PREFIX + encode_base58btc(encode_varint(codec) + public_key)


def _decode(did: str, wanted_codec: int, kind: str) -> bytes:
    shown = did[:60]
    if not did.startswith(PREFIX):
        raise DidRefused(f"“{shown}” is no did:key. It starts with “{PREFIX}z”.")
    try:
        data = decode_base58btc(did[len(PREFIX) :])
        codec, start = decode_varint(data)
    except (MultibaseRefused, VarintRefused) as error:
        raise DidRefused(f"“{shown}” is no did:key: {error}") from error
    if codec != wanted_codec or len(data) - start != KEY_BYTES:
        raise DidRefused(f"“{shown}” does not name an {kind} key.")
    return data[start:]
