"""IPNS names of Ed25519 keys: an author's did:key, as IPFS writes it.

A name is a CIDv1 of codec libp2p-key whose “hash” is the key itself: a protobuf with the key's
type and its 32 bytes, under the identity code. So the key can be read from the name.
Sources: https://specs.ipfs.tech/ipns/ipns-record/#ipns-name and the libp2p peer-id specification.
"""

from typing import Final

from corvia_crypto.did_key import KEY_BYTES, decode_ed25519_did, encode_ed25519_did
from corvia_crypto.multibase import (
    MultibaseRefused,
    decode_base32,
    decode_base36,
    decode_base58btc,
    encode_base36,
)
from corvia_local.errors import PeerRefused

_CID_HEAD: Final = bytes([1, 0x72])
"""CIDv1, codec libp2p-key."""

_KEY_HEAD: Final = bytes([0, 36, 0x08, 1, 0x12, KEY_BYTES])
"""Identity multihash of 36 bytes: protobuf fields 1 (type Ed25519) and 2 (32 bytes of key)."""


class IpnsNameRefused(PeerRefused):
    """A text is no IPNS name of an Ed25519 key."""


def ipns_name_of(did: str) -> str:
    """Write an author's did:key as the IPNS name `k51…`; raise DidRefused for another text."""
    return encode_base36(_CID_HEAD + _KEY_HEAD + decode_ed25519_did(did))


def did_of_ipns_name(name: str) -> str:
    """Read the did:key behind `k51…`, `bafz…` or a peer id `12D3…`.

    Raises IpnsNameRefused for anything else, names of other kinds of key among it.
    """
    shown = name[:80]
    try:
        data = _decode(name)
    except MultibaseRefused as error:
        raise IpnsNameRefused(f"“{shown}” is no IPNS name: {error}") from error
    if not data.startswith(_KEY_HEAD) or len(data) != len(_KEY_HEAD) + KEY_BYTES:
        raise IpnsNameRefused(f"“{shown}” is no IPNS name of an Ed25519 key.")
    return encode_ed25519_did(data[len(_KEY_HEAD) :])


def _decode(name: str) -> bytes:
    """Give the multihash in a name."""
    if name.startswith("12D3"):
        return decode_base58btc("z" + name)
    data = decode_base32(name) if name.startswith("b") else decode_base36(name)
    return data[len(_CID_HEAD) :] if data.startswith(_CID_HEAD) else b""
