"""The signed envelope: `[signature, {"h": varsig header, "TAG@VERSION": payload}]` in DAG-CBOR.

The signature is Ed25519 over the DAG-CBOR of the second element. The payload's `iss` is the
signer's did:key, and the only key under which the envelope is accepted.
Sources: UCAN 1.0 (https://github.com/ucan-wg/spec, “Envelope”) for the form; Varsig 1.0
(https://github.com/ChainAgnostic/varsig) for the header.
"""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from corvia_crypto.did_key import DidRefused, decode_ed25519_did, encode_ed25519_did
from corvia_crypto.signing import SIGNATURE_BYTES, SignatureRefused, public_key_of, sign, verify
from corvia_local.errors import PeerRefused
from corvia_sync import dag_cbor
from corvia_sync.dag_cbor import DagCborRefused, Value

VARSIG_HEADER: Final = bytes.fromhex("34 01 ed01 ed01 13 71")
"""Varsig, version 1, EdDSA, curve Edwards25519, SHA-512, payload in DAG-CBOR."""

_TAG: Final = re.compile(r"[a-z0-9-]+/[a-z0-9-]+@[0-9]+\.[0-9]+\.[0-9]+(-[a-z0-9.]+)?\Z")
_LONGEST_TAG: Final = 200
_BEFORE_SIGNED: Final = b"\x82\x58\x40"
"""An array of two whose first element is 64 bytes long."""

_SIGNED_FROM: Final = len(_BEFORE_SIGNED) + SIGNATURE_BYTES
_BEFORE_TAG: Final = b"\xa2\x61h\x48" + VARSIG_HEADER
"""A map of two whose first key is `h`: the shorter key comes first, and no tag is that short."""


class EnvelopeRefused(PeerRefused):
    """Bytes are no envelope of this form, or its signature does not verify."""


class SignedBytes(NamedTuple):
    """A signature and what it is over: the second element, whose bytes end the envelope."""

    public_key: bytes
    message: bytes
    signature: bytes


@dataclass(frozen=True)
class Envelope:
    """An envelope. `issuer` is the did:key that signed it, `payload` is what it signed."""

    tag: str
    issuer: str
    payload: dict[str, Value]


def seal(seed: bytes, tag: str, payload: dict[str, Value]) -> bytes:
    """Sign a payload under a tag such as `corvia/song@1.0.0`; give the envelope's bytes.

    The payload's `iss` is set to the did:key of `seed`, a 32-byte Ed25519 seed. Equal arguments
    give equal bytes. Raises ValueError for a malformed tag, NotEncodable for a payload outside
    `dag_cbor.OBJECT_LIMITS`.
    """
    if not _TAG.match(tag) or len(tag) > _LONGEST_TAG:
        raise ValueError(f"{tag!r} is no tag of the form name/kind@1.0.0.")
    issued: Value = {**payload, "iss": encode_ed25519_did(public_key_of(seed))}
    signed: dict[str, Value] = {"h": VARSIG_HEADER, tag: issued}
    return dag_cbor.encode([sign(seed, dag_cbor.encode(signed)), signed])


def open_envelope(data: bytes) -> Envelope:
    """Decode an envelope and verify its signature; raise EnvelopeRefused for anything else."""
    envelope, signed = read_envelope(data)
    try:
        verify(signed.public_key, signed.message, signed.signature)
    except SignatureRefused as error:
        raise EnvelopeRefused(str(error)) from error
    return envelope


def read_envelope(data: bytes) -> tuple[Envelope, SignedBytes]:
    """Decode an envelope, whose signature is still to be verified; raise EnvelopeRefused."""
    try:
        decoded = dag_cbor.decode(data)
    except DagCborRefused as error:
        raise EnvelopeRefused(f"It is no signed object: {error}") from error
    signature, header, tag, payload = _parts(decoded)
    if header != VARSIG_HEADER:
        raise EnvelopeRefused("It is signed in a way that is not known here; only Ed25519 is.")
    if not _TAG.match(tag) or len(tag) > _LONGEST_TAG:
        raise EnvelopeRefused("It does not say what kind of object it is.")
    issuer = payload.get("iss")
    if not isinstance(issuer, str):
        raise EnvelopeRefused("It does not say who signed it.")
    if len(signature) != SIGNATURE_BYTES:
        raise EnvelopeRefused(f"Its signature has {len(signature)} bytes, not {SIGNATURE_BYTES}.")
    try:
        public_key = decode_ed25519_did(issuer)
    except DidRefused as error:
        raise EnvelopeRefused(str(error)) from error
    return Envelope(tag, issuer, payload), SignedBytes(public_key, data[_SIGNED_FROM:], signature)


def _parts(decoded: Value) -> tuple[bytes, bytes, str, dict[str, Value]]:
    """Take an envelope apart: signature, header, tag, payload."""
    match decoded:
        case [bytes(signature), dict(signed)] if len(signed) == 2:
            header = signed.get("h")
            tag = next(key for key in signed if key != "h")
            payload = signed[tag]
            if isinstance(header, bytes) and isinstance(payload, dict):
                return signature, header, tag, payload
    raise EnvelopeRefused("It is no signed object: it lacks a signature, header or payload.")


def head_of(tag: str) -> bytes:
    """Give the bytes with which what is signed under a tag starts, behind the signature."""
    text = tag.encode("ascii")
    return (
        _BEFORE_TAG
        + (bytes([0x60 + len(text)]) if len(text) < 24 else b"\x78%c" % len(text))
        + text
    )


def tag_of(data: bytes) -> str | None:
    """Read the tag of what may be an envelope, decoding nothing else; None where there is none.

    This sorts blocks before any of them is verified; it proves nothing.
    """
    if not data.startswith(_BEFORE_SIGNED) or not data.startswith(_BEFORE_TAG, _SIGNED_FROM):
        return None
    start = _SIGNED_FROM + len(_BEFORE_TAG)
    if len(data) < start + 2:
        return None
    if 0x60 <= data[start] < 0x78:
        text = data[start + 1 : start + 1 + data[start] - 0x60]
    elif data[start] == 0x78:
        text = data[start + 2 : start + 2 + data[start + 1]]
    else:
        return None
    tag = text.decode("ascii", errors="replace")
    return tag if _TAG.match(tag) else None
