"""Content identifiers: the hash of a block, with how it was hashed and how the block is encoded.

Our own objects use CIDv1 with sha2-256 only, written in lower-case base32. Links to foreign blocks
may have any hash and codec, and CIDv0; they are parsed strictly and kept as they are.
Source: https://github.com/multiformats/cid
"""

import hashlib
from functools import total_ordering
from typing import Final, Self

from corvia_crypto.multibase import (
    MultibaseRefused,
    decode_base32,
    decode_base58btc,
    encode_base32,
    encode_base58btc,
)
from corvia_crypto.varint import VarintRefused, decode_varint, encode_varint
from corvia_local.errors import PeerRefused

RAW: Final = 0x55
DAG_PB: Final = 0x70
DAG_CBOR: Final = 0x71
"""Codecs, by their numbers in the multicodec table."""

SHA2_256: Final = 0x12
SHA2_512: Final = 0x13
SHA2_256_BYTES: Final = 32
LONGEST_CID: Final = 128
"""Bytes of a CID read at most; a sha2-512 CID has about 70."""

_CIDV0_HEAD: Final = bytes([SHA2_256, SHA2_256_BYTES])
_OWN_HEADS: Final = frozenset(
    bytes([1, codec, SHA2_256, SHA2_256_BYTES]) for codec in (RAW, DAG_PB, DAG_CBOR)
)
_OWN_BYTES: Final = 4 + SHA2_256_BYTES


class CidRefused(PeerRefused):
    """Bytes or a text are no CID, or not the kind that is needed here."""


@total_ordering
class Cid:
    """A content identifier, immutable, ordered by its bytes.

    Make one with `cid_of`, `Cid(bytes)` or `Cid.from_text`. `codec` and `hash_code` are numbers
    of the multicodec table; a CIDv0 has version 0, codec dag-pb and a sha2-256 hash.
    """

    __slots__ = ("_data", "_text", "codec", "digest", "hash_code", "version")

    _data: bytes
    _text: str | None
    version: int
    codec: int
    hash_code: int
    digest: bytes

    def __init__(self, data: bytes) -> None:
        """Parse a CID's bytes; raise CidRefused unless they are exactly one CID."""
        version, codec, hash_code, digest = _parse(data)
        for name, value in (
            ("_data", data),
            ("_text", None),
            ("version", version),
            ("codec", codec),
            ("hash_code", hash_code),
            ("digest", digest),
        ):
            object.__setattr__(self, name, value)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read `b…` (CIDv1 in lower-case base32) or `Qm…` (CIDv0); raise CidRefused otherwise."""
        shown = text[:80]
        try:
            cid = cls(decode_base58btc("z" + text) if text[:2] == "Qm" else decode_base32(text))
        except (MultibaseRefused, CidRefused) as error:
            raise CidRefused(f"“{shown}” is no content identifier: {error}") from error
        if (cid.version == 0) != (text[:2] == "Qm"):
            raise CidRefused(f"“{shown}” is not the usual form of its content identifier.")
        return cid

    @property
    def text(self) -> str:
        """Write a CIDv1 as `b…` in base32, a CIDv0 as `Qm…`."""
        if self._text is None:
            text = encode_base32(self._data)
            if self.version == 0:
                text = encode_base58btc(self._data)[1:]
            object.__setattr__(self, "_text", text)
            return text
        return self._text

    @property
    def is_own(self) -> bool:
        """Tell whether this is a CIDv1 with sha2-256 and a codec that is used here."""
        return self._data[:4] in _OWN_HEADS

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("A CID does not change.")

    def __bytes__(self) -> bytes:
        return self._data

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Cid({self.text})"

    def __hash__(self) -> int:
        return hash(self._data)

    def __eq__(self, other: object) -> bool:
        return self._data == other._data if isinstance(other, Cid) else NotImplemented

    def __lt__(self, other: "Cid") -> bool:
        return self._data < other._data


def cid_of(data: bytes, codec: int) -> Cid:
    """Name a block: CIDv1 of its sha2-256 under a codec (RAW, DAG_PB or DAG_CBOR)."""
    head = encode_varint(1) + encode_varint(codec) + bytes([SHA2_256, SHA2_256_BYTES])
    return Cid(head + hashlib.sha256(data).digest())


def names(cid: Cid, data: bytes) -> bool:
    """Tell whether a CID's hash is that of the bytes; raise CidRefused for an unknown hash.

    Ours are sha2-256; sha2-512 stands in files that others write.
    """
    if cid.hash_code == SHA2_256:
        return hashlib.sha256(data).digest() == cid.digest
    if cid.hash_code == SHA2_512:
        return hashlib.sha512(data).digest() == cid.digest
    raise CidRefused(f"The hash of {cid} is of a kind that is not known here.")


def read_cid_at(data: bytes, offset: int) -> tuple[Cid, int]:
    """Read the CID that starts at `offset`; give it and the offset behind it.

    Raises CidRefused where no whole CID stands there.
    """
    if data[offset : offset + 4] in _OWN_HEADS:
        end = offset + _OWN_BYTES
        return Cid(data[offset:end]), end
    if data[offset : offset + 2] == _CIDV0_HEAD:
        end = offset + 2 + SHA2_256_BYTES
        return Cid(data[offset:end]), end
    _, _, _, start, length = _head(data, offset)
    return Cid(data[offset : start + length]), start + length


def _parse(data: bytes) -> tuple[int, int, int, bytes]:
    if data[:4] in _OWN_HEADS and len(data) == _OWN_BYTES:
        return 1, data[1], SHA2_256, data[4:]
    if data[:2] == _CIDV0_HEAD:
        if len(data) != 2 + SHA2_256_BYTES:
            raise CidRefused("A CIDv0 has 34 bytes.")
        return 0, DAG_PB, SHA2_256, data[2:]
    version, codec, hash_code, start, length = _head(data, 0)
    if len(data) != start + length:
        raise CidRefused("A CID's hash has another length than it says.")
    if hash_code == SHA2_256 and length != SHA2_256_BYTES:
        raise CidRefused("A sha2-256 hash has 32 bytes.")
    return version, codec, hash_code, data[start:]


def _head(data: bytes, offset: int) -> tuple[int, int, int, int, int]:
    """Read version, codec, hash code, the digest's offset and its length."""
    try:
        version, offset = decode_varint(data, offset)
        codec, offset = decode_varint(data, offset)
        hash_code, offset = decode_varint(data, offset)
        length, offset = decode_varint(data, offset)
    except VarintRefused as error:
        raise CidRefused(f"A CID cannot be read: {error}") from error
    if version != 1:
        raise CidRefused(f"A CID has version {version}; versions 0 and 1 are known.")
    if length > LONGEST_CID:
        raise CidRefused(f"A CID's hash has {length} bytes; at most {LONGEST_CID} are read.")
    return version, codec, hash_code, offset, length
